"""Whether the numbers of a result can stand beside each other, beside the scale, and beside the people.

What cannot be is an error. What is rare, or may be explained by an adjustment, is a hint: a true correction
always passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from evidence.check.asked import Asked, Rule
from evidence.check.scales import never_negative, range_of, unit
from evidence.problems import Problem
from evidence.reckon.designs import DESIGNS
from evidence.reckon.effects import exact_p, sizes
from evidence.reckon.formulas import Z, se_from_interval, t_from_p

MANY_TIMES = 4.0
"""One group's average after the programme is rarely so many times that of the other."""
FAR = 1.5
"""Standard errors between two values of t that the same numbers should give."""
TWICE = 1.75
"""And so many times the one is the other: large ones differ by how they were reckoned."""


def _beyond_the_scale(asked: Asked) -> Iterator[Problem]:
    """An average lies on its scale, and no change is wider than it; a part of a scale has its own range."""
    known = None if asked.result.measure else range_of(asked.instrument)
    if known is None:
        yield from _below_nothing(asked)
        return
    change = asked.result.values == "change"
    least, most = (-known.width, known.width) if change else (known.low, known.high)
    for name, values in asked.result.arms.items():
        if not least <= values.mean <= most:
            what = f"{values.mean:g} on a scale of {known}; correct the mean, the scale, or values"
            yield asked.problem(("arms", name, "mean"), what)
    difference = asked.result.difference
    if difference and abs(difference.estimate) > known.width:
        what = f"{difference.estimate:g} on a scale of {known}; correct it, or the scale"
        yield asked.problem(("difference", "estimate"), what)


def _below_nothing(asked: Asked) -> Iterator[Problem]:
    for name, values in asked.result.arms.items():
        if asked.result.values == "post" and values.mean < 0 and never_negative(asked.instrument):
            kind = asked.instrument.name if asked.instrument else ""
            what = (
                f"{values.mean:g} of {kind} cannot be less than nothing; correct it, or write values: change"
            )
            yield asked.problem(("arms", name, "mean"), what)


def _more_than_allotted(asked: Asked) -> Iterator[Problem]:
    for name, values in asked.result.arms.items():
        allotted = asked.study.arms[name].n
        if values.n and allotted and values.n > allotted:
            what = f"{values.n} people measured, {allotted} in the arm; correct one of them"
            yield asked.problem(("arms", name, "n"), what)


def _more_than_took_part(asked: Asked) -> Iterator[Problem]:
    """No group is larger than all people; all groups together are not, unless everybody was in each."""
    people = asked.study.participants
    numbers = [n for n in (people.randomised, people.analysed, people.recruited) if n is not None]
    measured = {name: values.n for name, values in asked.result.arms.items() if values.n}
    if not numbers:
        return
    for name, n in measured.items():
        if n > max(numbers):
            what = f"{n} people measured, but {max(numbers)} took part; correct one of them"
            yield asked.problem(("arms", name, "n"), what)
            return
    total = sum(n or 0 for n in measured.values())
    if DESIGNS[asked.study.design].compares and asked.result.compares_arms and total > max(numbers):
        what = f"{total} people in the groups, but {max(numbers)} took part; was everybody in each of them?"
        yield asked.problem(("arms",), what, level="hint")


def _unlike_each_other(asked: Asked) -> Iterator[Problem]:
    """Averages after the programme that are of one kind lie near each other, and on one side of 0."""
    means = {name: values.mean for name, values in asked.result.arms.items()}
    if asked.result.values != "post" or len(means) < 2:
        return
    if min(means.values()) < 0 < max(means.values()) and -min(means.values()) > max(means.values()) / 10:
        given = " and ".join(f"{mean:g}" for mean in means.values())
        yield asked.problem(("arms",), f"{given} have other signs; is one of them wrong?", level="hint")
        return
    low, high = sorted(map(abs, means.values()))[0], max(map(abs, means.values()))
    if high > MANY_TIMES * low > 0:
        what = f"{high:g} is {high / low:.0f} times {low:g}; is a digit wrong?"
        yield asked.problem(("arms",), what, level="hint")


# --- comparisons of two arms -------------------------------------------------------------------------


