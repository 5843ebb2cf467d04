"""The table of all studies in a real Chromium: its filters, the address, the keyboard, phones and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browsing import Visit, axe_faults, too_wide

FILTERS = ("condition", "design", "against", "outcome", "result", "read")
NOTHING = "no such word anywhere"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """All studies, open; whatever goes wrong while the test works fails it, a request off the site too."""
    visit = Visit(context, address, "/studies/")
    yield visit.page
    assert visit.faults == []


def opened(context: BrowserContext, address: str, query: str) -> Page:
    return Visit(context, address, f"/studies/{query}").page


def shown(page: Page) -> list[str]:
    """Links of the rows that can be seen."""
    links = page.locator("tbody tr:visible > th > a")
    return [str(link) for link in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")]


def words(page: Page) -> Locator:
    return page.get_by_label("Author, country or words of the title")


def choice(page: Page, name: str, study: str) -> str:
    """The first choice of a filter that shows a study."""
    row = page.locator("tbody tr", has=page.locator(f'a[href$="/{study}/"]'))
    return str(row.get_attribute(f"data-{name}")).split()[0]


def query(page: Page) -> str:
    # Of the page itself: what Playwright knows of its address comes a moment later.
    return str(page.evaluate("location.search.slice(1)"))


def test_the_whole_table_is_there_at_first(page: Page) -> None:
    rows = page.locator("tbody tr").count()
    assert rows == len(shown(page)) == len(set(shown(page)))
    expect(page.get_by_role("status")).to_have_text(f"{rows} of {rows} studies and reviews shown.")
    assert page.get_by_role("table", name="All studies and reviews, the newest first").is_visible()


@pytest.mark.parametrize("name", FILTERS)
def test_each_choice_shows_as_many_rows_as_it_says(page: Page, name: str) -> None:
    select = page.locator(f"select[name={name}]")
    choices = select.evaluate("s => [...s.options].slice(1).map(o => [o.value, o.text])")
    assert choices
    for value, text in choices:
        select.select_option(value)
        count = re.search(r"\((\d+)\)$", text)
        assert count and len(shown(page)) == int(count[1]), text
    select.select_option("")
    assert len(shown(page)) == page.locator("tbody tr").count()


def test_a_condition_shows_the_rows_that_name_it(page: Page) -> None:
    page.get_by_role("combobox", name="Condition").select_option("low-back-pain")
    cells = page.locator("tbody tr:visible > td:nth-child(3)").all_inner_texts()
    assert cells and all("Low back pain" in cell for cell in cells)


def test_the_studies_that_were_against_it_are_one_choice_away(page: Page) -> None:
    page.get_by_role("combobox", name="Result").select_option("favours-comparator")
    cells = page.locator("tbody tr:visible > td[data-label=Result]").all_inner_texts()
    assert cells and all("against walking backwards" in cell for cell in cells)


def test_filters_and_words_hold_all_at_once(page: Page) -> None:
    together = set(shown(page))
    for name in FILTERS:
        page.locator(f"select[name={name}]").select_option(choice(page, name, "chen-2021"))
        together &= set(shown(page))
        page.locator(f"select[name={name}]").select_option("")
    words(page).fill("walking")
    together &= set(shown(page))
    for name in FILTERS:
        page.locator(f"select[name={name}]").select_option(choice(page, name, "chen-2021"))
    assert "../studies/chen-2021/" in shown(page)
    assert set(shown(page)) == together


@pytest.mark.parametrize("typed", ["2021 CHEN", "çhèn, 2021", "Retrowalking’s chén"])
def test_words_match_in_any_order_without_accents_capitals_and_signs(
    context: BrowserContext, address: str, typed: str
) -> None:
    def accented(route: Any) -> None:
        found = route.fetch()
        assert ">Chen et al. 2021<" in found.text()
        name = ">Chén et al. 2021 — Retrowalking's<"
        route.fulfill(response=found, body=found.text().replace(">Chen et al. 2021<", name))

    context.route("**/studies/", accented)
    page = opened(context, address, "")
    words(page).fill(typed)
    assert shown(page) == ["../studies/chen-2021/"]


def test_the_count_is_said_once_after_typing(context: BrowserContext, address: str) -> None:
    # Time stands still while the words are typed: a slow machine is not a reader who pauses.
    context.clock.install()
    page = opened(context, address, "")
    context.clock.pause_at("2100-01-01")
    status = page.get_by_role("status")
    status.evaluate(
        """status => {
          window.said = [];
          new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true});
        }"""
    )
    words(page).press_sequentially("low back")
    assert page.evaluate("said") == []
    context.clock.run_for(1000)
    count = f"{len(shown(page))} of {page.locator('tbody tr').count()} studies and reviews shown."
    assert page.evaluate("said") == [count]


def test_an_empty_result_says_what_to_do_and_clear_brings_all_back(page: Page) -> None:
    page.get_by_role("combobox", name="Condition").select_option("low-back-pain")
    words(page).fill(NOTHING)
    rows = page.locator("tbody tr").count()
    status = page.get_by_role("status")
    expect(status).to_contain_text(f"0 of {rows} studies and reviews shown. Take away a word or a filter")
    assert not page.locator("table").is_visible()
    page.get_by_role("button", name="Clear all").click()
    expect(status).to_have_text(f"{rows} of {rows} studies and reviews shown.")
    assert (words(page).input_value(), page.get_by_role("combobox", name="Condition").input_value()) == (
        "",
        "",
    )
    assert len(shown(page)) == rows
    assert query(page) == ""


def test_the_address_keeps_the_choice_over_reload_and_the_way_back(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "?campaign=other")
    page.get_by_role("combobox", name="Condition").select_option("low-back-pain")
    words(page).fill("back pain")
    page.get_by_role("combobox", name="Design").select_option("randomised-trial")
    assert query(page) == "campaign=other&condition=low-back-pain&words=back+pain&design=randomised-trial"
    before = shown(page)
    assert 0 < len(before) < page.locator("tbody tr").count()
    page.reload()
    assert shown(page) == before
    page.locator("tbody tr:visible > th > a").first.click()
    page.wait_for_url("**/studies/*/")
    page.go_back()
    assert shown(page) == before
    assert words(page).input_value() == "back pain"
    assert not page.locator("#__search").is_checked(), "the theme takes the address for its own search"


def test_steps_back_and_forward_on_the_page_bring_their_choice_back(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address, "?words=knee")
    first = shown(page)
    page.evaluate("location.hash = 'further'")
    page.get_by_role("button", name="Clear all").click()
    page.get_by_role("combobox", name="Condition").select_option("low-back-pain")
    second = shown(page)
    assert query(page) == "condition=low-back-pain"
    assert page.evaluate("location.hash") == "#further"
    assert first != second
    page.go_back()
    assert (shown(page), words(page).input_value()) == (first, "knee")
    page.go_forward()
    assert (shown(page), words(page).input_value()) == (second, "")


def test_what_the_address_asks_in_vain_is_passed_over(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "?condition=nowhere&design=%22%5D&colour=red&read=full-text%27")
    assert len(shown(page)) == page.locator("tbody tr").count()
    assert [page.locator(f"select[name={name}]").input_value() for name in FILTERS] == [""] * len(FILTERS)


def test_everything_by_keyboard_with_the_focus_in_sight(page: Page) -> None:
    words(page).focus()
    page.keyboard.type("pain")
    for name in FILTERS:
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("name") == name
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        page.keyboard.press("ArrowDown")
        assert focused.input_value() != ""
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    button = page.locator(":focus")
    assert (button.inner_text(), button.evaluate("e => getComputedStyle(e).outlineStyle")) == (
        "Clear all",
        "solid",
    )
    page.keyboard.press("Enter")
    assert len(shown(page)) == page.locator("tbody tr").count()
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == shown(page)[0]


def test_enter_in_the_words_stays_on_the_page(page: Page) -> None:
    words(page).fill("pain")
    before = shown(page)
    words(page).press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"{len(before)} of ")
    assert shown(page) == before


def test_without_javascript_the_whole_table_and_no_form(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.goto(f"{address}/studies/?words=nothing")
        assert page.locator("tbody tr").count() == len(shown(page)) > 50
        for control in page.locator("form.finder, form.finder :is(input, select, button)").all():
            assert not control.is_visible()
        gap = page.evaluate("document.querySelector('.finder').getBoundingClientRect().height")
        assert gap == 0
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_empty_result_is_sound_for_axe(browser: Browser, address: str, scheme: Any) -> None:
    """The page with all rows is looked at with all other kinds of page."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    try:
        page = opened(context, address, f"?words={NOTHING}")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.locator("form.finder").is_visible()
            assert axe_faults(page) == []
    finally:
        context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_it_without_scrolling_sideways_and_with_room_for_a_finger(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    try:
        page = opened(context, address, "")
        for name in FILTERS:
            select = page.locator(f"select[name={name}]")
            texts = select.locator("option").all_text_contents()
            select.evaluate(
                "(select, index) => { select.selectedIndex = index }", texts.index(max(texts, key=len))
            )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, too_wide(page)
        for control in page.locator("form.finder :is(input, select, button)").all():
            assert control.evaluate("e => e.getBoundingClientRect().height") >= 44
        for link in page.locator("tbody tr:visible a").all()[:6]:
            assert link.evaluate(REACHED), link.inner_text()
    finally:
        context.close()


REACHED = """link => {
  link.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = link.getBoundingClientRect();
  return [-21, 21].every((off) => {
    const there = document.elementFromPoint(left + width / 2, top + height / 2 + off);
    return there === link;
  });
}"""
"""Whether a finger 21 px above or below the middle of a link still touches it."""


@pytest.mark.parametrize("width", [390, 1280])
def test_paper_shows_the_chosen_rows_without_the_form(
    context: BrowserContext, address: str, width: int
) -> None:
    page = opened(context, address, "?condition=low-back-pain")
    page.set_viewport_size({"width": width, "height": 900})
    before = shown(page)
    page.emulate_media(media="print")
    assert shown(page) == before
    assert len(before) < page.locator("tbody tr").count()
    for control in page.locator("form.finder :is(label, input, select, button)").all():
        assert not control.is_visible()
    assert page.get_by_role("status").is_visible()


def test_no_other_page_loads_the_script(context: BrowserContext, address: str) -> None:
    for path, there in (("/studies/", True), ("/studies/chen-2021/", False), ("/", False)):
        assert ("studies.js" in Visit(context, address, path).page.content()) == there
