"""The invented project (tests/data/project), copied afresh for every test, and the tools to break it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browsing import address, browser, site  # noqa: F401 - fixtures for every test that asks for a browser
from evidence.library import load
from evidence.problems import ProblemsFound

ROOT = Path(__file__).parent.parent
INVENTED = Path(__file__).parent / "data" / "project"
FROM_SCRIPTS = ("scripts/evidence/mkdocs_hook.py",)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the invented project with the real theme overrides and styles beside its pages."""
    root = tmp_path / "project"
    shutil.copytree(INVENTED, root)
    for name in ("overrides", "assets"):
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name, dirs_exist_ok=True)
    for path in FROM_SCRIPTS:
        edit(root / "mkdocs.yml", path, str(ROOT / path))
    return root


@pytest.fixture
def references(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The records of the invented project; those of `project` where a test asks for both."""
    if "project" in request.fixturenames:
        root: Path = request.getfixturevalue("project")
        return root / "references"
    shutil.copytree(INVENTED / "references", tmp_path / "references")
    return tmp_path / "references"


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in the file by `new`; a text that is not there fails the test."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(references: Path) -> list[str]:
    """Every problem as a contributor reads it, in their order, paths from `references` on."""
    try:
        load(references)
    except ProblemsFound as error:
        return [str(problem).replace(f"{references}/", "") for problem in error.problems]
    return []
