"""What a careful editor would ask of all records together: each question at its place, whole."""

from pathlib import Path

import pytest

from project import new, said

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
ONLY_A_SIDE = '    p: "<0.05"\n    direction: favours-comparator\n'
IN_NUMBERS = """\
    values: post
    arms: {juggle: {n: 12, mean: 40, sd: 9}, usual: {n: 12, mean: 30, sd: 9}}
"""
HINTS = {
    "a difference too large to be true": (
        [(ADAMS, "mean: 30.5, sd: 8.25", "mean: 30.5, sd: 2.25"), (ADAMS, "sd: 9.5", "sd: 2.5")],
        [
            f"{ADAMS}:46:5: hint: results[1]: a standardised difference of 4.31 is rare; "
            "was a standard error taken for an sd?"
        ],
    ),
    "a p value that tells no size": (
        [(BELL, 'p: "0.004"', 'p: "<0.01"')],
        [
            f'{BELL}:36:8: hint: results[1].p: "<0.01" tells no size; '
            "an exact p, or means with sd and n, would"
        ],
    ),
    "an effect that stands in no sum": (
        [
            (CHEN, ONLY_A_SIDE, IN_NUMBERS),
        ],
        [
            f"{CHEN}:14:5: hint: results[1]: its effect stands in no sum (stiffness). "
            "Trials with groups formed at random and others are not put together."
        ],
    ),
}


def test_a_review_that_is_older_than_what_was_reviewed_is_to_be_renewed(references: Path) -> None:
    told = "hint: reviewers[1].on: what was reviewed changed on"
    assert not [line for line in said(references) if told in line]
    (line,) = new(references, ("changes.yml", "on: 2026-01-11", "on: 2026-01-13"))
    assert line.startswith(
        "site.yml:7:9: hint: reviewers[1].on: what was reviewed changed on 2026-01-13; ask Cleo"
    )
    (line,) = new(
        references,
        ("site.yml", "    conditions: [stiff-thumbs]\n", ""),
        ("changes.yml", "on: 2026-01-13", "on: 2026-01-14"),
    )
    assert "what was reviewed changed on 2026-01-14" in line, "of the whole site"


@pytest.mark.parametrize(("edits", "expected"), HINTS.values(), ids=HINTS)
def test_hints(references: Path, edits: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert new(references, *edits) == expected


def test_what_is_left_out_of_sums_is_asked_nothing(references: Path) -> None:
    mended = [(BELL, '    p: ">0.05"', '    p: ">0.05"\n    excluded_from_pool: A reason.')]
    assert [line for line in new(references, *mended) if "no size" in line] == []
    assert not [line for line in said(references) if line.startswith(f"{BELL}:42:8")]
