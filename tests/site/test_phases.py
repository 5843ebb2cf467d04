"""The phases of a step in a real Chromium: one at a time by keyboard, by themselves only when asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import Visit
from project import ROOT
from tools.serving import served


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pictures and buttons of the how-to page with script and styles, and nothing else of the site."""
    folder = tmp_path_factory.mktemp("phases")
    text = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    found = re.search(r'<div class="phase-controls".*?</ol>', text, re.S)
    assert found
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(_styles()))
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Phases</title><link rel="icon" href="data:,">'
        f'<style>html {{ font-size: 125% }} {styles}</style><script type="module" src="phases.js"></script>'
        f'<body class="md-typeset">{found[0]}',
        encoding="utf-8",
    )
    (folder / "phases.js").write_bytes((ROOT / "docs" / "assets" / "phases.js").read_bytes())
    with served(folder) as address:
        yield address


def _styles() -> Iterator[Path]:
    return (ROOT / "docs" / "assets" / "styles").glob("*.css")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844})
    made.clock.install()
    yield made
    made.close()


def opened(context: BrowserContext, base: str) -> Page:
    visit = Visit(context, base, "/")
    context.clock.pause_at("2100-01-01")
    assert visit.faults == []
    return visit.page


def seen(page: Page) -> list[int]:
    """Which of the phases can be seen, from 1."""
    shown = page.locator(".phases > li").evaluate_all("all => all.map(e => e.checkVisibility())")
    return [at for at, visible in enumerate(shown, start=1) if visible]


def test_by_keyboard_one_at_a_time_and_told_politely(context: BrowserContext, base: str) -> None:
    page = opened(context, base)
    assert seen(page) == [1, 2, 3, 4]
    for name in ("Previous step", "Next step"):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == name
        box = focused.bounding_box()
        assert box and box["height"] >= 44
    told = page.get_by_role("status")
    for expected in (1, 2):
        page.keyboard.press("Enter")
        assert seen(page) == [expected]
        words = page.locator(".phases > li:visible strong").inner_text()
        expect(told).to_have_text(f"{expected} of 4: {words}")
    expect(told).to_have_attribute("aria-live", "polite")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert seen(page) == [4]
    page.emulate_media(media="print")
    assert seen(page) == [1, 2, 3, 4] and not page.get_by_role("button").first.is_visible()
    page.emulate_media(media="screen")
    every = page.get_by_role("button", name="Show all four")
    for _ in range(2):
        every.press("Enter")
        assert seen(page) == [1, 2, 3, 4]
        expect(every).to_be_focused()
        expect(every).to_have_attribute("aria-disabled", "true")
        expect(told).to_have_text("All four are shown.")


def test_it_moves_only_when_asked_and_until_told_to_stop(context: BrowserContext, base: str) -> None:
    page = opened(context, base)
    context.clock.run_for(60_000)
    assert seen(page) == [1, 2, 3, 4]
    page.get_by_role("button", name="Play slowly").click()
    found = []
    for _ in range(5):
        found += seen(page)
        context.clock.run_for(2000)
    assert found == [1, 2, 3, 4, 1]
    expect(page.get_by_role("status")).to_have_attribute("aria-live", "off")
    page.get_by_role("button", name="Stop").click()
    context.clock.run_for(60_000)
    assert seen(page) == [2]
    page.get_by_role("button", name="Play slowly").click()
    page.evaluate("""() => {
        Object.defineProperty(document, 'hidden', { value: true });
        document.dispatchEvent(new Event('visibilitychange'));
    }""")
    context.clock.run_for(60_000)
    assert seen(page) == [3]
    assert page.get_by_role("button", name="Play slowly").is_visible()


def test_who_asks_for_less_motion_is_offered_steps_alone(context: BrowserContext, base: str) -> None:
    page = opened(context, base)
    page.get_by_role("button", name="Play slowly").click()
    page.emulate_media(reduced_motion="reduce")
    expect(page.get_by_role("button", name=re.compile("Play|Stop"))).to_be_hidden()
    context.clock.run_for(60_000)
    assert seen(page) == [1]
    page.get_by_role("button", name="Next step").click()
    assert seen(page) == [2]
    page.reload()
    expect(page.get_by_role("button", name="Next step")).to_be_visible()
    expect(page.get_by_role("button", name="Play slowly")).to_be_hidden()
    assert seen(page) == [1, 2, 3, 4]


def test_without_javascript_all_four_are_there_and_no_buttons(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(base)
        assert seen(page) == [1, 2, 3, 4]
        assert page.get_by_role("button").count() == 0
    finally:
        context.close()
