"""Cells to plain sentences: never surer than the judgement, and numbers that say which way is better."""

import re
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from evidence.read.load import load as read
from evidence.reckon.cells import Cell
from evidence.reckon.combining import combine
from evidence.reckon.conclusion import Kind, TooLittle, conclude
from evidence.reckon.effects import Effect, Sizes
from evidence.reckon.formulas import Estimate
from evidence.reckon.points import Mcid, PooledSd
from evidence.reckon.synthesis import synthesise
from evidence.records.common import Span
from evidence.records.condition import Outcome, Question
from evidence.records.instrument import Threshold
from evidence.say import terms
from evidence.say.answers import (
    answer,
    as_text,
    by_side,
    counted,
    counted_beside,
    estimate,
    estimate_of_one,
    headline,
    numbers,
    short_answer,
    sign_test_line,
    size,
    summary,
)
from making import finding, judged, result, scale, study
from project import edit

POINTS = scale(range="0 to 100")
DOWN = {"high": 0, "moderate": 1, "low": 2}
QUESTIONS = {
    "usual-care": ("Juggling on top of usual care", "usual care alone"),
    "no-treatment": ("Juggling", "no treatment"),
    "forward-walking": ("Juggling", "rolling a ball"),
    "not-seen": ("Juggling", "what the others did"),
    "before": ("Juggling", "the time before"),
}
TRIALS = [study(id=f"s-{n}") for n in range(12)]


def judgement(level):
    if level is None:
        return None
    return judged(risk_of_bias=2, imprecision=2) if level == "very-low" else judged(imprecision=DOWN[level])


def combined(*estimates, on=POINTS, variance=1.0, design="randomised-trial", sizes=Sizes(20, 20)):  # noqa: B008
    """Effects of trials in points of `on`, or in standard deviations where that is None."""
    return combine(
        (
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
        ),
        {},
    )


def noticed_by(points):
    """The change of so many points, from the smallest to the largest named."""
    threshold = Threshold(value="x", kind="MCID", people="Jugglers", cites="dean-1999")
    span = Span(low=points[0], high=points[-1])
    return Mcid(span, ((threshold, span),))


def cell(
    sides=("backward",),
    level="low",
    comparator="usual-care",
    noticed=None,
    sd=None,
    on=POINTS,
    people=40,
    **fields,
):
    """`noticed` points are noticed by people, who differ by `sd` points of `on`; `people` in each trial."""
    doing, instead = QUESTIONS[comparator]
    return Cell(
        Question(comparator=comparator, ask="?", explain=".", doing=doing, instead=instead),
        Outcome(id="pain", name="Pain", explain=".", gain="ease pain"),
        tuple(finding(trial, side, people) for trial, side in zip(TRIALS, sides, strict=False)),
        mcid=noticed_by(noticed) if noticed else None,
        pooled_sd=PooledSd(on, sd, ()) if sd else None,
        judged=judgement(level),
        **fields,
    )


A, B = "Juggling on top of usual care", "usual care alone"
THREE = ("backward",) * 3
# Three effects of -9 with variance 1: the sum -9, SE 0.577, and with t(2) = 4.303 from -11.48 to -6.52.
SUM, WORSE = combined(-9, -9, -9), combined(9, 9, 9)
ACROSS, LITTLE = combined(-9, 1, 2), combined(-1, 0, 1, variance=0.1)
OF_ONE, DOUBTED = combined(1, on=None, variance=0.09), combined(2.3, on=None, variance=0.18)
IN_SD = combined(0.9, 0.9, 0.9, on=None, variance=0.04)

