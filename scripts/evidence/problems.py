"""What is wrong with a record, said so that a contributor can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

Location = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: `line` and `column` count from 1; `where` is the place inside the record."""

    path: Path
    line: int
    column: int
    where: str
    what: str
    level: Literal["error", "hint"] = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.where}: {self.what}"


class EvidenceError(Exception):
    """Base of every error of this package."""


class ProblemsFound(EvidenceError):  # noqa: N818 - says what it is
    """The build stops here; `problems` holds all of them, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that have to be mended; hints are left out."""
    return [problem for problem in problems if problem.level == "error"]


def shown(value: object) -> str:
    """The value given, as a contributor would recognise it, in one line of at most 60 characters."""
    text = _recognisable(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _recognisable(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{_in_one_line(value)}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_recognisable, value))}]"
    return "a mapping of keys" if isinstance(value, Mapping) else str(value)


def _in_one_line(text: str) -> str:
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def nearest(given: str, allowed: Iterable[str]) -> str:
    """'did you mean "x"? ' when something allowed is close, else an empty string."""
    close = get_close_matches(given, list(allowed), n=1)
    return f'did you mean "{close[0]}"? ' if close else ""


def dotted(location: Location) -> str:
    """('arms', 'control', 'n') -> 'arms.control.n'; list places count from 1: 'results[2].p'."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part[:60]}" if text else part[:60]
    return _in_one_line(text) or "record"
