"""One record file against its model: the record, or everything that is wrong with the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from evidence.kept import NOTHING, Kept
from evidence.problems import Location, Problem, dotted, nearest, shown
from evidence.read import strict_yaml, text_files
from evidence.read.strict_yaml import Document
from evidence.records.common import ADDRESS, SLUG, NameOf, Prose, Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with the file it came from."""

    folder: str
    record: R
    document: Document

    def problem(self, location: Location, what: str, *, level: Any = "error") -> Problem:
        """A problem at a place inside the record."""
        return self.document.problem(location, what, level=level)


@dataclass(frozen=True)
class RecordFile(Generic[R]):
    """A file as it was read: `entry` is None unless nothing is wrong with it."""

    folder: str
    model: type[R]
    document: Document
    entry: Entry[R] | None
    problems: tuple[Problem, ...]

    def marked(self) -> Iterator[tuple[Location, Prose | NameOf, str]]:
        """Every text whose type carries a mark, with its place; also where the file is faulty elsewhere."""
        return _marked(self.model, self.document.value, ())


def read(path: Path, folder: str, model: type[R], kept: Kept = NOTHING) -> RecordFile[R]:
    """Read one file; never raises, every problem is in the result."""
    document = strict_yaml.read(path, kept)
    if document.value is None:
        return RecordFile(folder, model, document, None, tuple(document.problems))
    problems, entry = [*document.problems, *_misnamed(document, model)], None
    try:
        entry = Entry(folder, model.model_validate(document.value), document)
    except ValidationError as error:
        problems += apart_from(problems, [_explained(document, model, detail) for detail in error.errors()])
    given = document.value.get("id")
    if isinstance(given, str) and given != path.stem:
        what = f'{shown(given)} is not the file name "{path.stem}"; make both the same'
        problems += apart_from(problems, [document.problem(("id",), what)])
    return RecordFile(folder, model, document, None if problems else entry, tuple(problems))


def _misnamed(document: Document, model: type[Record]) -> list[Problem]:
    """Keys that are nearly those of a field where any key may stand; read on as if they were."""
    problems = []
    for location, meant, allowed in list(_nearly(model, document.value, ())):
        what = f'unknown key; did you mean "{meant}"? allowed: {", ".join(allowed)}'
        problems.append(document.key_problem(location, what))
        document.renamed(location, meant)
    return problems


def _nearly(annotation: Any, value: Any, location: Location) -> Iterator[tuple[Location, str, list[str]]]:
    """Each such key with its place, the field that is meant, and all that may stand there."""
    model = _model_in(annotation)
    if model is None or not isinstance(value, Mapping):
        return
    fields, others = list(model.model_fields), _of_others(model)
    for key, item in value.items():
        known = model.model_fields.get(key)
        near = _near(key, tuple(fields)) if known is None and others else None
        if near and near not in value:
            yield (*location, key), near, fields
        else:
            yield from _nearly(known.annotation if known else others, item, (*location, key))


@cache
def _near(key: str, fields: tuple[str, ...]) -> str | None:
    """The field that is meant by a key; short ones are too easily like another word."""
    return next(
        iter(get_close_matches(key, [name for name in fields if len(name) > 3], n=1, cutoff=NEAR)), None
    )


NEAR = 0.8
"""So alike (difflib) is a name that could be free to a field that is meant; ids are further from them."""


