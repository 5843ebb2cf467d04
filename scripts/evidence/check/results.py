"""What a careful editor would ask of the results of a study, each for itself and beside the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence.problems import Location, Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.designs import DESIGNS, ROLES
from evidence.reckon.directions import better_side, computed, is_clear, is_contradiction
from evidence.records.common import LEAST
from evidence.records.instrument import Instrument
from evidence.records.study import Direction, Result, Study

MUCH_LATER = 4
"""A result later than so many times the programme is a slip: nobody was followed for so long."""


@dataclass(frozen=True)
class Asked:
    """One result with whatever the rules look at beside it."""

    entry: Entry[Study]
    index: int
    result: Result
    instrument: Instrument | None

    @property
    def study(self) -> Study:
        """The study that it belongs to."""
        return self.entry.record

    @property
    def is_sound(self) -> bool:
        """Whether it compares a group that only walked backwards with one that did not."""
        backwards = [ROLES[self.study.arms[name].role].backwards == "only" for name in self.result.compares]
        return self.result.compares_arms and backwards == [True, False]

    @property
    def scale_is_known(self) -> bool:
        """Whether the instrument that it names exists; without a name there is none to miss."""
        return self.instrument is not None or not self.result.instrument

    @property
    def computed(self) -> Direction | None:
        """The direction that its numbers give."""
        return computed(self.result, self.instrument)

    def problem(self, location: Location, what: str, *, level: Any = "error") -> Problem:
        """A problem at a place inside the result."""
        return self.entry.problem(("results", self.index, *location), what, level=level)


def problems(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """Errors and hints; results that name unknown arms are left to whoever looks for those."""
    study = entry.record
    yield from _design(entry, study)
    yield from _twice(entry, study)
    for index, result in enumerate(study.results):
        if {*result.compares, *result.arms} <= set(study.arms):
            asked = Asked(entry, index, result, library.instrument_of(result))
            for rule in _rules(asked):
                yield from rule(asked)


def _rules(asked: Asked) -> Iterator[Rule]:
    yield from RULES
    if asked.result.compares_arms:
        yield from OF_COMPARISONS
        if asked.is_sound:
            yield from OF_SOUND_COMPARISONS
        if asked.is_sound and asked.scale_is_known:
            yield from OF_DIRECTIONS
    else:
        yield from OF_OTHER_CONTRASTS


def _design(entry: Entry[Study], study: Study) -> Iterator[Problem]:
    compared = [
        f"results[{n}]"
        for n, result in enumerate(study.results, 1)
        if len(result.compares) == 2 and result.compares_arms
    ]
    if compared and not DESIGNS[study.design].compares:
        what = f"a {study.design} study compares no arms, yet {', '.join(compared)} would; correct the design"
        yield entry.problem(("design",), f"{what}, or their contrast")


def _twice(entry: Entry[Study], study: Study) -> Iterator[Problem]:
    """The same measurement of the same groups, which would be merged as if it were of two."""
    first: dict[object, int] = {}
    for index, result in enumerate(study.results):
        measured = (result.outcome, result.instrument, result.measure, result.week, result.timing)
        key = (*measured, result.values, result.contrast, tuple(result.compares))
        if key in first:
            what = f"the same measurement as results[{first[key] + 1}]; keep one, or say what differs"
            yield entry.problem(("results", index), what)
        first.setdefault(key, index)


# --- any result --------------------------------------------------------------------------------------


def _values(asked: Asked) -> Iterator[Problem]:
    if asked.result.arms and not asked.result.values:
        yield asked.problem(("arms",), 'values is missing; add "values: post" or "values: change"')


def _measure(asked: Asked) -> Iterator[Problem]:
    if not asked.result.instrument and not asked.result.measure:
        yield asked.problem((), "how was it measured? add instrument, or measure in words", level="hint")


def _difference(asked: Asked) -> Iterator[Problem]:
    difference = asked.result.difference
    if difference:
        here = ("results", asked.index, "difference", "ci95")
        yield from interval(asked.entry, here, difference.estimate, difference.ci95)


def _off_centre(asked: Asked) -> Iterator[Problem]:
    """The interval of a difference lies evenly around it; a tenth of its width is left for rounding."""
    difference = asked.result.difference
    if difference is None or difference.ci95 is None or asked.result.excluded_from_pool:
        return
    low, high = difference.ci95
    if low <= difference.estimate <= high and abs((low + high) / 2 - difference.estimate) > (high - low) / 10:
        what = (
            f"the estimate {difference.estimate} is not in the middle of [{low}, {high}]; correct one of "
            "them, or say under excluded_from_pool why that is so"
        )
        yield asked.problem(("difference", "ci95"), what)


_RANGE = re.compile(r"(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)")
"""The range of a scale that has one; others say in words that it depends, and are not asked."""


def _beyond_the_scale(asked: Asked) -> Iterator[Problem]:
    """An average lies on its scale, and no change is wider than it; a part of a scale has its own range."""
    known = _RANGE.fullmatch(asked.instrument.range or "") if asked.instrument else None
    if known is None or asked.result.measure:
        return
    low, high = float(known[1]), float(known[2])
    width, change = high - low, asked.result.values == "change"
    least, most = (-width, width) if change else (low, high)
    for name, values in asked.result.arms.items():
        if not least <= values.mean <= most:
            what = f"{values.mean:g} on a scale of {known[0]}; correct the mean, the scale, or values"
            yield asked.problem(("arms", name, "mean"), what)
    difference = asked.result.difference
    if difference and abs(difference.estimate) > width:
        what = f"{difference.estimate:g} on a scale of {known[0]}; correct it, or the scale"
        yield asked.problem(("difference", "estimate"), what)


def _late(asked: Asked) -> Iterator[Problem]:
    """Weeks are counted from the start; people are seen again within three times the programme after it."""
    programmes = [arm.programme for arm in asked.study.arms.values() if arm.programme]
    longest = max((each.weeks.high for each in programmes if each.weeks), default=None)
    if asked.result.week and longest and asked.result.week > longest * MUCH_LATER:
        what = f"week {asked.result.week:g} after a programme of {longest:g} weeks; correct one of them"
        yield asked.problem(("week",), what)


def _size_without_side(asked: Asked) -> Iterator[Problem]:
    if asked.result.cohen_d and asked.result.direction not in ("favours-backward", "favours-comparator"):
        what = "an effect size without a side; state direction: favours-backward or favours-comparator"
        yield asked.problem(("cohen_d",), what)


def _more_than_allotted(asked: Asked) -> Iterator[Problem]:
    for name, values in asked.result.arms.items():
        allotted = asked.study.arms[name].n
        if values.n and allotted and values.n > allotted:
            what = f"{values.n} people measured, {allotted} in the arm; correct one of them"
            yield asked.problem(("arms", name, "n"), what)


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


# --- comparisons of arms -----------------------------------------------------------------------------


def _two_arms(asked: Asked) -> Iterator[Problem]:
    if len(asked.result.compares) != 2:
        what = f"{len(asked.result.compares)} given; name two arms, backward walking first"
        yield asked.problem(("compares",), what)
    elif not asked.is_sound:
        first, second = (asked.study.arms[name].role for name in asked.result.compares)
        what = f"compares {first} with {second}; name the backward-walking arm first, then another"
        yield asked.problem(("compares",), what)


def _contradiction(asked: Asked) -> Iterator[Problem]:
    if is_contradiction(asked.result) and not asked.result.excluded_from_pool:
        what = "the interval and the p value contradict each other; correct one, or say under "
        yield asked.problem((), f"{what}excluded_from_pool that the report does so", level="hint")


def _other_arms(asked: Asked) -> Iterator[Problem]:
    for name in asked.result.arms:
        if name not in asked.result.compares:
            what = (
                f"numbers of an arm that is not compared; compares names {', '.join(asked.result.compares)}"
            )
            yield asked.problem(("arms", name), what)


def _sign(asked: Asked) -> Iterator[Problem]:
    result, difference = asked.result, asked.result.difference
    means = [result.arms[name].mean for name in result.compares if name in result.arms]
    if difference and len(means) == 2 and (means[0] - means[1]) * difference.estimate < 0:
        what = f"{difference.estimate} has another sign than {means[0]} - {means[1]}; correct one"
        yield asked.problem(("difference", "estimate"), what)


def _error_beside_interval(asked: Asked) -> Iterator[Problem]:
    given = asked.result.difference.se if asked.result.difference else None
    bounds = asked.result.difference.ci95 if asked.result.difference else None
    if given and bounds and bounds[0] < bounds[1]:
        # By t the interval of a small trial is wider than 2 x 1.96 standard errors.
        ratio = (bounds[1] - bounds[0]) / (2 * given)
        if not 1.8 < ratio < 4.4:
            what = f"{given} does not fit the interval, which is {ratio:.1f} times as wide to each side"
            yield asked.problem(("difference", "se"), f"{what} and not about 2 times; correct one")


# --- their directions --------------------------------------------------------------------------------


def _no_direction(asked: Asked) -> Iterator[Problem]:
    if asked.result.direction is None and asked.computed is None:
        known = asked.instrument
        why = f" ({known.id} does not say which end is better)" if known and not known.better else ""
        mend = "state one as printed (favours-backward, ..., or unclear)"
        yield asked.problem((), f"the numbers give no direction{why}; {mend}")


def _other_direction(asked: Asked) -> Iterator[Problem]:
    stated, found = asked.result.direction, asked.computed
    if stated is None or found in (None, stated):
        return
    if stated == "unclear" and asked.result.excluded_from_pool:
        return
    mend = "leave direction out" + ("" if "unclear" in (found, stated) else ", or correct the numbers")
    what = f'"{stated}" is stated but the numbers give "{found}"; {mend}'
    yield asked.problem(("direction",), what)


def _clear_difference(asked: Asked) -> Iterator[Problem]:
    stated = asked.result.direction
    if stated == "no-clear-difference" and asked.computed is None and is_clear(asked.result):
        what = f'"{stated}" is stated but the numbers show a clear difference; correct one of them'
        yield asked.problem(("direction",), what)


def _other_side(asked: Asked) -> Iterator[Problem]:
    stated, side = asked.result.direction, better_side(asked.result, asked.instrument)
    sided = stated in ("favours-backward", "favours-comparator")
    if sided and asked.computed is None and side not in (None, stated):
        what = f'"{stated}" is stated but the averages lean to "{side}"; correct one of them'
        yield asked.problem(("direction",), what)


def _lean(asked: Asked) -> Iterator[Problem]:
    """A side told in words beside one that the averages tell themselves."""
    named, side = asked.result.lean, better_side(asked.result, asked.instrument)
    if named and side:
        what = f'"{named}" is told in words but the averages lean to "{side}" by themselves'
        yield asked.problem(("lean",), f"{what}; leave lean out")


# --- before and after, both ways, other people -------------------------------------------------------


def _direction_of_nothing(asked: Asked) -> Iterator[Problem]:
    for name in ("direction", "lean"):
        if getattr(asked.result, name):
            what = f"a {name} needs a comparison of arms, not {asked.result.contrast}; say it in finding"
            yield asked.problem((name,), what)


def _nothing_found(asked: Asked) -> Iterator[Problem]:
    if not (asked.result.direction or asked.result.lean or asked.result.finding or asked.result.arms):
        yield asked.problem((), "nothing found is recorded; add finding or the arms' numbers")


Rule = Callable[[Asked], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    _values,
    _measure,
    _difference,
    _off_centre,
    _beyond_the_scale,
    _late,
    _size_without_side,
    _more_than_allotted,
    _one_person,
    _no_sd,
    _error_as_deviation,
)
"""What is asked of any result."""
OF_COMPARISONS: tuple[Rule, ...] = (_two_arms, _contradiction)
"""What is asked where arms are compared."""
OF_SOUND_COMPARISONS: tuple[Rule, ...] = (_other_arms, _sign, _error_beside_interval)
"""What is asked where backward walking is compared with something else, as it should be."""
OF_DIRECTIONS: tuple[Rule, ...] = (_no_direction, _other_direction, _clear_difference, _other_side, _lean)
"""What is asked there of the direction, unless the instrument is a name that leads nowhere."""
OF_OTHER_CONTRASTS: tuple[Rule, ...] = (_direction_of_nothing, _nothing_found)
"""What is asked where no arms are compared."""


def interval(
    entry: Entry[Any], location: Location, estimate: float, bounds: list[float] | None
) -> Iterator[Problem]:
    """What is wrong with the 95% interval of an estimate."""
    if bounds and abs(bounds[0] - bounds[1]) < LEAST:
        yield entry.problem(location, f"an interval from {bounds[0]} to {bounds[1]} has no width; correct it")
    elif bounds and bounds[0] > bounds[1]:
        what = f"an interval from {bounds[0]} to {bounds[1]} runs backwards; give the lower end first"
        yield entry.problem(location, what)
    elif bounds and not bounds[0] <= estimate <= bounds[1]:
        what = f"the estimate {estimate} lies outside [{bounds[0]}, {bounds[1]}]; correct one of them"
        yield entry.problem(location, what)
