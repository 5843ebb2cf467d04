"""synthesis.json: whole, described, and with every number that a sentence tells."""

import json
import re
from collections import Counter

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from described import undescribed
from evidence.download.synthesis import schema, syntheses
from evidence.reckon.cells import cell_of
from evidence.reckon.combining import combine
from evidence.reckon.effects import of_study
from evidence.reckon.synthesis import synthesise
from evidence.records.study import Direction, Result
from evidence.say.answers import counted, headline, numbers
from project import INVENTED, ROOT, edit, load

ADAMS = "studies/adams-2001.yml"
CHEN = "studies/chen-2010.yml"
BELL = "studies/bell-2005.yml"
THUMBS = "conditions/stiff-thumbs.yml"
ABOUT = {
    "title": "Juggling",
    "version": "1",
    "day": "2026-01-01",
    "licence": "CC-BY-4.0",
    "description": "Balls.",
}


def data(library):
    return json.loads(syntheses(synthesise(library).values(), ABOUT))


def cells(found):
    """(condition, comparator, outcome) -> cell."""
    return {
        (condition["condition"], question["comparator"], cell["outcome"]): cell
        for condition in found["conditions"]
        for question in condition["questions"]
        for cell in question["cells"]
    }


@pytest.fixture
def three(references):
    """The invented records with a third trial in numbers, and enough people for a sentence on their sum."""
    edit(references / CHEN, "design: non-randomised", "design: quasi-randomised")
    edit(references / CHEN, "analysed: 24", "analysed: 28")
    for label in ("Juggling added to usual care", "Usual care alone"):
        edit(references / CHEN, f"label: {label}, n: 12", f"label: {label}, n: 14")
    arms = "    values: post\n    arms: {juggle: {n: 14, mean: 31, sd: 9}, usual: {n: 14, mean: 40, sd: 9}}\n"
    edit(references / CHEN, '    p: "<0.05"\n    direction: favours-comparator\n', arms)
    return references


@pytest.fixture(scope="module", params=[ROOT, INVENTED], ids=["real", "invented"])
def library(request, real_library):
    return real_library if request.param == ROOT else load(request.param / "references")


@pytest.fixture(scope="module")
def written(library):
    return data(library)


# --- whole and described -----------------------------------------------------------------------------


def faults(found):
    validator = Draft202012Validator(json.loads(schema()), format_checker=FormatChecker())
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(found)]


def test_the_data_fit_their_schema(written):
    Draft202012Validator.check_schema(json.loads(schema()))
    assert faults(written) == []
    written = json.loads(json.dumps(written))
    next(iter(cells(written).values()))["verdict"] = "splendid"
    written["conditions"][0]["surprise"] = 1
    assert len(faults(written)) == 2


def test_a_sum_of_three_fits_the_schema(three):
    assert faults(data(load(three))) == []


def test_every_field_is_described() -> None:
    assert undescribed(json.loads(schema())) == []


def test_it_is_json_for_every_reader(written):
    """NaN and Infinity are no JSON, though Python writes and reads them."""

    def refuse(constant):
        raise AssertionError(constant)

    json.loads(json.dumps(written), parse_constant=refuse)


# --- every number that is told -----------------------------------------------------------------------


def in_text(text):
    """Numbers of a text, but for the 95 of "95% interval"."""
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text.replace("95% interval", ""))}


def counts(cell):
    """How many studies tell what, and of those that tell nothing how many could not be read."""
    sides = cell["sides"]
    names = ("backward", "comparator", "untold", "no_clear")
    told = sides["backward"] + sides["comparator"]
    return {name: sides[name] for name in names} | {
        "told": told,
        "unread": sides["untold"] - sides["no_clear"],
    }


def people_alike(cell):
    """People of the studies that tell one side, apart by what they are told to have found."""
    together: Counter[tuple[str | None, str]] = Counter()
    for finding in cell["findings"]:
        together[finding["side"], finding["sign"]] += finding["people_compared"] or 0
    return {number for (side, _), number in together.items() if side}


def in_data(cell):
    """Numbers that the sentences of a cell may tell: what is rounded for them, counts, ends of the scale."""
    found = {*counts(cell).values(), cell["sides"]["people"], len(cell["findings"])}
    found |= {finding["people_compared"] for finding in cell["findings"]} | people_alike(cell)
    if combined := cell["combined"]:
        rows, pooled = combined["studies"], [row for row in combined["studies"] if row["pooled"]]
        told = combined["told"]
        found |= {told[name] for name in ("estimate", "points", "sd")}
        for name in ("interval", "points_interval", "noticed"):
            found |= {*(told[name] or ())}
        found |= in_text(f"{combined['range']} {combined['unit']}")
        if rest := combined["sensitivity"]:
            found |= {rest["told"]["estimate"], *rest["told"]["interval"]}
        together = combined["pool"]["k"] if combined["pool"] else len(rows) + len(combined["elsewhere"])
        found |= {together, len(rows) + len(combined["elsewhere"]) - len(pooled)}
    return {float(number) for number in found if number is not None}


