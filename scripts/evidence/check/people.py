"""What a careful editor would ask of the numbers of people of a study, and of their ages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt

from evidence.problems import Location, Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.designs import DESIGNS
from evidence.records.common import Span
from evidence.records.study import Arm, Participants, Study

MANY_TIMES = 5
"""So many times as many recruited as randomised is more often a digit too many."""
ROUNDED = 0.5
"""Years by which a mean may be rounded."""
WIDE = 0.45
"""A standard deviation of age beyond this part of the mean is rare: groups are of children or of adults."""


def _people(study: Study) -> set[int]:
    """Every number of people that the study gives for all arms together."""
    people = study.participants
    numbers = (people.randomised, people.analysed, people.recruited, people.planned)
    return {number for number in numbers if number is not None}


def _arms_add_up(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    arms, allowed = [arm.n for arm in entry.record.arms.values()], _people(entry.record)
    if allowed and all(n is not None for n in arms):
        total = sum(n for n in arms if n is not None)
        if total not in allowed:
            numbers = " or ".join(map(str, sorted(allowed)))
            what = f"the arms' n add up to {total}, the participants to {numbers}; correct one of them"
            yield entry.problem(("arms",), what)


_NO_MORE = (("analysed", "randomised"), ("analysed", "recruited"))
_NO_FEWER = (("recruited", "randomised"),)
"""A number of people, and that which it can be no larger, or no smaller, than."""


def _in_order(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """No number is larger than an earlier one, from the first person asked to the last one counted."""
    people = entry.record.participants
    for sign, pairs in ((1, _NO_MORE), (-1, _NO_FEWER)):
        for name, other in pairs:
            one, bound = getattr(people, name), getattr(people, other)
            if one and bound and sign * one > sign * bound:
                what = f"{one} {name} but {bound} {other}; correct one of them"
                yield entry.problem(("participants", name), what)


def _women(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    women, most = entry.record.participants.women, max(_people(entry.record), default=None)
    if women is not None and most is not None and women > most:
        what = f"{women} women but {most} people; correct one of them"
        yield entry.problem(("participants", "women"), what)


def _without_condition(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    people = entry.record.participants
    if people.without_condition and people.without_condition >= (people.people() or 0):
        what = f"{people.without_condition} of {people.people() or 'no'} people; some must have the condition"
        yield entry.problem(("participants", "without_condition"), what)


def _no_people(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    study = entry.record
    if study.participants.people() is None and not DESIGNS[study.design].announced:
        what = "no number of people; the study counts as 0 people"
        yield entry.problem(("participants",), what, level="hint")


def _arms_hold_more(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """Where the number of one arm was not seen, the others still hold no more than all people."""
    arms, most = [arm.n for arm in entry.record.arms.values()], max(_people(entry.record), default=None)
    known = sum(n for n in arms if n)
    if most is not None and None in arms and known > most:
        what = f"the arms' n add up to {known}, but {most} took part; correct one of them"
        yield entry.problem(("arms",), what)


def _lost(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """So many people are seldom lost from one count to the next."""
    people = entry.record.participants
    steps = (
        ("recruited", "randomised", MANY_TIMES),
        ("randomised", "analysed", 2),
        ("planned", "randomised", 3),
    )
    for earlier, later, times in steps:
        first, then = getattr(people, earlier), getattr(people, later)
        if first and then and first > times * then:
            what = f"{first} {earlier} and only {then} {later}; is a digit wrong?"
            yield entry.problem(("participants", later), what, level="hint")


def _ages(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """Ages of the groups beside those of all, and how far they may spread."""
    study = entry.record
    people = study.participants
    groups: list[tuple[Location, Arm | Participants]] = [(("participants",), people)]
    groups += [(("arms", name), arm) for name, arm in study.arms.items()]
    means = [arm.age_mean for arm in study.arms.values() if arm.age_mean]
    all_told = people.age_mean if len(means) == len(study.arms) > 1 else None
    if all_told and not min(means) - ROUNDED <= all_told <= max(means) + ROUNDED:
        what = f"{all_told:g} years for all, {min(means):g} to {max(means):g} in the groups"
        yield entry.problem(("participants", "age_mean"), f"{what}; correct one of them")
    for place, group in groups:
        if people.age and group.age_mean and not people.age.low <= group.age_mean <= people.age.high:
            span = f"{people.age.low:g} to {people.age.high:g}"
            what = f"a mean of {group.age_mean:g} years lies outside {span}; correct one of them"
            yield entry.problem((*place, "age_mean"), what)
        yield from _spread_of_age(entry, place, group)


def _widest(span: Span, n: int) -> float:
    """The standard deviation of n people of whom half are at either end.

    Source: Popoviciu's inequality on variances, for a sample.
    """
    return (span.high - span.low) / 2 * sqrt(n / (n - 1))


def _spread_of_age(entry: Entry[Study], place: Location, group: Arm | Participants) -> Iterator[Problem]:
    """No deviation is wider than half the range; a large part of the mean is rare."""
    span, n = entry.record.participants.age, entry.record.participants.people() or 2
    if not group.age_sd:
        return
    if span and span.high > span.low and n > 1 and group.age_sd > _widest(span, n):
        what = f"{group.age_sd:g} years cannot be where ages go from {span.low:g} to {span.high:g}"
        yield entry.problem((*place, "age_sd"), f"{what}; correct one of them")
    elif group.age_mean and group.age_sd > WIDE * group.age_mean:
        what = f"a spread of {group.age_sd:g} years about a mean of {group.age_mean:g} is rare; look again"
        yield entry.problem((*place, "age_sd"), what, level="hint")


RULES: tuple[Callable[[Library, Entry[Study]], Iterator[Problem]], ...] = (
    _arms_add_up,
    _arms_hold_more,
    _in_order,
    _lost,
    _ages,
    _women,
    _without_condition,
    _no_people,
)
"""What is asked of the people of each study."""
