"""The library: what is found in it, and in which order."""

from pathlib import Path

from evidence.read.library import by_age
from making import references as reports
from making import study
from project import edit, load


def test_studies_stand_by_age_then_by_name_and_last_without_a_year() -> None:
    new, old, same, unknown = (study(id=name) for name in ("a", "b", "c", "d"))
    known = reports([old, new, same, unknown])
    known["c"] = known["c"].model_copy(update={"year": known["b"].year})
    known["d"] = known["d"].model_copy(update={"year": ""})
    assert [each.id for each in by_age([unknown, new, same, old], known)] == ["b", "c", "a", "d"]


def test_a_review_stands_with_every_condition_that_it_covers_the_newest_first(references: Path) -> None:
    edit(
        references / "reviews/gray-2021.yml",
        "condition: cold-feet",
        "condition: cold-feet\nalso: [stiff-thumbs]",
    )
    library = load(references)
    assert [review.id for review in library.reviews_of("stiff-thumbs")] == ["gray-2021", "frost-2020"]
    assert [review.id for review in library.reviews_of("cold-feet")] == ["gray-2021"]


def test_an_instrument_that_was_not_named_is_none(references: Path) -> None:
    library = load(references)
    assert library.instrument(None) is None
    assert library.instrument("grip-strength") is library.instruments["grip-strength"]
    first, _, joy = library.studies["adams-2001"].results
    assert library.instrument_of(first) is library.instruments["thumb-scale"]
    assert library.instrument_of(joy) is None
