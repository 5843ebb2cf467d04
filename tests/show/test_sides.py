"""What each trial of a question found, by name: nothing is left out, and nothing is told twice."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.reckon.cells import Cell
from evidence.reckon.synthesis import Answer
from evidence.records.condition import Question
from evidence.show import sides
from making import finding, outcomes, references, result, study

QUESTION = Question(comparator="usual-care", ask="Does it?", explain="It may.")


def test_trials_stand_under_what_they_found_on_each_outcome() -> None:
    younger, older = study(id="younger"), study(id="older", design="non-randomised", read="abstract")
    pain, joy, grip = outcomes("Pain", "Joy", "Grip")
    in_words, no_side, better = (
        replace(told, results=(result(),))
        for told in (
            finding(older, "comparator", words=True, tested=False),
            finding(younger, "no"),
            finding(younger),
        )
    )
    cells = (
        Cell(QUESTION, pain, (better,)),
        Cell(QUESTION, joy, (in_words, no_side)),
        Cell(QUESTION, grip, ()),
    )
    known = references([older, younger])
    rows = sides.by_outcome(Answer(QUESTION, cells), known)
    assert [(row.outcome.name, [(group.sign, group.names) for group in row.found]) for row in rows] == [
        ("Pain", [(better.sign, ("Adams 2002",))]),
        ("Joy", [(in_words.sign, ("Adams 2001",)), (no_side.sign, ("Adams 2002",))]),
    ]
    lines = sides.trials(Answer(QUESTION, cells), known)
    assert [(line.study.id, line.read_in) for line in lines] == [
        ("older", "abstract"),
        ("younger", "full-text"),
    ]


def test_one_study_is_told_by_its_sums_alone() -> None:
    only = study(id="only")
    (pain,) = outcomes("Pain")
    answer = Answer(QUESTION, (Cell(QUESTION, pain, (replace(finding(only), results=(result(),)),)),))
    known = references([only])
    assert sides.by_outcome(answer, known) == ()
    assert [line.study.id for line in sides.trials(answer, known)] == ["only"]


def test_every_trial_of_a_row_has_its_line_below(real_pages: dict[str, str]) -> None:
    page = real_pages["low-back-pain/evidence.md"]
    page = re.sub(r"</?button[^>]*>", "", page)
    listed = page.partition('<ul class="trial-list">')[2].partition("</ul>")[0]
    rows = page.partition('<table class="stack sides"')[2].partition("</table>")[0]
    (names,) = [line for line in rows.splitlines() if 'class="side better"' in line][:1]
    told = names.partition('class="side better">')[2].partition("</p>")[0].partition(": ")[2]
    assert told and all(f">{name}</a>: " in listed for name in re.sub(",;", ";", told).split("; "))
