"""Cells to plain sentences: never surer than the judgement, and numbers that say which way is better."""

import re
from dataclasses import replace
from itertools import product

import pytest

from evidence.reckon.cells import Cell, StudyFinding
from evidence.reckon.combining import combine
from evidence.reckon.effects import Effect, Sizes
from evidence.reckon.formulas import Estimate
from evidence.reckon.points import Mcid, PooledSd
from evidence.records.common import Span
from evidence.records.condition import Outcome, Question
from evidence.records.instrument import Threshold
from evidence.say.answers import as_text, headline, numbers, short_answer, size
from making import DIRECTIONS, judged, result, scale, study

POINTS = scale(range="0 to 100")
DOWN = {"high": 0, "moderate": 1, "low": 2}
QUESTIONS = {
    "usual-care": ("Juggling on top of usual care", "usual care alone"),
    "no-treatment": ("Juggling", "no treatment"),
    "forward-walking": ("Juggling", "rolling a ball"),
    "before": ("Juggling", "the time before"),
}
TRIALS = [study(id=f"s-{n}") for n in range(5)]


def judgement(level):
    if level is None:
        return None
    return judged(risk_of_bias=2, imprecision=2) if level == "very-low" else judged(imprecision=DOWN[level])


def combined(*estimates, on=POINTS, variance=1.0, design="randomised-trial", sizes=Sizes(20, 20)):  # noqa: B008
    """Effects of trials in points of `on`, or in standard deviations where that is None."""
    return combine(
        (
            study(id=f"s-{n}", design=design),
            Effect(
                result(values="post"),
                on,
                sizes,
                Estimate(float(estimate), variance) if on else None,
                None if on else Estimate(float(estimate), variance),
                "groups",
            ),
        )
        for n, estimate in enumerate(estimates)
    )


def cell(
    sides=("backward",), level="low", comparator="usual-care", noticed=None, sd=None, on=POINTS, **fields
):
    """`noticed` points are noticed by people, who differ by `sd` points of `on`."""
    doing, instead = QUESTIONS[comparator]
    return Cell(
        Question(comparator=comparator, ask="?", explain=".", doing=doing, instead=instead),
        Outcome(id="pain", name="Pain", explain=".", gain="ease pain"),
        tuple(StudyFinding(trial, (), DIRECTIONS[side]) for trial, side in zip(TRIALS, sides, strict=False)),
        mcid=Mcid(Span(low=noticed[0], high=noticed[-1]), ()) if noticed else None,
        pooled_sd=PooledSd(on, sd, ()) if sd else None,
        judged=judgement(level),
        **fields,
    )


SUMS = {
    ("better", "noticeable"): (-9, -10, -11),
    ("better", "small"): (-5, -6, -5),
    ("better", "little"): (-3, -3, -2),
    ("worse", "noticeable"): (9, 10, 11),
    ("worse", "small"): (5, 6, 5),
    ("worse", "little"): (3, 3, 2),
    ("little-difference", None): (-1, 1, 0),
    ("no-clear-difference", None): (-30, 1, 20),
}
"""Verdict and size -> effects in points of three trials; people notice 8."""
SIDES = {
    "better": ("backward", "backward"),
    "worse": ("comparator",),
    "mixed": ("backward", "comparator", "no"),
    "some-better": ("backward", "no", "unclear"),
    "some-worse": ("comparator", "comparator", "no", "no"),
    "no-clear-difference": ("no", "no"),
    "unknown": ("unclear",),
}


def of(verdict, big=None, **fields):
    if big or verdict == "little-difference":
        return cell(noticed=[8], combined=combined(*SUMS[verdict, big], variance=0.1), **fields)
    return cell(SIDES[verdict], **fields)


def grid():
    kinds = [*SUMS, *((verdict, None) for verdict in SIDES)]
    for (verdict, big), level, comparator in product(
        kinds, ("very-low", "low", "moderate", "high"), ("usual-care", "no-treatment", "forward-walking")
    ):
        yield verdict, big, level, comparator


@pytest.mark.parametrize(("verdict", "big"), SUMS, ids=map(str, SUMS))
def test_the_sum_of_three_decides_verdict_and_size(verdict, big):
    """The trials' own directions say otherwise and are not asked."""
    found = cell(SIDES["mixed"], noticed=[8], combined=combined(*SUMS[verdict, big], variance=0.1))
    assert found.verdict == verdict
    if verdict in ("better", "worse"):
        assert size(found) == big


