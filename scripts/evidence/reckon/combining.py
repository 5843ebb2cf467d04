"""The effects of one outcome in one comparison to one sum, or the reason why there is none.

Sources: Cochrane Handbook (version 6) chapters 10.5.2 (post and change scores may be mixed as mean
differences, never as standardised ones), 10.10 and 24.6 (randomised trials and others are not put together).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from evidence.reckon.designs import DESIGNS
from evidence.reckon.effects import Effect
from evidence.reckon.formulas import DOUBTFUL, Bounds, Estimate
from evidence.reckon.pool import Pool, leave_one_out, pool
from evidence.records.instrument import Instrument
from evidence.records.study import Study

Scale = Literal["raw", "standardised"]

WhyNot = Literal["formation", "values", "scales"]
"""Why effects stand in no sum.

`formation`: some groups were formed at random, others not. `values`: some are scores after the programme,
others changes, or it was not seen which. `scales`: their scales cannot be put together.
"""


@dataclass(frozen=True)
class StudyEffect:
    """The effect of one study; `pooled` when it stands in the sum."""

    study: Study
    effect: Effect
    estimate: Estimate
    interval: Bounds
    pooled: bool

    @property
    def doubtful(self) -> bool:
        """Whether its standardised size is larger than is easy to believe."""
        return self.effect.smd is not None and abs(self.effect.smd.value) > DOUBTFUL


@dataclass(frozen=True)
class Combined:
    """The studies that give a number on one scale, and their sum.

    `instrument` names the unit of a raw scale; on the standardised one positive is better. `elsewhere` are
    studies whose number is on another scale. `why_not` says why some or all stand in no sum; it is empty
    where nothing is left out.
    """

    scale: Scale
    instrument: Instrument | None
    studies: tuple[StudyEffect, ...]
    elsewhere: tuple[tuple[Study, Effect], ...]
    pool: Pool | None
    why_not: tuple[WhyNot, ...]

    @property
    def better(self) -> Literal["lower", "higher"]:
        """The better end of the scale."""
        return "lower" if self.instrument and self.instrument.better == "lower" else "higher"

    @property
    def weights(self) -> dict[str, float]:
        """Study id -> weight in the sum, in percent."""
        pooled = [row.study.id for row in self.studies if row.pooled]
        return dict(zip(pooled, self.pool.weights, strict=True)) if self.pool else {}

    @property
    def interval(self) -> Bounds | None:
        """Of one study its own, of several that by Hartung and Knapp, however wide; None without a sum."""
        if len(self.studies) == 1:
            return self.studies[0].interval
        return (self.pool.hksj or self.pool.wald) if self.pool else None

    @property
    def doubtful(self) -> tuple[StudyEffect, ...]:
        """Studies in the sum whose effect is larger than is easy to believe."""
        return tuple(row for row in self.studies if row.pooled and row.doubtful)

    @property
    def without_doubtful(self) -> Pool | None:
        """The sum without those; None where there are none, or nothing is left."""
        rest = [row.estimate for row in self.studies if row.pooled and not row.doubtful]
        return pool(rest) if self.doubtful and rest else None

    @property
    def estimate(self) -> float | None:
        """The sum, or the effect of the only study."""
        if self.pool:
            return self.pool.estimate
        return self.studies[0].estimate.value if len(self.studies) == 1 else None

    @property
    def without_one(self) -> Bounds | None:
        """Smallest and largest sum with any one study left out, from three studies on."""
        if self.pool is None or self.pool.k < 3:
            return None
        sums = [left.estimate for left in leave_one_out([row.estimate for row in self.studies if row.pooled])]
        return min(sums), max(sums)

    @property
    def prediction(self) -> Bounds | None:
        """Where the effect of a further study would lie, from five studies on."""
        return self.pool.prediction if self.pool else None


def combine(
    effects: Iterable[tuple[Study, Effect]], instruments: Mapping[str, Instrument] = MappingProxyType({})
) -> Combined | None:
    """All effects of one cell on the scale that puts most studies together; None without any effect.

    An effect that nobody can call better or worse is left out. Instruments that share a scale count as one.
    """
    known = [pair for pair in effects if _shows_side(pair[1])]
    if not known:
        return None
    together = _together(known)
    scale, own = (together.scale, together.instrument) if together else _scale_of_most(known)
    instrument = instruments.get(own.scale, own) if own else None
    ids = {study.id for study, _ in together.pairs} if together else set()
    rows = tuple(
        StudyEffect(study, effect, *found, study.id in ids)
        for study, effect in known
        if (found := _on(effect, scale, instrument))
    )
    shown = {row.study.id for row in rows}
    elsewhere = tuple(pair for pair in known if pair[0].id not in shown)
    estimates = [row.estimate for row in rows if row.pooled]
    pooled = pool(estimates) if estimates else None
    return Combined(scale, instrument, rows, elsewhere, pooled, _why_not(scale, rows, elsewhere))


_Pair = tuple[Study, Effect]


@dataclass(frozen=True)
class _Together:
    """Studies that may be put together; `instrument` where that is in its unit."""

    scale: Scale
    instrument: Instrument | None
    randomised: bool
    pairs: tuple[_Pair, ...]


def _together(known: Sequence[_Pair]) -> _Together | None:
    """Randomised trials first, then most studies, then natural units; None where no two fit together."""
    fit = [each for each in _all_together(known) if len(each.pairs) > 1]
    return max(fit, key=lambda each: (each.randomised, len(each.pairs), each.scale == "raw"), default=None)


def _all_together(known: Sequence[_Pair]) -> Iterator[_Together]:
    """Every way to put studies together, in the order in which they allow it."""
    found: dict[_Key, list[_Pair]] = {}
    for pair in known:
        for key in _keys(*pair):
            found.setdefault(key, []).append(pair)
    for (scale, _, _, randomised), pairs in found.items():
        instrument = pairs[0][1].instrument if scale == "raw" else None
        yield _Together(scale, instrument, randomised, tuple(pairs))


_Key = tuple[Scale, str, str | None, bool]
"""Scale, what must be the same on it, and whether groups were formed at random."""


def _keys(study: Study, effect: Effect) -> Iterator[_Key]:
    """Studies with a key in common may be put together."""
    randomised, instrument = DESIGNS[study.design].randomised, effect.instrument
    if _md(effect) and instrument and not instrument.versions:
        yield "raw", instrument.scale, effect.result.measure, randomised
    if effect.smd and effect.values:
        yield "standardised", effect.values, None, randomised


def _scale_of_most(known: Sequence[_Pair]) -> tuple[Scale, Instrument | None]:
    """The scale that shows most of them, where none are put together."""
    raw = [effect.instrument for _, effect in known if _md(effect)]
    if raw and (len(known) == 1 or not any(effect.smd for _, effect in known)):
        return "raw", raw[0]
    return "standardised", None


def _on(effect: Effect, scale: Scale, instrument: Instrument | None) -> tuple[Estimate, Bounds] | None:
    """The effect on this scale, and its 95 % interval."""
    if scale == "standardised":
        return (effect.smd, effect.smd.interval) if effect.smd else None
    md, interval = _md(effect), effect.md_interval
    same = instrument and effect.instrument and effect.instrument.scale == instrument.scale
    return (md, interval) if md and interval and same else None


def _md(effect: Effect) -> Estimate | None:
    """In natural units, where the instrument says which end is better."""
    return effect.md if effect.instrument and effect.instrument.better else None


def _shows_side(effect: Effect) -> bool:
    return bool(_md(effect) or effect.smd)


def _why_not(scale: Scale, rows: tuple[StudyEffect, ...], elsewhere: tuple[_Pair, ...]) -> tuple[WhyNot, ...]:
    if len(rows) + len(elsewhere) < 2 or (all(row.pooled for row in rows) and not elsewhere):
        return ()
    reasons: list[WhyNot] = []
    if len({DESIGNS[row.study.design].randomised for row in rows}) > 1:
        reasons.append("formation")
    kinds = {row.effect.values for row in rows}
    if scale == "standardised" and (len(kinds) > 1 or kinds == {None}):
        reasons.append("values")
    if elsewhere or not reasons:
        reasons.append("scales")
    return tuple(reasons)
