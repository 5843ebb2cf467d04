"""What is dear to make and never changed is made once for all processes of a run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.run.build import Project, build
from project import copied, invented


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, filled by `make` for the first process that asks; the others wait and read it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Each process has a folder of its own in that of the run.
        shared = shared.parent
    folder, done = shared / name, shared / f"{name}-is-made"
    with (shared / f"{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def build_real(root: Path) -> None:
    """The real project with its site, in `root`."""
    build(Project(copied(root), root / "references"))


def build_invented(root: Path) -> None:
    """The invented project with its site, in `root`."""
    build(Project(invented(root), root / "references"))