CASES = {
    "size, high": (
        cell(THREE, "high", combined=SUM),
        f"{A} will ease pain by about 9 points of 100 (6.5 to 11.5).",
    ),
    "size, moderate": (
        cell(THREE, "moderate", combined=SUM),
        f"{A} will probably ease pain by about 9 points of 100 (6.5 to 11.5).",
    ),
    "size, low": (
        cell(THREE, "low", combined=SUM),
        f"{A} may ease pain by about 9 points of 100 (6.5 to 11.5).",
    ),
    "size, very low": (
        cell(THREE, "very-low", combined=SUM),
        f"{A} may ease pain by about 9 points of 100 (6.5 to 11.5), but we are very unsure.",
    ),
    "size, instead of something": (
        cell(THREE, "low", "forward-walking", combined=SUM),
        "Juggling may ease pain more than rolling a ball, by about 9 points of 100 (6.5 to 11.5).",
    ),
    "size of two": (
        cell(THREE, "very-low", combined=combined(-9, -9)),
        f"{A} may ease pain by about 9 points of 100 (from no difference to 18), but we are very unsure.",
    ),
    "size, worse": (
        cell(("comparator",) * 3, "very-low", combined=WORSE),
        "Usual care alone may ease pain more than juggling on top of usual care, by about 9 points of 100 "
        "(6.5 to 11.5), but we are very unsure.",
    ),
    "size, across no effect": (
        cell(THREE, "low", combined=ACROSS),
        f"{A} may ease pain by about 2 points of 100 (from 13.1 worse to 17.1 better).",
    ),
    "size, in standard deviations": (
        cell(THREE, "low", combined=IN_SD),
        f"{A} may ease pain by a large amount (0.9 standard deviations, 0.4 to 1.4).",
    ),
    "size, standardised, told in points": (
        cell(THREE, "low", combined=IN_SD, sd=10),
        f"{A} may ease pain by about 9 points of 100 (4 to 14).",
    ),
    "little difference": (
        cell(THREE, "moderate", combined=LITTLE, noticed=[8]),
        f"{A} will probably make little to no difference to pain (from 2.5 worse to 2.5 better).",
    ),
    "little difference, very low": (
        cell(THREE, "very-low", combined=LITTLE, noticed=[8]),
        f"{A} may make little to no difference to pain (from 2.5 worse to 2.5 better), "
        "but we are very unsure.",
    ),
    "little difference, all of it better": (
        cell(THREE, "low", combined=combined(-3, -3, -3), noticed=[8]),
        f"{A} may make little to no difference to pain (0.5 to 5.5 better).",
    ),
    "no difference, from worse to better": (
        cell(THREE, "low", combined=combined(-9, 0.03, 9)),
        f"{A} may make no difference to pain (from 22.4 worse to 22.3 better).",
    ),
    "sides, all one way": (
        cell(("backward",) * 4 + ("unclear",), "very-low"),
        f"We are very unsure whether {A[0].lower()}{A[1:]} would ease pain: 4 of 5 trials (160 people) "
        "favour it; one could not be read.",
    ),
    "sides, both ways": (
        cell(("backward", "backward", "comparator", "no", "no"), "low", "forward-walking"),
        "We are unsure whether juggling would ease pain more than rolling a ball: 2 of 5 trials (80 people) "
        "favour it; 1 (40 people) found it worse; two found no clear difference.",
    ),
    "sides, none": (
        cell(("comparator",) * 3, "very-low"),
        f"We are very unsure whether {A[0].lower()}{A[1:]} would ease pain: all 3 trials (120 people) "
        "found it worse.",
    ),
    "one trial": (
        cell(("backward", "no", "unclear"), "very-low", people=148),
        f"Too little to tell whether {A[0].lower()}{A[1:]} would ease pain: one trial of 148 people found "
        "it better; one more found no clear difference; one could not be read.",
    ),
    "one trial, worse": (
        cell(("comparator",), "low", "forward-walking", people=148),
        "Too little to tell whether juggling would ease pain more than rolling a ball: one trial of 148 "
        "people found it worse.",
    ),
    "not judged": (
        cell(THREE, None),
        f"Too little to tell whether {A[0].lower()}{A[1:]} would ease pain: three trials of 120 people "
        "together found it better.",
    ),
    "few people": (
        cell(("backward", "comparator"), "low"),
        f"Too little to tell whether {A[0].lower()}{A[1:]} would ease pain: one trial of 40 people found it "
        "better; one of 40 people found it worse.",
    ),
    "few sides": (
        cell(("backward", "backward", "no"), "low", people=50),
        f"Too little to tell whether {A[0].lower()}{A[1:]} would ease pain: two trials of 100 people "
        "together found it better; one more found no clear difference.",
    ),
    "people not seen": (
        cell(("backward",), "low", people=None),
        f"Too little to tell whether {A[0].lower()}{A[1:]} would ease pain: one trial found it better.",
    ),
    "one trial leans": (
        cell(("leans",), "low", "forward-walking", people=34),
        "Too little to tell whether juggling would ease pain more than rolling a ball: one trial of 34 "
        "people leans towards it, but found no clear difference.",
    ),
    "two lean the other way": (
        cell(("leans-away",) * 2, "low", "forward-walking", people=34),
        "Too little to tell whether juggling would ease pain more than rolling a ball: two trials of 68 "
        "people together lean the other way, but found no clear difference.",
    ),
    "one of two leans": (
        cell(("leans", "backward", "no"), "low", "forward-walking", people=30),
        "Too little to tell whether juggling would ease pain more than rolling a ball: one trial of 30 "
        "people found it better; one of 30 people leans towards it, but found no clear difference; one more "
        "found no clear difference.",
    ),
    "sides, some of them not clear": (
        cell(("leans", "backward", "backward"), "low", "forward-walking"),
        "We are unsure whether juggling would ease pain more than rolling a ball: all 3 trials (120 people) "
        "favour it, one of them not by a clear difference.",
    ),
    "sides, none of them clear": (
        cell(("leans",) * 3, "low", "forward-walking"),
        "We are unsure whether juggling would ease pain more than rolling a ball: all 3 trials (120 people) "
        "favour it, none by a clear difference.",
    ),
    "sides, one on each not clear": (
        cell(("leans", "leans-away", "backward", "unclear"), "low", "forward-walking"),
        "We are unsure whether juggling would ease pain more than rolling a ball: 2 of 4 trials (80 people) "
        "favour it, one of them not by a clear difference; 1 (40 people) found it worse, not by a clear "
        "difference; one could not be read.",
    ),
    "sides, one for it": (
        cell(("comparator", "backward", "comparator", "no", "unclear"), "low", "forward-walking"),
        "We are unsure whether juggling would ease pain more than rolling a ball: 1 of 5 trials (40 people) "
        "favours it; 2 (80 people) found it worse; one found no clear difference; one could not be "
        "read.",
    ),
    "nothing read": (
        cell(("unclear",), "low", "forward-walking"),
        "We do not know whether juggling would ease pain more than rolling a ball: what could be read does "
        "not say.",
    ),
    "one trial without a clear difference": (
        cell(("no",), "low", "forward-walking", people=34),
        "We do not know whether juggling would ease pain more than rolling a ball: the one trial, of 34 "
        "people, found no clear difference.",
    ),
    "no side, some clear about no difference": (
        cell(("no", "unclear", "unclear"), "low", "forward-walking"),
        "We do not know whether juggling would ease pain more than rolling a ball: none of three trials "
        "tells a side; 1 found no clear difference, 2 could not be read.",
    ),
    "two without a clear difference": (
        cell(("no", "no"), "low", "forward-walking"),
        "We do not know whether juggling would ease pain more than rolling a ball: neither trial found a "
        "clear difference, and none tells a side.",
    ),
    "nobody compared": (
        cell(("backward",), "very-low", "before"),
        "We do not know whether juggling would ease pain: there was nobody to compare with.",
    ),
    "comparator unknown": (cell(THREE, "low", "not-seen", combined=SUM), ""),
}


