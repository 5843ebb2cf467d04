"""What a careful editor would ask of the results of a study, each for itself and beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.check import plausible, spreads
from evidence.check.asked import Asked, Rule
from evidence.problems import Location, Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.designs import DESIGNS
from evidence.reckon.directions import better_side, is_clear, is_contradiction
from evidence.records.common import LEAST
from evidence.records.study import Study

MUCH_LATER = 4
"""A result later than so many times the programme is a slip: nobody was followed for so long."""


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


RULES: tuple[Rule, ...] = (
    _values,
    _measure,
    _difference,
    _off_centre,
    _late,
    _size_without_side,
    *spreads.RULES,
    *plausible.RULES,
)
"""What is asked of any result."""
OF_COMPARISONS: tuple[Rule, ...] = (_two_arms, _contradiction)
"""What is asked where arms are compared."""
OF_SOUND_COMPARISONS: tuple[Rule, ...] = (_other_arms, *plausible.OF_COMPARISONS)
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
