"""Numbers, days and countries that can only be slips, wherever in a record they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.core import get_global

from evidence.problems import Problem, shown
from evidence.read.calendar import latest_day
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.study import Study


@dataclass(frozen=True)
class Limit:
    """What a number may be, both ends included, in its unit; `why` says what tells that more is a slip."""

    least: float
    most: float
    unit: str
    why: str


_PEOPLE = Limit(1, 100_000, "people", "a number that was not seen is left out")
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "minutes_per_session": Limit(1, 180, "minutes", "nobody walks backwards for more than three hours"),
        "sessions_per_day": Limit(1, 4, "times a day", "nobody was asked to walk more often"),
        "sessions_per_week": Limit(1, 28, "times a week", "that is four times on each day"),
        "sessions_in_all": Limit(1, 1000, "times", "that is each day for years"),
        "weeks": Limit(1, 104, "weeks", "no programme was longer than two years"),
        "most_weeks": Limit(1, 104, "weeks", "no programme was longer than two years"),
        "speed_kmh": Limit(0.3, 20, "km/h", "nobody runs backwards faster, or walks so slowly"),
        "incline_percent": Limit(0, 40, "%", "no treadmill is steeper"),
        "week": Limit(0, 520, "weeks", "nobody was seen again after more than ten years"),
        "age": Limit(0, 110, "years", "people do not grow older"),
        "age_mean": Limit(1, 110, "years", "people do not grow older"),
        "age_sd": Limit(0, 40, "years", "no group of people lies further apart"),
        "n": _PEOPLE,
        "recruited": _PEOPLE,
        "randomised": _PEOPLE,
        "analysed": _PEOPLE,
        "planned": _PEOPLE,
    }
)
"""Name of a field -> what its number may be, in whichever record it stands."""

FIRST_DAY = date(2026, 1, 1)
"""Nothing was read for this site before."""

NO_COUNTRIES = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
"""What the Unicode repository names beside the countries of ISO 3166-1: parts, unions, stand-ins.

XK for Kosovo, which has no code of its own yet, may be given.
"""
COUNTRIES = frozenset(
    code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)
) - {*NO_COUNTRIES}
"""Codes of two letters that a country may be given by."""

_ALIASES: Mapping[str, list[str]] = get_global("territory_aliases")


def numbers(_: Library, entry: Entry[Any]) -> Iterator[Problem]:
    """Amounts, ages and numbers of people beyond what they can be."""
    for location, value in entry.document.leaves:
        limit = LIMITS.get(next((part for part in reversed(location) if isinstance(part, str)), ""))
        if limit and _is_number(value) and not limit.least <= value <= limit.most:
            allowed = f"{limit.least:g} to {limit.most:.0f} {limit.unit}"
            yield entry.problem(location, f"{value:g} cannot be; give {allowed}, for {limit.why}")


COMING = ("next_review",)
"""Fields whose day is still to come."""


def coming(_: Library, entry: Entry[Any]) -> Iterator[Problem]:
    """Days that should be still to come and are past."""
    today = datetime.now(UTC).date()
    for location, value in entry.document.leaves:
        if location and location[-1] in COMING and isinstance(value, date) and value < today:
            yield entry.problem(location, f"{value} is past; give the day on which it is to be done")


def days(_: Library, entry: Entry[Any]) -> Iterator[Problem]:
    """Days before the site began, and days that are still to come."""
    for location, value in entry.document.leaves:
        if location[-1] in COMING or not isinstance(value, date):
            continue
        if not FIRST_DAY <= value <= latest_day():
            why = "before anything was read for this site" if value < FIRST_DAY else "still to come"
            what = f"{value} is {why}; give the day on which it was done, from {FIRST_DAY} to today"
            yield entry.problem(location, what)


def country(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """A country that is none."""
    given = entry.record.country
    if given and given not in COUNTRIES:
        meant = [code for code in _ALIASES.get(given, ()) if code in COUNTRIES]
        guess = f'did you mean "{meant[0]}"? ' if meant else ""
        what = f"{shown(given)} is no country; {guess}give its code of two letters (ISO 3166-1), as in CN"
        yield entry.problem(("country",), what)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
