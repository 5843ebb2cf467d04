"""All results as one table: a row per result and arm, an empty cell for whatever was not seen."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any, Generic, Literal, TypeVar, get_args

from evidence.download.studies import ComputedOfResult, computed
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.records.common import Record, SeenAt
from evidence.records.instrument import Instrument
from evidence.records.study import (
    Arm,
    ArmResult,
    Contrast,
    Design,
    Difference,
    Direction,
    Result,
    Role,
    Study,
)

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n']")
PRIMARY_KEY = ("study", "result", "arm")

R = TypeVar("R", bound=Record)

Value = str | int | float | bool | date | list[str] | None
Type = Literal["string", "integer", "number", "boolean", "date"]
"""Types of columns, as Table Schema names them."""


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
    def difference(self) -> Difference | None:
        """The difference of the two arms, if it was printed."""
        return self.result.difference

    @property
    def comparator_role(self) -> Role | None:
        """What the second arm did, where arms are compared."""
        return self.study.comparator(self.result)

    @property
    def bounds(self) -> tuple[float, ...]:
        """The 95% interval of the difference, nothing where it was not seen."""
        return tuple(self.difference.ci95 or ()) if self.difference else ()

    @property
    def seen(self) -> list[SeenAt]:
        """The pages in which the result was read."""
        return [self.study.sources[name] for name in self.result.seen]


@dataclass(frozen=True)
class Column:
    """One column: `type` as in Table Schema, `about` for readers, `value` of a row; None where not seen."""

    name: str
    type: Type
    about: str
    value: Callable[[Row], Value]
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
        """The value as text; empty where it was not seen."""
        return _cell(self.value(row))


@dataclass(frozen=True)
class Part(Generic[R]):
    """One of the records behind a row, None where it was not seen, whose fields columns show."""

    model: type[R]
    of: Callable[[Row], R | None]

    def column(
        self,
        name: str,
        type: Type,
        field: Callable[[R], Value],
        allowed: tuple[str, ...] = (),
        *,
        always: bool = False,
    ) -> Column:
        """A column of the field that `field` takes from the record, described as the model describes it."""

        def value(row: Row) -> Value:
            record = self.of(row)
            return None if record is None else field(record)

        return Column(name, type, self.described(field), value, allowed, always)

    def described(self, field: Callable[[R], Value]) -> str:
        """The docstring of the field that `field` takes from a record, with nothing done to it.

        Found by handing it a stand-in whose fields hold their own names. Raises KeyError for anything else.
        """
        names: Any = SimpleNamespace(**{name: name for name in self.model.model_fields})
        return self.model.model_fields[str(field(names))].description or ""


STUDY = Part(Study, lambda row: row.study)
RESULT = Part(Result, lambda row: row.result)
COMPUTED = Part(ComputedOfResult, lambda row: row.computed)
INSTRUMENT = Part(Instrument, lambda row: row.instrument)
ARM = Part(Arm, lambda row: row.study.arms[row.name])
FIGURES = Part(ArmResult, lambda row: row.result.arms.get(row.name))

COLUMNS = (
    STUDY.column("study", "string", lambda study: study.id, always=True),
    Column(
        "result", "integer", "Number of the result within its study.", lambda row: row.number, always=True
    ),
    STUDY.column("condition", "string", lambda study: study.condition, always=True),
    STUDY.column("design", "string", lambda study: study.design, get_args(Design), always=True),
    STUDY.column("healthy_people", "boolean", lambda study: study.healthy_people, always=True),
    Column(
        "report",
        "string",
        "Citation key of the main report.",
        lambda row: row.study.reports[0],
        always=True,
    ),
    RESULT.column("outcome", "string", lambda result: result.outcome, always=True),
    RESULT.column("primary", "boolean", lambda result: result.primary, always=True),
    RESULT.column("instrument", "string", lambda result: result.instrument),
    RESULT.column("measure", "string", lambda result: result.measure),
    INSTRUMENT.column("unit", "string", lambda instrument: instrument.unit),
    INSTRUMENT.column("better", "string", lambda instrument: instrument.better, ("lower", "higher")),
    RESULT.column("contrast", "string", lambda result: result.contrast, get_args(Contrast), always=True),
    RESULT.column("compares", "string", lambda result: result.compares, always=True),
    Column(
        "comparator_role",
        "string",
        "What the second arm did; empty unless groups are compared.",
        lambda row: row.comparator_role,
        get_args(Role),
    ),
    RESULT.column("week", "number", lambda result: result.week),
    RESULT.column("timing", "string", lambda result: result.timing),
    RESULT.column("values", "string", lambda result: result.values, ("post", "change")),
    Column("arm", "string", "Name of the arm within its study.", lambda row: row.name, always=True),
    ARM.column("arm_role", "string", lambda arm: arm.role, get_args(Role), always=True),
    ARM.column("arm_label", "string", lambda arm: arm.label, always=True),
    FIGURES.column("n", "integer", lambda figures: figures.n),
    FIGURES.column("mean", "number", lambda figures: figures.mean),
    FIGURES.column("sd", "number", lambda figures: figures.sd),
    Column(
        "difference",
        "number",
        "Difference as printed; the same in each row of a result.",
        lambda row: row.difference.estimate if row.difference else None,
    ),
    Column(
        "difference_low",
        "number",
        "Lower bound of its 95% interval, as printed.",
        lambda row: min(row.bounds, default=None),
    ),
    Column(
        "difference_high",
        "number",
        "Upper bound of its 95% interval, as printed.",
        lambda row: max(row.bounds, default=None),
    ),
    Column(
        "difference_se",
        "number",
        "Its standard error, as printed.",
        lambda row: row.difference.se if row.difference else None,
    ),
    Column(
        "p",
        "string",
        "p value as printed, with < or > where it has one.",
        # "=" would begin a formula and says nothing.
        lambda row: row.result.p and row.result.p.removeprefix("="),
    ),
    COMPUTED.column("direction", "string", lambda computed: computed.direction, get_args(Direction)),
    COMPUTED.column(
        "direction_from", "string", lambda computed: computed.direction_from, ("numbers", "stated")
    ),
    COMPUTED.column("second_hand", "boolean", lambda computed: computed.second_hand, always=True),
    COMPUTED.column("counted", "boolean", lambda computed: computed.counted, always=True),
    RESULT.column("excluded_from_pool", "string", lambda result: result.excluded_from_pool),
    RESULT.column("place", "string", lambda result: result.place),
    Column(
        "seen_kinds",
        "string",
        "Kinds of pages that it was read in.",
        lambda row: list(dict.fromkeys(source.kind for source in row.seen)),
        always=True,
    ),
    Column(
        "seen_addresses",
        "string",
        "Their addresses, as far as they were kept.",
        lambda row: " ".join(dict.fromkeys(source.address for source in row.seen if source.address)),
    ),
    Column(
        "seen_on",
        "date",
        "The latest day on which one of them was read.",
        lambda row: max(source.on for source in row.seen),
        always=True,
    ),
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
            instrument = library.instrument_of(result)
            for name in dict.fromkeys([*result.compares, *result.arms]):
                yield Row(study, result.number, result, worked_out, instrument, name)


def _cell(value: Value) -> str:
    """A value as a cell, those of a list with a semicolon between them.

    A spreadsheet runs a text that begins like a formula, so such a text, and one that begins with an
    apostrophe, gets an apostrophe in front: taking one off gives every text back. Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
