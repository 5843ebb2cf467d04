"""The built site in a real Chromium: each kind of page, phone and desktop, light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browsers import chromium_arguments, find_chromium
from evidence.build import Project, build
from serving import served

ROOT = Path(__file__).parent.parent
PAGES: dict[str, str] = json.loads((Path(__file__).parent / "pages.json").read_text(encoding="utf-8"))
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site, built afresh from the records and served."""
    from project import copied

    root = copied(tmp_path_factory.mktemp("real"))
    build(Project(root, root / "references"))
    with served(root / "site") as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=chromium_arguments())
        yield launched
        launched.close()


class Visit:
    """One page open in a context of its own, with everything that went wrong while it loaded."""

    def __init__(self, context: BrowserContext, base: str, path: str) -> None:
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._console(message))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", lambda request: self._request(request.url, base))
        self.page.on("response", lambda response: self._response(response))
        self.page.goto(base + path, wait_until="networkidle")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, url: str, base: str) -> None:
        if not url.startswith((base + "/", "data:", "blob:" + base)):
            self.faults.append(f"request off the site: {url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_page_is_sound(browser: Browser, address: str, kind: str, scheme: Any) -> None:
    """No fault, nothing off the site, no sideways scroll, WCAG 2.2 AA by axe: phone first, then desktop."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    try:
        visit = Visit(context, address, PAGES[kind])
        body = visit.page.locator("body")
        assert body.get_attribute("data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme]
        for device, (width, height) in WIDTHS.items():
            visit.page.set_viewport_size({"width": width, "height": height})
            sizes = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert sizes[0] <= width == sizes[1], f"{device} scrolls sideways: {_too_wide(visit.page)}"
            found = Axe().run(visit.page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
            assert found["passes"], "axe checked nothing"
            assert [_said(violation) for violation in found["violations"]] == [], device
        assert visit.faults == []
    finally:
        context.close()


def _too_wide(page: Page) -> Any:
    return page.evaluate(
        """[...document.querySelectorAll('.md-content *')]
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )


def _said(violation: dict[str, Any]) -> str:
    nodes = "; ".join(f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:4])
    return f"{violation['id']}: {nodes}"


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


@pytest.mark.parametrize("kind", PAGES)
def test_page_is_readable_without_javascript(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.goto(address + PAGES[kind])
        assert page.locator("h1").count() == 1
        assert page.locator("h1").is_visible()
        content = page.locator(".md-content")
        hidden = content.locator("h2, h3, p, table, li").filter(visible=False)
        outside = [e for e in hidden.all() if e.locator("xpath=ancestor::details").count() == 0]
        assert [e.text_content() for e in outside] == []
    finally:
        context.close()


@pytest.mark.parametrize("kind", ["condition", "condition-low-back-pain", "condition-hearing"])
def test_first_screen_of_a_phone_answers(browser: Browser, address: str, kind: str) -> None:
    """Answer, numbers of studies and people, and certainty stand above the fold of an 844 px phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    try:
        page = Visit(context, address, PAGES[kind]).page
        for selector in (".answer .ask", "dl.numbers dd:has(+ *), dl.numbers dd", "dl.numbers dd.words"):
            box = page.locator(selector).first.bounding_box()
            assert box is not None, selector
            assert box["y"] + box["height"] <= 844, selector
    finally:
        context.close()


def test_citation_leads_to_its_reference_and_back(desktop: BrowserContext, address: str) -> None:
    page = Visit(desktop, address, PAGES["condition"]).page
    page.locator(".answer .cite a").first.click()
    assert page.url.endswith("#ref-1")
    entry = page.locator("#ref-1")
    assert entry.is_visible()
    entry.locator("a.back").first.click()
    assert page.url.endswith("#cite-1-1")


def test_nothing_is_stored_in_the_browser_by_reading(desktop: BrowserContext, address: str) -> None:
    page = Visit(desktop, address, PAGES["condition"]).page
    assert desktop.cookies() == []
    kept = page.evaluate("Object.keys(localStorage).filter(key => !key.includes('__palette'))")
    assert kept == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_black_on_white_without_the_frame(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    try:
        page = Visit(context, address, PAGES["condition"]).page
        page.emulate_media(media="print")
        assert not page.locator(".md-header").is_visible()
        for selector in (".answer li", "table.stack td", "ol.references li", "h2"):
            first = page.locator(selector).first
            assert first.is_visible()
            assert first.evaluate("e => getComputedStyle(e).color") in ("rgb(0, 0, 0)", "rgb(51, 51, 51)"), (
                selector
            )
        for selector in ("body", ".answer"):
            shade = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
            assert shade == "rgb(255, 255, 255)", selector
        assert page.locator("table.stack thead th").first.is_visible()
    finally:
        context.close()
