"""Every field of every model says what it holds; its examples are right, and there is one for every form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import Field, TypeAdapter, ValidationError

from described import examples, expects_a_form, fields, undescribed
from evidence.records import schema as schemas
from evidence.records.common import Day, PValue, Record


def _below(model: type[Record]) -> Iterator[type[Record]]:
    for found in model.__subclasses__():
        yield found
        yield from _below(found)


MODELS = sorted({each for each in _below(Record) if each.__module__.startswith("evidence.")}, key=str)
SCHEMAS = {name: json.loads(text) for name, text in schemas.texts().items()}


def undocumented(model: type[Record]) -> list[str]:
    """Fields without a docstring of one line that ends like a sentence."""
    return [
        f"{model.__name__}.{name}"
        for name, field in model.model_fields.items()
        if not (field.description or "").endswith(".") or "\n" in (field.description or "")
    ]


def wrong(model: type[Record]) -> list[str]:
    """Examples that their own field would refuse, in an editor or when it is read."""
    schema, hints = model.model_json_schema(), get_type_hints(model, include_extras=True)
    return [
        f"{model.__name__}.{name}: {value}"
        for name, field in schema["properties"].items()
        for value in examples(field)
        if refused_by_an_editor(field | {"$defs": schema.get("$defs", {})}, value)
        or refused_when_read(hints[name], value)
    ]


def refused_by_an_editor(schema: Any, value: Any) -> bool:
    return not Draft202012Validator(schema, format_checker=FormatChecker()).is_valid(value)


def refused_when_read(hint: Any, value: Any) -> bool:
    try:
        TypeAdapter(hint).validate_json(json.dumps(value), strict=True)
    except ValidationError:
        return True
    return False


def without_example(schema: Any) -> list[str]:
    """Fields that expect a form and show none."""
    return [name for name, field in fields(schema) if expects_a_form(field) and not [*examples(field)]]


class MadeUp(Record):
    """A model with every fault, and one field without."""

    told: str
    """What is told."""
    untold: str
    broken: str
    """No end
    of a line."""
    p: PValue = Field(examples=["0.05", "p < 0.05"])
    """p value."""
    days: list[Day] = Field(default=[], examples=[["2026-02-30"]])
    """Days."""
    weeks: int | None = Field(default=None, examples=["six"])
    """Length in weeks."""
    form: str = Field(pattern="^[a-z]+$")
    """Small letters."""
    forms: list[str] | None = None
    """Any letters."""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_docstring(model: type[Record]) -> None:
    assert undocumented(model) == [], "write a sentence of one line, as a docstring below the field"


def test_a_field_without_docstring_is_named() -> None:
    assert undocumented(MadeUp) == ["MadeUp.untold", "MadeUp.broken"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_describe_every_field(name: str) -> None:
    """A field that holds one record has no description where its sentence is that of the record's class."""
    assert undescribed(SCHEMAS[name]) == [], "use other words than the docstring of the class"


def test_a_field_that_no_sentence_describes_is_named() -> None:
    assert undescribed(MadeUp.model_json_schema()) == ["MadeUp.untold"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_example_fits_its_field(model: type[Record]) -> None:
    assert wrong(model) == []


def test_an_example_that_does_not_fit_is_named() -> None:
    assert wrong(MadeUp) == [
        "MadeUp.p: p < 0.05",
        "MadeUp.days: ['2026-02-30']",
        "MadeUp.weeks: six",
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_form_has_an_example(name: str) -> None:
    assert without_example(SCHEMAS[name]) == []


def test_a_form_without_an_example_is_named() -> None:
    assert without_example(MadeUp.model_json_schema()) == ["MadeUp.form"]
