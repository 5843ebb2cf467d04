"""The rows of the table of all studies, and the choices above it."""

from pathlib import Path

import pytest

from evidence.read.library import Library
from evidence.read.load import load as read
from evidence.show.finder import Filter, Row, filters, rows
from project import edit, load

ADAMS = "studies/adams-2001.yml"
GRAY = "reviews/gray-2021.yml"


def row(references: Path, id: str) -> Row:
    return next(row for row in rows(load(references)) if row.record.id == id)


def choices(library: Library) -> dict[str, dict[str, tuple[str, int]]]:
    """Filter -> id -> (text, rows)."""
    found = filters(library, rows(library))
    return {one.name: {c.id: (c.text, c.rows) for c in one.choices} for one in found}


def test_every_study_and_review_once_the_newest_first_and_those_without_a_year_last(references):
    assert [(row.folder, row.record.id) for row in rows(load(references))] == [
        ("reviews", "gray-2021"),
        ("reviews", "frost-2020"),
        ("studies", "inv0009"),
        ("studies", "van-der-berg-2012"),
        ("studies", "chen-2010"),
        ("studies", "bell-2005"),
        ("studies", "adams-2001"),
        ("studies", "dean-1999"),
    ]


def test_a_study_shows_what_its_record_says(references):
    bell = row(references, "bell-2005")
    assert (bell.name, bell.where, bell.title) == ("Bell 2005", "Peru", "Juggling, rolling and the thumb")
    assert [condition.id for condition in bell.conditions] == ["stiff-thumbs"]
    assert (bell.design, bell.remark, bell.people) == ("randomised trial", "", 60)
    assert bell.against == ("walking forwards", "usual care alone")
    assert bell.ids == {
        "condition": ("stiff-thumbs",),
        "design": ("randomised-trial",),
        "against": ("forward-walking", "usual-care"),
        "outcome": ("stiffness", "grip"),
        "result": ("favours-backward", "no-clear-difference"),
        "read": ("abstract",),
    }


def test_a_study_that_compared_nothing_can_be_chosen_as_such(references):
    dean = row(references, "dean-1999")
    assert (dean.against, dean.ids["against"]) == (("nothing else seen",), ("none",))


def test_people_who_walked_both_ways_are_found_under_walking_forwards(references):
    berg = row(references, "van-der-berg-2012")
    assert (berg.against, berg.ids["against"]) == (("walking forwards",), ("forward-walking",))


def test_a_study_is_found_by_every_side_that_it_tells(references):
    assert row(references, "chen-2010").results == ("no-clear-difference", "favours-comparator")


def test_a_result_is_not_told_where_no_side_is(references):
    assert row(references, "dean-1999").results == row(references, "inv0009").results == ("unclear",)
    assert row(references, "frost-2020").results == ()


def test_part_of_an_abstract_is_chosen_as_an_abstract(references):
    assert row(references, "dean-1999").ids["read"] == ("abstract",)


@pytest.mark.parametrize("year, where", [("", "Chile"), ("\n  year = {1999},", "Chile, 1999")])
def test_a_study_without_authors_shows_its_year_beside_its_title(references, year, where):
    edit(references / "studies/dean-1999.bib", "{Juggling postmen},", f"{{Juggling postmen}},{year}")
    edit(references / "studies/dean-1999.yml", "participants:", "country: CL\nparticipants:")
    assert row(references, "dean-1999").where == where


def test_studies_of_other_people_and_reviews_of_other_exercise_say_so(references):
    edit(references / ADAMS, "country: NZ", "country: NZ\nhealthy_people: true")
    assert row(references, "adams-2001").remark == "in people without the condition"
    assert row(references, "gray-2021").remark == "not about walking backwards"
    assert row(references, "frost-2020").remark == ""


