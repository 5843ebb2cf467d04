"""What comes out of the printer: few sheets, nothing cut in two, and the way back to the page."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, BrowserContext, Page

from evidence.run.build import Project, build
from evidence.run.paper import printed_addresses
from project import invented
from tools.serving import served

SITE = "https://example.org/walking/"
Sheet = Literal["A4", "Letter"]
COLUMNS = (42.5, 309)
"""Left edges of two columns on A4, in points: margins of 15 mm, 8 mm between."""

# A mark is a word that no page holds, too small to move anything: zq, what and which, first or last, z.
MARK = """() => {
  const shown = (e) => e.checkVisibility() && !e.closest(".visually-hidden");
  const note = (e, where, name) => {
    const mark = document.createElement("span");
    mark.textContent = `zq${name}z`;
    mark.style.cssText = "font-size: 1px; letter-spacing: 0; line-height: 0; text-transform: none";
    e[where](mark);
  };
  const into = (e) => e.querySelector("p, li, dt, figcaption, tbody th") ?? e;
  const all = (selector) => [...document.querySelectorAll(`.md-content ${selector}`)].filter(shown);
  all("h2, h3, h4").forEach((e, i) => {
    let next = e.nextElementSibling;
    while (next && !shown(next)) next = next.nextElementSibling;
    if (!next) return;
    note(e, "append", `heading${i}a`);
    note(into(next), "prepend", `heading${i}b`);
  });
  all("tbody tr").forEach((e, i) => {
    note(e.cells[0], "prepend", `row${i}a`);
    [...e.cells].filter(shown).forEach((cell) => note(cell, "append", `row${i}b`));
  });
  all("table.stack:not(.run-in)").forEach((e, i) => {
    note(e.tHead.rows[0].cells[0], "append", `head${i}a`);
    [...e.tBodies[0].rows].forEach((row) => note(row.cells[0], "append", `head${i}b`));
  });
  all("figure").forEach((e, i) => {
    const [text, caption] = [e.querySelector("svg text"), e.querySelector("figcaption")];
    if (!text || !caption) return;
    const mark = document.createElementNS(text.namespaceURI, "tspan");
    mark.textContent = `zqfigure${i}az`;
    mark.style.fontSize = "1px";
    text.append(mark);
    note(caption, "append", `figure${i}b`);
  });
}"""


@pytest.fixture
def paper(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    yield context
    context.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The invented site built for SITE: its folder and where it is served."""
    root = invented(tmp_path_factory.mktemp("published") / "project")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", SITE)
        build(Project(root, root / "references"))
    with served(root / "site") as base:
        yield root / "site", base


def _printed(page: Page, sheet: Sheet) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page.pdf(format=sheet))


def _texts(printed: pypdfium2.PdfDocument) -> list[str]:
    """The text of each sheet, spaces made one."""
    return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in printed]


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/knee-osteoarthritis/", 2),
        ("/knee-osteoarthritis/for-clinicians/", 1),
        ("/stroke/for-clinicians/", 1),
        ("/how-to/", 5),
        ("/claims/", 2),
    ],
)
def test_a_page_prints_on_few_sheets_and_nothing_is_cut(
    paper: BrowserContext, address: str, path: str, most: int, sheet: Sheet
) -> None:
    """Figures and rows whole, headings with what follows, heads of tables on each sheet; no frame."""
    page = paper.new_page()
    page.goto(address + path)
    page.emulate_media(media="print")
    page.evaluate(MARK)
    printed = _printed(page, sheet)
    texts = _texts(printed)
    # Letter is 18 mm shorter than A4, and the marks take room of their own.
    assert len(texts) <= most + (sheet == "Letter")
    for number, text in enumerate(texts, start=1):
        assert " · Walking backwards, honestly" in text
        assert f" {number} / {len(texts)}" in text
    whole = " ".join(texts)
    assert [words for words in ("Skip to content", "On this page", "Back to top") if words in whole] == []
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, text in enumerate(texts, start=1):
        for name, end in re.findall(r"zq([a-z]+\d+)([ab])z", text):
            found[name][end].add(number)
    assert any(name.startswith("heading") for name in found)
    apart = {name: dict(ends) for name, ends in found.items() if not _together(name, ends)}
    assert apart == {}


