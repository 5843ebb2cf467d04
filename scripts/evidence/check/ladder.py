"""What a careful editor would ask of the ladder: one thing at a time, upwards, nothing that nobody tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from evidence.problems import Location, Problem
from evidence.read import citing
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.programmes import programmes_of
from evidence.records.common import Span
from evidence.records.ladder import AMOUNTS, Advice, AmountName, Ladder, Reason, Stage
from evidence.records.study import Programme

_WHOSE = {
    "post": "the post gives",
    "cited": "the studies cited give",
    "common-sense": "the post and all studies give",
}


def problems(library: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    """Errors of the ladder, as far as the names in it lead somewhere."""
    for location, advice in _advice(entry.record):
        yield from _basis(entry, location, advice)
    for name in set(AMOUNTS) - {step.of for step in entry.record.steps}:
        yield entry.problem(("steps",), f'nothing says by how much "{name}" grows; add a step')
    stages = entry.record.stages
    for index, stage in enumerate(stages):
        new: list[str] = [*AMOUNTS, "places"] if index == 0 else _differing(stages[index - 1], stage)
        yield from _change(entry, index, new)
        yield from _reasons(library, entry, index, new)
        yield from _slope(entry, index)
        if not stage.move_on_when and stage is not stages[-1]:
            yield entry.problem(
                ("stages", index), "when to go on is not said; add move_on_when, only the last needs none"
            )
    for index, (before, stage) in enumerate(pairwise(stages), start=1):
        for name in AMOUNTS:
            if getattr(stage, name) < getattr(before, name):
                what = f"{getattr(stage, name):g} after {getattr(before, name):g}; amounts go up or stay"
                yield entry.problem(("stages", index, name), what)


def _advice(ladder: Ladder) -> Iterator[tuple[Location, Advice]]:
    lists: list[tuple[Location, Iterable[Advice]]] = [(("rules",), ladder.rules), (("steps",), ladder.steps)]
    lists += [(("places", index, "notes"), place.notes) for index, place in enumerate(ladder.places)]
    for index, stage in enumerate(ladder.stages):
        for name in ("how", "move_on_when", "comes_from"):
            lists.append((("stages", index, name), getattr(stage, name)))
    if ladder.ask_first:
        yield ("ask_first",), ladder.ask_first
    for location, given in lists:
        for index, advice in enumerate(given):
            yield (*location, index), advice


def _basis(entry: Entry[Ladder], location: Location, advice: Advice) -> Iterator[Problem]:
    here, keys = (*location, "basis"), list(citing.keys(advice.says))
    if advice.basis == "cited" and not keys:
        yield entry.problem(here, '"cited", but says cites nothing; add [@key], or give another basis')
    if advice.basis == "common-sense" and keys:
        yield entry.problem(here, f'"common-sense", but says cites "{keys[0]}"; give "cited" instead')


def _differing(before: Stage, stage: Stage) -> list[str]:
    """What is not as before; to leave a place out is no change, because those who stay do the same."""
    places = [] if set(stage.places) <= set(before.places) else ["places"]
    return [*(name for name in AMOUNTS if getattr(stage, name) != getattr(before, name)), *places]


def _change(entry: Entry[Ladder], index: int, new: list[str]) -> Iterator[Problem]:
    said = entry.record.stages[index].changes
    if index == 0 and said:
        yield entry.problem(
            ("stages", 0, "changes"), f'"{said}" in the first stage; nothing comes before it, leave it out'
        )
    elif index and new != [said]:
        what = f"{' and '.join(new) or 'nothing'} changed from the stage before; change one thing and name it"
        yield entry.problem(("stages", index, "changes"), what)


def _slope(entry: Entry[Ladder], index: int) -> Iterator[Problem]:
    stage = entry.record.stages[index]
    flat = {place.id for place in entry.record.places if not place.slope}
    for place in stage.places:
        if stage.incline_percent and place in flat:
            what = f'no slope at the place "{place}", but {stage.incline_percent:g} %; take one of them out'
            yield entry.problem(("stages", index, "incline_percent"), what)


def _reasons(library: Library, entry: Entry[Ladder], index: int, new: list[str]) -> Iterator[Problem]:
    stage = entry.record.stages[index]
    told = {name for reason in stage.comes_from for name in reason.of}
    for name in new:
        if name not in told:
            what = f'nothing says where "{name}" comes from; add a reason'
            yield entry.problem(("stages", index, "comes_from"), what)
    for place, reason in enumerate(stage.comes_from):
        for amount in AMOUNTS:
            if amount in reason.of:
                used = _used(library, amount, reason)
                value = getattr(stage, amount)
                if used is not None and not any(span.low <= value <= span.high for span in used):
                    given = f"{_WHOSE[reason.basis]} {_told(used)}"
                    what = f"{amount} is {value:g} here, {given}; correct one of them, or the basis"
                    yield entry.problem(("stages", index, "comes_from", place), what)


def _told(spans: list[Span]) -> str:
    """'5 to 10 or 30', the outermost only where there are many; 'none'."""
    if len(spans) > 3:
        spans = [Span(low=spans[0].low, high=max(span.high for span in spans))]
    texts = [f"{span.low:g}" if span.low == span.high else f"{span.low:g} to {span.high:g}" for span in spans]
    return " or ".join(texts) or "none"


def _used(library: Library, name: AmountName, reason: Reason) -> list[Span] | None:
    """The amounts that this basis allows, every one once, the lowest first; None when that cannot be told."""
    owners = set(library.owners.values())
    if reason.basis == "cited":
        owners = {library.owners.get(key, ("studies", "")) for key in citing.keys(reason.says)}
    elif library.origin is None:
        return None
    studies = {owner for folder, owner in owners if folder == "studies" and reason.basis != "post"}
    if not studies <= set(library.studies):
        return None
    programmes: list[Programme] = [
        programme for study in studies for programme in programmes_of(library.studies[study])
    ]
    if library.origin and reason.basis != "cited":
        programmes.append(library.origin.routine)
    spans = {(span.low, span.high) for programme in programmes if (span := getattr(programme, name))}
    return [Span(low=low, high=high) for low, high in sorted(spans)]
