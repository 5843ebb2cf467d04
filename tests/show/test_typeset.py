"""Handouts on paper: how many sheets, how large the letters, whose words, and the way back to the page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from markupsafe import Markup
from pypdfium2 import raw

from evidence.kept import Kept
from evidence.problems import ProblemsFound
from evidence.read.library import Library
from evidence.reckon.answers import reckon
from evidence.say import handout as say
from evidence.say.names import named
from evidence.show import condition, drawings, handout, templating, typeset
from evidence.show.handout import FILES, File, Part, Sheet
from evidence.show.page import Home
from project import ROOT

pytestmark = pytest.mark.slow

SITE, DAY = "https://example.org/walking/", date(2026, 1, 9)
A4, LETTER, LARGE = FILES
LEAST = {A4.name: 10.5, LETTER.name: 10.5, LARGE.name: 18}
"""The smallest letters of the text, in points; what stands on the drawing is part of the drawing."""
HOSTILE = (
    r"""#panic() $x^2$ *b* _e_ @ref <label> \ ` ``` " ' // /* ~ -- = + - [x] {y} #import "z" http://a.b"""
)
SETTER = typeset.Typesetter()
NAME, MARKS = "Walking backwards, honestly", ".,;:“”●○/"
OWN = " ".join(
    [text for text in vars(say).values() if isinstance(text, str)]
    + [say.none_of_these(""), say.where("", NAME), say.typed("", "")]
    + ["knee", "back", "hearing"]
)
"""What a sheet says beside the words of the condition's page."""


@pytest.fixture(scope="module")
def drawing(real_library: Library) -> str:
    made = templating.environment(real_library.references)
    return str(drawings.drawing(made, ROOT / "docs")(condition.DRAWING))


@pytest.fixture(scope="module")
def sheets(real_library: Library) -> dict[str, Sheet]:
    """The sheet of each condition that has one, on a site with an address."""
    library, answers = named(real_library), reckon(real_library)
    home, markup = Home("Walking backwards, honestly", SITE), Markup("")
    pages = [
        next(condition.drafts(library, answers, each, home, planned=True, drawing=markup))
        for each in answers.syntheses.values()
        if each.has_page
    ]
    drafts = [handout.draft(page, home, markup) for page in pages]
    views = {draft.path.split("/")[0]: draft.view for draft in drafts if draft}
    return {name: view.sheet for name, view in views.items() if isinstance(view, handout.HandoutPage)}


def _pdf(sheet: Sheet, file: File, drawing: str) -> bytes:
    return SETTER.pdf(typeset.job(sheet, drawing, file, DAY, Path("x.yml")))


def _text(pdf: bytes) -> str:
    """Its words; a hyphen at the end of a line is told as a sign of its own."""
    found = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return " ".join(re.sub(r"[\x02\ufffe]\s*", "-", found).replace("•", " ").split())


