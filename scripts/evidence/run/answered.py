"""The first three steps of every command: read, reckon, check."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from evidence.check import records, together
from evidence.problems import Problem
from evidence.read.library import Library
from evidence.read.load import load
from evidence.reckon.answers import Answers, reckon


class Answered(NamedTuple):
    """What is known, what follows from it, and advice to contributors."""

    library: Library
    answers: Answers
    hints: list[Problem]


def answered(references: Path) -> Answered:
    """The records below `references` and their answers. Raises ProblemsFound with every error."""
    library = load(references)
    advice = records.hints(library)
    answers = reckon(library)
    return Answered(library, answers, together.hints(library, answers, advice))
