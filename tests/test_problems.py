"""Problems: one line each, in reading order, with what was given and what would be right."""

from pathlib import Path

import pytest

from evidence.problems import Problem, ProblemsFound, dotted, nearest, shown


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    problem = Problem(
        Path("references/studies/a.yml"), 3, 7, "arms.control.n", "-1 does not fit; give 0 or more"
    )
    assert str(problem) == (
        "references/studies/a.yml:3:7: error: arms.control.n: -1 does not fit; give 0 or more"
    )


def test_a_hint_says_so() -> None:
    assert (
        str(Problem(Path("a.yml"), 1, 1, "reading", "read once", "hint"))
        == "a.yml:1:1: hint: reading: read once"
    )


def test_problems_come_in_reading_order_and_once() -> None:
    first, second = Problem(Path("a.yml"), 2, 9, "x", "w"), Problem(Path("a.yml"), 10, 1, "x", "w")
    other = Problem(Path("b.yml"), 1, 1, "x", "w")
    assert ProblemsFound([other, second, first, second]).problems == [first, second, other]
    assert str(ProblemsFound([second, first])) == f"{first}\n{second}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (16.0, "16.0"),
        ("chen", '"chen"'),
        ("", '""'),
        ("two\nlines", r'"two\nlines"'),
        ("turned \N{RIGHT-TO-LEFT OVERRIDE}round", r'"turned \u202eround"'),
        ("Grüße, שלום 🤹", '"Grüße, שלום 🤹"'),
        (r"10.1/x\_y", r'"10.1/x\_y"'),
        ([6, "a", None], '[6, "a", nothing]'),
        ({"low": 1}, "a mapping of keys"),
        ("x" * 80, '"' + "x" * 56 + "..."),
    ],
)
def test_values_are_shown_as_a_contributor_would_know_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_nearest_names_only_what_is_close() -> None:
    assert nearest("condtion", ["condition", "design"]) == 'did you mean "condition"? '
    assert nearest("xyz", ["condition", "design"]) == ""
    assert nearest("a" * 100_000, ["condition"]) == ""


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ((), "record"),
        (("arms", "control", "n"), "arms.control.n"),
        (("results", 1, "p"), "results[2].p"),
        (("a\nb",), r"a\nb"),
        (("x" * 80, "y"), "x" * 60 + ".y"),
    ],
)
def test_places_in_a_record(location: tuple[str | int, ...], text: str) -> None:
    assert dotted(location) == text
