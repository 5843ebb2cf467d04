"""The invented project (tests/data/project), copied afresh for every test, and the tools to break it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import project as projects
from browsing import address, browser, invented_address, site  # noqa: F401 - fixtures of the browser tests
from project import INVENTED, ROOT, invented


@pytest.fixture(scope="session")
def real_pages() -> dict[str, str]:
    """Every page of the real project as Markdown, by its path below build/docs."""
    return projects.pages(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the invented project with the real theme overrides, styles and scripts beside its pages."""
    return invented(tmp_path / "project")


@pytest.fixture
def references(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The records of the invented project; those of `project` where a test asks for both."""
    if "project" in request.fixturenames:
        root: Path = request.getfixturevalue("project")
        return root / "references"
    shutil.copytree(INVENTED / "references", tmp_path / "references")
    return tmp_path / "references"
