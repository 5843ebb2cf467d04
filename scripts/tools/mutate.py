"""How many slips of the finger does `evidence check` notice? Numbers of real records, changed at random.

Run as `python -m tools.mutate [--number 100] [--seed 1]`; prints a row for each kind of slip.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.kept import NOTHING, Kept
from evidence.problems import Location, Problem
from evidence.read import strict_yaml
from evidence.run.answered import looked_through

ROOT = Path(__file__).parent.parent.parent
_NUMBER = re.compile(r"[<>=]?-?\d*\.?\d+")
FIELDS = (
    *("n", "mean", "sd", "estimate", "ci95", "se", "p", "cohen_d", "week"),
    *("recruited", "randomised", "analysed", "women", "age_mean", "age_sd", "age", "studies", "people"),
    *("minutes_per_session", "sessions_per_week", "sessions_in_all", "weeks", "speed_kmh", "incline_percent"),
)
"""Fields whose numbers are copied from papers."""


@dataclass(frozen=True)
class Place:
    """A number in a file: its text, and where it stands (line and column, both from 1)."""

    path: Path
    location: Location
    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Slip:
    """A number and what somebody typed instead."""

    place: Place
    kind: str
    typed: str


def _ten_times(text: str, _: random.Random) -> str:
    """The point a place to the right."""
    sign, number = re.match(r"([<>=]?-?)(.*)", text).groups()  # type: ignore[union-attr]
    whole, _point, part = number.partition(".")
    moved = f"{whole}{part[:1] or '0'}" + (f".{part[1:]}" if part[1:] else "")
    return (
        f"{sign}{moved.lstrip('0') or '0'}"
        if not moved.lstrip("0").startswith(".")
        else f"{sign}0{moved.lstrip('0')}"
    )


def _other_sign(text: str, _: random.Random) -> str:
    return text[1:] if text.startswith("-") else f"-{text}"


def _swapped(text: str, by: random.Random) -> str:
    """Two digits that stand beside each other, the other way round; the number itself where all are alike."""
    pairs = [at for at in range(len(text) - 1) if text[at : at + 2].isdigit() and text[at] != text[at + 1]]
    if not pairs:
        return text
    at = by.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _other_digit(text: str, by: random.Random) -> str:
    at = by.choice([at for at, sign in enumerate(text) if sign.isdigit()])
    return text[:at] + by.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "times ten": _ten_times,
    "other sign": _other_sign,
    "two digits swapped": _swapped,
    "one digit another": _other_digit,
}


def places(references: Path) -> list[Place]:
    """Every number of the studies and reviews that was copied from a paper."""
    return [
        place
        for folder in ("studies", "reviews")
        for path in sorted((references / folder).glob("*.yml"))
        for place in _of_file(path)
    ]


def _of_file(path: Path) -> Iterator[Place]:
    document, lines = strict_yaml.read(path), path.read_text(encoding="utf-8").splitlines()
    for location, value in document.leaves:
        named = next(part for part in reversed(location) if isinstance(part, str))
        if named in FIELDS and _is_number(value):
            line, column = document.mark(location)
            quoted = lines[line - 1][column - 1] in "\"'"
            found = _NUMBER.match(lines[line - 1], column - 1 + quoted)
            if found:
                yield Place(path, location, found[0], line, column + quoted)


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def slips(known: list[Place], number: int, seed: int) -> list[Slip]:
    """So many slips, of each kind as many; the same for the same seed."""
    by, found = random.Random(seed), list[Slip]()  # noqa: S311 - to be repeated, not to be secret
    kinds = list(KINDS)
    while len(found) < number:
        kind, place = kinds[len(found) % len(kinds)], by.choice(known)
        typed = KINDS[kind](place.text, by)
        if typed != place.text:
            found.append(Slip(place, kind, typed))
    return found


def typed(text: str, slip: Slip) -> str:
    """The file with the slip in it."""
    lines = text.splitlines(keepends=True)
    place = slip.place
    line = lines[place.line - 1]
    at = place.column - 1
    lines[place.line - 1] = line[:at] + slip.typed + line[at + len(place.text) :]
    return "".join(lines)


def noticed(references: Path, slip: Slip, before: set[Problem], kept: Kept = NOTHING) -> str:
    """ "error", "hint", "answer" (only the list of changes asks for another answer) or "nothing"."""
    text = slip.place.path.read_text(encoding="utf-8")
    slip.place.path.write_text(typed(text, slip), encoding="utf-8")
    try:
        new = [problem for problem in looked_through(references, kept).problems if problem not in before]
    finally:
        slip.place.path.write_text(text, encoding="utf-8")
    own = [problem for problem in new if problem.path.name != "changes.yml"]
    if any(problem.level == "error" for problem in own):
        return "error"
    return "hint" if own else "answer" if new else "nothing"


def main() -> None:
    """Print how many slips were noticed, by kind, and which were not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        references = Path(folder) / "references"
        shutil.copytree(ROOT / "references", references)
        kept = Kept(Path(folder) / "kept")
        before = set(looked_through(references, kept).problems)
        found = [
            (slip, noticed(references, slip, before, kept))
            for slip in slips(places(references), options.number, options.seed)
        ]
    counted = Counter((slip.kind, how) for slip, how in found)
    for kind in KINDS:
        row = {how: counted[kind, how] for how in ("error", "hint", "answer", "nothing")}
        print(f"{kind:20}", ", ".join(f"{how} {number}" for how, number in row.items()))
    print(f"noticed: {sum(how != 'nothing' for _, how in found)} of {len(found)}")
    for slip, how in found:
        if how == "nothing":
            where = f"{slip.place.path.stem}:{slip.place.line}"
            print(f"  not noticed: {where} {slip.place.location[-1]}: {slip.place.text} -> {slip.typed}")


if __name__ == "__main__":
    main()
