"""What a careful editor would ask of the red boxes: the NHS and national bodies only, nothing that delays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from evidence.check import care
from evidence.problems import Location, Problem
from evidence.read import citing
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.stop import Help, Said, Stop, Urgency

_MANY = r"(?:\d+|an?|half an|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|a few|some)"
_WAIT = re.compile(rf"\b{_MANY}[\s-]*(?:minutes?|min|hours?|h|days?)\b(?! later)", re.IGNORECASE)
"""A waiting time: whoever reads one while the chest hurts may wait that long."""
_BEGINNINGS: Mapping[Urgency, tuple[str, ...]] = MappingProxyType(
    {"999": ("Call 999",), "a-and-e": ("Go to A&E",), "same-day": ("Call 111",), "ask": ("Ask ",)}
)
"""How the one instruction begins, so that what is most urgent stands first."""

_UNCITED_CALL = "a sign that calls for help needs the NHS or a national body; cite one, or take the sign out"


def _lists(stop: Stop) -> Iterator[tuple[Location, Iterable[Said]]]:
    yield ("signs",), stop.signs
    yield ("then",), stop.then
    yield ("cannot_phone",), stop.cannot_phone
    for here, one in _calls(stop):
        for name in ("before", "signs", "after"):
            yield (*here, name), getattr(one, name)


def _calls(stop: Stop) -> Iterator[tuple[Location, Help]]:
    yield ("emergency",), stop.emergency
    for index, one in enumerate(stop.help):
        yield ("help", index), one


def _said(stop: Stop) -> Iterator[tuple[Location, Said]]:
    yield ("emergency_in_short",), stop.emergency_in_short
    yield ("at_once",), stop.at_once
    for here, one in _calls(stop):
        if one.brief:
            yield (*here, "brief"), one.brief
    for here, given in _lists(stop):
        for index, said in enumerate(given):
            yield (*here, index), said


def _basis(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    for here, said in _said(entry.record):
        keys = list(citing.keys(said.says))
        if said.basis == "cited" and not keys:
            what = "cites nothing; add [@key] of the NHS or a national body, or write basis: common-sense"
            yield entry.problem((*here, "says"), what)
        if said.basis == "common-sense" and keys:
            what = f'"common-sense", but says cites "{keys[0]}"; leave basis out'
            yield entry.problem((*here, "basis"), what)


def _bodies(library: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    for here, said in _said(entry.record):
        for key in citing.keys(said.says):
            folder, name = library.owners.get(key, ("sources", ""))
            source = library.sources.get(name)
            if folder != "sources" or (source and not source.body):
                what = f'"{key}" is neither the NHS nor a national body; cite one, or take the sign out'
                yield entry.problem((*here, "says"), what)


def _call(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    """There is one instruction, as urgent as its signs, and nothing puts it off."""
    if entry.record.emergency.urgency != "999":
        what = f'"{entry.record.emergency.urgency}" is no emergency; write "999"'
        yield entry.problem(("emergency", "urgency"), what)
    for here, one in _calls(entry.record):
        beginnings = _BEGINNINGS[one.urgency]
        if not one.do.startswith(beginnings):
            what = (
                f'"{one.do}" does not fit the urgency "{one.urgency}"; begin with "{beginnings[0].strip()}"'
            )
            yield entry.problem((*here, "do"), what)
        for field in ("title", "do", "when"):
            text = getattr(one, field) or ""
            if found := _WAIT.search(text):
                yield entry.problem((*here, field), f'"{found[0]}" is a waiting time; say it without')
            for what in care.delaying(text):
                yield entry.problem((*here, field), what)


def _delays(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    for here, said in _said(entry.record):
        for what in care.delaying(said.says):
            yield entry.problem((*here, "says"), what)


def _parts(library: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    """Signs of a part of the body stand on the pages of that part, on all of them and on no other."""
    for index, one in enumerate(entry.record.help):
        here: Location = ("help", index)
        if one.brief and not one.part:
            yield entry.problem(here, "has a brief, but no part of the body; add part")
        if not one.brief or not one.part:
            continue
        of_part = re.compile(rf"\b{re.escape(one.part)}", re.IGNORECASE)
        fitting = {known.id for known in library.conditions.values() if of_part.search(known.name)}
        for place, name in enumerate(one.brief.conditions):
            if name in library.conditions and name not in fitting:
                what = f'the name of "{name}" says nothing of the {one.part}; take it out'
                yield entry.problem((*here, "brief", "conditions", place), what)
        for name in sorted(fitting - set(one.brief.conditions)):
            what = f'"{name}" is of the {one.part}, and its page would not say it; add it'
            yield entry.problem((*here, "brief", "conditions"), what)


def _our_own(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    """Our own care may add a sign at which to stop, never one at which to call, or not to call, for help."""
    if entry.record.emergency_in_short.basis == "common-sense":
        yield entry.problem(("emergency_in_short",), _UNCITED_CALL)
    for here, one in _calls(entry.record):
        for index, sign in enumerate(one.signs):
            if sign.basis == "common-sense":
                yield entry.problem((*here, "signs", index), _UNCITED_CALL)
        if one.brief and one.brief.basis == "common-sense":
            yield entry.problem((*here, "brief"), _UNCITED_CALL)


def _waits(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    for here, said in _said(entry.record):
        if found := _WAIT.search(said.says):
            what = f'"{found[0]}" is a waiting time, which delays help; say the sign without it'
            yield entry.problem((*here, "says"), what)


def _repeated(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    for field in ("id", "anchor"):
        for name, times in Counter(getattr(one, field) for one in entry.record.calls()).items():
            if times > 1:
                yield entry.problem(("help",), f'the {field} "{name}" stands here {times} times; keep one')


RULES = (_basis, _bodies, _call, _delays, _parts, _our_own, _waits, _repeated)
"""What is asked of the red boxes."""
