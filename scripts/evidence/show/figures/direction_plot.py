"""The findings of one question to an effect direction plot: a row for each study, a column for each outcome.

After Boon and Thomson 2021, Res Synth Methods 12:29-33, and the guideline on synthesis without meta-analysis
(Campbell 2020). Beyond these a mark also says whether the difference was clear; nothing counts p values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal

from evidence.read.bibliography import Reference
from evidence.reckon.cells import StudyFinding
from evidence.reckon.designs import RANDOMISED
from evidence.reckon.synthesis import Answer
from evidence.records.condition import Outcome
from evidence.records.study import Study
from evidence.show import risk
from evidence.show.figures.lettering import FONT, LINE, letter, letters, width, wrapped

Mark = Literal["better", "leans-better", "no-clear-difference", "leans-worse", "worse", "unclear"]
MARKS: tuple[Mark, ...] = (
    "better",
    "leans-better",
    "no-clear-difference",
    "leans-worse",
    "worse",
    "unclear",
)
SMALL, LARGE = 30, 60
"""Fewer people than the first make a small mark, as many as the second or more a large one."""
LEFT, RIGHT, BIAS, READ = 108.0, 322.0, 334.0, 352.0
"""Frame of the outcomes, and the middle of the two columns after it, in view-box units (360 wide)."""
SLANT = 60
"""Degrees by which the heads lean back over the names of the studies."""
_STEP, _RADII, _ROW, _HEADING = 26.0, (3.6, 5.2, 7.0), 20.0, 22.0
GROUPS = ((True, "Groups formed at random, or nearly so"), (False, "Other studies"))


@dataclass(frozen=True)
class Row:
    """What one study found; `read` is the letter for where it was seen, `bias` None when not judged."""

    study: Study
    name: str
    randomised: bool
    people: int | None
    bias: str | None
    read: str
    marks: Mapping[str, Mark]


@dataclass(frozen=True)
class Sign:
    """A mark in its place; it reaches `radius` to every side."""

    mark: Mark
    x: float
    y: float
    radius: float

    @property
    def points(self) -> str:
        """Corners of the triangle or of the flat lozenge; a mark that is unclear is a letter and has none."""
        r = self.radius
        shapes: dict[str, list[tuple[float, float]]] = {
            "better": [(-r, 0.8 * r), (0, -0.95 * r), (r, 0.8 * r)],
            "worse": [(-r, -0.8 * r), (0, 0.95 * r), (r, -0.8 * r)],
            "no-clear-difference": [(-r, 0), (0, -r / 2), (r, 0), (0, r / 2)],
            "unclear": [],
        }
        corners = shapes[self.mark.removeprefix("leans-")]
        return " ".join(f"{self.x + across:.1f},{self.y + down:.1f}" for across, down in corners)


@dataclass(frozen=True)
class Line:
    """One study in its place: `y` is the middle of the row, `bottom` where its rule lies."""

    row: Row
    name: tuple[str, ...]
    y: float
    bottom: float
    signs: tuple[tuple[Outcome, Sign], ...]


@dataclass(frozen=True)
class Group:
    """Studies whose groups were formed alike, under a heading at `y`."""

    heading: str
    y: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Head:
    """Head of a column: ends at the place given and leans to the left."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class DirectionPlot:
    """The whole picture; `outcomes` holds those with a mark, in the order of the columns."""

    groups: tuple[Group, ...]
    heads: tuple[Head, ...]
    outcomes: tuple[Outcome, ...]
    height: float

    @property
    def lines(self) -> list[Line]:
        """All studies from top to bottom."""
        return [line for group in self.groups for line in group.lines]

    @property
    def letters(self) -> dict[str, str]:
        """The letters that occur, in words."""
        return letters(line.row.read for line in self.lines)

    @property
    def legend(self) -> list[Sign]:
        """The marks that occur, each in a box of 16 by 16."""
        used = {sign.mark for line in self.lines for _, sign in line.signs}
        return [Sign(mark, 8, 8, _RADII[1]) for mark in MARKS if mark in used]

    @property
    def sizes(self) -> list[tuple[Sign, str]]:
        """The three sizes of a mark that occurs, each in a box of 16 by 16, with the numbers of people."""
        people = (f"fewer than {SMALL} people, or not seen", f"{SMALL} to {LARGE - 1}", f"{LARGE} or more")
        return [
            (Sign(self.legend[0].mark, 8, 8, radius), words)
            for radius, words in zip(_RADII, people, strict=True)
        ]


