"""Pictures for whoever is sent a link: what a page is about, its answer, and how sure one can be."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

import jinja2
import resvg_py
from markupsafe import Markup, escape

from evidence.kept import NOTHING, Kept
from evidence.reckon.cells import Cell
from evidence.reckon.synthesis import Synthesis
from evidence.say import answers, reading, terms
from evidence.show import templating
from evidence.show.figures.frame import Box, Place
from evidence.show.figures.lettering import width, wrapped
from evidence.show.templating import View

MARK, TOUCH_ICON = "assets/mark.svg", "assets/apple-touch-icon.png"
TOUCH_PIXELS = 180
ICONS = {"assets/icon-192.png": 192, "assets/icon-512.png": 512}
"""Of a web manifest, with their sizes in pixels."""
MASKED_ICON, MASKED_PIXELS = "assets/icon-masked-512.png", 512
"""The icon of which a phone cuts out a form of its own."""
MARGIN = 0.25
"""Around the mark of such an icon, in its widths: a circle over four fifths of the icon is always seen."""
FONTS = [str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf"))]
BOLD = 1.06
"""Bold letters are at most so much wider than lettering.width says, measured over sentences."""
TITLE_SIZES = [
    *((size, 1) for size in (76, 72, 68, 64, 60)),
    *((size, 2) for size in (72, 66, 60, 54, 48, 42)),
]
"""Size and number of lines, the most wanted first."""
TEXT_SIZES = (60, 56, 52, 48, 45, 42, 39, 36)
LEADING, GAP = 1.22, 0.4
"""From line to line and between paragraphs, in sizes of the letters."""
NAME, ROW, TAGLINE = 46, 36, 30
"""Size of the letters of the site's name, of a row of certainty and of the words at the foot."""
APART = 24
"""Between words that stand side by side in a row."""
ROWS, MOST_ROWS = 58, 4
"""From row to row of certainty, and how many there are at most."""
DOT, STROKE, DOTS = 12, 4, 35
"""Radius of a sign of certainty and the width of its outline, and from one sign to the next."""
MANY = 99
"""As many lines as it takes."""


@dataclass(frozen=True)
class Paper:
    """The size of a picture in pixels; words lie between `left` and `right`, below the head.

    As large as what those who show links show whole.
    """

    width: int = 1200
    height: int = 630
    head: int = 116
    left: int = 64
    right: int = 1136

    @property
    def room(self) -> int:
        """For words, from side to side."""
        return self.right - self.left

    @property
    def floor(self) -> float:
        """What the words of a picture with a tagline stay above."""
        return self.rule.y - 18

    @property
    def rule(self) -> Box:
        """Between these words and the tagline."""
        return Box(self.left, self.height - 108, self.room, 2)

    @property
    def foot(self) -> int:
        """Where the last row of certainty stands."""
        return self.height - 47

    @property
    def mark(self) -> Box:
        """The site's mark, in the middle of the head."""
        side = 88
        return Box(self.left - 12, (self.head - side) // 2, side, side)


PAPER = Paper()


@dataclass(frozen=True)
class Sure:
    """How sure one can be, as word and shape; `about` names what, where a picture tells of several."""

    signs: str
    words: str
    about: str = ""


@dataclass(frozen=True)
class Picture:
    """The words of a picture. `path` below build/docs; `name` is the site's, `tagline` says what it does."""

    path: str
    name: str
    tagline: str
    title: str
    told: tuple[str, ...] = ()
    sure: tuple[Sure, ...] = ()

    @property
    def meta(self) -> dict[str, str | int]:
        """What a page says of it to who shows a link: `width` and `height` in pixels, `words` as HTML."""
        size: dict[str, str | int] = {"width": PAPER.width, "height": PAPER.height}
        return {"path": self.path} | size | {"words": escape(self.words)}

    @property
    def words(self) -> str:
        """Everything that stands on it, for those who do not see it."""
        sure = [f"{row.about}: {row.words}" if row.about else row.words for row in self.sure]
        parts = dict.fromkeys([self.name, self.title, *self.told, *sure, self.tagline])
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)


@dataclass(frozen=True)
class PaperLine:
    """One line of text: where it begins, or ends, and stands, and its size, in pixels."""

    text: str
    x: float
    y: float
    size: int
    bold: bool = False


@dataclass(frozen=True)
class SureRow:
    """How sure one can be of one thing: its name, the middle of each sign and whether it is filled, words."""

    about: PaperLine
    dots: tuple[tuple[Place, bool], ...]
    words: PaperLine
    radius: int = DOT
    stroke: int = STROKE


@dataclass(frozen=True)
class Card(View):
    """What is drawn of a picture."""

    template: ClassVar[str] = "figures/social.svg.j2"
    named: ClassVar[str] = "card"
    paper: Paper
    """What it is drawn on."""
    font_size: int
    """Of whatever says no other, in pixels."""
    name: PaperLine
    """The site's."""
    tagline: PaperLine
    """What the site does; without text where the title says it."""
    mark: Markup
    """The site's own, placed."""
    lines: tuple[PaperLine, ...]
    """Title and sentences."""
    rows: tuple[SureRow, ...]
    """How sure one can be."""


