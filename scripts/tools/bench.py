"""How long the commands take and how much memory: `make bench`.

Prints the whole build against a bare MkDocs build of the same pages, the build with three and ten times the
records, and the check of a hundred records. Times are medians of `ROUNDS` runs, in seconds of wall clock.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from evidence.check.changes import as_line, standing_now
from evidence.run.answered import looked_through

ROOT = Path(__file__).parent.parent.parent
EVIDENCE = [sys.executable, "-m", "evidence.run.cli"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "build/mkdocs.yml"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
ROUNDS = 3
FACTORS = (3, 10)


@dataclass(frozen=True)
class Run:
    """One command: wall-clock seconds and peak memory in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder) / "project")
        studies = len(list((project / "references" / "studies").glob("*.yml")))
        whole, bare = built_and_bare(project)
        print(f"build of {studies} studies:        {shown(whole)}")
        print(f"bare mkdocs build, same pages: {shown(bare)}")
        print(f"ratio:                         {whole.seconds / bare.seconds:.2f} (aim: at most 1.3)")
        for factor in FACTORS:
            multiply(project, factor)
            run = measured([*EVIDENCE, "build"], project, rounds=1)
            growth = run.seconds / whole.seconds
            print(f"build of {studies * factor} studies:       {shown(run)}, {growth:.1f} times the time")
        multiply(project, max(1, 100 // studies))
        count = len(list((project / "references" / "studies").glob("*.yml")))
        check = measured([*EVIDENCE, "check", "--quiet"], project)
        print(f"check of {count} studies:         {shown(check)} (aim: under 1 s)")


def copied(folder: Path) -> Path:
    """A copy of the project to build in."""
    for name in ("docs", "references"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        config.replace("scripts/evidence", f"{ROOT}/scripts/evidence"), encoding="utf-8"
    )
    return folder


def built_and_bare(project: Path) -> tuple[Run, Run]:
    """The whole build and MkDocs alone on the tree that it leaves, in turns."""
    pairs = [(once([*EVIDENCE, "build"], project), once(MKDOCS, project)) for _ in range(ROUNDS)]
    return tuple(median([pair[index] for pair in pairs]) for index in (0, 1))  # type: ignore[return-value]


def multiply(project: Path, factor: int) -> None:
    """Let each study stand `factor` times in the records, under invented ids, without what is its own."""
    shutil.rmtree(project / "references")
    shutil.copytree(ROOT / "references", project / "references")
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


def measured(command: list[str], project: Path, rounds: int = ROUNDS) -> Run:
    """The median of several runs."""
    return median([once(command, project) for _ in range(rounds)])


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


def shown(run: Run) -> str:
    """'2.31 s, 85 MB'."""
    return f"{run.seconds:.2f} s, {run.megabytes:.0f} MB"


if __name__ == "__main__":
    main()
