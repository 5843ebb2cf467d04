"""Those who say this: what an editor is told about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import edit, problems_of

REVIEW = "reviewers:\n  - {name: Ann Example, profession: physiotherapist, on: 2026-01-12}\n"

ERRORS: dict[str, tuple[str, str]] = {
    "a script as an address": (
        'contact: "javascript:alert(1)"\n',
        'site.yml:2:10: error: contact: "javascript:alert(1)" reaches nobody; give an e-mail address as in ',
    ),
    "words as an address": ("contact: at the gate\n", 'site.yml:2:10: error: contact: "at the gate" reaches'),
    "no clinical profession": (
        REVIEW.replace("physiotherapist", "astrologer"),
        'site.yml:3:37: error: reviewers[1].profession: "astrologer" is no clinical profession; name one, ',
    ),
    "a word that only begins like one": (
        REVIEW.replace("physiotherapist", "nursery teacher"),
        'site.yml:3:37: error: reviewers[1].profession: "nursery teacher" is no clinical profession; ',
    ),
    "one reviewer twice": (
        REVIEW + REVIEW.partition("\n")[2].replace("Ann Example", "ann  example"),
        'site.yml:4:12: error: reviewers[2].name: "ann  example" has a review of the same pages above; ',
    ),
    "nobody": ("people: []\n", "site.yml:2:1: error: people: [] does not fit; give at least 1"),
    "of no condition": (
        REVIEW.replace("}", ", conditions: []}"),
        "site.yml:3:70: error: reviewers[1].conditions: [] does not fit; give at least 1",
    ),
    "one of the makers twice": (
        "people: [Ann Example, Ben Example, Ann Example]\n",
        'site.yml:2:36: error: people[3]: "Ann Example" stands here already; keep one',
    ),
    "a name that turns": (
        'people: ["Ann \u202eExample"]\n',
        "site.yml:2:15: error: file: U+202E (right-to-left override) turns the order",
    ),
}


@pytest.mark.parametrize(("lines", "told"), ERRORS.values(), ids=ERRORS)
def test_what_reaches_nobody_or_is_said_twice_is_told_at_its_place(
    references: Path, lines: str, told: str
) -> None:
    (references / "site.yml").write_text(f"id: site\n{lines}", encoding="utf-8")
    assert any(problem.startswith(told) for problem in problems_of(references)), problems_of(references)


@pytest.mark.parametrize(
    "lines",
    [
        "contact: hello@example.org\n",
        "contact: https://example.org/contact?to=us\n",
        "contact: +44 20 7946 0000\n",
        REVIEW.replace("physiotherapist", "retired GP in Leeds"),
        REVIEW.replace("physiotherapist", "Consultant Rheumatologist"),
        REVIEW + REVIEW.partition("\n")[2].replace("}", ", conditions: [stiff-thumbs]}"),
    ],
)
def test_those_who_can_be_reached_and_are_clinicians_are_welcome(references: Path, lines: str) -> None:
    (references / "site.yml").write_text(f"id: site\n{lines}", encoding="utf-8")
    assert problems_of(references) == []


def test_the_record_may_be_filled_in_as_it_tells(references: Path) -> None:
    edit(references / "site.yml", "people:", "contact: hello@example.org\npeople:")
    assert problems_of(references) == []
