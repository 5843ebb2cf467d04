"""What a careful editor would ask of records that are well formed: errors block the build, hints advise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from evidence import ladder_checks
from evidence.directions import better_side, computed, is_clear
from evidence.problems import Location, Problem
from evidence.record_files import Entry
from evidence.records import Claim, Condition, Glossary, Instrument, Ladder, Result, Review, Study
from evidence.risk_of_bias import tool_for

if TYPE_CHECKING:
    from evidence.library import Library


def problems_in(library: Library) -> list[Problem]:
    """Errors and hints of all records; those that name something unknown are judged as far as that goes."""
    return sorted(problem for entry in library.entries for problem in _entry(library, entry))


def _entry(library: Library, entry: Entry[Any]) -> Iterator[Problem]:
    record = entry.record
    if isinstance(record, Condition):
        yield from _repeated(entry, ("outcomes",), [outcome.id for outcome in record.outcomes])
        yield from _repeated(entry, ("questions",), [question.comparator for question in record.questions])
        yield from _certainty(entry, record)
    if isinstance(record, Ladder):
        for name, ids in (
            ("places", [place.id for place in record.places]),
            ("steps", [step.of for step in record.steps]),
            ("stages", [stage.id for stage in record.stages]),
        ):
            yield from _repeated(entry, (name,), ids)
        yield from ladder_checks.problems(library, entry)
    if isinstance(record, Claim):
        yield from _verdict(entry, record)
    if isinstance(record, Glossary):
        yield from _repeated(entry, ("terms",), [term.id for term in record.terms])
        written = [form.casefold() for term in record.terms for form in (term.term, *term.forms)]
        yield from _repeated(entry, ("terms",), written)
    if isinstance(record, Study):
        yield from _participants(entry, record)
        yield from _risk_of_bias(entry, record)
        for index, result in enumerate(record.results):
            if {*result.compares, *result.arms} <= set(record.arms):
                yield from _result(library, entry, record, index, result)
    if isinstance(record, Review):
        for index, pooled in enumerate(record.pooled):
            yield from _outside(entry, ("pooled", index, "ci95"), pooled.estimate, pooled.ci95)
    if isinstance(record, Study | Review):
        yield from _reports(library, entry, record)
        yield from _harms(entry, record)
        if record.reading.second is None:
            yield entry.problem(("reading",), "read once; a second reading is welcome", level="hint")
        elif record.reading.second.agreed > record.reading.second.compared:
            second = record.reading.second
            what = f"{second.agreed} agreed of {second.compared} compared; check both"
            yield entry.problem(("reading", "second", "agreed"), what)


def _certainty(entry: Entry[Condition], condition: Condition) -> Iterator[Problem]:
    asked = [question.comparator for question in condition.questions]
    for index, judged in enumerate(condition.certainty):
        if judged.comparator not in asked:
            what = f'"{judged.comparator}" is no question here; allowed: {", ".join(asked) or "none yet"}'
            yield entry.problem(("certainty", index, "comparator"), what)
    pairs = [f"{judged.comparator}: {name}" for judged in condition.certainty for name in judged.outcomes]
    yield from _repeated(entry, ("certainty",), pairs)


def _participants(entry: Entry[Study], study: Study) -> Iterator[Problem]:
    people, arms = study.participants, [arm.n for arm in study.arms.values()]
    allowed = {
        n for n in (people.randomised, people.analysed, people.recruited, people.planned) if n is not None
    }
    if allowed and all(n is not None for n in arms):
        total = sum(n for n in arms if n is not None)
        if total not in allowed:
            numbers = " or ".join(map(str, sorted(allowed)))
            what = f"the arms' n add up to {total}, the participants to {numbers}; correct one of them"
            yield entry.problem(("arms",), what)
    if people.randomised and people.analysed and people.analysed > people.randomised:
        what = f"{people.analysed} analysed but {people.randomised} randomised; correct one of them"
        yield entry.problem(("participants", "analysed"), what)
    most = max(allowed, default=None)
    if people.women is not None and most is not None and people.women > most:
        what = f"{people.women} women but {most} people; correct one of them"
        yield entry.problem(("participants", "women"), what)
    if people.people() is None and study.design not in ("protocol", "registration"):
        yield entry.problem(
            ("participants",), "no number of people; the study counts as 0 people", level="hint"
        )


def _risk_of_bias(entry: Entry[Study], study: Study) -> Iterator[Problem]:
    tool = tool_for(study.design)
    if study.risk_of_bias is None:
        if tool:
            what = f"a {study.design} without risk_of_bias; judge it by {tool.name}"
            yield entry.problem(("design",), what, level="hint")
        return
    if tool is None:
        what = f"no tool judges the design {study.design}; leave risk_of_bias out"
        yield entry.problem(("risk_of_bias",), what)
        return
    for domain, judged in study.risk_of_bias.domains.items():
        here = ("risk_of_bias", "domains", domain)
        if domain not in tool.domains:
            what = f'{tool.name} has no domain "{domain}"; allowed: {", ".join(tool.domains)}'
            yield entry.problem(here, what)
        elif judged.judgement not in tool.judgements:
            what = f'{tool.name} does not know "{judged.judgement}"; allowed: {", ".join(tool.judgements)}'
            yield entry.problem((*here, "judgement"), what)


def _verdict(entry: Entry[Claim], claim: Claim) -> Iterator[Problem]:
    needed = {"supported": "supports", "partly": "supports", "contradicted": "against"}.get(claim.verdict)
    if needed and not getattr(claim, needed):
        what = f'"{claim.verdict}" with nothing under {needed}; add what speaks so, or change the verdict'
        yield entry.problem(("verdict",), what)


def _result(
    library: Library, entry: Entry[Study], study: Study, index: int, result: Result
) -> Iterator[Problem]:
    here = ("results", index)
    instrument = library.instruments.get(result.instrument or "")
    if result.contrast == "between-arms":
        faults = list(_comparison(entry, study, index, result))
        yield from faults
        if not faults and (instrument or not result.instrument):
            yield from _direction(entry, here, result, instrument)
    elif result.direction:
        what = f"a direction needs a comparison of arms, not {result.contrast}; say it in finding"
        yield entry.problem((*here, "direction"), what)
    elif not result.finding and not result.arms:
        yield entry.problem(here, "nothing found is recorded; add finding or the arms' numbers")
    if result.arms and not result.values:
        yield entry.problem((*here, "arms"), 'values is missing; add "values: post" or "values: change"')
    if not result.instrument and not result.measure:
        yield entry.problem(here, "how was it measured? add instrument, or measure in words", level="hint")
    if result.difference:
        bounds = (*here, "difference", "ci95")
        yield from _outside(entry, bounds, result.difference.estimate, result.difference.ci95)
        yield from _off_centre(entry, bounds, result)
    if result.cohen_d and result.direction not in ("favours-backward", "favours-comparator"):
        what = "an effect size without a side; state direction: favours-backward or favours-comparator"
        yield entry.problem((*here, "cohen_d"), what)
    for name, values in result.arms.items():
        allotted = study.arms[name].n
        if values.n and allotted and values.n > allotted:
            what = f"{values.n} people measured, {allotted} in the arm; correct one of them"
            yield entry.problem((*here, "arms", name, "n"), what)
        if values.n == 1 and values.sd:
            what = "one person has no standard deviation; correct n or leave sd out"
            yield entry.problem((*here, "arms", name, "n"), what)
        if values.sd is None:
            yield entry.problem((*here, "arms", name), "no standard deviation was seen", level="hint")


def _direction(
    entry: Entry[Study], here: Location, result: Result, instrument: Instrument | None
) -> Iterator[Problem]:
    stated, found, side = result.direction, computed(result, instrument), better_side(result, instrument)
    if stated is None:
        if found is None:
            what = "the numbers give no direction; state one as printed (favours-backward, ..., or unclear)"
            yield entry.problem(here, what)
    elif found and found != stated:
        if not (stated == "unclear" and result.excluded_from_pool):
            mend = "leave direction out" + (
                "" if "unclear" in (found, stated) else ", or correct the numbers"
            )
            yield entry.problem(
                (*here, "direction"), f'"{stated}" is stated but the numbers give "{found}"; {mend}'
            )
    elif found is None and stated == "no-clear-difference" and is_clear(result):
        what = f'"{stated}" is stated but the numbers show a clear difference; correct one of them'
        yield entry.problem((*here, "direction"), what)
    elif found is None and side and stated.startswith("favours") and stated != side:
        what = f'"{stated}" is stated but the averages lean to "{side}"; correct one of them'
        yield entry.problem((*here, "direction"), what)


def _outside(
    entry: Entry[Any], location: Location, estimate: float, bounds: list[float] | None
) -> Iterator[Problem]:
    if bounds and bounds[0] == bounds[1]:
        yield entry.problem(location, f"an interval from {bounds[0]} to {bounds[1]} has no width; correct it")
    elif bounds and not bounds[0] <= estimate <= bounds[1]:
        what = f"the estimate {estimate} lies outside [{bounds[0]}, {bounds[1]}]; correct one of them"
        yield entry.problem(location, what)


def _off_centre(entry: Entry[Any], location: Location, result: Result) -> Iterator[Problem]:
    """The interval of a difference lies evenly around it; a tenth of its width is left for rounding."""
    difference = result.difference
    if difference is None or difference.ci95 is None or result.excluded_from_pool:
        return
    low, high = difference.ci95
    if low <= difference.estimate <= high and abs((low + high) / 2 - difference.estimate) > (high - low) / 10:
        what = (
            f"the estimate {difference.estimate} is not in the middle of [{low}, {high}]; correct one of "
            "them, or say under excluded_from_pool why that is so"
        )
        yield entry.problem(location, what)


def _repeated(entry: Entry[Any], location: Location, names: Iterable[str]) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield entry.problem(location, f'"{name}" stands here {times} times; keep one')


def _comparison(entry: Entry[Study], study: Study, index: int, result: Result) -> Iterator[Problem]:
    here = ("results", index, "compares")
    if len(result.compares) != 2:
        yield entry.problem(here, f"{len(result.compares)} given; name two arms, backward walking first")
        return
    first, second = (study.arms[name].role for name in result.compares)
    if first != "backward-walking" or second == "backward-walking":
        what = f"compares {first} with {second}; name the backward-walking arm first, then another"
        yield entry.problem(here, what)


def _reports(library: Library, entry: Entry[Any], record: Study | Review) -> Iterator[Problem]:
    folder = entry.folder
    yield from _repeated(entry, ("reports",), record.reports)
    for index, key in enumerate(record.reports):
        if key in library.owners and library.owners[key] != (folder, record.id):
            where = "/".join(library.owners[key])
            what = f'"{key}" stands in {where}.bib; a report stands in {record.id}.bib'
            yield entry.problem(("reports", index), what)
    for key, owner in library.owners.items():
        if owner == (folder, record.id) and key not in record.reports:
            what = f'"{key}" of {record.id}.bib is not listed; add it to reports'
            yield entry.problem(("reports",), what)


def _harms(entry: Entry[Any], record: Study | Review) -> Iterator[Problem]:
    if record.harms.reporting in ("reported", "none-occurred") and not record.harms.statement:
        what = f'"{record.harms.reporting}" needs a statement; say in your words what was printed'
        yield entry.problem(("harms",), what)
    if record.harms.reporting != "not-seen" and not record.harms.seen:
        yield entry.problem(("harms",), "seen is missing; say where harm was, or was not, mentioned")
