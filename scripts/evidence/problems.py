"""What is wrong with a record, said so that a contributor can mend it."""

from __future__ import annotations

from collections.abc import Iterable
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


class ProblemsFound(EvidenceError):
    """The build stops here; `problems` holds all of them, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def shown(value: object) -> str:
    """The value given, as a contributor would recognise it, at most 60 characters."""
    text = {None: "nothing", True: "true", False: "false"}.get(value) if _plain(value) else None
    text = text or (f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= 60 else text[:57] + "..."


def _plain(value: object) -> bool:
    return value is None or isinstance(value, bool)


def nearest(given: str, allowed: Iterable[str]) -> str:
    """'did you mean "x"? ' when something allowed is close, else an empty string."""
    close = get_close_matches(given, list(allowed), n=1)
    return f'did you mean "{close[0]}"? ' if close else ""


def dotted(location: Location) -> str:
    """('arms', 'control', 'n') -> 'arms.control.n'; list places count from 1: 'results[2].p'."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "record"
