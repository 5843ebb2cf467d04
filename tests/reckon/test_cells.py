"""From records to cells: whose results are counted, and on which side."""

import pytest

from evidence.reckon.cells import Cell, StudyFinding, cell_of
from evidence.reckon.combining import Combined
from evidence.reckon.points import Mcid, PooledSd
from evidence.reckon.synthesis import synthesise
from evidence.records.common import Span
from evidence.records.condition import Outcome, Question
from making import finding, result, scale, study
from project import edit, load

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
THUMBS = "conditions/stiff-thumbs.yml"
IN_FAVOUR, AGAINST = "favours-backward", "favours-comparator"
NO_DIFFERENCE, UNREAD = "no clear difference, no side", "no side"


def findings(references, comparator="usual-care") -> dict[str, dict[str, StudyFinding]]:
    """Outcome -> {study: finding} of one comparison for stiff thumbs."""
    answers = synthesise(load(references))["stiff-thumbs"].answers
    (answer,) = [answer for answer in answers if answer.question.comparator == comparator]
    return {
        cell.outcome.id: {finding.study.id: finding for finding in cell.findings} for cell in answer.cells
    }


def cells(references, comparator="usual-care"):
    """Outcome -> {study: the side that it tells, else what it tells instead}."""
    return {
        outcome: {
            study: finding.side or (NO_DIFFERENCE if finding.no_clear else UNREAD)
            for study, finding in found.items()
        }
        for outcome, found in findings(references, comparator).items()
    }


def test_one_cell_for_each_outcome_that_was_compared(references):
    assert cells(references) == {
        "stiffness": {"adams-2001": IN_FAVOUR, "bell-2005": IN_FAVOUR, "chen-2010": AGAINST},
        "grip": {"adams-2001": IN_FAVOUR, "bell-2005": IN_FAVOUR, "chen-2010": NO_DIFFERENCE},
    }


def test_what_a_side_rests_on_and_whether_it_was_tested_are_kept_apart_from_it(references):
    """And whether a difference was clear: adams-2001 leans to one side on grip, and its interval holds 0."""
    found = findings(references)
    told = {
        outcome: {name: (each.basis, each.tested, each.no_clear) for name, each in studies.items()}
        for outcome, studies in found.items()
    }
    assert told == {
        "stiffness": {
            "adams-2001": ("numbers", True, False),
            "bell-2005": ("numbers", True, False),
            "chen-2010": ("words", True, False),
        },
        "grip": {
            "adams-2001": ("numbers", True, True),
            "bell-2005": ("numbers", True, False),
            "chen-2010": (None, True, True),
        },
    }
    edit(references / CHEN, '    p: "<0.05"\n', "")
    edit(references / BELL, 'p: "0.004"', "direction: favours-backward")
    stiffness = findings(references)["stiffness"]
    assert [(each.side, each.basis, each.tested) for each in stiffness.values()] == [
        (IN_FAVOUR, "numbers", True),
        (IN_FAVOUR, "numbers", False),
        (AGAINST, "words", False),
    ]


def test_a_study_leans_where_no_test_of_its_side_was_clear(references):
    """adams-2001 leans on grip; a second measure that is clear, or not tested, would speak against that."""

    def leans():
        return {
            outcome: [each.leans for each in studies.values()]
            for outcome, studies in findings(references).items()
        }

    assert leans() == {"stiffness": [False] * 3, "grip": [True, False, False]}
    edit(references / CHEN, 'p: "<0.05"', "p: '>0.05'")
    edit(references / CHEN, "direction: favours-comparator", "lean: favours-comparator")
    assert leans()["stiffness"] == [False, False, True]


def test_people_of_a_finding_are_those_in_the_arms_that_it_compares(references):
    """Those measured where the record says so, else those allotted; bell-2005 has a third group of 20."""
    people = {
        outcome: [finding.people for finding in found.values()]
        for outcome, found in findings(references).items()
    }
    assert people == {"stiffness": [17 + 17, 20 + 20, 12 + 12], "grip": [18 + 18, 20 + 20, 12 + 12]}


def test_the_arms_of_one_trial_answer_different_questions(references):
    assert cells(references, "forward-walking") == {
        "stiffness": {"bell-2005": NO_DIFFERENCE},
        "grip": {"bell-2005": UNREAD},
    }
    assert cells(references, "no-treatment") == {}


def test_second_hand_reports_are_never_counted(references):
    """Joy rests on a newspaper alone; so does one of chen-2010's results on grip."""
    assert "joy" not in cells(references)
    edit(references / ADAMS, "seen: [newspaper]", "seen: [newspaper, abstract]")
    assert cells(references)["joy"] == {"adams-2001": UNREAD}


def test_what_was_measured_after_one_session_answers_nothing_about_weeks(references):
    edit(references / CHEN, '    week: 4\n    p: "<0.05"', '    one_session: true\n    p: "<0.05"')
    assert set(findings(references)["stiffness"]) == {"adams-2001", "bell-2005"}
    assert "chen-2010" in findings(references)["grip"]


