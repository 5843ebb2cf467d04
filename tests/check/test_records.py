"""What a careful editor would ask: each question once, at its place, on the whole message."""

from pathlib import Path

import pytest

from evidence.run.answered import answered
from project import edit, problems_of

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
DEAN = "studies/dean-1999.yml"
FROST = "reviews/frost-2020.yml"
THUMBS = "conditions/stiff-thumbs.yml"

LIKE_LINE = "unit: points\nrange: 0 to 100\nbetter: lower\n"
ERRORS: dict[str, tuple[str, str, str, str]] = {
    "arms that do not add up": (
        BELL,
        "    label: Rolling a ball\n    n: 20",
        "    label: Rolling a ball\n    n: 2",
        f"{BELL}:12:1: error: arms: the arms' n add up to 42, the participants to 60; correct one of them",
    ),
    "more analysed than randomised": (
        ADAMS,
        "analysed: 34",
        "analysed: 37",
        f"{ADAMS}:17:13: error: participants.analysed: 37 analysed but 36 randomised; correct one of them",
    ),
    "more women than people": (
        ADAMS,
        "women: 20",
        "women: 41",
        f"{ADAMS}:18:10: error: participants.women: 41 women but 40 people; correct one of them",
    ),
    "more measured than in the arm": (
        ADAMS,
        "n: 17, mean: 30.5",
        "n: 19, mean: 30.5",
        f"{ADAMS}:53:19: error: results[1].arms.juggle.n: 19 people measured, 18 in the arm; "
        "correct one of them",
    ),
    "clear direction against unclear numbers": (
        ADAMS,
        'p: "0.19"',
        'p: "0.01"\n    direction: favours-backward',
        f'{ADAMS}:64:16: error: results[2].direction: "favours-backward" is stated but the numbers give '
        '"unclear"; leave direction out',
    ),
    "unclear against clear numbers": (
        ADAMS,
        "    seen: [paper]\n    place: Table 2",
        "    direction: unclear\n    seen: [paper]\n    place: Table 2",
        f'{ADAMS}:55:16: error: results[1].direction: "unclear" is stated but the numbers give '
        '"favours-backward"; leave direction out',
    ),
    "no difference against a clear p": (
        BELL,
        '    p: ">0.05"',
        '    p: "<0.05"\n    direction: no-clear-difference',
        f'{BELL}:43:16: error: results[2].direction: "no-clear-difference" is stated but the numbers show a '
        "clear difference; correct one of them",
    ),
    "direction against the averages": (
        BELL,
        '    p: "0.004"',
        "    direction: favours-comparator",
        f'{BELL}:36:16: error: results[1].direction: "favours-comparator" is stated but the averages lean to '
        '"favours-backward"; correct one of them',
    ),
    "no direction at all": (
        BELL,
        '    p: "0.004"',
        '    p: "<0.20"',
        f"{BELL}:28:5: error: results[1]: the numbers give no direction; "
        "state one as printed (favours-backward, ..., or unclear)",
    ),
    "no tool for the design": (
        BELL,
        "design: randomised-trial",
        "design: registration",
        f"{BELL}:65:1: error: risk_of_bias: no tool judges the design registration; leave risk_of_bias out",
    ),
    "design that compares nothing": (
        CHEN,
        "design: non-randomised",
        "design: before-after",
        f"{CHEN}:4:9: error: design: a before-after study compares no arms, yet results[1], results[2], "
        "results[3] would; correct the design, or their contrast",
    ),
    "the same measurement twice": (
        ADAMS,
        "  - outcome: joy\n    measure: One question about joy\n    compares: [juggle, usual]\n    week: 6\n",
        "  - outcome: grip\n    instrument: grip-strength\n    compares: [juggle, usual]\n    week: 6\n"
        "    values: change\n",
        f"{ADAMS}:65:5: error: results[3]: the same measurement as results[2]; keep one, or say what differs",
    ),
    "a difference against its averages": (
        ADAMS,
        "    seen: [paper]\n    place: Table 2",
        '    difference: {estimate: 3.0}\n    p: "0.01"\n    seen: [paper]\n    place: Table 2',
        f"{ADAMS}:55:28: error: results[1].difference.estimate: 3.0 has another sign than 30.5 - 41.0; "
        "correct one",
    ),
    "numbers of an arm that is not compared": (
        BELL,
        '    week: 2\n    p: ">0.05"',
        '    week: 2\n    values: post\n    arms: {usual: {n: 20, mean: 3, sd: 1}}\n    p: ">0.05"',
        f"{BELL}:43:12: error: results[2].arms.usual: numbers of an arm that is not compared; "
        "compares names juggle, roll",
    ),
    "an error beside another interval": (
        ADAMS,
        "ci95: [-0.7, 3.5]}",
        "ci95: [-0.7, 3.5], se: 0.1}",
        f"{ADAMS}:62:56: error: results[2].difference.se: 0.1 does not fit the interval, which is 21.0 times "
        "as wide to each side and not about 2 times; correct one",
    ),
    "a scale without a better end": (
        "instruments/grip-strength.yml",
        "better: higher\n",
        "",
        f"{BELL}:44:5: error: results[3]: the numbers give no direction (grip-strength does not say which "
        "end is better); state one as printed (favours-backward, ..., or unclear)",
    ),
    "domain of the other tool": (
        BELL,
        "domains: {measurement:",
        "domains: {confounding:",
        f'{BELL}:65:42: error: risk_of_bias.domains.confounding: RoB 2 has no domain "confounding"; '
        "allowed: randomisation, deviations, missing-data, measurement, reporting",
    ),
    "judgement of the other tool": (
        BELL,
        "judgement: high",
        "judgement: critical",
        f'{BELL}:65:67: error: risk_of_bias.domains.measurement.judgement: RoB 2 does not know "critical"; '
        "allowed: low, some-concerns, high",
    ),
    "measuring of what has no result": (
        BELL,
        "risk_of_bias: {on: 2026-01-05, ",
        "risk_of_bias: {on: 2026-01-05, measurement_of: {joy: {judgement: high, reason: x}}, ",
        f'{BELL}:65:49: error: risk_of_bias.measurement_of.joy: no result is about "joy"; add one, or leave '
        "the judgement out",
    ),
    "measuring of what nobody knows": (
        BELL,
        "risk_of_bias: {on: 2026-01-05, ",
        "risk_of_bias: {on: 2026-01-05, measurement_of: {jolt: {judgement: high, reason: x}}, ",
        f'{BELL}:65:49: error: risk_of_bias.measurement_of.jolt: unknown outcome "jolt"; '
        "allowed: grip, joy, stiffness",
    ),
    "measuring judged by the other tool": (
        BELL,
        "risk_of_bias: {on: 2026-01-05, ",
        "risk_of_bias: {on: 2026-01-05, measurement_of: {stiffness: {judgement: serious, reason: x}}, ",
        f"{BELL}:65:72: error: risk_of_bias.measurement_of.stiffness.judgement: RoB 2 does not know "
        '"serious"; allowed: low, some-concerns, high',
    ),
    "verdict without support": (
        "claims/loose-thumbs.yml",
        "supports:\n  - {cites: adams-2001, what: Thumbs were less stiff.}\n",
        "",
        'claims/loose-thumbs.yml:5:10: error: verdict: "partly" with nothing under supports; '
        "add what speaks so, or change the verdict",
    ),
    "a source without any name": (
        "sources/ball-maker.bib",
        "  author = {{Ball Makers}},\n  title = {How to use our ball},\n",
        "",
        "sources/ball-maker.yml:2:1: error: name: neither author nor title nor publisher was seen; add a "
        "name that tells what it is about",
    ),
    "direction without comparison": (
        DEAN,
        "    week: 1\n    finding",
        "    week: 1\n    direction: favours-backward\n    finding",
        f"{DEAN}:18:16: error: results[1].direction: a direction needs a comparison of arms, "
        "not before-after; say it in finding",
    ),
    "a side in words without comparison": (
        DEAN,
        "    week: 1\n    finding",
        "    week: 1\n    lean: favours-backward\n    finding",
        f"{DEAN}:18:11: error: results[1].lean: a lean needs a comparison of arms, "
        "not before-after; say it in finding",
    ),
    "a side in words beside averages": (
        BELL,
        '    p: "0.004"',
        '    p: "0.004"\n    lean: favours-backward',
        f'{BELL}:37:11: error: results[1].lean: "favours-backward" is told in words but the averages lean to '
        '"favours-backward" by themselves; leave lean out',
    ),
    "nothing found": (
        DEAN,
        "    finding: The toes were warmer afterwards. Without a comparison group nobody can tell why.\n",
        "",
        f"{DEAN}:13:5: error: results[1]: nothing found is recorded; add finding or the arms' numbers",
    ),
    "values of which kind": (
        ADAMS,
        "    values: post\n",
        "",
        f'{ADAMS}:51:5: error: results[1].arms: values is missing; add "values: post" or "values: change"',
    ),
    "one arm compared": (
        ADAMS,
        "compares: [juggle, usual]",
        "compares: [juggle]",
        f"{ADAMS}:49:5: error: results[1].compares: 1 given; name two arms, backward walking first",
    ),
    "comparator first": (
        ADAMS,
        "compares: [juggle, usual]",
        "compares: [usual, juggle]",
        f"{ADAMS}:49:5: error: results[1].compares: compares usual-care with backward-walking; "
        "name the backward-walking arm first, then another",
    ),
    "arm against itself": (
        ADAMS,
        "compares: [juggle, usual]",
        "compares: [juggle, juggle]",
        f"{ADAMS}:49:5: error: results[1].compares: compares backward-walking with backward-walking; "
        "name the backward-walking arm first, then another",
    ),
    "estimate outside its interval": (
        ADAMS,
        "estimate: 1.4",
        "estimate: -1.4",
        f"{ADAMS}:62:34: error: results[2].difference.ci95: the estimate -1.4 lies outside [-0.7, 3.5]; "
        "correct one of them",
    ),
    "interval turned round": (
        FROST,
        "[-11.25, -3.75]",
        "[-3.75, -11.25]",
        f"{FROST}:14:5: error: pooled[1].ci95: an interval from -3.75 to -11.25 runs backwards; "
        "give the lower end first",
    ),
    "more agreed than compared": (
        ADAMS,
        "agreed: 28",
        "agreed: 31",
        f"{ADAMS}:100:13: error: reading.second.agreed: 31 agreed of 30 compared; check both",
    ),
    "harm without a statement": (
        BELL,
        "  statement: One black eye.\n",
        "",
        f'{BELL}:58:1: error: harms: "reported" needs a statement; say in your words what was printed',
    ),
    "harm seen nowhere": (
        BELL,
        "  statement: One black eye.\n  seen: [abstract]\n",
        "  statement: One black eye.\n",
        f"{BELL}:58:1: error: harms: seen is missing; say where harm was, or was not, mentioned",
    ),
    "report of another study": (
        ADAMS,
        "reports: [adams-2001, adams-2000-plan]",
        "reports: [adams-2001, adams-2000-plan, bell-2005]",
        f'{ADAMS}:6:40: error: reports[3]: "bell-2005" stands in studies/bell-2005.bib; '
        "a report stands in adams-2001.bib",
    ),
    "report not listed": (
        ADAMS,
        "reports: [adams-2001, adams-2000-plan]",
        "reports: [adams-2001]",
        f'{ADAMS}:6:1: error: reports: "adams-2000-plan" of adams-2001.bib is not listed; add it to reports',
    ),
    "report listed twice": (
        ADAMS,
        "reports: [adams-2001, adams-2000-plan]",
        "reports: [adams-2001, adams-2000-plan, adams-2001]",
        f'{ADAMS}:6:1: error: reports: "adams-2001" stands here 2 times; keep one',
    ),
    "outcome twice": (
        THUMBS,
        "  - {id: joy,",
        "  - {id: joy, name: Joy, explain: Once more}\n  - {id: joy,",
        f'{THUMBS}:26:1: error: outcomes: "joy" stands here 2 times; keep one',
    ),
    "question twice": (
        THUMBS,
        "comparator: no-treatment",
        "comparator: usual-care",
        f'{THUMBS}:12:1: error: questions: "usual-care" stands here 2 times; keep one',
    ),
    "interval without width": (
        ADAMS,
        "ci95: [-0.7, 3.5]",
        "ci95: [1.4, 1.4]",
        f"{ADAMS}:62:33: error: results[2].difference.ci95: an interval from 1.4 to 1.4 has no width; "
        "correct it",
    ),
    "estimate not in the middle": (
        ADAMS,
        "estimate: 1.4",
        "estimate: 0.9",
        f"{ADAMS}:62:33: error: results[2].difference.ci95: the estimate 0.9 is not in the middle of "
        "[-0.7, 3.5]; correct one of them, or say under excluded_from_pool why that is so",
    ),
    "one person with a standard deviation": (
        ADAMS,
        "n: 17, mean: 30.5",
        "n: 1, mean: 30.5",
        f"{ADAMS}:53:19: error: results[1].arms.juggle.n: one person has no standard deviation; "
        "correct n or leave sd out",
    ),
    "effect size without a side": (
        BELL,
        '    p: ">0.05"',
        '    p: ">0.05"\n    cohen_d: 0.4',
        f"{BELL}:43:14: error: results[2].cohen_d: an effect size without a side; "
        "state direction: favours-backward or favours-comparator",
    ),
    "judged but not asked": (
        THUMBS,
        "  usual-care:\n    stiffness:",
        "  other-exercise:\n    stiffness:",
        f'{THUMBS}:43:3: error: certainty.other-exercise: "other-exercise" is no question here; '
        "allowed: usual-care, forward-walking, no-treatment",
    ),
    "judged in a misspelt comparison": (
        THUMBS,
        "  usual-care:\n    stiffness:",
        "  usual-car:\n    stiffness:",
        f'{THUMBS}:43:3: error: certainty.usual-car: "usual-car" is no question here; '
        'did you mean "usual-care"? allowed: usual-care, forward-walking, no-treatment',
    ),
    "judged where nothing is asked": (
        "conditions/cold-feet.yml",
        "searched:",
        "certainty:\n  on: 2026-01-11\n  before: {}\nsearched:",
        'conditions/cold-feet.yml:15:3: error: certainty.before: "before" is no question here; '
        "allowed: none yet",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), ERRORS.values(), ids=ERRORS)
