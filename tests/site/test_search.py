"""What people type into the search leads where they expect, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import DESKTOP, Visit


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    visit = Visit(context, address, "/claims/")
    visit.page.get_by_role("textbox", name="Search").focus()
    visit.page.get_by_text("Type to start searching").wait_for()
    yield visit.page
    assert visit.faults == []
    context.close()


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("against", "/studies/"),
        ("print", "/plan/"),
        ("mph", "/how-to/"),
        ("is it for me", "/safety/"),
        ("stop", "/safety/"),
        ("chest pain", "/safety/"),
        ("arthritis", "/knee-osteoarthritis/"),
        ("parkinsons", "/parkinsons-disease/"),
        ("ms", "/multiple-sclerosis/"),
        ("TKR", "/knee-injury-and-surgery/"),
        ("backache", "/low-back-pain/"),
        ("printing", "/plan/"),
    ],
)
def test_a_plain_word_leads_where_a_person_expects(page: Page, address: str, typed: str, leads: str) -> None:
    box = page.get_by_role("textbox", name="Search")
    box.fill("")
    box.press_sequentially(typed)
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(re.escape(address + leads) + r"(#[a-z-]+)?(\?|$)"))


@pytest.mark.parametrize("typed", ["handout", "leaflet", "one page"])
def test_who_looks_for_a_sheet_is_led_to_those_of_the_lead_conditions(page: Page, typed: str) -> None:
    box = page.get_by_role("textbox", name="Search")
    box.fill("")
    box.press_sequentially(typed)
    for place in range(3):
        expect(page.locator(".md-search-result__link").nth(place)).to_have_attribute(
            "href", re.compile(r"/(knee-osteoarthritis|low-back-pain|hearing-impairment-balance)/handout/")
        )


def test_words_that_only_lead_are_not_shown(page: Page) -> None:
    box = page.get_by_role("textbox", name="Search")
    box.fill("")
    box.press_sequentially("mph")
    page.locator(".md-search-result__link").first.wait_for()
    tags = page.locator(".md-search-result .md-tag")
    assert tags.count() > 0 and not any(tag.is_visible() for tag in tags.all())
