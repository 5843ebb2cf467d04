"""What stands around pages: the menu, the line at the thumb, pages that lead on, and promised addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from browsing import DESKTOP, PHONE, Visit
from evidence.run.addresses import NAME, listed, promised
from evidence.run.links import built
from project import ROOT
from tools.browsers import put_style

MENU = ["Is it for me?", "Knee", "Back", "Other conditions", "How to", "Evidence"]


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, has_touch=True)
    yield made
    made.close()


def test_every_address_is_promised(site: Path) -> None:
    known = {address for _, address in listed(ROOT / "references" / NAME)}
    assert sorted(promised(built(site)) - known) == [], "put them on the list: evidence addresses"


def test_the_menu_is_six_words_and_the_mark_leads_home(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    try:
        page = Visit(context, address, "/knee-osteoarthritis/").page
        tabs = page.locator(".md-tabs__link").filter(visible=True)
        assert [text.strip() for text in tabs.all_inner_texts()] == MENU
        assert page.locator(".md-tabs__item--active").inner_text().strip() == "Knee"
        page.locator(".md-logo").first.click()
        page.wait_for_url(f"{address}/")
    finally:
        context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_short_address_leads_on_with_the_place_where_a_script_runs(
    browser: Browser, address: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    try:
        page = context.new_page()
        page.goto(f"{address}/knee/#meaning")
        page.wait_for_url(f"{address}/knee-osteoarthritis/{'#meaning' if script else '*'}")
    finally:
        context.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/knee-osteoarthritis/#harms", "/knee-osteoarthritis/studies/#harms"),
        ("/knee-osteoarthritis/#bias", "/knee-osteoarthritis/studies/#bias"),
        ("/knee/#measured-load", "/knee-osteoarthritis/evidence/#measured-load"),
        ("/how-to/#get-on", "/how-to/treadmill/#get-on"),
        ("/how-to/#the-wider-rule", "/how-to/pain/#the-wider-rule"),
    ],
)
def test_a_part_that_has_moved_is_found_at_its_old_address(
    phone: BrowserContext, address: str, old: str, new: str
) -> None:
    page = Visit(phone, address, old).page
    page.wait_for_url(f"{address}{new}")
    assert page.locator(":target").bounding_box()["y"] < PHONE["height"] / 2  # type: ignore[index]


def test_old_links_to_the_list_of_references_open_the_first_sources(
    phone: BrowserContext, address: str
) -> None:
    page = Visit(phone, address, "/knee-osteoarthritis/#references").page
    assert page.locator("#references > li").first.is_visible()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/knee-osteoarthritis/", ["How to start", "When to stop", "What to ask"]),
        ("/stroke/", ["What to ask", "When to stop", "How to do it"]),
    ],
)
def test_three_ways_out_are_at_the_thumb(
    phone: BrowserContext, address: str, path: str, words: list[str]
) -> None:
    page = Visit(phone, address, path).page
    line = page.locator(".bottom-line")
    box = line.bounding_box()
    assert line.locator("a").all_inner_texts() == words
    assert box is not None and box["y"] + box["height"] == PHONE["height"] and box["height"] >= 44
    page.emulate_media(media="print")
    assert not line.is_visible()


def test_the_line_at_the_thumb_hides_neither_the_end_nor_the_focus(
    phone: BrowserContext, address: str
) -> None:
    page = Visit(phone, address, "/knee-osteoarthritis/").page
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    line = page.locator(".bottom-line").bounding_box()
    last = page.locator(".md-copyright").bounding_box()
    assert line is not None and last is not None and last["y"] + last["height"] <= line["y"]
    page.evaluate("scrollTo(0, 0)")
    hidden = page.evaluate(
        """[...document.querySelectorAll('.md-content :is(a, summary, button)')]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.bottom-line'))
        .filter(e => { e.focus(); return e.getBoundingClientRect().bottom > innerHeight - 48 })
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert hidden == []


@pytest.mark.parametrize("width", [320, 390])
def test_the_name_of_the_site_is_whole_at_twice_the_size_of_text(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    try:
        page = Visit(context, address, "/knee-osteoarthritis/").page
        put_style(page, "html { font-size: 250% !important }")
        cut = page.evaluate(
            """[...document.querySelectorAll('.md-header :is(.md-header__title, .md-ellipsis)')]
            .filter(e => e.checkVisibility())
            .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
            .map(e => e.className)"""
        )
        assert cut == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        context.close()


@pytest.mark.parametrize("window", [PHONE, DESKTOP])
def test_the_bar_bears_the_title_of_the_page_once_its_heading_has_gone(
    browser: Browser, address: str, window: ViewportSize
) -> None:
    context = browser.new_context(viewport=window)
    try:
        page = Visit(context, address, "/knee-osteoarthritis/").page
        title = page.locator(".md-header__title")
        assert "md-header__title--active" not in (title.get_attribute("class") or "")
        page.evaluate("scrollTo(0, 900)")
        page.locator(".md-header__title--active").wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.locator(".md-header__title:not(.md-header__title--active)").wait_for()
    finally:
        context.close()


def test_the_short_answer_stays_beside_the_text_of_a_wide_window(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    try:
        page = Visit(context, address, "/knee-osteoarthritis/").page
        beside = page.locator(".beside-answer")
        assert not beside.is_visible(), "the card says it"
        for path in ("", "evidence/"):
            page.goto(f"{address}/knee-osteoarthritis/{path}")
            page.evaluate("scrollTo(0, 1500)")
            beside.wait_for()
            box = beside.bounding_box()
            assert box and box["y"] > 0 and box["y"] + box["height"] < DESKTOP["height"]
            assert "Very low certainty." in beside.inner_text()
            text = page.locator(".md-content__inner").bounding_box()
            assert text and text["x"] + text["width"] <= box["x"], "it covers nothing"
    finally:
        context.close()


def test_titles_do_not_repeat_and_descriptions_answer(site: Path) -> None:
    home, knee = (
        (site / path / "index.html").read_text(encoding="utf-8") for path in ("", "knee-osteoarthritis")
    )
    assert "<title>Walking backwards, honestly</title>" in home
    description = knee.split('<meta name="description" content="')[1].partition('"')[0]
    assert description.startswith("Knee osteoarthritis: Very low certainty. "), "before what is cut off"


def test_a_lost_reader_is_given_four_tasks(site: Path) -> None:
    page = (site / "404.html").read_text(encoding="utf-8").split("<article")[1].partition("</article>")[0]
    assert page.count("<li>") == 4
