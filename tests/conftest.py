"""What tests of several folders share: the real project to be read, the invented one to be broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browsing import address, browser, invented_address  # noqa: F401 - fixtures of the browser tests
from evidence.read.library import Library
from project import INVENTED, ROOT, invented, load
from sharing import build_invented, build_real, once

MARKERS = {"browser": "browser", "site": "slow"}
"""Fixture -> the marker of every test that needs it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the markers on, before -m chooses by them."""
    for item in items:
        for fixture, marker in MARKERS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The real records."""
    return load(ROOT / "references")


@pytest.fixture(scope="session")
def real_files(site: Path) -> dict[str, bytes]:
    """Every file of the real project below build/docs, by its path."""
    folder = site.parent / "build" / "docs"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="session")
def real_pages(real_files: dict[str, bytes]) -> dict[str, str]:
    """Every page of the real project as Markdown, by its path below build/docs."""
    return {name: content.decode() for name, content in real_files.items() if name.endswith(".md")}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built afresh from the records; build/ and the records lie beside it."""
    return once(tmp_path_factory, "real", build_real) / "site"


@pytest.fixture(scope="session")
def built_invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented project with its site; copy it to change something."""
    return once(tmp_path_factory, "invented", build_invented)


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
