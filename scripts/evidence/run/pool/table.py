"""A table of studies (CSV) in, their estimates out, for the command `evidence pool`.

UTF-8 with or without a byte order mark, any line ends, commas between the cells, points in the numbers,
double quotes round a cell that holds a comma. The first line names the columns, in any order, in small or
capital letters; columns that the measure does not need are left alone, and so are empty lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from evidence.problems import Problem, ProblemsFound, nearest, shown
from evidence.read.text_files import Unreadable, decoded, read
from evidence.reckon.formulas import LIMIT, Estimate, Group, hedges_g, mean_difference

Measure = Literal["md", "smd", "generic"]
_GROUPS = ("n1", "mean1", "sd1", "n2", "mean2", "sd2")
COLUMNS: Mapping[Measure, tuple[str, ...]] = {
    "md": ("study", *_GROUPS),
    "smd": ("study", *_GROUPS),
    "generic": ("study", "estimate", "variance"),
}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^",]*)(?:,|$)')


class Cell(NamedTuple):
    """The text of a cell without spaces round it, and the column of the line at which it begins, from 1."""

    text: str
    column: int


@dataclass(frozen=True)
class _Line:
    """One line of the table; `said` collects what is wrong with the whole table."""

    path: Path
    number: int
    said: list[Problem]

    def wrong(self, column: int, where: str, what: str) -> None:
        self.said.append(Problem(self.path, self.number, column, where, what))


def estimates(path: Path, measure: Measure) -> dict[str, Estimate]:
    """Study -> its estimate, in the order of the table. Raises ProblemsFound with all that is wrong."""
    try:
        text = decoded(read(path))
    except Unreadable as error:
        raise ProblemsFound([error.problem(path)]) from None
    said: list[Problem] = []
    lines = [
        (_Line(path, number, said), line) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]
    wanted = COLUMNS[measure]
    if not lines:
        _Line(path, 1, said).wrong(1, "file", f"the table is empty; begin with the line {','.join(wanted)}")
        raise ProblemsFound(said)
    if strange := _strange(lines[0][1]):
        lines[0][0].wrong(1, "line", f"{strange}; begin with the line {','.join(wanted)}")
        raise ProblemsFound(said)
    names = _names(*lines[0], wanted)
    seen: dict[str, int] = {}
    found = [_estimate(line, text, names, measure, seen) for line, text in lines[1:]]
    if not found:
        lines[0][0].wrong(1, "file", "there is no study below the names of the columns")
    if said:
        raise ProblemsFound(said)
    return dict(each for each in found if each)


def _strange(first: str) -> str:
    """What keeps the whole table from being read, said once instead of for each column; '' if nothing."""
    if first.lstrip().startswith("#"):
        return "the table opens with a comment; take it out"
    if "," not in first and (";" in first or "\t" in first):
        return f"{'semicolons' if ';' in first else 'tabs'} stand between the cells; put commas there"
    return ""


def _names(line: _Line, text: str, wanted: Sequence[str]) -> list[str]:
    """The names of all columns, in small letters."""
    cells = _cells(line, text)
    names = [cell.text.lower() for cell in cells]
    for place, cell in enumerate(cells):
        if names[place] in wanted and names[place] in names[:place]:
            line.wrong(cell.column, names[place], "there are two columns of this name; rename one")
    for name in (name for name in wanted if name not in names):
        others = [other for other in names if other not in wanted]
        line.wrong(1, name, f"no such column; {nearest(name, others)}needed: {','.join(wanted)}")
    return names


def _estimate(
    line: _Line, text: str, names: Sequence[str], measure: Measure, seen: dict[str, int]
) -> tuple[str, Estimate] | None:
    """The study of one line and what it found; None where anything is wrong with it or with the columns."""
    before = len(line.said)
    cells = _cells(line, text)
    if len(cells) != len(names):
        line.wrong(1, "line", f"cells: {len(cells)}, but the first line names {len(names)}")
    row = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS[measure]}
    study = _study(line, row, seen)
    numbers = {name: _number(line, name, cell) for name, cell in row.items() if cell.text and name != "study"}
    for name, cell in row.items():
        if not cell.text:
            line.wrong(cell.column, name, "empty; every study needs it")
    if len(line.said) > before or len(row) < len(COLUMNS[measure]):
        return None
    try:
        return study, _EFFECT[measure](numbers)
    except ValueError as error:
        line.wrong(1, "line", str(error))
        return None


def _study(line: _Line, row: Mapping[str, Cell], seen: dict[str, int]) -> str:
    """Its name, empty without one; `seen` keeps the line of each."""
    study = row.get("study", Cell("", 1))
    if study.text in seen:
        line.wrong(study.column, "study", f"{shown(study.text)} stands in line {seen[study.text]} already")
    elif study.text:
        seen[study.text] = line.number
    return study.text


def _number(line: _Line, name: str, cell: Cell) -> float:
    """The number in a cell; what is wrong with it is said, and the number then counts nowhere."""
    text = cell.text.replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(text):
        line.wrong(cell.column, name, f"{shown(cell.text)} is not a number; write it like 12 or -3.5")
        return 0
    number = float(text)
    kind = name.rstrip("12")
    if abs(number) > LIMIT:
        line.wrong(cell.column, name, f"{shown(cell.text)} is beyond all measure")
    elif kind == "n" and not (number >= 2 and number.is_integer()):
        line.wrong(cell.column, name, f"{shown(cell.text)} is not a whole number of people, 2 or more")
    elif kind in ("sd", "variance") and not number > 0:
        line.wrong(cell.column, name, f"{shown(cell.text)} is not above 0")
    return number


def _cells(line: _Line, text: str) -> list[Cell]:
    cells: list[Cell] = []
    start, more = 0, True
    while more:
        found = _CELL.match(text, start)
        if not found:
            line.wrong(start + 1, "line", "quotes must open and close round a whole cell, on one line")
            break
        quoted, plain = found.groups()
        content = plain if quoted is None else quoted.replace('""', '"')
        cells.append(Cell(content.strip(), start + 1))
        start, more = found.end(), found[0].endswith(",")
    return cells


def _groups(numbers: Mapping[str, float]) -> tuple[Group, Group]:
    n1, mean1, sd1, n2, mean2, sd2 = (numbers[name] for name in _GROUPS)
    return Group(int(n1), mean1, sd1), Group(int(n2), mean2, sd2)


_EFFECT: Mapping[Measure, Callable[[Mapping[str, float]], Estimate]] = {
    "md": lambda numbers: mean_difference(*_groups(numbers)),
    "smd": lambda numbers: hedges_g(*_groups(numbers)),
    "generic": lambda numbers: Estimate(numbers["estimate"], numbers["variance"]),
}
