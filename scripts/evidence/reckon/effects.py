"""One study's results on one outcome to one effect size with its variance, and how it was derived.

Sources: Cochrane Handbook (version 6) chapters 6.3, 6.5.2, 10.5 and 23.3; Hedges 1981.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from evidence.reckon import formulas
from evidence.reckon.directions import Z, direction, estimate
from evidence.reckon.formulas import Group
from evidence.records.instrument import Instrument
from evidence.records.study import Result, Study

DOUBTFUL = 2.0
"""A standardised difference beyond this is more often a standard error taken for a standard deviation."""
_SIDES = {"favours-backward": 1, "favours-comparator": -1}


@dataclass(frozen=True)
class Measured:
    """An effect with its variance and 95 % interval, all on one scale."""

    estimate: float
    variance: float
    interval: tuple[float, float]

    @classmethod
    def of(cls, estimate: float, variance: float) -> Measured:
        """The interval as estimate -/+ 1.96 SE (Cochrane Handbook 6.5.2)."""
        half = Z * sqrt(variance)
        return cls(estimate, variance, (estimate - half, estimate + half))


@dataclass(frozen=True)
class Sizes:
    """People in the two groups; `assumed` when only the study's total was seen."""

    first: int
    second: int
    assumed: str = ""

    @property
    def freedom(self) -> int:
        """Degrees of freedom of a comparison of two means."""
        return self.first + self.second - 2


@dataclass(frozen=True)
class Effect:
    """`raw`: first arm minus second in the instrument's unit. `standardised`: Hedges g, positive when better.

    Either may be missing, never both.
    """

    result: Result
    instrument: Instrument | None
    sizes: Sizes | None
    raw: Measured | None
    standardised: Measured | None
    derivation: str

    @property
    def values(self) -> Literal["post", "change"] | None:
        """Whether scores after the programme were compared, or changes; None when that was not seen."""
        return self.result.values


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
    return min(found, key=lambda effect: (not effect.result.primary, effect.raw is None), default=None)


def of_results(study: Study, results: Sequence[Result], instrument: Instrument | None) -> Effect | None:
    """The effect that results of the same measurement give; they differ in the arms that they compare."""
    used = [result for result in results if _usable(result)]
    if not used:
        return None
    if len(used) == 1:
        return _effect(study, used[0], instrument, "")
    firsts, seconds = ([result.compares[place] for result in used] for place in (0, 1))
    groups = _merged(study, used, firsts), _merged(study, used, seconds)
    if groups[0] and groups[1]:
        what = "Groups of the same kind were merged (Cochrane Handbook 6.5.2.10). "
        return _of_groups(used[0], instrument, groups[0], groups[1], "", what)
    what = "The trial has several such groups, which cannot be merged; the first with a number is taken. "
    found = (_effect(study, result, instrument, what) for result in used)
    return next((effect for effect in found if effect), None)


def _usable(result: Result) -> bool:
    return result.contrast == "between-arms" and not result.excluded_from_pool


def sizes(study: Study, result: Result) -> Sizes | None:
    """People measured in the two groups, else those allotted, else an equal share of the study's people."""
    seen = [
        (result.arms[name].n if name in result.arms else None) or study.arms[name].n
        for name in result.compares
    ]
    if all(seen):
        first, second = (n or 0 for n in seen)
        return Sizes(first, second) if min(first, second) > 1 else None
    people = study.participants.people()
    share = people // len(study.arms) if people else 0
    what = (
        f"How many people were in each group was not seen; {people} people in {len(study.arms)} groups "
        f"are taken as equal groups of {share}."
    )
    return Sizes(share, share, what) if share > 1 else None


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


def _effect(study: Study, result: Result, instrument: Instrument | None, before: str) -> Effect | None:
    number = sizes(study, result)
    if number:
        first, second = (
            _group(study, result, name, n)
            for name, n in zip(result.compares, (number.first, number.second), strict=True)
        )
        if first and second:
            return _of_groups(result, instrument, first, second, number.assumed, before)
    found = _of_difference(result, number) or _of_p(result, number) or _of_d(result, number)
    if found is None:
        return None
    raw, signed, how = found
    side = _side(result, instrument, raw[0] if raw else estimate(result) or None)
    printed = result.difference.ci95 if result.difference else None
    return _made(result, instrument, number, raw, signed, side, before + how, printed)


def _of_groups(
    result: Result, instrument: Instrument | None, first: Group, second: Group, assumed: str, before: str
) -> Effect | None:
    raw = formulas.mean_difference(first, second)
    g, variance = formulas.hedges_g(first, second)
    how = f"{before}From the groups’ means, standard deviations and numbers of people."
    side = _side(result, instrument, raw.estimate)
    number = Sizes(first.n, second.n, assumed)
    return _made(result, instrument, number, raw, (abs(g), variance), side, how)


def _made(
    result: Result,
    instrument: Instrument | None,
    number: Sizes | None,
    raw: tuple[float, float] | None,
    standardised: tuple[float, float] | None,
    side: int | None,
    how: str,
    printed: list[float] | None = None,
) -> Effect | None:
    """`printed` is the interval of `raw` in the report, which is kept."""
    measured = Measured.of(*raw) if raw and instrument else None
    if measured and printed:
        measured = Measured(measured.estimate, measured.variance, (printed[0], printed[1]))
    if number and number.assumed:
        how = f"{how} {number.assumed}"
    if number is None and not printed:
        how += " The number of people was not seen, so the interval is a little too narrow."
    g = Measured.of(side * standardised[0], standardised[1]) if side and standardised else None
    if not (measured or g):
        return None
    return Effect(result, instrument, number, measured, g, how)


_Found = tuple[tuple[float, float] | None, tuple[float, float] | None, str]
"""Raw estimate and variance, size of g and its variance, and how they were found."""


def _of_difference(result: Result, number: Sizes | None) -> _Found | None:
    """From the difference with its interval or standard error, or with the means and an exact p value."""
    difference = estimate(result)
    if difference is None:
        return None
    freedom = number.freedom if number else None
    given, p = result.difference, exact_p(result)
    if given and given.ci95:
        error, what = formulas.se_from_interval(given.ci95[0], given.ci95[1], df=freedom), "its 95 % interval"
    elif given and given.se:
        error, what = given.se, "its standard error"
    elif p and difference:
        error, what = formulas.se_from_p(difference, p, freedom), f"p = {result.p and result.p.lstrip('=')}"
    else:
        return None
    g = formulas.g_from_t(abs(difference) / error, number.first, number.second) if number else None
    source = "the difference between the groups" if given else "the groups’ means"
    return (difference, error**2), g, f"From {source} and {what}."


def _of_p(result: Result, number: Sizes | None) -> _Found | None:
    p = exact_p(result)
    if not p or number is None:
        return None
    t = formulas.t_from_p(p, number.freedom)
    how = f"From p = {result.p and result.p.lstrip('=')} alone, with the side that the report names."
    return None, formulas.g_from_t(t, number.first, number.second), how


def _of_d(result: Result, number: Sizes | None) -> _Found | None:
    if not result.cohen_d or number is None:
        return None
    how = f"From the effect size d = {result.cohen_d:g} that the report prints."
    return None, formulas.g_from_d(result.cohen_d, number.first, number.second), how


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
