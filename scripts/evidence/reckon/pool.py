"""Several studies' estimates in, one pooled estimate out, by inverse variance: fixed and random effects.

Names: tau2 is the variance of the true effects between studies, Q Cochran's statistic, I2 the share of the
spread that tau2 makes up. Formulas: Viechtbauer 2010, J Stat Softw 36(3), on the R package metafor.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evidence.reckon.formulas import Bounds, Estimate, t_from_p
from evidence.reckon.quantiles import chi2_deviate, root

Method = Literal["reml", "dl", "pm", "fixed"]


PREDICTION = 5
"""Fewer studies than this say too little for an interval of a further study."""


@dataclass(frozen=True)
class Pool:
    """What `k` studies say together; intervals are of 95%, in the estimates' unit, tau2 in its square.

    None where k is too small: for one study all that has a default, the rest being that study's own; for two
    the prediction interval. The fixed effect takes tau2 to be 0 and predicts nothing.
    """

    k: int
    method: Method
    estimate: float
    se: float
    wald: Bounds
    weights: tuple[float, ...]
    """Of each study given, in their order, in percent; 0 for an infinite variance."""
    hksj: Bounds | None = None
    """Hartung-Knapp-Sidik-Jonkman, t with k - 1 degrees of freedom: Hartung and Knapp 2001, Stat Med 20:3875.

    Never narrower because studies agree by luck (the floor): Knapp and Hartung 2003, Stat Med 22:2693.
    """
    hksj_unfloored: Bounds | None = None
    tau2: float | None = None
    tau2_interval: Bounds | None = None
    """Q-profile: Viechtbauer 2007, Stat Med 26:37-52."""
    q: float | None = None
    i2: float | None = None
    """In percent: from tau2 and the typical variance (Higgins and Thompson 2002), or from Q if fixed."""
    prediction_interval: Bounds | None = None
    """For the true effect of another study, t with k - 2: Higgins 2009, J R Stat Soc A 172:137-159."""

    @property
    def prediction(self) -> Bounds | None:
        """`prediction_interval` where there are studies enough to tell it."""
        return self.prediction_interval if self.k >= PREDICTION else None


def pool(estimates: Sequence[Estimate], method: Method = "reml") -> Pool:
    """The studies taken together; those of infinite variance count nowhere. ValueError where none is left."""
    known = [each for each in estimates if each.variance < math.inf]
    if not known:
        raise ValueError("there is no study to pool")
    # Seen from the most precise study, its own distance from the mean is not lost in rounding.
    origin = min((each.variance, each.value) for each in known)[1]
    y, v = [each.value - origin for each in known], [each.variance for each in known]
    k = len(known)
    random = method != "fixed"
    tau2 = _TAU2[method](y, v) if random and k > 1 else 0.0
    weights = _weights(v, tau2)
    total = math.fsum(weights)
    estimate, se = origin + _mean(y, weights), 1 / math.sqrt(total)
    shares = tuple(100 / (each.variance + tau2) / total for each in estimates)
    alone = Pool(k, method, estimate, se, _around(estimate, se), shares)
    if k == 1:
        return alone
    excess = math.sqrt(_q(y, v, tau2) / (k - 1))
    typical = (k - 1) / _information(_weights(v, 0))
    # (Q - df) / Q, the I2 of the fixed effect, is the share that DerSimonian and Laird's tau2 would have.
    between = tau2 if random else _dersimonian_laird(y, v)
    return replace(
        alone,
        hksj=_around(estimate, se * max(1, excess), k - 1),
        hksj_unfloored=_around(estimate, se * excess, k - 1),
        tau2=tau2,
        tau2_interval=_q_profile(y, v) if random else None,
        q=_q(y, v, 0),
        i2=100 * between / (between + typical),
        prediction_interval=_around(estimate, math.sqrt(se**2 + tau2), k - 2) if random and k > 2 else None,
    )


def leave_one_out(estimates: Sequence[Estimate], method: Method = "reml") -> tuple[Pool, ...]:
    """The pool of all the other studies, for each study in turn; ValueError where no other is left."""
    return tuple(
        pool([*estimates[:place], *estimates[place + 1 :]], method) for place in range(len(estimates))
    )


def _around(estimate: float, se: float, df: int | None = None) -> Bounds:
    half = t_from_p(0.05, df) * se
    return estimate - half, estimate + half


def _weights(v: Sequence[float], tau2: float) -> list[float]:
    return [1 / (each + tau2) for each in v]


def _mean(y: Sequence[float], weights: Sequence[float]) -> float:
    return math.fsum(w * each for w, each in zip(weights, y, strict=True)) / math.fsum(weights)


def _q(y: Sequence[float], v: Sequence[float], tau2: float) -> float:
    """Sum of weighted squared distances from the weighted mean; falls as tau2 rises."""
    weights = _weights(v, tau2)
    mean = _mean(y, weights)
    return math.fsum(w * (each - mean) ** 2 for w, each in zip(weights, y, strict=True))


def _information(weights: Sequence[float]) -> float:
    """Sum of weights less the sum of their squares over that sum; exact also where one outweighs the rest."""
    *others, heaviest = sorted(weights)
    rest = math.fsum(others)
    total = rest + heaviest
    return (math.fsum(w * (total - w) for w in others) + heaviest * rest) / total


def _squares(y: Sequence[float]) -> float:
    """Sum of squared distances from the plain mean."""
    return _q(y, [1.0] * len(y), 0)


def _dersimonian_laird(y: Sequence[float], v: Sequence[float]) -> float:
    """DerSimonian and Laird 1986, Control Clin Trials 7:177-188."""
    return max(0.0, (_q(y, v, 0) - (len(y) - 1)) / _information(_weights(v, 0)))


def _paule_mandel(y: Sequence[float], v: Sequence[float]) -> float:
    """Paule and Mandel 1982, J Res Natl Bur Stand 87:377-385: the tau2 at which Q is what it should be."""
    return _tau2_where_q_is(len(y) - 1, y, v)


def _q_profile(y: Sequence[float], v: Sequence[float]) -> Bounds:
    df = len(y) - 1
    low, high = (_tau2_where_q_is(chi2_deviate(above, df), y, v) for above in (0.025, 0.975))
    return low, high


def _tau2_where_q_is(wanted: float, y: Sequence[float], v: Sequence[float]) -> float:
    """0 where Q is not even that large at 0."""
    if _q(y, v, 0) <= wanted:
        return 0.0
    # Q is at most the sum of squares over tau2; twice that leaves room for rounding.
    return root(lambda tau2: _q(y, v, tau2) - wanted, 0, 2 * _squares(y) / wanted)


def _reml(y: Sequence[float], v: Sequence[float]) -> float:
    """The tau2 of highest restricted likelihood, searched everywhere: there may be several local maxima.

    Above `top` the likelihood only falls: the weights then differ by less than a factor of 2, and the squares
    are too small for them. Below `bottom` they hardly change, so one peak at most is left there.
    """
    k = len(y)
    top = max(*v, 4 * _squares(y) / (k - 1))
    bottom = min(v) / 100
    steps = math.ceil(10 * math.log10(top / bottom))
    places = [0.0, *(bottom * (top / bottom) ** (step / steps) for step in range(steps)), top]
    slopes = [_slope(y, v, tau2) for tau2 in places]
    peaks = [0.0] if slopes[0] <= 0 else []
    for place in range(1, len(places)):
        if slopes[place - 1] > 0 >= slopes[place]:
            peaks.append(root(lambda tau2: _slope(y, v, tau2), places[place - 1], places[place]))
    return max(peaks, key=lambda tau2: _restricted_likelihood(y, v, tau2))


def _slope(y: Sequence[float], v: Sequence[float], tau2: float) -> float:
    """Twice the derivative of the restricted log-likelihood by tau2."""
    weights = _weights(v, tau2)
    mean = _mean(y, weights)
    squares = math.fsum((w * (each - mean)) ** 2 for w, each in zip(weights, y, strict=True))
    return squares - _information(weights)


def _restricted_likelihood(y: Sequence[float], v: Sequence[float], tau2: float) -> float:
    """Twice its logarithm, but for a constant."""
    weights = _weights(v, tau2)
    return math.fsum(map(math.log, weights)) - math.log(math.fsum(weights)) - _q(y, v, tau2)


_TAU2: dict[Method, Callable[[Sequence[float], Sequence[float]], float]] = {
    "reml": _reml,
    "dl": _dersimonian_laird,
    "pm": _paule_mandel,
}