def _together(name: str, ends: dict[str, set[int]]) -> bool:
    """A table may go on overleaf, under its head; anything else stands on one sheet."""
    return ends["b"] <= ends["a"] if name.startswith("head") and name[4].isdigit() else ends["a"] == ends["b"]


@pytest.mark.parametrize("path", ["/stroke/studies/", "/studies/"])
def test_no_line_begins_with_the_dot_that_joins_it_to_the_last(
    paper: BrowserContext, address: str, path: str
) -> None:
    page = paper.new_page()
    page.goto(address + path)
    page.emulate_media(media="print")
    printed = _printed(page, "A4")
    dots = [left for sheet in printed for left in _lefts(sheet.get_textpage(), "· ")]
    assert len(dots) > 100
    assert [left for left in dots if any(abs(left - edge) < 3 for edge in COLUMNS)] == []
    assert ": ·" not in " ".join(_texts(printed)), "a label without its value"


def _lefts(text: pypdfium2.PdfTextPage, words: str) -> Iterator[float]:
    """Where these words begin, in points from the left."""
    search = text.search(words)
    while found := search.get_next():
        yield text.get_charbox(found[0])[0]


def test_a_list_of_signs_that_need_help_at_once_stays_on_one_sheet(
    paper: BrowserContext, address: str
) -> None:
    page = paper.new_page()
    page.goto(f"{address}/safety/")
    page.emulate_media(media="print")
    lists = page.locator("p:has(> strong:first-child) + ul").all()
    assert len(lists) > 2
    assert {item.evaluate("e => getComputedStyle(e).breakInside") for item in lists} == {"avoid"}


@pytest.mark.parametrize("path", ["stiff-thumbs/", "how-to/", "claims/"])
def test_the_printed_code_leads_back_to_the_page(
    paper: BrowserContext, published: tuple[Path, str], path: str
) -> None:
    """Read from the sheet as a phone would; the same address stands beside it in words."""
    page = paper.new_page()
    page.goto(f"{published[1]}/{path}")
    printed = _printed(page, "A4")
    picture = printed[0].render(scale=2, grayscale=True).to_numpy()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [SITE + path]
    assert SITE + path in _texts(printed)[0]


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_every_handout_prints_on_one_page(
    paper: BrowserContext, address: str, site: Path, sheet: Sheet
) -> None:
    names = sorted(path.parent.parent.name for path in site.glob("*/handout/index.html"))
    assert len(names) > 10
    page = paper.new_page()
    for name in names:
        page.goto(f"{address}/{name}/handout/")
        texts = _texts(_printed(page, sheet))
        assert len(texts) == 1, f"{name}: {len(texts)} sheets"
        (text,) = texts
        for said in ("Call 999 or 112", "Minutes each time", "Not medical advice"):
            assert said in text, name
        assert "Copy for notes" not in text, "a button does nothing on paper"


def _letters(text: str) -> str:
    """Without what a line may break at."""
    return re.sub(r"[\W_]", "", text)


def test_each_study_has_an_address_on_paper_alone(paper: BrowserContext, address: str) -> None:
    page = paper.new_page()
    page.goto(f"{address}/knee-osteoarthritis/studies/")
    told = "getComputedStyle(document.querySelector('[data-paper]'), '::after').content"
    assert page.evaluate(told) == "none"
    text = _letters("".join(_texts(_printed(page, "A4"))))
    places = [place.get_attribute("data-paper") or "" for place in page.locator("[data-paper]").all()]
    assert len(places) > 20
    assert [place for place in places if _letters(place) not in text] == []


