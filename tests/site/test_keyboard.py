"""The site by keyboard alone, in a real Chromium: all can be reached, and the focus is always in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import DESKTOP, PHONE, Visit, axe_faults, happens

FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const touched = [...focused.getClientRects()].some(({ left, right, top, bottom }) =>
    [left + 2, (left + right) / 2, right - 2].some((x) =>
      [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
        const there = document.elementFromPoint(x, y);
        return there !== null && focused.contains(there);
      })));
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const marked = outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
  return { what: focused.outerHTML.slice(0, 120), touched, marked };
}"""
"""What has the focus, whether some of it can be seen with nothing lying upon it, and whether it is marked."""


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Any]:
    """A function that opens a page in a window of a size."""
    contexts = []

    def opens(path: str, size: Any) -> Page:
        contexts.append(browser.new_context(viewport=size, reduced_motion="reduce"))
        page = Visit(contexts[-1], address, path).page
        # A sign of somebody, upon which the theme's script comes.
        page.mouse.move(1, 1)
        page.wait_for_load_state("networkidle")
        return page

    yield opens
    for context in contexts:
        context.close()


def comes_in_sight(page: Page) -> bool:
    """Whether the theme's script, which opens the search for the focus, still gets there."""
    return happens(page, f"() => {{ const it = ({FOCUS})(); return it?.touched && it.marked }}", seconds=3)


def walked(page: Page, key: str) -> tuple[int, list[str]]:
    """How many stops there are on the way by a key, and those at which the focus is not in sight."""
    lost: list[str] = []
    stops = 0
    while True:
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if focus is None:
            return stops, lost
        stops += 1
        assert stops < 1000, "the focus never leaves the page"
        if not (focus["touched"] and focus["marked"]) and not comes_in_sight(page):
            lost.append(f"{key}: {focus}")


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/", PHONE),
        ("/hearing-impairment-balance/", DESKTOP),
        ("/studies/?condition=hearing-impairment-balance", DESKTOP),
        ("/how-to/", PHONE),
        ("/plan/", PHONE),
        ("/studies/chen-2021/", {"width": 320, "height": 256}),
    ],
)
def test_the_focus_is_always_in_sight(opened: Any, path: str, size: Any) -> None:
    page = opened(path, size)
    there, lost = walked(page, "Tab")
    back, lost_on_the_way_back = walked(page, "Shift+Tab")
    assert lost + lost_on_the_way_back == []
    assert min(there, back) > 15


def test_the_first_stop_skips_to_the_content(opened: Any) -> None:
    page = opened("/knee-osteoarthritis/", DESKTOP)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main .md-content') !== null")


def test_the_menu_of_a_phone_opens_moves_and_closes(opened: Any) -> None:
    page = opened("/", PHONE)
    menu = page.locator(".md-sidebar--primary")
    opener = page.get_by_role("button", name="Menu")
    expect(menu).not_to_be_visible()
    opener.focus()
    for key in ("Enter", " "):
        expect(opener).to_have_attribute("aria-expanded", "false")
        page.keyboard.press(key)
        expect(opener).to_have_attribute("aria-expanded", "true")
        assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        expect(menu).not_to_be_visible()
    page.keyboard.press("Enter")
    assert axe_faults(page) == []
    section = menu.get_by_role("button", name="Evidence")
    section.focus()
    page.keyboard.press("Enter")
    expect(section).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.matches('.md-nav__title')"), "the focus is left behind"
    expect(menu.get_by_role("link", name="The evidence")).to_be_in_viewport(ratio=1)
    assert axe_faults(page) == []
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("The evidence")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/")


def test_the_menu_closes_when_the_focus_leaves_it(opened: Any) -> None:
    page = opened("/", PHONE)
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".md-sidebar--primary")).not_to_be_visible()


@pytest.fixture
def found(opened: Any) -> Any:
    """A page on which something was typed into the search and found."""
    page = opened("/", DESKTOP)
    page.get_by_role("textbox", name="Search").focus()
    page.get_by_text("Type to start searching").wait_for()
    page.keyboard.type("hamstring")
    page.locator(".md-search-result__link").first.wait_for()
    return page


def test_a_search_by_keyboard(found: Page) -> None:
    assert axe_faults(found) == []
    found.keyboard.press("ArrowDown")
    first = found.locator(":focus")
    expect(first).to_have_class(re.compile("md-search-result__link"))
    expect(first).to_have_attribute("href", re.compile("/tight-hamstrings/"))
    found.keyboard.press("ArrowUp")
    expect(found.get_by_role("textbox", name="Search")).to_be_focused()
    found.keyboard.press("ArrowDown")
    expect(first).to_have_class(re.compile("md-search-result__link"))
    found.keyboard.press("Enter")
    found.wait_for_url("**/tight-hamstrings/**")


def test_escape_closes_the_search(found: Page) -> None:
    found.keyboard.press("Escape")
    expect(found.locator(".md-search-result__link").first).not_to_be_visible()


