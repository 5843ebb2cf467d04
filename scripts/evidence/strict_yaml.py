"""YAML that means what it looks like: every value remembers its line, every surprise is an error.

A safe subset of YAML 1.1 (https://yaml.org/spec/1.1/): no anchors, aliases, tags or second documents,
no duplicate keys, and a plain scalar that old YAML would quietly turn into something else (`NO`,
`12:30`, `010`) has to be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from evidence.problems import Location, Problem, dotted, shown

MAX_DEPTH = 20
_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NON_NUMBER = re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE)
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_RESOLVER = Resolver()


@dataclass
class Document:
    """A parsed file: `value` (None when `problems` holds a syntax error) and where each part stands.

    `marks` maps a location to (line, column) of its value, `key_marks` to that of its key; both from 1.
    """

    path: Path
    value: Any = None
    marks: dict[Location, tuple[int, int]] = field(default_factory=dict)
    key_marks: dict[Location, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, location: Location) -> tuple[int, int]:
        """Line and column of the location, or of the nearest part around it that exists."""
        while location:
            if found := self.key_marks.get(location) or self.marks.get(location):
                return found
            location = location[:-1]
        return self.marks.get((), (1, 1))

    def problem(self, location: Location, what: str, *, level: Any = "error", where: str = "") -> Problem:
        """A problem at the location, with its line and column."""
        return Problem(self.path, *self.mark(location), where or dotted(location), what, level)


class _Stop(Exception):
    def __init__(self, mark: tuple[int, int], what: str) -> None:
        self.mark, self.what = mark, what


def read(path: Path) -> Document:
    """Parse the file at `path`; never raises for what is in it, every problem is in the result."""
    return parse(path.read_bytes(), path)


def parse(data: bytes, path: Path) -> Document:
    """Parse `data`, a mapping at the top; `path` is only for messages."""
    document = Document(path)
    try:
        text = _decoded(data)
        events = _Events(text)
        document.value = _Builder(document).top(events)
    except _Stop as stop:
        document.problems.append(Problem(path, *stop.mark, "YAML", stop.what))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.problems.append(Problem(path, *place, "YAML", _syntax(error)))
    if document.problems:
        document.value = None
    return document


def _syntax(error: yaml.MarkedYAMLError) -> str:
    said = " ".join(part for part in (error.context, error.problem) if part)
    if "\\t" in said or "tab" in said.lower() or "cannot start any token" in said:
        return f"{said}; indent with spaces, never with a tab, and put text with special signs in quotes"
    return f"{said}; check indentation, colons and quotes near here"


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _Stop((before.count(b"\n") + 1, column), what) from None
    if found := _CONFLICT.search(text):
        what = f"merge-conflict marker {shown(found[0].strip())}; keep one side and delete the markers"
        raise _Stop(_place(text, found.start()), what)
    if found := _CONTROL.search(text):
        what = f"control character U+{ord(found[0]):04X}; delete it"
        raise _Stop(_place(text, found.start()), what)
    if not text.strip():
        raise _Stop((1, 1), "the file is empty; write a record or delete the file")
    return text


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


class _Events:
    """The parser's events, refusing what the subset leaves out as soon as it appears."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self._documents = 0

    def next(self) -> Any:
        event = next(self._events)
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(place, f'alias "*{event.anchor}" is not allowed; write the value out')
        if getattr(event, "anchor", None):
            raise _Stop(place, f'anchor "&{event.anchor}" is not allowed; write the value out')
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _Stop(place, 'a second document starts here ("---"); one file holds one record')
        if (tag := getattr(event, "tag", None)) and not _implicit(event):
            raise _Stop(place, f'tag "{tag}" is not allowed; write a plain value')
        return event


def _implicit(event: Any) -> bool:
    implicit = event.implicit
    return any(implicit) if isinstance(implicit, tuple) else bool(implicit)


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document

    def top(self, events: _Events) -> dict[str, Any]:
        event = events.next()
        while not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.StreamEndEvent):
                raise _Stop((1, 1), "the file holds only comments; write a record or delete the file")
            event = events.next()
        if not isinstance(event, yaml.MappingStartEvent):
            kind = "a list" if isinstance(event, yaml.SequenceStartEvent) else "a single value"
            raise _Stop(_start(event), f"{kind} at the top; a record is a mapping of keys (id: ...)")
        value: dict[str, Any] = self._value(event, events, ())
        while not isinstance(event, yaml.StreamEndEvent):
            event = events.next()
        return value

    def _value(self, event: Any, events: _Events, location: Location) -> Any:
        self.document.marks[location] = _start(event)
        if len(location) > MAX_DEPTH:
            raise _Stop(_start(event), f"nested deeper than {MAX_DEPTH} levels; a record never is")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, location)
        return self._mapping(events, location)

    def _list(self, events: _Events, location: Location) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := events.next(), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*location, len(items))))
        return items

    def _mapping(self, events: _Events, location: Location) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := events.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Stop(_start(event), "a key must be a word, not a list or a mapping")
            key = str(event.value)
            place = (*location, key)
            if key in mapping:
                first = self.document.key_marks[place][0]
                what = f'key "{key}" stands twice, first in line {first}; keep one'
                self.document.problems.append(Problem(self.document.path, *_start(event), dotted(place), what))
                self._value(events.next(), events, (*location, f"{key} (second)"))
                continue
            self.document.key_marks[place] = _start(event)
            mapping[key] = self._value(events.next(), events, place)
        return mapping

    def _scalar(self, event: Any, location: Location) -> Any:
        value = event.value
        if event.style:
            return value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        if _INT.fullmatch(value):
            return int(value)
        if _FLOAT.fullmatch(value):
            return float(value)
        if _DATE.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                return self._surprise(event, location, "is not a day of the calendar; write YYYY-MM-DD")
        if _NON_NUMBER.fullmatch(value):
            return self._surprise(event, location, "is not a number; leave the key out when nothing was seen")
        if _RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) != "tag:yaml.org,2002:str":
            return self._surprise(event, location, _advice(value))
        return value

    def _surprise(self, event: Any, location: Location, what: str) -> None:
        text = f"{shown(event.value)} {what}"
        self.document.problems.append(Problem(self.document.path, *_start(event), dotted(location), text))


def _advice(value: str) -> str:
    if value.lower() in {"yes", "no", "on", "off", "true", "false"}:
        return f'is read as true or false by old YAML; write true or false, or in quotes: "{value}"'
    return f'is read differently by different YAML readers; write a plain number, or in quotes: "{value}"'


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