def test_errors(references: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(references / file, old, new)
    assert problems_of(references) == [expected]


LINE = "instruments/line.yml"
AT = f"{LINE}:8:16: error: same_scale_as:"
APART = "results cannot be put together as they are"
SAME_SCALE: dict[str, tuple[list[tuple[str, str, str]], list[str]]] = {
    "the same points": ([], []),
    "other ends": (
        [(LINE, "range: 0 to 100", "range: 0 to 10")],
        [f'{AT} "thumb-scale" has range 0 to 100, this one 0 to 10; {APART}'],
    ),
    "no ends": (
        [("instruments/thumb-scale.yml", "range: 0 to 100\n", "")],
        [f'{AT} "thumb-scale" has range nothing, this one 0 to 100; {APART}'],
    ),
    "the other end is better": (
        [(LINE, "better: lower", "better: higher")],
        [f'{AT} "thumb-scale" has better lower, this one higher; {APART}'],
    ),
    "another unit": (
        [(LINE, "unit: points", "unit: mm")],
        [f'{AT} "thumb-scale" has unit points, this one mm; {APART}'],
    ),
    "several faults": (
        [(LINE, "unit: points\nrange: 0 to 100", "unit: mm\nrange: 0 to 10")],
        [
            f'{AT} "thumb-scale" has range 0 to 100, this one 0 to 10; {APART}',
            f'{AT} "thumb-scale" has unit points, this one mm; {APART}',
        ],
    ),
    "versions of its own": (
        [(LINE, "better: lower", "better: lower\nversions: Two.")],
        [f"{LINE}:9:16: error: same_scale_as: line has versions, which are no one scale; leave this out"],
    ),
    "versions of the other": (
        [("instruments/thumb-scale.yml", "better: lower", "better: lower\nversions: Two.")],
        [f"{AT} thumb-scale has versions, which are no one scale; leave this out"],
    ),
    "told in points of a third": (
        [("instruments/foot-temperature.yml", "unit: °C\n", f"{LIKE_LINE}same_scale_as: line\n")],
        [
            'instruments/foot-temperature.yml:8:16: error: same_scale_as: "line" is told in points of '
            '"thumb-scale" itself; name that one'
        ],
    ),
    "nobody's points": (
        [(LINE, "same_scale_as: thumb-scale", "same_scale_as: thumb-scales")],
        [
            f'{AT} unknown instrument "thumb-scales"; did you mean "thumb-scale"? '
            "allowed: foot-temperature, grip-strength, line, thumb-scale"
        ],
    ),
}
"""What is said once a second scale is told in points of the first."""


@pytest.mark.parametrize(("edits", "expected"), SAME_SCALE.values(), ids=SAME_SCALE)
def test_a_scale_told_in_points_of_another(
    references: Path, edits: list[tuple[str, str, str]], expected: list[str]
) -> None:
    line = f"# A comment\nid: line\nname: Line\nmeasures: Stiffness\n{LIKE_LINE}same_scale_as: thumb-scale\n"
    (references / LINE).write_text(line, encoding="utf-8")
    for file, old, new in edits:
        edit(references / file, old, new)
    assert problems_of(references) == expected


ALLOWED = {
    "unclear, and left out of sums": (
        ADAMS,
        "    seen: [paper]\n    place: Table 2",
        "    direction: unclear\n    excluded_from_pool: A reason.\n    seen: [paper]\n    place: Table 2",
    ),
    "direction as the numbers give it": (
        ADAMS,
        "    seen: [paper]\n    place: Table 2",
        "    direction: favours-backward\n    seen: [paper]\n    place: Table 2",
    ),
    "arms that add up to those recruited": (
        ADAMS,
        "    label: Usual care alone\n    n: 18",
        "    label: Usual care alone\n    n: 22",
    ),
    "an arm whose number was not seen": (
        ADAMS,
        "    label: Usual care alone\n    n: 18",
        "    label: Usual care alone",
    ),
    "no difference as printed": (BELL, '    p: ">0.05"', "    direction: no-clear-difference"),
    "the side that the averages lean to": (BELL, '    p: "0.004"', "    direction: favours-backward"),
    "an interval as far off its middle as rounding takes it": (ADAMS, "estimate: 1.4", "estimate: 1.0"),
    "an interval that is said to be off its middle": (
        ADAMS,
        "difference: {estimate: 1.4,",
        "excluded_from_pool: A reason.\n    difference: {estimate: 0.9,",
    ),
    "an effect size with its side": (
        BELL,
        '    p: ">0.05"',
        "    cohen_d: 0.4\n    direction: favours-backward",
    ),
    "harm not seen, nowhere": (
        FROST,
        "{reporting: not-mentioned, seen: [abstract]}",
        "{reporting: not-seen}",
    ),
}


@pytest.mark.parametrize(("file", "old", "new"), ALLOWED.values(), ids=ALLOWED)
def test_no_false_alarms(references: Path, file: str, old: str, new: str) -> None:
    edit(references / file, old, new)
    assert problems_of(references) == []


def test_hints_advise_and_do_not_block(references: Path) -> None:
    hints = [str(hint).replace(f"{references}/", "") for hint in answered(references).problems]
    once = "hint: reading: read once; a second reading is welcome"
    no_size = "tells no size; an exact p, or means with sd and n, would"
    assert hints == [
        f"{FROST}:32:1: {once}",
        f"reviews/gray-2021.yml:14:1: {once}",
        f"{BELL}:34:7: hint: results[1].arms.juggle: no standard deviation was seen",
        f"{BELL}:35:7: hint: results[1].arms.usual: no standard deviation was seen",
        f'{BELL}:42:8: hint: results[2].p: ">0.05" {no_size}',
        f"{BELL}:64:1: {once}",
        "studies/chen-2010.yml:4:9: hint: design: a non-randomised without risk_of_bias; "
        "judge it by ROBINS-I",
        f'studies/chen-2010.yml:18:8: hint: results[1].p: "<0.05" {no_size}',
        f"studies/chen-2010.yml:38:1: {once}",
        f"{DEAN}:23:1: {once}",
        f"studies/inv0009.yml:22:1: {once}",
        f"studies/van-der-berg-2012.yml:50:1: {once}",
    ]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        (
            "  recruited: 40\n  randomised: 36\n  analysed: 34\n",
            "",
            f"{ADAMS}:14:1: hint: participants: no number of people; the study counts as 0 people",
        ),
        (
            "    measure: One question about joy\n",
            "",
            f"{ADAMS}:65:5: hint: results[3]: how was it measured? add instrument, or measure in words",
        ),
        (
            'p: "0.19"',
            'p: "0.01"',
            f"{ADAMS}:57:5: hint: results[2]: the interval and the p value contradict each other; "
            "correct one, or say under excluded_from_pool that the report does so",
        ),
    ],
)
def test_more_hints(references: Path, old: str, new: str, hint: str) -> None:
    edit(references / ADAMS, old, new)
    assert problems_of(references) == []
    assert hint in [str(found).replace(f"{references}/", "") for found in answered(references).problems]


