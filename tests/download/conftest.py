"""The downloads of the real and of the invented project, made once for each file of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from downloads import ROOTS
from evidence.download import package as exports
from evidence.read.library import Library
from evidence.reckon.answers import reckon
from project import ROOT, load


@pytest.fixture(scope="session", params=ROOTS)
def root(request: pytest.FixtureRequest) -> Path:
    return ROOTS[request.param]


@pytest.fixture(scope="session")
def library(root: Path, real_library: Library) -> Library:
    return real_library if root == ROOT else load(root / "references")


@pytest.fixture(scope="session")
def files(library: Library) -> dict[str, bytes]:
    return exports.files(library, reckon(library))
