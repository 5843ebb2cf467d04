"""What a careful editor would ask of judgements of certainty, beside the studies that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.check import figures, phrases
from evidence.check.doubts import doubts
from evidence.problems import Location, Problem
from evidence.read.record_files import Entry
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Judged, missing
from evidence.reckon.synthesis import Synthesis
from evidence.records.condition import ALONE, Certainty, Condition, Question


def problems(entry: Entry[Condition], synthesis: Synthesis) -> Iterator[Problem]:
    """Everything to mend or to look at again in the judgements of one condition."""
    written = entry.record.certainty
    if written is None:
        return
    cells = {(cell.question.comparator, cell.outcome.id): cell for cell in synthesis.cells()}
    for question in entry.record.questions:
        comparison = written.comparisons.get(question.comparator)
        if comparison is None:
            continue
        yield from _question(entry, question)
        for outcome in comparison.outcomes:
            if cell := cells.get((question.comparator, outcome)):
                yield from _cell(entry, written, cell)
            else:
                what = f'no study compares "{outcome}" with {question.comparator}; leave the judgement out'
                yield entry.problem(("certainty", question.comparator, outcome), what)


def _question(entry: Entry[Condition], question: Question) -> Iterator[Problem]:
    lacking = [name for name in ("doing", "instead") if getattr(question, name) is None]
    if lacking:
        what = f"judged, but its question has no {' and no '.join(lacking)}; add them for the sentence"
        yield entry.problem(("certainty", question.comparator), what)


def _cell(entry: Entry[Condition], written: Certainty, cell: Cell) -> Iterator[Problem]:
    here = _place(cell)
    if cell.outcome.gain is None:
        what = f'judged, but the outcome "{cell.outcome.id}" has no gain; add it for the sentence'
        yield entry.problem(here, what)
    lacking = missing(written, cell.question.comparator, cell.outcome.id, len(cell.findings))
    if lacking:
        what = f"nothing is said of {', '.join(lacking)}; add it here, or under for_all"
        yield entry.problem(here, what)
    if cell.judged:
        for rule in (_doubtful, _older, _needless, figures.known, phrases.untrue):
            for place, what, level in rule(cell, cell.judged):
                about = "" if place[: len(here)] == here else f"{here[1]} {here[2]}: "
                yield entry.problem(place, f"{about}{what}", level=level)


def _place(cell: Cell) -> Location:
    return ("certainty", cell.question.comparator, cell.outcome.id)


def _doubtful(cell: Cell, judged: Judged) -> Iterator[figures.Found]:
    for field, why in doubts(cell, judged):
        place = judged.places.get(field, (*_place(cell), field))
        yield place, f"{why}; a rule of thumb would judge otherwise", "hint"


def _older(cell: Cell, judged: Judged) -> Iterator[figures.Found]:
    """A study that was read after the judgement may change it."""
    for study in cell.studies:
        if study.reading.on > judged.on:
            what = f"judged on {judged.on}, but {study.id} was read on {study.reading.on}"
            yield judged.places["on"], f"{what}; judge again, and give the new day", "hint"


def _needless(cell: Cell, judged: Judged) -> Iterator[figures.Found]:
    if len(cell.findings) == 1 and judged.down["inconsistency"] is not ALONE.inconsistency:
        what = "a single study cannot disagree with others, and the page says so; leave it out"
        yield judged.places["inconsistency"], what, "hint"
