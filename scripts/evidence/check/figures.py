"""The numbers that stand in the reasons of a judgement, against those of its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

from evidence.problems import Location, shown
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Judged
from evidence.reckon.tally import tally
from evidence.records.condition import BRACES, PLACEHOLDERS, CountOfPeople, CountOfStudies
from evidence.say.numbers import spelled

Found = tuple[Location, str, Literal["error", "hint"]]
"""A place, what is said there, and whether it is an error or a hint."""

_WORDS = {spelled(number): number for number in range(1, 10)}
_BY_HAND = re.compile(
    rf"(?P<about>about )?\b(?P<number>{'|'.join(_WORDS)}|\d+)(?: [a-z]+)?? "
    r"(?:(?P<studies>trials?|stud(?:y|ies)|papers?)"
    r"|people|women|men|children|girls|boys|students|adults|athletes|patients|participants)\b",
    re.IGNORECASE,
)


def known(cell: Cell, judged: Judged) -> Iterator[Found]:
    """Placeholders for which the studies give no number; numbers written by hand that do not fit them."""
    for name, rating in {**judged.down, **judged.up}.items():
        place = (*judged.places[name], "reason")
        for what in _not_filled(cell, rating.reason):
            yield place, what, "error"
        for what in _unknown(cell, rating.reason):
            yield place, what, "hint"


def _not_filled(cell: Cell, reason: str) -> Iterator[str]:
    counted = tally(cell)
    for found in BRACES.findall(reason):
        if counted[PLACEHOLDERS[found]] is None:
            yield f"{found} is not known: some study does not say how many people took part; leave it out"


def _unknown(cell: Cell, reason: str) -> Iterator[str]:
    counted = tally(cell)
    for found in _BY_HAND.finditer(reason):
        kind = CountOfStudies if found["studies"] else CountOfPeople
        named = {name: number for name in get_args(kind) if (number := counted[name])}
        single = {1} if found["studies"] else {study.participants.with_condition() for study in cell.studies}
        given = _WORDS.get(found["number"].lower()) or int(found["number"])
        near = given / 10 if found["about"] else 0
        if not any(number and abs(number - given) <= near for number in {*named.values(), *single}):
            here = ", ".join(f"{{{name}}} is {number}" for name, number in named.items()) or "none is known"
            yield f"{shown(found[0])} is not counted here, where {here}; correct it, or name one of these"
