"""The effect direction plot: every finding has its mark in its place, and none is invented."""

from itertools import pairwise
from math import radians, sin

import pytest

from drawn import MARKUP, Drawn, outcomes, references, result, study
from evidence.reckon.cells import Cell, StudyFinding
from evidence.reckon.synthesis import Answer
from evidence.records.condition import Question
from evidence.show.figures import direction_plot as directions
from evidence.show.figures import lettering
from evidence.show.figures.direction_plot import LEFT, MARKS, RIGHT, SLANT, Row, direction_plot, drawn, mark

LONG = "Retro walking against strengthening (n.d.)"


def rows(count, columns, name=LONG):
    """Studies of three sizes and both groups; a third of all places are empty."""
    return [
        Row(
            study(f"s-{n}", people=(20, 45, 60)[n % 3]),
            name,
            n % 4 != 3,
            (20, 45, 60)[n % 3],
            (None, "low", "high")[n % 3],
            "FAo"[n % 3],
            {
                outcome.id: MARKS[(n + place) % len(MARKS)]
                for place, outcome in enumerate(columns)
                if (n + place) % 3 < 2
            },
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("direction", "lean", "expected"),
    [
        ("favours-backward", None, "better"),
        ("favours-comparator", "favours-comparator", "worse"),
        ("no-clear-difference", "favours-backward", "leans-better"),
        ("no-clear-difference", "favours-comparator", "leans-worse"),
        ("no-clear-difference", None, "no-clear-difference"),
        ("unclear", "favours-backward", "unclear"),
    ],
)
def test_the_mark_of_a_finding(direction, lean, expected):
    assert mark(StudyFinding(study("a"), (result(),), direction, lean)) == expected


def test_an_answer_gives_its_studies_by_age_with_all_their_marks():
    younger, older = study("younger", read="full-text"), study("older", design="non-randomised")
    question = Question(comparator="usual-care", ask="Does it?", explain="It may.")
    pain, joy, grip = outcomes("Pain", "Joy", "Grip")
    better, worse = "favours-backward", "favours-comparator"
    answer = Answer(
        question,
        (
            Cell(question, pain, (StudyFinding(younger, (result(),), better, None),)),
            Cell(
                question,
                joy,
                (
                    StudyFinding(older, (result(),), worse, None),
                    StudyFinding(younger, (result(),), "no-clear-difference", worse),
                ),
            ),
            Cell(question, grip, ()),
        ),
    )
    known = references([older, younger])
    assert [
        (row.name, row.randomised, row.read, dict(row.marks)) for row in directions.rows(answer, known)
    ] == [
        ("Adams 2001", False, "A", {joy.id: "worse"}),
        ("Adams 2002", True, "F", {pain.id: "better", joy.id: "leans-worse"}),
    ]
    plot = direction_plot(answer, known)
    assert [line.row.study.id for line in plot.lines] == ["younger", "older"], "randomised first"
    assert plot.outcomes == (pain, joy), "nobody measured grip"
    assert direction_plot(Answer(question, ()), known) is None


@pytest.mark.parametrize(("count", "wide"), [(1, 1), (2, 3), (13, 11), (13, 12), (5, 15)])
def test_every_mark_lies_in_its_row_and_column_and_nothing_overlaps(count, wide):
    columns = outcomes(
        *["Fear of moving the whole leg and of falling on hard ground", "Pain", "Way of walking"] * 6
    )[:wide]
    found = rows(count, columns)
    plot = drawn(found, columns)
    at = dict(zip((outcome.id for outcome in plot.outcomes), plot.heads, strict=False))
    for line in plot.lines:
        assert {outcome.id: sign.mark for outcome, sign in line.signs} == line.row.marks
        for outcome, sign in line.signs:
            assert abs(at[outcome.id].x - sign.x) < 3
            assert sign.x - sign.radius >= LEFT and sign.x + sign.radius <= RIGHT
            assert line.bottom - sign.y >= sign.radius
        for (_, first), (_, second) in pairwise(line.signs):
            assert first.x + first.radius < second.x - second.radius
        room = plot.heads[0].x - 6
        assert all(lettering.width(text) <= room for text in line.name)
    assert {line.row.study.id for line in plot.lines} == {row.study.id for row in found}
    assert [line.bottom for line in plot.lines] == sorted(line.bottom for line in plot.lines)
    assert plot.lines[-1].bottom <= plot.height
    for head in plot.heads:
        length = lettering.width(head.text)
        assert length * sin(radians(SLANT)) <= head.y
        assert head.x - length * sin(radians(90 - SLANT)) >= 0
    for first, second in pairwise(plot.heads):
        assert (second.x - first.x) * sin(radians(SLANT)) >= lettering.FONT


def test_more_people_make_a_larger_mark_and_none_seen_a_small_one():
    columns = outcomes("Pain")
    radius = {
        people: drawn([Row(study("a"), "A", True, people, None, "A", {columns[0].id: "better"})], columns)
        .lines[0]
        .signs[0][1]
        .radius
        for people in (None, 29, 30, 59, 60, 900)
    }
    assert radius[None] == radius[29] < radius[30] == radius[59] < radius[60] == radius[900]


def test_the_key_of_sizes_shows_a_mark_of_the_picture():
    columns = outcomes("Pain")
    plot = drawn([Row(study("a"), "A", True, 40, None, "A", {columns[0].id: "unclear"})], columns)
    assert {sign.mark for sign, _ in plot.sizes} == {"unclear"}
    assert len({sign.radius for sign, _ in plot.sizes}) == 3


def test_the_picture_and_the_table_say_the_same():
    columns = outcomes("Pain", "Joy & <i>play</i>", "Grip")
    found = rows(6, columns, MARKUP)
    plot = drawn(found, columns)
    made = Drawn(
        "directions_plot.j2:directions_plot(plot, 'q', title, '../')",
        references((row.study for row in found), MARKUP),
        plot=plot,
        title="Does it <help>?",
    )
    made.check()
    signs = [title for title in made.words("title") if ": " in title]
    told = made.words("li")[-len(signs) :]
    assert signs == told and len(signs) == sum(len(row.marks) for row in found)
    assert MARKUP in made.words("text"), "a name is only text"
    assert not list(made.root.iter("b")) and not list(made.root.iter("i"))
    assert all(shape.get("points") for shape in made.root.iter("polygon"))
