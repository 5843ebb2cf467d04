"""Where a programme lies in the pictures, worked out by hand from the numbers of the invented project."""

import math
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from drawn import Drawn, moves
from evidence.reckon import programmes
from evidence.records.common import Span
from evidence.show.figures import doses
from evidence.show.programmes import DoseChartBlock
from project import edit, load

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
    assert places["adams-2001"] == (pytest.approx(58 + 290 * 6 / 13, abs=0.1), pytest.approx(166.1, abs=0.1))
    assert places["inv0009"] == (pytest.approx(58 + 290 * 4 / 13, abs=0.1), pytest.approx(224.3, abs=0.1))
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
    band = doses.scatter(found, routine).band
    assert band
    box, label = band
    assert (box.x, box.width) == (58, 290)
    assert box.y == pytest.approx(180.3, abs=0.1) and box.y + box.height == pytest.approx(224.3, abs=0.1)
    assert box.y < label.y < box.y + box.height
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
    assert first.x == pytest.approx(58 + 290 * 6 / 13, abs=0.1)
    assert second.y == pytest.approx(250 - 44 * math.log2(3.9), abs=0.1)
    assert math.dist((first.x, first.y), (second.x, second.y)) >= first.radius + second.radius
    assert abs(second.x - first.x) < 290 / 13 / 2


def test_no_bubble_of_the_real_records_covers_another(real_library):
    bubbles = doses.scatter(programmes.doses(real_library), real_library.origin.routine).bubbles
    assert len(bubbles) > 20
    for one, other in combinations(bubbles, 2):
        away = math.dist((one.x, one.y), (other.x, other.y))
        assert away > one.radius + other.radius, (one.doses[0].study.id, other.doses[0].study.id)


def test_a_range_is_a_line_and_a_number_a_point(references):
    found, routine = drawn(references)
    lines = {line.dose.study.id: (line.left, line.right) for line in doses.speeds(found, routine).lines}
    assert lines["adams-2001"] == pytest.approx((58 + 290 * 0.5 / 12, 94.2), abs=0.1)
    flat, *_ = doses.inclines(found, routine).lines
    assert (flat.dose.study.id, flat.left, flat.right) == ("adams-2001", 58, 58)


def test_a_speed_beyond_the_axis_makes_it_longer(references):
    edit(references / ADAMS, "speed_kmh: [0.5, 1.5]", "speed_kmh: 16")
    found, routine = drawn(references)
    strip = doses.speeds(found, routine)
    assert strip.ticks[-1].label == "16"
    assert max(line.right for line in strip.lines) == 348


def test_nothing_to_draw(references):
    assert doses.scatter([], None) is None
    assert doses.speeds([], None).lines == ()


def drawing(library, frame):
    """All three pictures, each with a band."""
    bands = {"speed_kmh": Span(low=2, high=4), "incline_percent": Span(low=5, high=5)}
    found, routine = programmes.doses(library), library.origin.routine.model_copy(update=bands)
    return Drawn(
        "figures/dose_chart.j2",
        library.references,
        root="../",
        block=DoseChartBlock(
            doses.scatter(found, routine, frame),
            doses.speeds(found, routine, frame),
            doses.inclines(found, routine, frame),
        ),
    )


def test_a_moved_frame_moves_all_of_every_picture(references):
    library, frame = load(references), doses.FRAME
    lower = replace(frame, top=frame.top + 20, bottom=frame.bottom + 20)
    aside = replace(frame, left=frame.left + 10, right=frame.right + 10)
    old, down, right = (drawing(library, each).pictures for each in (frame, lower, aside))
    assert len(old) == 3
    for before, after in zip(old, right, strict=True):
        moved = moves(before, after, "x")
        assert {what for what, _, _ in moved} >= {"line.axis", "line.grid", "circle", "rect.band", "text"}
        fixed = [change for _, place, change in moved if place == doses.NAME.x]
        assert 1 <= len(fixed) <= 2 and not any(fixed), "the names of the axes"
        assert all(change == 10 for _, place, change in moved if place != doses.NAME.x)
    moved = moves(old[0], down[0], "y")
    assert all(change == (0 if place == doses.NAME.y else 20) for _, place, change in moved)
    assert float(down[0].get("viewBox").split()[-1]) - float(old[0].get("viewBox").split()[-1]) == 20
    assert all(
        change == 0 for pair in zip(old[1:], down[1:], strict=True) for _, _, change in moves(*pair, "y")
    )


def test_a_narrower_frame_holds_every_programme(references):
    narrow = replace(doses.FRAME, left=100, right=200)
    for picture in drawing(load(references), narrow).pictures:
        (axis,) = [line for line in picture.iter("line") if line.get("class") == "axis"]
        assert (axis.get("x1"), axis.get("x2")) == ("100", "200")
        places = [float(circle.get("cx")) for circle in picture.iter("circle")]
        assert places and all(100 <= x <= 200 for x in places)


def test_stages_are_told_in_words_and_seen(references):
    edit(references / "studies/van-der-berg-2012.yml", "      pace:", "      speed_kmh: 3\n      pace:")
    made = drawing(load(references), doses.FRAME)
    words = " ".join(made.words("figcaption"))
    assert "Filled: walked over weeks. Hollow: one session in a laboratory, or only planned." in words
    assert {group.get("class") for group in made.root.iter("g")} == {
        "dose walked",
        "dose planned",
        "dose laboratory",
    }