def test_one_registration_in_two_studies_is_asked_about_at_both(references: Path) -> None:
    edit(references / "studies/inv0009.yml", "number: INV0009", "number: INV0001")
    said = [str(found).replace(f"{references}/", "") for found in answered(references).problems]
    asked = [line.split(":")[0] for line in said if "has the same number" in line]
    assert asked == [ADAMS, "studies/inv0009.yml"]


def test_names_that_lead_nowhere_do_not_start_a_second_alarm(references: Path) -> None:
    """An unknown instrument hides which end is better; that is no reason to ask for a direction."""
    edit(references / ADAMS, "instrument: thumb-scale", "instrument: thumbs")
    (said,) = problems_of(references)
    assert "unknown instrument" in said


def test_where_everybody_asks_first_every_answer_says_so(references: Path) -> None:
    edit(references / "questions.yml", "Nobody tried; ask first.", "Nobody tried.")
    (problem,) = problems_of(references)
    assert 'stands on the page of "cold-feet", where everybody asks first' in str(problem)


def test_a_broken_instrument_blames_no_study(references: Path) -> None:
    edit(references / "instruments/thumb-scale.yml", "better: lower", "better: up")
    assert problems_of(references) == [
        'instruments/thumb-scale.yml:7:9: error: better: "up" is not known; allowed: lower, higher'
    ]
