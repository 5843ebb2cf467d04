"""What a careful editor would ask of judgements of certainty: each question at its place, whole."""

import pytest

from evidence.problems import ProblemsFound
from evidence.run.answered import answered
from project import edit, new

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
THUMBS = "conditions/stiff-thumbs.yml"
RULE = "a rule of thumb would judge otherwise"
GRIP = "    grip:\n"
FEW = '      imprecision: {by: 1, reason: "Few hands."}\n'

ALONE = """\
  forward-walking:
    stiffness:
      inconsistency: {by: 0, reason: "One trial cannot disagree with others."}
      risk_of_bias: {by: 1, reason: "x"}
      indirectness: {by: 0, reason: "x"}
      imprecision: {by: 1, reason: "x"}
"""

ERRORS = {
    "judged, and nobody compared": (
        [(THUMBS, GRIP, "    joy: {}\n    grip:\n")],
        [
            f'{THUMBS}:49:5: error: certainty.usual-care.joy: no study compares "joy" with usual-care; '
            "leave the judgement out"
        ],
    ),
    "judged, without words for it": (
        [(THUMBS, "    doing: Juggling on top of usual care\n    instead: usual care alone\n", "")],
        [
            f"{THUMBS}:41:3: error: certainty.usual-care: judged, but its question has no doing and no "
            "instead; add them for the sentence"
        ],
    ),
    "judged, and half the words": (
        [(THUMBS, "    instead: usual care alone\n", "")],
        [
            f"{THUMBS}:42:3: error: certainty.usual-care: judged, but its question has no instead; "
            "add them for the sentence"
        ],
    ),
    "judged, without a gain": (
        [(THUMBS, ", gain: strengthen the grip", "")],
        [
            f'{THUMBS}:49:5: error: certainty.usual-care.grip: judged, but the outcome "grip" has no gain; '
            "add it for the sentence"
        ],
    ),
    "a reason that nobody gives": (
        [(THUMBS, FEW, "")],
        [
            f"{THUMBS}:49:5: error: certainty.usual-care.grip: nothing is said of imprecision; "
            "add it here, or under for_all"
        ],
    ),
    "reasons that nobody gives": (
        [(THUMBS, FEW, ""), (THUMBS, "    publication_bias:", "    indirectness:")],
        [
            f"{THUMBS}:44:5: error: certainty.usual-care.stiffness: nothing is said of publication_bias; "
            "add it here, or under for_all",
            f"{THUMBS}:49:5: error: certainty.usual-care.grip: nothing is said of imprecision, "
            "publication_bias; add it here, or under for_all",
        ],
    ),
    "people whom not every study counts": (
        [
            (THUMBS, "98 people have", "{people} people have"),
            (CHEN, "  analysed: 24\n", ""),
            (CHEN, "label: Juggling added to usual care, n: 12}", "label: Juggling added to usual care}"),
            (CHEN, "label: Usual care alone, n: 12}", "label: Usual care alone}"),
        ],
        [
            f"{THUMBS}:48:36: error: certainty.usual-care.stiffness.imprecision.reason: {{people}} is not "
            "known: some study does not say how many people took part; leave it out",
        ],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), ERRORS.values(), ids=ERRORS)
def test_errors(references, edits, expected):
    assert [line for line in new(references, *edits) if ": error: " in line] == expected


def test_errors_stop_the_build_and_no_hint_hides_them(references):
    edit(references / THUMBS, ", gain: strengthen the grip", "")
    with pytest.raises(ProblemsFound) as stopped:
        answered(references)
    assert {problem.level for problem in stopped.value.problems} == {"error"}


