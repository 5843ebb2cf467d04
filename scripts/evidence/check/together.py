"""What a careful editor would ask of all records together: judgements, effects side by side, answers told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.check import changes, judgements
from evidence.problems import Problem, errors
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon import days
from evidence.reckon.answers import Answers
from evidence.reckon.cells import Cell
from evidence.reckon.effects import exact_p, of_results
from evidence.reckon.formulas import DOUBTFUL
from evidence.records.condition import Condition
from evidence.records.site import Site
from evidence.records.study import Study
from evidence.say.effects import why_not


def problems(library: Library, answers: Answers) -> Iterator[Problem]:
    """What is asked of the answers, of the effects that they are made of, and of where they are told.

    While something is wrong with an answer, nobody is asked to tell it.
    """
    found = list(_of_answers(library, answers))
    yield from found
    if errors(found):
        return
    yield from changes.problems(library, answers)
    for entry in library.entries:
        if isinstance(entry.record, Site):
            yield from _outlived(library, answers, entry)


def _outlived(library: Library, answers: Answers, entry: Entry[Site]) -> Iterator[Problem]:
    """Reviews that are older than what they are of."""
    for index, reviewer in enumerate(entry.record.reviewers):
        of = [answers.syntheses[name] for name in reviewer.conditions if name in answers.syntheses]
        changed = (
            max((days.of_change(library, each) for each in of), default=reviewer.on)
            if reviewer.conditions
            else days.of_any_change(library)
        )
        if reviewer.on < changed:
            what = f"what was reviewed changed on {changed}; ask {reviewer.name} to look again"
            yield entry.problem(("reviewers", index, "on"), what, level="hint")


def _of_answers(library: Library, answers: Answers) -> Iterator[Problem]:
    studies: dict[str, Entry[Study]] = {}
    for entry in library.entries:
        if isinstance(entry.record, Study):
            studies[entry.record.id] = entry
            yield from _effects(library, entry)
    for entry in library.entries:
        if isinstance(entry.record, Condition):
            synthesis = answers.syntheses[entry.record.id]
            yield from judgements.problems(entry, synthesis)
            for cell in synthesis.cells():
                yield from _apart(cell, studies)


def _effects(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    study = entry.record
    for index, result in enumerate(study.results):
        instrument = library.instrument_of(result)
        effect = of_results(study, [result], instrument)
        here = ("results", index)
        amount = abs(effect.smd.value) if effect and effect.smd else 0.0
        if amount > DOUBTFUL:
            what = f"a standardised difference of {amount:.2f} is rare; was a standard error taken for an sd?"
            yield entry.problem(here, what, level="hint")
        compared = result.compares_arms and not result.excluded_from_pool
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
            what = f"its effect stands in no sum ({cell.outcome.id}). {why_not(combined)}"
            yield entry.problem(("results", index), what, level="hint")
