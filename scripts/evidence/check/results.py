"""What a careful editor would ask of the results of a study, each for itself and beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.problems import Location, Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.designs import UNCOMPARED
from evidence.reckon.directions import better_side, computed, is_clear, is_contradiction
from evidence.records.common import LEAST
from evidence.records.instrument import Instrument
from evidence.records.study import Result, Study


def problems(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """Errors and hints; results that name unknown arms are left to whoever looks for those."""
    study = entry.record
    yield from _design(entry, study)
    yield from _twice(entry, study)
    for index, result in enumerate(study.results):
        if {*result.compares, *result.arms} <= set(study.arms):
            yield from _result(library, entry, study, index, result)


def _result(
    library: Library, entry: Entry[Study], study: Study, index: int, result: Result
) -> Iterator[Problem]:
    here = ("results", index)
    instrument = library.instruments.get(result.instrument or "")
    if result.contrast == "between-arms":
        faults = list(_comparison(entry, study, index, result))
        yield from faults
        if is_contradiction(result) and not result.excluded_from_pool:
            what = "the interval and the p value contradict each other; correct one, or say under "
            yield entry.problem(here, f"{what}excluded_from_pool that the report does so", level="hint")
        if not faults:
            yield from _numbers(entry, here, result)
            if instrument or not result.instrument:
                yield from _direction(entry, here, result, instrument)
                yield from _lean(entry, here, result, instrument)
    elif named := "direction" if result.direction else "lean" if result.lean else "":
        what = f"a {named} needs a comparison of arms, not {result.contrast}; say it in finding"
        yield entry.problem((*here, named), what)
    elif not result.finding and not result.arms:
        yield entry.problem(here, "nothing found is recorded; add finding or the arms' numbers")
    if result.arms and not result.values:
        yield entry.problem((*here, "arms"), 'values is missing; add "values: post" or "values: change"')
    if not result.instrument and not result.measure:
        yield entry.problem(here, "how was it measured? add instrument, or measure in words", level="hint")
    if result.difference:
        bounds = (*here, "difference", "ci95")
        yield from interval(entry, bounds, result.difference.estimate, result.difference.ci95)
        yield from _off_centre(entry, bounds, result)
    if result.cohen_d and result.direction not in ("favours-backward", "favours-comparator"):
        what = "an effect size without a side; state direction: favours-backward or favours-comparator"
        yield entry.problem((*here, "cohen_d"), what)
    for name, values in result.arms.items():
        allotted = study.arms[name].n
        if values.n and allotted and values.n > allotted:
            what = f"{values.n} people measured, {allotted} in the arm; correct one of them"
            yield entry.problem((*here, "arms", name, "n"), what)
        if values.n == 1 and values.sd:
            what = "one person has no standard deviation; correct n or leave sd out"
            yield entry.problem((*here, "arms", name, "n"), what)
        if values.sd is None:
            yield entry.problem((*here, "arms", name), "no standard deviation was seen", level="hint")


def _design(entry: Entry[Study], study: Study) -> Iterator[Problem]:
    compared = [
        f"results[{n}]"
        for n, result in enumerate(study.results, 1)
        if len(result.compares) == 2 and result.contrast == "between-arms"
    ]
    if study.design in UNCOMPARED and compared:
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


def _numbers(entry: Entry[Study], here: Location, result: Result) -> Iterator[Problem]:
    """Figures of one result that do not belong together."""
    for name in result.arms:
        if name not in result.compares:
            what = f"numbers of an arm that is not compared; compares names {', '.join(result.compares)}"
            yield entry.problem((*here, "arms", name), what)
    if result.difference is None:
        return
    means = [result.arms[name].mean for name in result.compares if name in result.arms]
    if len(means) == 2 and (means[0] - means[1]) * result.difference.estimate < 0:
        what = f"{result.difference.estimate} has another sign than {means[0]} - {means[1]}; correct one"
        yield entry.problem((*here, "difference", "estimate"), what)
    given, bounds = result.difference.se, result.difference.ci95
    if given and bounds and bounds[0] < bounds[1]:
        # By t the interval of a small trial is wider than 2 x 1.96 standard errors.
        ratio = (bounds[1] - bounds[0]) / (2 * given)
        if not 1.8 < ratio < 4.4:
            what = f"{given} does not fit the interval, which is {ratio:.1f} times as wide to each side"
            yield entry.problem((*here, "difference", "se"), f"{what} and not about 2 times; correct one")


def _direction(
    entry: Entry[Study], here: Location, result: Result, instrument: Instrument | None
) -> Iterator[Problem]:
    stated, found, side = result.direction, computed(result, instrument), better_side(result, instrument)
    if stated is None:
        if found is None:
            why = ""
            if instrument and not instrument.better:
                why = f" ({instrument.id} does not say which end is better)"
            mend = "state one as printed (favours-backward, ..., or unclear)"
            yield entry.problem(here, f"the numbers give no direction{why}; {mend}")
    elif found and found != stated:
        if not (stated == "unclear" and result.excluded_from_pool):
            mend = "leave direction out" + (
                "" if "unclear" in (found, stated) else ", or correct the numbers"
            )
            yield entry.problem(
                (*here, "direction"), f'"{stated}" is stated but the numbers give "{found}"; {mend}'
            )
    elif found is None and stated == "no-clear-difference" and is_clear(result):
        what = f'"{stated}" is stated but the numbers show a clear difference; correct one of them'
        yield entry.problem((*here, "direction"), what)
    elif found is None and side and stated.startswith("favours") and stated != side:
        what = f'"{stated}" is stated but the averages lean to "{side}"; correct one of them'
        yield entry.problem((*here, "direction"), what)


def _lean(
    entry: Entry[Study], here: Location, result: Result, instrument: Instrument | None
) -> Iterator[Problem]:
    """A side told in words beside one that the averages tell themselves."""
    if result.lean and (side := better_side(result, instrument)):
        what = f'"{result.lean}" is told in words but the averages lean to "{side}" by themselves'
        yield entry.problem((*here, "lean"), f"{what}; leave lean out")


def interval(
    entry: Entry[Any], location: Location, estimate: float, bounds: list[float] | None
) -> Iterator[Problem]:
    """What is wrong with the 95 % interval of an estimate."""
    if bounds and abs(bounds[0] - bounds[1]) < LEAST:
        yield entry.problem(location, f"an interval from {bounds[0]} to {bounds[1]} has no width; correct it")
    elif bounds and bounds[0] > bounds[1]:
        what = f"an interval from {bounds[0]} to {bounds[1]} runs backwards; give the lower end first"
        yield entry.problem(location, what)
    elif bounds and not bounds[0] <= estimate <= bounds[1]:
        what = f"the estimate {estimate} lies outside [{bounds[0]}, {bounds[1]}]; correct one of them"
        yield entry.problem(location, what)


def _off_centre(entry: Entry[Any], location: Location, result: Result) -> Iterator[Problem]:
    """The interval of a difference lies evenly around it; a tenth of its width is left for rounding."""
    difference = result.difference
    if difference is None or difference.ci95 is None or result.excluded_from_pool:
        return
    low, high = difference.ci95
    if low <= difference.estimate <= high and abs((low + high) / 2 - difference.estimate) > (high - low) / 10:
        what = (
            f"the estimate {difference.estimate} is not in the middle of [{low}, {high}]; correct one of "
            "them, or say under excluded_from_pool why that is so"
        )
        yield entry.problem(location, what)


def _comparison(entry: Entry[Study], study: Study, index: int, result: Result) -> Iterator[Problem]:
    here = ("results", index, "compares")
    if len(result.compares) != 2:
        yield entry.problem(here, f"{len(result.compares)} given; name two arms, backward walking first")
        return
    first, second = (study.arms[name].role for name in result.compares)
    if first != "backward-walking" or second == "backward-walking":
        what = f"compares {first} with {second}; name the backward-walking arm first, then another"
        yield entry.problem(here, what)
