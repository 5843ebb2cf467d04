"""Handing a page over: on paper, to another program, or as three lines for somebody's own records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from browsing import PHONE, Visit

PATH = "/knee-osteoarthritis/"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.mark.parametrize("path", [PATH, f"{PATH}handout/"])
def test_three_lines_are_copied_for_notes(phone: BrowserContext, address: str, path: str) -> None:
    visit = Visit(phone, address, path)
    button = visit.page.get_by_role("button", name="Copy for notes")
    button.click()
    visit.page.get_by_role("button", name="Copied").wait_for()
    answer, certainty, day = visit.page.evaluate("navigator.clipboard.readText()").splitlines()
    assert visit.page.locator(".headline").inner_text().rstrip("0123456789–") in answer
    assert certainty.startswith("Very low certainty.")
    assert "version" in day and day.endswith("/knee/")
    assert not visit.faults


def test_where_nothing_may_be_copied_the_lines_are_shown(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page = Visit(context, address, PATH).page
    page.get_by_role("button", name="Copy for notes").click()
    page.locator(".take button", has_text="Very low certainty.").wait_for()
    context.close()


def test_the_answer_goes_along_where_the_page_is_shared(phone: BrowserContext, address: str) -> None:
    phone.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page = Visit(phone, address, PATH).page
    page.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert "we are very unsure" in shared["text"] and "Very low certainty." in shared["text"]
    assert shared["url"].endswith(PATH)


def test_one_page_and_all_of_it_can_be_printed(phone: BrowserContext, address: str) -> None:
    phone.add_init_script("window.print = () => { window.printed = location.pathname; }")
    page = Visit(phone, address, PATH).page
    page.get_by_role("button", name="Print all").click()
    assert page.evaluate("window.printed") == PATH
    page.get_by_role("link", name="Print one page").click()
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed") == f"{PATH}handout/"


def test_without_javascript_lines_letter_and_files_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PATH}")
    page.get_by_role("link", name="Print one page").click()
    assert "Very low certainty." in page.locator(".notes").inner_text()
    letter = page.get_by_role("link", name="Send by email").get_attribute("href") or ""
    assert letter.startswith("mailto:?subject=Walking") and "Very%20low" in letter
    for name in ("handout", "handout-letter", "handout-large"):
        link = page.locator(f'a[href="../{name}.pdf"]')
        assert context.request.get(f"{address}{PATH}{name}.pdf").headers["content-type"] == "application/pdf"
        assert link.is_visible()
    assert not page.get_by_role("button").filter(visible=True).filter(has_text="Copy").count()
    context.close()
