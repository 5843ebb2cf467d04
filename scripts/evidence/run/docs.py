"""What is wrong in docs/ whatever the records say, told beside their problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from evidence.problems import Problem, ProblemsFound
from evidence.read import written
from evidence.read.bibliography import Reference
from evidence.show import page, templating


def faults(docs: Path, citable: Collection[str]) -> Iterator[Problem]:
    """One fault of each faulty page: signs, head, syntax, or a citation that is none of `citable`."""
    made = templating.environment({})
    references = {key: Reference(key=key, kind="online") for key in citable}
    for path in sorted(docs.rglob("*.md")):
        try:
            found = written.read(path)
            templating.compiled(made, "\n" * found.above + found.body, path)
            page.with_sources("in-text", found.body, references, path)
        except ProblemsFound as error:
            yield from error.problems
