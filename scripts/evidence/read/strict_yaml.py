"""YAML that means what it looks like: every value remembers its line, every surprise is an error.

A safe subset of YAML 1.1 (https://yaml.org/spec/1.1/): no anchors, aliases, tags or second documents,
no duplicate keys, and a plain scalar that some YAML reader would quietly turn into something else (`NO`,
`12:30`, `010`, `1e5`) has to be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from evidence.kept import NOTHING, Kept
from evidence.problems import Location, Problem, dotted, shown
from evidence.read import text_files
from evidence.read.text_files import Unreadable, alike, unseen
from evidence.records.common import LEAST, MOST

MAX_DEPTH = 20
MAX_DIGITS = 15
"""A double holds so many digits exactly."""
_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NON_NUMBER = re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE)
_TIME = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:.*")
_NEWER_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+|0o[0-7]+")
"""What YAML 1.2 takes for a number and YAML 1.1 for text."""
_SCIENTIFIC = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+")
_COMMENT = re.compile(r"[ \t]+#")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_RESOLVER = Resolver()


@dataclass
class Document:
    """A parsed file: `value` (None where a syntax error left nothing to read) and where each part stands.

    `marks` maps a location to the (line, column) to point at: a plain value itself, the key of a list or
    a mapping. `key_marks` maps it to its key. Both count from 1. With `problems` the value is good enough
    to look for more of them, never to be used.
    """

    path: Path
    value: Any = None
    marks: dict[Location, tuple[int, int]] = field(default_factory=dict)
    key_marks: dict[Location, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    opening: str = ""
    """Its first line, where editors look for the schema."""

    @cached_property
    def leaves(self) -> tuple[tuple[Location, Any], ...]:
        """Every value that holds no others, with its place; for a document that is finished."""
        return tuple(_leaves(self.value, ()))

    def mark(self, location: Location) -> tuple[int, int]:
        """Line and column of the location, or of the nearest part around it that exists."""
        while location and location not in self.marks:
            location = location[:-1]
        return self.marks.get(location, (1, 1))

    def renamed(self, location: Location, key: str) -> None:
        """Give the key at the location another name, so that what stands below it can be looked at."""
        inside = self.value
        for part in location[:-1]:
            inside = inside[part]
        inside[key] = inside.pop(location[-1])
        for marks in (self.marks, self.key_marks):
            for place in [each for each in marks if each[: len(location)] == location]:
                marks[(*location[:-1], key, *place[len(location) :])] = marks[place]

    def problem(self, location: Location, what: str, *, level: Any = "error", where: str = "") -> Problem:
        """A problem at the location, with its line and column."""
        return Problem(self.path, *self.mark(location), where or dotted(location), what, level)

    def key_problem(self, location: Location, what: str) -> Problem:
        """A problem with the key at the location, not with its value."""
        return Problem(self.path, *self.key_marks.get(location, self.mark(location)), dotted(location), what)


def _leaves(value: Any, location: Location) -> Iterator[tuple[Location, Any]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*location, key))
    else:
        yield location, value


def read(path: Path, kept: Kept = NOTHING) -> Document:
    """Parse the file at `path`; never raises, every problem is in the result."""
    try:
        data = text_files.read(path)
    except Unreadable as error:
        return Document(path, problems=[error.problem(path)])
    packed = kept.get("yaml", data, lambda: _packed(parse(data, path)))
    return _unpacked(packed, path) if packed else parse(data, path)


_Packed = tuple[Any, dict[Location, tuple[int, int]], dict[Location, tuple[int, int]], str, list[Location]]
"""A faultless document as plain data; its days are text, and the last says where they stand."""


def _packed(document: Document) -> _Packed | None:
    """None for a faulty one: its messages name the file."""
    if document.problems:
        return None
    days: list[Location] = []

    def plain(value: Any, location: Location) -> Any:
        if isinstance(value, date):
            days.append(location)
            return value.isoformat()
        if isinstance(value, dict):
            return {key: plain(item, (*location, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item, (*location, index)) for index, item in enumerate(value)]
        return value

    return plain(document.value, ()), document.marks, document.key_marks, document.opening, days


def _unpacked(packed: _Packed, path: Path) -> Document:
    value, marks, key_marks, opening, days = packed
    for location in days:
        inside = value
        for part in location[:-1]:
            inside = inside[part]
        inside[location[-1]] = date.fromisoformat(inside[location[-1]])
    return Document(path, value, marks, key_marks, opening=opening)


def parse(data: bytes, path: Path) -> Document:
    """Parse `data`, a mapping at the top; `path` is only for messages."""
    document = Document(path)
    try:
        text = text_files.decoded(data)
        document.opening = text.split("\n", 1)[0].rstrip()
        if not text.strip():
            raise _stop((1, 1), "the file is empty; write a record or delete the file")
        document.value = _Builder(document, text).top(_Events(text))
    except Unreadable as error:
        document.problems.append(error.problem(path))
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax(error, data.decode("utf-8-sig")).problem(path))
    return document


_SYNTAX = (
    ("that cannot start any token", False, "text cannot start with {sign}; put it in quotes"),
    ("scanning an (alias|anchor)|a block scalar", True, "text cannot start with {sign}; put it in quotes"),
    (
        "(sequence entries|mapping keys) are not allowed",
        False,
        "text cannot start with {sign}; put it in quotes",
    ),
    ("mapping values are not allowed", False, "a second colon in one value; put text with a colon in quotes"),
    ("escape", False, "a backslash in double quotes; use single quotes instead"),
    ("quoted scalar.*end of stream", True, "this quote is never closed; close it, or take it away"),
    ("a flow (sequence|mapping)", True, "this {sign} is never closed, or a comma in it is missing"),
    (
        "expected key|expected '-'|expected <block end>",
        False,
        "indented unlike the lines above; use the same",
    ),
    (
        "could not find expected ':'",
        True,
        "neither key nor value; write key: value, or indent it under its key",
    ),
)
"""What the parser says, whether the cause is where it began to look, and what that means to a contributor."""


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    said = " ".join(part for part in (error.context, error.problem) if part)
    found = _mark(error.problem_mark or error.context_mark)
    start = _mark(error.context_mark or error.problem_mark)
    lines = [*text.splitlines(), ""]
    if tab := re.match(r" *\t", lines[found[0] - 1]):
        return _stop((found[0], tab.end()), "a tab at the start of the line; indent with spaces")
    if "expected key" in said and (opened := _quote_before(text, found)):
        return _stop(opened, f"this quote goes on to line {found[0]}; close it where its text ends")
    if "expected key" in said and lines[found[0] - 1][: found[1] - 1].strip():
        return _stop(found, "text goes on after its end; put all of it in quotes")
    for pattern, at_start, meaning in _SYNTAX:
        if re.search(pattern, said):
            line, column = start if at_start else found
            sign = lines[line - 1][column - 1 : column]
            return _stop((line, column), meaning.format(sign=shown(sign)))
    return _stop(found, f"{said}; check indentation, colons and quotes near here")


def _quote_before(text: str, place: tuple[int, int]) -> tuple[int, int] | None:
    """Where the quoted text opens that ends at the place, if it does so in an earlier line."""
    last = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if _start(token) >= place:
                break
            last = token
    quoted = isinstance(last, yaml.ScalarToken) and not last.plain
    return _start(last) if quoted and _start(last)[0] < place[0] else None


class _Events:
    """The parser's events, refusing what the subset leaves out as soon as it appears."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self._documents = 0

    def next(self) -> Any:
        event = next(self._events)
        place = _start(event)
        if isinstance(event, yaml.AliasEvent):
            raise _stop(place, f'alias "*{event.anchor}" is not allowed; write the value out')
        if getattr(event, "anchor", None):
            raise _stop(place, f'anchor "&{event.anchor}" is not allowed; write the value out')
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _stop(place, 'a second document starts here ("---"); one file holds one record')
        if (tag := getattr(event, "tag", None)) and not _implicit(event):
            given = tag.replace("tag:yaml.org,2002:", "!!")
            raise _stop(place, f'tag "{given}" is not allowed; write a plain value, or put text in quotes')
        return event


