"""The forest plot: true to the numbers, cut only with an arrow, and never without zero."""

from dataclasses import replace
from itertools import pairwise

import pytest

from drawn import Drawn, moves
from evidence.reckon.combining import Combined, StudyEffect
from evidence.reckon.effects import Effect, Sizes
from evidence.reckon.formulas import Estimate
from evidence.reckon.pool import pool
from evidence.records.common import Span
from evidence.show.figures import lettering
from evidence.show.figures.forest import ARROW, FRAME, LARGEST, PLAIN, forest
from making import MARKUP, references, result, scale, study

NARROW = replace(FRAME, left=130, right=240)
ROOMY = replace(FRAME, left=160, right=268, width=440)
"""No word has to turn or to break where this one is moved a little to either side."""
BAND = Span(low=1.5, high=2.0)
TWELVE = [(-1.9, 0.5), (-0.4, 0.1), (0.3, 0.6), (-1.1, 9.0)] * 3


def combined(numbers, on="raw", apart=(), better="lower"):
    """Studies with these estimates and variances; those `apart`, and a single one, stand in no sum."""
    found = []
    for n, (estimate, variance) in enumerate(numbers):
        known = Estimate(estimate, variance)
        md, smd = (known, None) if on == "raw" else (None, known)
        effect = Effect(result(), scale(), Sizes(20, 21), md, smd, "groups")
        trial, pooled = study(id=f"s-{n}", read="abstract"), len(numbers) > 1 and n not in apart
        found.append(StudyEffect(trial, effect, known, known.interval, pooled))
    summed = [each.estimate for each in found if each.pooled]
    instrument = scale(better=better) if on == "raw" else None
    return Combined(on, instrument, tuple(found), (), pool(summed) if summed else None, ())


def plotted(numbers, on="raw", apart=(), matters=BAND, better="lower", author="Adams", frame=FRAME):
    made = combined(numbers, on, apart, better)
    return forest(made, matters, references((each.study for each in made.studies), author), frame)


@pytest.mark.parametrize("numbers", [[(-1.1, 0.2)], [(3.0, 0.2), (2.0, 0.1)], TWELVE[:5], TWELVE])
@pytest.mark.parametrize("on", ["raw", "standardised"])
@pytest.mark.parametrize("frame", [FRAME, NARROW])
def test_everything_lies_in_the_frame_in_order_and_zero_is_seen(numbers, on, frame):
    plot = plotted(numbers, on, frame=frame)
    bars = [each.whisker for each in (*plot.rows, plot.sum, plot.prediction) if each]
    shaded = plot.band.shaded
    places = [plot.zero, *(tick.at for tick in plot.ticks), *plot.band.lines]
    places += [shaded.x, shaded.x + shaded.width, *(x for bar in bars for x in (bar.left, bar.right))]
    assert all(frame.left <= x <= frame.right for x in places)
    assert all(frame.left < row.x < frame.right for row in plot.rows)
    (axis, *_) = [line for line in drawing(plot).root.iter("line") if line.get("class") == "axis"]
    assert (float(axis.get("x1")), float(axis.get("x2"))) == (frame.left, frame.right)
    assert "0" in {tick.label for tick in plot.ticks} and 2 <= len(plot.ticks) <= 6
    assert [row.found for row in plot.rows] == list(plot.combined.studies)
    assert all(second.whisker.y - first.whisker.y >= 24 for first, second in pairwise(plot.rows))
    assert plot.top < plot.rows[0].whisker.y and plot.rows[-1].whisker.y < plot.bottom
    by_place = sorted(plot.rows, key=lambda row: row.x)
    estimates = [row.found.estimate.value for row in by_place]
    assert estimates == sorted(estimates, reverse=plot.mirrored)