def foreign(cell):
    return in_text(" ".join((cell["headline"], cell["sentence"], cell["numbers"]))) - in_data(cell)


def test_every_number_that_is_told_stands_in_the_data(written):
    assert {key: foreign(cell) for key, cell in cells(written).items() if foreign(cell)} == {}


@pytest.mark.parametrize(("field", "least"), [("headline", 4), ("sentence", 1), ("numbers", 6)])
def test_a_foreign_number_is_noticed(three, field, least):
    cell = cells(data(load(three)))["stiff-thumbs", "usual-care", "stiffness"]
    assert foreign(cell) == set()
    told = sorted(in_text(cell[field]))
    assert len(told) >= least
    for number in told:
        shown = f"{number:g}"
        changed = re.sub(rf"(?<![\d.]){re.escape(shown)}(?![\d.]*\d)", "77.7", cell[field])
        assert foreign(cell | {field: changed}) == {77.7}, shown


def test_a_standardised_sum_that_is_told_in_points_has_these_in_the_data(three):
    edit(three / "instruments/grip-strength.yml", "better: higher", "better: higher\nversions: Two.")
    edit(three / THUMBS, "{id: grip, ", "{id: grip, natural: thumb-scale, ")
    edit(three / BELL, "label: Juggling\n    n: 20", "label: Juggling\n    n: 45")
    edit(three / BELL, "randomised: 60", "randomised: 85")
    cell = cells(data(load(three)))["stiff-thumbs", "usual-care", "grip"]
    told, pool = cell["combined"]["told"], cell["combined"]["pool"]
    assert (cell["combined"]["scale"], cell["conclusion"]) == ("standardised", "size")
    sd = told["points"] / told["estimate"]
    assert told["points"] == pytest.approx(pool["estimate"] * told["sd"], rel=0.05)
    assert told["points_interval"] == pytest.approx([abs(bound) * sd for bound in pool["hksj"]], rel=0.05)
    assert told["points_on"] == "thumb-scale"
    top = {100.0}
    assert foreign(cell) == top, "of the scale of these points, which is named"
    told["points_interval"] = None
    assert len(foreign(cell) - top) == 2, "both bounds"


def test_rounded_numbers_come_from_the_whole_ones(written):
    for key, cell in cells(written).items():
        combined = cell["combined"]
        if not combined or combined["told"]["estimate"] is None:
            continue
        exact = combined["pool"]["estimate"] if combined["pool"] else combined["studies"][0]["estimate"]
        told = combined["told"]
        assert told["estimate"] == pytest.approx(abs(exact), abs=max(0.05, abs(exact) / 20)), key
        if told["points"]:
            assert told["points"] == pytest.approx(abs(exact) * told["sd"], rel=0.15), key


# --- what belongs together ---------------------------------------------------------------------------


def test_counts_and_sums_agree_with_the_findings(written):
    for key, cell in cells(written).items():
        findings = {finding["study"]: finding for finding in cell["findings"]}
        assert len(findings) == len(cell["findings"]), key
        assert cell["people"] == sum(finding["people"] or 0 for finding in findings.values()), key
        sides = [finding["side"] for finding in findings.values()]
        for side in ("backward", "comparator"):
            assert sides.count(f"favours-{side}") == cell["sides"][side], key
        untold = [finding for finding in findings.values() if finding["side"] is None]
        assert len(untold) == cell["sides"]["untold"], key
        assert sum(finding["no_clear"] for finding in untold) == cell["sides"]["no_clear"], key
        people = [finding["people_compared"] or 0 for finding in findings.values() if finding["side"]]
        assert cell["sides"]["people"] == sum(people), key
        assert all((finding["basis"] is None) == (finding["side"] is None) for finding in findings.values())
        if combined := cell["combined"]:
            rows = combined["studies"]
            ids = [row["study"] for row in rows] + combined["elsewhere"]
            assert len(ids) == len({*ids}) and {*ids} <= {*findings}, key
            for row in rows:
                assert row["result"] in findings[row["study"]]["results"], key
            pooled = [row for row in rows if row["pooled"]]
            assert (combined["pool"]["k"] if combined["pool"] else 0) == len(pooled), key
            assert [row["study"] for row in rows if row["weight"] is not None] == [
                row["study"] for row in pooled
            ]
            if pooled:
                assert sum(row["weight"] for row in pooled) == pytest.approx(100), key


