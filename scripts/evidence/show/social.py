"""Pictures for whoever is sent a link: what a page is about, its answer, and how sure one can be."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import resvg_py
from markupsafe import Markup

from evidence.reckon.cells import Cell
from evidence.reckon.synthesis import Synthesis
from evidence.say import answers, reading, terms
from evidence.show.figures.lettering import width, wrapped

TEMPLATE = "social.svg.j2"
MARK_AT = {"x": "52", "y": "14", "width": "88", "height": "88"}
MARK, TOUCH_ICON = "assets/mark.svg", "assets/apple-touch-icon.png"
TOUCH_PIXELS = 180
FONTS = [str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf"))]
SIZE = (1200, 630)
"""Pixels; what those who show links show whole."""
LEFT, TOP, FLOOR, ROOM = 64, 116, 504, 1072
"""The paper between the head and the foot of a picture."""
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
NAME, ROW, TAGLINE = (46, 970), (36, 570), (30, 560)
"""Size of the letters and room: the site's name, what a row of certainty is about, the words at the foot."""
ROWS, FOOT, MOST_ROWS = 58, 583, 4
"""From row to row, the baseline of the last, and how many there are at most."""
MANY = 99
"""As many lines as it takes."""


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
    def words(self) -> str:
        """Everything that stands on it, for those who do not see it."""
        sure = [f"{row.about}: {row.words}" if row.about else row.words for row in self.sure]
        parts = dict.fromkeys([self.name, self.title, *self.told, *sure, self.tagline])
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)


@dataclass(frozen=True)
class Line:
    """One line of text, its baseline and size in pixels."""

    text: str
    y: int
    size: int
    bold: bool


def files(pictures: Iterable[Picture], mark: ET.Element, template: jinja2.Template) -> dict[str, bytes]:
    """Path below build/docs -> PNG, for the pictures and for the icon on a phone's first screen.

    `mark` is the site's own, an SVG.
    """
    icon = _png(_markup(_with_corners(mark)), TOUCH_PIXELS)
    return {TOUCH_ICON: icon} | {picture.path: _png(svg(picture, mark, template)) for picture in pictures}


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


def svg(picture: Picture, mark: ET.Element, template: jinja2.Template) -> str:
    """The picture as a drawing."""
    rows = _rows(picture)
    alone = picture.title == picture.tagline
    return template.render(
        name=_shortened(picture.name, NAME[0], 1, NAME[1] / BOLD)[0],
        tagline="" if alone else _shortened(picture.tagline, TAGLINE[0], 1, TAGLINE[1])[0],
        mark=Markup(_markup(mark, **MARK_AT)),  # noqa: S704 - a file of docs/, which may hold any markup
        lines=_lines(picture, rows[0]["y"] - ROWS if alone and rows else FLOOR),
        rows=rows,
    )


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


@cache
def _png(drawing: str, pixels: int = SIZE[0]) -> bytes:
    """The drawing `pixels` wide: the same bytes each time, and drawn only once while the process lives."""
    return resvg_py.svg_to_bytes(svg_string=drawing, width=pixels, font_files=FONTS, skip_system_fonts=True)


def _rows(picture: Picture) -> list[dict[str, Any]]:
    """Certainty at the foot of the picture, one row for each thing it is about."""
    names = [_shortened(row.about, ROW[0], 1, ROW[1])[0] for row in picture.sure]
    about = max((width(name, ROW[0]) for name in names), default=0)
    x, first = round(LEFT + (about + 24 if about else 0)), FOOT - ROWS * (len(names) - 1)
    return [
        {"about": name, "signs": row.signs, "words": row.words, "x": x, "y": first + ROWS * index}
        for index, (name, row) in enumerate(zip(names, picture.sure, strict=True))
    ]


def _lines(picture: Picture, floor: int) -> list[Line]:
    """Title and sentences in the largest letters that fit above `floor`."""
    size, most = next((wanted for wanted in TITLE_SIZES if _fits(picture.title, *wanted)), TITLE_SIZES[-1])
    title = _paragraph(picture.title, size, bold=True, most=most)
    lines = list(_set(title, size, TOP + size * GAP, bold=True))
    top = lines[-1].y + size * GAP
    texts = [(text, number < len(picture.told)) for number, text in enumerate(picture.told, start=1)]
    for size in TEXT_SIZES:
        told = [_paragraph(text, size, bold=bold) for text, bold in texts]
        if size * (LEADING * sum(map(len, told)) + GAP * (len(told) - 1)) <= floor - top:
            break
    else:
        most = int((floor - top) / len(told) / size / LEADING)
        told = [_paragraph(text, size, bold=bold, most=most) for text, bold in texts]
    for paragraph, (_, bold) in zip(told, texts, strict=True):
        lines += _set(paragraph, size, top, bold=bold)
        top = lines[-1].y + size * GAP
    return lines


def _set(lines: tuple[str, ...], size: int, top: float, *, bold: bool) -> Iterator[Line]:
    """The lines one below the other from `top` on."""
    for number, text in enumerate(lines):
        yield Line(text, round(top + size * (1 + LEADING * number)), size, bold)


def _paragraph(text: str, size: int, *, bold: bool, most: int = MANY) -> tuple[str, ...]:
    """The text in at most so many lines, about equally long."""
    room = ROOM / BOLD if bold else ROOM
    lines = _shortened(text, size, most, room)
    whole = " ".join(lines)
    narrower = (wrapped(whole, room * part / 20, MANY, size) for part in range(8, 20))
    return next((found for found in narrower if len(found) == len(lines) and " ".join(found) == whole), lines)


def _fits(title: str, size: int, most: int) -> bool:
    lines = _paragraph(title, size, bold=True)
    return len(lines) <= most and " ".join(lines) == title


def _shortened(text: str, size: int, most: int, room: float) -> tuple[str, ...]:
    """At most so many lines; a longer text ends after a whole word with an ellipsis."""
    lines, words = wrapped(text, room, MANY, size), text.split()
    while len(lines) > most and len(words) > 1:
        words.pop()
        lines = wrapped(" ".join(words) + "…", room, MANY, size)
    return lines
