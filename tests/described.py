"""What a JSON Schema says of its fields: those without a description, and the examples of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]


def fields(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """`Model.field` and its schema, of every model in `schema`."""
    for model, definition in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        for name, field in definition.get("properties", {}).items():
            yield f"{model}.{name}", field


def undescribed(schema: Schema) -> list[str]:
    """Fields that no sentence describes."""
    return [name for name, field in fields(schema) if not field.get("description", "").endswith(".")]


def examples(field: Schema) -> Iterator[Any]:
    """Values that the field may hold: its own examples, those of its choices, each of its items as a list."""
    yield from field.get("examples", [])
    for choice in field.get("anyOf", []):
        yield from examples(choice)
    if "items" in field:
        yield from ([value] for value in examples(field["items"]))


def expects_a_form(field: Schema) -> bool:
    """Whether a text of the field must look in a certain way: an id, a day, an address, a p value."""
    inside = [*field.get("anyOf", []), *([field["items"]] if "items" in field else [])]
    keys = [key for key in field.get("patternProperties", {}) if key != r"\S"]
    own = field.get("pattern", r"\S") != r"\S" or "format" in field
    return own or bool(keys) or any(map(expects_a_form, inside))
