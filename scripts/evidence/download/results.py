"""All results as one table: a row per result and arm, an empty cell for whatever was not seen."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from evidence.download.codebook import FIELDS
from evidence.download.studies import ComputedOfResult, computed
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.records.common import SeenAt
from evidence.records.instrument import Instrument
from evidence.records.study import Arm, ArmResult, Contrast, Design, Direction, Result, Role, Study

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n']")
PRIMARY_KEY = ("study", "result", "arm")


@dataclass(frozen=True)
class Row:
    """One arm of one result; `number` counts the results of the study from 1."""

    study: Study
    number: int
    result: Result
    computed: ComputedOfResult
    instrument: Instrument | None
    name: str

    @property
    def report(self) -> str:
        """The main report."""
        return self.study.reports[0]

    @property
    def arm(self) -> Arm:
        """The group itself."""
        return self.study.arms[self.name]

    @property
    def figures(self) -> ArmResult | None:
        """What was measured in the group, if any figures were seen."""
        return self.result.arms.get(self.name)

    @property
    def compares(self) -> str:
        """Names of the arms compared."""
        return "; ".join(self.result.compares)

    @property
    def comparator_role(self) -> Role | None:
        """What the second arm did, where arms are compared."""
        compared = self.result.contrast == "between-arms"
        return self.study.arms[self.result.compares[1]].role if compared else None

    @property
    def bounds(self) -> tuple[float, ...]:
        """The 95 % interval of the difference, nothing where it was not seen."""
        return tuple(self.result.difference.ci95 or ()) if self.result.difference else ()

    @property
    def low(self) -> float | None:
        """Its lower bound."""
        return min(self.bounds, default=None)

    @property
    def high(self) -> float | None:
        """Its upper bound."""
        return max(self.bounds, default=None)

    @property
    def p(self) -> str | None:
        """The p value as printed; "=" would begin a formula and says nothing."""
        return self.result.p and self.result.p.removeprefix("=")

    @property
    def seen(self) -> list[SeenAt]:
        """The pages in which the result was read."""
        return [self.study.sources[name] for name in self.result.seen]

    @property
    def seen_kinds(self) -> str:
        """Their kinds, each once."""
        return "; ".join(dict.fromkeys(source.kind for source in self.seen))

    @property
    def seen_addresses(self) -> str:
        """Their addresses, as far as they were kept."""
        return " ".join(dict.fromkeys(source.address for source in self.seen if source.address))

    @property
    def seen_on(self) -> date:
        """The latest day on which one of them was read."""
        return max(source.on for source in self.seen)


@dataclass(frozen=True)
class Column:
    """One column: `type` as in Table Schema, `about` for readers, `path` of its value from a row."""

    name: str
    type: Literal["string", "integer", "number", "boolean", "date"]
    about: str
    path: str
    allowed: tuple[str, ...] = ()
    always: bool = False

    def field(self) -> dict[str, Any]:
        """The column as a field of a Table Schema."""
        constraints: dict[str, Any] = {"required": True} if self.always else {}
        if self.allowed:
            constraints["enum"] = list(self.allowed)
        described = {"name": self.name, "type": self.type, "description": self.about}
        return described | ({"constraints": constraints} if constraints else {})

    def cell(self, row: Row) -> str:
        """The value as text; empty where anything on the way to it was not seen."""
        value: Any = row
        for name in self.path.split("."):
            value = None if value is None else getattr(value, name)
        return _cell(value)


COLUMNS = (
    Column("study", "string", FIELDS["id"], "study.id", always=True),
    Column("result", "integer", "Number of the result within its study.", "number", always=True),
    Column("condition", "string", FIELDS["condition"], "study.condition", always=True),
    Column("design", "string", FIELDS["design"], "study.design", get_args(Design), always=True),
    Column("healthy_people", "boolean", FIELDS["healthy_people"], "study.healthy_people", always=True),
    Column("report", "string", "Citation key of the main report.", "report", always=True),
    Column("outcome", "string", FIELDS["outcome"], "result.outcome", always=True),
    Column("primary", "boolean", FIELDS["primary"], "result.primary", always=True),
    Column("instrument", "string", FIELDS["instrument"], "result.instrument"),
    Column("measure", "string", FIELDS["measure"], "result.measure"),
    Column("unit", "string", FIELDS["unit"], "instrument.unit"),
    Column("better", "string", FIELDS["better"], "instrument.better", ("lower", "higher")),
    Column("contrast", "string", FIELDS["contrast"], "result.contrast", get_args(Contrast), always=True),
    Column("compares", "string", FIELDS["compares"], "compares", always=True),
    Column(
        "comparator_role",
        "string",
        "What the second arm did; empty unless groups are compared.",
        "comparator_role",
        get_args(Role),
    ),
    Column("week", "number", FIELDS["week"], "result.week"),
    Column("timing", "string", FIELDS["timing"], "result.timing"),
    Column("values", "string", FIELDS["values"], "result.values", ("post", "change")),
    Column("arm", "string", "Name of the arm within its study.", "name", always=True),
    Column("arm_role", "string", FIELDS["role"], "arm.role", get_args(Role), always=True),
    Column("arm_label", "string", FIELDS["label"], "arm.label", always=True),
    Column("n", "integer", FIELDS["ArmResult.n"], "figures.n"),
    Column("mean", "number", FIELDS["mean"], "figures.mean"),
    Column("sd", "number", FIELDS["sd"], "figures.sd"),
    Column(
        "difference",
        "number",
        "Difference as printed; the same in each row of a result.",
        "result.difference.estimate",
    ),
    Column("difference_low", "number", "Lower bound of its 95 % interval, as printed.", "low"),
    Column("difference_high", "number", "Upper bound of its 95 % interval, as printed.", "high"),
    Column("difference_se", "number", "Its standard error, as printed.", "result.difference.se"),
    Column("p", "string", "p value as printed, with < or > where it has one.", "p"),
    Column(
        "direction",
        "string",
        FIELDS["ComputedOfResult.direction"],
        "computed.direction",
        get_args(Direction),
    ),
    Column(
        "direction_from",
        "string",
        FIELDS["direction_from"],
        "computed.direction_from",
        ("numbers", "stated"),
    ),
    Column("second_hand", "boolean", FIELDS["second_hand"], "computed.second_hand", always=True),
    Column("counted", "boolean", FIELDS["counted"], "computed.counted", always=True),
    Column("excluded_from_pool", "string", FIELDS["excluded_from_pool"], "result.excluded_from_pool"),
    Column("place", "string", FIELDS["place"], "result.place"),
    Column("seen_kinds", "string", "Kinds of pages that it was read in.", "seen_kinds", always=True),
    Column("seen_addresses", "string", "Their addresses, as far as they were kept.", "seen_addresses"),
    Column("seen_on", "date", "The latest day on which one of them was read.", "seen_on", always=True),
)


def table(library: Library, answers: Answers) -> str:
    """The table as CSV (RFC 4180)."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([column.cell(row) for column in COLUMNS] for row in _rows(library, answers))
    return written.getvalue()


def schema() -> dict[str, Any]:
    """The Table Schema of the table."""
    return {
        "fields": [column.field() for column in COLUMNS],
        "missingValues": [""],
        "primaryKey": list(PRIMARY_KEY),
    }


def _rows(library: Library, answers: Answers) -> Iterator[Row]:
    """A row for each arm that a result compares or gives figures of."""
    for study in library.studies.values():
        for result in study.results:
            worked_out = computed(library, answers, study, result)
            instrument = library.instruments.get(result.instrument or "")
            for name in dict.fromkeys([*result.compares, *result.arms]):
                yield Row(study, result.number, result, worked_out, instrument, name)


def _cell(value: str | int | float | bool | date | None) -> str:
    """A value as a cell.

    A spreadsheet runs a text that begins like a formula, so such a text, and one that begins with an
    apostrophe, gets an apostrophe in front: taking one off gives every text back. Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