@pytest.mark.parametrize(("found", "expected"), CASES.values(), ids=CASES)
def test_headlines(found, expected):
    assert headline(found) == expected


def of_people(*people, about=False):
    findings = [finding(trial, "backward", n, about=about) for trial, n in zip(TRIALS, people, strict=False)]
    return replace(cell(level="low"), findings=tuple(findings))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (of_people(44, None), "two trials of at least 44 people together found it better."),
        (of_people(None, None), "two trials found it better."),
        (of_people(24, about=True), "one trial of about 24 people found it better."),
        (of_people(60, 60, None), "all 3 trials (at least 120 people) favour it."),
    ],
)
def test_people_are_no_surer_than_they_were_counted(found, expected):
    assert headline(found).endswith(f": {expected}")


def test_an_equal_share_is_said_where_no_side_is_told():
    found = cell(("no",), "low", people=24)
    found = replace(found, findings=(replace(found.findings[0], about=True),))
    assert headline(found).endswith(": the one trial, of about 24 people, found no clear difference.")


def test_every_branch_has_a_case():
    concluded = [conclude(found) for found, _ in CASES.values()]
    assert {each.kind for each in concluded} == set(get_args(Kind))
    assert {each.why for each in concluded if each.why} == set(get_args(TooLittle))


@pytest.mark.parametrize(
    ("sides", "people", "why"),
    [
        (("backward", "backward"), 50, "few-sides"),
        (("backward", "backward"), 49, "few-people"),
        (("backward", "backward", "no"), 49, "few-people"),
        (("backward", "backward", "no"), 50, "few-sides"),
        (("backward", "backward", "unclear"), 34, "few-people"),
        (("backward", "backward", "comparator"), 34, None),
    ],
)
def test_a_hundred_people_of_trials_that_tell_a_side_are_enough_and_three_sides(sides, people, why):
    """The sentence rests on them; a trial that tells no side adds nobody."""
    assert conclude(cell(sides, people=people)).why == why