def _difference_of_means(asked: Asked) -> Iterator[Problem]:
    """A difference is that of its means, but for rounding and for what its authors adjusted it by."""
    result, difference = asked.result, asked.result.difference
    each = [result.arms[name] for name in result.compares if name in result.arms]
    if difference is None or len(each) != 2:
        return
    between = each[0].mean - each[1].mean
    rounding = 1.5 * unit(difference.estimate, each[0].mean, each[1].mean)
    off = abs(between - difference.estimate)
    sums = f"{difference.estimate:g} is not {each[0].mean:g} - {each[1].mean:g} = {between:g}"
    if between * difference.estimate < 0 and off > rounding:
        what = f"{difference.estimate} has another sign than {each[0].mean} - {each[1].mean}; correct one"
        yield asked.problem(("difference", "estimate"), what)
    elif off > max(rounding, _adjusted(asked, between)):
        yield asked.problem(("difference", "estimate"), f"{sums}; correct one of them")
    elif off > rounding and not (result.note or result.excluded_from_pool):
        what = f"{sums}; correct it, or say in note what it was adjusted for"
        yield asked.problem(("difference", "estimate"), what, level="hint")


def _adjusted(asked: Asked, between: float) -> float:
    """The most by which an adjustment moves a difference: a deviation, else as much as it is."""
    spread = [values.sd for values in asked.result.arms.values() if values.sd]
    return max(spread) if spread else abs(between)


def _error_beside_interval(asked: Asked) -> Iterator[Problem]:
    given = asked.result.difference.se if asked.result.difference else None
    bounds = asked.result.difference.ci95 if asked.result.difference else None
    if given and bounds and bounds[0] < bounds[1]:
        # By t the interval of a small trial is wider than 2 x 1.96 standard errors.
        ratio = (bounds[1] - bounds[0]) / (2 * given)
        if not 1.8 < ratio < 4.4:
            what = f"{given} does not fit the interval, which is {ratio:.1f} times as wide to each side"
            yield asked.problem(("difference", "se"), f"{what} and not about 2 times; correct one")


def _p_beside_numbers(asked: Asked) -> Iterator[Problem]:
    """An exact p value beside the t that the means, or the interval, or the effect size give."""
    p, people = exact_p(asked.result), sizes(asked.study, asked.result)
    if p is None or people is None or asked.result.excluded_from_pool:
        return
    found = _t(asked)
    if found is None:
        return
    printed, (reckoned, out_of) = t_from_p(p, people.freedom), found
    low, high = sorted((printed, reckoned))
    if high - low > FAR and high > TWICE * low:
        what = (
            f'"{asked.result.p}" goes with t = {printed:.1f}, but {out_of} gives {reckoned:.1f}; look again'
        )
        yield asked.problem(("p",), what, level="hint")


def _t(asked: Asked) -> tuple[float, str] | None:
    """How many standard errors the difference is from none, without its sign, and what tells that."""
    result, people = asked.result, sizes(asked.study, asked.result)
    difference = result.difference
    if difference and difference.ci95 and difference.ci95[0] < difference.ci95[1]:
        error = se_from_interval(
            difference.ci95[0], difference.ci95[1], df=people.freedom if people else None
        )
        return abs(difference.estimate) / error, "the interval"
    if difference and difference.se:
        return abs(difference.estimate) / difference.se, "the standard error"
    each = [result.arms[name] for name in result.compares if name in result.arms]
    if people and len(each) == 2 and each[0].sd and each[1].sd:
        error = sqrt(each[0].sd ** 2 / people.first + each[1].sd ** 2 / people.second)
        return abs(each[0].mean - each[1].mean) / error, "what was measured"
    if people and result.cohen_d:
        return result.cohen_d / sqrt(1 / people.first + 1 / people.second), "the effect size"
    return None


def _interval_beside_spread(asked: Asked) -> Iterator[Problem]:
    """The interval of a difference beside the one that deviations and numbers of people give.

    An adjustment or one person measured often makes it narrower; nothing makes it several times as wide.
    """
    result, people, difference = asked.result, sizes(asked.study, asked.result), asked.result.difference
    each = [result.arms[name] for name in result.compares if name in result.arms]
    if difference is None or difference.ci95 is None or people is None or len(each) != 2:
        return
    if each[0].sd and each[1].sd:
        half = Z * sqrt(each[0].sd ** 2 / people.first + each[1].sd ** 2 / people.second)
        ratio = (difference.ci95[1] - difference.ci95[0]) / 2 / half
        if not 1 / 3 < ratio < 2:
            what = f"the interval is {ratio:.1f} times as wide as the deviations and numbers make it"
            yield asked.problem(("difference", "ci95"), f"{what}; look again", level="hint")


RULES: tuple[Rule, ...] = (
    _beyond_the_scale,
    _more_than_allotted,
    _more_than_took_part,
    _unlike_each_other,
)
"""What is asked of any result."""
OF_COMPARISONS: tuple[Rule, ...] = (
    _difference_of_means,
    _error_beside_interval,
    _p_beside_numbers,
    _interval_beside_spread,
)
"""What is asked where backward walking is compared with something else, as it should be."""
