"""Wrong files by the thousand: `make fuzz` spoils one file of a small project at a time and reads it all.

Bytes, words and structure of records, bibliographies, pages and tables of numbers are changed at random.
Whatever comes of it must be a problem that is told or a whole site in memory: no traceback, no more than
`SECONDS` to read and check it, nothing over `MEGABYTES`. A case is known by seed and number alone, so each
can be tried again.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import yaml

from evidence.kept import Kept
from evidence.problems import EvidenceError
from evidence.run.answered import answered
from evidence.run.build import Project, rendered
from evidence.run.pool.table import COLUMNS, estimates

ROOT = Path(__file__).parent.parent.parent
INVENTED, TABLES = ROOT / "tests" / "data" / "project", ROOT / "tests" / "data"
SECONDS, MEGABYTES = 5.0, 1000
WHOLE = 60
"""Seconds of processor time within which all pages and sheets of a sound project are made."""
KINDS = (".yml", ".bib", ".md", ".csv")
TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
NASTY = (
    *("", "~", "null", "-0", "1e999", "nan", ".inf", "0x10", "1_000", "10" * 400, "2099-01-01", "0000-00-00"),
    *("&a", "*a", "<<: *a", "!!python/object:os.system", "? ", "- ", ": ", "#", "|", ">", "[", "]", "{", "}"),
    *("[@x]", "[@", "@{", "[@@]", "{{ 7*7 }}", "{% for x in y %}", "{#", "</script>", "<svg onload=x>"),
    *('"', "'", "\\", "\0", "\x1b[2J", "\r", "\t", "\ufeff", "\u202e", "\u200b", "\u2028", "\ud7ff", "𝟙"),
    *(
        "a" * 100_000,
        " " * 100_000,
        "(" * 5_000,
        "[" * 5_000,
        "# " * 5_000,
        "https://[",
        "https://exam℀ple.org/",
    ),
)
"""What writers, exporters and enemies put where something else is meant."""
_SIGNS = (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r")
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 1.5, "", "x", "<b>", "[@x]"),
    *([], {}, [[]], {"a": 1}, [1, 2, 3]),
)


@dataclass(frozen=True)
class Case:
    """One file with other bytes."""

    number: int
    file: str
    """Its path below the project, or the name of a table."""
    content: bytes


@dataclass(frozen=True)
class Failure:
    """What a case must never do."""

    case: Case
    what: str
    """A traceback, or what it took too much of."""


def main() -> int:
    """Try cases until the time is up; keep each that fails. Exit status 1 where one does."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--cases", type=int, help="so many, however long they take")
    options.add_argument("--number", type=int, help="try this case alone")
    told = options.parse_args()
    tried, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder) / "project")
        _sheets_made(project)
        for number in _numbers(told):
            case = made(project.root, told.seed, number)
            tried += 1
            if failure := failure_of(project, case):
                failed += 1
                print(f"seed {told.seed}, case {case.number}, {case.file}: {failure.what}", file=sys.stderr)
                _keep(failure, told.seed)
    print(f"seed {told.seed}: {tried} cases tried, {failed} failed")
    return 1 if failed else 0


def _numbers(told: argparse.Namespace) -> Iterator[int]:
    """The one case that is asked for, so many, or as many as the time allows."""
    end = time.monotonic() + told.seconds
    if told.number is not None:
        yield told.number
    elif told.cases:
        yield from range(told.cases)
    else:
        yield from takewhile(lambda _: time.monotonic() < end, count())


def copied(folder: Path) -> Project:
    """The invented project with the real frame around its pages."""
    shutil.copytree(INVENTED, folder)
    for name in ("overrides", "assets"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name, dirs_exist_ok=True)
    return Project(folder, folder / "references", Kept(folder / "kept"))


def _sheets_made(project: Project) -> None:
    """Make the handouts once for all cases.

    Apart: threads that set sheets do not live on in the children of whoever began them.
    """

    def first() -> None:
        kept = Kept(project.root / "kept")
        rendered(replace(project, kept=kept))
        kept.save()

    if what := _alone(first):
        sys.exit(what)


