"""What a careful editor would ask of all records together: each question at its place, whole."""

from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.run.answered import answered
from project import edit

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
THUMBS = "conditions/stiff-thumbs.yml"
RULE = "a rule of thumb would judge otherwise"


def said(references: Path) -> list[str]:
    """Every error and hint as a contributor reads it, paths from `references` on."""
    try:
        found = answered(references).hints
    except ProblemsFound as error:
        found = error.problems
    return [str(problem).replace(f"{references}/", "") for problem in found]


def new(references: Path, *edits: tuple[str, str, str]) -> list[str]:
    """What is said after the edits and was not said before."""
    before = said(references)
    for file, old, text in edits:
        edit(references / file, old, text)
    return [line for line in said(references) if line not in before]


ERRORS = {
    "judged, and nobody compared": (
        [(THUMBS, "outcomes: [grip]", "outcomes: [grip, joy]")],
        f'{THUMBS}:50:22: error: certainty[2].outcomes[2]: no study compares "joy" with usual-care; '
        "leave the judgement out",
    ),
    "judged, without words for it": (
        [(THUMBS, "    doing: Juggling on top of usual care\n    instead: usual care alone\n", "")],
        f"{THUMBS}:38:17: error: certainty[1].comparator: judged, but its question has no doing and no "
        "instead; add them for the sentence",
    ),
    "judged, and half the words": (
        [(THUMBS, "    instead: usual care alone\n", "")],
        f"{THUMBS}:39:17: error: certainty[1].comparator: judged, but its question has no instead; "
        "add them for the sentence",
    ),
    "judged, without a gain": (
        [(THUMBS, ", gain: strengthen the grip", "")],
        f'{THUMBS}:50:5: error: certainty[2].outcomes: judged, but the outcome "grip" has no gain; '
        "add it for the sentence",
    ),
}


@pytest.mark.parametrize(("edits", "expected"), ERRORS.values(), ids=ERRORS)
def test_errors(references: Path, edits: list[tuple[str, str, str]], expected: str) -> None:
    assert expected in new(references, *edits)


def test_errors_come_with_the_hints_and_stop_the_build(references: Path) -> None:
    edit(references / THUMBS, ", gain: strengthen the grip", "")
    with pytest.raises(ProblemsFound) as stopped:
        answered(references)
    assert {problem.level for problem in stopped.value.problems} == {"error", "hint"}


ONLY_A_SIDE = '    p: "<0.05"\n    direction: favours-comparator\n'
IN_NUMBERS = """\
    values: post
    arms: {juggle: {n: 12, mean: 40, sd: 9}, usual: {n: 12, mean: 30, sd: 9}}
"""
HINTS = {
    "too few people for no doubt": (
        [(THUMBS, 'imprecision: {by: 1, reason: "Few hands."}', 'imprecision: {by: 0, reason: "Hands."}')],
        [
            f"{THUMBS}:56:7: hint: certainty[2].down.imprecision: grip: 120 people in all, fewer than 400; "
            f"{RULE}"
        ],
    ),
    "raised though random": (
        [
            (
                THUMBS,
                "    outcomes: [grip]\n",
                "    outcomes: [grip]\n    up: {dose_response: {by: 1, reason: x}}\n",
            )
        ],
        [
            f"{THUMBS}:51:5: hint: certainty[2].up: grip: certainty is raised for studies that start low, "
            f"not for randomised trials; {RULE}",
            f"{THUMBS}:55:7: hint: certainty[2].down.inconsistency: grip: the studies disagree; {RULE}",
        ],
    ),
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


@pytest.mark.parametrize(("edits", "expected"), HINTS.values(), ids=HINTS)
def test_hints(references: Path, edits: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert new(references, *edits) == expected


def test_what_is_left_out_of_sums_is_asked_nothing(references: Path) -> None:
    mended = [(BELL, '    p: ">0.05"', '    p: ">0.05"\n    excluded_from_pool: A reason.')]
    assert [line for line in new(references, *mended) if "no size" in line] == []
    assert not [line for line in said(references) if line.startswith(f"{BELL}:42:8")]
