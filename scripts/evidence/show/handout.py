"""The handout of a condition: one sheet in plain text, of which its page and its files for paper are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from evidence.read.citing import without
from evidence.records.ladder import Advice
from evidence.records.stop import Said, Stop
from evidence.say import handout as say
from evidence.say import terms
from evidence.show.codes import page_code
from evidence.show.condition import ConditionPage
from evidence.show.linked_data import About
from evidence.show.page import Draft, Home, unbroken
from evidence.show.templating import PageView

FOLDER = "handout"
"""The end of the address of the page; its files for paper begin with the same word."""


@dataclass(frozen=True)
class Part:
    """Lines below a heading, with what stands before and after them."""

    title: str
    lines: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer and how sure one can be."""

    title: str
    said: str
    signs: str
    """A sign for each step of certainty; empty where it is not judged."""
    sure: str
    """The same in words."""
    meaning: str
    """What that means; empty where it is not judged."""
    harms: str
    """How many studies say anything of harm."""


@dataclass(frozen=True)
class StopPart:
    """The box that says when to stop."""

    title: str
    signs: tuple[str, ...]
    at_once: str
    do: str
    """What to do in an emergency."""
    emergency: str
    """When; goes on from `do`."""
    unable: tuple[str, ...]
    """How those get help who cannot phone."""
    briefs: tuple[str, ...]
    """Signs of the part of the body."""
    then: Part


@dataclass(frozen=True)
class Blank:
    """A line to write on."""

    name: str
    room: float
    """Its part of the row, beside those of the others."""


@dataclass(frozen=True)
class Fill:
    """What is filled in by hand."""

    title: str
    rows: tuple[tuple[Blank, ...], ...]
    """Row by row."""
    notes: str
    """Over the rest of the room."""


@dataclass(frozen=True)
class Link:
    """An address on paper that leads somewhere on a screen."""

    typed: str
    """As it stands there."""
    whole: str
    """With what nobody types."""


@dataclass(frozen=True)
class Foot:
    """Where the sheet comes from."""

    where: str
    """What stands before the address."""
    address: str
    """As somebody types it."""
    links: tuple[Link, ...]
    """Addresses that stand anywhere on the sheet; none where that of the site is not known."""
    code: str
    """The address of the page as a code, SVG; empty where that of the site is not known."""
    code_told: str
    """The same for who does not see it."""
    facts: tuple[str, ...]
    licence: str


@dataclass(frozen=True)
class Sheet:
    """Everything that a handout says, as plain text."""

    site: str
    """Its name."""
    title: str
    asking: Part | None
    """That people have to ask first; it comes before the answer."""
    answer: Answer
    helps: Part
    """What is known to help besides."""
    fits: Part | None
    """Who asks first; None where everybody does."""
    start: Part | None
    """None where nobody begins alone."""
    ask: Part | None
    """What to ask; None where people may begin alone."""
    pain: Part | None
    stop: StopPart
    fill: Fill
    foot: Foot


@dataclass(frozen=True)
class File:
    """A form of the sheet on paper."""

    name: str
    """Its file stands beside the folder of the page."""
    words: str
    """What a link to it says."""
    paper: str
    """As the typesetter calls it."""
    sizes: tuple[float, ...]
    """Of the letters in points, the most wanted first."""
    tight: tuple[float, ...]
    """Sizes with less room between the lines, where that is not enough; none is smaller than the last."""
    pages: int
    """The most that it may have."""


_SIZES, _TIGHT = (12, 11.5, 11.25, 11), (11.25, 11, 10.75, 10.5)
FILES = (
    File("handout.pdf", "PDF, A4", "a4", _SIZES, _TIGHT, 1),
    File("handout-letter.pdf", "PDF, US Letter", "us-letter", _SIZES, _TIGHT, 1),
    File("handout-large.pdf", "PDF, large print", "a4", (18,), (18,), 3),
)
"""Every file that is made of a sheet."""


BLANKS = (
    (Blank(say.NAME, 2), Blank(say.DAY, 1.1), Blank(say.NEXT_VISIT, 1.5)),
    (Blank(say.MINUTES, 1.5), Blank(say.TIMES, 1.2), Blank(say.CALL, 2)),
)
"""What is filled in by hand."""