def test_the_area_of_a_square_follows_the_weight() -> None:
    plot = plotted(TWELVE, apart=(2,))
    shares = [row.side**2 / row.told.weight for row in plot.rows if row.told.weight is not None]
    assert max(shares) == pytest.approx(min(shares))
    assert max(row.side for row in plot.rows) == pytest.approx(LARGEST)
    assert [(row.told.weight, row.side) for row in plot.rows if not row.found.pooled] == [(None, PLAIN)]
    assert sum(row.told.weight or 0 for row in plot.rows) == pytest.approx(100)


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow() -> None:
    plot = plotted([(-1.0, 0.1), (-0.5, 0.1), (0.2, 90.0)])
    first, second, long = (row.whisker for row in plot.rows)
    assert (long.left, long.right) == (FRAME.left, FRAME.right) and long.cut_left and long.cut_right
    assert not any((first.cut_left, first.cut_right, second.cut_left, second.cut_right))
    made = drawing(plot)
    assert sum("arrow" in path.get("class", "") for path in made.root.iter("path")) == 2
    assert "An arrow: the interval goes on." in made.words("figcaption")[0]
    assert not plotted([(-1.1, 4.0)], matters=None).cut, "a single interval is always seen whole"


def test_a_diamond_that_leaves_the_axis_ends_before_its_arrows() -> None:
    alike = plotted([(0.1, 0.02), (-0.1, 0.02), (0.1, 0.02)], matters=None)
    assert not alike.cut
    wide = plotted([(-9.0, 0.01), (9.0, 0.01), (9.5, 0.01)], matters=None)
    assert wide.sum.whisker.cut_left and wide.sum.whisker.cut_right
    corners = [float(pair.split(",")[0]) for pair in wide.sum.diamond.split()]
    assert (min(corners), max(corners)) == (FRAME.left + ARROW, FRAME.right - ARROW)


def test_an_arrow_points_away_from_the_axis_where_less_is_better() -> None:
    (row,) = [
        row
        for row in plotted([(-1.0, 0.1), (0.2, 0.1), (9.0, 30.0)], matters=None).rows
        if row.whisker.cut_left
    ]
    assert row.found.estimate.value == 9.0, "9 is worse, and goes on to the left"
    assert row.whisker.left == FRAME.left and not row.whisker.cut_right


@pytest.mark.parametrize(
    ("on", "better", "mirrored"),
    [("raw", "lower", True), ("raw", "higher", False), ("standardised", "lower", False)],
)
def test_better_and_the_band_always_lie_to_the_right(on, better, mirrored):
    plot = plotted(TWELVE[:3], on, better=better)
    band = plot.band
    opposite = sorted(2 * plot.zero - x for x in band.lines)
    left, width = band.shaded.x, band.shaded.width
    assert [left, left + width] == pytest.approx(opposite, abs=0.05)
    assert left > plot.zero
    ticks = sorted(plot.ticks, key=lambda tick: tick.at)
    assert ticks[0].label.startswith("−") is not mirrored
    assert ticks[-1].label.startswith("−") is mirrored, "the numbers on the axis keep their sign"
    made = drawing(plot)
    words = made.words("text")
    assert "better with walking backwards →" in words and "← better without" in words
    assert ("the numbers fall from left to right" in made.words("figcaption")[0]) is mirrored
    told = f"{plot.rounded(plot.rows[0].found.estimate.value):g}".replace("-", "−")
    assert told in words, "as in its study"


@pytest.mark.parametrize("worse", [0.1, 40.0])
def test_what_the_right_side_means_is_never_cut(worse):
    plot = plotted([(-1.0, 0.1), (worse, 0.1)], matters=None)
    better = plot.better
    wide = 1.1 * max(map(lettering.width, better.lines))
    assert plot.zero < better.x and (better.x + wide if better.anchor == "start" else better.x) <= FRAME.width


