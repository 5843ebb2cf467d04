"""What a careful editor would ask of the standard deviations of a result."""

from __future__ import annotations

from collections.abc import Iterator
from math import log, sqrt

from evidence.check.asked import Asked, Rule
from evidence.check.scales import range_of
from evidence.problems import Problem
from evidence.records.study import ArmResult

FAR = 6.0
"""So many times the deviation of another group is more often a digit too many."""
NEARER = 1.0
"""So much nearer (in logarithms) come mean and deviation to those of another group when they are swapped."""


def _one_person(asked: Asked) -> Iterator[Problem]:
    for name, values in asked.result.arms.items():
        if values.n == 1 and values.sd:
            what = "one person has no standard deviation; correct n or leave sd out"
            yield asked.problem(("arms", name, "n"), what)


def _no_sd(asked: Asked) -> Iterator[Problem]:
    for name, values in asked.result.arms.items():
        if values.sd is None:
            yield asked.problem(("arms", name), "no standard deviation was seen", level="hint")


MUCH_SMALLER, ALIKE = 3.0, 0.35
"""So many times smaller than another, and so near to it as a standard error, may it be no deviation."""


def _error_as_deviation(asked: Asked) -> Iterator[Problem]:
    """A standard deviation that, times the root of its people, is that of another arm: a standard error.

    Source: Cochrane Handbook (version 6) chapter 10.5.2 (standard errors taken for standard deviations).
    """
    spread = {name: values for name, values in asked.result.arms.items() if values.sd}
    for name, values in spread.items():
        sd, n = values.sd or 0.0, values.n or asked.study.arms[name].n
        for other in (each.sd or 0.0 for each in spread.values()):
            if n and other > MUCH_SMALLER * sd and abs(sd * n**0.5 - other) <= ALIKE * other:
                what = f"{sd:g} beside {other:g} in another arm, and {sd:g} times the root of {n} is"
                told = f"{what} {sd * n**0.5:.2g}; was a standard error taken for it?"
                yield asked.problem(("arms", name, "sd"), told, level="hint")
                break


def _wider_than_the_scale(asked: Asked) -> Iterator[Problem]:
    """On a scale with two ends no deviation is wider than that of people who all stand at one of them.

    Source: Bhatia and Davis 2000, Am Math Mon 107:353, for a sample.
    """
    known = None if asked.result.measure else range_of(asked.instrument)
    for name, values in asked.result.arms.items():
        if known and values.sd and known.low <= values.mean <= known.high:
            n = values.n or asked.study.arms[name].n or 2
            post = sqrt((values.mean - known.low) * (known.high - values.mean))
            most = (known.width if asked.result.values == "change" else post) * sqrt(n / max(n - 1, 1))
            if values.sd > most:
                what = f"{values.sd:g} cannot be about a mean of {values.mean:g} on a scale of {known}"
                yield asked.problem(("arms", name, "sd"), f"{what}; correct one of them")


def _far_from_others(asked: Asked) -> Iterator[Problem]:
    known = {name: values.sd for name, values in asked.result.arms.items() if values.sd}
    for name, sd in known.items():
        others = [other for arm, other in known.items() if arm != name]
        if others and (sd > FAR * max(others) or sd * FAR < min(others)):
            what = f"{sd:g} beside {', '.join(f'{other:g}' for other in others)}; is a digit wrong?"
            yield asked.problem(("arms", name, "sd"), what, level="hint")
            return


def _swapped(asked: Asked) -> Iterator[Problem]:
    """A mean in the place of its deviation, told by the other group, or by all being wider than high."""
    if asked.result.values != "post":
        return
    known = {name: each for name, each in asked.result.arms.items() if each.sd and each.mean > 0}
    for name, one in known.items():
        others = [each for arm, each in known.items() if arm != name]
        wide = one.sd is not None and one.sd > one.mean
        if wide and all(_apart(one, each, swapped=True) + NEARER < _apart(one, each) for each in others):
            what = f"a deviation of {one.sd:g} about a mean of {one.mean:g}; are the two swapped?"
            yield asked.problem(("arms", name, "sd"), what, level="hint")


def _apart(one: ArmResult, other: ArmResult, *, swapped: bool = False) -> float:
    """How far two groups lie from each other, by the ratios of their means and of their deviations."""
    mean, sd = (one.sd or 1.0, one.mean) if swapped else (one.mean, one.sd or 1.0)
    return abs(log(mean / other.mean)) + abs(log(sd / (other.sd or 1.0)))


RULES: tuple[Rule, ...] = (
    _one_person,
    _no_sd,
    _error_as_deviation,
    _wider_than_the_scale,
    _far_from_others,
    _swapped,
)
"""What is asked of any result."""