A, B = "Juggling on top of usual care", "usual care alone"
TOLD = [
    ("better", "noticeable", "high", "usual-care", f"{A} will ease pain noticeably."),
    ("better", "noticeable", "moderate", "usual-care", f"{A} will probably ease pain noticeably."),
    ("better", "noticeable", "low", "usual-care", f"{A} may ease pain noticeably."),
    ("better", "noticeable", "very-low", "usual-care", f"{A} may ease pain noticeably. We are very unsure."),
    ("better", "small", "high", "usual-care", f"{A} will ease pain a little."),
    ("better", "little", "high", "usual-care", f"{A} will ease pain very little."),
    ("better", None, "low", "usual-care", f"{A} may ease pain."),
    ("better", None, "low", "no-treatment", "Juggling may ease pain."),
    ("better", None, "low", "forward-walking", "Juggling may ease pain more than rolling a ball."),
    (
        "better",
        "small",
        "moderate",
        "forward-walking",
        "Juggling will probably ease pain a little more than rolling a ball.",
    ),
    (
        "worse",
        "noticeable",
        "high",
        "forward-walking",
        "Rolling a ball will ease pain noticeably more than juggling.",
    ),
    (
        "worse",
        None,
        "very-low",
        "usual-care",
        "Usual care alone may ease pain more than juggling on top of usual care. We are very unsure.",
    ),
    (
        "little-difference",
        None,
        "moderate",
        "usual-care",
        f"{A} will probably ease pain hardly more than {B}, or not at all.",
    ),
    ("mixed", None, "high", "usual-care", f"{A} may or may not ease pain: the trials disagree."),
    (
        "some-better",
        None,
        "high",
        "usual-care",
        f"{A} may or may not ease pain: one trial found a gain, another no clear one.",
    ),
    (
        "some-worse",
        None,
        "low",
        "forward-walking",
        "Juggling may or may not ease pain more than rolling a ball: some trials found rolling a ball "
        "better, others no clear difference.",
    ),
    (
        "mixed",
        None,
        "very-low",
        "forward-walking",
        "Juggling may or may not ease pain more than rolling a ball: the trials disagree. "
        "We are very unsure.",
    ),
    (
        "no-clear-difference",
        None,
        "low",
        "usual-care",
        f"{A} may or may not ease pain: no clear difference was found.",
    ),
    (
        "unknown",
        None,
        "low",
        "forward-walking",
        "We do not know whether juggling would ease pain more than rolling a ball: "
        "what could be read does not say.",
    ),
    (
        "unknown",
        None,
        "very-low",
        "before",
        "We do not know whether juggling would ease pain: there was nobody to compare with.",
    ),
]


@pytest.mark.parametrize(("verdict", "big", "level", "comparator", "expected"), TOLD)
def test_headlines(verdict, big, level, comparator, expected):
    assert headline(of(verdict, big, level=level, comparator=comparator)) == expected


@pytest.mark.parametrize(
    ("verdict", "big", "level", "comparator", "expected"),
    [
        ("better", "small", "high", "usual-care", "Will ease pain a little."),
        ("better", None, "very-low", "forward-walking", "May ease pain more than rolling a ball."),
        ("worse", None, "very-low", "usual-care", "Usual care alone may ease pain more."),
        ("mixed", None, "very-low", "usual-care", "May or may not ease pain: the trials disagree."),
        (
            "unknown",
            None,
            "low",
            "before",
            "We do not know whether it would ease pain: there was nobody to compare with.",
        ),
    ],
)
def test_short_answers_leave_out_what_stands_beside_them(verdict, big, level, comparator, expected):
    assert short_answer(of(verdict, big, level=level, comparator=comparator)) == expected