def test_a_sum_rests_on_the_people_of_those_that_tell_a_side():
    assert (
        conclude(cell(("backward", "backward", "no"), people=49, combined=combined(-9, -9))).kind
        == "too-little"
    )
    assert conclude(cell(("backward", "backward", "no"), people=50, combined=combined(-9, -9))).kind == "size"


def test_an_interval_as_wide_as_what_people_notice_is_no_little_difference():
    assert conclude(cell(THREE, combined=ACROSS, noticed=[8])).kind == "size"
    assert conclude(cell(THREE, combined=LITTLE)).kind == "size", "nobody knows what people notice"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("size, very low", "May ease pain by about 9 points of 100 (6.5 to 11.5), but we are very unsure."),
        ("size, worse", "Usual care alone may ease pain more, by about 9 points of 100 (6.5 to 11.5), "
         "but we are very unsure."),
        ("size, in standard deviations", "May ease pain by a large amount."),
        ("size, standardised, told in points", "May ease pain by about 9 points of 100 (4 to 14)."),
        ("few sides", "Too little to tell: two trials of 100 people together found it better; one more found "
         "no clear difference."),
        ("sides, none", "We are very unsure whether it would ease pain: all 3 trials (120 people) "
         "found it worse."),
        ("nobody compared", "We do not know whether it would ease pain: there was nobody to compare with."),
    ],
)  # fmt: skip
def test_short_answers_leave_out_what_stands_beside_them(found, expected):
    assert short_answer(CASES[found][0]) == expected


@pytest.mark.parametrize(
    ("case", "line", "told"),
    [
        ("size, low", "About {}.", "9 points of 100 better (6.5 to 11.5)"),
        ("size, worse", "About {}.", "9 points of 100 worse (6.5 to 11.5)"),
        ("nothing read", "Not known: what could be read does not say.", ""),
        ("one trial", "Too little to tell: one trial of 148 people found it better; one more", ""),
        ("little difference", short_answer(CASES["little difference"][0]), ""),
        ("comparator unknown", counted(CASES["comparator unknown"][0]), ""),
    ],
)
def test_a_line_of_a_summary_and_a_size_alone(case, line, told):
    found = CASES[case][0]
    assert line and summary(found).startswith(line.format(told))
    assert size(found) == (f"about {told}" if told else "")


