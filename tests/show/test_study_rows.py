"""A study in one row: with what walking backwards was compared, and what was found."""

from evidence.show.study_rows import found_by, study_rows
from project import load


def test_outcomes_stand_by_importance_under_what_they_are_compared_with(references):
    library = load(references)
    found = found_by(library, library.studies["bell-2005"])
    assert [[(line.outcome, line.sign) for line in group.lines] for group in found] == [
        [("Stiffness", "better"), ("Grip", "better")],
        [("Stiffness", "no-clear-difference"), ("Grip", "not-read")],
    ]
    assert len({group.words for group in found}) == 2


def test_the_only_comparison_has_no_words_of_its_own_and_second_hand_results_no_line(references):
    library = load(references)
    (group,) = found_by(library, library.studies["adams-2001"])
    assert group.words == "" and [line.outcome for line in group.lines] == ["Stiffness", "Grip"]


def test_what_is_told_twice_stands_once(references):
    library = load(references)
    adams = library.studies["adams-2001"]
    twice = adams.model_copy(update={"results": [adams.results[0], adams.results[0]]})
    assert [len(group.lines) for group in found_by(library, twice)] == [1]


def test_before_and_after_there_is_no_group_and_no_side(references):
    library = load(references)
    (row,) = study_rows(library, [library.studies["dean-1999"]])
    assert row.against == "" and row.risk == "critical"
    assert [line.sign for group in row.found for line in group.lines] == [None]
    (row,) = study_rows(library, [library.studies["van-der-berg-2012"]])
    assert row.risk is None