def test_the_first_tap_on_the_search_takes_every_letter(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = Visit(context, address, "/").page
    page.locator("label.md-header__button[for=__search]").tap()
    page.keyboard.type("hamstring")
    page.locator(".md-search-result__link").first.wait_for()
    expect(page.get_by_role("textbox", name="Search")).to_have_value("hamstring")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("matching documents")
    context.close()


def test_a_search_can_stand_in_the_address_and_another_follow_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    page = Visit(context, address, "/?q=hamstring").page
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**h=hamstring*")
    expect(page.locator(".md-content mark").first).to_have_text(re.compile("hamstring", re.IGNORECASE))
    page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type("stroke")
    page.locator(".md-search-result__link[href*='/stroke/']").first.wait_for()
    context.close()


BLOCKED = """Object.defineProperty(window, 'localStorage', {
  configurable: true, get() { throw new DOMException('no', 'SecurityError') } })"""


@pytest.mark.parametrize(
    "script",
    [BLOCKED, *(f"localStorage['/.__palette'] = '{spoilt}'" for spoilt in ("{", "5", '{"index":7}'))],
)
def test_the_site_works_where_nothing_is_kept_or_what_is_kept_is_spoilt(
    browser: Browser, address: str, script: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme="dark", reduced_motion="reduce")
    context.add_init_script(script)
    visit = Visit(context, address, "/")
    page = visit.page
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Switch to light colours").click()
    page.get_by_role("textbox", name="Search").fill("stroke")
    page.locator(".md-search-result__link").first.wait_for()
    assert visit.faults == []
    context.close()


def test_no_single_letter_leads_away(opened: Any) -> None:
    """Whoever dictates sends letters unawares (WCAG 2.1.4)."""
    page = opened("/safety/", DESKTOP)
    page.keyboard.press("Tab")
    for letter in "pnfs,./":
        page.keyboard.press(letter)
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/safety/")
    assert not page.locator("#__search").is_checked()


def test_reasons_for_a_level_of_certainty_open_by_keyboard(opened: Any) -> None:
    page = opened("/knee-osteoarthritis/how-sure/", PHONE)
    reasons = page.locator("details.why").first
    reasons.locator("summary").focus()
    for opened_now in (True, False):
        page.keyboard.press("Enter")
        assert reasons.evaluate("details => details.open") is opened_now


def test_reasons_over_other_rows_go_at_escape_and_with_the_focus(opened: Any) -> None:
    page = opened("/knee-osteoarthritis/how-sure/", DESKTOP)
    reasons = page.locator(".sums details.why").first
    summary = reasons.locator("summary")
    is_open = "details => details.open"
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not reasons.evaluate(is_open)
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert not reasons.evaluate(is_open)
    summary.click()
    page.mouse.click(5, 500)
    assert reasons.evaluate(is_open), "who opened it by mouse may print it"


@pytest.mark.parametrize("path", ["/knee-osteoarthritis/", "/studies/chen-2021/", "/safety/", "/"])
def test_the_skip_link_leads_to_the_title(opened: Any, path: str) -> None:
    page = opened(path, DESKTOP)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    target = page.locator(":focus").get_attribute("href")
    assert page.locator(f"h1{target}").count() == 1
    assert page.locator(f"[id='{target.removeprefix('#')}']").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_switched_by_keyboard(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme, reduced_motion="reduce")
    page = Visit(context, address, "/").page
    names = {"light": "Switch to dark colours", "dark": "Switch to light colours"}
    page.get_by_role("button", name=names[scheme]).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    for key in ("Space", "Enter", "Space"):
        expect(page.locator(":focus")).to_have_attribute("aria-label", names[scheme])
        assert page.evaluate(f"({FOCUS})()")["marked"]
        page.keyboard.press(key)
        scheme = {"light": "dark", "dark": "light"}[scheme]
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", {"light": "default", "dark": "slate"}[scheme]
        )
        page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.get_by_role("button", name=names[scheme])).to_be_visible()
    context.close()


def test_on_a_phone_the_columns_are_counted_with_those_that_are_not_shown(opened: Any) -> None:
    page = opened("/doses/", PHONE)
    wrong = page.evaluate(
        """[...document.querySelectorAll('table.stack :is(td, th)')].filter((cell) =>
          Number(cell.ariaColIndex) !== cell.cellIndex + 1).length"""
    )
    assert wrong == 0
    assert page.locator("table.stack td.unseen").filter(visible=False).count() > 0
    assert page.locator("table.stack:not([aria-colcount])").count() == 0


def test_what_scrolls_sideways_can_be_scrolled_by_keyboard(opened: Any) -> None:
    """On a phone a table is cards and scrolls nowhere; what scrolls must take the focus."""
    for path in ("/studies/", "/contribute/", "/data/", "/risk-of-bias/"):
        page = opened(path, PHONE)
        stuck = page.evaluate(
            """[...document.querySelectorAll('.md-content *')].filter((element) =>
              element.scrollWidth > element.clientWidth + 1 &&
              ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
              element.tabIndex < 0 && !element.querySelector('a, button, [tabindex]'))
              .map((element) => element.outerHTML.slice(0, 120))"""
        )
        assert stuck == []
