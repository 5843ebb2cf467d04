"""What the script of the plan is given: of people with the condition, and of walks that took place."""

from evidence.reckon.programmes import doses
from evidence.show import plan
from project import edit, load

ADAMS = "studies/adams-2001.yml"


def data(references):
    library = load(references)
    return plan.data(library, doses(library))


def test_what_studies_used_is_lowest_highest_and_how_many(references):
    known = data(references)
    assert known["conditions"]["stiff-thumbs"]["used"]["weeks"] == [2, 6, 2]
    assert "dry-eyes" not in known["conditions"], "no more than a plan"


def test_healthy_people_lend_a_condition_no_amounts(references):
    edit(references / ADAMS, "design: randomised-trial", "design: randomised-trial\nhealthy_people: true")
    known = data(references)
    assert known["conditions"]["stiff-thumbs"]["used"]["weeks"] == [2, 2, 1]
    assert known["weeks"]["usual"] == 6, "yet a plan may be as long as theirs"


def test_without_a_ladder_or_a_post_there_is_no_plan(references):
    (references / "ladder.yml").unlink()
    assert data(references) is None
    assert plan.PlanBlankBlock.of(None).weeks == ()
