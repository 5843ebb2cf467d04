"""Whose programmes are known, and how far each came."""

import pytest

from evidence.read.load import load as read
from evidence.reckon.programmes import Dose, doses, programmes_of, ranges
from making import study
from project import edit

PROGRAMME = {"weeks": 4, "seen": ["page"]}


def arm(role, **fields):
    return {"role": role, "label": role, **fields}


def test_only_those_who_walked_backwards_lend_their_programme():
    found = study(
        arms={
            "only": arm("backward-walking", programme=PROGRAMME),
            "both": arm("both-directions", programme=PROGRAMME | {"weeks": 5}),
            "other": arm("forward-walking", programme=PROGRAMME | {"weeks": 6}),
            "unseen": arm("backward-walking"),
        }
    )
    assert [programme.weeks.low for programme in programmes_of(found)] == [4, 5]


@pytest.mark.parametrize(
    ("design", "stage"),
    [
        ("before-after", "walked"),
        ("laboratory", "laboratory"),
        ("registration", "planned"),
        ("protocol", "planned"),
    ],
)
def test_a_programme_was_walked_planned_or_one_session(references, design, stage):
    edit(references / "studies/dean-1999.yml", "design: before-after", f"design: {design}")
    stages = {dose.study.id: dose.stage for dose in doses(read(references))}
    assert stages["dean-1999"] == stage


def walked(name, **amounts):
    """A programme of weeks, as the record of a study gives it."""
    found = study(id=name, arms={"only": arm("backward-walking", programme=PROGRAMME | amounts)})
    (programme,) = programmes_of(found)
    return Dose(found, found.arms["only"], programme, "walked")


def test_a_range_goes_from_the_least_to_the_most_of_any_study():
    told = ranges([walked("a", speed_kmh=[1, 2]), walked("b", weeks=9, speed_kmh=0.5), walked("b", weeks=2)])
    assert [(each.of, each.span.low, each.span.high) for each in told] == [
        ("weeks", 2, 9),
        ("speed_kmh", 0.5, 2),
    ]
    assert [[study.id for study in each.studies] for each in told] == [["a", "b"], ["a", "b"]]


def test_a_slope_of_nothing_is_told_and_what_nobody_gives_is_not():
    (weeks, slope) = ranges([walked("a", incline_percent=0)])
    assert (weeks.of, slope.of, slope.span.high) == ("weeks", "incline_percent", 0)
    assert ranges([]) == ()
