"""What `evidence pool` prints: a pool as JSON in full precision, or as a short text with the same figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from evidence.reckon.formulas import DOUBTFUL, Bounds, Estimate
from evidence.reckon.pool import Pool

NAMES = {
    "reml": "random effects, REML",
    "dl": "random effects, DerSimonian-Laird",
    "pm": "random effects, Paule-Mandel",
    "fixed": "fixed effect",
}


def as_json(pool: Pool, estimates: Mapping[str, Estimate]) -> str:
    """Every figure unrounded; null for what does not exist with so few studies or with this method."""
    names = ("k", "method", "estimate", "se", "wald", "hksj", "tau2", "tau2_interval", "q", "i2")
    figures = {**{name: getattr(pool, name) for name in names}, "prediction_interval": pool.prediction}
    studies = [
        {"study": study, "estimate": each.value, "variance": each.variance, "weight": weight}
        for (study, each), weight in zip(estimates.items(), pool.weights, strict=True)
    ]
    return json.dumps({**figures, "studies": studies}, indent=1, ensure_ascii=False, allow_nan=False)


def as_text(pool: Pool, estimates: Mapping[str, Estimate]) -> str:
    """The same for people."""
    return "\n".join([*_figures(pool), "", *_studies(pool, estimates)])


def doubts(estimates: Mapping[str, Estimate]) -> list[str]:
    """A line for each Hedges' g that is so large that a slip is more likely."""
    return [
        f"{study}: {each.value:.2f} standard deviations is a very large difference; "
        "was a standard error typed as a standard deviation?"
        for study, each in estimates.items()
        if abs(each.value) > DOUBTFUL
    ]


def _figures(pool: Pool) -> Iterator[str]:
    if pool.k == 1:
        yield "1 study: nothing was pooled; this is the study's own estimate and interval."
    else:
        yield f"{pool.k} studies, {NAMES[pool.method]}"
    yield f"Estimate {_short(pool.estimate)}, standard error {_short(pool.se)}"
    yield f"95 % interval, normal (Wald): {_interval(pool.wald)}"
    if pool.hksj and pool.hksj_unfloored and pool.method != "fixed":
        floored, unfloored = _interval(pool.hksj), _interval(pool.hksj_unfloored)
        yield f"95 % interval, Hartung-Knapp: {floored}"
        if floored != unfloored:
            yield f"  (never below the normal standard error; else {unfloored})"
    if pool.tau2 is not None:
        yield f"Q {_short(pool.q)} (df {pool.k - 1}), I2 {_short(pool.i2)} %"
        yield f"tau2 {_short(pool.tau2)}" + (
            f", 95 % interval {_interval(pool.tau2_interval)}" if pool.tau2_interval else " by assumption"
        )
    if pool.prediction:
        yield f"95 % prediction interval: {_interval(pool.prediction)}"
    if pool.k == 2:
        yield "Two studies say little about how much studies differ: no interval here can be relied on."


def _studies(pool: Pool, estimates: Mapping[str, Estimate]) -> Iterator[str]:
    rows = [("study", "estimate", "variance", "weight")]
    for (study, each), weight in zip(estimates.items(), pool.weights, strict=True):
        rows.append((study, _short(each.value), _short(each.variance), f"{weight:.1f} %"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        figures = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *figures))


def _interval(interval: Bounds) -> str:
    return " to ".join(map(_short, interval))


def _short(value: float | None) -> str:
    return f"{value:.4g}"
