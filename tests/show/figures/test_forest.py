"""The forest plot: true to the numbers, cut only with an arrow, and never without zero."""

from itertools import pairwise

import pytest

from drawn import MARKUP, Drawn, references, result, study
from evidence.reckon.combining import Combined, StudyEffect
from evidence.reckon.effects import Effect, Measured, Sizes
from evidence.reckon.pool import Estimate, pool
from evidence.records.common import Span
from evidence.records.instrument import Instrument
from evidence.show.figures import lettering
from evidence.show.figures.forest import ARROW, LARGEST, LEFT, PLAIN, RIGHT, forest

SCALE = Instrument(id="thumb-scale", name="Thumb scale", measures="Stiffness", unit="points", better="lower")
BAND = Span(low=1.5, high=2.0)
TWELVE = [(-1.9, 0.5), (-0.4, 0.1), (0.3, 0.6), (-1.1, 9.0)] * 3


def combined(numbers, scale="raw", apart=(), better="lower"):
    """Studies with these estimates and variances; those `apart`, and a single one, stand in no sum."""
    found = []
    for n, (estimate, variance) in enumerate(numbers):
        measured = Measured.of(estimate, variance)
        raw, standardised = (measured, None) if scale == "raw" else (None, measured)
        effect = Effect(result(), SCALE, Sizes(20, 21), raw, standardised, "From <the> *report*.")
        found.append(StudyEffect(study(f"s-{n}"), effect, measured, len(numbers) > 1 and n not in apart))
    known = [
        Estimate(each.study.id, each.measured.estimate, each.measured.variance)
        for each in found
        if each.pooled
    ]
    instrument = SCALE.model_copy(update={"better": better}) if scale == "raw" else None
    return Combined(scale, instrument, tuple(found), (), pool(known) if known else None, "")


def plotted(numbers, scale="raw", apart=(), matters=BAND, better="lower", author="Adams"):
    made = combined(numbers, scale, apart, better)
    return forest(made, matters, references((each.study for each in made.studies), author))


@pytest.mark.parametrize("numbers", [[(-1.1, 0.2)], [(3.0, 0.2), (2.0, 0.1)], TWELVE[:5], TWELVE])
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_everything_lies_in_the_frame_in_order_and_zero_is_seen(numbers, scale):
    plot = plotted(numbers, scale)
    bars = [row.bar for row in plot.rows] + [each.bar for each in (plot.sum, plot.prediction) if each]
    places = [plot.zero, *(tick.x for tick in plot.ticks), *plot.band.shaded, *plot.band.lines]
    places += [x for bar in bars for x in (bar.left, bar.right)]
    assert all(LEFT <= x <= RIGHT for x in places)
    assert all(LEFT < row.x < RIGHT for row in plot.rows)
    assert "0" in {tick.label for tick in plot.ticks} and 2 <= len(plot.ticks) <= 6
    assert [row.found for row in plot.rows] == list(plot.combined.studies)
    assert all(second.y - first.y >= 24 for first, second in pairwise(plot.rows))
    assert plot.top < plot.rows[0].y and plot.rows[-1].y < plot.bottom
    by_place = sorted(plot.rows, key=lambda row: row.x)
    estimates = [row.found.measured.estimate for row in by_place]
    assert estimates == sorted(estimates, reverse=plot.mirrored)


def test_the_area_of_a_square_follows_the_weight():
    plot = plotted(TWELVE, apart=(2,))
    shares = [row.side**2 / row.weight for row in plot.rows if row.weight is not None]
    assert max(shares) == pytest.approx(min(shares))
    assert max(row.side for row in plot.rows) == pytest.approx(LARGEST)
    assert [(row.weight, row.side) for row in plot.rows if not row.found.pooled] == [(None, PLAIN)]
    assert sum(row.weight or 0 for row in plot.rows) == pytest.approx(100)


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow():
    plot = plotted([(-1.0, 0.1), (-0.5, 0.1), (0.2, 90.0)])
    first, second, long = (row.bar for row in plot.rows)
    assert (long.left, long.right) == (LEFT, RIGHT) and long.cut_left and long.cut_right
    assert not any((first.cut_left, first.cut_right, second.cut_left, second.cut_right))
    made = drawing(plot)
    assert sum("arrow" in path.get("class", "") for path in made.root.iter("path")) == 2
    assert "An arrow: the interval goes on." in made.words("figcaption")[0]
    assert not plotted([(-1.1, 4.0)], matters=None).cut, "a single interval is always seen whole"