def test_a_size_without_a_unit_is_told_in_words():
    found = CASES["size, in standard deviations"][0]
    assert summary(found) == "A large amount better (0.9 standard deviations, 0.4 to 1.4)."
    assert size(found) == "a large amount"


def test_every_headline_keeps_to_its_certainty():
    sides = [THREE, ("backward", "comparator", "no"), ("comparator",) * 3, ("backward",), ("unclear",)]
    sums = [None, SUM, WORSE, ACROSS, LITTLE, IN_SD]
    levels = ("very-low", "low", "moderate", "high")
    for told, summed, level, comparator in product(sides, sums, levels, QUESTIONS):
        found = cell(told, level, comparator, combined=summed, noticed=[8])
        text, kind = headline(found), conclude(found).kind
        assert not re.search(r"signific|may or may not|nan\b|  |\b(\w+) \1\b", text, re.IGNORECASE), text
        if kind in ("size", "little-difference"):
            assert (" will " in text) == (level in ("high", "moderate")), text
            assert ("probably" in text) == (level == "moderate"), text
            assert ("very unsure" in text) == (level == "very-low"), text
        if kind == "too-little":
            assert text.startswith("Too little to tell"), text


@pytest.mark.parametrize("missing", ["gain", "doing", "instead"])
def test_no_headline_without_words(missing):
    found = cell(THREE, combined=SUM)
    fields = {"question": found.question, "outcome": found.outcome} | {
        name: record.model_copy(update={missing: None})
        for name, record in (("question", found.question), ("outcome", found.outcome))
        if missing in type(record).model_fields
    }
    assert headline(replace(found, **fields)) == ""


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("backward",), "The one trial favours walking backwards."),
        (("comparator",), "The one trial favours usual care alone."),
        (("no",), "The one trial tells no side: no clear difference was found."),
        (("unclear",), "The one trial tells no side: what could be read does not say."),
        (("backward", "backward"), "Both trials favour walking backwards."),
        (("unclear", "unclear"), "None of the 2 trials tells a side: what could be read does not say."),
        (("no",) * 3, "None of the 3 trials tells a side: no clear difference was found."),
        (("comparator",) * 3, "All 3 trials favour usual care alone."),
        (("backward", "comparator"), "1 trial favours walking backwards and 1 usual care alone."),
        (("unclear", "no"), "None of the 2 trials tells a side: 1 found no clear difference, 1 could not "
         "be read."),
        (("backward", "no"), "1 of 2 trials tells a side and favours walking backwards. 1 tells none: "
         "no clear difference was found."),
        (("comparator", "no"), "1 of 2 trials tells a side and favours usual care alone. 1 tells none: "
         "no clear difference was found."),
        (("backward", "no", "backward", "no"), "2 of 4 trials tell a side, and both favour walking "
         "backwards. 2 tell none: no clear difference was found."),
        (("unclear", "no", "comparator", "backward", "unclear"), "2 of 5 trials tell a side, and 1 favours "
         "walking backwards and 1 usual care alone. 3 tell none: 1 found no clear difference, 2 could not be "
         "read."),
        (("leans",), "The one trial favours walking backwards, not by a clear difference."),
        (("leans", "leans-away"), "1 trial favours walking backwards and 1 usual care alone, none by a clear "
         "difference."),
        (("backward", "leans", "no"), "2 of 3 trials tell a side, and both favour walking backwards, one of "
         "them not by a clear difference. 1 tells none: no clear difference was found."),
        (("leans", "no"), "1 of 2 trials tells a side and favours walking backwards, not by a clear "
         "difference. 1 tells none: no clear difference was found."),
        (("backward",) * 3 + ("no",) * 2, "3 of 5 trials tell a side, and all 3 favour walking backwards. "
         "2 tell none: no clear difference was found."),
    ],
)  # fmt: skip
def test_sides_are_counted(sides, expected):
    assert counted(cell(sides)) == expected