def direction_plot(answer: Answer, references: Mapping[str, Reference]) -> DirectionPlot | None:
    """The plot of one question; None without a finding."""
    return drawn(rows(answer, references), [cell.outcome for cell in answer.cells])


def rows(answer: Answer, references: Mapping[str, Reference]) -> list[Row]:
    """Every study of the answer with all its marks, the oldest first, those without a year last."""

    def age(study: Study) -> tuple[str, str]:
        return references[study.reports[0]].year or "9999", study.id

    return [
        _row(answer, study, references[study.reports[0]].short()) for study in sorted(answer.studies, key=age)
    ]


def mark(finding: StudyFinding) -> Mark:
    """The side if it is clear; where no clear difference was found, the side that the estimate leans to."""
    if finding.direction == "favours-backward":
        return "better"
    if finding.direction == "favours-comparator":
        return "worse"
    if finding.direction == "unclear":
        return "unclear"
    if finding.lean is None:
        return "no-clear-difference"
    return "leans-better" if finding.lean == "favours-backward" else "leans-worse"


def drawn(found: Sequence[Row], outcomes: Sequence[Outcome]) -> DirectionPlot | None:
    """Rows and outcomes in their places; outcomes that nobody measured get no column. None without a mark."""
    shown = tuple(outcome for outcome in outcomes if any(outcome.id in row.marks for row in found))
    if not shown:
        return None
    step = min(_STEP, (RIGHT - LEFT) / len(shown))
    columns = {outcome.id: RIGHT - step * (len(shown) - place - 0.5) for place, outcome in enumerate(shown)}
    texts = [(columns[outcome.id], outcome.name) for outcome in shown]
    texts += [(BIAS, "Risk of bias"), (READ, "Read in")]
    # The letters stand on their line and so to its right: the line ends a little left of the middle.
    texts = [(x - 2, wrapped(text, (x - 2) / cos(radians(SLANT)), 1)[0]) for x, text in texts]
    top = max(width(text) for _, text in texts) * sin(radians(SLANT)) + FONT
    heads = tuple(Head(x, top - 4, text) for x, text in texts)
    groups, y = [], top
    for randomised, heading in GROUPS:
        members = [row for row in found if row.randomised == randomised]
        if members:
            lines = _lines(members, shown, columns, step, y + _HEADING)
            groups.append(Group(heading, y + _HEADING - 7, lines))
            y = lines[-1].bottom
    return DirectionPlot(tuple(groups), heads, shown, y + 2)


def _row(answer: Answer, study: Study, name: str) -> Row:
    found = {
        cell.outcome.id: finding
        for cell in answer.cells
        for finding in cell.findings
        if finding.study is study
    }
    judged = risk.row(study)
    return Row(
        study,
        name,
        study.design in RANDOMISED,
        study.participants.people(),
        judged.overall if judged else None,
        letter(study, [page for finding in found.values() for page in finding.seen]),
        {outcome: mark(finding) for outcome, finding in found.items()},
    )


def _lines(
    found: Sequence[Row], shown: Sequence[Outcome], columns: Mapping[str, float], step: float, top: float
) -> tuple[Line, ...]:
    lines = []
    for row in found:
        name = wrapped(row.name, min(columns.values()) - step / 2 - 4, 2)
        height = max(_ROW, len(name) * LINE + 6)
        y = top + height / 2
        signs = tuple(
            (outcome, Sign(row.marks[outcome.id], columns[outcome.id], y, _radius(row.people, step)))
            for outcome in shown
            if outcome.id in row.marks
        )
        lines.append(Line(row, name, y, top + height, signs))
        top += height
    return tuple(lines)


def _radius(people: int | None, step: float) -> float:
    """Small where the number was not seen; all shrink together where the columns are narrow."""
    size = 0 if people is None or people < SMALL else 1 if people < LARGE else 2
    return _RADII[size] * min(1.0, step / (2 * _RADII[2] + 2))
