"""The list of changes: what an editor is told of its days, and of answers that it does not tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from project import edit, new, said

CHANGES, ADAMS = "changes.yml", "studies/adams-2001.yml"
TOLD = "Too little to tell whether juggling on top of usual care would loosen the thumbs"
SLIPS = {
    "the oldest first": (
        [(CHANGES, "on: 2026-01-11", "on: 2026-01-09")],
        "10:9: error: entries[2].on: 2026-01-10 stands below 2026-01-09; put the newest first",
    ),
    "a day twice": (
        [(CHANGES, "on: 2026-01-11", "on: 2026-01-10")],
        "10:9: error: entries[2].on: 2026-01-10 has an entry already; put both into one",
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
        "9:21: error: entries[1].answers.stiff-thumbs: the answer is another now; in an entry of today, "
        f'at the top, say what changed, and write under answers: stiff-thumbs: "{TOLD}: two trials of 74 '
        'people together found it better; one of 24 people found it worse."',
    ),
}


@pytest.mark.parametrize(("edits", "expected"), SLIPS.values(), ids=SLIPS)
def test_slips(references: Path, edits: list[tuple[str, str, str]], expected: str) -> None:
    assert new(references, *edits) == [f"{CHANGES}:{expected}"]


def test_an_answer_that_no_entry_tells_is_missed(references: Path) -> None:
    text = (references / CHANGES).read_text(encoding="utf-8")
    (references / CHANGES).write_text(re.sub(r"    answers:\n.*\n", "", text), encoding="utf-8")
    (line,) = [line for line in said(references) if line.startswith(CHANGES)]
    assert line.startswith(f'{CHANGES}:3:1: error: entries: no entry tells the answer for "stiff-thumbs"; in')


def test_a_study_that_changes_an_answer_is_told_and_whoever_does_what_is_said_is_done(
    references: Path,
) -> None:
    """What is to be written is written there whole, as YAML reads it."""
    edit(references / ADAMS, "juggle: {n: 17, mean: 30.5, sd: 8.25}", "juggle: {n: 17, mean: 45.5, sd: 8.25}")
    (line,) = [line for line in said(references) if ": error: " in line]
    written = line.partition("write under answers: ")[2]
    assert written.startswith(f'stiff-thumbs: "{TOLD}')
    edit(
        references / CHANGES,
        "entries:\n",
        f"entries:\n  - on: 2026-01-12\n    says: [Adams was read again.]\n    answers:\n      {written}\n",
    )
    assert [line for line in said(references) if ": error: " in line] == []


def test_nobody_is_asked_to_tell_an_answer_with_which_something_is_wrong(references: Path) -> None:
    edit(references / "conditions/stiff-thumbs.yml", "    instead: usual care alone\n", "")
    assert [line for line in said(references) if line.startswith(CHANGES)] == []


def test_without_the_list_nothing_is_asked(references: Path) -> None:
    (references / CHANGES).unlink()
    assert [line for line in said(references) if ": error: " in line] == []