HINTS = {
    "too few people for no doubt": (
        [(THUMBS, FEW, FEW.replace("by: 1", "by: 0"))],
        [
            f"{THUMBS}:53:7: hint: certainty.usual-care.grip.imprecision: 100 people in the arms whose "
            f"result can be read, fewer than 400; {RULE}"
        ],
    ),
    "too few people for no doubt, said for all": (
        [
            (THUMBS, FEW, ""),
            (THUMBS, "  for_all:\n", f"  for_all:\n{FEW.replace('by: 1', 'by: 0').removeprefix('  ')}"),
        ],
        [
            f"{THUMBS}:42:5: hint: certainty.for_all.imprecision: usual-care grip: 100 people in the arms "
            f"whose result can be read, fewer than 400; {RULE}",
        ],
    ),
    "both sides, and no doubt that they agree": (
        [(THUMBS, 'inconsistency: {by: 1, reason: "{favour', 'inconsistency: {by: 0, reason: "{favour')],
        [
            f"{THUMBS}:46:7: hint: certainty.usual-care.stiffness.inconsistency: studies lie on both sides; "
            f"{RULE}"
        ],
    ),
    "raised though random": (
        [(THUMBS, GRIP, f"{GRIP}      up: {{dose_response: {{by: 1, reason: x}}}}\n")],
        [
            f"{THUMBS}:50:7: hint: certainty.usual-care.grip.up: certainty is raised for studies that start "
            f"low, not for randomised trials; {RULE}"
        ],
    ),
    "a study read after the day for all": (
        [(CHEN, "abstract, on: 2026-01-06}\n", "abstract, on: 2026-01-12}\n")],
        [
            f"{THUMBS}:40:7: hint: certainty.on: usual-care {outcome}: judged on 2026-01-11, but chen-2010 "
            "was read on 2026-01-12; judge again, and give the new day"
            for outcome in ("grip", "stiffness")
        ],
    ),
    "a study read after the day of the comparison": (
        [(THUMBS, "  usual-care:\n", "  usual-care:\n    on: 2026-01-05\n")],
        [
            f"{THUMBS}:44:9: hint: certainty.usual-care.on: usual-care {outcome}: judged on 2026-01-05, but "
            "chen-2010 was read on 2026-01-06; judge again, and give the new day"
            for outcome in ("grip", "stiffness")
        ],
    ),
    "a study read after the day of the outcome": (
        [(THUMBS, GRIP, f"{GRIP}      on: 2026-01-05\n")],
        [
            f"{THUMBS}:50:11: hint: certainty.usual-care.grip.on: judged on 2026-01-05, but chen-2010 was "
            "read on 2026-01-06; judge again, and give the new day"
        ],
    ),
    "a single study that is said to agree": (
        [(THUMBS, FEW, FEW + ALONE)],
        [
            f"{THUMBS}:56:7: hint: certainty.forward-walking.stiffness.inconsistency: a single study cannot "
            "disagree with others, and the page says so; leave it out",
        ],
    ),
    "more studies than there are": (
        [(THUMBS, "Few hands.", "Four small trials, few hands.")],
        [
            f'{THUMBS}:53:36: hint: certainty.usual-care.grip.imprecision.reason: "Four small trials" is not '
            "counted here, where {trials} is 3, {favour} is 2, {no_clear} is 1, {told} is 2, {sized} is 2; "
            "correct it, or name one of these"
        ],
    ),
    "other people than there are": (
        [(THUMBS, "98 people have", "About 100 people, 60 adults and 61 women have")],
        [
            f'{THUMBS}:48:36: hint: certainty.usual-care.stiffness.imprecision.reason: "61 women" is not '
            "counted here, where {people} is 98, {people_told} is 98, {people_sized} is 74, "
            "{people_compared} is 98; correct it, or name one of these"
        ],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), HINTS.values(), ids=HINTS)
def test_hints(references, edits, expected):
    # What becomes of the answer is asked of the list of changes.
    assert [line for line in new(references, *edits) if not line.startswith("changes.yml")] == expected


def test_a_single_study_is_judged_without_a_word_on_disagreement(references):
    reasons = [line for line in ALONE.splitlines(keepends=True) if "inconsistency" not in line]
    edit(references / THUMBS, FEW, FEW + "".join(reasons))
    cells = {
        (cell.question.comparator, cell.outcome.id): cell for cell in answered(references).answers.cells()
    }
    assert cells["forward-walking", "stiffness"].level == "low"
