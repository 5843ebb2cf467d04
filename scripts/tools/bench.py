"""How long the commands take and how much memory: `make bench`.

Times are medians of `ROUNDS` runs, in seconds of wall clock, each also as a ratio to MkDocs alone on the same
pages in the same minutes. With `--plain FOLDER` MkDocs builds the tree in that folder instead, to compare
with how the pages were before a change. What is printed stays in build/bench.txt.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from evidence.check.changes import as_line, standing_now
from evidence.run.answered import looked_through

ROOT = Path(__file__).parent.parent.parent
EVIDENCE = [sys.executable, "-m", "evidence.run.cli"]
BUILD, CHECK = [*EVIDENCE, "build"], [*EVIDENCE, "check", "--quiet"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "build/mkdocs.yml"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
ROUNDS = 5
FACTORS = (3, 10)
STUDY, LARGEST = "studies/alghadir-2019/", "knee-osteoarthritis/evidence/"
EDITS = {
    STUDY: ("references/studies/alghadir-2019.yml", re.compile(r"(?<=^setting: ).*$", re.M)),
    LARGEST: (
        "references/conditions/knee-osteoarthritis.yml",
        re.compile(r"(?<=name: Pain, explain: )[^,]*"),
    ),
}
"""A page of a study and the largest page: the record behind each, and where its words are in that."""


@dataclass(frozen=True)
class Run:
    """One command: wall-clock seconds and peak memory in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure, print and keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--plain", type=Path, help="a project folder whose build/mkdocs.yml is built instead"
    )
    told = []
    for line in measures(options.parse_args().plain):
        print(line, flush=True)
        told.append(f"{line}\n")
    path = ROOT / "build" / "bench.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(told), encoding="utf-8")


