"""Every coded value that a reader meets has its words, and no words wait for a value that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import pytest

from evidence.reckon.certainty import Level
from evidence.reckon.designs import Formation
from evidence.reckon.directions import Mark
from evidence.reckon.programmes import Stage
from evidence.reckon.risk_of_bias import ROB_2, ROBINS_I, Judged
from evidence.records.claim import ClaimVerdict
from evidence.records.common import ReadAs, Reporting, Right, SourceKind
from evidence.records.condition import Comparator, Down, Up
from evidence.records.review import ReviewKind
from evidence.records.study import Design, Direction, RegistryStatus
from evidence.say import terms

TABLES: dict[str, Iterable[str]] = {
    "DIRECTIONS": get_args(Direction),
    "CERTAINTY": get_args(Level),
    "REASONS": [*Down.model_fields, *Up.model_fields],
    "SOURCES": get_args(SourceKind),
    "DESIGNS": get_args(Design),
    "ROLES": get_args(Comparator),
    "REVIEWS": get_args(ReviewKind),
    "READINGS": get_args(ReadAs),
    "HARMS": get_args(Reporting),
    "REGISTRY": get_args(RegistryStatus),
    "RISKS": get_args(Judged),
    "DOMAINS": [*ROB_2.domains, *ROBINS_I.domains],
    "VERDICTS": get_args(ClaimVerdict),
    "TYPES": ("string", "integer", "number", "boolean", "date"),
    "RIGHT": get_args(Right),
    "MARKS": get_args(Mark),
    "FORMATIONS": get_args(Formation),
    "STAGES": get_args(Stage),
    "LETTERS": [term.sign for term in terms.SOURCES.values()],
}


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
