"""The real and the invented site in a real Chromium: what browser tests share. conftest.py makes it known."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tools.browsers import chromium_arguments, find_chromium
from tools.serving import served

LOOKING = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
PHONE, DESKTOP, PAPER = (
    ViewportSize(width=width, height=height) for width, height in ((390, 844), (1280, 900), (794, 1123))
)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The real site, served."""
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def invented_address(built_invented: Path) -> Iterator[str]:
    """The site of the invented project, served."""
    with served(built_invented / "site") as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    executable = find_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=chromium_arguments())
        yield launched
        launched.close()


class Visit:
    """One tab in a context, at a page, with everything that went wrong in it."""

    def __init__(self, context: BrowserContext, base: str, path: str) -> None:
        self.faults: list[str] = []
        self.base = base
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self._console(message))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", lambda request: self._request(request.url))
        self.page.on("response", lambda response: self._response(response))
        self.to(path)

    def to(self, path: str) -> None:
        """Go to another page of the site."""
        self.page.goto(self.base + path, wait_until="load")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.base + "/", "data:", "blob:" + self.base)):
            self.faults.append(f"request off the site: {url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


def happens(page: Page, expression: str, arg: Any = None, seconds: float = 10) -> bool:
    """Whether the function in JavaScript gives something true within the time.

    Playwright's own way is a string read as script, which the policy of each page forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(50)
    return True


def until(page: Page, expression: str, arg: Any = None) -> None:
    """Wait until the function in JavaScript gives something true; the test fails where it does not."""
    assert happens(page, expression, arg), f"never true on {page.url}: {expression}"


def axe_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA in the page as it is, a line each."""
    page.evaluate(AXE_SCRIPT + LOOKING)
    found: dict[str, list[str]] = page.evaluate("looking.everything()")
    # Without them the colours and the size of targets would have been passed over.
    assert "color-contrast" in found["rules"], "axe looked at no colours"
    return found["faults"]


def put_on(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Change the colours of an open page as the theme's script does when somebody switches them."""
    page.emulate_media(color_scheme=scheme)
    palette = {"light": "default", "dark": "slate"}[scheme]
    page.evaluate("palette => { document.body.dataset.mdColorScheme = palette }", palette)


def too_wide(page: Page) -> Any:
    """The first elements that stand out of the window on the right; none where nothing scrolls sideways."""
    return page.evaluate(
        """document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