def files(
    pictures: Iterable[Picture], mark: ET.Element, made: jinja2.Environment, kept: Kept = NOTHING
) -> dict[str, bytes]:
    """Path below build/docs -> PNG, for the pictures and for the icons on a phone's first screen.

    `mark` is the site's own, an SVG; `made` holds the templates.
    """
    square = _with_corners(mark)
    own = _markup(square)

    def drawn(picture: Picture) -> bytes:
        of = f"{picture!r} {own}".encode()
        return kept.get("png", of, lambda: _png(svg(picture, mark, made), PAPER.width))

    def icon(drawing: str, pixels: int) -> bytes:
        return kept.get("png", f"{pixels} {drawing}".encode(), lambda: _png(drawing, pixels))

    icons = {path: icon(_markup(mark), pixels) for path, pixels in ICONS.items()} | {
        TOUCH_ICON: icon(own, TOUCH_PIXELS),
        MASKED_ICON: icon(_markup(_with_margin(square)), MASKED_PIXELS),
    }
    return icons | {picture.path: drawn(picture) for picture in pictures}


def of_site(name: str, tagline: str, leading: list[Synthesis]) -> Picture:
    """The picture of the home page, and of every page without one of its own."""
    told = [(synthesis.condition.name, synthesis.leading()) for synthesis in leading]
    sure = tuple(_sure(found[0][1], about) for about, found in told[:MOST_ROWS] if found)
    return Picture("assets/social.png", name, tagline, tagline, sure=sure)


def of_condition(name: str, tagline: str, synthesis: Synthesis) -> Picture:
    """The first answer of the page of a condition, in its own words."""
    told: tuple[str, ...] = (reading.uncompared_line(synthesis),)
    sure: tuple[Sure, ...] = ()
    for answer, (cell, *_) in synthesis.leading()[:1]:
        said = answers.headline(cell)
        told = (said,) if said else (answer.question.ask, f"{cell.outcome.name}. {answers.counted(cell)}")
        sure = (_sure([cell]),)
    path = f"assets/social/{synthesis.condition.id}.png"
    return Picture(path, name, tagline, synthesis.condition.name, told, sure)


def _sure(cells: Iterable[Cell], about: str = "") -> Sure:
    """How sure one can be of the least sure of these."""
    for level in reading.certainty_range(cells):
        return Sure(terms.CERTAINTY[level].sign, terms.CERTAINTY[level].word, about)
    return Sure("", "Certainty not yet judged", about)


def svg(picture: Picture, mark: ET.Element, made: jinja2.Environment, paper: Paper = PAPER) -> str:
    """The picture as a drawing."""
    rows = _rows(picture, paper)
    alone = picture.title == picture.tagline
    tagline = "" if alone else _shortened(picture.tagline, TAGLINE, 1, _beside(rows, paper))[0]
    card = Card(
        paper=paper,
        font_size=ROW,
        name=_name(picture.name, paper),
        tagline=PaperLine(tagline, paper.right, paper.height - 48, TAGLINE),
        mark=Markup(_markup(mark, **_attributes(paper.mark))),  # noqa: S704 - a file of docs/, which may hold any markup
        lines=tuple(_lines(picture, rows[0].words.y - ROWS if alone and rows else paper.floor, paper)),
        rows=tuple(rows),
    )
    return templating.filled(made, card)


