"""Numbers that cannot be, and those that are more often something else: each once, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import new

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
FROST = "reviews/frost-2020.yml"

_OWN = "instrument: thumb-scale\n    primary", "measure: A scale of their own\n    primary"
_GRIP = '    values: change\n    difference: {estimate: 1.4, ci95: [-0.7, 3.5]}\n    p: "0.19"'
_BELOW = "    values: post\n    arms: {juggle: {mean: -1, sd: 1}, usual: {mean: -1.1, sd: 1}}"
_TOLD = '    p: "<0.05"\n'
_CROWD = f"{_TOLD}    values: post\n    arms: {{juggle: {{n: 1600, mean: 30}}, usual: {{n: 12, mean: 21}}}}\n"
_USUAL = "    n: 18\n    content"
_SUM = "estimate: -7.5\n    ci95: [-11.25, -3.75]"

TOLD: dict[str, tuple[str, str, str, str]] = {
    "more analysed than recruited": (
        ADAMS,
        "recruited: 40\n  randomised: 36\n",
        "recruited: 33\n",
        "error: participants.analysed: 34 analysed but 33 recruited",
    ),
    "a digit too many recruited": (
        ADAMS,
        "recruited: 40",
        "recruited: 400",
        "hint: participants.randomised: 400 recruited and only 36 randomised; is a digit wrong?",
    ),
    "few of them analysed": (
        ADAMS,
        "analysed: 34",
        "analysed: 4",
        "hint: participants.analysed: 36 randomised and only 4 analysed",
    ),
    "spread of ages beyond their range": (
        ADAMS,
        "age_sd: 7.25",
        "age_sd: 17.25",
        "error: participants.age_sd: 17.25 years cannot be where ages go from 50 to 75",
    ),
    "spread of ages like that of no group": (
        BELL,
        "  description: Pianists",
        "  age_mean: 50\n  age_sd: 30\n  description: Pianists",
        "hint: participants.age_sd: a spread of 30 years about a mean of 50 is rare",
    ),
    "mean age of a group outside the ages": (
        ADAMS,
        _USUAL,
        "    n: 18\n    age_mean: 16\n    content",
        "error: arms.usual.age_mean: a mean of 16 years lies outside 50 to 75",
    ),
    "words beside silence about harm": (
        CHEN,
        "{reporting: not-mentioned,",
        "{reporting: not-mentioned, statement: Three people fell.,",
        'error: harms.statement: "not-mentioned", but this says what happened',
    ),
    "words beside what was not seen": (
        CHEN,
        "{reporting: not-mentioned,",
        "{reporting: not-seen, statement: A black eye.,",
        'error: harms.statement: "not-seen", but this says what happened',
    ),
    "words beside silence in a review": (
        FROST,
        "{reporting: not-mentioned,",
        "{reporting: not-mentioned, statement: Three people fell.,",
        'error: harms.statement: "not-mentioned", but this says what happened',
    ),
    "people who left because it hurt": (
        ADAMS,
        "withdrawals: Two of 36",
        "withdrawals: Two of 36 because of severe pain",
        'hint: harms.withdrawals: "none-occurred", yet people left for "pain"',
    ),
    "many more times than planned": (
        ADAMS,
        "sessions_in_all: 18",
        "sessions_in_all: 500",
        "error: arms.juggle.programme.sessions_in_all: "
        "500 times in all, but so many weeks and times a week make 18",
    ),
    "far fewer times than planned": (
        ADAMS,
        "sessions_in_all: 18",
        "sessions_in_all: 8",
        "error: arms.juggle.programme.sessions_in_all: 8 times in all",
    ),
    "one time more": (
        ADAMS,
        "sessions_in_all: 18",
        "sessions_in_all: 19",
        "hint: arms.juggle.programme.sessions_in_all: 19 times in all",
    ),
    "more than daily": (
        ADAMS,
        "sessions_per_week: 3\n      sessions_in_all: 18",
        "sessions_per_week: 9",
        "hint: arms.juggle.programme.sessions_per_week: 9 times a week is more than daily",
    ),
    "a registration with a digit too few": (
        ADAMS,
        "number: INV0001",
        "number: NCT0123456",
        'error: registration.number: "NCT0123456" has not the form of this registry; '
        "write it as in NCT01234567",
    ),
    "a registration in small letters": (
        ADAMS,
        "number: INV0001",
        "number: nct01234567",
        "write it as in NCT01234567",
    ),
    "a registration with a sign in it": (
        ADAMS,
        "number: INV0001",
        "number: NCT-01234567",
        "write it as in NCT01234567",
    ),
    "a registration of India without its year": (
        ADAMS,
        "number: INV0001",
        "number: CTRI/056593",
        "write it as in CTRI/2023/08/056593",
    ),
    "a registration of another study": (
        ADAMS,
        "number: INV0001",
        "number: INV0009",
        '"inv0009" has the same number; if both are one study, say so by may_repeat',
    ),
    "more studies in the sum than in the review": (
        FROST,
        "    studies: 4",
        "    studies: 40",
        "error: pooled[1].studies: 40 studies in the sum, 5 in the review",
    ),
    "fewer people than studies": (
        FROST,
        "people: 210",
        "people: 3",
        "error: included.people: 3 people in 5 studies",
    ),
    "a sum beyond the scale": (
        FROST,
        _SUM,
        "estimate: -7500",
        "hint: pooled[1].estimate: -7500 on scales that are 100 wide",
    ),
    "standard deviations beyond all": (
        FROST,
        "estimate: -7.5\n",
        "standardised: true\n    estimate: -7.5\n",
        "error: pooled[1].estimate: -7.5 standard deviations cannot be",
    ),
    "standard deviations beyond most": (
        FROST,
        _SUM,
        "standardised: true\n    estimate: -2.5",
        "hint: pooled[1].estimate: a standardised difference of -2.5 is rare",
    ),
    "an interval that leans": (
        FROST,
        "[-11.25, -3.75]",
        "[-18.25, -3.75]",
        "hint: pooled[1].ci95: the estimate -7.5 is not in the middle",
    ),
    "searched after it was published": (
        FROST,
        "June 2019",
        "June 2050",
        "error: searched_until: 2050 cannot be; the review is of 2020",
    ),
    "searched before there was a way": (
        FROST,
        "June 2019",
        "June 1019",
        "error: searched_until: 1019 cannot be",
    ),
    "its own condition twice": (
        FROST,
        "kind: systematic-review",
        "also: [stiff-thumbs]\nkind: systematic-review",
        'error: also[1]: "stiff-thumbs" is named already',
    ),
    "a deviation wider than the scale allows": (
        ADAMS,
        "mean: 30.5, sd: 8.25",
        "mean: 30.5, sd: 48.5",
        "error: results[1].arms.juggle.sd: 48.5 cannot be about a mean of 30.5 on a scale of 0 to 100",
    ),
    "less than nothing": (
        ADAMS,
        _GRIP,
        _BELOW,
        "error: results[2].arms.juggle.mean: -1 of Grip strength cannot be less than nothing",
    ),
    "more measured than took part": (
        CHEN,
        _TOLD,
        _CROWD,
        "error: results[1].arms.juggle.n: 1600 people measured, but 24 took part",
    ),
    "a study of another condition": (
        ADAMS,
        "country: NZ",
        "may_repeat: dean-1999\ncountry: NZ",
        'error: may_repeat: "dean-1999" is about cold-feet, this one about stiff-thumbs',
    ),
    "a condition of another's name": (
        "conditions/stiff-thumbs.yml",
        "name: Stiff thumbs",
        "name: Cold feet",
        'name: "Cold feet" stands in cold-feet too; choose another',
    ),
}

FINE: dict[str, tuple[str, str, str]] = {
    "one number of people not seen": (ADAMS, _USUAL, "    content"),
    "ages of one group": (ADAMS, _USUAL, "    n: 18\n    age_mean: 62\n    age_sd: 7\n    content"),
    "silence about harm in words": (
        CHEN,
        "{reporting: not-mentioned,",
        "{reporting: not-mentioned, statement: The abstract tells of no event.,",
    ),
    "nobody left because of it": (
        ADAMS,
        "withdrawals: Two of 36",
        "withdrawals: Two of 36; none because of pain",
    ),
    "a span of times a week": (ADAMS, "sessions_per_week: 3", "sessions_per_week: [2, 3]"),
    "several times a day": (
        ADAMS,
        "sessions_in_all: 18",
        "sessions_per_day: 2\n      sessions_in_all: 36",
    ),
    "times in all without weeks": (ADAMS, "      weeks: 6\n", ""),
    "a registry that is known": (ADAMS, "number: INV0001", "number: ChiCTR2100012345"),
    "a small registry": (ADAMS, "number: INV0001", "number: Local 12/3"),
    "a rounded sum": (FROST, _SUM, "estimate: -7\n    ci95: [-11, -4]"),
    "searched in words": (FROST, "June 2019", "As long as they could"),
    "a deviation as wide as the other": (ADAMS, "mean: 30.5, sd: 8.25", "mean: 30.5, sd: 9.25"),
    "a difference that is that of its means": (
        ADAMS,
        "    values: post\n",
        "    values: post\n    difference: {estimate: -10.5, se: 3.06}\n",
    ),
    "an adjusted difference, and for what": (
        ADAMS,
        "    values: post\n",
        "    values: post\n    note: Adjusted for age.\n    difference: {estimate: -8.5, se: 3.06}\n",
    ),
    "a rounded difference": (
        ADAMS,
        "    values: post\n",
        "    values: post\n    difference: {estimate: -10.6, se: 3.06}\n",
    ),
    "a p value that fits what was measured": (
        ADAMS,
        "    place: Table 2",
        '    p: "0.0016"\n    place: Table 2',
    ),
}


@pytest.mark.parametrize(("file", "old", "text", "told"), TOLD.values(), ids=TOLD)
def test_what_is_told(references: Path, file: str, old: str, text: str, told: str) -> None:
    said = new(references, (file, old, text))
    assert len([line for line in said if line.startswith(f"{file}:") and told in line]) == 1, said


@pytest.mark.parametrize(("file", "old", "text"), FINE.values(), ids=FINE)
def test_what_is_fine(references: Path, file: str, old: str, text: str) -> None:
    assert new(references, (file, old, text)) == []


def test_an_arm_of_unknown_size_leaves_no_room_for_more_than_all(references: Path) -> None:
    """Bell randomised 60 to three groups."""
    juggle, usual = "    label: Juggling\n    n: 20\n", "    label: Usual care alone\n    n: 20\n"
    edits = ((BELL, usual, "    label: Usual care alone\n"), (BELL, juggle, juggle.replace("20", "50")))
    told = new(references, *edits)
    assert any("error: arms: the arms' n add up to 70, but 60 took part" in line for line in told)


def test_the_mean_age_of_all_lies_between_those_of_the_groups(references: Path) -> None:
    other = "    n: 18\n    co_intervention"
    edits = (
        (ADAMS, _USUAL, "    n: 18\n    age_mean: 62\n    content"),
        (ADAMS, other, "    n: 18\n    age_mean: 61\n    co_intervention"),
    )
    assert new(references, *edits) == []
    (said,) = new(references, (ADAMS, "age_mean: 61.5", "age_mean: 64"))
    assert "error: participants.age_mean: 64 years for all, 61 to 62 in the groups" in said


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("mean: 30.5, sd: 2.001", "is 8.3; was a standard error taken for it?"),
        ("mean: 30.5, sd: 0.825", "0.825 beside 9.5; is a digit wrong?"),
        ("mean: 8.25, sd: 30.5", "a deviation of 30.5 about a mean of 8.25; are the two swapped?"),
    ],
)
def test_what_one_group_tells_of_the_deviation_of_another(references: Path, given: str, told: str) -> None:
    """Beside whatever else is said of such numbers."""
    said = new(references, (ADAMS, *_OWN), (ADAMS, "mean: 30.5, sd: 8.25", given))
    assert any("hint: results[1].arms.juggle.sd: " in line and told in line for line in said), said


def test_a_change_may_be_smaller_than_its_deviation(references: Path) -> None:
    edits = (
        (ADAMS, "values: post", "values: change"),
        (ADAMS, "mean: 30.5, sd: 8.25", "mean: 6.5, sd: 8.25"),
    )
    assert not any("swapped" in line for line in new(references, *edits))


@pytest.mark.parametrize(
    ("given", "level", "told"),
    [
        ("difference: {estimate: -50}", "error", "-50 is not 30.5 - 41 = -10.5; correct one of them"),
        ("difference: {estimate: -8.5}", "hint", "correct it, or say in note what it was adjusted for"),
        ("difference: {estimate: -10.5, ci95: [-30.5, 9.5]}", "hint", "times as wide as the deviations"),
    ],
)
def test_a_difference_beside_its_means(references: Path, given: str, level: str, told: str) -> None:
    said = new(references, (ADAMS, "    values: post\n", f"    values: post\n    {given}\n"))
    assert any(f" {level}: results[1].difference" in line and told in line for line in said), said


def test_a_difference_a_little_further_than_the_others_spread_is_an_error(references: Path) -> None:
    """9.5, the wider of the two deviations, is the most that an adjustment does."""
    for estimate, level in (("-1.1", "hint"), ("-0.9", "error")):
        given = f"    values: post\n    difference: {{estimate: {estimate}}}\n"
        said = new(references, (ADAMS, "    values: post\n", given))
        assert any(f" {level}: results[1].difference.estimate: {estimate} is not" in line for line in said)
        new(references, (ADAMS, given, "    values: post\n"))


def test_more_people_than_took_part_are_asked_about(references: Path) -> None:
    """Everybody may have been in both groups; without numbers of the arms nobody can tell."""
    edits = [(ADAMS, "    n: 18\n", "")] * 2
    edits += [(ADAMS, "juggle: {n: 17,", "juggle: {n: 30,"), (ADAMS, "usual: {n: 17,", "usual: {n: 30,")]
    (told,) = [line for line in new(references, *edits) if "in the groups" in line]
    assert "hint: results[1].arms: 60 people in the groups, but 40 took part" in told


@pytest.mark.parametrize(
    ("mean", "told"), [("3.5", "41 is 12 times 3.5; is a digit wrong?"), ("-30.5", "have other signs")]
)
def test_averages_of_one_kind_lie_near_each_other(references: Path, mean: str, told: str) -> None:
    said = new(references, (ADAMS, *_OWN), (ADAMS, "mean: 30.5", f"mean: {mean}"))
    assert any("hint: results[1].arms: " in line and told in line for line in said), said


@pytest.mark.parametrize(("p", "told"), [("0.19", 0), ("0.0019", 1), ("0.4", 0)])
def test_an_exact_p_value_goes_with_its_interval(references: Path, p: str, told: int) -> None:
    """By 34 people the difference of grip is 1.4 standard errors from none."""
    said = new(references, (ADAMS, 'p: "0.19"', f'p: "{p}"'))
    assert len([line for line in said if "goes with t = " in line]) == told


@pytest.mark.parametrize(("p", "told"), [("0.04", 0), ("0.2", 1), ("0.0000001", 1)])
def test_an_exact_p_value_goes_with_what_was_measured(references: Path, p: str, told: int) -> None:
    """Its t is 3.4."""
    said = new(references, (ADAMS, "    place: Table 2", f'    p: "{p}"\n    place: Table 2'))
    assert len([line for line in said if "but what was measured gives 3.4" in line]) == told
