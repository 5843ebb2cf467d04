"""From records to cells and sentences: who is counted, and on which side."""

from datetime import date

import pytest

from evidence.reckon.synthesis import comparisons, newest_day, synthesise
from evidence.say.answers import counted
from project import edit, load

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
THUMBS = "conditions/stiff-thumbs.yml"


def test_conditions_in_their_order_and_their_studies(references):
    syntheses = synthesise(load(references))
    assert list(syntheses) == ["stiff-thumbs", "cold-feet", "dry-eyes"]
    thumbs, feet, _ = syntheses.values()
    assert [study.id for study in thumbs.studies] == ["adams-2001", "bell-2005", "chen-2010"]
    assert [review.id for review in thumbs.reviews] == ["frost-2020"]
    assert [study.id for study in thumbs.compared] == ["adams-2001", "bell-2005", "chen-2010"]
    assert feet.compared == []
    assert feet.answers == ()


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
    thumbs = synthesise(load(references))["stiff-thumbs"]
    assert "bell-2005" not in [study.id for cell in thumbs.cells() for study in cell.studies]
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
    assert "chen-2010" not in [study.id for cell in thumbs.cells() for study in cell.studies]


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
    clear = "how clear the difference is plays no part in its side"
    assert sentence() == f"{before.removesuffix('.')}, one of them not by a clear difference.", clear
    edit(references / ADAMS, "mean: 39.5", "mean: 41.5")
    assert sentence().startswith("1 trial favours walking backwards and 2 usual care alone")


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


def test_a_condition_was_reviewed_when_something_was_last_read_or_judged(references):
    def reviewed():
        return synthesise(load(references))["stiff-thumbs"].reviewed

    assert reviewed() == date(2026, 1, 11), "the day of the judgement"
    edit(references / THUMBS, "certainty:\n  on: 2026-01-11", "certainty:\n  on: 2026-01-01")
    assert reviewed() == date(2026, 1, 9), "the day on which the review was read"


def test_the_two_first_comparisons_lead_with_two_outcomes_each(references):
    thumbs = synthesise(load(references))["stiff-thumbs"]
    assert [
        (answer.question.comparator, [cell.outcome.id for cell in cells])
        for answer, cells in thumbs.leading()
    ] == [("usual-care", ["stiffness", "grip"]), ("forward-walking", ["stiffness", "grip"])]


def test_what_a_session_measured_second_hand_is_left_out(references):
    path = references / "studies/van-der-berg-2012.yml"
    edit(path, "{kind: full-text,", "{kind: secondary,")
    edit(path, "what: full-text", "what: abstract")
    assert synthesise(load(references))["cold-feet"].measured() == []