def _name(name: str, paper: Paper) -> PaperLine:
    """The site's name, beside its mark."""
    x = paper.mark.x + paper.mark.width + 18
    shown = _shortened(name, NAME, 1, (paper.right - x) / BOLD)[0]
    return PaperLine(shown, x, paper.head // 2 + 17, NAME)


def _attributes(box: Box) -> dict[str, str]:
    return {name: str(value) for name, value in box._asdict().items()}


def _markup(mark: ET.Element, **attributes: str) -> str:
    placed = ET.Element(mark.tag, mark.attrib | attributes)
    placed.extend(mark)
    return ET.tostring(placed, encoding="unicode")


def _with_corners(mark: ET.Element) -> ET.Element:
    """The mark with a square ground: a phone rounds the corners itself, and paints black where nothing is."""
    square = deepcopy(mark)
    for ground in square:
        ground.attrib.pop("rx", None)
    return square


def _with_margin(square: ET.Element) -> ET.Element:
    """The mark in the middle of a larger ground, which is the first thing in it."""
    _, _, side, _ = (float(number) for number in square.attrib["viewBox"].split())
    start, whole = f"{-MARGIN * side:g}", f"{(1 + 2 * MARGIN) * side:g}"
    larger = deepcopy(square)
    larger.set("viewBox", f"{start} {start} {whole} {whole}")
    larger[0].attrib.update({"x": start, "y": start, "width": whole, "height": whole})
    return larger


@cache
def _png(drawing: str, pixels: int) -> bytes:
    """The drawing `pixels` wide: the same bytes each time, and drawn only once while the process lives."""
    return resvg_py.svg_to_bytes(svg_string=drawing, width=pixels, font_files=FONTS, skip_system_fonts=True)


def _rows(picture: Picture, paper: Paper) -> list[SureRow]:
    """Certainty at the foot of the picture, one row for each thing it is about."""
    said = max((_after_signs(row) + width(row.words, ROW) * BOLD for row in picture.sure), default=0)
    names = [_shortened(row.about, ROW, 1, paper.room - said - APART)[0] for row in picture.sure]
    about = max((width(name, ROW) for name in names), default=0)
    x, first = round(paper.left + (about + APART if about else 0)), paper.foot - ROWS * (len(names) - 1)
    return [
        _row(row, PaperLine(name, paper.left, first + ROWS * index, ROW), x)
        for index, (name, row) in enumerate(zip(names, picture.sure, strict=True))
    ]


def _row(sure: Sure, about: PaperLine, x: int) -> SureRow:
    """What it is about, and from `x` on how sure one can be."""
    dots = tuple(
        (Place(x + DOT + STROKE // 2 + DOTS * place, about.y - DOT - 1), sign == "●")
        for place, sign in enumerate(sure.signs)
    )
    return SureRow(about, dots, PaperLine(sure.words, x + _after_signs(sure), about.y, ROW, bold=True))


def _after_signs(sure: Sure) -> int:
    """How far behind the first sign the words begin."""
    return DOTS * len(sure.signs) + DOT + STROKE if sure.signs else 0


def _beside(rows: Iterable[SureRow], paper: Paper) -> float:
    """The room that the last row of certainty leaves for the words at its right."""
    ends = [row.words.x + width(row.words.text, ROW) * BOLD + APART for row in rows]
    return paper.right - max(ends, default=paper.left)


def _lines(picture: Picture, floor: float, paper: Paper) -> list[PaperLine]:
    """Title and sentences in the largest letters that fit above `floor`."""
    title = _title(picture.title, paper)
    top = title[-1].y + title[-1].size * GAP
    return [*title, *_told(picture.told, top, floor, paper)]


def _title(title: str, paper: Paper) -> list[PaperLine]:
    size, most = next((wanted for wanted in TITLE_SIZES if _fits(title, *wanted, paper)), TITLE_SIZES[-1])
    lines = _paragraph(title, size, paper.room, bold=True, most=most)
    return list(_set(lines, size, Place(paper.left, paper.head + size * GAP), bold=True))


def _told(told: tuple[str, ...], top: float, floor: float, paper: Paper) -> Iterator[PaperLine]:
    """The sentences; all but the last are bold."""
    size, paragraphs = _sized(told, floor - top, paper.room)
    for number, paragraph in enumerate(paragraphs, start=1):
        lines = list(_set(paragraph, size, Place(paper.left, top), bold=number < len(told)))
        yield from lines
        top = lines[-1].y + size * GAP


def _sized(told: tuple[str, ...], high: float, room: int) -> tuple[int, list[tuple[str, ...]]]:
    """The largest size that fits so `high` and so wide, and the lines; of the smallest, as many as fit."""
    for size in TEXT_SIZES:
        paragraphs = _paragraphs(told, size, room)
        if size * (LEADING * sum(map(len, paragraphs)) + GAP * (len(paragraphs) - 1)) <= high:
            return size, paragraphs
    return size, _paragraphs(told, size, room, most=int(high / len(told) / size / LEADING))


def _paragraphs(told: tuple[str, ...], size: int, room: int, most: int = MANY) -> list[tuple[str, ...]]:
    return [
        _paragraph(text, size, room, bold=number < len(told), most=most)
        for number, text in enumerate(told, start=1)
    ]


def _set(lines: tuple[str, ...], size: int, start: Place, *, bold: bool) -> Iterator[PaperLine]:
    """The lines one below the other, with their upper left corner at `start`."""
    for number, text in enumerate(lines):
        yield PaperLine(text, start.x, round(start.y + size * (1 + LEADING * number)), size, bold)


def _paragraph(text: str, size: int, room: float, *, bold: bool, most: int = MANY) -> tuple[str, ...]:
    """The text in at most so many lines, about equally long."""
    room = room / BOLD if bold else room
    lines = _shortened(text, size, most, room)
    whole = " ".join(lines)
    narrower = (wrapped(whole, room * part / 20, MANY, size) for part in range(8, 20))
    return next((found for found in narrower if len(found) == len(lines) and " ".join(found) == whole), lines)


def _fits(title: str, size: int, most: int, paper: Paper) -> bool:
    lines = _paragraph(title, size, paper.room, bold=True)
    return len(lines) <= most and " ".join(lines) == title


def _shortened(text: str, size: int, most: int, room: float) -> tuple[str, ...]:
    """At most so many lines; a longer text ends after a whole word with an ellipsis."""
    lines, words = wrapped(text, room, MANY, size), text.split()
    while len(lines) > most and len(words) > 1:
        words.pop()
        lines = wrapped(" ".join(words) + "…", room, MANY, size)
    return lines
