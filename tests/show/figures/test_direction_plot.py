"""The effect direction plot: every finding has its mark in its place, and none is invented."""

from dataclasses import replace
from itertools import pairwise
from math import radians, sin

import pytest

from drawn import Drawn, moves
from evidence.reckon.cells import Cell
from evidence.reckon.directions import MARKS
from evidence.reckon.synthesis import Answer
from evidence.records.condition import Question
from evidence.show.figures import direction_plot as directions
from evidence.show.figures import lettering
from evidence.show.figures.direction_plot import FRAME, DirectionRow, direction_plot, drawn
from making import MARKUP, finding, outcomes, references, result, study

LONG = "Retro walking against strengthening (n.d.)"


def rows(count, columns, name=LONG):
    """Studies of three sizes and both groups; a third of all places are empty."""
    return [
        DirectionRow(
            study(id=f"s-{n}", people=(20, 45, 60)[n % 3]),
            name,
            "otherwise" if n % 4 == 3 else "at-random",
            (20, 45, 60)[n % 3],
            (None, "low", "high")[n % 3],
            "FAo"[n % 3],
            {
                outcome.id: MARKS[(n + 2 * place) % len(MARKS)]
                for place, outcome in enumerate(columns)
                if (n + place) % 3 < 2
            },
        )
        for n in range(count)
    ]


def one(columns, mark, people=40):
    """A study with this mark in the first column."""
    return DirectionRow(study(), "A", "at-random", people, None, "A", {columns[0].id: mark})


def test_an_answer_gives_its_studies_by_age_with_all_their_marks() -> None:
    younger, older = study(id="younger"), study(id="older", design="non-randomised", read="abstract")
    question = Question(comparator="usual-care", ask="Does it?", explain="It may.")
    pain, joy, grip = outcomes("Pain", "Joy", "Grip")
    in_words, no_side, better = (
        replace(told, results=(result(),))
        for told in (
            finding(older, "comparator", words=True, tested=False),
            finding(younger, "no"),
            finding(younger),
        )
    )
    answer = Answer(
        question,
        (
            Cell(question, pain, (better,)),
            Cell(question, joy, (in_words, no_side)),
            Cell(question, grip, ()),
        ),
    )
    known = references([older, younger])
    assert [
        (row.name, row.formation, row.read, dict(row.marks)) for row in directions.rows(answer, known)
    ] == [
        ("Adams 2001", "otherwise", "A", {joy.id: "worse-in-words"}),
        ("Adams 2002", "at-random", "F", {pain.id: "better", joy.id: "no-side"}),
    ]
    plot = direction_plot(answer, known)
    assert [placed.row.study.id for placed in plot.rows] == ["younger", "older"], "randomised first"
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
    for line in plot.rows:
        assert {outcome.id: sign.mark for outcome, sign in line.signs} == line.row.marks
        for outcome, sign in line.signs:
            assert abs(at[outcome.id].x - sign.x) < 3
            assert sign.x - sign.radius >= FRAME.left and sign.x + sign.radius <= FRAME.right
            assert line.bottom - sign.y >= sign.radius
        for (_, first), (_, second) in pairwise(line.signs):
            assert first.x + first.radius < second.x - second.radius
        room = plot.heads[0].x - 6
        assert all(lettering.width(text) <= room for text, _ in line.name)
    assert {line.row.study.id for line in plot.rows} == {row.study.id for row in found}
    assert [line.bottom for line in plot.rows] == sorted(line.bottom for line in plot.rows)
    assert plot.rows[-1].bottom <= plot.height
    for head in plot.heads:
        length = lettering.width(head.text)
        assert length * sin(radians(FRAME.slant)) <= head.y
        assert head.x - length * sin(radians(90 - FRAME.slant)) >= 0
    for first, second in pairwise(plot.heads):
        assert (second.x - first.x) * sin(radians(FRAME.slant)) >= lettering.FONT


def test_more_people_make_a_larger_mark_and_none_seen_a_small_one() -> None:
    columns = outcomes("Pain")
    radius = {
        people: drawn([one(columns, "better", people)], columns).rows[0].signs[0][1].radius
        for people in (None, 29, 30, 59, 60, 900)
    }
    assert radius[None] == radius[29] < radius[30] == radius[59] < radius[60] == radius[900]


def test_the_key_of_sizes_shows_a_mark_of_the_picture() -> None:
    columns = outcomes("Pain")
    plot = drawn([one(columns, "no-side")], columns)
    assert {sign.mark for sign, _ in plot.sizes} == {"no-side"}
    assert len({sign.radius for sign, _ in plot.sizes}) == 3


def test_the_picture_and_the_table_say_the_same() -> None:
    columns = outcomes("Pain", "Joy & <i>play</i>", "Grip")
    found = rows(6, columns, MARKUP)
    plot = drawn(found, columns)
    made = drawing(plot, MARKUP)
    signs = [title for title in made.words("title") if ": " in title]
    told = made.words("li")[-len(signs) :]
    assert signs == told and len(signs) == sum(len(row.marks) for row in found)
    assert MARKUP in made.words("text"), "a name is only text"
    assert not list(made.root.iter("b")) and not list(made.root.iter("i"))
    assert all(shape.get("points") for shape in made.root.iter("polygon"))


@pytest.mark.parametrize("by", [4, -12])
def test_a_moved_frame_moves_all_of_the_picture(by):
    columns = outcomes("Pain", "Joy", "Grip")
    moved = {name: getattr(FRAME, name) + by for name in ("left", "right", "bias", "read")}
    old, new = (
        drawing(drawn(rows(6, columns, "Adams"), columns, frame)).pictures[0]
        for frame in (FRAME, replace(FRAME, **moved))
    )
    kinds = {what for what, _, _ in moves(old, new, "x")}
    assert kinds >= {"text.head", "circle", "text.mark", "polygon.mark better", "line.grid"}
    assert all(
        change == (0 if before in (0, FRAME.width) else by) for _, before, change in moves(old, new, "x")
    )
    assert all(change == 0 for _, _, change in moves(old, new, "y"))


def test_a_narrower_frame_brings_the_columns_closer() -> None:
    columns = outcomes(*["Pain"] * 4)
    narrow = replace(FRAME, left=FRAME.right - 40)
    signs = [sign for row in drawn(rows(6, columns), columns, narrow).rows for _, sign in row.signs]
    assert all(narrow.left <= sign.x - sign.radius < sign.x + sign.radius <= narrow.right for sign in signs)


def test_heads_lean_as_the_frame_says_and_rules_are_as_wide_as_the_picture() -> None:
    columns = outcomes("Pain")
    made = drawing(drawn(rows(2, columns), columns, replace(FRAME, slant=45, width=400)))
    assert made.html.count("rotate(45 ") == 3 and "rotate(60" not in made.html
    assert {line.get("x2") for line in made.root.iter("line")} == {"400"}
    assert all(line.get("y1") == line.get("y2") for line in made.root.iter("line"))
    assert made.pictures[0].get("viewBox").startswith("0 0 400 ")


def drawing(plot, author="Adams"):
    made = Drawn(
        "figures/direction_plot.j2:direction_plot(plot, 'q', title, '../')",
        references((placed.row.study for placed in plot.rows), author),
        plot=plot,
        title="Does it <help>?",
    )
    made.check()
    return made
