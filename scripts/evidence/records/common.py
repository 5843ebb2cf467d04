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

Cited = Annotated[
    str,
    StringConstraints(min_length=1, pattern=r"\S"),
    Prose(),
    Field(examples=["What was found, in your own words [@chen-2021]."]),
]

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Lower-case words joined by hyphens: ids of records, citation keys, ends of addresses."""

Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$")]

CitationKey = Annotated[Slug, NameOf("citation key"), Field(examples=["chen-2021"])]

ConditionId = Annotated[Slug, NameOf("condition"), Field(examples=["neck-pain"])]

InstrumentId = Annotated[Slug, NameOf("instrument"), Field(examples=["nrs-pain"])]

OutcomeId = Annotated[Slug, NameOf("outcome"), Field(examples=["pain"])]

ArmName = Annotated[Slug, NameOf("arm")]

StudyId = Annotated[Slug, NameOf("study"), Field(examples=["chen-2021"])]

PlaceId = Annotated[Slug, NameOf("place"), Field(examples=["indoors"])]

SourceName = Annotated[Slug, NameOf("source")]

Formerly = Annotated[list[Slug], Field(examples=[["li-2021"]])]

HOST = r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?"
"""How an address begins: nobody is named before the host, and no letter of the host passes for another."""

ADDRESS = rf"^{HOST}([/?#][!#-;=?-Z_a-z~]*)?$"
"""After the host, plain letters and signs (ASCII) without quotes, brackets, braces and backslash.

Its pattern means the same to the engines of Python, Rust and JavaScript (ECMA-262, flag u).
"""

Address = Annotated[
    str,
    StringConstraints(pattern=ADDRESS),
    Field(examples=["https://example.org/the-page-you-read"]),
]

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(examples=["CN"])]

Day = Annotated[date, Field(examples=["2026-01-31"])]

MOST, LEAST = 1_000_000_000, 0.000001
"""Nothing measured in people is larger, no spread smaller; far beyond, arithmetic ends in infinities."""

PValue = Annotated[
    str,
    StringConstraints(pattern=r"^[<>=]?(0?\.[0-9]{1,12}|1(\.0+)?)$"),
    Field(examples=["0.040", "<0.001"]),
]

Count = Annotated[int, Field(ge=0, le=MOST)]

Number = Annotated[float, Field(ge=-MOST, le=MOST)]

Positive = Annotated[float, Field(gt=0, le=MOST)]

Interval = Annotated[list[Number], Field(min_length=2, max_length=2, examples=[[-2.1, -0.4]])]
"""Lower and upper bound."""


def _not_tiny(value: float) -> float:
    if value < LEAST:
        raise ValueError(f"give {LEAST:f} or more")
    return value


Spread = Annotated[Positive, AfterValidator(_not_tiny)]
"""A standard deviation or error, or an effect size without its sign."""

Seen = Annotated[list[SourceName], Field(min_length=1, examples=[["abstract"]])]


class Record(BaseModel):
    """Base of all models: unknown keys are refused, types are not guessed, values do not change.

    The docstring below a field is its description in schemas, editors and downloads; it has no other.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class Span(Record):
    """From `low` to `high`, both included; a single number has both the same."""

    low: float
    """The smallest number."""
    high: float
    """The largest number."""

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
            "examples": [10, [10, 15]],
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 2, "maxItems": 2},
            ],
        }
    ),
]

Level = Literal["very-low", "low", "moderate", "high"]
"""How sure one can be of an answer (GRADE)."""

Reporting = Literal["reported", "none-occurred", "not-mentioned", "not-seen"]

SourceKind = Literal["abstract", "full-text", "registry", "cochrane-data", "index", "secondary"]
"""Kind of page. `cochrane-data`: numbers that a Cochrane review took out of the paper; they count."""
ReadAs = Literal["abstract", "part-of-abstract", "full-text", "data", "registry"]
"""How much was read. `data`: of a review only the study data behind it."""
Right = Literal["first", "second", "unclear"]


class SeenAt(Record):
    """A page that was read: what it held and on which day."""

    kind: SourceKind
    """Kind of page; what stands only in `secondary` ones (newspaper, slides, lay page) is never counted."""
    address: Address | None = None
    """Its address; left out when it was not kept."""
    what: Text
    """What it held, such as the abstract at the publisher."""
    on: Day
    """Day on which it was read."""


Sources = Annotated[
    dict[Slug, SeenAt],
    Field(
        min_length=1,
        examples=[
            {
                "abstract": {
                    "kind": "abstract",
                    "address": "https://example.org/the-page-you-read",
                    "what": "Abstract at the publisher",
                    "on": "2026-01-31",
                }
            }
        ],
    ),
]
"""Pages that were read, by the names that `seen` gives them."""


class Correction(Record):
    """A change after the first reading, and why."""

    what: Text
    """What was changed."""
    why: Text
    """Why it was changed."""
    by: Text
    """Who made the change."""
    on: Day
    """Day of the change."""


class Disagreement(Record):
    """Where two readings differ; `right` says which one the record follows."""

    field: Text = Field(examples=["participants.women"])
    """The field that they read differently, with the names that lead to it."""
    first: Text
    """What the first reader wrote."""
    second: Text
    """What the second reader wrote."""
    right: Right
    """Which of the two the record follows."""
    why: Text
    """Why, or what would settle it."""


class SecondReading(Record):
    """An independent second reading: how many fields were compared, how many agreed."""

    on: Day
    """Day of the second reading."""
    compared: Count
    """Number of fields that were compared."""
    agreed: Count
    """Number of fields that agreed, no more than were compared."""
    disagreements: list[Disagreement] = []
    """Fields that did not agree."""
    added: list[Text] = []
    """What the second reader added."""
    not_found_again: list[Text] = []
    """What the second reader did not find."""


class Reading(Record):
    """What was read of the main report, and when."""

    what: ReadAs
    """How much of the main report was read."""
    on: Day
    """Day on which it was read."""
    second: SecondReading | None = None
    """A second, independent reading; left out when there was none."""


class Contradiction(Record):
    """Two statements that cannot both hold, or a figure that does not fit."""

    what: Cited
    """What does not fit, in our words."""
    seen: Seen
    """Names of the sources in which this was read."""


class Statement(Record):
    """One fact in our own words, and where it was seen."""

    text: Cited
    """The statement, in our words."""
    seen: Seen
    """Names of the sources in which this was read."""
    place: Text | None = Field(default=None, examples=["Table 2"])
    """Where in the source it stands, such as a table."""


class Harms(Record):
    """What was said about harm. `not-mentioned`: all that was read is silent; `not-seen`: not read enough."""

    reporting: Reporting
    """Whether harm was mentioned, as far as could be read; `not-seen` when too little was read to say."""
    statement: Cited | None = None
    """What was said, in our words; needed where harm was reported or is said not to have occurred."""
    withdrawals: Text | None = Field(default=None, examples=["3 of 33 left; no reasons are given"])
    """People who left the study: how many, from which group, and why."""
    seen: Seen | None = None
    """Names of the sources in which this was read; needed unless harm is `not-seen`."""