@pytest.mark.parametrize(
    ("comparator", "other"),
    [
        ("usual-care", "usual care alone"),
        ("forward-walking", "walking forwards"),
        ("other-exercise", "another exercise"),
        ("other-treatment", "another treatment"),
        ("no-treatment", "no treatment"),
        ("not-seen", "the other group"),
    ],
)
def test_the_other_side_is_named(comparator, other):
    question = Question(comparator=comparator, ask="?", explain=".")
    assert counted(replace(cell(("comparator",)), question=question)) == f"The one trial favours {other}."
    assert terms.found("worse", terms.comparator(comparator)) == f"favoured {other}"


def test_sides_are_counted_once_on_a_page():
    """Beside a size they are news; a headline made of them tells them itself."""
    assert counted_beside(CASES["size, low"][0]) == "All 3 trials favour walking backwards."
    for name in ("sides, none", "few sides", "nothing read", "nobody compared"):
        assert counted_beside(CASES[name][0]) == "", name


def test_the_sign_test_has_its_bounds():
    """By hand: 5 of 5 gives 2/32; with four more either way 5 of 9 gives 1, 9 of 9 gives 2/512."""
    assert sign_test_line(cell(("backward",) * 5 + ("no",) * 4)) == (
        "Sides 5 to 0; sign test p = 0.0625 (0.0039 to 1, whichever way the other 4 lie). "
        "No verdict rests on it."
    )
    assert sign_test_line(cell(("backward", "comparator"))) == (
        "Sides 1 to 1; sign test p = 1. No verdict rests on it."
    )
    assert sign_test_line(cell(("backward", "no"))) == ""


# --- numbers -----------------------------------------------------------------------------------------

# Variances of 1 give intervals of -/+ 1.96 for one trial; three equal effects of -9 with variance 1 have the
# sum -9, SE sqrt(1/3) = 0.577, and with t(2) = 4.303 the interval -11.48 to -6.52.
NUMBERS = {
    "none": (cell(), ""),
    "one": (
        cell(combined=combined(-9)),
        "One trial gives a number: 9 points better on a scale of 0 to 100 (95% interval 7 to 11 better).",
    ),
    "one, worse, with what people notice": (
        cell(combined=combined(9), noticed=[8]),
        "One trial gives a number: 9 points worse on a scale of 0 to 100 (95% interval 7 to 11 worse). "
        "People notice a change of 8 points.",
    ),
    "one, across zero": (
        cell(combined=combined(-1, on=scale()), noticed=[1, 2]),
        "One trial gives a number: 1 point better (95% interval from 1 worse to 3 better). "
        "People notice a change of 1 to 2 points.",
    ),
    "one, without a unit": (
        cell(combined=combined(-9, on=scale(unit=None)), noticed=[8]),
        "One trial gives a number: 9 better on the Scale (95% interval 7 to 11 better). People notice a "
        "change of 8.",
    ),
    "one, of people whose number was not seen": (
        cell(combined=combined(-9, sizes=None)),
        "One trial gives a number: 9 points better on a scale of 0 to 100 (95% interval 7 to 11 better). "
        "How many people were measured was not seen.",
    ),
    "two": (
        cell(combined=combined(-9, -9)),
        "2 trials give numbers; together 9 points better on a scale of 0 to 100 "
        "(95% interval from no difference to 18 better).",
    ),
    "three, one hard to believe": (
        cell(combined=combined(2.3, 0.5, 0.5, on=None, variance=0.04)),
        "3 trials give numbers; together 1.1 standard deviations better, a large difference by the usual "
        "rule of thumb (95% interval from 1.5 worse to 3.7 better). Without the trial whose effect is hard "
        "to believe, 0.5 standard deviations better (95% interval from 1.3 worse to 2.3 better).",
    ),
    "a scale that is an assumption": (
        cell(combined=combined(-9, on=scale(assumed="Its scale was not named."))),
        "One trial gives a number: 9 points better (95% interval 7 to 11 better). Its scale was not named.",
    ),
    "three": (
        cell(combined=combined(-9, -9, -9)),
        "3 trials give numbers; together 9 points better on a scale of 0 to 100 "
        "(95% interval 6.5 to 11.5 better).",
    ),
    "one, standardised": (
        cell(combined=combined(0.9, on=None, variance=0.04), noticed=[8]),
        "One trial gives a number: 0.9 standard deviations better, a large difference by the usual rule of "
        "thumb (95% interval 0.5 to 1.3 better).",
    ),
    "one, standardised and told in points": (
        cell(combined=combined(-0.3, on=None, variance=0.04), noticed=[8], sd=12.5),
        "One trial gives a number: 0.3 standard deviations worse, a small difference by the usual rule of "
        "thumb (95% interval from 0.7 worse to 0.09 better). That is about 3.8 points on the Scale, where "
        "people differ by a standard deviation of 12.5. People notice a change of 8 points.",
    ),
    "points without a unit": (
        cell(combined=combined(1, on=None, variance=0.04), sd=12.5, on=scale(unit=None)),
        "One trial gives a number: 1 standard deviation better, a large difference by the usual rule of "
        "thumb (95% interval 0.6 to 1.4 better). That is about 12.5 on the Scale, where people differ by a "
        "standard deviation of 12.5.",
    ),
    "so large that it is in doubt": (
        cell(combined=combined(2.3, on=None, variance=0.04)),
        "One trial gives a number: 2.3 standard deviations better, so much that it is in doubt "
        "(95% interval 1.9 to 2.7 better).",
    ),
}


