"""What a browser keeps, browsers that lack things, and what somebody may put in the way, in Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from browsing import DESKTOP, PHONE, Visit, until

KEPT = "() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
HOSTILE = (
    '<script>window.came = 1</script><img src=x onerror="window.came = 1">',
    "\"><svg onload='window.came = 1'>",
    "javascript:window.came = 1",
    "'-(window.came = 1)-'",
    "${window.came = 1}{{window.came = 1}}",
    "__proto__[came]=1&constructor.prototype.came=1",
    "%00%ff%u0000" + "A" * 20_000,
    "\u202e\u0000\ud83d",
    "[" * 5_000,
    "(a+)+$^" * 200,
)
PLANS: tuple[Any, ...] = (
    None,
    0,
    "x",
    [],
    {"plan": 5, "ticks": "x"},
    {"plan": HOSTILE[0], "ticks": [HOSTILE[0], {}, None, 1e308]},
    {"plan": "condition=__proto__&weeks=1e9", "ticks": [[[]]] * 1000},
    {"__proto__": {"came": 1}, "plan": "", "ticks": []},
)
COLOURS: tuple[Any, ...] = (
    None,
    [],
    {"index": HOSTILE[0]},
    {"index": 1, "color": {"scheme": HOSTILE[1], "media": HOSTILE[0]}},
    {"index": -1, "color": {"onload": "window.came=1"}},
    {"index": 1e999},
)


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=DESKTOP)
    yield made
    made.close()


def unharmed(visit: Visit) -> None:
    """Nothing ran, nothing broke, and the page is there."""
    assert visit.page.evaluate("() => window.came ?? Object.prototype.came ?? null") is None
    assert visit.faults == []
    expect(visit.page.locator("h1").first).to_be_visible()


def test_nothing_is_kept_unasked_but_pages(desktop: BrowserContext, address: str) -> None:
    page = Visit(desktop, address, "/").page
    page.mouse.move(300, 300)
    until(page, "() => Boolean(window.component$)")
    page.mouse.wheel(0, 500)
    page.goto(f"{address}/plan/")
    page.mouse.move(200, 200)
    until(page, "() => Boolean(window.component$)")
    assert page.evaluate(KEPT) == [[], [], ""]
    page.locator("label[for^=__palette]").filter(visible=True).click()
    keys, session, cookie = page.evaluate(KEPT)
    assert [key.rpartition(".")[2] for key in keys] == ["__palette"]
    assert (session, cookie, desktop.cookies()) == ([], "", [])


LACKING = """
  for (const name of ["querySelector", "querySelectorAll", "matches", "closest"])
    for (const kind of [Element.prototype, Document.prototype]) {
      const known = kind[name];
      if (known) kind[name] = function (selector) {
        if (/:has\\(/.test(selector)) throw new DOMException(`"${selector}" is no selector`, "SyntaxError");
        return known.call(this, selector);
      };
    }
  delete Element.prototype.checkVisibility;
  for (const name of ["role", "ariaLabel", "ariaColIndex", "ariaColCount"])
    Object.defineProperty(Element.prototype, name, { get: () => null, set: () => {}, configurable: true });
"""


def test_the_menu_has_a_keyboard_in_a_browser_of_two_years_before(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(LACKING)
    try:
        visit = Visit(context, address, "/knee-osteoarthritis/evidence/")
        page = visit.page
        opener = page.get_by_role("button", name="Menu")
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".md-sidebar--primary")).to_be_visible()
        until(page, "() => document.activeElement.closest('.md-sidebar--primary') !== null")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        # A single letter opens nothing.
        page.keyboard.press("s")
        assert not page.evaluate("document.getElementById('__search').checked")
        assert page.locator("table.stack td[role=cell]").count() > 0
        assert visit.faults == []
    finally:
        context.close()


@pytest.mark.parametrize("path", ["/plan/", "/studies/", "/knee/", "/glossary/", "/knee-osteoarthritis/"])
def test_hostile_ends_of_addresses_do_nothing(desktop: BrowserContext, address: str, path: str) -> None:
    visit = Visit(desktop, address, path)
    for text in HOSTILE[:7]:
        code = quote(text[:2_000], safe="")
        for end in (
            f"?q={code}&h={code}",
            f"?condition={code}",
            f"#{code}",
            f"#condition={code}&weeks={code}",
        ):
            visit.to("/404.html")
            visit.to(path + end)
            visit.page.wait_for_timeout(20)
            unharmed(visit)


@pytest.mark.parametrize("name", ["plan", "__palette"])
def test_whatever_is_kept_harms_nothing(desktop: BrowserContext, address: str, name: str) -> None:
    visit = Visit(desktop, address, "/plan/")
    key = visit.page.evaluate(
        """async (name) => name === 'plan'
          ? /KEPT = '([^']+)'|KEPT = "([^"]+)"/.exec(await (await fetch('../assets/plan-diary.js')).text())[1]
          : `${__md_scope.pathname}.__palette`""",
        name,
    )
    for value in PLANS if name == "plan" else COLOURS:
        for text in (json.dumps(value), json.dumps(value)[:-1] + "{", HOSTILE[0]):
            visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
            visit.to("/plan/")
            visit.page.mouse.move(300, 300)
            unharmed(visit)


def test_hostile_words_in_the_search_find_nothing_and_do_nothing(
    desktop: BrowserContext, address: str
) -> None:
    visit = Visit(desktop, address, "/")
    box = visit.page.get_by_role("textbox", name="Search")
    box.click()
    visit.page.get_by_text("Type to start searching").wait_for()
    for text in HOSTILE:
        box.fill(text[:5_000].replace("\u0000", "").encode("utf-8", "ignore").decode())
        visit.page.wait_for_timeout(150)
        assert visit.page.locator(".md-search-result script, .md-search-result [onerror]").count() == 0
        unharmed(visit)
