"""What must hold for the real records beside what `evidence check` asks; a failure names the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from evidence.read.citing import CITATION, CITED
from evidence.read.library import Library
from evidence.read.record_files import RecordFile
from evidence.reckon.cells import Cell
from evidence.reckon.designs import ROLES
from evidence.reckon.effects import of_study
from evidence.reckon.synthesis import synthesise
from evidence.records.common import NameOf
from evidence.records.study import Result, Study
from evidence.say.answers import as_text, counted, headline, numbers, short_answer
from project import ROOT

REFERENCES = ROOT / "references"


@pytest.fixture(scope="module")
def library(real_library: Library) -> Library:
    return real_library


# --- nothing lost, nothing left over -----------------------------------------------------------------


def test_the_studies_and_reviews_of_the_site_are_there(library):
    """Those that the site began with; more may follow, none may vanish."""
    assert set(library.studies) >= {
        "alghadir-2019",
        "gondhalekar-2013",
        "chen-2021",
        "rangey-2016",
        "raza-2023",
        "ahmad-2023",
        "ansari-2020",
        "ansari-2018",
        "dufek-2011",
        "retro-walking-hearing-impairment",
    }
    assert set(library.reviews) >= {"lin-2025", "sjph-2022-scoping", "zhou-2022"}
    assert list(library.conditions)[:3] == [
        "knee-osteoarthritis",
        "low-back-pain",
        "hearing-impairment-balance",
    ]
    assert "alghadir-2016-protocol" in library.studies["alghadir-2019"].reports
    assert library.origin is not None
    assert len(library.origin.links) == 5


def test_every_file_became_a_record(library):
    assert {entry.document.path for entry in library.entries} == set(REFERENCES.rglob("*.yml"))


def test_what_else_helps_is_cited_and_leading_conditions_say_that_nobody_has_to(library):
    """Who weighs walking backwards needs to know what it stands beside, doing nothing new included."""
    for condition in library.conditions.values():
        uncited = [said for said in condition.also_helps if not CITATION.search(said)]
        assert [said[:17] for said in uncited] == ["Doing nothing new"] * condition.lead, condition.id
        assert len(condition.also_helps) > 1 or not condition.lead, condition.id


def test_every_reference_is_used(library):
    """An entry that nothing cites is a slip, or a fact that was forgotten."""
    used = set()
    for entry in library.entries:
        file = RecordFile(entry.folder, type(entry.record), entry.document, None, ())
        for _, mark, text in file.marked():
            used |= {text} if isinstance(mark, NameOf) else set(cited_in(text))
    for page in (ROOT / "docs").rglob("*.md"):
        used |= set(cited_in(page.read_text(encoding="utf-8")))
    assert set(library.references) - used == set()


def cited_in(text: str) -> Iterator[str]:
    for found in CITATION.finditer(text):
        for part in found[1].split(";"):
            if cited := CITED.fullmatch(part):
                yield cited["key"]


# --- what they add up to ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cells(library) -> dict[str, Cell]:
    """ "knee-osteoarthritis usual-care pain" -> cell."""
    return {
        f"{synthesis.condition.id} {answer.question.comparator} {cell.outcome.id}": cell
        for synthesis in synthesise(library).values()
        for answer in synthesis.answers
        for cell in answer.cells
    }


def test_leading_conditions_are_judged_and_what_can_be_acted_on_is_said(library, cells):
    """Nobody can act on a comparison with what nobody saw; every other cell has its headline."""
    leading = {condition.id for condition in library.conditions.values() if condition.lead}
    unjudged = {key for key, cell in cells.items() if cell.judged is None}
    assert [key for key in unjudged if key.split()[0] in leading] == []
    unseen = {key for key, cell in cells.items() if not ROLES[cell.question.comparator].seen}
    assert {key for key, cell in cells.items() if not headline(cell)} == unseen


def test_every_study_with_a_number_stands_among_the_numbers(library, cells):
    """In the sum, beside it or on another scale; never nowhere, and never without having been found."""
    for key, cell in cells.items():
        effects = {f.study.id: of_study(f.study, f.results, library.instruments) for f in cell.findings}
        known = {
            name
            for name, effect in effects.items()
            if effect and (effect.smd or (effect.instrument and effect.instrument.better))
        }
        combined = cell.combined
        rows = [row.study.id for row in combined.studies] if combined else []
        elsewhere = [study.id for study, _ in combined.elsewhere] if combined else []
        assert sorted(rows + elsewhere) == sorted(known), key
    assert any(cell.combined for cell in cells.values())


def test_what_stands_in_no_sum_says_why(cells):
    for key, cell in cells.items():
        if combined := cell.combined:
            alone = len(combined.studies) + len(combined.elsewhere) == 1
            apart = combined.elsewhere or not all(row.pooled for row in combined.studies)
            assert bool(combined.why_not) == bool(apart and not alone), key


SLIPS = re.compile(
    r"(?i:signific|\bnan\b|\binf\b|  | \.|e-\d|(?<![\d.])1 points|may or may not|\b(\w+) \1\b)"
    r"|\bNone\b(?! of the \d)"
)
"""Words to be shunned, one said twice, and what a program prints where a number or a text is missing."""

VERY_UNSURE = re.compile(
    r", but we are very unsure\.$"
    r"|^We are very unsure whether |^Too little to tell whether |^We do not know whether "
)


def test_sentences_are_clean(cells):
    for key, cell in cells.items():
        said = f"{headline(cell)}|{short_answer(cell)}|{counted(cell)}|{as_text(numbers(cell))}"
        assert not SLIPS.search(said), f"{key}: {said}"


def test_headlines_own_up_to_very_low_certainty(cells):
    for key, cell in cells.items():
        if said := headline(cell):
            assert cell.level != "very-low" or VERY_UNSURE.search(said), f"{key}: {said}"
            assert cell.level == "very-low" or "very unsure" not in said, f"{key}: {said}"


# --- ten figures, by hand ----------------------------------------------------------------------------

# Copied by hand from what was noted while the sources were read, not from the records. Change one only with
# the paper in hand.


def result_of(study: Study, outcome: str, comparator: str = "control") -> Result:
    return next(
        result
        for result in study.results
        if result.outcome == outcome and result.compares[-1] == comparator and len(result.compares) == 2
    )


def test_pain_in_chen_2021(library):
    found = result_of(library.studies["chen-2021"], "pain")
    retro, control = found.arms["retro"], found.arms["control"]
    assert (retro.n, retro.mean, retro.sd) == (16, 1.56, 0.63)
    assert (control.n, control.mean, control.sd) == (16, 2.25, 0.86)
    assert (found.week, found.values, found.p) == (4, "post", "<0.05")


def test_function_in_chen_2021(library):
    found = result_of(library.studies["chen-2021"], "function")
    assert [(arm.mean, arm.sd) for arm in found.arms.values()] == [(11.69, 2.50), (16.19, 3.94)]


def test_what_a_cochrane_review_took_out(library):
    # evidence/additions-2026-11-30.yml, evidence/cochrane-cd004376.csv: mean, SD and people of each group
    # after the programme
    taken = {
        ("chen-2021", "pain"): ((1.56, 0.63, 16), (2.25, 0.86, 16)),
        ("chen-2021", "function"): ((8.19, 1.87, 16), (12.13, 3.28, 16)),
        ("gondhalekar-2013", "pain"): ((3.53, 1.33, 15), (4.07, 1.18, 15)),
        ("gondhalekar-2013", "function"): ((37.13, 12.68, 15), (52.6, 13.29, 15)),
        ("joshi-2019", "pain"): ((2.85, 0.88, 21), (5.2, 1.17, 21)),
        ("joshi-2019", "function"): ((20.79, 4.2, 21), (31.79, 6.1, 21)),
        ("shabbir-2022", "pain"): ((2.78, 0.94, 18), (4.22, 1.16, 18)),
        ("shabbir-2022", "function"): ((21.94, 5.59, 18), (27.22, 6.39, 18)),
    }
    found = {
        (study.id, result.outcome): tuple((arm.mean, arm.sd, arm.n) for arm in result.arms.values())
        for study in library.studies.values()
        for result in study.results
        if any(study.sources[name].kind == "cochrane-data" for name in result.seen)
    }
    assert {key: found.get(key) for key in taken} == taken


def ends_in_comparative(gain):
    """'make the legs suppler', 'make feet less flat'; not 'build power', whose last word only looks so."""
    last = gain.split()[-1]
    return bool({"less", "more"} & {*gain.split()}) or (last.endswith(("er", "worse")) and last != "power")


def test_a_gain_can_be_followed_by_more_than(library):
    """'would make the legs suppler more than walking forwards' is no English."""
    assert ends_in_comparative("make the legs suppler") and not ends_in_comparative("lower the pressure")
    gains = [
        (condition.id, outcome.gain)
        for condition in library.conditions.values()
        for outcome in condition.outcomes
        if outcome.gain
    ]
    assert [(name, gain) for name, gain in gains if ends_in_comparative(gain)] == []


def test_pain_in_alghadir_2019(library):
    found = result_of(library.studies["alghadir-2019"], "pain")
    assert [(arm.mean, arm.sd) for arm in found.arms.values()] == [(-1.8, None), (-1.0, None)]
    assert (found.week, found.values, float(found.p or 0)) == (6, "change", 0.01)


def test_function_in_alghadir_2019(library):
    found = result_of(library.studies["alghadir-2019"], "function")
    assert [arm.mean for arm in found.arms.values()] == [-4.8, -2.2]
    assert found.p == "0.008"


def test_people_in_alghadir_2019(library):
    study = library.studies["alghadir-2019"]
    people, programme = study.participants, study.arms["retro"].programme
    assert (people.randomised, people.analysed, people.age_mean) == (68, 68, 55.6)
    assert (programme.minutes_per_week().low, programme.weeks.low) == (30, 6)


def test_function_in_gondhalekar_2013(library):
    study = library.studies["gondhalekar-2013"]
    assert result_of(study, "function").p == "0.040"
    assert (study.participants.recruited, study.participants.analysed) == (33, 30)
    assert (study.participants.age_mean, study.participants.age_sd) == (63.43, 6.202)


def test_pain_in_ansari_2020(library):
    study = library.studies["ansari-2020"]
    assert result_of(study, "pain").p == "0.003"
    assert [arm.n for arm in study.arms.values()] == [15, 15]
    assert study.arms["retro"].programme.minutes_per_session.low == 15


def test_people_in_raza_2023(library):
    study = library.studies["raza-2023"]
    assert study.participants.randomised == 36
    assert [arm.n for arm in study.arms.values()] == [18, 18]
    assert study.arms["retro"].programme.sessions_in_all == 12
    assert result_of(study, "pain").p == "<0.001"


def test_people_in_the_hearing_study(library):
    study = library.studies["retro-walking-hearing-impairment"]
    assert study.participants.analysed == 25
    assert (study.participants.age.low, study.participants.age.high) == (13, 17)
    assert study.arms["retro"].programme.weeks.low == 8


def test_pooled_figures_of_lin_2025(library):
    review = library.reviews["lin-2025"]
    assert [(p.outcome, p.estimate, p.ci95) for p in review.pooled] == [
        ("pain", -0.997, [-1.373, -0.620]),
        ("function", -1.015, [-1.326, -0.703]),
    ]
    assert review.included.studies == 13