def test_a_review_of_several_conditions_is_found_under_each(references):
    edit(references / GRAY, "kind:", "also: [stiff-thumbs]\nkind:")
    gray = row(references, "gray-2021")
    assert gray.ids["condition"] == ("cold-feet", "stiff-thumbs")
    assert [condition.name for condition in gray.conditions] == ["Cold feet", "Stiff thumbs"]
    assert gray.against == gray.ids["against"] == ()


def test_the_plan_of_a_review_is_not_chosen_as_the_plan_of_a_trial(references):
    edit(references / GRAY, "kind: scoping-review", "kind: protocol")
    edit(references / "studies/inv0009.yml", "design: registration", "design: protocol")
    designs = choices(load(references))["design"]
    assert designs["protocol"] == ("Plan of a trial", 1)
    assert designs["protocol-of-review"] == ("Plan of a review", 1)


def test_only_choices_that_occur_with_their_counts(references):
    assert choices(load(references)) == {
        "condition": {
            "cold-feet": ("Cold feet", 3),
            "dry-eyes": ("Dry eyes", 1),
            "stiff-thumbs": ("Stiff thumbs", 4),
        },
        "design": {
            "randomised-trial": ("Randomised trial", 2),
            "non-randomised": ("Trial, groups not randomised", 1),
            "before-after": ("Before and after, no comparison group", 1),
            "laboratory": ("Laboratory study, one session", 1),
            "registration": ("Registry entry of a trial", 1),
            "systematic-review": ("Systematic review", 1),
            "scoping-review": ("Scoping review", 1),
        },
        "against": {
            "forward-walking": ("Walking forwards", 3),
            "usual-care": ("Usual care alone", 3),
            "none": ("Nothing else seen", 1),
        },
        "outcome": {
            "grip": ("Grip", 3),
            "joy": ("Joy", 1),
            "stiffness": ("Stiffness", 4),
            "warmth": ("Warmth", 2),
        },
        "result": {
            "favours-backward": ("In favour of walking backwards", 2),
            "no-clear-difference": ("No clear difference", 3),
            "favours-comparator": ("Against walking backwards", 1),
            "unclear": ("Not told", 3),
        },
        "read": {
            "full-text": ("Full text", 2),
            "abstract": ("Abstract only", 5),
            "registry": ("Registry entry only", 1),
        },
    }


def test_an_outcome_goes_by_the_name_that_most_conditions_give_it(references):
    feet = references / "conditions/cold-feet.yml"
    text = feet.read_text(encoding="utf-8").replace(
        "outcomes:", "outcomes:\n  - {id: grip, name: Hold, explain: Hold}"
    )
    feet.write_text(text, encoding="utf-8")
    assert choices(load(references))["outcome"]["grip"] == ("Grip", 3)
    third = text.replace("id: cold-feet", "id: wet-feet").replace("order: 2", "order: 3")
    (references / "conditions/wet-feet.yml").write_text(third, encoding="utf-8")
    assert choices(read(references))["outcome"]["grip"] == ("Hold", 3)


def test_outcomes_of_one_name_are_one_choice(references):
    edit(references / "conditions/cold-feet.yml", "name: Warmth", "name: Grip")
    outcomes = choices(load(references))["outcome"]
    assert outcomes == {"grip": ("Grip", 5), "joy": ("Joy", 1), "stiffness": ("Stiffness", 4)}
    assert row(references, "dean-1999").ids["outcome"] == ("grip",)


# --- the real records -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(real_library: Library) -> Library:
    return real_library


@pytest.fixture(scope="module")
def real(library: Library) -> list[Filter]:
    return filters(library, rows(library))


def test_every_real_row_can_be_chosen_by_everything_that_it_is(library, real):
    known = {one.name: {choice.id for choice in one.choices} for one in real}
    for one in rows(library):
        assert one.ids.keys() == known.keys()
        assert all(set(ids) <= known[name] for name, ids in one.ids.items()), one.record.id


def test_no_two_real_choices_read_alike(real):
    for one in real:
        texts = [choice.text.casefold() for choice in one.choices]
        assert sorted(texts) == sorted(set(texts)), one.name
