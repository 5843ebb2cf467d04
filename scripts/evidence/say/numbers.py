"""Values of records as readers see them: numbers with units, both speeds, days, countries."""

from __future__ import annotations

import re
from datetime import date
from math import floor, log10
from urllib.parse import urlsplit

from babel import Locale
from markupsafe import Markup

from evidence.records.common import Span

MILES_PER_KM = 0.621371
"""International mile, 1.609344 km."""

_COUNTRIES = Locale("en", "GB").territories
_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: float) -> str:
    """610.5 -> '610.5', 16.0 -> '16', -1.8 -> '−1.8' with a true minus sign; never with an exponent."""
    return f"{value:.10f}".rstrip("0").rstrip(".").replace("-", "−")


def rounded(value: float, beside: float = 0.0) -> float:
    """One decimal; below 0.1 the first digit that counts; from 100 on whole: 0.7447 -> 0.7, 0.031 -> 0.03.

    What is less than a hundredth of `beside` is nothing beside it: 0.001 beside 1.5 -> 0.
    """
    if value == 0 or abs(value) < abs(beside) / 100:
        return 0.0
    places = 0 if value >= 100 else 1 if value >= 0.1 else -floor(log10(value))
    return round(value, places)


def rounded_bounds(low: float, high: float, factor: float = 1.0) -> tuple[float, float]:
    """The sizes of both bounds of an interval, each beside the larger: -0.001, 1.46 -> 0, 1.5."""
    first, second = (abs(bound) * factor for bound in (low, high))
    return rounded(first, second), rounded(second, first)


def measured(amount: float, unit: str) -> str:
    """'2 points', '1 point', '0.4' where there is no unit."""
    one = {"points": "point", "standard deviations": "standard deviation"}
    return f"{number(amount)} {one.get(unit, unit) if amount == 1 else unit}".rstrip()


def thousands(value: int) -> str:
    """1078 -> '1,078'."""
    return f"{value:,}"


def span(amount: Span | None, unit: str = "") -> str:
    """'5 to 10 minutes', '3 times'; an empty string when nothing was seen."""
    if amount is None:
        return ""
    text = (
        number(amount.low) if amount.low == amount.high else f"{number(amount.low)} to {number(amount.high)}"
    )
    return f"{text} {unit}".strip()


def speed(amount: Span | None) -> str:
    """'0.8 to 1.6 km/h (0.5 to 1 mph)'."""
    if amount is None:
        return ""
    miles = Span(low=_miles(amount.low), high=_miles(amount.high))
    return f"{span(amount, 'km/h')} ({span(miles, 'mph')})"


def one_speed(kilometres: float) -> str:
    """'0.8 km/h (0.5 mph)', which breaks only before the bracket."""
    metric, imperial = speed(Span(low=kilometres, high=kilometres)).split(" (")
    return " (".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in (metric, imperial))


def metres_a_minute(kilometres: float) -> str:
    """0.8 -> '13': km/h as metres in a minute."""
    return number(round(kilometres * 1000 / 60))


def miles(kilometres: str) -> str:
    """'4' -> '2.5': km/h as mph, to one place."""
    return number(_miles(float(kilometres)))


def _miles(kilometres: float) -> float:
    return round(kilometres * MILES_PER_KM, 1)


def day(value: date) -> str:
    """'23 November 2026'."""
    return f"{value.day} {value:%B %Y}"


def country(code: str) -> str:
    """'CN' -> 'China', by the Unicode Common Locale Data Repository."""
    return str(_COUNTRIES.get(code, code))


def count(n: int, one: str, many: str = "") -> str:
    """'1 study', '4 studies' (`many` for irregular plurals)."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def spelled(n: int) -> str:
    """'three' up to nine, digits from 10."""
    return _SPELLED[n] if n < len(_SPELLED) else str(n)


def capital(text: str) -> str:
    """First letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """First letter small, the rest as it is."""
    return text[:1].lower() + text[1:]


def capital_markup(html: Markup) -> Markup:
    """The first letter of the text inside `html` in capitals."""
    found = re.compile(r"(?:^|>)[^<a-zA-Z]*([a-z])").search(html)
    if not found:
        return html
    return Markup(html[: found.start(1)] + found[1].upper() + html[found.end(1) :])  # noqa: S704 - one letter


def host(address: str) -> str:
    """'https://www.hindawi.com/journals/x' -> 'hindawi.com'."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def p_value(printed: str) -> str:
    """'<0.001' -> '< 0.001', '0.040' -> '= 0.040', digits as printed."""
    sign = printed[0] if printed[0] in "<>=" else "="
    return f"{sign} {printed.lstrip('<>=')}"