def test_what_a_cochrane_review_took_out_is_counted(references):
    edit(
        references / ADAMS,
        "{kind: secondary, what: A newspaper",
        "{kind: cochrane-data, what: On example.org",
    )
    assert cells(references)["joy"] == {"adams-2001": UNREAD}


def test_a_study_that_disagrees_with_itself_tells_no_side_and_is_counted_once(references):
    """A result without a side beside one that has a side is no disagreement; two sides are."""
    edit(references / CHEN, "seen: [newspaper]", "seen: [abstract]")
    assert cells(references)["grip"]["chen-2010"] == IN_FAVOUR
    edit(references / CHEN, 'p: "0.60"', 'p: "0.60"\n    lean: favours-comparator')
    assert cells(references)["grip"]["chen-2010"] == NO_DIFFERENCE
    assert findings(references)["grip"]["chen-2010"].basis is None


def test_results_before_and_after_are_no_comparison(references):
    edit(references / CHEN, "compares: [juggle, usual]", "contrast: before-after\n    compares: [juggle]")
    edit(references / CHEN, "    direction: favours-comparator\n", "    finding: It grew worse.\n")
    assert "chen-2010" not in cells(references)["stiffness"]


@pytest.mark.parametrize(
    ("design", "counted"),
    [
        ("randomised-trial", True),
        ("quasi-randomised", True),
        ("non-randomised", True),
        ("allocation-not-seen", True),
        ("protocol", False),
        ("registration", False),
    ],
)
def test_only_trials_are_counted(references, design, counted):
    edit(references / CHEN, "design: non-randomised", f"design: {design}")
    assert ("chen-2010" in cells(references)["stiffness"]) is counted


@pytest.mark.parametrize("other", ["healthy_people: true", "may_repeat: adams-2001"])
def test_how_far_people_lie_apart_is_taken_from_people_with_the_condition(references, other):
    def known():
        return synthesise(load(references))["stiff-thumbs"].answers[0].cells[1].pooled_sd

    edit(references / "instruments/grip-strength.yml", "better: higher", "better: higher\nversions: Two.")
    edit(references / THUMBS, "{id: grip, ", "{id: grip, natural: thumb-scale, ")
    assert known() is None, "one trial is not enough"
    arms = (
        "    values: post\n    arms: {juggle: {n: 12, mean: 40, sd: 47}, usual: {n: 12, mean: 30, sd: 47}}\n"
    )
    edit(references / CHEN, '    p: "<0.05"\n    direction: favours-comparator\n', arms)
    assert known().sd > 30
    edit(references / CHEN, "design: non-randomised", f"design: non-randomised\n{other}")
    assert known() is None


def of_one(references, *results):
    """The cell of stiffness, added to usual care, of one made-up trial with these results."""
    library = load(references)
    condition = library.conditions["stiff-thumbs"]
    return cell_of(library, condition, condition.questions[0], condition.outcomes[0], [study(*results)])


@pytest.mark.parametrize("turned", [False, True])
def test_one_result_by_numbers_and_with_a_test_is_enough(references, turned):
    measured = {"outcome": "stiffness", "instrument": "thumb-scale"}
    by_numbers = result(**measured, juggle=(10, 30, 5), usual=(10, 35, 5), values="post")
    in_words = result(**measured, lean=IN_FAVOUR, week=2)
    both = (in_words, by_numbers) if turned else (by_numbers, in_words)
    (found,) = of_one(references, *both).findings
    assert (found.side, found.basis, found.tested) == (IN_FAVOUR, "numbers", True)
    (found,) = of_one(references, in_words).findings
    assert (found.basis, found.tested) == ("words", False)


def of(comparator, *findings, **fields):
    question = Question(comparator=comparator, ask="?", explain=".")
    return Cell(question, Outcome(id="pain", name="Pain", explain="."), findings, **fields)


def test_before_and_after_every_study_is_read_and_beside_others_those_that_tell():
    found = finding(study(), "backward", 40), finding(study(), "no", 30), finding(study(), "unclear", 20)
    assert of("before", *found).read == found and of("before", *found).people_read == 90
    assert of("usual-care", *found).read == found[:2] and of("usual-care", *found).people_read == 70


def test_only_what_can_be_read_is_missed_where_nobody_counted():
    found = finding(study(), "backward", None), finding(study(), "unclear", None)
    assert of("usual-care", *found).uncounted_read == 1


def test_what_people_notice_is_told_in_standard_deviations_from_the_smallest_to_the_largest():
    span = Span(low=2, high=6)
    noticed, spread = Mcid(span, ()), PooledSd(scale(), 4, ())
    standardised = Combined("standardised", None, (), (), None, ())
    found = of("usual-care", mcid=noticed, pooled_sd=spread, combined=standardised)
    assert found.mcid_on_scale == Span(low=0.5, high=1.5) and found.least == 0.5
    assert of("usual-care", mcid=noticed, combined=standardised).mcid_on_scale is None
    raw = Combined("raw", scale(), (), (), None, ())
    assert of("usual-care", mcid=noticed, pooled_sd=spread, combined=raw).mcid_on_scale == span
