"""The site by keyboard alone, in a real Chromium: all can be reached, and the focus is always in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from browsing import DESKTOP, PHONE, Visit, axe_faults

FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  // The switch of the colours is a hidden choice: its label shows the focus.
  const shown = focused.matches('.md-option') ? focused.nextElementSibling : focused;
  const touched = [...shown.getClientRects()].some(({ left, right, top, bottom }) =>
    [left + 2, (left + right) / 2, right - 2].some((x) =>
      [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
        const there = document.elementFromPoint(x, y);
        return there !== null && shown.contains(there);
      })));
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
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
    try:
        page.wait_for_function(
            f"() => {{ const it = ({FOCUS})(); return it?.touched && it.marked }}", timeout=3000
        )
    except TimeoutError:
        return False
    return True


def walked(page: Page, key: str) -> tuple[int, list[str]]:
    """How many stops there are on the way by a key, and those at which the focus is not in sight."""
    lost, stops = [], 0
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
    section = menu.get_by_role("button", name="About")
    section.focus()
    page.keyboard.press("Enter")
    expect(section).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.matches('.md-nav__title')"), "the focus is left behind"
    expect(menu.get_by_role("link", name="How this site is made")).to_be_in_viewport(ratio=1)
    assert axe_faults(page) == []
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("How this site is made")
    page.keyboard.press("Enter")
    page.wait_for_url("**/methods/")


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
    page = opened("/knee-osteoarthritis/", PHONE)
    reasons = page.locator("details.why").first
    reasons.locator("summary").focus()
    for opened_now in (True, False):
        page.keyboard.press("Enter")
        assert reasons.evaluate("details => details.open") is opened_now


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