@pytest.mark.parametrize(("found", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(found, expected):
    assert as_text(numbers(found)) == expected


@pytest.mark.parametrize(
    ("g", "word"),
    [
        (0.1, "very small"),
        (0.2, "small"),
        (0.3, "small"),
        (0.5, "medium"),
        (0.6, "medium"),
        (-0.6, "medium"),
        (0.8, "large"),
        (0.9, "large"),
        (2.0, "large"),
    ],
)
def test_the_rule_of_thumb(g, word):
    assert f", a {word} difference by the usual rule of thumb" in as_text(
        numbers(cell(combined=combined(g, on=None)))
    )


def mixed(*effects):
    """Effects as (estimate, scale or None, values, design)."""
    return combine(
        (
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
        ),
        {},
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
            "18 better). One more trial gives a number, not put together with these. "
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


def test_what_people_notice_is_told_only_beside_a_number():
    apart = mixed((1, None, "post", RANDOM), (1, None, "change", RANDOM))
    assert not any(part.cites for part in numbers(cell(combined=apart, noticed=[8], sd=12.5)))


@pytest.mark.parametrize(
    ("estimates", "kind"), [((0.6, -0.6, 0.3), "size"), ((0.01, -0.01, 0.02), "little-difference")]
)
def test_a_standardised_sum_is_held_against_points_as_standard_deviations(estimates, kind):
    """8 points are 0.8 of 10; the first interval reaches beyond that, though not beyond 8."""
    found = cell(THREE, combined=combined(*estimates, on=None, variance=0.01), noticed=[8], sd=10)
    assert conclude(found).kind == kind


def test_each_change_that_people_notice_is_said_as_its_source_says_it():
    says = "Jugglers felt better after 8 points."
    one, other = (
        Threshold(value="8", kind="MCID", people="Jugglers", cites=cites, says=told)
        for cites, told in (("dean-1999", says), ("bell-2005", None))
    )
    span = Span(low=8, high=8)
    known = cell(combined=combined(-9))
    found = replace(known, mcid=Mcid(span, ((one, span), (other, span))))
    assert [(part.text, part.cites) for part in numbers(found) if part.cites] == [
        (says, ("dean-1999",)),
        ("People notice a change of 8 points.", ("bell-2005",)),
    ]
    assert not any(part.cites for part in numbers(known))


def test_a_sum_without_what_is_hard_to_believe_names_what_is_left_out():
    found = cell(combined=combined(2.3, 0.5, 0.5, on=None, variance=0.04))
    assert [part.cites for part in numbers(found) if part.cites] == [("s-0",)]


ESTIMATES = {
    "a sum in points": (cell(THREE, combined=SUM), "MD 9 points better (95% CI 6.5 to 11.5)"),
    "a sum that is worse": (cell(THREE, combined=WORSE), "MD 9 points worse (95% CI 6.5 to 11.5)"),
    "across no difference": (
        cell(THREE, combined=ACROSS),
        "MD 2 points better (95% CI from 13.1 worse to 17.1 better)",
    ),
    "standardised": (cell(THREE, combined=IN_SD), "SMD 0.9 better (95% CI 0.4 to 1.4)"),
    "of one trial": (cell(combined=combined(-9)), "MD 9 points better (95% CI 7 to 11)"),
    "exactly one": (cell(combined=OF_ONE), "SMD 1.0 better (95% CI 0.4 to 1.6)"),
    "of one trial, in doubt": (
        cell(combined=DOUBTED),
        "SMD 2.3 better (95% CI 1.5 to 3.1), so much that it is in doubt",
    ),
    "of one trial among several": (cell(THREE, combined=OF_ONE), ""),
    "without a number": (cell(THREE), ""),
    "numbers in no sum": (cell(THREE, combined=replace(SUM, pool=None)), ""),
}


@pytest.mark.parametrize(("given", "told"), ESTIMATES.values(), ids=ESTIMATES)
def test_an_estimate_for_those_who_know_the_terms(given, told):
    assert estimate(given) == told


def test_the_number_of_one_trial_among_several_is_told_as_no_more_than_that():
    assert estimate_of_one(cell(THREE, combined=OF_ONE)).startswith("one trial of 40 people (")
    assert estimate_of_one(cell(THREE, combined=DOUBTED)).endswith(
        "): SMD 2.3 better (95% CI 1.5 to 3.1), so much that it is in doubt"
    )
    for given in (cell(combined=OF_ONE), cell(THREE, combined=SUM), cell(THREE)):
        assert estimate_of_one(given) == ""


BY_SIDE = {
    "better": (("backward",) * 2, "2 better"),
    "every kind": (
        ("backward", "leans", "leans-away", "comparator", "no", "unclear"),
        "1 better, 1 leaning better, 1 worse, 1 leaning worse, 1 no clear difference, 1 not readable",
    ),
}


@pytest.mark.parametrize(("sides", "told"), BY_SIDE.values(), ids=BY_SIDE)
def test_trials_are_counted_by_side(sides, told):
    assert by_side(cell(sides)) == told


def test_where_nobody_was_compared_no_side_is_counted():
    assert by_side(cell(comparator="before")) == "Nobody to compare with"


def test_an_estimate_is_told_without_a_trial_that_is_hard_to_believe(real_library):
    knee = next(synthesise(real_library)["knee-osteoarthritis"].cells())
    told = estimate(knee)
    assert re.fullmatch(
        r"MD [\d.]+ points better \(95% CI .*\); without 1 implausible trial, .* better \(.*\)", told
    )


def test_the_answer_of_a_condition_is_its_headline(real_library):
    syntheses = synthesise(real_library)
    for name, synthesis in syntheses.items():
        cell = synthesis.main
        assert bool(cell) == bool(synthesis.known_answers), name
        assert answer(synthesis) == ((headline(cell) or counted(cell)) if cell else "")
    assert answer(syntheses["in-the-body"]) == ""
    assert answer(syntheses["low-back-pain"]).startswith("We are very unsure whether adding")


def test_an_answer_without_words_of_its_own_is_counted(references):
    path = references / "conditions/stiff-thumbs.yml"
    edit(path, "    doing: Juggling on top of usual care\n", "")
    assert answer(synthesise(read(references))["stiff-thumbs"]) == (
        "2 trials favour walking backwards and 1 usual care alone."
    )


def test_a_trial_that_tells_a_side_in_words_found_nothing() -> None:
    """It says so; whether figures or only a test of them are missing is told."""
    only = finding(study(), words=True, tested=False)
    told = replace(cell(), findings=(replace(only, results=()),))
    assert "one trial of 40 people says it was better, without figures." in headline(told)
    assert "found it better" not in headline(told)
