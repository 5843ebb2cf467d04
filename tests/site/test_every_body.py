"""Large text, wide spacing, chosen colours and less movement, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from browsing import DESKTOP, PHONE, Visit, too_wide
from project import ROOT
from tools.browsers import put_style

PATHS = [
    "/knee-osteoarthritis/for-clinicians/",
    "/",
    "/knee-osteoarthritis/",
    "/studies/",
    "/how-to/",
    "/studies/chen-2021/",
]
ZOOMS = [{"width": 640, "height": 512}, {"width": 320, "height": 256}]
"""A window of 1280 by 1024 pixels at 200 and at 400 per cent."""
SPACED = """.md-typeset *:not(svg, svg *), .md-header * , .md-tabs * {
  letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important;
} .md-typeset p { margin-bottom: 2em !important }"""
"""What WCAG 1.4.12 lets a reader do."""
CUT = """() => [...document.querySelectorAll('.md-content *:not(svg *)')].filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  if (element.closest('.visually-hidden, thead')) return false;
  const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
  // The table of studies shows the beginning of a long title at any size; its link leads to the whole.
  if (webkitLineClamp !== 'none') return false;
  return (['hidden', 'clip'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
    (['hidden', 'clip'].includes(overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120))"""
"""What does not show all that it holds."""


ALONE = """() => [...document.querySelectorAll('.md-content .cite')].filter((cite) => {
  const before = document.createRange();
  before.setStartBefore(cite.parentElement.firstChild);
  before.setEndBefore(cite);
  if (!cite.checkVisibility() || !before.toString().trim()) return false;
  const [first] = cite.getClientRects();
  return [...before.getClientRects()].every(({ bottom, width }) => !width || bottom < first.bottom - 8);
}).map((cite) => cite.parentElement.textContent.slice(-80))"""
"""Numbers of sources on a line on which none of the words stands that they belong to."""


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Any]:
    """A function that opens a page in a context with these options."""
    contexts = []

    def opens(path: str, **options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        return Visit(contexts[-1], address, path).page

    yield opens
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PATHS)
def test_zoom_and_wide_spacing_lose_nothing(opened: Any, path: str) -> None:
    page = opened(path, viewport=DESKTOP)
    for style in (" ", SPACED):
        put_style(page, style)
        for size in (*ZOOMS, PHONE):
            page.set_viewport_size(size)
            assert (too_wide(page), page.evaluate(CUT)) == ([], []), (size, style)


def test_what_is_off_the_screen_is_told_to_screen_readers(opened: Any) -> None:
    """What a phone has not laid out yet is missing from Chromium's tree, and so from what is read aloud."""
    page = opened("/knee-osteoarthritis/studies/", viewport=PHONE)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [node["role"]["value"] for node in tree if not node["ignored"]]
    shown = "[...document.querySelectorAll('td')].filter((cell) => cell.checkVisibility()).length"
    assert told.count("cell") == page.evaluate(shown) > 100
    charts = page.locator("figure.chart > svg").count()
    assert sum(role in ("img", "image") for role in told) >= charts


def test_what_is_cut_off_is_found(opened: Any) -> None:
    page = opened("/", viewport=PHONE)
    page.evaluate("document.querySelector('h1').style = 'height: 5px; overflow: hidden'")
    assert [text[:3] for text in page.evaluate(CUT)] == ["<h1"]


def test_no_line_begins_with_the_number_of_a_source(opened: Any) -> None:
    page = opened("/doses/", viewport=PHONE)
    assert page.evaluate(ALONE) == []
    put_style(page, ".md-typeset .cite::before { content: none !important }")
    assert page.evaluate(ALONE) != [], "nothing would have been found"


@pytest.mark.parametrize("path", PATHS)
def test_nothing_moves_for_those_who_ask_for_less(opened: Any, path: str) -> None:
    page = opened(path, viewport=DESKTOP, reduced_motion="reduce")
    page.mouse.move(1, 1)
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 600)
    assert page.evaluate("document.getAnimations().length") == 0
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return animationName !== 'none' || transitionDuration.split(', ').some((time) => time !== '0s');
        }).length"""
    )
    assert moving == 0


@pytest.mark.parametrize("path", PATHS)
def test_chosen_colours_hide_nothing(opened: Any, path: str) -> None:
    """With colours of their own, people lose all grounds: what was told by a ground alone needs a line."""
    page = opened(path, viewport=DESKTOP, forced_colors="active")
    flat = page.evaluate(
        """[...document.querySelectorAll('.md-content :is(.answer, .card, .tag, .md-button, .notice)')]
        .filter((element) => element.checkVisibility() && getComputedStyle(element).borderTopStyle === 'none')
        .map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert flat == []
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_page_on_accessibility_says_what_is_tested() -> None:
    text = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    widths = {str(size["width"]) for size in (PHONE, DESKTOP)}
    assert set(re.search(r"at (\d+) and at (\d+) pixels wide", text).groups()) == widths  # type: ignore[union-attr]
    looking = (ROOT / "tests" / "looking.js").read_text(encoding="utf-8")
    assert {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"} <= set(
        re.findall(r"'(wcag\w+)'", looking)
    )
    tested = text.partition("## What nobody")[0]
    recipe = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make html firefox" in recipe and "make test" in recipe
    assert all(name in tested for name in ("Chromium", "Firefox", "Nu checker", "light", "dark", "print"))
