"""Which tool for which design, and what follows from its domains for the whole study.

The overall rules are those of the Cochrane Handbook (version 6), table 8.2.b, for RoB 2, and of Sterne 2016,
BMJ 355:i4919, table 2, for ROBINS-I. Three domains for "multiple" is a line of this project's own.
"""

import pytest

from evidence.reckon.risk_of_bias import ROB_2, ROBINS_I, judgements, overall, tool_for
from evidence.show import risk
from making import DAY, study
from project import load


@pytest.mark.parametrize(
    ("design", "tool"),
    [
        ("randomised-trial", ROB_2),
        ("quasi-randomised", ROB_2),
        ("non-randomised", ROBINS_I),
        ("allocation-not-seen", ROBINS_I),
        ("before-after", ROBINS_I),
        ("laboratory", None),
        ("protocol", None),
        ("registration", None),
    ],
)
def test_tool_for_a_design(design, tool):
    assert tool_for(design) is tool


def levels(tool, *known):
    """The tool's domains with the given judgements first and no information for the rest."""
    return dict(zip(tool.domains, [*known, *["no-information"] * len(tool.domains)], strict=False))


@pytest.mark.parametrize(
    ("tool", "known", "whole"),
    [
        (ROB_2, ["low"] * 5, "low"),
        (ROB_2, ["low"] * 4, "some-concerns"),
        (ROB_2, ["low", "some-concerns", "low", "low", "low"], "some-concerns"),
        (ROB_2, ["low", "high"], "high"),
        (ROB_2, ["some-concerns"] * 2 + ["low"] * 3, "some-concerns"),
        (ROB_2, ["some-concerns"] * 3 + ["low"] * 2, "high"),
        (ROB_2, ["some-concerns"] * 2, "some-concerns"),
        (ROB_2, ["some-concerns"] * 3, "high"),
        (ROB_2, [], "some-concerns"),
        (ROBINS_I, ["low"] * 7, "low"),
        (ROBINS_I, ["low"] * 6 + ["moderate"], "moderate"),
        (ROBINS_I, ["low"] * 5 + ["moderate"], "no-information"),
        (ROBINS_I, ["moderate"] * 7, "moderate"),
        (ROBINS_I, ["serious"], "serious"),
        (ROBINS_I, ["serious"] * 7, "serious"),
        (ROBINS_I, ["serious", "critical"], "critical"),
        (ROBINS_I, [], "no-information"),
    ],
)
def test_the_worst_domain_decides_and_a_gap_is_never_low(tool, known, whole):
    assert overall(tool, levels(tool, *known)) == whole


def test_what_was_left_out_is_no_information(references):
    bell = load(references).studies["bell-2005"]
    assert judgements(bell, ROB_2) == {
        "randomisation": "no-information",
        "deviations": "no-information",
        "missing-data": "no-information",
        "measurement": "high",
        "reporting": "no-information",
    }
    row = risk.row(bell)
    assert row and row.overall == "high"
    assert row.reason("measurement") == "People <b>rated</b> themselves."
    assert row.reason("reporting") == "What was read does not say."


RATED = {"judgement": "high", "reason": "People rated themselves."}
TIMED = {"judgement": "low", "reason": "Whoever timed them did not know the groups."}


def test_the_measuring_of_one_outcome_is_judged_by_itself():
    """RoB 2 judges a result, not a trial: Cochrane Handbook (version 6) chapter 8.2."""
    bias = {"on": DAY, "domains": {"measurement": RATED}, "measurement_of": {"mobility": TIMED}}
    trial = study(risk_of_bias=bias)
    found = {name: judgements(trial, ROB_2, name) for name in (None, "pain", "mobility")}
    assert [each["measurement"] for each in found.values()] == ["high", "high", "low"]
    assert [overall(ROB_2, each) for each in found.values()] == ["high", "high", "some-concerns"]
    others = [{**each, "measurement": None} for each in found.values()]
    assert others == [others[0]] * 3


def test_the_measuring_may_be_judged_for_one_outcome_alone():
    trial = study(risk_of_bias={"on": DAY, "domains": {}, "measurement_of": {"pain": RATED}})
    assert judgements(trial, ROB_2)["measurement"] == "no-information"
    assert judgements(trial, ROB_2, "pain")["measurement"] == "high"
    assert judgements(study(), ROB_2, "pain")["measurement"] == "no-information"


def test_one_table_per_tool_and_nobody_in_it_who_was_not_judged(references):
    studies = load(references).studies.values()
    tables = [(table.tool, [row.study.id for row in table.rows]) for table in risk.tables(studies)]
    assert tables == [(ROB_2, ["adams-2001", "bell-2005"]), (ROBINS_I, ["dean-1999"])]
