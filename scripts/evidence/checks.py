"""What a careful editor would ask of records that are well formed: errors block the build, hints advise."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.directions import computed
from evidence.library import Entry, Library
from evidence.problems import Problem, ProblemsFound
from evidence.records import Result, Review, Study


def check(library: Library) -> list[Problem]:
    """Hints for a library without errors. Raises ProblemsFound with errors and hints together."""
    problems = [problem for entry in library.entries for problem in _entry(library, entry)]
    if any(problem.level == "error" for problem in problems):
        raise ProblemsFound(problems)
    return sorted(problems)


def _entry(library: Library, entry: Entry[Study] | Entry[Review]) -> Iterator[Problem]:
    record = entry.record
    if isinstance(record, Study):
        yield from _participants(entry, record)
        for index, result in enumerate(record.results):
            yield from _result(library, entry, record, index, result)
    if isinstance(record, Study | Review):
        yield from _reports(library, entry, record)
        yield from _harms(entry, record)
        if record.reading.second is None:
            yield entry.problem(("reading",), "read once; a second reading is welcome", level="hint")
        elif record.reading.second.agreed > record.reading.second.compared:
            what = f"{record.reading.second.agreed} agreed of {record.reading.second.compared} compared; check both"
            yield entry.problem(("reading", "second", "agreed"), what)


def _participants(entry: Entry[Study], study: Study) -> Iterator[Problem]:
    people, arms = study.participants, [arm.n for arm in study.arms.values()]
    allowed = {n for n in (people.randomised, people.analysed, people.recruited, people.planned) if n is not None}
    if allowed and all(n is not None for n in arms):
        total = sum(n for n in arms if n is not None)
        if total not in allowed:
            numbers = " or ".join(map(str, sorted(allowed)))
            what = f"the arms' n add up to {total}, the participants to {numbers}; correct one of them"
            yield entry.problem(("arms",), what)
    if people.randomised and people.analysed and people.analysed > people.randomised:
        what = f"{people.analysed} analysed but {people.randomised} randomised; correct one of them"
        yield entry.problem(("participants", "analysed"), what)
    if people.people() is None and study.design not in ("protocol", "registration"):
        yield entry.problem(("participants",), "no number of people; the study counts as 0 people", level="hint")


def _result(
    library: Library, entry: Entry[Study], study: Study, index: int, result: Result
) -> Iterator[Problem]:
    here = ("results", index)
    instrument = library.instruments.get(result.instrument or "")
    if result.contrast == "between-arms":
        yield from _comparison(entry, study, index, result)
        found = computed(result, instrument)
        if found and result.direction and found != result.direction:
            what = f'"{result.direction}" is stated but the numbers give "{found}"; leave direction out'
            if "unclear" not in (found, result.direction):
                what += ", or correct the numbers"
            if not (result.direction == "unclear" and result.excluded_from_pool):
                yield entry.problem((*here, "direction"), what)
        if found is None and result.direction is None:
            what = "the numbers give no direction; state one (favours-backward, no-clear-difference, ...) as printed"
            yield entry.problem(here, what)
    elif result.direction:
        what = f"a direction needs a comparison of arms, not {result.contrast}; say it in finding"
        yield entry.problem((*here, "direction"), what)
    elif not result.finding and not result.arms:
        yield entry.problem(here, "nothing found is recorded; add finding or the arms' numbers")
    if result.arms and not result.values:
        yield entry.problem((*here, "arms"), 'values is missing; add "values: post" or "values: change"')
    if not result.instrument and not result.measure:
        yield entry.problem(here, "how was it measured? add instrument, or measure in words", level="hint")
    if result.difference and (bounds := result.difference.ci95):
        low, high = bounds
        if not low <= result.difference.estimate <= high:
            what = f"the estimate {result.difference.estimate} lies outside [{low}, {high}]; correct one of them"
            yield entry.problem((*here, "difference", "ci95"), what)
    for name, values in result.arms.items():
        allotted = study.arms[name].n
        if values.n and allotted and values.n > allotted:
            what = f"{values.n} people measured, {allotted} in the arm; correct one of them"
            yield entry.problem((*here, "arms", name, "n"), what)
        if values.sd is None:
            yield entry.problem((*here, "arms", name), "no standard deviation was seen", level="hint")


def _comparison(entry: Entry[Study], study: Study, index: int, result: Result) -> Iterator[Problem]:
    here = ("results", index, "compares")
    if len(result.compares) != 2:
        yield entry.problem(here, f"{len(result.compares)} arms compared; name two, backward walking first")
        return
    first, second = (study.arms[name].role for name in result.compares)
    if first != "backward-walking" or second == "backward-walking":
        what = f"compares {first} with {second}; name the backward-walking arm first, then another"
        yield entry.problem(here, what)


def _reports(library: Library, entry: Entry[Study] | Entry[Review], record: Study | Review) -> Iterator[Problem]:
    folder = entry.folder
    for index, key in enumerate(record.reports):
        if library.owners[key] != (folder, record.id):
            where = "/".join(library.owners[key])
            what = f'"{key}" stands in {where}.bib; a report stands in {record.id}.bib'
            yield entry.problem(("reports", index), what)
    for key, owner in library.owners.items():
        if owner == (folder, record.id) and key not in record.reports:
            what = f'"{key}" of {record.id}.bib is not listed; add it to reports'
            yield entry.problem(("reports",), what)


def _harms(entry: Entry[Study] | Entry[Review], record: Study | Review) -> Iterator[Problem]:
    if record.harms.reporting in ("reported", "none-occurred") and not record.harms.statement:
        what = f'"{record.harms.reporting}" needs a statement; say in your words what was printed'
        yield entry.problem(("harms",), what)
    if record.harms.reporting != "not-seen" and not record.harms.seen:
        yield entry.problem(("harms",), "seen is missing; say where harm was, or was not, mentioned")