def test_a_diamond_that_leaves_the_axis_ends_before_its_arrows():
    alike = plotted([(0.1, 0.02), (-0.1, 0.02), (0.1, 0.02)], matters=None)
    assert not alike.cut
    wide = plotted([(-9.0, 0.01), (9.0, 0.01), (9.5, 0.01)], matters=None)
    assert wide.sum.bar.cut_left and wide.sum.bar.cut_right
    corners = [float(pair.split(",")[0]) for pair in wide.sum.diamond.split()]
    assert (min(corners), max(corners)) == (LEFT + ARROW, RIGHT - ARROW)


def test_an_arrow_points_away_from_the_axis_where_less_is_better():
    (row,) = [
        row for row in plotted([(-1.0, 0.1), (0.2, 0.1), (9.0, 30.0)], matters=None).rows if row.bar.cut_left
    ]
    assert row.found.measured.estimate == 9.0, "9 is worse, and goes on to the left"
    assert row.bar.left == LEFT and not row.bar.cut_right


@pytest.mark.parametrize(
    ("scale", "better", "mirrored"),
    [("raw", "lower", True), ("raw", "higher", False), ("standardised", "lower", False)],
)
def test_better_and_the_band_always_lie_to_the_right(scale, better, mirrored):
    plot = plotted(TWELVE[:3], scale, better=better)
    band = plot.band
    opposite = sorted(2 * plot.zero - x for x in band.lines)
    assert list(band.shaded) == pytest.approx(opposite, abs=0.05)
    assert band.shaded[0] > plot.zero
    ticks = sorted(plot.ticks, key=lambda tick: tick.x)
    assert ticks[0].label.startswith("−") is not mirrored
    assert ticks[-1].label.startswith("−") is mirrored, "the numbers on the axis keep their sign"
    made = drawing(plot)
    words = made.words("text")
    assert "better with walking backwards →" in words and "← better without" in words
    assert ("the numbers fall from left to right" in made.words("figcaption")[0]) is mirrored
    told = f"{plot.rounded(plot.rows[0].found.measured.estimate):g}".replace("-", "−")
    assert told in words, "as in its study"


@pytest.mark.parametrize("worse", [0.1, 40.0])
def test_what_the_right_side_means_is_never_cut(worse):
    plot = plotted([(-1.0, 0.1), (worse, 0.1)], matters=None)
    lines, x, anchor = plot.better
    wide = 1.1 * max(map(lettering.width, lines))
    assert plot.zero < x and (x + wide if anchor == "start" else x) <= 360


def test_the_sum_of_two_is_drawn_from_one_interval_and_told_with_the_other():
    plot = plotted([(-1.1, 0.2), (-0.3, 0.1)])
    assert plot.sum.interval == plot.combined.pool.wald and plot.prediction is None
    low, high = plot.combined.pool.hksj
    caption = drawing(plot).words("figcaption")[0].replace("−", "-")
    assert f"the Hartung-Knapp interval, {round(low, 2)} to {round(high, 2)}, is far wider" in caption
    assert "How much the trials differ" not in caption


def test_the_sum_of_five_is_drawn_from_hartung_and_knapp_with_a_prediction():
    plot = plotted(TWELVE[:5])
    assert plot.sum.interval == plot.combined.pool.hksj
    assert plot.prediction.interval == plot.combined.prediction
    caption = drawing(plot).words("figcaption")[0]
    assert "How much the trials differ: τ²" in caption and "Dashed" in caption
    low, high = (f"{round(bound, 2):g}".replace("-", "−") for bound in plot.combined.without_one)
    assert f"Without any one of them the sum lies between {low} and {high}." in caption


def test_names_and_reasons_are_text_and_the_table_holds_every_study():
    plot = plotted(TWELVE, apart=(1,), author=MARKUP)
    made = drawing(plot, MARKUP)
    made.check()
    assert not list(made.root.iter("b"))
    rows = [["".join(cell.itertext()) for cell in row] for row in made.root.iter("tr")][1:]
    assert len(rows) == 14
    assert [row[0] for row in rows[-2:]] == ["11 studies together", "Where a further study may lie"]
    assert rows[0][1:] == ["20 + 21", "−1.9 (−3.29 to −0.51)", rows[0][3], "From <the> *report*.", "abstract"]
    assert rows[1][3] == "in no sum" and rows[0][0].startswith(MARKUP)


def drawing(plot, author="Adams"):
    known = references((row.found.study for row in plot.rows), author)
    return Drawn("forest_plot.j2:forest_plot(plot, 'f', title, '../')", known, plot=plot, title="Pain < joy")