def _page_text(page: str) -> str:
    """The words of a page as a reader has them, the space that ties two of them as any other."""
    body = re.sub(r"\[@[^\]]*\]", "", page.partition("\n---\n")[2])
    body = re.sub(r"<sup\b.*?</sup>|<title\b.*?</title>|<desc\b.*?</desc>", "", body, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _sizes(pdf: bytes) -> Counter[float]:
    """How many letters of each size there are, in points, without those of drawings."""
    found: Counter[float] = Counter()
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        found.update(round(raw.FPDFText_GetFontSize(text, n), 2) for n in range(text.count_chars()))
    return found


def _handouts(files: dict[str, bytes]) -> Iterator[tuple[str, File, bytes]]:
    for name, content in files.items():
        for file in FILES:
            if name.endswith(f"/{file.name}"):
                yield name.split("/")[0], file, content


def test_every_condition_with_a_card_has_its_three_files(real_files: dict[str, bytes]) -> None:
    cards = {
        name.split("/")[0]
        for name, content in real_files.items()
        if name.count("/") == 1 and name.endswith("index.md") and b'<section class="stop"' in content
        if b'id="short-answer"' in content
    }
    made = Counter(name for name, _, _ in _handouts(real_files))
    assert len(made) > 10
    assert made == Counter(dict.fromkeys(cards, len(FILES)))


def test_each_keeps_to_its_sheets_and_its_letters(real_files: dict[str, bytes]) -> None:
    for name, file, pdf in _handouts(real_files):
        pages = len(pypdfium2.PdfDocument(pdf))
        assert pages <= file.pages, f"{name}: {pages} sheets of {file.name}"
        (usual, _), *_ = _sizes(pdf).most_common(1)
        assert usual >= LEAST[file.name], (
            f"{name}: letters of {usual} pt in {file.name}; shorten what it says"
        )


def test_no_line_is_left_out(sheets: dict[str, Sheet], drawing: str) -> None:
    """Not of what helps either, though room is scarce."""
    for name, sheet in sheets.items():
        parts = [sheet.helps, sheet.fits, sheet.start, sheet.ask, sheet.pain, sheet.stop.then, sheet.asking]
        lines = [line for part in parts if part for line in (*part.lines, part.after)]
        for file in (A4, LETTER):
            text = re.sub(r"[\W]", "", _text(_pdf(sheet, file, drawing)))
            lost = [line for line in lines if re.sub(r"[\W]", "", line) not in text]
            assert not lost, f"{name}, {file.name}"


@pytest.mark.parametrize(("file", "least"), [(A4, 8.5), (LETTER, 8.5), (LARGE, 14)], ids=str)
def test_what_stands_on_the_drawing_can_be_read(
    sheets: dict[str, Sheet], drawing: str, file: File, least: float
) -> None:
    for page in pypdfium2.PdfDocument(_pdf(sheets["low-back-pain"], file, drawing)):
        text = page.get_textpage()
        said = text.get_text_range()
        if "Stand tall" in said:
            at = said.index("Stand tall")
            boxes = [text.get_charbox(at + n) for n in range(len("Stand tall"))]
            # Ascenders of the typeface reach 0.67 of its size above the line that letters stand on.
            size = max(top - bottom for _, bottom, _, top in boxes) / 0.67
            assert size >= least
            return
    raise AssertionError("no drawing")


def test_addresses_on_paper_are_links(sheets: dict[str, Sheet], drawing: str) -> None:
    for name in ("knee-osteoarthritis", "stroke"):
        sheet = sheets[name]
        pdf = _pdf(sheet, A4, drawing)
        (page, safety), starts = sheet.foot.links, name == "knee-osteoarthritis"
        assert (page.whole, safety.whole) == (
            f"{SITE}{sheet.foot.address.partition('walking/')[2]}",
            f"{SITE}safety/",
        )
        assert page.whole.encode() in pdf
        assert (safety.whole.encode() in pdf) == starts


def test_the_words_are_those_of_the_page(
    real_library: Library, real_files: dict[str, bytes], real_pages: dict[str, str]
) -> None:
    """Of the handout's own page, and but for headings and lines to fill in of the condition's."""
    ladder = real_library.ladder
    assert ladder and ladder.ask_first
    beside = " ".join([OWN, *ladder.ask_first.questions, *(each.says for each in ladder.ask_first.some)])
    for name, file, pdf in _handouts(real_files):
        sheet, short = (_page_text(real_pages[f"{name}/{page}.md"]) for page in ("handout", "index"))
        said = re.sub(r"\b\d / \d\b", "", _text(pdf))
        assert not _new(said, f"{sheet} {NAME}"), f"{name}, {file.name}"
        assert not _new(said, f"{short} {beside} {name}"), f"{name}, {file.name}"
        if file is LARGE:
            body = f"{say.ANSWER}{sheet.partition(say.ANSWER)[2].partition('For your own notes')[0]}"
            assert not _new(body, f"{said} {say.NOTES}"), f"{name}: lines to write on alone may go"


def _new(said: str, known: str) -> set[str]:
    """Words that are not known; signs of certainty are drawn."""
    return {word.strip(MARKS) for word in said.split()} - {word.strip(MARKS) for word in known.split()} - {""}


def test_each_says_that_it_is_tagged_titled_and_in_english(real_files: dict[str, bytes]) -> None:
    """The typesetter refuses to write what breaks the rules of PDF/UA-1; this says that it was asked to."""
    for name, _, pdf in _handouts(real_files):
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf, name
        read = pypdfium2.PdfDocument(pdf)
        assert raw.FPDFCatalog_IsTagged(read), name
        assert read.get_metadata_dict()["Title"].startswith(("Walking", "What")), name
        assert b"/Lang (en-GB)" in pdf or b"/Lang(en-GB)" in pdf, name


def test_only_our_own_letters_are_in_it(sheets: dict[str, Sheet], drawing: str) -> None:
    pdf = _pdf(sheets["knee-osteoarthritis"], A4, drawing)
    fonts = set(re.findall(rb"/BaseFont\s*/([^\s/]+)", pdf))
    assert not fonts or all(b"AtkinsonHyperlegibleNext" in font for font in fonts)


@pytest.mark.parametrize(
    "name", ["knee-osteoarthritis", "low-back-pain", "hearing-impairment-balance", "stroke"]
)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_code_leads_back_to_the_page(
    sheets: dict[str, Sheet], drawing: str, name: str, file: File
) -> None:
    pdf = _pdf(sheets[name], file, drawing)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2, grayscale=True).to_numpy()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [f"{SITE}{name}/"]
    assert sheets[name].foot.address in _text(pdf).replace(" ", "")


