"""The record model: what it works out, what it refuses, and which of its texts must lead somewhere."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from evidence.read import record_files
from evidence.read.record_files import PATTERNS, RecordFile
from evidence.read.strict_yaml import parse
from evidence.records.common import NameOf, Span
from evidence.records.condition import Condition
from evidence.records.instrument import Instrument
from evidence.records.kinds import KINDS
from evidence.records.origin import Origin
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Participants, Programme, Study


def programme(**given: Any) -> Programme:
    return Programme.model_validate({"seen": ["abstract"]} | given)


@pytest.mark.parametrize(
    ("given", "span"),
    [
        (10, (10, 10)),
        (12.5, (12.5, 12.5)),
        (0, (0, 0)),
        ([10, 15], (10, 15)),
        ([0, 2.5], (0, 2.5)),
    ],
)
def test_amounts(given, span):
    amount = programme(minutes_per_session=given).minutes_per_session
    assert (amount.low, amount.high) == span


@pytest.mark.parametrize(
    "given", [-1, True, "10", [], [1], [2, 1], [2, 2], [1, 2, 3], [1, "2"], {"low": 1, "high": 2}]
)
def test_amounts_that_are_none(given):
    with pytest.raises(ValidationError, match=r"give one number, or \[lowest, highest\]"):
        programme(minutes_per_session=given)


@pytest.mark.parametrize(
    ("given", "minutes"),
    [
        ({"minutes_per_session": 10, "sessions_per_week": 3}, Span(low=30, high=30)),
        ({"minutes_per_session": [10, 15], "sessions_per_week": [2, 3]}, Span(low=20, high=45)),
        ({"minutes_per_session": 10}, None),
        ({"sessions_per_week": 3}, None),
        ({"minutes_per_session": 10, "sessions_per_week": 3, "sessions_per_day": 2}, None),
    ],
)
def test_minutes_per_week_only_from_what_was_seen(given, minutes):
    assert programme(**given).minutes_per_week() == minutes


@pytest.mark.parametrize(
    ("given", "people"),
    [
        ({"recruited": 40, "randomised": 36, "analysed": 34}, 36),
        ({"recruited": 40, "analysed": 34}, 34),
        ({"recruited": 40}, 40),
        ({"randomised": 0, "analysed": 5}, 0),
        ({"planned": 50}, None),
        ({}, None),
    ],
)
def test_people_to_count_a_study_by(given, people):
    assert Participants.model_validate({"description": "x", "seen": ["a"]} | given).people() == people


def test_nothing_but_null_and_empty_is_assumed() -> None:
    """A default that could pass for a fact would put words into a study's mouth."""
    harmless = {None, False, "between-arms"}
    for model in (Study, Review, Condition, Instrument, Source, Origin, *_inside(Study), *_inside(Review)):
        for name, info in model.model_fields.items():
            if not info.is_required():
                default = info.get_default()
                assert default in ([], {}) or default in harmless, f"{model.__name__}.{name}: {default}"


def _inside(model: Any) -> set[Any]:
    found = set()
    for hint in record_files._hints(model).values():
        inner = record_files._model_in(hint)
        if inner and inner not in found:
            found |= {inner, *_inside(inner)}
    return found


def test_records_do_not_change() -> None:
    span = Span(low=1, high=2)
    with pytest.raises(ValidationError):
        span.low = 5


def test_every_pattern_has_words() -> None:
    """A contributor never sees a regular expression."""
    used: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            used.update({node["pattern"]} if isinstance(node.get("pattern"), str) else ())
            for item in [*node.values(), *node.get("patternProperties", {})]:
                walk(item)
            if isinstance(node.get("propertyNames"), dict):
                walk(node["propertyNames"])
        elif isinstance(node, list):
            for item in node:
                walk(item)

    for kind in KINDS:
        walk(kind.model.model_json_schema())
    assert used == set(PATTERNS)


def marked(model: Any, text: str) -> set[tuple[Any, ...]]:
    """(place, kind of mark, text) of everything that must lead somewhere."""
    file = RecordFile("", model, parse(text.encode(), Path("a.yml")), None, ())
    return {
        (*location, mark.kind if isinstance(mark, NameOf) else "prose", found)
        for location, mark, found in file.marked()
    }


def test_marks_of_a_study() -> None:
    text = """\
id: x
condition: knee
design_note: Cites [@a].
reports: [a, b]
registration: {number: "1", note: Once, seen: [reg]}
arms:
  retro: {role: backward-walking, label: "[@not-cited]", programme: {note: Twice, seen: [abs]}}
results:
  - {outcome: pain, instrument: vas, compares: [retro, ctrl], arms: {retro: {mean: 1}}, seen: [abs]}
related: [Thrice]
open_questions: [Four times]
"""
    assert marked(Study, text) == {
        ("condition", "condition", "knee"),
        ("design_note", "prose", "Cites [@a]."),
        ("reports", 0, "citation key", "a"),
        ("reports", 1, "citation key", "b"),
        ("registration", "note", "prose", "Once"),
        ("registration", "seen", 0, "source", "reg"),
        ("arms", "retro", "programme", "note", "prose", "Twice"),
        ("arms", "retro", "programme", "seen", 0, "source", "abs"),
        ("results", 0, "outcome", "outcome", "pain"),
        ("results", 0, "instrument", "instrument", "vas"),
        ("results", 0, "compares", 0, "arm", "retro"),
        ("results", 0, "compares", 1, "arm", "ctrl"),
        ("results", 0, "arms", "retro", "arm", "retro"),
        ("results", 0, "seen", 0, "source", "abs"),
        ("related", 0, "prose", "Thrice"),
        ("open_questions", 0, "prose", "Four times"),
    }


def test_marks_of_the_other_records() -> None:
    assert marked(Instrument, "thresholds: [{cites: a}]\nnote: N") == {
        ("thresholds", 0, "cites", "citation key", "a"),
        ("note", "prose", "N"),
    }
    assert marked(Origin, "links: [{report: a, ruled_out: [b]}]\nroutine: {note: N, seen: [p]}") == {
        ("links", 0, "report", "citation key", "a"),
        ("links", 0, "ruled_out", 0, "citation key", "b"),
        ("routine", "note", "prose", "N"),
        ("routine", "seen", 0, "source", "p"),
    }
    condition = "in_short: [A]\nalso_helps: [E]\nharm_in_short: F\n"
    condition += "questions: [{explain: B, ask: C}]\nsearched: {note: D}"
    assert marked(Condition, condition) == {
        ("in_short", 0, "prose", "A"),
        ("also_helps", 0, "prose", "E"),
        ("harm_in_short", "prose", "F"),
        ("questions", 0, "explain", "prose", "B"),
        ("searched", "note", "prose", "D"),
    }
    assert marked(Source, "facts: [{text: A, seen: [p]}]") == {
        ("facts", 0, "text", "prose", "A"),
        ("facts", 0, "seen", 0, "source", "p"),
    }
    assert marked(Review, "pooled: [{outcome: pain, comparison: A, seen: [p]}]\ncondition: knee") == {
        ("pooled", 0, "outcome", "outcome", "pain"),
        ("pooled", 0, "comparison", "prose", "A"),
        ("pooled", 0, "seen", 0, "source", "p"),
        ("condition", "condition", "knee"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "results: none",
        "results: [none]",
        "results: {a: 1}",
        "arms: [a]",
        "reports: 5",
        "registration: 7",
        "x: 1",
    ],
)
def test_marks_are_looked_for_only_where_the_shape_is_right(text):
    assert marked(Study, text) == set()
