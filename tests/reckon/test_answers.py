"""Everything that follows from a library, in one place."""

from datetime import date

from evidence.reckon.answers import reckon
from project import load


def test_the_answers_of_the_invented_project(references):
    found = reckon(load(references))
    assert list(found.syntheses) == ["stiff-thumbs", "cold-feet", "dry-eyes"]
    assert len(found.doses) == 5 and found.newest_day == date(2026, 1, 9)
    assert [(cell.question.comparator, cell.outcome.id) for cell in found.cells()] == [
        ("usual-care", "stiffness"),
        ("usual-care", "grip"),
        ("forward-walking", "stiffness"),
        ("forward-walking", "grip"),
    ]


def test_results_that_tell_no_side_count_and_those_of_newspapers_do_not(references):
    counted = reckon(load(references)).counted
    assert ("bell-2005", 4) in counted and ("chen-2010", 2) in counted
    assert ("adams-2001", 3) not in counted and ("dean-1999", 1) not in counted
