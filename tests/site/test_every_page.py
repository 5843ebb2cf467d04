"""Pages of the built site in Chromium: WCAG 2.2 AA by axe in light, dark and print; no sideways scroll.

A page of each kind, or with EVERY_PAGE=1 every page, which takes two cores ten minutes (make every-page).
Firefox looks at the same pages (tests/node/site.test.js): there light is on a desktop and dark on a phone,
here it is the other way round. What axe looks at in each mode, and why, is written in looking.js.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext

from browsing import DESKTOP, LOOKING, PAPER, PHONE, Visit, put_on, too_wide
from tools.serving import served

CHUNKS = 8
"""So many tests share the pages, so that all processes have work to the end."""

COLOURS = """[...document.body.querySelectorAll('*')].map(element => {
  const { color, backgroundColor, backgroundImage, fill, stroke } = getComputedStyle(element);
  return [element.outerHTML.slice(0, 80), color, backgroundColor, backgroundImage, fill, stroke].join('|');
})"""


class Known(dict[str, list[str]]):
    """The combinations of colours that axe has seen in each mode."""

    def __missing__(self, mode: str) -> list[str]:
        self[mode] = []
        return self[mode]


@pytest.fixture(scope="session")
def known() -> Known:
    """What the pages before have shown; each process has its own."""
    return Known()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(reduced_motion="reduce")
    yield made
    made.close()


def paths(site: Path) -> list[str]:
    """Addresses of the pages to look at; the largest first, so that all shares are as much work."""
    if os.environ.get("EVERY_PAGE"):
        pages = list(site.rglob("*.html"))
    else:
        kinds = json.loads((Path(__file__).parent.parent / "pages.json").read_text(encoding="utf-8"))
        pages = [site / path.lstrip("/") / "index.html" for path in kinds.values()]
    pages.sort(key=lambda page: page.stat().st_size, reverse=True)
    return ["/" + page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]


def faults_of(visit: Visit, path: str, known: Known) -> list[str]:
    """Each fault of a page: its path, the mode, what is wrong and where."""
    page = visit.page
    found: list[str] = []
    visit.faults.clear()

    def add(mode: str, faults: list[Any]) -> None:
        found.extend(f"{path} {mode}: {fault}" for fault in faults)

    def colours(mode: str) -> list[str]:
        new = page.evaluate("known => looking.colours(known)", known[mode])
        known[mode].extend(new["fresh"])
        return list(new["faults"])

    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(PHONE)
    visit.to(path)
    page.evaluate(AXE_SCRIPT + LOOKING)
    add("light", page.evaluate("looking.allButColours()")["faults"] + colours("light"))
    add("on a phone", too_wide(page))
    page.set_viewport_size(DESKTOP)
    put_on(page, "dark")
    add("dark", colours("dark"))
    add("on a desktop", too_wide(page))
    page.set_viewport_size(PAPER)
    put_on(page, "light")
    page.emulate_media(media="print")
    add("print", colours("print") + page.evaluate("looking.additions()"))
    add("", visit.faults)
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_pages_are_sound(context: BrowserContext, site: Path, address: str, known: Known, chunk: int) -> None:
    visit = Visit(context, address, "/")
    mine = paths(site)[chunk::CHUNKS]
    assert mine
    faults = [fault for path in mine for fault in faults_of(visit, path, known)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/knee-osteoarthritis/", "/studies/"])
def test_colours_put_on_are_those_that_a_reader_in_the_dark_gets(
    browser: Browser, address: str, path: str
) -> None:
    def colours(scheme: Any, then: Any) -> Any:
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", viewport=DESKTOP)
        try:
            page = Visit(context, address, path).page
            page.emulate_media(color_scheme=then)
            if scheme != then:
                put_on(page, then)
            return page.evaluate(COLOURS)
        finally:
            context.close()

    dark = colours("dark", "dark")
    assert dark == colours("light", "dark")
    assert dark != colours("light", "light")


FAULTY = {
    "good": ("<p>Text</p>", ""),
    "picture": ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>", ""),
    "pale": ("<p class='pale'>Text</p>", ".pale { color: #ccc }"),
    "folded": ("<details><summary>More</summary><p class='pale'>Text</p></details>", ".pale { color: #ccc }"),
    "pale-when-dark": ("<p>Text</p>", "[data-md-color-scheme=slate] { background: #111; color: #333 }"),
    "pale-on-paper": ("<p class='pale'>Text</p>", "@media print { .pale { color: #ccc } }"),
    "picture-on-paper": (
        "<img class='paper' src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>",
        ".paper { display: none } @media print { .paper { display: inline } }",
    ),
    "small": (
        "<ul><li><a href='#a'>a</a></li><li><a href='#b'>b</a></li></ul>",
        "a { display: block; height: 9px; width: 9px } body { font-size: 8px; line-height: 9px }",
    ),
    "wide": ("<p class='wide'>Text</p>", ".wide { width: 500px }"),
    "lost": ("<img alt='A picture' src='/no-such.png'>", ""),
    "thrown": ("<script>throw new Error('it threw')</script>", ""),
    "elsewhere": ("<img alt='A picture' src='http://elsewhere.invalid/picture.png'>", ""),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages with one fault each."""
    folder = tmp_path_factory.mktemp("faulty")
    for name, (body, style) in FAULTY.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(
            "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>A page</title>"
            "<meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>"
            f"<style>{style}</style></head><body data-md-color-scheme='default'>"
            f"<main><h1>A page</h1>{body}</main></body></html>",
            encoding="utf-8",
        )
    with served(folder) as base:
        yield base


@pytest.fixture(scope="module")
def known_of_good(browser: Browser, faulty: str) -> Known:
    """What a page without a fault leaves behind; at a second look it has none either."""
    context = browser.new_context(reduced_motion="reduce")
    try:
        visit, known = Visit(context, faulty, "/good/"), Known()
        assert faults_of(visit, "/good/", known) == []
        assert faults_of(visit, "/good/", known) == []
    finally:
        context.close()
    assert known
    return known


@pytest.mark.parametrize(
    ("name", "expected"),
    {
        "picture": "/picture/ light: image-alt: img: ",
        "pale": "/pale/ light: color-contrast: p: ",
        "folded": "/folded/ light: color-contrast: p: ",
        "pale-when-dark": "/pale-when-dark/ dark: color-contrast: p: ",
        "pale-on-paper": "/pale-on-paper/ print: color-contrast: p: ",
        "picture-on-paper": "/picture-on-paper/ print: image-alt: img: ",
        "small": "/small/ light: target-size: ",
        "wide": "/wide/ on a phone: <p class",
        "lost": "/lost/ : 404: ",
        "thrown": "/thrown/ : error: it threw",
        "elsewhere": "/elsewhere/ : request off the site: http://elsewhere.invalid/",
    }.items(),
)
def test_every_sort_of_fault_is_found(
    context: BrowserContext, faulty: str, known_of_good: Known, name: str, expected: str
) -> None:
    """After a good page, whose colours are known by then."""
    found = faults_of(Visit(context, faulty, "/good/"), f"/{name}/", deepcopy(known_of_good))
    assert any(fault.startswith(expected) for fault in found), found
