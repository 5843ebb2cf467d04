"""How studies were read, what they say of harm, and why risk of bias was not judged: counted from records."""

import pytest

from evidence.reckon.synthesis import synthesise
from evidence.say import reading
from making import DAY, study
from project import edit, load

RISK = {"on": DAY, "domains": {"measurement": {"judgement": "high", "reason": "They knew."}}}
SILENT = "harms: {reporting: not-mentioned, seen: [abstract]}"


def test_where_no_study_is_silent_none_is_said_to_be(references):
    def line():
        return reading.harms_line(synthesise(load(references))["stiff-thumbs"])

    assert line() == (
        "2 studies say whether anyone was harmed; 1 of 3 do not. Silence does not show that nobody was."
    )
    edit(
        references / "studies/chen-2010.yml",
        SILENT,
        "harms: {reporting: none-occurred, statement: Nobody, seen: [abstract]}",
    )
    assert line() == "3 studies say whether anyone was harmed."


def read(what, **fields):
    return study(reading={"what": what, "on": DAY}, **fields)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["abstract", "part-of-abstract"], "abstracts"),
        (["abstract", "full-text"], "full texts and abstracts"),
        (["registry", "abstract", "full-text"], "full texts, abstracts and registry entries"),
    ],
)
def test_what_was_read_for_judgements_is_what_the_records_say(kinds, said):
    judged = [read(what, risk_of_bias=RISK) for what in kinds]
    assert reading.judged_from([*judged, read("data")]) == said, "only those that were judged"


@pytest.mark.parametrize(
    ("design", "fields", "said"),
    [
        ("randomised-trial", {"risk_of_bias": RISK}, ""),
        ("randomised-trial", {}, "Nobody has judged it yet."),
        ("before-after", {}, "Nobody has judged it yet."),
        ("laboratory", {}, "The tools are made for trials, not for a comparison within one session."),
        ("registration", {}, "No results were seen that could be judged."),
    ],
)
def test_why_risk_of_bias_was_not_judged(design, fields, said):
    assert reading.unjudged_line(study(design=design, **fields)) == said
