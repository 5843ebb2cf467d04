"""The sections of a condition page: what stands in them."""

from types import SimpleNamespace

import pytest

from evidence.reckon.answers import reckon
from evidence.show.sections import ReviewsSection, StudiesSection
from project import edit, load

SPREAD = "    values: post\n    arms: {juggle: {n: 12, mean: 40, sd: 10}, usual: {n: 12, mean: 30, sd: 10}}\n"


def reviewed(references):
    library = load(references)
    section = ReviewsSection.of(library, reckon(library).syntheses["stiff-thumbs"])
    ((figure,),) = (each.figures for each in section.reviews)
    return figure


def test_a_standardised_figure_of_others_is_told_in_points_of_a_known_scale(references):
    """The spread: 17 people each about 8.25 and 9.5, and 12 each about 10."""
    edit(references / "reviews/frost-2020.yml", "estimate: -7.5", "standardised: true\n    estimate: -0.5")
    edit(references / "reviews/frost-2020.yml", "[-11.25, -3.75]", "[-0.75, -0.25]")
    assert reviewed(references).points is None, "the spread of one study is not enough"
    edit(
        references / "studies/chen-2010.yml",
        '    p: "<0.05"\n    direction: favours-comparator\n',
        SPREAD,
    )
    points = reviewed(references).points
    sd = ((16 * 8.25**2 + 16 * 9.5**2 + 22 * 10**2) / 54) ** 0.5
    assert points.amount == pytest.approx(-0.5 * sd)


def test_a_figure_with_a_unit_of_its_own_is_left_in_it(references):
    assert reviewed(references).points is None


def test_the_bar_of_how_studies_were_read_has_a_part_for_each_way():
    section = SimpleNamespace(read_in=(("full-text", 1), ("abstract", 3), ("registry", 2)))
    assert StudiesSection.strip.__get__(section) == (
        ("full-text", 0, 1),
        ("abstract", 1, 3),
        ("registry", 4, 2),
    )
