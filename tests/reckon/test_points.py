"""Changes that people notice, and how far people lie apart on a scale."""

import pytest

from evidence.reckon.points import in_points, mcid, pooled_sd
from evidence.records.common import Span
from making import result, scale, study
from project import edit, load


def threshold(points=None, applies_to=("stiff-thumbs",), cites="hand-society-2019"):
    return {
        "value": "So many points",
        "kind": "smallest change that matters",
        "people": "people with stiff thumbs",
        "cites": cites,
        "applies_to": list(applies_to),
        **({"points": points} if points else {}),
    }


NOTICED = {
    "no scale": (None, None),
    "nothing known": ([], None),
    "one number": ([threshold(8)], Span(low=8, high=8)),
    "from the smallest to the largest": ([threshold([9, 12]), threshold(8)], Span(low=8, high=12)),
    "of other people": ([threshold(8, applies_to=["cold-feet"])], None),
    "of nobody in particular": ([threshold(8, applies_to=[])], None),
    "not in points": ([threshold()], None),
    "only those that apply": ([threshold(8), threshold(2, applies_to=["cold-feet"])], Span(low=8, high=8)),
}


@pytest.mark.parametrize(("thresholds", "span"), NOTICED.values(), ids=NOTICED)
def test_what_people_notice(thresholds, span):
    found = mcid(None if thresholds is None else scale(thresholds=thresholds), "stiff-thumbs")
    assert (found and found.span) == span


def test_the_sources_of_what_people_notice() -> None:
    cited = [threshold(8, cites="a"), threshold(2, ["cold-feet"], "b"), threshold(9, cites="c")]
    assert [each.cites for each, _ in mcid(scale(thresholds=cited), "stiff-thumbs").known] == ["a", "c"]


def test_the_spread_within_groups_by_degrees_of_freedom() -> None:
    """Groups of 5, 11 and 3 people: sqrt((4 * 2 ** 2 + 10 * 3 ** 2 + 2 * 1 ** 2) / 16) = sqrt(6.75)."""
    both = study(result(values="post", juggle=(5, 30, 2), usual=(11, 10, 3)))
    allotted = study(result(values="post", juggle=(None, 3, 1)), id="b", sizes={"juggle": 3, "usual": 3})
    found = pooled_sd([both, allotted], scale())
    assert found.sd == pytest.approx(6.75**0.5)
    assert [each.id for each in found.studies] == ["adams-2001", "b"]


@pytest.mark.parametrize(
    "unfit",
    [
        {"values": "change"},
        {"values": "post", "instrument": "other-scale"},
        {"values": "post", "excluded_from_pool": "A reason."},
        {"values": "post", "juggle": (1, 3, 50)},
        {"values": "post", "juggle": (5, 3, None)},
    ],
)
def test_what_tells_no_spread(unfit):
    fit = [study(result(values="post", juggle=(5, 30, 2)), id=name) for name in ("a", "b")]
    other = study(result(**{"juggle": (5, 30, 50)} | unfit), id="c")
    assert pooled_sd([*fit, other], scale()) == pooled_sd(fit, scale())


def test_no_spread_without_one_scale() -> None:
    fit = [study(result(values="post", juggle=(5, 30, 2)), id=name) for name in ("a", "b")]
    assert pooled_sd(fit, scale()).sd == pytest.approx(2)
    assert pooled_sd(fit, scale(versions="There are two.")) is None
    assert pooled_sd(fit, None) is None
    assert pooled_sd(fit[:1], scale()) is None


@pytest.mark.parametrize("other", ["healthy_people: true", "may_repeat: adams-2001"])
def test_figures_of_reviews_are_told_in_points_of_people_with_the_condition(references, other):
    """The spread is that of adams-2001 and chen-2010 while both may count in an answer."""

    def told():
        library = load(references)
        review, outcome = library.reviews["frost-2020"], library.conditions["stiff-thumbs"].outcomes[0]
        return in_points(library, review, outcome, review.pooled[0])

    chen = references / "studies/chen-2010.yml"
    edit(
        chen,
        '    p: "<0.05"\n    direction: favours-comparator\n',
        "    values: post\n    arms: {juggle: {n: 12, mean: 40, sd: 20}, usual: {n: 12, mean: 30, sd: 20}}\n",
    )
    assert told() is None, "it has a unit of its own"
    edit(
        references / "reviews/frost-2020.yml",
        "measure: mean difference",
        "measure: SMD\n    standardised: true",
    )
    small = "estimate: -0.5\n    ci95: [-0.75, -0.25]"
    edit(references / "reviews/frost-2020.yml", "estimate: -7.5\n    ci95: [-11.25, -3.75]", small)
    known = told().pooled_sd
    assert {each.id for each in known.studies} == {"adams-2001", "chen-2010"}
    assert told().amount == pytest.approx(-0.5 * known.sd)
    edit(chen, "design: non-randomised", f"design: non-randomised\n{other}")
    assert told() is None, "one study is not enough"
