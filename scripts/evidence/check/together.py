"""What a careful editor would ask of all records together: judgements of certainty, effects side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence.check.doubts import doubts
from evidence.problems import Location, Problem, ProblemsFound
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.answers import Answers
from evidence.reckon.cells import Cell
from evidence.reckon.effects import DOUBTFUL, exact_p, of_results
from evidence.reckon.synthesis import Synthesis
from evidence.records.condition import Certainty, Condition
from evidence.records.study import Study


def hints(library: Library, answers: Answers, advice: Iterable[Problem] = ()) -> list[Problem]:
    """Advice on the answers beside `advice` on records. Raises ProblemsFound, errors and hints together."""
    problems = sorted([*advice, *_of_answers(library, answers)])
    if any(problem.level == "error" for problem in problems):
        raise ProblemsFound(problems)
    return problems


def _of_answers(library: Library, answers: Answers) -> Iterator[Problem]:
    studies: dict[str, Entry[Study]] = {}
    for entry in library.entries:
        if isinstance(entry.record, Study):
            studies[entry.record.id] = entry
            yield from _effects(library, entry)
    for entry in library.entries:
        if isinstance(entry.record, Condition):
            synthesis = answers.syntheses[entry.record.id]
            yield from _judgements(entry, synthesis)
            for cell in synthesis.cells():
                yield from _apart(cell, studies)


def _judgements(entry: Entry[Condition], synthesis: Synthesis) -> Iterator[Problem]:
    cells = {(cell.question.comparator, cell.outcome.id): cell for cell in synthesis.cells()}
    for index, judged in enumerate(entry.record.certainty):
        for place, outcome in enumerate(judged.outcomes):
            cell = cells.get((judged.comparator, outcome))
            if cell is None:
                what = f'no study compares "{outcome}" with {judged.comparator}; leave the judgement out'
                yield entry.problem(("certainty", index, "outcomes", place), what)
            else:
                yield from _wording(entry, index, cell)
                yield from _doubts(entry, index, judged, cell)


def _wording(entry: Entry[Condition], index: int, cell: Cell) -> Iterator[Problem]:
    missing = [name for name in ("doing", "instead") if getattr(cell.question, name) is None]
    if missing:
        what = f"judged, but its question has no {' and no '.join(missing)}; add them for the sentence"
        yield entry.problem(("certainty", index, "comparator"), what)
    if cell.outcome.gain is None:
        what = f'judged, but the outcome "{cell.outcome.id}" has no gain; add it for the sentence'
        yield entry.problem(("certainty", index, "outcomes"), what)


def _doubts(entry: Entry[Condition], index: int, judged: Certainty, cell: Cell) -> Iterator[Problem]:
    for field, why in doubts(cell, judged):
        here: Location = ("certainty", index, *field.split("."))
        what = f"{cell.outcome.id}: {why}; a rule of thumb would judge otherwise"
        yield entry.problem(here, what, level="hint")


def _effects(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    study = entry.record
    for index, result in enumerate(study.results):
        instrument = library.instruments.get(result.instrument or "")
        effect = of_results(study, [result], instrument)
        here = ("results", index)
        amount = abs(effect.standardised.estimate) if effect and effect.standardised else 0.0
        if amount > DOUBTFUL:
            what = f"a standardised difference of {amount:.2f} is rare; was a standard error taken for an sd?"
            yield entry.problem(here, what, level="hint")
        compared = result.contrast == "between-arms" and not result.excluded_from_pool
        if compared and result.p and effect is None and exact_p(result) is None:
            what = f'"{result.p}" tells no size; an exact p, or means with sd and n, would'
            yield entry.problem((*here, "p"), what, level="hint")


def _apart(cell: Cell, studies: Mapping[str, Entry[Any]]) -> Iterator[Problem]:
    combined = cell.combined
    if combined is None or not combined.why_not:
        return
    for row in combined.studies:
        if not row.pooled:
            entry = studies[row.study.id]
            index = row.effect.result.number - 1
            what = f"its effect stands in no sum ({cell.outcome.id}). {combined.why_not}"
            yield entry.problem(("results", index), what, level="hint")
