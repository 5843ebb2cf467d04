"""What a first visit loads and whether anything moves while it does, in a real Chromium."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from browsing import DESKTOP, PHONE

BUDGET = 130_000
"""Bytes of a page with all that it loads before any sign of its reader."""
PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""What a server sends by gzip; pictures and fonts are packed already."""

MOVED = """() => new Promise((done) => {
  const shifts = [];
  const watcher = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  // Two frames later everything that has moved was painted and counted.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    watcher.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done([...shifts, ...watcher.takeRecords()].map(({ sources }) =>
      sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node)))));
  }));
})"""
"""What has moved, each time a list of elements."""


def weight(file: Path) -> int:
    """Bytes of a file on its way to a reader."""
    content = file.read_bytes()
    return len(gzip.compress(content, 9)) if file.suffix in PACKED else len(content)


@pytest.mark.parametrize("path", ["/", "/knee-osteoarthritis/", "/low-back-pain/"])
def test_a_first_visit_is_light(browser: Browser, site: Path, address: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        loaded: set[str] = set()
        page.on("requestfinished", lambda request: loaded.add(urlsplit(request.url).path))
        page.goto(address + path, wait_until="networkidle")
        files = [site / (name.lstrip("/") + "index.html" * name.endswith("/")) for name in loaded]
        weights = {file.relative_to(site).as_posix(): weight(file) for file in files}
        kinds = {file.suffix for file in files}
        assert {".html", ".css", ".woff2"} <= kinds, "the page came without its styles or typeface"
        assert sum(weights.values()) <= BUDGET, weights
    finally:
        context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["/knee-osteoarthritis/", "/", "/studies/"])
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, path: str, size: Any) -> None:
    context = browser.new_context(viewport=size)
    try:
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate(MOVED) == []
    finally:
        context.close()


def test_what_moves_is_found(browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        page.set_content("<p id='first'>First</p><p>Second</p>")
        page.evaluate(
            """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
              document.getElementById('first').style.height = '300px';
              requestAnimationFrame(() => requestAnimationFrame(done));
            })))"""
        )
        assert page.evaluate(MOVED) == [["<p>Second</p>"]]
    finally:
        context.close()