def apart_from(known: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Those found at other places: a value that was refused once is not blamed for what follows from it."""
    places = {(problem.line, problem.column) for problem in known}
    return [problem for problem in found if (problem.line, problem.column) not in places]


def _marked(
    annotation: Any, value: Any, location: Location
) -> Iterator[tuple[Location, Prose | NameOf, str]]:
    if get_origin(annotation) is Annotated:
        kind, *marks = get_args(annotation)
        if isinstance(value, str):
            yield from ((location, mark, value) for mark in marks if isinstance(mark, Prose | NameOf))
        yield from _marked(kind, value, location)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if isinstance(value, Mapping):
            for name, hint in _marked_fields(annotation).items():
                if name in value:
                    yield from _marked(hint, value[name], (*location, name))
            if of_others := _of_others(annotation):
                others = {name: item for name, item in value.items() if name not in annotation.model_fields}
                yield from _marked(of_others, others, location)
    elif isinstance(value, list) and get_origin(annotation) is list:
        for index, item in enumerate(value):
            yield from _marked(get_args(annotation)[0], item, (*location, index))
    elif isinstance(value, Mapping) and get_origin(annotation) is dict:
        of_key, of_item = get_args(annotation)
        for key, item in value.items():
            yield from _marked(of_key, key, (*location, key))
            yield from _marked(of_item, item, (*location, key))
    elif get_origin(annotation) in (Union, UnionType):
        for choice in get_args(annotation):
            yield from _marked(choice, value, location)


@cache
def _marked_fields(model: type[BaseModel]) -> dict[str, Any]:
    """Those fields within which there may be a mark; most hold numbers and words of a list."""
    return {name: hint for name, hint in _hints(model).items() if _carries(hint)}


def _carries(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_marked_fields(annotation)) or _of_others(annotation) is not None
    return isinstance(annotation, Prose | NameOf) or any(map(_carries, get_args(annotation)))


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _of_others(model: type[BaseModel]) -> Any:
    """The type of keys that the model does not name, with their values; None where it allows no others."""
    return _hints(model)["__pydantic_extra__"] if model.model_config.get("extra") == "allow" else None


_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a day as YYYY-MM-DD, without quotes",
    "list_type": "a list",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
}
_LIMITS = {
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge:.0f} or more",
    "less_than_equal": "{le:.0f} or less",
    "too_short": "at least {min_length} in the list",
    "too_long": "at most {max_length} in the list",
    "string_too_short": "some text; leave the key out when nothing was seen",
}
_STRICT = ("int_type", "float_type", "value_error", "string_pattern_mismatch")
"""What is refused where a sign may be another than it looks."""
PATTERNS = {
    rf"^{SLUG}$": "lower-case words joined by hyphens, as in chen-2021",
    ADDRESS: "an address that starts with http:// or https:// and a host, in plain letters (ASCII), "
    "without spaces, with %5B for [ and %5D for ]",
    r"^[A-Z]{2}$": "a two-letter country code in capitals, as in CN",
    r"^[<>=]?(0?\.[0-9]{1,12}|1(\.0+)?)$": 'a p value in quotes as printed, as in "0.040" or "<0.001"',
    r"\S": "some text; leave the key out when nothing was seen",
}
"""Every pattern of the models in words."""


def _explained(document: Document, model: type[Record], error: Any) -> Problem:
    location, of_key = error["loc"], error["loc"][-1:] == ("[key]",)
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        return document.problem(location[:-1], f'"{location[-1]}" is missing; add it', where=dotted(location))
    if kind == "extra_forbidden":
        allowed = _field_names(model, location[:-1])
        guess = nearest(str(location[-1]), allowed)
        if str(location[-1]).isdigit() and given is None:
            guess = "a number has a point, as in 30.5, for a comma parts two keys; "
        return document.key_problem(location, f"unknown key; {guess}allowed: {', '.join(allowed)}")
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        guess = nearest(str(given), allowed)
        return document.problem(
            location, f"{shown(given)} is not known; {guess}allowed: {', '.join(allowed)}"
        )
    fault = "nothing is given" if given is None else f"{shown(given)} does not fit"
    sign = text_files.alike(given) if kind in _STRICT and isinstance(given, str) else ""
    what = f"{fault}; {f'{sign}, and ' if sign else ''}{_wanted(kind, context, given)}"
    return document.key_problem(location[:-1], what) if of_key else document.problem(location, what)


def _wanted(kind: str, context: Mapping[str, Any], given: Any) -> str:
    if kind == "string_pattern_mismatch":
        return f"give {PATTERNS[context['pattern']]}"
    if kind == "value_error":
        return str(context["error"])
    if kind in _LIMITS:
        return f"give {_LIMITS[kind].format(**context)}"
    if kind == "string_type" and not isinstance(given, list | Mapping | None):
        return "give text; put it in quotes"
    if kind in ("int_type", "float_type") and isinstance(given, str):
        return f"give {_KINDS[kind]}, without quotes and units"
    if kind == "list_type" and isinstance(given, str):
        return f"give a list in square brackets{f', as in [{given}]' if given.isidentifier() else ''}"
    return f"give {_KINDS[kind]}"


def _field_names(annotation: Any, location: Location) -> list[str]:
    """Field names of the model that `location` leads to, list places and mapping keys passed over."""
    model = _model_in(annotation)
    if model is None or not location:
        return list(model.model_fields) if model else []
    head, rest = location[0], location[1:]
    known = model.model_fields.get(head)
    inside = known.annotation if known else _of_others(model) or annotation
    return _field_names(inside, rest)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for found in map(_model_in, get_args(annotation)) if found), None)
