"""What a careful editor would ask of records that are well formed: errors block the build, hints advise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from evidence.check import ladder, results
from evidence.problems import Location, Problem
from evidence.read.record_files import Entry
from evidence.reckon.risk_of_bias import tool_for
from evidence.records.claim import Claim
from evidence.records.condition import Condition
from evidence.records.glossary import Glossary
from evidence.records.ladder import Ladder
from evidence.records.review import Review
from evidence.records.study import Study

if TYPE_CHECKING:
    from evidence.read.library import Library


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
        yield from ladder.problems(library, entry)
    if isinstance(record, Claim):
        yield from _verdict(entry, record)
    if isinstance(record, Glossary):
        yield from _repeated(entry, ("terms",), [term.id for term in record.terms])
        written = [form.casefold() for term in record.terms for form in (term.term, *term.forms)]
        yield from _repeated(entry, ("terms",), written)
    if isinstance(record, Study):
        yield from _participants(entry, record)
        yield from _risk_of_bias(entry, record)
        yield from results.problems(library, entry, record)
    if isinstance(record, Review):
        for index, pooled in enumerate(record.pooled):
            yield from results.interval(entry, ("pooled", index, "ci95"), pooled.estimate, pooled.ci95)
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
    before: set[tuple[str, str]] = set()
    for index, judged in enumerate(condition.certainty):
        if judged.comparator not in asked:
            what = f'"{judged.comparator}" is no question here; allowed: {", ".join(asked) or "none yet"}'
            yield entry.problem(("certainty", index, "comparator"), what)
        for name in judged.outcomes:
            if (judged.comparator, name) in before:
                what = f'"{name}" is judged against {judged.comparator} already; keep one judgement'
                yield entry.problem(("certainty", index, "outcomes"), what)
            before.add((judged.comparator, name))


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
    if people.without_condition and people.without_condition >= (people.people() or 0):
        what = f"{people.without_condition} of {people.people() or 'no'} people; some must have the condition"
        yield entry.problem(("participants", "without_condition"), what)
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


def _repeated(entry: Entry[Any], location: Location, names: Iterable[str]) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield entry.problem(location, f'"{name}" stands here {times} times; keep one')


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
