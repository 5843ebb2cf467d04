"""Handing a page over: on paper, to another program, or as three lines for somebody's own records."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pypdfium2
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


def test_told_that_it_is_copied_the_button_gets_its_words_back(phone: BrowserContext, address: str) -> None:
    page = Visit(phone, address, PATH).page
    page.clock.install()
    page.get_by_role("button", name="Copy for notes").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.clock.run_for(5_000)
    page.get_by_role("button", name="Copy for notes").wait_for()


@pytest.mark.parametrize("name", ["Copy for notes", "Share"])
def test_where_nothing_may_be_copied_the_lines_are_shown_and_marked(
    browser: Browser, address: str, name: str
) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    context.add_init_script("navigator.share = undefined")
    page = Visit(context, address, PATH).page
    for _ in range(2):
        page.get_by_role("button", name=name, exact=True).click()
        shown = page.get_by_role("textbox", name="To copy by hand")
        shown.wait_for()
        assert "Very low certainty." in page.evaluate("getSelection().toString()")
    assert shown.count() == 1
    context.close()


@pytest.mark.parametrize("path", [PATH, f"{PATH}handout/"])
def test_the_answer_goes_along_where_the_page_is_shared(
    phone: BrowserContext, address: str, path: str
) -> None:
    phone.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page = Visit(phone, address, path).page
    page.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert "we are very unsure" in shared["text"] and "Very low certainty." in shared["text"]
    assert shared["url"].endswith(path)


def test_without_other_programs_answer_and_address_are_copied(phone: BrowserContext, address: str) -> None:
    phone.add_init_script("navigator.share = undefined")
    page = Visit(phone, address, PATH).page
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Answer and address copied").wait_for()
    answer, certainty, at = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert "we are very unsure" in answer and certainty.startswith("Very low certainty.")
    assert at.endswith(PATH) and "://" in at


def test_who_must_ask_first_is_told_so_wherever_the_answer_goes(phone: BrowserContext, address: str) -> None:
    page = Visit(phone, address, "/stroke/").page
    page.get_by_role("button", name="Copy for notes").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    described = page.locator("meta[name=description]").get_attribute("content") or ""
    page.goto(f"{address}/stroke/handout/")
    letter = unquote(page.get_by_role("link", name="Send by email").get_attribute("href") or "")
    for said in (copied, described, letter):
        assert "Ask your doctor or physiotherapist first. " in said


def test_one_click_leads_to_the_sheet_and_one_prints_all(phone: BrowserContext, address: str) -> None:
    phone.add_init_script("window.print = () => { window.printed = location.pathname; }")
    page = Visit(phone, address, PATH).page
    page.get_by_role("button", name="Print all").click()
    assert page.evaluate("window.printed") == PATH
    sheet = page.get_by_role("link", name="Print one page").get_attribute("href")
    found = phone.request.get(f"{address}{PATH}{sheet}")
    assert found.headers["content-type"] == "application/pdf"
    assert len(pypdfium2.PdfDocument(found.body())) == 1


def test_without_javascript_lines_letter_and_files_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PATH}")
    page.get_by_role("link", name="Other sizes").click()
    assert "Very low certainty." in page.locator(".notes").inner_text()
    letter = page.get_by_role("link", name="Send by email").get_attribute("href") or ""
    assert letter.startswith("mailto:?subject=Walking") and "Very%20low" in letter
    for name in ("handout", "handout-letter", "handout-large"):
        link = page.locator(f'a[href="../{name}.pdf"]')
        assert context.request.get(f"{address}{PATH}{name}.pdf").headers["content-type"] == "application/pdf"
        assert link.is_visible()
    assert not page.get_by_role("button").filter(visible=True).filter(has_text="Copy").count()
    context.close()