@dataclass(frozen=True)
class HandoutPage(PageView):
    """The page of a handout."""

    template: ClassVar[str] = "pages/handout.md.j2"
    search: ClassVar[Mapping[str, Any] | None] = {"boost": 0.5}
    sheet: Sheet
    """What it says."""
    drawing: Markup
    """Somebody who walks backwards."""
    files: tuple[File, ...]
    """For paper."""
    notes: tuple[str, ...]
    """Three lines for somebody's own records."""
    mail: str
    """The address of a link that opens a letter with these lines."""

    @property
    def code(self) -> Markup:
        """The code of the page's address; empty where there is none."""
        return Markup(self.sheet.foot.code)  # noqa: S704 - drawn by us


def draft(above: Draft, home: Home, drawing: Markup) -> Draft | None:
    """The page of the handout that goes with a condition's page `above`; None where nobody walks by that."""
    page = above.view
    if not isinstance(page, ConditionPage) or page.stop is None:
        return None
    made = sheet(page, page.stop, home)
    return Draft(
        f"{page.condition.id}/{FOLDER}.md",
        say.title(page.condition.title),
        say.description(above.description),
        above.edit,
        HandoutPage(made, drawing, FILES, page.handed.notes, page.handed.mail),
        About(above.about.day, ("Patient",), page.condition),
        words=say.SEARCHED if page.condition.lead else "",
    )


def sheet(page: ConditionPage, stop: Stop, home: Home) -> Sheet:
    """What the handout of a condition says: the words of its page, without their sources."""
    return Sheet(
        site=home.name,
        title=page.condition.title,
        asking=Part(page.asking.title, (without(page.asking.says),)) if page.asking else None,
        answer=_answer(page),
        helps=Part(say.HELPS, _plain(page.condition.also_helps), after=page.choice),
        fits=_fits(page, home) if page.alone else None,
        start=_start(page),
        ask=Part(say.ASK, page.handed.to_ask) if not page.alone else None,
        pain=Part(say.PAIN, _said(page.pain)) if page.start and page.pain else None,
        stop=_stop(page, stop),
        fill=Fill(say.TOGETHER, BLANKS, say.NOTES),
        foot=_foot(page, home),
    )


def _answer(page: ConditionPage) -> Answer:
    level = page.answer.cell.level if page.answer else None
    signs = terms.CERTAINTY[level].sign if level else ""
    return Answer(say.ANSWER, unbroken(page.handed.in_short), signs, *page.handed.sure, page.harms)


def _fits(page: ConditionPage, home: Home) -> Part:
    after = say.none_of_these(home.at) if page.start else ""
    return Part(say.FITS, _said(page.fits), say.ASK_ABOUT, after)


def _start(page: ConditionPage) -> Part | None:
    return Part(say.START, (*_said(page.start.how), page.first_walk)) if page.start else None


def _stop(page: ConditionPage, stop: Stop) -> StopPart:
    return StopPart(
        stop.title,
        _said(stop.signs),
        without(stop.at_once.says),
        stop.emergency.do,
        without(stop.emergency_in_short.says),
        _said(page.unable),
        _said(brief for _, brief in page.briefs),
        Part(say.AFTER, _said(stop.then)),
    )


def _foot(page: ConditionPage, home: Home) -> Foot:
    return Foot(
        say.where(home.at, home.name),
        say.typed(home.at, path := home.path_of(page.condition)),
        tuple(Link(say.typed(home.at, to), f"{home.at}{to}") for to in (path, say.SAFETY) if home.at),
        page_code(f"{home.at}{page.condition.id}/") if home.at else "",
        say.CODE,
        tuple(f"{fact}." for fact in page.checked),
        say.LICENCE,
    )


def _said(found: Iterable[Advice | Said]) -> tuple[str, ...]:
    return _plain(each.says for each in found)


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    # What a citation leaves between two sentences would show on paper.
    return tuple(unbroken(" ".join(without(text).split())) for text in texts)
