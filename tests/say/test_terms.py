"""Every coded value that a reader meets has its words, and no words wait for a value that does not exist."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from evidence import reckon, records
from evidence.reckon.certainty import Level
from evidence.reckon.designs import Formation
from evidence.reckon.directions import Sign
from evidence.reckon.programmes import DoseAmount, Stage
from evidence.reckon.risk_of_bias import ROB_2, ROBINS_I, Judged
from evidence.records.claim import ClaimVerdict
from evidence.records.common import ReadAs, Reporting, Right, SourceKind
from evidence.records.condition import Comparator, Down, Up
from evidence.records.instrument import Better
from evidence.records.ladder import AmountName, Basis
from evidence.records.review import ReviewKind
from evidence.records.study import Aspect, Contrast, Design, Direction, RegistryStatus, Timing, Values
from evidence.say import terms

TABLES: dict[str, Iterable[str]] = {
    "DIRECTIONS": get_args(Sign),
    "RESULTS": get_args(Direction),
    "CERTAINTY": get_args(Level),
    "REASONS": [*Down.model_fields, *Up.model_fields],
    "SOURCES": get_args(SourceKind),
    "DESIGNS": get_args(Design),
    "ROLES": get_args(Comparator),
    "REVIEWS": get_args(ReviewKind),
    "READINGS": get_args(ReadAs),
    "HARMS": get_args(Reporting),
    "REGISTRY": get_args(RegistryStatus),
    "TIMINGS": get_args(Timing),
    "CONTRASTS": get_args(Contrast),
    "VALUES": get_args(Values),
    "ASPECTS": get_args(Aspect),
    "BETTER": get_args(Better),
    "AMOUNTS": get_args(AmountName),
    "BASES": get_args(Basis),
    "DOSES": get_args(DoseAmount),
    "RISKS": get_args(Judged),
    "DOMAINS": [*ROB_2.domains, *ROBINS_I.domains],
    "VERDICTS": get_args(ClaimVerdict),
    "TYPES": ("string", "integer", "number", "boolean", "date"),
    "RIGHT": get_args(Right),
    "SIGNS": get_args(Sign),
    "FORMATIONS": get_args(Formation),
    "STAGES": get_args(Stage),
    "LETTERS": [term.sign for term in terms.SOURCES.values()],
}

ELSEWHERE: dict[str, str] = {
    "condition.CountOfPeople": "a placeholder, for which a number is put in",
    "condition.CountOfStudies": "a placeholder, for which a number is put in",
    "condition.Counted": "a placeholder, for which a number is put in",
    "ladder.Reason.of": "tells which amounts a reason is about; only the reason is shown",
    "ladder.Stage.changes": "the places beside AMOUNTS; what changes there stands in the name of the stage",
    "source.Source.body": "asked by check alone; the list of references gives each whole",
    "source.Source.kind": "sorts the sources; the list of references gives each whole",
    "ladder.Asks": "sentences: say/standing.py",
    "stop.Urgency": "asked by check alone; the instruction says it",
    "combining.Scale": "asked by say/answers.py, which tells the numbers",
    "combining.WhyNot": "sentences: say/effects.py",
    "conclusion.Kind": "sentences: say/answers.py",
    "conclusion.TooLittle": "sentences: say/answers.py",
    "designs.RoleTraits.backwards": "asked by code only",
    "designs.ToolName": "a name is shown as it is",
    "directions.Basis": "told together with the side: SIGNS",
    "effects.Origin": "sentences: say/effects.py",
    "effects.Several": "sentences: say/effects.py",
    "effects.Shared.place": "words within a sentence: say/effects.py",
    "pool.Method": "asked by code only",
}
"""Coded values that are no words of a reader's, and why."""


def coded() -> Iterator[tuple[str, frozenset[str]]]:
    """Every set of coded values in records and reckon, by its own name or by that of its field."""
    for stage in (records, reckon):
        for info in pkgutil.iter_modules(stage.__path__):
            module = import_module(f"{stage.__name__}.{info.name}")
            for name, value in vars(module).items():
                yield f"{info.name}.{name}", values_of(value) if get_origin(value) is Literal else frozenset()
                if isinstance(value, type) and value.__module__ == module.__name__:
                    kinds = (
                        {field: each.annotation for field, each in value.model_fields.items()}
                        if issubclass(value, BaseModel)
                        else get_type_hints(value)
                    )
                    for field, kind in kinds.items():
                        yield f"{info.name}.{name}.{field}", values_of(kind)


def values_of(kind: Any) -> frozenset[str]:
    """The texts that a kind allows, as far as it names some."""
    if get_origin(kind) is Literal:
        return frozenset(value for value in get_args(kind) if isinstance(value, str))
    return frozenset().union(*map(values_of, get_args(kind)))


def test_every_coded_value_has_its_words_or_needs_none() -> None:
    tables = [set(values) for values in TABLES.values()]
    untold = [frozenset(values) for name, values in coded() if name in ELSEWHERE]
    bare = {
        name
        for name, values in coded()
        if values and values not in untold and not any(values <= table for table in tables)
    }
    assert bare == set(), "give them words in say/terms.py, or say in ELSEWHERE why they need none"
    names = {name for name, values in coded() if values}
    assert set(ELSEWHERE) <= names, "take out of ELSEWHERE what is no more"


def test_every_table_is_asked_about() -> None:
    known = {name for name, value in vars(terms).items() if name.isupper() and isinstance(value, dict)}
    assert known == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_each_value_has_one_entry(name: str) -> None:
    values, told = set(TABLES[name]), set(getattr(terms, name))
    assert values - told == set(), f"give them words in say/terms.py, {name}"
    assert told - values == set(), f"no record can hold them: take them out of say/terms.py, {name}"


@pytest.mark.parametrize("name", TABLES)
def test_what_one_entry_has_all_have(name: str) -> None:
    """A sign or a meaning is there for every value of a table or for none."""
    entries = getattr(terms, name).values()
    for field in ("word", "sign", "meaning", "many"):
        given = [bool(getattr(entry, field)) for entry in entries]
        assert all(given) or not any(given), f"{name}: {field}"
