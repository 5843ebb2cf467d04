"""The findings of one question to an effect direction plot: a row for each study, a column for each outcome.

After Boon and Thomson 2021, Res Synth Methods 12:29-33, and the guideline on synthesis without meta-analysis
(Campbell 2020). A mark tells a side, whether or not it was tested; one told only in words is hollow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from evidence.read.bibliography import Reference
from evidence.read.library import by_age
from evidence.reckon.designs import DESIGNS, FORMATIONS, Formation
from evidence.reckon.directions import MARKS, Mark
from evidence.reckon.risk_of_bias import Judged
from evidence.reckon.synthesis import Answer
from evidence.records.condition import Outcome
from evidence.records.study import Study
from evidence.say import labels, terms
from evidence.show import risk
from evidence.show.figures.frame import Frame
from evidence.show.figures.lettering import (
    BASELINE,
    FONT,
    LINE,
    TextLine,
    letter,
    letters,
    stacked,
    width,
    wrapped,
)
from evidence.show.figures.signs import SAMPLE, RiskSign

SMALL, LARGE = 30, 60
"""Fewer people than the first make a small mark, as many as the second or more a large one."""
_STEP, _RADII, _ROW, _HEADING = 26.0, (3.6, 5.2, 7.0), 20.0, 22.0


@dataclass(frozen=True, kw_only=True)
class DirectionFrame(Frame):
    """Outcomes between `left` and `right`; then the middle of the columns of bias and of where it was read.

    The heads lean back over the names of the studies by `slant` degrees.
    """

    bias: float
    read: float
    slant: float


FRAME = DirectionFrame(left=108, right=322, bias=334, read=352, slant=60)
"""Names of the studies lie to the left of it, the heads of all columns above."""


@dataclass(frozen=True)
class DirectionRow:
    """What one study found; `read` is the letter for where it was seen, `bias` None when not judged."""

    study: Study
    name: str
    formation: Formation
    people: int | None
    bias: Judged | None
    read: str
    marks: Mapping[str, Mark]


@dataclass(frozen=True)
class MarkSign:
    """A mark in its place; it reaches `radius` to every side."""

    mark: Mark
    x: float
    y: float
    radius: float

    @property
    def points(self) -> str:
        """Corners of the triangle; a mark that tells no side is a letter and has none."""
        r = self.radius
        shapes: dict[str, list[tuple[float, float]]] = {
            "better": [(-r, 0.8 * r), (0, -0.95 * r), (r, 0.8 * r)],
            "worse": [(-r, -0.8 * r), (0, 0.95 * r), (r, -0.8 * r)],
            "no-side": [],
        }
        corners = shapes[self.mark.removesuffix("-in-words")]
        return " ".join(f"{self.x + across:.1f},{self.y + down:.1f}" for across, down in corners)

    @property
    def letter_size(self) -> float:
        """Of a mark that is a letter."""
        return round(7 + 1.4 * self.radius, 1)

    @property
    def baseline(self) -> float:
        """Where that letter stands."""
        return round(self.y + 0.36 * self.letter_size, 1)


@dataclass(frozen=True)
class PlacedRow:
    """One study in its place; `bottom` is where its rule lies."""

    row: DirectionRow
    name: tuple[TextLine, ...]
    signs: tuple[tuple[Outcome, MarkSign], ...]
    bias: RiskSign | None
    read: TextLine
    bottom: float


@dataclass(frozen=True)
class StudyGroup:
    """Studies whose groups were formed alike, under their heading."""

    heading: TextLine
    rows: tuple[PlacedRow, ...]


@dataclass(frozen=True)
class ColumnHead:
    """Head of a column: ends at the place given and leans to the left."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class DirectionPlot:
    """The whole picture; `outcomes` holds those with a mark, in the order of the columns."""

    frame: DirectionFrame
    groups: tuple[StudyGroup, ...]
    heads: tuple[ColumnHead, ...]
    outcomes: tuple[Outcome, ...]
    height: float
    sample: int = SAMPLE

    @property
    def rows(self) -> list[PlacedRow]:
        """All studies from top to bottom."""
        return [row for group in self.groups for row in group.rows]

    @property
    def letters(self) -> dict[str, str]:
        """The letters that occur, in words."""
        return letters(placed.row.read for placed in self.rows)

    @property
    def legend(self) -> list[MarkSign]:
        """The marks that occur, each in a little picture of its own."""
        used = {sign.mark for row in self.rows for _, sign in row.signs}
        return [self._alone(mark, _RADII[1]) for mark in MARKS if mark in used]

    @property
    def sizes(self) -> list[tuple[MarkSign, str]]:
        """The three sizes of a mark that occurs, each in a little picture, with the numbers of people."""
        mark, people = self.legend[0].mark, labels.sizes(SMALL, LARGE)
        return [(self._alone(mark, radius), words) for radius, words in zip(_RADII, people, strict=True)]

    def _alone(self, mark: Mark, radius: float) -> MarkSign:
        return MarkSign(mark, self.sample // 2, self.sample // 2, radius)


@dataclass(frozen=True)
class _Columns:
    """The middle of the column of each outcome, `step` from each other, up to the right end of the frame."""

    frame: DirectionFrame
    outcomes: tuple[Outcome, ...]

    @property
    def step(self) -> float:
        return min(_STEP, self.frame.across / len(self.outcomes))

    @property
    def places(self) -> list[tuple[Outcome, float]]:
        count = len(self.outcomes)
        return [
            (outcome, self.frame.right - self.step * (count - place - 0.5))
            for place, outcome in enumerate(self.outcomes)
        ]

    @property
    def room(self) -> float:
        """For the name of a study, left of the columns."""
        return self.places[0][1] - self.step / 2 - 4

    def radius(self, people: int | None) -> float:
        """Small where the number was not seen; all shrink together where the columns are narrow."""
        size = 0 if people is None or people < SMALL else 1 if people < LARGE else 2
        return _RADII[size] * min(1.0, self.step / (2 * _RADII[2] + 2))


def direction_plot(answer: Answer, references: Mapping[str, Reference]) -> DirectionPlot | None:
    """The plot of one question; None without a finding."""
    return drawn(rows(answer, references), [cell.outcome for cell in answer.cells])


def rows(answer: Answer, references: Mapping[str, Reference]) -> list[DirectionRow]:
    """Every study of the answer with all its marks, the oldest first, those without a year last."""
    studies = by_age(answer.studies, references)
    return [_row(answer, study, references[study.reports[0]].short()) for study in studies]


def drawn(
    found: Sequence[DirectionRow], outcomes: Sequence[Outcome], frame: DirectionFrame = FRAME
) -> DirectionPlot | None:
    """Rows and outcomes in their places; outcomes that nobody measured get no column. None without a mark."""
    shown = tuple(outcome for outcome in outcomes if any(outcome.id in row.marks for row in found))
    if not shown:
        return None
    columns = _Columns(frame, shown)
    heads, top = _heads(columns)
    groups = tuple(_groups(found, columns, top))
    return DirectionPlot(frame, groups, heads, shown, groups[-1].rows[-1].bottom + 2)


def _row(answer: Answer, study: Study, name: str) -> DirectionRow:
    found = {
        cell.outcome.id: finding
        for cell in answer.cells
        for finding in cell.findings
        if finding.study is study
    }
    judged = risk.row(study)
    return DirectionRow(
        study,
        name,
        DESIGNS[study.design].formation,
        max((finding.people or 0 for finding in found.values()), default=0) or None,
        judged.overall if judged else None,
        letter(study, [page for finding in found.values() for page in finding.seen]),
        {outcome: finding.mark for outcome, finding in found.items()},
    )


def _heads(columns: _Columns) -> tuple[tuple[ColumnHead, ...], float]:
    """The heads of all columns, and how high the highest of them is."""
    frame, slant = columns.frame, radians(columns.frame.slant)
    texts = [(x, outcome.name) for outcome, x in columns.places]
    texts += [(frame.bias, labels.RISK_OF_BIAS), (frame.read, labels.READ_IN)]
    # The letters stand on their line and so to its right: the line ends a little left of the middle.
    texts = [(x - 2.0, wrapped(text, (x - 2) / cos(slant), 1)[0]) for x, text in texts]
    top = max(width(text) for _, text in texts) * sin(slant) + FONT
    return tuple(ColumnHead(x, top - 4, text) for x, text in texts), top


def _groups(found: Sequence[DirectionRow], columns: _Columns, top: float) -> Iterator[StudyGroup]:
    for formed in FORMATIONS:
        members = [row for row in found if row.formation == formed]
        if members:
            first = top + _HEADING
            placed = tuple(_placed(members, columns, first))
            yield StudyGroup(TextLine(terms.FORMATIONS[formed].word, first - 7), placed)
            top = placed[-1].bottom


def _placed(found: Sequence[DirectionRow], columns: _Columns, top: float) -> Iterator[PlacedRow]:
    frame = columns.frame
    for row in found:
        name = wrapped(row.name, columns.room, 2)
        height = max(_ROW, len(name) * LINE + 6)
        y = top + height / 2
        signs = tuple(
            (outcome, MarkSign(row.marks[outcome.id], x, y, columns.radius(row.people)))
            for outcome, x in columns.places
            if outcome.id in row.marks
        )
        bias = RiskSign(row.bias, frame.bias, y) if row.bias else None
        top += height
        yield PlacedRow(row, stacked(name, y), signs, bias, TextLine(row.read, y + BASELINE), top)