def test_a_judgement_stands_with_its_reasons() -> None:
    """The grip of the invented project: high, less two."""
    judged = cells(data(load(INVENTED / "references")))["stiff-thumbs", "usual-care", "grip"]["certainty"]
    assert (judged["start"], judged["level"], judged["on"], judged["up"]) == ("high", "low", "2026-01-11", [])
    assert [(down["domain"], down["by"], down["reason"]) for down in judged["down"]] == [
        ("risk_of_bias", 1, "One of three papers was read in full [@adams-2001]."),
        ("inconsistency", 0, "Nobody lost their grip."),
        ("indirectness", 0, "A squeeze is a squeeze."),
        ("imprecision", 1, "Few hands."),
        ("publication_bias", 0, "Jugglers drop balls in public."),
    ]


def test_every_judgement_of_a_record_is_in_the_data(library, written):
    found = cells(written)
    expected = {
        (condition.id, comparator, outcome)
        for condition in library.conditions.values()
        if condition.certainty
        for comparator, comparison in condition.certainty.comparisons.items()
        for outcome in comparison.outcomes
    }
    assert {key for key, cell in found.items() if cell["certainty"]} == expected
    unseen = {key for key, cell in found.items() if cell["conclusion"] == "comparator-unknown"}
    assert {key for key, cell in found.items() if not cell["headline"]} == unseen
    assert {key[1] for key in unseen} <= {"not-seen"}
    few = {key for key, cell in found.items() if cell["why_too_little"]}
    assert few == {key for key, cell in found.items() if cell["conclusion"] == "too-little"}


def test_what_is_put_together_on_pain_in_the_knee(real_files):
    """Which trials, not what they give: tests/reckon/test_pool.py holds that against R's metafor."""
    cell = cells(json.loads(real_files["data/synthesis.json"]))["knee-osteoarthritis", "usual-care", "pain"]
    combined = cell["combined"]
    pooled = {row["study"] for row in combined["studies"] if row["pooled"]}
    assert pooled == {"gondhalekar-2013", "chen-2021", "joshi-2019", "shabbir-2022", "alghadir-2019"}
    assert (combined["scale"], combined["instrument"], combined["pool"]["k"]) == ("raw", "nrs-pain", 5)
    assert combined["sensitivity"]["without"] == ["joshi-2019"]
    assert combined["sensitivity"]["pool"]["k"] == 4


def test_the_level_of_groups_not_formed_at_random_stands_apart(references):
    """Two randomised trials and one other tell a side on stiffness; two levels are taken off each start."""
    key = ("stiff-thumbs", "usual-care", "stiffness")
    edit(references / THUMBS, '{by: 1, reason: "98 people', '{by: 0, reason: "98 people')

    def levels():
        found = cells(data(load(references)))[key]["certainty"]
        return found["start"], found["level"], found["level_others"]

    assert levels() == ("high", "low", "very-low")
    edit(references / CHEN, "design: non-randomised", "design: quasi-randomised")
    assert levels() == ("high", "low", None)


def test_one_changed_mean_changes_its_cell_and_no_other(references):
    before = cells(data(load(references)))
    edit(references / ADAMS, "mean: 30.5", "mean: 26.5")
    after = cells(data(load(references)))
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {("stiff-thumbs", "usual-care", "stiffness")}
    (key,) = changed
    assert before[key]["numbers"] != after[key]["numbers"]
    old, new = (each[key]["combined"]["studies"] for each in (before, after))
    assert new[0]["estimate"] == pytest.approx(old[0]["estimate"] - 4)
    assert new[1] | {"weight": 0} == old[1] | {"weight": 0}


def test_three_trials_carry_the_sentence(three):
    """-10.5, -7.5 and -9 with variances 9.31, 5.99 and 11.57 are -8.753, with t(2) from -15.92 to -1.59."""
    cell = cells(data(load(three)))["stiff-thumbs", "usual-care", "stiffness"]
    assert (cell["conclusion"], cell["why_too_little"]) == ("size", None)
    assert cell["headline"] == (
        "Juggling on top of usual care may loosen the thumbs by about 8.8 points of 100 (1.6 to 15.9), "
        "but we are very unsure."
    )
    assert cell["sentence"] == "All 3 trials favour walking backwards."
    assert cell["people_read"] == 34 + 40 + 28
    assert cell["combined"]["pool"]["k"] == 3
    assert cell["combined"]["pool"]["estimate"] == pytest.approx(-8.753, abs=0.002)
    assert cell["numbers"].startswith("3 trials give numbers; together 8.8 points better")


