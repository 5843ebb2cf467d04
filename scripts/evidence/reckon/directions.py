"""One result to the side it tells, and to whether a difference was clear: two questions kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal, get_args

from evidence.reckon.formulas import Bounds, Z
from evidence.records.instrument import Instrument
from evidence.records.study import Direction, Result, Side

_SIDES: dict[Direction, Side] = {
    "favours-backward": "favours-backward",
    "favours-comparator": "favours-comparator",
}

Basis = Literal["numbers", "words"]
"""What a side rests on: averages or a printed difference, or the authors' words."""

Sign = Literal[
    "better",
    "better-in-words",
    "better-not-clearly",
    "worse",
    "worse-in-words",
    "worse-not-clearly",
    "no-clear-difference",
    "not-read",
]
"""What one trial, or one of its results, is told to have found: its side, and whether that was clear.

`in-words`: told in words, without a test. `not-clearly`: no clear difference by its own test or report.
"""
SIGNS: tuple[Sign, ...] = get_args(Sign)


@dataclass(frozen=True)
class Told:
    """Which side one result tells, what that rests on, whether a test was seen and was clear: facts apart."""

    side: Side | None
    basis: Basis | None
    tested: bool
    """Whether a p value, an interval, or averages with their spread were seen."""
    clear: bool | None
    """Whether a test found the difference clear; False where it, or the report, did not; None if unseen."""


def told(result: Result, instrument: Instrument | None) -> Told:
    """What a comparison of arms tells; how clear the difference was plays no part in it.

    The side comes from the averages or the printed difference, else from the side that the authors name.
    Source: Boon and Thomson 2021, Res Synth Methods 12:29; Cochrane Handbook (version 6) chapter 12.2.1.3.
    """
    tested = result.p is not None or interval(result) is not None
    clear = is_clear(result) or (False if direction(result, instrument) == "no-clear-difference" else None)
    side = better_side(result, instrument)
    # The record says so where a report's figures and its words contradict each other.
    if side and result.direction != "unclear":
        return Told(side, "numbers", tested, clear)
    named = result.lean or _SIDES.get(result.direction or "unclear")
    return Told(named, "words" if named else None, tested, clear)


def sign(side: Side | None, basis: Basis | None, clear: bool | None, *, no_clear: bool) -> Sign:
    """What is told of a trial with this side; `no_clear` where its report names no clear difference."""
    if side is None:
        return "no-clear-difference" if no_clear else "not-read"
    better = side == "favours-backward"
    if clear is False:
        return "better-not-clearly" if better else "worse-not-clearly"
    if basis == "words" and clear is None:
        return "better-in-words" if better else "worse-in-words"
    return "better" if better else "worse"


def sign_of(result: Result, instrument: Instrument | None) -> Sign:
    """The sign of one comparison of arms."""
    found = told(result, instrument)
    no_clear = direction(result, instrument) == "no-clear-difference"
    return sign(found.side, found.basis, found.clear, no_clear=no_clear)


def computed(result: Result, instrument: Instrument | None) -> Direction | None:
    """The direction that the numbers give; None when they do not suffice or no comparison was made.

    The side comes from the estimate and from which end of the instrument is better. Whether the difference
    is clear comes from the 95% interval (given, or from SE, or from the arms' SD and n) and from the p
    value; where the two contradict each other the direction is unclear. Source: Cochrane Handbook
    (version 6) chapters 6.5.1 and 15.3.
    """
    if not result.compares_arms or len(result.compares) != 2:
        return None
    verdicts = _verdicts(result)
    if len(verdicts) == 2:
        return "unclear"
    if verdicts == {False}:
        return "no-clear-difference"
    return better_side(result, instrument) if verdicts else None


def is_clear(result: Result) -> bool:
    """Whether the numbers show a clear difference, to whichever side, and nothing speaks against it."""
    return _verdicts(result) == {True}


def is_contradiction(result: Result) -> bool:
    """Whether the interval shows a clear difference and the p value none, or the other way round."""
    return len(_verdicts(result)) == 2


def better_side(result: Result, instrument: Instrument | None) -> Side | None:
    """The side that the estimate leans to, clear or not; None when the numbers or the scale do not tell."""
    difference = estimate(result)
    if not difference or instrument is None or instrument.better is None:
        return None
    backward_better = (difference < 0) == (instrument.better == "lower")
    return "favours-backward" if backward_better else "favours-comparator"


def direction(result: Result, instrument: Instrument | None) -> Direction:
    """The computed direction, else the one stated in the record, else unclear."""
    return computed(result, instrument) or result.direction or "unclear"


def estimate(result: Result) -> float | None:
    """First compared arm minus second, in the instrument's unit; None unless two arms are compared."""
    if len(result.compares) != 2:
        return None
    if result.difference:
        return result.difference.estimate
    first, second = (result.arms.get(name) for name in result.compares)
    return first.mean - second.mean if first and second else None


def interval(result: Result) -> Bounds | None:
    """95% interval of the difference: as given, or estimate -/+ 1.96 SE (Cochrane Handbook 6.5.2)."""
    if result.difference and result.difference.ci95:
        low, high = result.difference.ci95
        return low, high
    middle, error = estimate(result), _standard_error(result)
    return (middle - Z * error, middle + Z * error) if middle is not None and error else None


def _standard_error(result: Result) -> float | None:
    if result.difference:
        return result.difference.se
    arms = [result.arms.get(name) for name in result.compares]
    if any(arm is None or not arm.sd or not arm.n for arm in arms):
        return None
    return sqrt(sum(arm.sd**2 / arm.n for arm in arms if arm and arm.sd and arm.n))


def _verdicts(result: Result) -> set[bool]:
    verdicts = (_interval_clear(result), _p_clear(result))
    return {verdict for verdict in verdicts if verdict is not None}


def _interval_clear(result: Result) -> bool | None:
    bounds = interval(result)
    return None if bounds is None else not bounds[0] <= 0 <= bounds[1]


def _p_clear(result: Result) -> bool | None:
    if result.p is None:
        return None
    sign, number = result.p.rstrip("0123456789."), float(result.p.lstrip("<>="))
    if sign == "<":
        return True if number <= 0.05 else None
    if sign == ">":
        return False if number >= 0.05 else None
    return number < 0.05
