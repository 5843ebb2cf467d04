"""What a careful editor would ask of the ladder: one thing at a time, upwards, nothing that nobody tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from evidence.check import care
from evidence.problems import Location, Problem
from evidence.read import citing
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.programmes import programmes_of
from evidence.records.common import Span
from evidence.records.ladder import AMOUNTS, Advice, AmountName, AskFirst, Asking, Ladder, Reason, Stage

_WHOSE = {
    "post": "the post gives",
    "cited": "the studies cited give",
    "common-sense": "the post and all studies give",
}

_NAMES_THE_POST = re.compile(r"\bthe post\b", re.IGNORECASE)


def _advice(ladder: Ladder) -> Iterator[tuple[Location, Advice]]:
    lists: list[tuple[Location, Iterable[Advice]]] = [(("rules",), ladder.rules), (("pain",), ladder.pain)]
    lists += [(("steps",), ladder.steps), (("beside",), ladder.beside), (("fits",), ladder.fits)]
    lists += [(("places", index, "notes"), place.notes) for index, place in enumerate(ladder.places)]
    lists += [(("steps", index, "known"), step.known) for index, step in enumerate(ladder.steps)]
    for index, stage in enumerate(ladder.stages):
        for name in ("how", "move_on_when", "comes_from"):
            lists.append((("stages", index, name), getattr(stage, name)))
    if ladder.ask_first:
        yield ("ask_first",), ladder.ask_first
        lists.append((("ask_first", "some"), ladder.ask_first.some))
    for index, place in enumerate(ladder.places):
        if place.ready:
            yield ("places", index, "ready"), place.ready
    for location, given in lists:
        for index, advice in enumerate(given):
            yield (*location, index), advice


def _basis(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for location, advice in _advice(entry.record):
        here, keys = (*location, "basis"), list(citing.keys(advice.says))
        if advice.basis == "cited" and not keys:
            yield entry.problem(here, '"cited", but says cites nothing; add [@key], or give another basis')
        if advice.basis == "common-sense" and keys:
            yield entry.problem(here, f'"common-sense", but says cites "{keys[0]}"; give "cited" instead')
        if advice.basis == "post" and not _NAMES_THE_POST.search(advice.says):
            yield entry.problem(here, '"post", but says does not name it; say "the post" there')


def _steps(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for name in set(AMOUNTS) - {step.of for step in entry.record.steps}:
        yield entry.problem(("steps",), f'nothing says by how much "{name}" grows; add a step')


_LEAST_STEP: Mapping[AmountName, float] = MappingProxyType(
    {"minutes_per_session": 1, "sessions_per_week": 1, "speed_kmh": 0.1, "incline_percent": 0.1}
)
"""What a step must add at least, so that a plan that is told to one place after the point goes on."""


def _grows(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for index, step in enumerate(entry.record.steps):
        least = _LEAST_STEP[step.of]
        if step.by.low < least:
            what = f"{step.by.low:g} is too little for a plan to go on; give {least:g} or more"
            yield entry.problem(("steps", index, "by"), what)


def _new(ladder: Ladder) -> Iterator[tuple[int, Stage, list[str]]]:
    """Number of each stage, itself, and what is not as in the stage before; all of it in the first.

    To leave a place out is no change, because those who stay do the same.
    """
    for index, stage in enumerate(ladder.stages):
        before = ladder.stages[index - 1] if index else None
        amounts = [
            name for name in AMOUNTS if before is None or getattr(stage, name) != getattr(before, name)
        ]
        added = before is None or not set(stage.places) <= set(before.places)
        yield index, stage, [*amounts, *(["places"] if added else [])]


def _changes(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for index, stage, new in _new(entry.record):
        here, said = ("stages", index, "changes"), stage.changes
        if index == 0 and said:
            yield entry.problem(here, f'"{said}" in the first stage; nothing comes before it, leave it out')
        elif index and new != [said]:
            changed = " and ".join(new) or "nothing"
            yield entry.problem(
                here, f"{changed} changed from the stage before; change one thing and name it"
            )


def _falls(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for index, (before, stage) in enumerate(pairwise(entry.record.stages), start=1):
        for name in AMOUNTS:
            if getattr(stage, name) < getattr(before, name):
                what = f"{getattr(stage, name):g} after {getattr(before, name):g}; amounts go up or stay"
                yield entry.problem(("stages", index, name), what)


def _move_on(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for index, stage in enumerate(entry.record.stages[:-1]):
        if not stage.move_on_when:
            what = "when to go on is not said; add move_on_when, only the last needs none"
            yield entry.problem(("stages", index), what)


def _slopes(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    flat = {place.id for place in entry.record.places if not place.slope}
    for index, stage in enumerate(entry.record.stages):
        for place in stage.places:
            if stage.incline_percent and place in flat:
                what = f'no slope at the place "{place}", but {stage.incline_percent:g}%'
                yield entry.problem(("stages", index, "incline_percent"), f"{what}; take one of them out")


def _first(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    """The first steps are taken indoors, on the flat, and not on a belt."""
    first, places = entry.record.stages[0], {place.id: place for place in entry.record.places}
    if first.incline_percent:
        what = f"{first.incline_percent:g}% in the first stage; begin on the flat, with 0"
        yield entry.problem(("stages", 0, "incline_percent"), what)
    for index, name in enumerate(first.places):
        place = places.get(name)
        if place and (place.slope or place.speed or place.outdoors or place.ready):
            what = (
                f'the first stage at the place "{name}", which has a slope, a belt or a tick, or is outdoors'
            )
            yield entry.problem(("stages", 0, "places", index), f"{what}; begin on a floor indoors")


def _asks(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    """Who is told to ask first is not told in the same breath to go on."""
    for index, line in enumerate(entry.record.fits):
        for what in care.letting_go(line.says):
            yield entry.problem(("fits", index, "says"), what)
    first = entry.record.ask_first
    for here, asking in ((("ask_first",), first), *_some(first)) if first else ():
        for field in ("title", "says"):
            for what in care.not_asking(getattr(asking, field)):
                yield entry.problem((*here, field), what)


def _some(first: AskFirst) -> Iterator[tuple[Location, Asking]]:
    for index, asking in enumerate(first.some):
        yield ("ask_first", "some", index), asking


def _without_reason(_: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for index, stage, new in _new(entry.record):
        told = {name for reason in stage.comes_from for name in reason.of}
        for name in new:
            if name not in told:
                what = f'nothing says where "{name}" comes from; add a reason'
                yield entry.problem(("stages", index, "comes_from"), what)


def _reasons(library: Library, entry: Entry[Ladder]) -> Iterator[Problem]:
    for index, stage in enumerate(entry.record.stages):
        for place, reason in enumerate(stage.comes_from):
            for amount in AMOUNTS:
                used = _used(library, amount, reason) if amount in reason.of else None
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
    if reason.basis != "cited" and library.origin is None:
        return None
    studies = _studies(library, reason)
    if not studies <= set(library.studies):
        return None
    programmes = [programme for study in studies for programme in programmes_of(library.studies[study])]
    if library.origin and reason.basis != "cited":
        programmes.append(library.origin.routine)
    spans = {(span.low, span.high) for programme in programmes if (span := getattr(programme, name))}
    return [Span(low=low, high=high) for low, high in sorted(spans)]


def _studies(library: Library, reason: Reason) -> set[str]:
    """Ids of the studies that this basis leans on; an empty one stands for what cannot be found."""
    owners = set(library.owners.values()) if reason.basis == "common-sense" else set()
    if reason.basis == "cited":
        owners = {library.owners.get(key, ("studies", "")) for key in citing.keys(reason.says)}
    return {owner for folder, owner in owners if folder == "studies"}


RULES = (
    _basis,
    _steps,
    _grows,
    _changes,
    _falls,
    _move_on,
    _slopes,
    _first,
    _asks,
    _without_reason,
    _reasons,
)
"""What is asked of the ladder, as far as the names in it lead somewhere."""
