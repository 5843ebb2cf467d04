"""Where a programme lies in the pictures, worked out by hand from the numbers of the invented project."""

import math
from itertools import combinations, pairwise

import pytest

from evidence.reckon import programmes
from evidence.show.figures import doses
from project import ROOT, edit, load

ADAMS = "studies/adams-2001.yml"


def drawn(references):
    library = load(references)
    found = programmes.doses(library)
    return found, library.origin.routine


def test_every_backward_programme_is_there_with_its_stage(references):
    found, _ = drawn(references)
    assert [(dose.study.id, dose.stage) for dose in found] == [
        ("adams-2001", "walked"),
        ("bell-2005", "walked"),
        ("van-der-berg-2012", "laboratory"),
        ("dean-1999", "walked"),
        ("inv0009", "planned"),
    ]


def test_the_scatter_holds_those_with_minutes_times_and_weeks(references):
    found, routine = drawn(references)
    scatter = doses.scatter(found, routine)
    places = {bubble.doses[0].study.id: (bubble.x, bubble.y) for bubble in scatter.bubbles}
    # 12.5 minutes x 3 = 37.5 a week for 6 of 13 weeks; (5 to 10) x 2 = 15 in the middle for 4 weeks
    assert places["adams-2001"] == (pytest.approx(46 + 306 * 6 / 13, abs=0.1), pytest.approx(160.1, abs=0.1))
    assert places["inv0009"] == (pytest.approx(46 + 306 * 4 / 13, abs=0.1), pytest.approx(218.3, abs=0.1))
    assert "dean-1999" not in places and "van-der-berg-2012" not in places


def test_the_axis_of_minutes_doubles_at_each_tick(references):
    found, routine = drawn(references)
    ticks = doses.scatter(found, routine).minutes
    steps = {round(first.at - second.at, 1) for first, second in pairwise(ticks)}
    assert [tick.label for tick in ticks] == ["10", "20", "40", "80", "160", "320"]
    assert steps == {44.0}


def test_the_band_is_the_routine_of_the_origin(references):
    found, routine = drawn(references)
    assert routine.minutes_per_week().low == 15 and routine.minutes_per_week().high == 30
    top, bottom = doses.scatter(found, routine).band
    assert top == pytest.approx(174.3, abs=0.1) and bottom == pytest.approx(218.3, abs=0.1)
    assert doses.scatter(found, None).band is None


def test_programmes_at_one_place_share_a_bubble(references):
    edit(
        references / "studies/inv0009.yml",
        "minutes_per_session: [5, 10], sessions_per_week: 2, weeks: 4",
        "minutes_per_session: 12.5, sessions_per_week: 3, weeks: 6",
    )
    found, routine = drawn(references)
    scatter = doses.scatter(found, routine)
    assert len(scatter.bubbles[0].doses) == 2
    assert scatter.bubbles[0].radius > 5


def test_a_bubble_that_would_cover_another_stands_beside_it(references):
    """The first where it belongs; the other at its own height, still nearest to its own week."""
    again = "minutes_per_session: 13, sessions_per_week: 3, weeks: 6"
    edit(
        references / "studies/inv0009.yml",
        "minutes_per_session: [5, 10], sessions_per_week: 2, weeks: 4",
        again,
    )
    found, routine = drawn(references)
    first, second = doses.scatter(found, routine).bubbles
    assert first.x == pytest.approx(46 + 306 * 6 / 13, abs=0.1)
    assert second.y == pytest.approx(244 - 44 * math.log2(3.9), abs=0.1)
    assert math.dist((first.x, first.y), (second.x, second.y)) >= first.radius + second.radius
    assert abs(second.x - first.x) < 306 / 13 / 2


def test_no_bubble_of_the_real_records_covers_another():
    library = load(ROOT / "references")
    bubbles = doses.scatter(programmes.doses(library), library.origin.routine).bubbles
    assert len(bubbles) > 20
    for one, other in combinations(bubbles, 2):
        away = math.dist((one.x, one.y), (other.x, other.y))
        assert away > one.radius + other.radius, (one.doses[0].study.id, other.doses[0].study.id)


def test_a_range_is_a_line_and_a_number_a_point(references):
    found, routine = drawn(references)
    lines = {line.dose.study.id: (line.left, line.right) for line in doses.speeds(found, routine).lines}
    assert lines["adams-2001"] == (pytest.approx(46 + 306 * 0.5 / 12, abs=0.1), pytest.approx(84.2, abs=0.1))
    flat, *_ = doses.inclines(found, routine).lines
    assert (flat.dose.study.id, flat.left, flat.right) == ("adams-2001", 46, 46)


def test_a_speed_beyond_the_axis_makes_it_longer(references):
    edit(references / ADAMS, "speed_kmh: [0.5, 1.5]", "speed_kmh: 16")
    found, routine = drawn(references)
    strip = doses.speeds(found, routine)
    assert strip.ticks[-1].label == "16"
    assert max(line.right for line in strip.lines) == 352


def test_nothing_to_draw(references):
    assert doses.scatter([], None) is None
    assert doses.speeds([], None).lines == ()