def _implicit(event: Any) -> bool:
    implicit = event.implicit
    return any(implicit) if isinstance(implicit, tuple) else bool(implicit)


class _Builder:
    def __init__(self, document: Document, text: str) -> None:
        self.document, self.text = document, text

    def top(self, events: _Events) -> dict[str, Any]:
        event = events.next()
        while not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.StreamEndEvent):
                raise _stop((1, 1), "the file holds only comments; write a record or delete the file")
            event = events.next()
        if not isinstance(event, yaml.MappingStartEvent):
            kind = "a list" if isinstance(event, yaml.SequenceStartEvent) else "a single value"
            raise _stop(_start(event), f"{kind} at the top; a record is a mapping of keys (id: ...)")
        value: dict[str, Any] = self._value(event, events, ())
        while not isinstance(event, yaml.StreamEndEvent):
            event = events.next()
        return value

    def _value(self, event: Any, events: _Events, location: Location) -> Any:
        self.document.marks[location] = _start(event)
        if location in self.document.key_marks and not isinstance(event, yaml.ScalarEvent):
            self.document.marks[location] = self.document.key_marks[location]
        if len(location) > MAX_DEPTH:
            raise _stop(_start(event), f"nested deeper than {MAX_DEPTH} levels; a record never is")
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
                raise _stop(_start(event), "a key must be a word; put text with brackets in quotes")
            key = str(event.value)
            here = (*location, key)
            if key in mapping:
                first = self.document.key_marks[here][0]
                self._report(event, here, f"key {shown(key)} stands twice, first in line {first}; keep one")
                self._value(events.next(), events, (*location, f"{key} (second)"))
                continue
            self.document.key_marks[here] = _start(event)
            self._refuse_control(event, here)
            if sign := alike(key):
                self._report(event, here, f"key {shown(key)}: {sign}")
            mapping[key] = self._value(events.next(), events, here)
        return mapping

    def _scalar(self, event: Any, location: Location) -> Any:
        self._refuse_control(event, location)
        if event.style:
            return event.value
        if why := _surprise(event.value):
            return self._report(event, location, f"{shown(event.value)} {why}")
        value = _plain(event.value)
        if isinstance(value, str) and _COMMENT.match(self.text, event.end_mark.index):
            what = 'is followed by a comment; put text with " #" in quotes, a comment in a line of its own'
            return self._report(event, location, f"{shown(value)} {what}")
        return value

    def _refuse_control(self, event: Any, location: Location) -> None:
        """Escapes such as "\\0" in double quotes bring in what the text of the file must not hold."""
        if hidden := unseen(event.value):
            self._report(event, location, hidden[1])

    def _report(self, event: Any, location: Location, what: str) -> None:
        self.document.problems.append(Problem(self.document.path, *_start(event), dotted(location), what))


