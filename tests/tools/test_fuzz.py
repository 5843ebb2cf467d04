"""The fuzzer: its cases are the same each time, a fault is noticed, and a short run finds none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evidence.run.build import Project
from project import ENVIRONMENT
from tools import fuzz
from tools.fuzz import Case, copied, failure_of, made

pytestmark = pytest.mark.slow
SEED, CASES = 2026, 40


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copied(tmp_path_factory.mktemp("fuzz") / "project")


def test_a_case_is_known_by_its_number(small: Project) -> None:
    cases = [made(small.root, SEED, number) for number in range(CASES)]
    assert cases == [made(small.root, SEED, number) for number in range(CASES)]
    assert len({Path(case.file).suffix for case in cases}) == len(fuzz.KINDS)
    assert all(
        case.content != path.read_bytes() for case in cases if (path := small.root / case.file).is_file()
    )


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("raise KeyError('left out')", "KeyError: 'left out'"),
        ("x = bytearray(2_000 * 2**20)", "MemoryError"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended with -9"),
    ],
)
def test_a_fault_is_noticed(small: Project, fault: str, told: str) -> None:
    failure = failure_of(small, Case(1, "docs/index.md", b"x"), lambda *_: exec(fault))
    assert failure and told in failure.what


def test_what_takes_too_long_to_read_is_noticed(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 0.0)
    failure = failure_of(small, Case(1, "docs/index.md", b"x"), fuzz.run)
    assert failure and "read and checked in" in failure.what


def test_the_file_is_afterwards_what_it_was(small: Project) -> None:
    path = small.root / "docs" / "index.md"
    before = path.read_bytes()
    failure_of(small, Case(1, "docs/index.md", b"x"), lambda *_: None)
    assert path.read_bytes() == before


def test_a_short_run_finds_nothing() -> None:
    command = [sys.executable, "-m", "tools.fuzz", "--seed", str(SEED), "--cases", str(CASES)]
    run = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
    assert (run.stderr, run.stdout) == ("", f"seed {SEED}: {CASES} cases tried, 0 failed\n")
