"""The small print of a study page."""

import pytest

from evidence.show import study as page
from making import study
from project import load


def who(**fields):
    return study(participants={"description": "Jugglers", "seen": ["page"]} | fields)


@pytest.mark.parametrize(
    ("fields", "people", "age"),
    [
        ({}, "", ""),
        ({"randomised": 68, "analysed": 60}, "68 randomised, 60 analysed", ""),
        (
            {"recruited": 70, "without_condition": 5, "age": [40, 70]},
            "70 recruited, 5 of them without the condition",
            "40 to 70 years",
        ),
        ({"age_mean": 55.6, "age_sd": 4.0}, "", "mean 55.6 years (± 4)"),
        ({"age_mean": 55.0, "age": 60}, "", "mean 55 years, 60 years"),
    ],
)
def test_people_and_age_as_far_as_seen(fields, people, age):
    assert (page.people(who(**fields)), page.age(who(**fields))) == (people, age)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({}, "N1"),
        ({"timing": "prospective"}, "N1, before the study began"),
        ({"timing": "retrospective", "start": "May"}, "N1, after the study had begun; May"),
        ({"start": "May", "completion": "June"}, "N1; May to June"),
    ],
)
def test_a_registration_in_words(entry, said):
    assert page.registration(study(registration={"number": "N1", "seen": ["page"]} | entry)) == said
    assert page.registration(study()) == ""


def blocks(references, name):
    library = load(references)
    return page.result_blocks(library, library.studies[name])


def test_a_result_says_who_was_set_against_whom_and_what_its_numbers_are(references):
    first, second, third = blocks(references, "adams-2001")
    assert first.comparison == "Juggling added to usual care against usual care alone"
    assert (first.when, first.unit, first.scores) == ("week 6", "points", "values after the programme")
    assert (second.scores, second.direction, second.second_hand) == (
        "change from the start",
        "no-clear-difference",
        False,
    )
    assert first.effect and third.second_hand and third.effect is None


def test_before_and_after_nobody_stands_against_it(references):
    (found,) = blocks(references, "dean-1999")
    assert found.comparison.endswith(": before and after, with nothing to compare it to")
    assert (found.comparator, found.direction) == ("", None)
