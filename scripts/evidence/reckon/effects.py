"""One study's results on one outcome to one effect size with its variance, and how it was derived.

Sources: Cochrane Handbook (version 6) chapters 6.3, 6.5.2, 10.5 and 23.3; Hedges 1981.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence.reckon import formulas
from evidence.reckon.directions import direction, estimate
from evidence.reckon.formulas import Bounds, Estimate, Group
from evidence.records.instrument import Instrument
from evidence.records.study import Result, Study

_SIDES = {"favours-backward": 1, "favours-comparator": -1}

Origin = Literal["groups", "interval", "se", "p", "means-and-p", "p-alone", "d"]
"""What an effect was worked out from.

`groups`: means, standard deviations and numbers of people. `interval`, `se` and `p`: the printed difference
and its 95 % interval, its standard error or its exact p value. `means-and-p`: the groups' means and an exact
p value. `p-alone`, `d`: an exact p value or a printed effect size, with the side that the report names.
"""

Several = Literal["none", "merged", "first"]
"""What became of several groups of one kind: there were none, they were merged, or one stands for them."""


@dataclass(frozen=True)
class Shared:
    """People of a study in groups whose numbers were not seen, taken to be groups of one size."""

    people: int
    groups: int
    place: Literal["both", "first", "second"] = "both"
    """Which of the two groups compared is such a group."""

    @property
    def each(self) -> int:
        """People in one group."""
        return self.people // self.groups


@dataclass(frozen=True)
class Sizes:
    """People in the two groups; `shared` where the number of one or both was not seen."""

    first: int
    second: int
    shared: Shared | None = None

    @property
    def assumed(self) -> bool:
        """Whether one of the numbers or both are no more than an equal share."""
        return self.shared is not None

    @property
    def freedom(self) -> int:
        """Degrees of freedom of a comparison of two means."""
        return self.first + self.second - 2


@dataclass(frozen=True)
class Effect:
    """What one study says about the size of an effect; either `md` or `smd` may be missing, never both."""

    result: Result
    instrument: Instrument | None
    sizes: Sizes | None
    md: Estimate | None
    """Mean difference: first arm minus second in the instrument's unit."""
    smd: Estimate | None
    """Standardised mean difference: Hedges g, positive when better."""
    origin: Origin
    several: Several = "none"

    @property
    def values(self) -> Literal["post", "change"] | None:
        """Whether scores after the programme were compared, or changes; None when that was not seen."""
        return self.result.values

    @property
    def md_interval(self) -> Bounds | None:
        """The 95 % interval of the mean difference: as printed where it comes from that, else reckoned."""
        difference = self.result.difference
        if self.md and self.origin == "interval" and difference and difference.ci95:
            low, high = difference.ci95
            return low, high
        return self.md.interval if self.md else None

    @property
    def too_narrow(self) -> bool:
        """Whether the interval was reckoned without the number of people, so by 1.96 instead of t."""
        return self.sizes is None and self.origin != "interval"


@dataclass(frozen=True)
class _Derived:
    """What figures of a report give; `smd` without its side."""

    origin: Origin
    md: Estimate | None
    smd: Estimate | None


def of_study(study: Study, results: Iterable[Result], instruments: Mapping[str, Instrument]) -> Effect | None:
    """The one effect that stands for the study among these results; None when none gives a number.

    A study is counted once: its main outcome first, then a result in an instrument's unit, then the order of
    the record. Arms of the same kind are merged.
    """
    measurements: dict[object, list[Result]] = {}
    for result in results:
        key = (result.instrument, result.measure, result.week, result.timing, result.values)
        measurements.setdefault(key, []).append(result)
    found = [
        effect
        for same in measurements.values()
        if (effect := of_results(study, same, instruments.get(same[0].instrument or "")))
    ]
    return min(found, key=lambda effect: (not effect.result.primary, effect.md is None), default=None)


def of_results(study: Study, results: Sequence[Result], instrument: Instrument | None) -> Effect | None:
    """The effect that results of the same measurement give; they differ in the arms that they compare."""
    used = [result for result in results if _usable(result)]
    if not used:
        return None
    if len(used) == 1:
        return _effect(study, used[0], instrument, "none")
    firsts, seconds = ([result.compares[place] for result in used] for place in (0, 1))
    groups = _merged(study, used, firsts), _merged(study, used, seconds)
    if groups[0] and groups[1]:
        people = Sizes(groups[0].n, groups[1].n)
        return _made(used[0], instrument, people, _of_groups(groups[0], groups[1]), "merged")
    found = (_effect(study, result, instrument, "first") for result in used)
    return next((effect for effect in found if effect), None)


def _usable(result: Result) -> bool:
    return result.compares_arms and not result.excluded_from_pool


def sizes(study: Study, result: Result) -> Sizes | None:
    """People measured in the two groups, else those allotted, else an equal share of the other people."""
    first, second = (
        (result.arms[name].n if name in result.arms else None) or study.arms[name].n
        for name in result.compares
    )
    shared = None
    if not first or not second:
        place: Literal["both", "first", "second"] = "first" if second else "second" if first else "both"
        others, groups = _unseen(study)
        shared = Shared(others, groups, place)
        first, second = first or shared.each, second or shared.each
    return Sizes(first, second, shared) if min(first, second) > 1 else None


def _unseen(study: Study) -> tuple[int, int]:
    """People in arms whose number was not seen, and how many such arms there are."""
    seen = [arm.n for arm in study.arms.values() if arm.n]
    return max((study.participants.people() or 0) - sum(seen), 0), len(study.arms) - len(seen)


