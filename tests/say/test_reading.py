"""How studies were read, and what they say of harm: sentences counted from studies made up for it."""

from dataclasses import replace

import pytest

from evidence.reckon.effects import of_study
from evidence.reckon.provenance import best_kind
from evidence.reckon.synthesis import synthesise
from evidence.say import reading
from making import DAY, result, study
from project import edit, load


@pytest.fixture
def of(references):
    """Makes what is known of stiff thumbs if these were its studies."""
    thumbs = synthesise(load(references))["stiff-thumbs"]
    return lambda *studies: replace(thumbs, studies=studies)


def read(what, *results, second=False, kind="abstract", **fields):
    again = {"on": DAY, "compared": 3, "agreed": 3}
    reading = {"what": what, "on": DAY} | ({"second": again} if second else {})
    return study(*results, reading=reading, read=kind, **fields)


RISK = {"on": DAY, "domains": {"measurement": {"judgement": "high", "reason": "They knew."}}}
SILENT = "harms: {reporting: not-mentioned, seen: [abstract]}"
FULL, ABSTRACT = read("full-text", second=True), read("abstract")
PARTLY = read("abstract", result(), kind="full-text")
TAKEN_OUT = read("abstract", result(), kind="cochrane-data")


@pytest.mark.parametrize(
    ("studies", "said"),
    [
        ([FULL], "in full"),
        ([FULL, FULL], "in full"),
        ([ABSTRACT], "from abstracts only"),
        ([ABSTRACT, PARTLY], "mostly from abstracts"),
        ([FULL, ABSTRACT], "partly from abstracts"),
        ([FULL, ABSTRACT, ABSTRACT], "mostly from abstracts"),
        ([FULL, FULL, ABSTRACT], "partly from abstracts"),
        ([ABSTRACT, TAKEN_OUT], "from abstracts and data taken out by a Cochrane review"),
        ([FULL, TAKEN_OUT], "partly from abstracts and data taken out by a Cochrane review"),
        ([], "from abstracts only"),
    ],
)
def test_how_much_was_read_is_one_of_the_facts(of, studies, said):
    facts = reading.facts(of(*studies))
    assert facts[2] == f"Read {said}, with computer help"
    assert facts[:2] == ["Last checked 11 January 2026", "Evidence read up to 10 January 2026"]


def test_one_day_is_said_once(of):
    found = of(FULL)
    searched = found.condition.searched.model_copy(update={"until": found.reviewed})
    same = replace(found, condition=found.condition.model_copy(update={"searched": searched}))
    assert reading.facts(same)[0] == "Evidence read, and checked, up to 11 January 2026"


@pytest.mark.parametrize(
    ("studies", "said"),
    [
        ([FULL], "We read it in full; it was read twice."),
        ([ABSTRACT], "We read the abstract only; it was read once."),
        ([FULL, ABSTRACT], "We read mostly abstracts, 1 of 2 in full; 1 of 2 were read twice."),
        ([PARTLY, ABSTRACT], "We read mostly abstracts, none of them in full; none of them was read twice."),
        ([ABSTRACT] * 2, "We read abstracts only, none of them in full; none of them was read twice."),
        (
            [ABSTRACT, TAKEN_OUT],
            "We read abstracts and data taken out by a Cochrane review, no paper in full; ",
        ),
    ],
)
def test_how_the_studies_were_read(of, studies, said):
    assert reading.reading_line(of(*studies)).startswith(said)


def test_figures_of_the_knee_are_marked_by_where_they_alone_were_seen(real_library):
    """Of shabbir-2022 the abstract prints a p value for pain, and the review's data alone its figures."""
    from_the_review = {
        study.id: best_kind(study, effect.result.seen)
        for study in real_library.studies_of("knee-osteoarthritis")
        if (results := [r for r in study.results if r.outcome == "pain" and r.compares_arms])
        and (effect := of_study(study, results, real_library.instruments))
        and "cochrane" in study.sources
    }
    assert from_the_review == {
        "alghadir-2019": "abstract",
        "chen-2021": "abstract",
        "gondhalekar-2013": "cochrane-data",
        "joshi-2019": "cochrane-data",
        "shabbir-2022": "cochrane-data",
    }


def harm(reporting):
    told = {"statement": "It hurt.", "seen": ["page"]} if reporting in ("reported", "none-occurred") else {}
    return study(harms={"reporting": reporting} | told)


def test_who_says_nothing_of_harm_is_counted(of):
    line = reading.harms_line(
        of(harm("reported"), harm("none-occurred"), harm("not-mentioned"), harm("not-seen"))
    )
    assert line.startswith("2 studies say something of harm; 2 of 4 do not.")
    assert reading.harms_line(of(harm("reported"), harm("not-seen"), harm("not-seen"))).startswith(
        "1 study says something of harm; 2 of 3 do not."
    )
    assert reading.harms_line(of(harm("not-seen"), harm("not-mentioned"))).startswith(
        "Neither study says, in what we could read,"
    )
    assert reading.harms_line(of(*[harm("not-seen")] * 3)).startswith("None of the 3 studies says")


def test_people_whom_nobody_compared_are_counted_at_least(of):
    counted, unknown = study(design="before-after", people=8), study(design="before-after")
    assert reading.uncompared_line(of(counted)) == "One study, 8 people, and nobody to compare them with."
    assert reading.uncompared_line(of(counted, unknown)).startswith("Two studies, at least 8 people, ")
    assert reading.uncompared_line(of(unknown)).startswith("One study, number of people not seen, ")
    session = study(design="laboratory", people=1)
    assert reading.uncompared_line(of(session)) == "One study, 1 person, each measured in one session."


def test_where_results_were_seen(of):
    full, second = (read("abstract", result(), kind=kind) for kind in ("full-text", "secondary"))
    assert reading.results_line(of(full)) == ""
    assert reading.results_line(of(full, full)).startswith("All 2 results were seen in ")
    line = reading.results_line(of(full, second))
    assert line.startswith("Of 2 results, 1 was seen in ")
    assert line.endswith(" Second-hand reports count in no answer.")
    plain = reading.results_line(of(full, full, read("abstract", result())))
    assert plain.startswith("Of 3 results, 2 were seen in ") and "Second-hand" not in plain


@pytest.mark.parametrize(("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b")])
def test_lists(parts, said):
    assert reading.listed(parts) == said


def test_kinds_of_reading_are_counted_the_fullest_first(of):
    assert reading.read_in(of(ABSTRACT, FULL, ABSTRACT)) == [("full-text", 1), ("abstract", 2)]


def test_where_no_study_is_silent_none_is_said_to_be(references):
    def line():
        return reading.harms_line(synthesise(load(references))["stiff-thumbs"])

    assert line() == (
        "2 studies say something of harm; 1 of 3 does not. Silence does not show that nobody was harmed."
    )
    edit(
        references / "studies/chen-2010.yml",
        SILENT,
        "harms: {reporting: none-occurred, statement: Nobody, seen: [abstract]}",
    )
    assert line() == "3 studies say something of harm."


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