def made(root: Path, seed: int, number: int) -> Case:
    """The case of that number: the same each time."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - no secret
    kind = chance.choice(KINDS)
    # What other cases wrote on the way stands below the project too, but is no input.
    inputs = [TABLES] if kind == ".csv" else [root / "references", root / "docs"]
    path = chance.choice(sorted(path for folder in inputs for path in folder.rglob(f"*{kind}")))
    file = path.name if kind == ".csv" else path.relative_to(root).as_posix()
    content = path.read_bytes()
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        content = chance.choice(_WAYS)(content, chance)
    return Case(number, file, content)


def run(project: Project, case: Case) -> None:
    """Read the table, or read, check and render the project. Raises EvidenceError where it is told so."""
    if "/" not in case.file and case.file.endswith(".csv"):
        for measure in COLUMNS:
            with contextlib.suppress(EvidenceError):
                estimates(project.root / case.file, measure)
        return
    start = time.process_time()
    try:
        answered(project.references)
    finally:
        if (took := time.process_time() - start) > SECONDS:
            raise TimeoutError(f"read and checked in {took:.1f} s")
    rendered(project)


def failure_of(project: Project, case: Case, run: Callable[[Project, Case], None] = run) -> Failure | None:
    """Try it in a process of its own; None where it ends as it must."""
    path = project.root / case.file
    before = path.read_bytes() if path.is_file() else None
    path.write_bytes(case.content)
    try:
        what = _alone(lambda: run(project, case))
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    return Failure(case, what) if what else None


def _alone(run: Callable[[], object]) -> str:
    """What went wrong in a child with bounded memory and time; empty where nothing did."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if not child:
        _child(run, outlet)
    os.close(outlet)
    return _watched(child, inlet)


def _child(run: Callable[[], object], outlet: int) -> None:
    status = 0
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 2**20, MEGABYTES * 2**20))
        resource.setrlimit(resource.RLIMIT_CPU, (WHOLE, WHOLE))
        signal.alarm(2 * WHOLE)
        run()
    except EvidenceError:
        pass
    except BaseException:
        os.write(outlet, traceback.format_exc()[-4000:].encode(errors="replace"))
        status = 1
    finally:
        # Nothing of the parent may be tidied up here.
        os._exit(status)


def _watched(child: int, inlet: int) -> str:
    with os.fdopen(inlet, "rb") as told:
        text = told.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    return text or (f"ended with {os.waitstatus_to_exitcode(status)}" if status else "")


def _keep(failure: Failure, seed: int) -> None:
    folder = ROOT / "build" / "fuzz" / f"{seed}-{failure.case.number}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / Path(failure.case.file).name).write_bytes(failure.case.content)
    (folder / "what").write_text(failure.what, encoding="utf-8")


def _bytes(content: bytes, chance: random.Random) -> bytes:
    """A byte changed, or a piece taken out, doubled or put in."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((1, 1, 4, 50, 1000)))
    new = chance.choice((b"", content[start:end] * 2, chance.randbytes(3), *_SIGNS))
    return content[:start] + new + content[end:]


def _tokens(content: bytes, chance: random.Random) -> bytes:
    """A word put elsewhere, taken out, or changed for a nasty one."""
    words = TOKEN.findall(content.decode(errors="replace"))
    if not words:
        return chance.choice(NASTY).encode(errors="replace")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one] = chance.choice((words[other], "", chance.choice(NASTY), words[one] + chance.choice(NASTY)))
    return "".join(words).encode(errors="replace")


def _lines(content: bytes, chance: random.Random) -> bytes:
    """A line taken out, doubled or moved."""
    lines = content.splitlines(keepends=True)
    if lines:
        line = lines.pop(chance.randrange(len(lines)))
        for _ in range(chance.choice((0, 1, 2))):
            lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _structure(content: bytes, chance: random.Random) -> bytes:
    """Another value somewhere in a record; what is no YAML has another word instead."""
    try:
        tree = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _tokens(content, chance)
    places = list(_places(tree))
    if not places:
        return _tokens(content, chance)
    holder, key = chance.choice(places)
    others = (found[name] for found, name in chance.sample(places, min(3, len(places))))
    value = chance.choice((*VALUES, *NASTY, *others))
    if value == {} and isinstance(holder, dict):
        del holder[key]
    else:
        holder[key] = value
    try:
        return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode(errors="replace")
    except (yaml.YAMLError, ValueError, RecursionError):
        return _tokens(content, chance)


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every holder and key or index of a value in a tree."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield tree, key
        yield from _places(value)


_WAYS = (_bytes, _tokens, _lines, _structure, _structure)

if __name__ == "__main__":
    sys.exit(main())
