"""Copies of the real and of the invented project, so that a test never writes into the working tree."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from evidence.check import records
from evidence.kept import Kept, T
from evidence.problems import ProblemsFound, errors
from evidence.read.library import Library
from evidence.read.load import load as read
from evidence.reckon.answers import reckon
from evidence.run.answered import looked_through
from evidence.show import site

ROOT = Path(__file__).parent.parent
INVENTED = Path(__file__).parent / "data" / "project"
HOOK = "scripts/evidence/run/mkdocs_hook.py"
COMMAND = [sys.executable, "-m", "evidence.run.cli"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
"""For a command in a process of its own."""


def copied(folder: Path) -> Path:
    """A copy of the real mkdocs.yml, docs/ and references/ in `folder`."""
    for name in ("docs", "references"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in (HOOK, "scripts/evidence/show/templates"):
        assert path in config
        config = config.replace(path, str(ROOT / path))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def invented(folder: Path) -> Path:
    """The invented project in `folder`, with the real theme overrides, styles and scripts beside it."""
    shutil.copytree(INVENTED, folder)
    for name in ("overrides", "assets"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name, dirs_exist_ok=True)
    edit(folder / "mkdocs.yml", HOOK, str(ROOT / HOOK))
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in the file by `new`; a text that is not there fails the test."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def docs_of(root: Path) -> dict[str, bytes]:
    """Every file of build/docs; records are taken as they are, however odd their numbers."""
    library = read(root / "references")
    return dict(site.made(library, reckon(library), root / "docs", kept=_KEPT).files)


class _Handouts(Kept):
    """Keeps handouts alone, while a process lives: every test asks for them, hardly any changes them."""

    def get(self, name: str, of: bytes, make: Callable[[], T]) -> T:
        """From before, if it is a handout."""
        return super().get(name, of, make) if name == "handouts" else make()


_KEPT = _Handouts(Path("never written"))


def pages(root: Path) -> dict[str, str]:
    """Every page as Markdown, as `docs_of` makes them."""
    return {name: content.decode() for name, content in docs_of(root).items() if name.endswith(".md")}


def load(references: Path) -> Library:
    """The records below `references`. Raises ProblemsFound with every error of files and records."""
    library = read(references)
    if found := errors([*library.problems, *records.problems(library)]):
        raise ProblemsFound(found)
    return library


def problems_of(references: Path) -> list[str]:
    """Every problem as a contributor reads it, in their order, paths from `references` on."""
    try:
        load(references)
    except ProblemsFound as error:
        return [str(problem).replace(f"{references}/", "") for problem in error.problems]
    return []


def said(references: Path) -> list[str]:
    """Every error and hint, those on all records together too, as a contributor reads them."""
    found = looked_through(references).problems
    return [str(problem).replace(f"{references}/", "") for problem in found]


def new(references: Path, *edits: tuple[str, str, str]) -> list[str]:
    """What is said after the edits (file, old, new text) and was not said before."""
    before = said(references)
    for file, old, text in edits:
        edit(references / file, old, text)
    return [line for line in said(references) if line not in before]
