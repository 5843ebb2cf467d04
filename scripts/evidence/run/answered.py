"""The first three steps of every command: read, reckon, check."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from evidence.check import records, together, written
from evidence.kept import NOTHING, Kept
from evidence.problems import Problem, ProblemsFound, errors
from evidence.read.library import Library
from evidence.read.load import load
from evidence.reckon.answers import Answers, reckon


class Answered(NamedTuple):
    """What is known, what follows from it, and what is wrong or could be better."""

    library: Library
    answers: Answers
    problems: list[Problem]
    """In reading order."""


def answered(references: Path, kept: Kept = NOTHING, docs: Path | None = None) -> Answered:
    """The records below `references` and their answers. Raises ProblemsFound with every error.

    Errors of the pages in `docs` are among them.
    """
    found = looked_through(references, kept, docs)
    if wrong := errors(found.problems):
        raise ProblemsFound(wrong)
    return found


def looked_through(references: Path, kept: Kept = NOTHING, docs: Path | None = None) -> Answered:
    """The same with errors among the problems; `answers` then hold the conditions that no error touches."""
    library = load(references, kept)
    found = [*library.problems, *records.problems(library)]
    faulty = {problem.path.with_suffix(".yml") for problem in errors(found)}
    settled = library.settled(faulty) if faulty else library
    answers = reckon(settled)
    pages = written.problems(docs, library.citable) if docs else ()
    return Answered(library, answers, sorted({*found, *pages, *together.problems(settled, answers)}))