def people_compared(study: Study, results: Sequence[Result]) -> int | None:
    """People in the arms that these results compare, each arm once; None where that was not seen.

    People without the condition are taken off as far as they can be in these arms.
    """
    seen = _people_of_arms(study, results)
    known = study.participants.with_condition()
    if all(seen):
        number = sum(n or 0 for n in seen)
        return min(number, known) if study.participants.without_condition and known else number
    if known is None:
        return None
    if len(seen) == len(study.arms):
        return known
    others, groups = _unseen(study)
    # People without the condition are in the groups that were seen, as far as they fit there.
    return min(known, sum(n or min(known, others) // groups for n in seen))


def is_share(study: Study, results: Sequence[Result]) -> bool:
    """Whether `people_compared` holds an equal share of the people in arms whose number was not seen."""
    seen = _people_of_arms(study, results)
    return not all(seen) and len(seen) < len(study.arms)


def _people_of_arms(study: Study, results: Sequence[Result]) -> list[int | None]:
    """People of each arm that these results compare, as far as seen."""
    names = dict.fromkeys(name for result in results for name in result.compares)
    return [
        max((result.arms[name].n or 0 for result in results if name in result.arms), default=0)
        or study.arms[name].n
        for name in names
    ]


def _merged(study: Study, results: Iterable[Result], names: Iterable[str]) -> Group | None:
    groups = {
        name: _group(study, result, name)
        for result, name in zip(results, names, strict=True)
        if name in result.arms
    }
    known = [group for group in groups.values() if group]
    return formulas.merged(known) if known and len(known) == len(groups) == len({*names}) else None


def _group(study: Study, result: Result, name: str, n: int | None = None) -> Group | None:
    values = result.arms.get(name)
    n = n or (values and values.n) or study.arms[name].n
    return Group(n, values.mean, values.sd) if values and values.sd and n and n > 1 else None


def _effect(study: Study, result: Result, instrument: Instrument | None, several: Several) -> Effect | None:
    people = sizes(study, result)
    derived = (
        _of_arms(study, result, people)
        or _of_difference(result, people)
        or _of_p(result, people)
        or _of_d(result, people)
    )
    return _made(result, instrument, people, derived, several) if derived else None


def _made(
    result: Result, instrument: Instrument | None, people: Sizes | None, derived: _Derived, several: Several
) -> Effect | None:
    difference = derived.md.value if derived.md else estimate(result) or None
    side = _side(result, instrument, difference)
    md = derived.md if instrument else None
    size = derived.smd if side else None
    smd = Estimate(side * abs(size.value), size.variance) if side and size else None
    return Effect(result, instrument, people, md, smd, derived.origin, several) if md or smd else None


def _of_arms(study: Study, result: Result, people: Sizes | None) -> _Derived | None:
    """From what was measured in each of the two groups."""
    if people is None:
        return None
    each = zip(result.compares, (people.first, people.second), strict=True)
    first, second = (_group(study, result, name, n) for name, n in each)
    return _of_groups(first, second) if first and second else None


def _of_groups(first: Group, second: Group) -> _Derived:
    return _Derived("groups", formulas.mean_difference(first, second), formulas.hedges_g(first, second))


def _of_difference(result: Result, people: Sizes | None) -> _Derived | None:
    """From the difference with its interval or standard error, or with the means and an exact p value."""
    difference = estimate(result)
    known = None if difference is None else _standard_error(result, difference, people)
    if difference is None or known is None:
        return None
    error, origin = known
    smd = formulas.g_from_t(abs(difference) / error, people.first, people.second) if people else None
    return _Derived(origin, Estimate(difference, error**2), smd)


def _standard_error(result: Result, difference: float, people: Sizes | None) -> tuple[float, Origin] | None:
    """Of the difference, and what it comes from; None where nothing tells it."""
    freedom = people.freedom if people else None
    given, p = result.difference, exact_p(result)
    if given and given.ci95:
        return formulas.se_from_interval(given.ci95[0], given.ci95[1], df=freedom), "interval"
    if given and given.se:
        return given.se, "se"
    if p and difference:
        return formulas.se_from_p(difference, p, freedom), "p" if given else "means-and-p"
    return None


def _of_p(result: Result, people: Sizes | None) -> _Derived | None:
    p = exact_p(result)
    if not p or people is None:
        return None
    t = formulas.t_from_p(p, people.freedom)
    return _Derived("p-alone", None, formulas.g_from_t(t, people.first, people.second))


def _of_d(result: Result, people: Sizes | None) -> _Derived | None:
    if not result.cohen_d or people is None:
        return None
    return _Derived("d", None, formulas.g_from_d(result.cohen_d, people.first, people.second))


def exact_p(result: Result) -> float | None:
    """The p value when it is printed exactly; "<0.05" and "0.000" only say on which side of a line it is."""
    if result.p is None or result.p[0] in "<>":
        return None
    p = float(result.p.lstrip("="))
    return p if 0 < p < 1 else None


def _side(result: Result, instrument: Instrument | None, difference: float | None) -> int | None:
    """1 when the difference is better with backward walking, -1 when worse, None when nobody can tell.

    No difference at all has no side and counts as none: left out, it would make all others look larger.
    """
    if difference == 0:
        return 1
    if difference and instrument and instrument.better:
        return 1 if (difference < 0) == (instrument.better == "lower") else -1
    named, own = _SIDES.get(direction(result, instrument)), estimate(result)
    # Merged groups may lean to the other side than the first of them, whose direction this is.
    return -named if named and difference and own and (own < 0) != (difference < 0) else named