def test_every_headline_of_the_grid_keeps_to_its_certainty() -> None:
    said = {key: headline(of(*key[:2], level=key[2], comparator=key[3])) for key in grid()}
    assert len(said) == 15 * 4 * 3 - 12, "no-clear-difference comes from sums and from sides"
    for (verdict, _, level, _), text in said.items():
        assert re.fullmatch(r"[A-Z][a-z:, ]+?\.( We are very unsure\.)?", text), text
        assert not re.search(r"signific|nan\b|none\b|  ", text, re.IGNORECASE), text
        assert text.endswith("We are very unsure.") == (level == "very-low" and verdict != "unknown"), text
        if verdict in ("better", "worse", "little-difference"):
            assert (" will " in text) == (level in ("high", "moderate")), text
            assert ("probably" in text) == (level == "moderate"), text
            assert (" may " in text) == (level in ("low", "very-low")), text


@pytest.mark.parametrize("missing", ["gain", "doing", "instead", "judged"])
def test_no_headline_without_words_or_judgement(missing):
    found = of("better", level=None if missing == "judged" else "low")
    fields = {"question": found.question, "outcome": found.outcome} | {
        name: record.model_copy(update={missing: None})
        for name, record in (("question", found.question), ("outcome", found.outcome))
        if missing in type(record).model_fields
    }
    assert headline(Cell(findings=found.findings, judged=found.judged, **fields)) == ""


# --- numbers -----------------------------------------------------------------------------------------

# Variances of 1 give intervals of -/+ 1.96 for one trial; three equal effects of -9 with variance 1 have the
# sum -9, SE sqrt(1/3) = 0.577, and with t(2) = 4.303 the interval -11.48 to -6.52.
NUMBERS = {
    "none": (cell(), ""),
    "one": (
        cell(combined=combined(-9)),
        "One trial gives a number: 9 points better on a scale of 0 to 100 (95 % interval 7 to 11 better).",
    ),
    "one, worse, with what people notice": (
        cell(combined=combined(9), noticed=[8]),
        "One trial gives a number: 9 points worse on a scale of 0 to 100 (95 % interval 7 to 11 worse). "
        "People usually notice a change of 8 points.",
    ),
    "one, across zero": (
        cell(combined=combined(-1, on=scale()), noticed=[1, 2]),
        "One trial gives a number: 1 point better (95 % interval from 1 worse to 3 better). "
        "People usually notice a change of 1 to 2 points.",
    ),
    "one, without a unit": (
        cell(combined=combined(-9, on=scale(unit=None)), noticed=[8]),
        "One trial gives a number: 9 better (95 % interval 7 to 11 better). "
        "People usually notice a change of 8.",
    ),
    "one, of people whose number was not seen": (
        cell(combined=combined(-9, sizes=None)),
        "One trial gives a number: 9 points better on a scale of 0 to 100 (95 % interval 7 to 11 better). "
        "How many people were measured was not seen.",
    ),
    "two": (
        cell(combined=combined(-9, -9)),
        "2 trials give numbers; together 9 points better on a scale of 0 to 100. "
        "2 trials are too few to say how far that is from the truth.",
    ),
    "three": (
        cell(combined=combined(-9, -9, -9)),
        "3 trials give numbers; together 9 points better on a scale of 0 to 100 "
        "(95 % interval 6.5 to 11.5 better).",
    ),
    "one, standardised": (
        cell(combined=combined(0.9, on=None, variance=0.04), noticed=[8]),
        "One trial gives a number: 0.9 standard deviations better, a large difference by the usual rule of "
        "thumb (95 % interval 0.5 to 1.3 better).",
    ),
    "one, standardised and told in points": (
        cell(combined=combined(-0.3, on=None, variance=0.04), noticed=[8], sd=12.5),
        "One trial gives a number: 0.3 standard deviations worse, a small difference by the usual rule of "
        "thumb (95 % interval from 0.7 worse to 0.09 better). That is about 3.8 points on the Scale, where "
        "people differ by a standard deviation of 12.5. People usually notice a change of 8 points.",
    ),
    "points without a unit": (
        cell(combined=combined(1, on=None, variance=0.04), sd=12.5, on=scale(unit=None)),
        "One trial gives a number: 1 standard deviation better, a large difference by the usual rule of "
        "thumb (95 % interval 0.6 to 1.4 better). That is about 12.5 on the Scale, where people differ by a "
        "standard deviation of 12.5.",
    ),
    "so large that it is in doubt": (
        cell(combined=combined(2.3, on=None, variance=0.04)),
        "One trial gives a number: 2.3 standard deviations better, so much that it is in doubt "
        "(95 % interval 1.9 to 2.7 better).",
    ),
}