def test_the_sum_of_two_is_drawn_as_wide_as_it_is_told() -> None:
    plot = plotted([(-1.1, 0.2), (-0.3, 0.1)])
    assert plot.sum.told.interval == plot.combined.pool.hksj and plot.prediction is None
    low, high = plot.combined.pool.wald
    caption = drawing(plot).words("figcaption")[0].replace("−", "-")
    assert f"the plain interval, {round(low, 2)} to {round(high, 2)}, would be far narrower" in caption
    assert "How much the trials differ" not in caption


def test_the_sum_of_five_is_drawn_from_hartung_and_knapp_with_a_prediction() -> None:
    plot = plotted(TWELVE[:5])
    assert plot.sum.told.interval == plot.combined.pool.hksj
    assert plot.prediction.interval == plot.combined.prediction
    caption = drawing(plot).words("figcaption")[0]
    assert "How much the trials differ: τ²" in caption and "Dashed" in caption
    low, high = (f"{round(bound, 2):g}".replace("-", "−") for bound in plot.combined.without_one)
    assert f"Without any one of them the sum lies between {low} and {high}." in caption


def test_names_and_reasons_are_text_and_the_table_holds_every_study() -> None:
    plot = plotted(TWELVE, apart=(1,), author=MARKUP)
    made = drawing(plot, MARKUP)
    made.check()
    assert not list(made.root.iter("b"))
    rows = [["".join(cell.itertext()) for cell in row] for row in made.root.iter("tr")][1:]
    assert len(rows) == 14
    assert [row[0] for row in rows[-2:]] == ["11 studies together", "Where a further study may lie"]
    derived = "From the groups’ means, standard deviations and numbers of people."
    assert rows[0][1:] == ["20 + 21", "−1.9 (−3.29 to −0.51)", rows[0][3], derived, "abstract"]
    assert rows[1][3] == "in no sum" and rows[0][0].startswith(MARKUP)


@pytest.mark.parametrize("by", [9, -14])
def test_a_moved_frame_moves_all_of_the_picture(by):
    numbers = [(-1.0, 0.1), (-0.5, 0.1), (0.2, 90.0), (-1.9, 0.1), (-0.4, 0.1)]
    frames = (ROOMY, replace(ROOMY, left=ROOMY.left + by, right=ROOMY.right + by))
    old, new = (drawing(plotted(numbers, frame=frame)).pictures[0] for frame in frames)
    moved = moves(old, new, "x")
    assert {what for what, _, _ in moved} >= {
        *(f"line.{name}" for name in ("axis", "zero", "whisker", "band-line", "grid")),
        *("path.arrow", "polygon", "rect", "rect.band"),
        *("text", "text.quiet", "text.band-label", "tspan"),
    }
    fixed = (0, ROOMY.edge, ROOMY.width)
    assert all(change == (0 if before in fixed else by) for _, before, change in moved)
    assert all(change == 0 for _, _, change in moves(old, new, "y"))


@pytest.mark.parametrize("left", [80, 112, 150])
def test_names_end_before_the_axis(left):
    plot = plotted(TWELVE[:5], author="Van der Berg-Andersson", frame=replace(FRAME, left=left))
    names = [line.text for row in plot.rows for line in row.words[:-1]]
    names += [line.text for line in plot.prediction.label]
    widest = max(map(lettering.width, names))
    assert left - 40 < widest <= left - 8


def test_a_wider_picture_takes_rules_and_weights_to_its_edge() -> None:
    made = drawing(plotted(TWELVE[:3], frame=replace(FRAME, width=400)))
    assert made.pictures[0].get("viewBox").startswith("0 0 400 ")
    assert {line.get("x2") for line in made.root.iter("line") if line.get("class") == "grid"} == {"400"}
    weights = {text.get("x") for text in made.root.iter("text") if text.get("text-anchor") == "end"}
    assert "398" in weights and "358" not in weights


def drawing(plot, author="Adams"):
    known = references((row.found.study for row in plot.rows), author)
    return Drawn(
        "figures/forest_plot.j2:forest_plot(plot, 'f', title, '../')", known, plot=plot, title="Pain < joy"
    )
