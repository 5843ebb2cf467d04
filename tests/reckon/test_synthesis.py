"""From records to cells and sentences: who is counted, and on which side."""

from datetime import date

import pytest

from evidence.reckon.cells import StudyFinding
from evidence.reckon.provenance import second_hand
from evidence.reckon.synthesis import comparisons, newest_day, synthesise
from evidence.say.answers import counted
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


def test_conditions_in_their_order_and_their_studies(references):
    syntheses = synthesise(load(references))
    assert list(syntheses) == ["stiff-thumbs", "cold-feet", "dry-eyes"]
    thumbs, feet, _ = syntheses.values()
    assert [study.id for study in thumbs.studies] == ["adams-2001", "bell-2005", "chen-2010"]
    assert [review.id for review in thumbs.reviews] == ["frost-2020"]
    assert [study.id for study in thumbs.compared] == ["adams-2001", "bell-2005", "chen-2010"]
    assert feet.compared == []
    assert feet.answers == ()


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


def test_what_a_cochrane_review_took_out_is_counted(references):
    edit(
        references / ADAMS,
        "{kind: secondary, what: A newspaper",
        "{kind: cochrane-data, what: On example.org",
    )
    assert cells(references)["joy"] == {"adams-2001": UNREAD}


def test_a_fact_is_second_hand_only_when_nobody_saw_more(references):
    study = load(references).studies["adams-2001"]
    assert second_hand(study, ["newspaper"])
    assert not second_hand(study, ["newspaper", "abstract"])
    assert not second_hand(study, ["registry"])


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


def test_plans_are_announced_not_counted(references):
    edit(references / CHEN, "design: non-randomised", "design: protocol")
    thumbs = synthesise(load(references))["stiff-thumbs"]
    assert [study.id for study in thumbs.announced] == ["chen-2010"]
    assert thumbs.people == 36 + 60


def test_one_study_shares_a_page_two_or_a_review_have_their_own(references):
    syntheses = synthesise(load(references))
    assert [name for name, found in syntheses.items() if found.has_page] == ["stiff-thumbs", "cold-feet"]
    edit(
        references / "reviews/gray-2021.yml", "condition: cold-feet", "condition: cold-feet\nalso: [dry-eyes]"
    )
    syntheses = synthesise(load(references))
    assert syntheses["dry-eyes"].has_page
    assert [review.id for review in syntheses["dry-eyes"].reviews] == ["gray-2021"]


def test_a_study_that_may_repeat_another_is_shown_and_counted_nowhere(references):
    edit(
        references / BELL, "design: randomised-trial\n", "design: randomised-trial\nmay_repeat: adams-2001\n"
    )
    assert "bell-2005" not in cells(references)["stiffness"]
    thumbs = synthesise(load(references))["stiff-thumbs"]
    assert [study.id for study in thumbs.repeats] == ["bell-2005"]
    assert "bell-2005" not in [study.id for study in thumbs.studies]
    assert "bell-2005" in [study.id for study in thumbs.known]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("  status: completed\n", "unreported"),
        ("  status: stopped\n", "stopped"),
        ("  status: recruiting\n", "coming"),
        ("", "coming"),
    ],
)
def test_announced_trials_are_coming_or_over(references, status, kind):
    edit(references / "studies/inv0009.yml", "  status: completed\n", status)
    eyes = synthesise(load(references))["dry-eyes"]
    found = {name: getattr(eyes, name) for name in ("coming", "unreported", "stopped")}
    assert {name: [study.id for study in studies] for name, studies in found.items() if studies} == {
        kind: ["inv0009"]
    }


def test_what_was_measured_in_one_session(references):
    feet = synthesise(load(references))["cold-feet"]
    ((outcome, ((study, results),)),) = feet.measured()
    assert (outcome.id, study.id) == ("warmth", "van-der-berg-2012")
    assert all(result.finding for result in results)
    assert not feet.only_sessions