def measures(plain: Path | None) -> Iterator[str]:
    """A line for each thing that is measured."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder) / "project")
        once(BUILD, project)
        kinds: dict[str, Callable[[], Run]] = {
            "MkDocs alone": lambda: once(MKDOCS, plain or project),
            "build, everything anew": lambda: once([*BUILD, "--fresh"], project),
            "build, nothing changed": lambda: once(BUILD, project),
            "build, one record edited": lambda: edited(project),
            "check, everything anew": lambda: once([*CHECK, "--fresh"], project),
            "check, nothing changed": lambda: once(CHECK, project),
        }
        rounds = [{name: measure() for name, measure in kinds.items()} for _ in range(ROUNDS)]
        found = {name: median([each[name] for each in rounds]) for name in kinds}
        bare = found["MkDocs alone"].seconds
        yield from (line(name, run, bare) for name, run in found.items())
        for page, seconds in shown_after(project).items():
            yield line(f"edit to browser, {page}", Run(seconds, 0), bare)
        whole = found["build, everything anew"].seconds
        for factor in FACTORS:
            multiply(project, factor)
            run = once([*BUILD, "--fresh"], project)
            grown = f", {run.seconds / whole:.1f} times the time"
            yield line(f"build, {factor} times the records", run, bare) + grown
            run = once([*CHECK, "--fresh"], project)
            yield line(f"check, {factor} times the records", run, bare)


def line(name: str, run: Run, bare: float) -> str:
    """'build, nothing changed:  4.10 s, 0.55 times MkDocs alone, 165 MB'."""
    memory = f", {run.megabytes:.0f} MB" if run.megabytes else ""
    return f"{name + ':':<50} {run.seconds:6.2f} s, {run.seconds / bare:.2f} times MkDocs alone{memory}"


def copied(folder: Path) -> Path:
    """A copy of the project to build in."""
    for name in ("docs", "references"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        config.replace("scripts/evidence", f"{ROOT}/scripts/evidence"), encoding="utf-8"
    )
    return folder


def edited(project: Path) -> Run:
    """A build after an edit of one record."""
    edit(project, STUDY)
    return once(BUILD, project)


def edit(project: Path, page: str) -> str:
    """Put a word into the record behind the page that no page has had yet; the word."""
    record, words = EDITS[page]
    path, word = project / record, f"Edited {time.monotonic_ns()}"
    path.write_text(words.sub(word, path.read_text(encoding="utf-8")), encoding="utf-8")
    return word


def shown_after(project: Path) -> dict[str, float]:
    """Seconds from an edit until a page with it has come to a browser: the median for each of `EDITS`."""
    with serving(project) as address:
        return {
            page: statistics.median(_until(f"{address}/{page}", edit(project, page)) for _ in range(ROUNDS))
            for page in EDITS
        }


def _until(address: str, word: str) -> float:
    start = time.perf_counter()
    while word not in _read(address):
        time.sleep(0.02)
    return time.perf_counter() - start


def _read(address: str) -> str:
    try:
        with urlopen(address, timeout=60) as answer:  # noqa: S310 - on this machine
            return str(answer.read(), "utf-8")
    except HTTPError as error:
        sys.exit(f"{address}: {error}")


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """The address at which `evidence serve` shows the project, once it does."""
    command = [*EVIDENCE, "serve", "--address", "127.0.0.1:8917"]
    process = subprocess.Popen(command, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        time.sleep(3)
        _read("http://127.0.0.1:8917/")
        yield "http://127.0.0.1:8917"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def multiply(project: Path, factor: int) -> None:
    """Let each study stand `factor` times in the records, under invented ids, without what is its own.

    What moves to a page of its own because more studies are there was promised to nobody.
    """
    shutil.rmtree(project / "references")
    shutil.copytree(
        ROOT / "references", project / "references", ignore=shutil.ignore_patterns("addresses.txt")
    )
    folder = project / "references" / "studies"
    for path in sorted(folder.glob("*.yml")):
        record = path.read_text(encoding="utf-8")
        library = path.with_suffix(".bib").read_text(encoding="utf-8")
        keys = re.findall(r"@\w+\{([^,]+),", library)
        for number in range(1, factor):
            name = f"{path.stem}-copy-{number}"
            record = re.sub(r"^formerly: .*\n", "", record, flags=re.M)
            text, bib = re.sub(r"^id: .*$", f"id: {name}", record, flags=re.M), library
            for key in keys:
                text = re.sub(rf"(?<=[\[@ ]){re.escape(key)}(?=[\],; ])", f"{key}-copy-{number}", text)
                bib = bib.replace(f"{{{key},", f"{{{key}-copy-{number},")
            bib = re.sub(r"^\s*(?:doi|pmid|pmcid) = .*\n", "", bib, flags=re.M)
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
            (folder / f"{name}.bib").write_text(bib, encoding="utf-8")
    for path in (project / "references" / "conditions").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(?<=^  known: )\d+", lambda found: str(int(found[0]) * factor), text, flags=re.M)
        path.write_text(_judged_for_several(text), encoding="utf-8")
    tell_answers(project / "references")


def tell_answers(references: Path) -> None:
    """Let the newest entry of the list of changes tell the answers that these records give, and no other."""
    path = references / "changes.yml"
    found = looked_through(references)
    stood = {name: standing_now(found.library, each) for name, each in found.answers.syntheses.items()}
    lines = "".join(f"      {as_line(name, now)}\n" for name, now in stood.items() if now)
    head, *entries = re.split(r"^(?=  - on: )", path.read_text(encoding="utf-8"), flags=re.M)
    named = re.compile(r"^    (?:conditions|answers):.*\n(?:      .*\n)*", re.M)
    newest, *older = [named.sub("", entry) for entry in entries]
    path.write_text("".join([head, newest, "    answers:\n", lines, *older]), encoding="utf-8")


def _judged_for_several(condition: str) -> str:
    """The record with a word on whether studies agree, which nobody needs of a single one."""
    reason = '    inconsistency: {by: 0, reason: "Copies agree."}\n'
    head, found, body = condition.partition("\ncertainty:\n")
    if not found or re.search(r"^    inconsistency:", body, re.M):
        return condition
    on, line_end, rest = body.partition("\n")
    rest = rest.removeprefix("  for_all:\n")
    return f"{head}{found}{on}{line_end}  for_all:\n{reason}{rest}"


def once(command: list[str], project: Path) -> Run:
    """Run the command in the project. Stops the benchmark when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[2:])} failed")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(seconds, kilobytes / 1024)


def median(runs: list[Run]) -> Run:
    """Median time, largest memory."""
    return Run(statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs))


if __name__ == "__main__":
    main()
