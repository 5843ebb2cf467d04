"""The built site in a real Chromium: search, colours, print, and each kind of page without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from browsing import Visit, until

PAGES: dict[str, str] = json.loads((Path(__file__).parent.parent / "pages.json").read_text(encoding="utf-8"))


@pytest.fixture
def desktop(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.mark.parametrize(
    "author, study", [("Gondhalekar", "/studies/gondhalekar-2013/"), ("Rangey", "/studies/rangey-2016/")]
)
def test_search_finds_a_study_by_author(
    desktop: BrowserContext, address: str, author: str, study: str
) -> None:
    page = Visit(desktop, address, "/").page
    box = page.get_by_role("textbox", name="Search")
    box.click()
    page.get_by_text("Type to start searching").wait_for()
    box.press_sequentially(author)
    page.locator(f'.md-search-result a[href*="{study}"]').first.wait_for(timeout=10_000)


@pytest.mark.parametrize(("scheme", "other"), [("light", "slate"), ("dark", "default")])
def test_the_theme_waits_for_a_reader_and_chosen_colours_stay(
    browser: Browser, address: str, scheme: Any, other: str
) -> None:
    """Its script is fetched at the first sign of somebody; a colour once chosen is there before it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    try:
        page = Visit(context, address, "/").page
        fetched = page.locator('script[src*="bundle"]')
        assert fetched.count() == 0
        page.locator("label[for^=__palette]").filter(visible=True).click()
        fetched.wait_for(state="attached")
        until(page, "other => document.body.dataset.mdColorScheme === other", other)
        page.goto(f"{address}/safety/")
        assert page.locator('script[src*="bundle"]').count() == 0
        assert page.locator("body").get_attribute("data-md-color-scheme") == other
        assert page.locator("label[for^=__palette]").filter(visible=True).count() == 1
    finally:
        context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_page_is_readable_without_javascript(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.goto(address + PAGES[kind])
        assert page.locator("h1").count() == 1
        assert page.locator("h1").is_visible()
        # What stands in a closed box can be opened; what needs a script is hidden as long as none has run;
        # addresses, and what a link leads to on the screen, are for paper.
        hidden = page.evaluate(
            """[...document.querySelectorAll('.md-content :is(h2, h3, p, table, li)')]
            .filter(e => !e.checkVisibility({visibilityProperty: true}))
            .filter(e => !e.closest('details, [hidden], .addresses, .on-paper'))
            .map(e => e.textContent)"""
        )
        assert hidden == []
    finally:
        context.close()


def in_its_own_typeface(context: BrowserContext) -> BrowserContext:
    """Else a busy machine shows a page in another one, for that of the site may come too late to be used."""

    def waited_for(route: Route) -> None:
        found = route.fetch()
        optional = "font-display: optional"
        assert optional in found.text()
        route.fulfill(response=found, body=found.text().replace(optional, "font-display: block"))

    context.route("**/assets/site.css", waited_for)
    return context


@pytest.mark.parametrize("kind", ["condition", "condition-laboratory", "condition-hearing"])
def test_first_screen_of_a_phone_answers(browser: Browser, address: str, kind: str) -> None:
    """Answer, certainty, people and what to do next stand above the line at the thumb of an 844 px phone."""
    context = in_its_own_typeface(browser.new_context(viewport={"width": 390, "height": 844}))
    try:
        page = Visit(context, address, PAGES[kind]).page
        page.evaluate("document.fonts.ready")
        line = page.locator(".bottom-line").bounding_box()
        # Where no comparison leads, what was found stands there without a level of certainty.
        leads = page.locator(".answer .headline").count()
        for selector in ((".headline", ".sure") if leads else (".short li:last-child",)) + (
            ".who",
            ".next a",
        ):
            box = page.locator(f".answer {selector}").last.bounding_box()
            assert box is not None and line is not None, selector
            assert box["y"] + box["height"] <= line["y"], selector
    finally:
        context.close()


@pytest.mark.parametrize("kind", ["home", "condition"])
def test_from_here_to_how_to_start_is_one_tap_and_one_screen(
    browser: Browser, address: str, kind: str
) -> None:
    """Without scrolling: the button, and behind it who, where, how, how fast, how long and how much pain."""
    context = in_its_own_typeface(browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True))
    try:
        page = Visit(context, address, PAGES[kind]).page
        page.get_by_role("link", name=re.compile("start safely", re.IGNORECASE)).first.tap()
        page.wait_for_url("**/how-to/")
        page.evaluate("document.fonts.ready")
        first = page.locator("h2#the-short-version + ul")
        box = first.bounding_box()
        assert first.locator("li").count() == 5
        assert box is not None and box["y"] + box["height"] <= 844
        assert page.evaluate("scrollY") == 0
    finally:
        context.close()


def test_citation_leads_to_its_reference_and_back(desktop: BrowserContext, address: str) -> None:
    page = Visit(desktop, address, PAGES["condition-evidence"]).page
    page.locator(".cite a").first.click()
    assert page.url.endswith("#ref-1")
    entry = page.locator("#ref-1")
    assert entry.is_visible()
    entry.locator("a.back").click()
    assert page.url.endswith("#cite-1")


def test_nothing_is_stored_in_the_browser_by_reading(desktop: BrowserContext, address: str) -> None:
    page = Visit(desktop, address, PAGES["condition"]).page
    assert desktop.cookies() == []
    kept = page.evaluate("Object.keys(localStorage).filter(key => !key.includes('__palette'))")
    assert kept == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("kind", "selectors"),
    [
        ("condition", (".answer .headline", ".fact-box td", ".stop li", "h2")),
        ("condition-evidence", (".summary td", "table.stack td", "ol.references li", "h2")),
    ],
)
def test_print_is_black_on_white_without_the_frame(
    browser: Browser, address: str, scheme: Any, kind: str, selectors: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    try:
        page = Visit(context, address, PAGES[kind]).page
        page.emulate_media(media="print")
        assert not page.locator(".md-header").is_visible()
        for selector in selectors:
            first = page.locator(selector).first
            assert first.is_visible()
            assert first.evaluate("e => getComputedStyle(e).color") in ("rgb(0, 0, 0)", "rgb(51, 51, 51)"), (
                selector
            )
        shade = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        assert shade == "rgb(255, 255, 255)"
        assert page.locator("table thead th").first.is_visible()
    finally:
        context.close()