def test_studies_of_healthy_people_stand_apart_and_answer_nothing(references):
    edit(references / CHEN, "design: non-randomised", "design: non-randomised\nhealthy_people: true")
    thumbs = synthesise(load(references))["stiff-thumbs"]
    assert [study.id for study in thumbs.healthy] == ["chen-2010"]
    assert [study.id for study in thumbs.studies] == ["adams-2001", "bell-2005"]
    assert thumbs.people == 36 + 60
    assert "chen-2010" not in cells(references)["stiffness"]


@pytest.mark.parametrize("other", ["healthy_people: true", "may_repeat: adams-2001"])
def test_how_far_people_lie_apart_is_taken_from_people_with_the_condition(references, other):
    def known():
        return synthesise(load(references))["stiff-thumbs"].answers[0].cells[1].pooled_sd

    edit(references / "instruments/grip-strength.yml", "better: higher", "better: higher\nversions: Two.")
    edit(references / THUMBS, "{id: grip, ", "{id: grip, natural: thumb-scale, ")
    assert known() is None, "one trial is not enough"
    arms = (
        "    values: post\n    arms: {juggle: {n: 12, mean: 40, sd: 90}, usual: {n: 12, mean: 30, sd: 90}}\n"
    )
    edit(references / CHEN, '    p: "<0.05"\n    direction: favours-comparator\n', arms)
    assert known().sd > 30
    edit(references / CHEN, "design: non-randomised", f"design: non-randomised\n{other}")
    assert known() is None


def test_people_are_those_randomised_else_analysed_else_recruited(references):
    thumbs = synthesise(load(references))["stiff-thumbs"]
    assert thumbs.people == 36 + 60 + 24
    assert thumbs.answers[0].people == 36 + 60 + 24
    assert thumbs.answers[1].people == 60
    assert [cell.people for cell in thumbs.answers[0].cells] == [120, 120]
    edit(references / ADAMS, "  randomised: 36\n", "")
    edit(references / ADAMS, "    label: Usual care alone\n    n: 18", "    label: Usual care alone")
    assert synthesise(load(references))["stiff-thumbs"].people == 34 + 60 + 24
    edit(references / ADAMS, "  analysed: 34\n", "")
    assert synthesise(load(references))["stiff-thumbs"].people == 40 + 60 + 24


def test_a_study_without_a_number_of_people_adds_none(references):
    edit(references / CHEN, "  analysed: 24\n", "")
    assert synthesise(load(references))["stiff-thumbs"].people == 36 + 60


def test_a_study_is_counted_once_however_many_outcomes_it_has(references):
    answer = synthesise(load(references))["stiff-thumbs"].answers[0]
    assert [study.id for study in answer.studies] == ["adams-2001", "bell-2005", "chen-2010"]


def test_a_changed_number_changes_the_sentence(references):
    def sentence():
        return counted(synthesise(load(references))["stiff-thumbs"].answers[0].cells[0])

    before = "2 trials favour walking backwards and 1 usual care alone."
    assert sentence() == before
    edit(references / ADAMS, "mean: 30.5", "mean: 39.5")
    assert sentence() == before, "how clear the difference is plays no part in its side"
    edit(references / ADAMS, "mean: 39.5", "mean: 41.5")
    assert sentence() == "1 trial favours walking backwards and 2 usual care alone."


def test_comparisons_of_a_study(references):
    library = load(references)
    assert comparisons(library.studies["bell-2005"]) == ["forward-walking", "usual-care"]
    assert comparisons(library.studies["dean-1999"]) == []
    edit(references / BELL, "role: backward-walking", "role: both-directions")
    edit(
        references / BELL,
        "compares: [juggle, usual]",
        "contrast: backward-vs-forward\n    compares: [juggle]",
    )
    text = (references / BELL).read_text()
    start, end = text.index("results:"), text.index("harms:")
    (references / BELL).write_text(text[:start] + text[end:])
    assert comparisons(load(references).studies["bell-2005"]) == []


def test_the_newest_day_of_reading(references):
    assert newest_day(load(references)) == date(2026, 1, 9)
    edit(references / "sources/ball-maker.yml", "on: 2026-01-09", "on: 2026-02-01")
    assert newest_day(load(references)) == date(2026, 2, 1)
