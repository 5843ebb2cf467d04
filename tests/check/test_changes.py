"""The list of changes: what an editor is told of its days, and of answers that it does not tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from project import edit, new, said

CHANGES, ADAMS = "changes.yml", "studies/adams-2001.yml"
TOLD = "Too little to tell whether juggling on top of usual care would loosen the thumbs"
ADVICE = (
    "put a new entry of today at the top (two of one day are fine), say under says what changed, and write "
    f'under answers: stiff-thumbs: {{headline: "{TOLD}: two trials of 74 people together found it better; '
    'one of 24 people found it worse.", certainty: very-low, ask_first: some}'
)
SLIPS = {
    "the oldest first": (
        [(CHANGES, "on: 2026-01-11", "on: 2026-01-09")],
        "10:9: error: entries[2].on: 2026-01-10 stands below 2026-01-09; put the newest first",
    ),
    "a day to come": (
        [(CHANGES, "on: 2026-01-11", "on: 2199-01-11")],
        "4:9: error: entries[1].on: 2199-01-11 is still to come; "
        "give the day on which it was done, from 2026-01-01 to today",
    ),
    "under both": (
        [(CHANGES, "[cold-feet]", "[stiff-thumbs]")],
        '7:18: error: entries[1].conditions[1]: "stiff-thumbs" stands under answers already; '
        "take it out here",
    ),
    "named twice": (
        [(CHANGES, "[cold-feet]", "[cold-feet, cold-feet]")],
        '7:29: error: entries[1].conditions[2]: "cold-feet" stands under conditions already; '
        "take it out here",
    ),
    "no such condition": (
        [(CHANGES, "[cold-feet]", "[cold-foot]")],
        '7:18: error: entries[1].conditions[1]: unknown condition "cold-foot"; did you mean "cold-feet"? '
        "allowed: cold-feet, dry-eyes, stiff-thumbs",
    ),
    "another answer": (
        [(CHANGES, "would loosen the thumbs: two", "loosens the thumbs: two")],
        f"9:7: error: entries[1].answers.stiff-thumbs: the answer is another now; {ADVICE}",
    ),
    "another certainty": (
        [(CHANGES, "certainty: very-low", "certainty: moderate")],
        "9:7: error: entries[1].answers.stiff-thumbs: how sure one can be is another now; " + ADVICE,
    ),
    "a certainty that is not told": (
        [(CHANGES, ", certainty: very-low", "")],
        "9:7: error: entries[1].answers.stiff-thumbs: how sure one can be is another now; " + ADVICE,
    ),
    "others have to ask first": (
        [(CHANGES, "ask_first: some", "ask_first: all")],
        "9:7: error: entries[1].answers.stiff-thumbs: who has to ask first is another now; " + ADVICE,
    ),
    "all of it": (
        [
            (CHANGES, "would loosen the thumbs: two", "loosens the thumbs: two"),
            (CHANGES, "certainty: very-low, ask_first: some", "certainty: low"),
        ],
        "9:7: error: entries[1].answers.stiff-thumbs: the answer is another now, and how sure one can be is "
        "another now, and who has to ask first is another now; " + ADVICE,
    ),
}


@pytest.mark.parametrize(("edits", "expected"), SLIPS.values(), ids=SLIPS)
def test_slips(references: Path, edits: list[tuple[str, str, str]], expected: str) -> None:
    assert new(references, *edits) == [f"{CHANGES}:{expected}"]


def test_an_answer_that_no_entry_tells_is_missed(references: Path) -> None:
    text = (references / CHANGES).read_text(encoding="utf-8")
    (references / CHANGES).write_text(re.sub(r"    answers:\n.*\n", "", text), encoding="utf-8")
    (line,) = [line for line in said(references) if line.startswith(CHANGES)]
    assert line.startswith(
        f'{CHANGES}:3:1: error: entries: no entry tells the answer for "stiff-thumbs"; put'
    )


def test_a_study_that_changes_an_answer_is_told_and_whoever_does_what_is_said_is_done(
    references: Path,
) -> None:
    """What is to be written is written there whole, as YAML reads it."""
    edit(references / ADAMS, "juggle: {n: 17, mean: 30.5, sd: 8.25}", "juggle: {n: 17, mean: 45.5, sd: 8.25}")
    (line,) = [line for line in said(references) if ": error: " in line]
    written = line.partition("write under answers: ")[2]
    assert written.startswith(f'stiff-thumbs: {{headline: "{TOLD}')
    edit(
        references / CHANGES,
        "entries:\n",
        f"entries:\n  - on: 2026-01-12\n    says: [Adams was read again.]\n    answers:\n      {written}\n",
    )
    assert [line for line in said(references) if ": error: " in line] == []


def test_nobody_is_asked_to_tell_an_answer_with_which_something_is_wrong(references: Path) -> None:
    edit(references / "conditions/stiff-thumbs.yml", "    instead: usual care alone\n", "")
    assert [line for line in said(references) if line.startswith(CHANGES)] == []


def test_of_one_day_there_may_be_several(references: Path) -> None:
    assert new(references, (CHANGES, "on: 2026-01-11", "on: 2026-01-10")) == []


def test_who_takes_the_list_away_is_told_and_whoever_does_what_is_said_is_done(references: Path) -> None:
    (references / CHANGES).unlink()
    (line,) = [line for line in said(references) if ": error: " in line]
    assert line.startswith(f"{CHANGES}:1:1: error: file: the list is missing, but there are answers to tell;")
    (references / CHANGES).write_text(line.partition("or begin it with: ")[2] + "\n", encoding="utf-8")
    assert [line for line in said(references) if ": error: " in line] == []


def test_a_list_that_cannot_be_read_is_not_called_missing(references: Path) -> None:
    edit(references / CHANGES, "id: changes", "id: [")
    assert [line for line in said(references) if "missing, but" in line] == []


def test_a_project_without_an_answer_needs_no_list(references: Path) -> None:
    for path in (references / "conditions").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\nquestions:\n(?:[ -].*\n)+", "\nquestions: []\n", text), encoding="utf-8")
    (references / CHANGES).unlink()
    assert [line for line in said(references) if line.startswith(CHANGES)] == []
