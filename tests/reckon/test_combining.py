"""Which studies of a cell are put together, on which scale, and why the others are not."""

import pytest

from evidence.reckon.combining import combine
from evidence.reckon.effects import Effect
from evidence.reckon.formulas import DOUBTFUL, Estimate
from evidence.reckon.pool import pool
from making import result, scale, study

POINTS = scale()
OTHER = scale(id="other-scale")
VERSIONS = scale(versions="There are two.")


def one(id, *, raw=None, g=None, on=POINTS, values="post", design="randomised-trial", measure=None):
    """A study and its effect; `raw` and `g` are estimates with variance 1 and 0.1."""
    effect = Effect(
        result(values=values, measure=measure),
        on,
        None,
        Estimate(raw, 1.0) if raw is not None else None,
        Estimate(g, 0.1) if g is not None else None,
        "groups",
    )
    return study(id=id, design=design), effect


def told(combined):
    """Scale, ids in the sum, ids beside it, ids on another scale."""
    rows = combined.studies
    return (
        combined.scale,
        [row.study.id for row in rows if row.pooled],
        [row.study.id for row in rows if not row.pooled],
        [study.id for study, _ in combined.elsewhere],
    )


def test_nothing_comes_of_nothing() -> None:
    assert combine([]) is None
    assert combine([one("a", raw=3.0, on=scale(better=None))]) is None, "nobody can call that better or worse"


CELLS = {
    "one, in points": ([one("a", raw=-2, g=1)], ("raw", [], ["a"], []), ()),
    "one, without a unit": ([one("a", g=1, on=None)], ("standardised", [], ["a"], []), ()),
    "one, on a scale with versions": ([one("a", raw=-2, g=1, on=VERSIONS)], ("raw", [], ["a"], []), ()),
    "one scale": ([one("a", raw=-2, g=1), one("b", raw=-1, g=1)], ("raw", ["a", "b"], [], []), ()),
    "one scale, after with change": (
        [one("a", raw=-2, g=1), one("b", raw=-1, g=1, values="change")],
        ("raw", ["a", "b"], [], []),
        (),
    ),
    "two scales": (
        [one("a", raw=-2, g=1), one("b", raw=-1, g=1, on=OTHER)],
        ("standardised", ["a", "b"], [], []),
        (),
    ),
    "versions of one scale": (
        [one("a", raw=-2, g=1, on=VERSIONS), one("b", raw=-1, g=1, on=VERSIONS)],
        ("standardised", ["a", "b"], [], []),
        (),
    ),
    "two scales, after with change": (
        [one("a", raw=-2, g=1), one("b", raw=-1, g=1, on=OTHER, values="change")],
        ("standardised", [], ["a", "b"], []),
        ("values",),
    ),
    "two scales, kind unknown": (
        [one("a", raw=-2, g=1, values=None), one("b", raw=-1, g=1, on=OTHER, values=None)],
        ("standardised", [], ["a", "b"], []),
        ("values",),
    ),
    "random and not": (
        [one("a", raw=-2, g=1), one("b", raw=-1, g=1, design="non-randomised")],
        ("standardised", [], ["a", "b"], []),
        ("formation",),
    ),
    "nearly random is random": (
        [one("a", raw=-2), one("b", raw=-1, design="quasi-randomised")],
        ("raw", ["a", "b"], [], []),
        (),
    ),
    "two random, one not": (
        [one("a", raw=-2), one("b", raw=-1, design="allocation-not-seen"), one("c", raw=-3)],
        ("raw", ["a", "c"], ["b"], []),
        ("formation",),
    ),
    "of two and two, those at random": (
        [
            one("a", raw=-2, design="non-randomised"),
            one("b", raw=-1, design="non-randomised"),
            one("c", raw=-3),
            one("d", raw=-4),
        ],
        ("raw", ["c", "d"], ["a", "b"], []),
        ("formation",),
    ),
    "most studies, not the natural unit": (
        [one("a", raw=-2, g=1), one("b", raw=-1, g=1), one("c", g=1, on=None)],
        ("standardised", ["a", "b", "c"], [], []),
        (),
    ),
    "as many in points as without": (
        [one("a", raw=-2, g=1), one("b", raw=-1, g=1), one("c", g=1, on=None, values="change")],
        ("raw", ["a", "b"], [], ["c"]),
        ("scales",),
    ),
    "one scale, two measures": (
        [one("a", raw=-2), one("b", raw=-1), one("c", raw=-1, measure="At night", values="change")],
        ("raw", ["a", "b"], ["c"], []),
        ("scales",),
    ),
    "one without people beside one without a unit": (
        [one("a", raw=-2), one("b", g=1, on=None)],
        ("standardised", [], ["b"], ["a"]),
        ("scales",),
    ),
    "a reason here and one elsewhere": (
        [one("a", g=1, on=None), one("b", g=1, on=None, values="change"), one("c", raw=-2)],
        ("standardised", [], ["a", "b"], ["c"]),
        ("values", "scales"),
    ),
    "two reasons": (
        [
            one("a", g=1, on=None),
            one("b", g=1, on=None, values="change"),
            one("c", g=1, on=None, design="non-randomised"),
        ],
        ("standardised", [], ["a", "b", "c"], []),
        ("formation", "values"),
    ),
}