def test_the_same_sheet_gives_the_same_bytes(sheets: dict[str, Sheet], drawing: str) -> None:
    job = typeset.job(sheets["stroke"], drawing, A4, DAY, Path("x.yml"))
    assert typeset.Typesetter().pdf(job) == typeset.Typesetter().pdf(job)
    assert SETTER.pdf(replace(job, day=date(2026, 1, 10))) != SETTER.pdf(job), "the day stands in it"


def test_what_is_kept_depends_on_everything_that_is_set(
    sheets: dict[str, Sheet], drawing: str, tmp_path: Path
) -> None:
    kept, setter = Kept(tmp_path), typeset.Typesetter()
    job = typeset.job(sheets["stroke"], drawing, A4, DAY, Path("x.yml"))
    jobs = [
        job,
        typeset.job(replace(sheets["stroke"], title="Other"), drawing, A4, DAY, Path("x.yml")),
        typeset.job(sheets["stroke"], drawing, LETTER, DAY, Path("x.yml")),
        replace(job, day=date(2026, 1, 10)),
    ]
    made = [setter.pdf(each, kept) for each in jobs]
    assert len(set(made)) == len(jobs)
    assert [setter.pdf(each, kept) for each in jobs] == made
    assert setter.pdf(replace(job, source=Path("y.yml")), kept) == made[0], "only whose words they are"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_text_is_taken_for_markup(sheets: dict[str, Sheet], drawing: str, file: File) -> None:
    sheet = sheets["knee-osteoarthritis"]
    hostile = replace(
        sheet,
        title=HOSTILE,
        site=HOSTILE,
        answer=replace(sheet.answer, said=HOSTILE, sure=HOSTILE),
        fits=Part(HOSTILE, (HOSTILE,), HOSTILE, HOSTILE),
        helps=replace(sheet.helps, lines=()),
        pain=None,
        stop=replace(
            sheet.stop,
            title=HOSTILE,
            signs=(HOSTILE,),
            do=HOSTILE,
            briefs=(),
            then=replace(sheet.stop.then, lines=()),
        ),
    )
    text, sought = (re.sub(r"[\s-]", "", each) for each in (_text(_pdf(hostile, file, drawing)), HOSTILE))
    assert text.count(sought) == 11


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_a_sheet_cannot_hold_is_told_with_its_record(
    sheets: dict[str, Sheet], drawing: str, file: File
) -> None:
    sheet = sheets["low-back-pain"]
    long = replace(sheet, helps=replace(sheet.helps, lines=sheet.helps.lines * 6))
    told = rf"x\.yml:1:1: error: handout: .*too long for pages of {file.paper}.* {file.tight[-1]} pt; shorten"
    with pytest.raises(ProblemsFound, match=told):
        _pdf(long, file, drawing)


def test_a_letter_that_the_typeface_lacks_is_told(sheets: dict[str, Sheet], drawing: str) -> None:
    with pytest.raises(ProblemsFound, match="letters that the typeface has"):
        _pdf(replace(sheets["stroke"], title="走"), A4, drawing)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_long_word_of_the_title_stays_on_the_sheet(
    sheets: dict[str, Sheet], drawing: str, file: File
) -> None:
    sheet = sheets["stroke"]
    word = "Electroencephalographically"
    pdf = pypdfium2.PdfDocument(_pdf(replace(sheet, title=f"{word} of pulmonary arteries"), file, drawing))
    text = pdf[0].get_textpage()
    rights = [text.get_charbox(place)[2] for place in range(text.count_chars())]
    code = pdf[0].get_width() - (35 + 5 if file is LARGE else 21 + 3) * 72 / 25.4
    title = [right for place, right in enumerate(rights) if text.get_text_range(place, 1).isalpha()][:60]
    assert max(title) < code, "and beside the code of the address"
    with pytest.raises(ProblemsFound, match="more than 30 letters"):
        _pdf(replace(sheet, title="x" * 31), file, drawing)
