"""The real and the invented site in a real Chromium: what browser tests share. conftest.py makes it known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browsers import chromium_arguments, find_chromium
from evidence.build import Project, build
from project import copied, invented
from serving import served

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site, built afresh from the records and served."""
    root = copied(tmp_path_factory.mktemp("real"))
    build(Project(root, root / "references"))
    with served(root / "site") as base:
        yield base


@pytest.fixture(scope="session")
def invented_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the invented project, which takes a moment to build."""
    root = invented(tmp_path_factory.mktemp("invented") / "project")
    build(Project(root, root / "references"))
    with served(root / "site") as base:
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


def axe_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, a line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert found["passes"], "axe checked nothing"
    return [_said(violation) for violation in found["violations"]]


def _said(violation: dict[str, Any]) -> str:
    nodes = "; ".join(f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:4])
    return f"{violation['id']}: {nodes}"


def too_wide(page: Page) -> Any:
    """The first elements that stand out of the window on the right."""
    return page.evaluate(
        """[...document.querySelectorAll('.md-content *')]
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