def _plain(text: str) -> Any:
    """What an unquoted scalar without surprise means."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return date.fromisoformat(text) if _DATE.fullmatch(text) else text


def _surprise(text: str) -> str:
    """Why an unquoted scalar might not mean what it looks like, and what to do; empty when it does."""
    if text in _CONSTANTS:
        return ""
    if _INT.fullmatch(text) or _FLOAT.fullmatch(text):
        long = len(text) > MAX_DIGITS or not isfinite(float(text))
        return (
            f"is more than {MAX_DIGITS} signs long or too large; round it, or put text in quotes"
            if long
            else ""
        )
    if _DATE.fullmatch(text):
        return "" if _is_day(text) else "is not a day of the calendar; write YYYY-MM-DD"
    if _NON_NUMBER.fullmatch(text):
        return "is not a number; leave the key out when nothing was seen"
    if _TIME.fullmatch(text):
        return "is a day with a time; write the day alone as YYYY-MM-DD"
    if text.lower() in {"yes", "no", "on", "off", "true", "false"}:
        return f'is read as true or false by old YAML; write true or false, or in quotes: "{text}"'
    if _SCIENTIFIC.fullmatch(text):
        number = float(text)
        fits = number == 0 or LEAST <= abs(number) <= MOST
        return (
            f"is text to some YAML readers; write {number:.12g}"
            if fits
            else "is beyond all measure; correct it"
        )
    kind = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if kind != "tag:yaml.org,2002:str" or _NEWER_NUMBER.fullmatch(text):
        return f'is read differently by different YAML readers; write a plain number, or in quotes: "{text}"'
    return ""


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _start(event: Any) -> tuple[int, int]:
    return _mark(event.start_mark)


def _mark(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _stop(mark: tuple[int, int], what: str) -> Unreadable:
    return Unreadable(mark, what, "YAML")
