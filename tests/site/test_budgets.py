"""How long each kind of page may be on a phone: words that are read and pixels that are scrolled.

A page that outgrows its budget is cut or split, not folded. Where a page has become shorter, its budget
follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from browsing import PHONE, Visit
from project import ROOT
from tools.browsers import put_style


class Budget(NamedTuple):
    """The most that a page may be: words in sight with every fold closed, and pixels high at 390 px wide."""

    words: int
    pixels: int


SHORT = Budget(650, 5_500)
"""A page that everybody reads to its end."""

BUDGETS = {
    "/knee-osteoarthritis/": SHORT,
    "/low-back-pain/": SHORT,
    "/hearing-impairment-balance/": SHORT,
    "/stroke/": SHORT,
    "/in-the-body/": SHORT,
    "/knee-osteoarthritis/handout/": Budget(600, 4_400),
    "/stroke/handout/": Budget(510, 3_650),
    "/": Budget(750, 6_000),
    "/how-to/": Budget(1_250, 8_000),
    "/how-to/treadmill/": Budget(1_170, 8_750),
    "/safety/harms/": Budget(1_650, 8_100),
    "/plan/": Budget(900, 5_000),
    "/claims/": Budget(900, 5_000),
    "/safety/": Budget(1_350, 8_250),
    "/conditions/": Budget(250, 2_200),
    "/evidence/": Budget(250, 1_800),
    "/about/who/": Budget(300, 2_000),
    "/about/where-it-began/": Budget(1_200, 6_600),
    "/glossary/": Budget(850, 6_500),
    "/accessibility/": Budget(600, 3_300),
    "/contribute/": Budget(1_500, 9_400),
    "/design/": Budget(850, 5_700),
    "/data/": Budget(950, 9_400),
    "/methods/": Budget(3_900, 18_500),
    "/also-studied/": Budget(2_050, 13_400),
    "/studies/chen-2021/": Budget(1_700, 12_700),
    "/reviews/lin-2025/": Budget(750, 5_700),
    "/knee-osteoarthritis/evidence/": Budget(5_500, 31_000),
    "/knee-osteoarthritis/how-sure/": Budget(1_700, 8_500),
    "/knee-osteoarthritis/studies/": Budget(3_300, 21_000),
    "/knee-osteoarthritis/for-clinicians/": Budget(1_150, 4_000),
    "/stroke/for-clinicians/": Budget(1_000, 3_900),
    "/changes/": Budget(800, 4_600),
    # Of 233 studies and reviews each has its row; whoever looks for one filters.
    "/studies/": Budget(8_400, 39_200),
    "/doses/": Budget(5_100, 47_000),
    "/risk-of-bias/": Budget(3_500, 41_000),
    "/references/": Budget(10_500, 57_500),
}
"""One page of each kind. Words of the frame (the invitation to mend, the line at the thumb) do not count."""

ELEMENTS = 1_200
"""The most that a page of a condition may be made of: an old phone lays each of them out."""

LONG = """async () => {
  // Other letters take other room.
  await document.fonts.ready;
  const words = /\\S*[\\p{L}\\p{N}]\\S*/gu;
  const texts = document.createTreeWalker(document.querySelector('.md-content__inner'), NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (texts.nextNode()) {
    const { parentElement: within, textContent } = texts.currentNode;
    if (within.closest('svg, script, style, .mend, .bottom-line')) continue;
    if (within.checkVisibility({ visibilityProperty: true })) seen += textContent.match(words)?.length ?? 0;
  }
  return [seen, document.documentElement.scrollHeight];
}"""


def _with_our_letters(route: Route) -> None:
    """Have a busy machine wait for the typeface, where a reader with a slow network goes without."""
    found = route.fetch()
    sheet = found.text()
    assert "font-display: optional" in sheet
    route.fulfill(response=found, body=sheet.replace("font-display: optional", "font-display: block"))


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, service_workers="block")
    made.route("**/assets/site.css*", _with_our_letters)
    yield made
    made.close()


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_to_its_budget(phone: BrowserContext, address: str, path: str) -> None:
    visit = Visit(phone, address, path)
    # A row that is not laid out yet has the height that the style sheet guesses.
    put_style(visit.page, "* { content-visibility: visible !important }")
    words, pixels = visit.page.evaluate(LONG)
    visit.page.close()
    assert words > 50, "nothing was counted"
    assert words <= BUDGETS[path].words, f"{words} words on {path}: cut or split it"
    assert pixels <= BUDGETS[path].pixels, f"{pixels} pixels on {path}: cut or split it"


def test_no_page_of_a_condition_nor_that_of_claims_is_made_of_too_many_elements(site: Path) -> None:
    conditions = [record.stem for record in (ROOT / "references" / "conditions").glob("*.yml")]
    pages = [page for each in conditions for page in (site / each).rglob("index.html")]
    assert len(pages) > len(conditions) > 10, "pages were not found"
    pages.append(site / "claims" / "index.html")
    counted = {
        str(page.parent.relative_to(site)): len(re.findall("<[a-z]", page.read_text(encoding="utf-8")))
        for page in pages
    }
    assert {page: n for page, n in counted.items() if n > ELEMENTS} == {}, "cut or split them"
    assert max(counted.values()) > ELEMENTS / 2, "nothing was counted"