def test_a_sum_of_fewer_than_a_hundred_people_carries_no_sentence(three):
    """34, 40 and 25: its numbers stand in the data, and the headline is that it is too little."""
    edit(three / CHEN, "analysed: 28", "analysed: 25")
    for old, new in (("n: 14", "n: 12"), ("n: 14", "n: 13"), ("n: 14", "n: 12"), ("n: 14", "n: 13")):
        edit(three / CHEN, old, new)
    cell = cells(data(load(three)))["stiff-thumbs", "usual-care", "stiffness"]
    assert (cell["conclusion"], cell["why_too_little"]) == ("too-little", "few-people")
    assert cell["headline"] == (
        "Too little to tell whether juggling on top of usual care would loosen the thumbs: three trials of "
        "99 people together found it better."
    )
    assert cell["combined"]["pool"]["k"] == 3


# --- what must not matter, and what must -------------------------------------------------------------


def findings_of(references):
    library = load(references)
    for synthesis in synthesise(library).values():
        for answer in synthesis.answers:
            for cell in answer.cells:
                yield library, synthesis, cell


def summed(library, cell, change):
    """All effects of the cell after `change` of each result, and their sum."""
    effects = [
        (f.study, of_study(f.study, map(change, f.results), library.instruments)) for f in cell.findings
    ]
    known = [(study, effect) for study, effect in effects if effect]
    return known, combine(known)


def pairs(references, change):
    """Each cell's effects and sum before and after `change`; there are some."""
    found = [
        (summed(library, cell, lambda result: result), summed(library, cell, change))
        for library, _, cell in findings_of(references)
    ]
    found = [pair for pair in found if pair[0][1]]
    assert len(found) == 2
    return found


def times_ten(result: Result) -> Result:
    arms = {
        name: arm.model_copy(update={"mean": arm.mean * 10, "sd": arm.sd and arm.sd * 10})
        for name, arm in result.arms.items()
    }
    given = result.difference and result.difference.model_copy(
        update={
            "estimate": result.difference.estimate * 10,
            "se": result.difference.se and result.difference.se * 10,
            "ci95": result.difference.ci95 and [bound * 10 for bound in result.difference.ci95],
        }
    )
    return result.model_copy(update={"arms": arms, "difference": given})


OTHER_SIDE: dict[Direction | None, Direction] = {
    "favours-backward": "favours-comparator",
    "favours-comparator": "favours-backward",
}


def swapped(result: Result) -> Result:
    given = result.difference and result.difference.model_copy(
        update={
            "estimate": -result.difference.estimate,
            "ci95": result.difference.ci95 and [-bound for bound in reversed(result.difference.ci95)],
        }
    )
    update = {
        "compares": result.compares[::-1],
        "difference": given,
        "direction": OTHER_SIDE.get(result.direction, result.direction),
    }
    return result.model_copy(update=update)


def same(new, old, factor):
    return new == pytest.approx(old * factor)


def test_another_unit_changes_the_difference_and_not_its_size(three):
    for (old, old_sum), (new, new_sum) in pairs(three, times_ten):
        for (_, before), (_, after) in zip(old, new, strict=True):
            assert same(after.md.value, before.md.value, 10)
            assert same(after.smd.value, before.smd.value, 1)
            assert same(after.smd.variance, before.smd.variance, 1)
        assert same(new_sum.estimate, old_sum.estimate, 10)
        assert new_sum.pool.i2 == pytest.approx(old_sum.pool.i2, abs=1e-6)


def test_the_other_way_round_has_the_other_sign(three):
    for (old, old_sum), (new, new_sum) in pairs(three, swapped):
        for (_, before), (_, after) in zip(old, new, strict=True):
            assert same(after.md.value, before.md.value, -1)
            assert same(after.smd.value, before.smd.value, -1)
            assert after.md_interval == pytest.approx([-bound for bound in reversed(before.md_interval)])
        assert same(new_sum.estimate, old_sum.estimate, -1)


def test_the_order_of_the_studies_does_not_matter(three):
    for library, synthesis, cell in findings_of(three):
        back = cell_of(library, synthesis.condition, cell.question, cell.outcome, cell.studies[::-1])
        assert [finding.study for finding in back.findings] == cell.studies[::-1]
        assert (headline(back), counted(back), numbers(back)) == (
            headline(cell),
            counted(cell),
            numbers(cell),
        )
