"""How judgements of certainty are written: what stands below what, and what is said of every slip."""

import re
from pathlib import Path
from typing import Any

import pytest

from evidence.read.record_files import RecordFile
from evidence.read.strict_yaml import parse
from evidence.records.common import NameOf
from evidence.records.condition import PLACEHOLDERS, Certainty, Condition, Rating
from making import DAY
from project import edit, problems_of

THUMBS = "conditions/stiff-thumbs.yml"
FEW = "Few hands."
REASONS = "risk_of_bias, inconsistency, indirectness, imprecision, publication_bias"
KNOWN = (
    "{trials}, {favour}, {against}, {no_clear}, {unclear}, {told}, {sized}, {people}, "
    "{people_told}, {people_sized}, {people_compared}, {favour trials}, {against trials}, {no_clear trials}, "
    "{unclear trials}, {told trials}, {sized trials}"
)

SLIPS: dict[str, tuple[str, str, str]] = {
    "unknown reason": (
        "      imprecision: {by: 1, reason",
        "      imprecison: {by: 1, reason",
        '48:7: error: certainty.usual-care.stiffness.imprecison: unknown key; did you mean "imprecision"? '
        f"allowed: {REASONS}, on, up",
    ),
    "for all in one word": (
        "  for_all:\n",
        "  forall:\n",
        '41:3: error: certainty.forall: unknown key; did you mean "for_all"? allowed: on, for_all',
    ),
    "for all of a comparison with a hyphen": (
        "  usual-care:\n    stiffness",
        "  usual-care:\n    for-all: {indirectness: {by: 0, reason: Few.}}\n    stiffness",
        "44:5: error: certainty.usual-care.for-all: unknown key; "
        'did you mean "for_all"? allowed: on, for_all',
    ),
    "unknown reason for all": (
        "    publication_bias:",
        "    publications:",
        '42:5: error: certainty.for_all.publications: unknown key; did you mean "publication_bias"? '
        f"allowed: {REASONS}",
    ),
    "unknown reason for all of a comparison": (
        "  usual-care:\n    stiffness",
        "  usual-care:\n    for_all: {chance: {by: 1, reason: x}}\n    stiffness",
        f"44:15: error: certainty.usual-care.for_all.chance: unknown key; allowed: {REASONS}",
    ),
    "unknown key of a reason": (
        "{by: 1, reason: ",
        "{by: 1, why: x, reason: ",
        "45:29: error: certainty.usual-care.stiffness.risk_of_bias.why: unknown key; allowed: by, reason",
    ),
    "unknown reason to be more certain": (
        "    grip:\n",
        "    grip:\n      up: {larger_effect: {by: 1, reason: x}}\n",
        '50:12: error: certainty.usual-care.grip.up.larger_effect: unknown key; did you mean "large_effect"? '
        "allowed: large_effect, dose_response, opposing_confounding",
    ),
    "unknown outcome": (
        "    grip:\n",
        "    gripp:\n",
        '49:5: error: certainty.usual-care.gripp: unknown outcome "gripp"; did you mean "grip"? '
        "allowed: grip, joy, stiffness",
    ),
    "outcome in capitals": (
        "    grip:\n",
        "    Grip:\n",
        '49:5: error: certainty.usual-care.Grip: "Grip" does not fit; '
        "give lower-case words joined by hyphens, as in chen-2021",
    ),
    "comparator with an underscore": (
        "  usual-care:\n    stiffness",
        "  usual_care:\n    stiffness",
        '43:3: error: certainty.usual_care: "usual_care" does not fit; '
        "give lower-case words joined by hyphens, as in chen-2021",
    ),
    "outcome twice": (
        "    grip:\n",
        "    stiffness:\n",
        '49:5: error: certainty.usual-care.stiffness: key "stiffness" stands twice, first in line 44; '
        "keep one",
    ),
    "outcome without anything": (
        "    grip:\n",
        "    joy:\n    grip:\n",
        "49:9: error: certainty.usual-care.joy: nothing is given; give a mapping of keys",
    ),
    "comparison as a list": (
        "  usual-care:\n    stiffness",
        "  forward-walking: [grip]\n  usual-care:\n    stiffness",
        '43:3: error: certainty.forward-walking: ["grip"] does not fit; give a mapping of keys',
    ),
    "no day": (
        "  on: 2026-01-11\n",
        "",
        '39:1: error: certainty.on: "on" is missing; add it',
    ),
    "day of an outcome in quotes": (
        "    grip:\n",
        '    grip:\n      on: "2026-01-12"\n',
        '50:11: error: certainty.usual-care.grip.on: "2026-01-12" does not fit; '
        "give a day as YYYY-MM-DD, without quotes",
    ),
    "unknown placeholder": (
        FEW,
        "{triasl} with few hands.",
        '53:36: error: certainty.usual-care.grip.imprecision.reason: "{triasl} with few hands." does not '
        f'fit; {{triasl}} is no placeholder; did you mean "{{trials}}"? allowed: {KNOWN}',
    ),
    "people with a noun": (
        FEW,
        "{people trials} with few hands.",
        '53:36: error: certainty.usual-care.grip.imprecision.reason: "{people trials} with few hands." '
        'does not fit; {people trials} is no placeholder; did you mean "{told trials}"? '
        f"allowed: {KNOWN}",
    ),
    "placeholder that is never closed": (
        FEW,
        "{trials with few hands.",
        '53:36: error: certainty.usual-care.grip.imprecision.reason: "{trials with few hands." does not fit; '
        f"{{ is no placeholder; allowed: {KNOWN}",
    ),
    "unknown citation in a reason": (
        FEW,
        "Few hands [@bell-2006].",
        '53:36: error: certainty.usual-care.grip.imprecision.reason: unknown citation key "bell-2006"; '
        'did you mean "bell-2005"? allowed: ...',
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SLIPS.values(), ids=SLIPS)
def test_slips(references, old, new, expected):
    edit(references / THUMBS, old, new)
    (said,) = problems_of(references)
    said = re.sub(r"allowed: adams.*", "allowed: ...", said)
    assert said == f"{THUMBS}:{expected}"


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_every_placeholder_may_stand_in_a_reason(placeholder):
    assert Rating(by=0, reason=f"Of {placeholder}.").reason == f"Of {placeholder}."


def test_every_placeholder_is_explained():
    """With a noun, by one example."""
    told = Rating.__doc__ or ""
    explained = [found for found in PLACEHOLDERS if f"{found}:" in told]
    assert explained == [found for found in PLACEHOLDERS if " " not in found or found == "{favour trials}"]


def test_what_stands_below_what():
    certainty = Certainty.model_validate({"on": DAY, "usual-care": {"pain": {}}, "before": {}})
    assert list(certainty.comparisons) == ["usual-care", "before"]
    assert list(certainty.comparisons["usual-care"].outcomes) == ["pain"]
    assert certainty.comparisons["before"].outcomes == {}


def marked(text: str) -> set[tuple[Any, ...]]:
    """(place, kind of mark, text) of everything that must lead somewhere."""
    file = RecordFile("", Condition, parse(text.encode(), Path("a.yml")), None, ())
    return {
        (*location, mark.kind if isinstance(mark, NameOf) else "prose", found)
        for location, mark, found in file.marked()
    }


def test_names_and_citations_are_looked_for_at_every_depth():
    text = """\
certainty:
  on: 2026-01-11
  for_all: {indirectness: {by: 0, reason: A}}
  usual-care:
    on: 2026-01-11
    for_all: {indirectness: {by: 0, reason: B}}
    pain: {on: 2026-01-11, imprecision: {by: 0, reason: C}, up: {dose_response: {by: 0, reason: D}}}
"""
    below = ("certainty", "usual-care")
    assert marked(text) == {
        ("certainty", "for_all", "indirectness", "reason", "prose", "A"),
        (*below, "for_all", "indirectness", "reason", "prose", "B"),
        (*below, "pain", "outcome", "pain"),
        (*below, "pain", "imprecision", "reason", "prose", "C"),
        (*below, "pain", "up", "dose_response", "reason", "prose", "D"),
    }
    assert marked("certainty: {usual-care: [pain], before: 3}") == set()
