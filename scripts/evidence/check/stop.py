"""What a careful editor would ask of the red boxes: national bodies only, nothing that invites waiting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from evidence.problems import Location, Problem
from evidence.read import citing
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.stop import Help, Said, Stop

_MANY = r"(?:\d+|an?|half an|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|a few|some)"
_WAIT = re.compile(rf"\b{_MANY}[\s-]*(?:minutes?|min|hours?|h|days?)\b(?! later)", re.IGNORECASE)
"""A waiting time: whoever reads one while the chest hurts may wait that long."""
_NUMBER = re.compile(r"\b(?:999|112)\b")
"""What is called in an emergency."""

_UNCITED_CALL = "a sign that calls for help needs a national body; cite one, or take the sign out"


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
            what = "cites nothing; add [@key] of a national body, or write basis: common-sense"
            yield entry.problem((*here, "says"), what)
        if said.basis == "common-sense" and keys:
            what = f'"common-sense", but says cites "{keys[0]}"; leave basis out'
            yield entry.problem((*here, "basis"), what)


def _national(library: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    for here, said in _said(entry.record):
        for key in citing.keys(said.says):
            folder, name = library.owners.get(key, ("sources", ""))
            source = library.sources.get(name)
            if folder != "sources" or (source and not source.national):
                what = f'"{key}" is no national body; cite the NHS, NICE or the like, or take the sign out'
                yield entry.problem((*here, "says"), what)


def _call(_: Library, entry: Entry[Stop]) -> Iterator[Problem]:
    """In an emergency the one thing to do is to call, and nothing puts it off."""
    if not _NUMBER.search(entry.record.emergency.do):
        what = f'"{entry.record.emergency.do}" names no number to call; write 999 or 112'
        yield entry.problem(("emergency", "do"), what)
    for here, one in _calls(entry.record):
        for field in ("title", "do", "when"):
            if found := _WAIT.search(getattr(one, field) or ""):
                yield entry.problem((*here, field), f'"{found[0]}" is a waiting time; say it without')


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


RULES = (_basis, _national, _call, _our_own, _waits, _repeated)
"""What is asked of the red boxes."""