@pytest.mark.parametrize(("found", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(found, expected):
    assert as_text(numbers(found)) == expected


@pytest.mark.parametrize(
    ("g", "word"),
    [(0.1, "very small"), (0.3, "small"), (0.6, "medium"), (-0.6, "medium"), (0.9, "large"), (2.0, "large")],
)
def test_the_rule_of_thumb(g, word):
    assert f", a {word} difference by the usual rule of thumb" in as_text(
        numbers(cell(combined=combined(g, on=None)))
    )


def mixed(*effects):
    """Effects as (estimate, scale or None, values, design)."""
    return combine(
        (
            study(id=f"s-{n}", design=design),
            Effect(
                result(values=values),
                on,
                Sizes(20, 20),
                Estimate(float(estimate), 1.0) if on else None,
                None if on else Estimate(float(estimate), 1.0),
                "groups",
            ),
        )
        for n, (estimate, on, values, design) in enumerate(effects)
    )


RANDOM, OTHERWISE = "randomised-trial", "non-randomised"
SCALES = "The trials used scales that cannot be put together."


@pytest.mark.parametrize(
    ("effects", "begins", "ends"),
    [
        (
            [(1, None, "post", RANDOM), (1, None, "change", RANDOM)],
            "2 trials give numbers, which are not put together. Scores after the programme, ",
            "without a common scale.",
        ),
        (
            [(-9, POINTS, "post", RANDOM), (1, None, "post", RANDOM)],
            "One trial gives a number: 1 standard deviation better, ",
            f". One more trial gives a number, not put together with this. {SCALES}",
        ),
        (
            [(-9, POINTS, "post", RANDOM)] * 2 + [(-9, POINTS, "post", OTHERWISE)],
            "2 trials give numbers; together 9 points better ",
            "from the truth. One more trial gives a number, not put together with these. "
            "Trials with groups formed at random and others are not put together.",
        ),
        (
            [(-9, POINTS, "post", RANDOM)] * 3 + [(1, None, "post", RANDOM)] * 2,
            "3 trials give numbers; together 9 points better ",
            f"better). 2 more trials give numbers, not put together with these. {SCALES}",
        ),
    ],
)
def test_trials_beside_the_sum_are_told(effects, begins, ends):
    said = as_text(numbers(cell(combined=mixed(*effects))))
    assert said.startswith(begins)
    assert said.endswith(ends)


def test_what_people_notice_is_told_only_beside_a_number() -> None:
    apart = mixed((1, None, "post", RANDOM), (1, None, "change", RANDOM))
    assert not any(part.cites for part in numbers(cell(combined=apart, noticed=[8], sd=12.5)))


@pytest.mark.parametrize(
    ("estimates", "verdict"),
    [((0.6, -0.6, 0.3), "no-clear-difference"), ((0.01, -0.01, 0.02), "little-difference")],
)
def test_a_standardised_sum_is_held_against_points_as_standard_deviations(estimates, verdict):
    """8 points are 0.8 of 10; the first interval reaches beyond that, though not beyond 8."""
    found = cell(combined=combined(*estimates, on=None, variance=0.01), noticed=[8], sd=10)
    assert found.verdict == verdict


@pytest.mark.parametrize(("sd", "big"), [(10, "noticeable"), (7, "small"), (3, "little"), (None, None)])
def test_the_size_of_a_standardised_sum(sd, big):
    """0.9 is 9, 6.3 and 2.7 points, of which people notice 8."""
    found = cell(combined=combined(0.9, 0.9, 0.9, on=None, variance=0.01), noticed=[8], sd=sd)
    assert size(found) == big


def test_two_trials_have_no_size() -> None:
    assert size(cell(combined=combined(-9, -9), noticed=[8])) is None


def test_the_change_that_people_notice_brings_its_sources():
    three = cell(combined=combined(-9, -10, -11), noticed=[8])
    threshold = Threshold(value="8 points", kind="MCID", people="Jugglers", cites="dean-1999")
    known = replace(three, mcid=Mcid(Span(low=8, high=8), (threshold, threshold)))
    assert [part.cites for part in numbers(known) if "notice" in part.text] == [("dean-1999",)]
    assert not any(part.cites for part in numbers(replace(known, mcid=None)))
