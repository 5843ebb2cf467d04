"""Two hundred hostile texts in every kind of text field: nothing runs, and all is shown as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import DESKTOP
from hostile import TEXTS, Place, built
from tools.serving import served

NUMBER = re.compile(r"1\d{5}")
LOOK = """() => ({
  came: window.came ?? null,
  shown: [...document.querySelectorAll('body :not(script, style)')]
    .flatMap((element) => [...element.childNodes].filter(({ nodeType }) => nodeType === 3))
    .map(({ data }) => data)
    .concat([...document.querySelectorAll('meta[name=description]')].map(({ content }) => content))
    .join('').replace(/\\s+/g, ' '),
  handlers: [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].filter(({ name, value }) => /^on/.test(name) || /^\\s*javascript:/i.test(value))
      .map(({ name, value }) => `${element.tagName} ${name}=${value}`)),
  strangers: [...document.querySelectorAll('base, iframe, object, embed, math, [id^=came], .x, s, del')]
    .concat([...document.scripts].filter((script) => /window\\.came/.test(script.text) && !script.type))
    .map((element) => element.outerHTML.slice(0, 200)),
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Place, str]]:
    """The site of the invented project with them, and what was put where."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    return root / "site", built(root)


@pytest.fixture(scope="module")
def opened(browser: Browser, hostile: tuple[Path, dict[Place, str]]) -> Iterator[tuple[Page, str, list[str]]]:
    """A tab in which no policy holds anything off, so that what is not escaped would run."""
    site, _ = hostile
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    context = browser.new_context(viewport=DESKTOP, bypass_csp=True, service_workers="block")
    with served(site) as base:
        yield context.new_page(), base, pages
    context.close()


def test_there_are_two_hundred_in_every_kind_of_record(hostile: tuple[Path, dict[Place, str]]) -> None:
    _, put = hostile
    assert len(TEXTS) == len(set(TEXTS)) == 200
    assert len(put) >= 200
    kinds = {path.parent.name if path.parent.name != "references" else path.stem for path, _ in put}
    assert kinds >= {"claims", "conditions", "excluded", "glossary", "instruments", "ladder", "origin"}
    assert kinds >= {"questions", "reviews", "site", "sources", "stop", "studies"}
    assert len({(path.suffix, re.sub(r"\[\d+\]", "", where)) for path, where in put}) >= 120


def test_nothing_runs_and_all_is_shown_as_typed(
    opened: tuple[Page, str, list[str]], hostile: tuple[Path, dict[Place, str]]
) -> None:
    page, base, paths = opened
    shown = ""
    for path in paths:
        page.goto(f"{base}/{path}", wait_until="load")
        page.mouse.move(300, 300)
        found = page.evaluate(LOOK)
        assert (found["came"], found["handlers"], found["strangers"]) == (None, [], []), path
        shown += found["shown"]
    missing = [
        (path.name, where, text)
        for (path, where), text in hostile[1].items()
        if (number := NUMBER.search(text)) and number[0] in shown and " ".join(text.split()) not in shown
    ]
    assert missing == []
    assert len(set(NUMBER.findall(shown))) >= 150, "most are shown on some page"


def test_the_search_shows_them_as_text(opened: tuple[Page, str, list[str]]) -> None:
    page, base, _ = opened
    page.goto(f"{base}/", wait_until="load")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    page.get_by_text("Type to start searching").wait_for()
    for word in ("window", "onerror", "thumbs"):
        box.fill(word)
        page.wait_for_timeout(400)
        found = page.evaluate(LOOK)
        assert (found["came"], found["handlers"], found["strangers"]) == (None, [], []), word
