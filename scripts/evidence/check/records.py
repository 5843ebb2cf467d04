"""What a careful editor would ask of records that are well formed: errors block the build, hints advise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from evidence.check import (
    care,
    changes,
    harms,
    ladder,
    limits,
    people,
    programmes,
    reading,
    registered,
    results,
    reviews,
    site,
    stop,
    words,
)
from evidence.problems import Location, Problem, nearest, shown
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.risk_of_bias import Tool, tool_for
from evidence.records.changes import Changes
from evidence.records.claim import Claim, ClaimVerdict
from evidence.records.common import Record
from evidence.records.condition import Condition
from evidence.records.glossary import Glossary
from evidence.records.instrument import Instrument
from evidence.records.kinds import FOLDERS, SINGLE_FILES
from evidence.records.ladder import Ladder
from evidence.records.questions import Questions
from evidence.records.review import Review
from evidence.records.site import Site
from evidence.records.source import Source
from evidence.records.stop import Stop
from evidence.records.study import Judgement, Study


def problems(library: Library) -> Iterator[Problem]:
    """What is asked of the records one by one; those that name something unknown as far as that goes."""
    for entry in library.entries:
        for rule in (*OF_ALL, *RULES.get(type(entry.record), ())):
            yield from rule(library, entry)


def _condition(library: Library, entry: Entry[Condition]) -> Iterator[Problem]:
    record = entry.record
    names = {outcome.id: outcome.name for outcome in record.outcomes}
    yield from _repeated(entry, ("outcomes",), names.values())
    for field in ("name", "title", "order"):
        given = getattr(record, field)
        for other in library.conditions.values():
            if other.id != record.id and getattr(other, field) == given:
                yield entry.problem((field,), f"{shown(given)} stands in {other.id} too; choose another")
    yield from _repeated(entry, ("outcomes",), [outcome.id for outcome in record.outcomes])
    yield from _repeated(entry, ("questions",), [question.comparator for question in record.questions])


def _known(library: Library, entry: Entry[Condition]) -> Iterator[Problem]:
    condition = entry.record
    entered = sum(study.condition == condition.id for study in library.studies.values())
    if condition.searched.known < entered:
        what = f"{condition.searched.known} known, but {entered} are entered; give {entered} or more"
        yield entry.problem(("searched", "known"), what)
    if not entered and not _may_have_more(library, condition):
        yield entry.problem(("id",), "no study names this condition; add one, or delete the file")


def _may_have_more(library: Library, condition: Condition) -> bool:
    """Whether a study that could not be read, or that names no condition, may be one of this condition."""
    unknown = {study.condition for study in library.studies.values()} - set(library.conditions)
    return bool(unknown or {None, condition.id} & set(library.unread))


def _measured(library: Library, entry: Entry[Condition]) -> Iterator[Problem]:
    """Outcomes without results, unless no study has any yet or one of them could not be read."""
    own = entry.record.id
    studies = [study for study in library.studies.values() if study.condition == own]
    if _may_have_more(library, entry.record) or not any(study.results for study in studies):
        return
    measured = {result.outcome for study in studies for result in study.results}
    for review in library.reviews.values():
        if review.condition == own:
            measured |= {pooled.outcome for pooled in review.pooled}
    for index, outcome in enumerate(entry.record.outcomes):
        if outcome.id not in measured:
            what = f'no study and no review measured "{outcome.id}"; leave it out until one did'
            yield entry.problem(("outcomes", index, "id"), what, level="hint")


def _used(library: Library, entry: Entry[Instrument]) -> Iterator[Problem]:
    named = {result.instrument for study in library.studies.values() for result in study.results}
    if entry.record.id not in named and not library.unread:
        what = "no result names this instrument; name it, or delete the file"
        yield entry.problem(("id",), what, level="hint")


def _schema(_: Library, entry: Entry[Any]) -> Iterator[Problem]:
    """Which schema an editor checks with while one types, so that nobody has to tell it."""
    kind = (FOLDERS.get(entry.folder) or SINGLE_FILES[entry.document.path.name]).name
    line = f"# yaml-language-server: $schema={'..' if entry.folder else '.'}/schema/{kind}.json"
    if entry.document.opening != line:
        what = f"an editor would check while you type, were this the first line: {line}"
        yield entry.problem((), what, level="hint")


def _ladder_ids(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    record = entry.record
    yield from _repeated(entry, ("places",), [place.id for place in record.places])
    yield from _repeated(entry, ("steps",), [step.of for step in record.steps])
    yield from _repeated(entry, ("stages",), [stage.id for stage in record.stages])


def _glossary(_: Library, entry: Entry[Glossary]) -> Iterator[Problem]:
    terms = entry.record.terms
    yield from _repeated(entry, ("terms",), [term.id for term in terms])
    written = [form.casefold() for term in terms for form in (term.term, *term.forms)]
    yield from _repeated(entry, ("terms",), written)


def _questions(_: Library, entry: Entry[Questions]) -> Iterator[Problem]:
    yield from _repeated(entry, ("questions",), [asked.id for asked in entry.record.questions])


def _asked_alone(library: Library, entry: Entry[Questions]) -> Iterator[Problem]:
    """Where everybody asks first, no answer lets people begin by themselves."""
    first = library.ladder.ask_first if library.ladder else None
    for index, asked in enumerate(entry.record.questions):
        alone = [name for name in asked.conditions if first and name in first.conditions]
        for what in care.not_asking(asked.says) if alone else ():
            where = f'stands on the page of "{alone[0]}", where everybody asks first, and'
            yield entry.problem(("questions", index, "says"), f"{where} {what}; or take the condition out")


def _same_scale(library: Library, entry: Entry[Instrument]) -> Iterator[Problem]:
    own = entry.record
    other = library.instruments.get(own.same_scale_as or "")
    if other is None:
        return
    here, name = ("same_scale_as",), f'"{other.id}"'
    if other.same_scale_as:
        yield entry.problem(here, f'{name} is told in points of "{other.scale}" itself; name that one')
    for field in ("range", "better", "unit"):
        if getattr(own, field) != getattr(other, field):
            given, there = getattr(own, field) or "nothing", getattr(other, field) or "nothing"
            what = f"{name} has {field} {there}, this one {given}; results cannot be put together as they are"
            yield entry.problem(here, what)
    if own.versions or other.versions:
        what = f"{own.id if own.versions else other.id} has versions, which are no one scale; leave this out"
        yield entry.problem(here, what)


def _certainty(_: Library, entry: Entry[Condition]) -> Iterator[Problem]:
    condition = entry.record
    asked = [question.comparator for question in condition.questions]
    for comparator in condition.certainty.comparisons if condition.certainty else ():
        if comparator not in asked:
            what = f'"{comparator}" is no question here; {nearest(comparator, asked)}'
            yield entry.problem(("certainty", comparator), f"{what}allowed: {', '.join(asked) or 'none yet'}")


def _repeats_elsewhere(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    other = library.studies.get(entry.record.may_repeat or "")
    if other and other.condition != entry.record.condition:
        what = f'"{other.id}" is about {other.condition}, this one about {entry.record.condition}'
        yield entry.problem(("may_repeat",), f"{what}; the same people are of one condition, correct one")


def _repeats(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """A study that leads back to itself would leave all of them uncounted."""
    way, study = [entry.record.id], library.studies.get(entry.record.may_repeat or "")
    while study and study.id not in way:
        way.append(study.id)
        study = library.studies.get(study.may_repeat or "")
    if study and study.id == entry.record.id:
        circle = " to ".join([*way, study.id])
        what = f"leads back to itself ({circle}) and none would count; name the study that counts, or none"
        yield entry.problem(("may_repeat",), what)


def _not_judged(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    study, tool = entry.record, tool_for(entry.record.design)
    if study.risk_of_bias is None and tool:
        what = f"a {study.design} without risk_of_bias; judge it by {tool.name}"
        yield entry.problem(("design",), what, level="hint")


def _no_tool(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    study = entry.record
    if study.risk_of_bias and tool_for(study.design) is None:
        what = f"no tool judges the design {study.design}; leave risk_of_bias out"
        yield entry.problem(("risk_of_bias",), what)


def _other_tool(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """Domains and judgements of another tool than that of the design."""
    study, tool = entry.record, tool_for(entry.record.design)
    if study.risk_of_bias is None or tool is None:
        return
    for domain, judged in study.risk_of_bias.domains.items():
        here = ("risk_of_bias", "domains", domain)
        if domain not in tool.domains:
            what = f'{tool.name} has no domain "{domain}"; allowed: {", ".join(tool.domains)}'
            yield entry.problem(here, what)
        elif judged.judgement not in tool.judgements:
            yield entry.problem((*here, "judgement"), _unknown_judgement(tool, judged))


def _measured_otherwise(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """The measuring of one outcome, judged by itself; outcomes that nobody knows are left to others."""
    study, tool = entry.record, tool_for(entry.record.design)
    if study.risk_of_bias is None or tool is None:
        return
    condition = library.conditions.get(study.condition)
    known = {outcome.id for outcome in condition.outcomes} if condition else set()
    unmeasured = known - {result.outcome for result in study.results}
    for outcome, judged in study.risk_of_bias.measurement_of.items():
        here = ("risk_of_bias", "measurement_of", outcome)
        if outcome in unmeasured:
            what = f'no result is about "{outcome}"; add one, or leave the judgement out'
            yield entry.problem(here, what)
        if judged.judgement not in tool.judgements:
            yield entry.problem((*here, "judgement"), _unknown_judgement(tool, judged))


def _unknown_judgement(tool: Tool, judged: Judgement) -> str:
    return f'{tool.name} does not know "{judged.judgement}"; allowed: {", ".join(tool.judgements)}'


def _nameless(library: Library, entry: Entry[Source]) -> Iterator[Problem]:
    reference = library.references.get(entry.record.id)
    if reference is None or entry.record.name:
        return
    place = reference.journal or reference.institution or reference.publisher
    if not (reference.authors or reference.title or place):
        what = "neither author nor title nor publisher was seen; add a name that tells what it is about"
        yield entry.problem(("name",), what)


_NEEDED: Mapping[ClaimVerdict, str] = {
    "supported": "supports",
    "partly": "supports",
    "no-evidence": "supports",
    "contradicted": "against",
}
"""What a verdict on a claim must rest on."""


def _verdict(_: Library, entry: Entry[Claim]) -> Iterator[Problem]:
    claim = entry.record
    needed = _NEEDED.get(claim.verdict)
    if needed and not getattr(claim, needed):
        what = f'"{claim.verdict}" with nothing under {needed}; add what speaks so, or change the verdict'
        yield entry.problem(("verdict",), what)


def _repeated(entry: Entry[Any], location: Location, names: Iterable[str]) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield entry.problem(location, f'"{name}" stands here {times} times; keep one')


def _reports(library: Library, entry: Entry[Study] | Entry[Review]) -> Iterator[Problem]:
    folder, record = entry.folder, entry.record
    yield from _repeated(entry, ("reports",), record.reports)
    for index, key in enumerate(record.reports):
        if key in library.owners and library.owners[key] != (folder, record.id):
            where = "/".join(library.owners[key])
            what = f'"{key}" stands in {where}.bib; a report stands in {record.id}.bib'
            yield entry.problem(("reports", index), what)
    lacking = any(key not in library.owners for key in record.reports)
    for key, owner in library.owners.items():
        if not lacking and owner == (folder, record.id) and key not in record.reports:
            what = f'"{key}" of {record.id}.bib is not listed; add it to reports'
            yield entry.problem(("reports",), what)


Rule = Callable[[Library, Entry[Any]], Iterator[Problem]]
OF_ALL: tuple[Rule, ...] = (_schema, limits.numbers, limits.days, limits.coming, words.problems)
"""What is asked of every record."""
_READ: tuple[Rule, ...] = (_reports, *harms.RULES, *reading.RULES, reading.author_and_year)
RULES: Mapping[type[Record], tuple[Rule, ...]] = {
    Condition: (_condition, _certainty, _known, _measured),
    Ladder: (_ladder_ids, *ladder.RULES),
    Stop: stop.RULES,
    Site: site.RULES,
    Questions: (_questions, _asked_alone),
    Changes: changes.RULES,
    Claim: (_verdict,),
    Glossary: (_glossary,),
    Instrument: (_same_scale, _used),
    Source: (_nameless, reading.author_and_year),
    Study: (
        *people.RULES,
        *programmes.RULES,
        *registered.RULES,
        _not_judged,
        _no_tool,
        _other_tool,
        _measured_otherwise,
        _repeats,
        _repeats_elsewhere,
        limits.country,
        reading.findable,
        results.problems,
        *_READ,
    ),
    Review: (*reviews.RULES, *_READ),
}
"""What is asked of each kind of record, in the order of the questions."""
