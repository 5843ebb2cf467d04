"""Forms that every record shares: texts, ids, numbers, sources, how it was read, harms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)


class Prose:
    """Marks text that may cite: `[@key]` inside it is checked and becomes a numbered citation."""


@dataclass(frozen=True)
class NameOf:
    """Marks text that names something else, which must exist: a condition, an instrument, an arm."""

    kind: str


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]

Cited = Annotated[str, StringConstraints(min_length=1, pattern=r"\S"), Prose()]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

CitationKey = Annotated[Slug, NameOf("citation key")]

ConditionId = Annotated[Slug, NameOf("condition")]

InstrumentId = Annotated[Slug, NameOf("instrument")]

OutcomeId = Annotated[Slug, NameOf("outcome")]

ArmName = Annotated[Slug, NameOf("arm")]

StudyId = Annotated[Slug, NameOf("study")]

PlaceId = Annotated[Slug, NameOf("place")]

SourceName = Annotated[Slug, NameOf("source")]

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"\[\]]+$")]

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]

MOST, LEAST = 1_000_000_000, 0.000001
"""Nothing measured in people is larger, no spread smaller; far beyond, arithmetic ends in infinities."""

PValue = Annotated[str, StringConstraints(pattern=r"^[<>=]?(0?\.[0-9]{1,12}|1(\.0+)?)$")]

Count = Annotated[int, Field(ge=0, le=MOST)]

Number = Annotated[float, Field(ge=-MOST, le=MOST)]

Positive = Annotated[float, Field(gt=0, le=MOST)]


def _not_tiny(value: float) -> float:
    if value < LEAST:
        raise ValueError(f"give {LEAST:f} or more")
    return value


Spread = Annotated[Positive, AfterValidator(_not_tiny)]
"""A standard deviation or error, or an effect size without its sign."""

Seen = Annotated[list[SourceName], Field(min_length=1)]


class Record(BaseModel):
    """Base of all models: unknown keys are refused, types are not guessed, values do not change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Span(Record):
    """From `low` to `high`, both included; a single number has both the same."""

    low: float
    high: float

    def times(self, other: Span) -> Span:
        """Smallest times smallest, largest times largest."""
        return Span(low=self.low * other.low, high=self.high * other.high)


def _span(value: Any) -> Any:
    if any(_number(each) and each > MOST for each in (value if isinstance(value, list) else [value])):
        raise ValueError(f"give {MOST} or less")
    if _number(value):
        return {"low": value, "high": value}
    if isinstance(value, list) and len(value) == 2 and all(map(_number, value)) and value[0] < value[1]:
        return {"low": value[0], "high": value[1]}
    raise ValueError("give one number, or [lowest, highest]")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


Amount = Annotated[
    Span,
    BeforeValidator(_span),
    WithJsonSchema(
        {
            "description": "one number, or [lowest, highest]",
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 2, "maxItems": 2},
            ],
        }
    ),
]

Reporting = Literal["reported", "none-occurred", "not-mentioned", "not-seen"]

SourceKind = Literal["abstract", "full-text", "registry", "index", "secondary"]
ReadAs = Literal["abstract", "part-of-abstract", "full-text", "registry"]
Right = Literal["first", "second", "unclear"]


class SeenAt(Record):
    """A page that was read: what it held and on which day."""

    kind: SourceKind
    address: Address | None = None
    what: Text
    on: date


class Correction(Record):
    """A change after the first reading, and why."""

    what: Text
    why: Text
    by: Text
    on: date


class Disagreement(Record):
    """Where two readings differ; `right` says which one the record follows."""

    field: Text
    first: Text
    second: Text
    right: Right
    why: Text


class SecondReading(Record):
    """An independent second reading: how many fields were compared, how many agreed."""

    on: date
    compared: Count
    agreed: Count
    disagreements: list[Disagreement] = []
    added: list[Text] = []
    not_found_again: list[Text] = []


class Reading(Record):
    """What was read of the main report, and when."""

    what: ReadAs
    on: date
    second: SecondReading | None = None


class Contradiction(Record):
    """Two statements that cannot both hold, or a figure that does not fit."""

    what: Cited
    seen: Seen


class Statement(Record):
    """One fact in our own words, and where it was seen."""

    text: Cited
    seen: Seen
    place: Text | None = None


class Harms(Record):
    """What was said about harm. `not-mentioned`: all that was read is silent; `not-seen`: not read enough."""

    reporting: Reporting
    statement: Cited | None = None
    withdrawals: Text | None = None
    seen: Seen | None = None