@pytest.mark.parametrize(("effects", "expected", "why_not"), CELLS.values(), ids=CELLS)
def test_what_is_put_together(effects, expected, why_not):
    found = combine(effects)
    assert told(found) == expected
    assert found.why_not == why_not
    assert (found.instrument is None) == (found.scale == "standardised")


def test_the_order_of_studies_changes_no_sum() -> None:
    for effects, _, why_not in CELLS.values():
        back = combine(reversed(effects))
        assert sorted(map(sorted, told(back)[1:])) == sorted(map(sorted, told(combine(effects))[1:]))
        assert back.estimate == pytest.approx(combine(effects).estimate)
        assert back.why_not == why_not


ESTIMATES = [-2.0, -1.0, -4.0, -2.5, 0.0]


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_what_may_be_told_of_how_many(k):
    """One: its own interval. Two and more: Hartung-Knapp. Five: a further study."""
    found = combine([one(f"s-{n}", raw=ESTIMATES[n]) for n in range(k)])
    expected = pool([Estimate(ESTIMATES[n], 1.0) for n in range(k)])
    assert found.estimate == pytest.approx(expected.estimate)
    assert (found.pool is None) == (k == 1)
    assert found.interval == (Estimate(-2.0, 1.0).interval if k == 1 else expected.hksj)
    assert found.prediction == (expected.prediction_interval if k >= 5 else None)


def test_without_a_sum_nothing_is_told() -> None:
    found = combine(CELLS["two scales, after with change"][0])
    assert (found.pool, found.estimate, found.interval, found.weights) == (None, None, None, {})


def test_weights_belong_to_their_studies() -> None:
    """Inverse variance, tau2 0: 1 to 1/4 is 80 to 20 percent; who stands apart has none."""
    light = one("light", raw=-2)
    heavier = Effect(light[1].result, POINTS, None, Estimate(-2.0, 0.25), None, "groups")
    apart = one("apart", raw=-2, design="non-randomised")
    found = combine([light, apart, (study(id="heavy"), heavier)])
    assert found.weights == pytest.approx({"light": 20, "heavy": 80})


def test_instruments_that_share_a_scale_are_put_together_in_points_of_the_best_known():
    known, line = scale(), scale(id="line", same_scale_as="scale")
    effects = [one("s-0", raw=-2.0, on=known), one("s-1", raw=-4.0, on=line)]
    found = combine(effects, {"scale": known, "line": line})
    assert found.instrument == known
    assert [row.pooled for row in found.studies] == [True, True]
    assert combine([effects[0], one("s-1", raw=-4.0, on=scale(id="other"))]).pool is None


def test_what_is_hard_to_believe_is_left_out_beside_the_sum():
    """The sum keeps it; the other one is what the rest give."""
    effects = [one("s-0", g=2.5), one("s-1", g=0.5), one("s-2", g=0.4)]
    found = combine(effects)
    assert [row.study.id for row in found.doubtful] == ["s-0"]
    assert found.pool.k == 3
    rest = pool([Estimate(0.5, 0.1), Estimate(0.4, 0.1)])
    assert found.without_doubtful.estimate == pytest.approx(rest.estimate)
    assert combine(effects[1:]).without_doubtful is None


def test_a_size_at_the_line_is_still_believed() -> None:
    at, beyond = (combine([one("a", g=DOUBTFUL + by)]).studies[0] for by in (0, 0.001))
    assert not at.doubtful and beyond.doubtful


def test_leaving_one_out_takes_three() -> None:
    assert combine([one("a", raw=1), one("b", raw=3)]).without_one is None
    assert combine([one("a", raw=1), one("b", raw=3), one("c", raw=5)]).without_one == pytest.approx((2, 4))


def test_two_randomised_trials_go_before_three_others() -> None:
    others = [one(f"o-{n}", raw=n, design="non-randomised") for n in range(3)]
    found = combine([*others, one("a", raw=1), one("b", raw=2)])
    assert [row.study.id for row in found.studies if row.pooled] == ["a", "b"]