def test_links_have_their_addresses_on_paper(paper: BrowserContext, published: tuple[Path, str]) -> None:
    page = paper.new_page()
    page.goto(f"{published[1]}/how-to/")
    assert f"stiff thumbs {SITE}stiff-thumbs/" in " ".join(_texts(_printed(page, "Letter")))


def test_without_an_address_of_the_site_none_is_printed(paper: BrowserContext, address: str) -> None:
    page = paper.new_page()
    page.goto(f"{address}/how-to/")
    page.emulate_media(media="print")
    assert page.locator(".masthead").inner_text().endswith("This page on the site: /how-to/")
    assert page.locator(".masthead svg").count() == 0
    assert [found for found in page.locator(".addresses span").all_inner_texts() if "http" not in found] == []


def test_explained_words_are_text_on_paper(paper: BrowserContext, address: str) -> None:
    page = paper.new_page()
    page.goto(f"{address}/knee-osteoarthritis/")
    page.emulate_media(media="print")
    terms = page.locator(":is(.answer, .facts) .term")
    assert terms.count() > 2
    assert [term.text_content() for term in terms.filter(visible=False).all()] == []


def test_what_only_paper_needs_weighs_little_on_a_screen(published: tuple[Path, str]) -> None:
    text = (published[0] / "stiff-thumbs" / "index.html").read_text(encoding="utf-8")
    only = re.compile(
        r'<div class="(?:masthead|addresses)">.*?</div>\s*(?=<h1|<p class="mend")|<style>@page.*?</style>',
        re.S,
    )
    assert len(only.findall(text)) == 3
    bare = only.sub("", text)
    assert len(gzip.compress(text.encode())) - len(gzip.compress(bare.encode())) <= 1_100


CONTENT = """<p><a href="../how-to/#stop">When to stop</a> <a href="../how-to/#stop">again</a>
<a href="../studies/adams-2001/">Adams 2001</a> <a href="#top">up</a>
<a href="https://example.com/a b">A   <em>paper</em></a>
<a href="https://doi.org/10.1/x">10.1/x</a><br><a href="mailto:a@example.com">write</a></p>
<table><tr><td><a href="https://example.com/row">row</a></td></tr></table>
<ol class="references"><li><a href="https://example.com/reference">reference</a></li></ol>"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            SITE + "safety/",
            [("When to stop", SITE + "how-to/#stop"), ("A paper", "https://example.com/a b")],
        ),
        (None, [("A paper", "https://example.com/a b")]),
    ],
)
def test_addresses_of_prose_are_listed_once(page: str | None, expected: Any) -> None:
    menu = [SITE + "how-to/", SITE + "safety/"] if page else [None]
    assert printed_addresses(CONTENT, page, menu) == expected


@pytest.mark.parametrize("weeks", [6, 14, 26])
def test_signs_on_a_plan_stand_apart(paper: BrowserContext, address: str, weeks: int) -> None:
    """Each ring is whole: as high as wide, and white between it and the next."""
    page = paper.new_page()
    page.goto(f"{address}/plan/#weeks={weeks}")
    page.locator("[name=fit]").check()
    page.locator(".plan-sheet .plan-notes li").first.wait_for()
    page.emulate_media(media="print")
    boxes = page.locator(".plan-sheet .plan-notes li").evaluate_all(
        """(items) => items.map((item) => {
          const sign = getComputedStyle(item, "::before");
          const { left, top, bottom } = item.getBoundingClientRect();
          const from = top + parseFloat(sign.top);
          return [Math.round(left), from, from + parseFloat(sign.height), bottom];
        })"""
    )
    assert len(boxes) > 3
    for (left, _, end, bottom), (next_left, start, *_) in pairwise(sorted(boxes)):
        assert end <= bottom + 0.5, "a sign is higher than its line and may be cut"
        assert left != next_left or end < start, "two signs run into one another"
    page.close()
