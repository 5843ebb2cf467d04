import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tools import make_venv

SCRIPT = Path(make_venv.__file__)


class Project:
    """A copy of what an installation depends on, with commands that only pretend."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[str] = []
        self.fails = "nothing"
        (root / "locks").mkdir()
        for name in ("locks/site.txt", "locks/test.txt", "pyproject.toml"):
            (root / name).write_text(name)

    def run(self, command: Sequence[str]) -> CompletedProcess[str]:
        line = " ".join(command)
        self.commands.append(line)
        if "-m venv" in line:
            shutil.rmtree(self.root / ".venv", ignore_errors=True)
            make_venv.python(self.root).parent.mkdir(parents=True)
            make_venv.python(self.root).touch()
        return CompletedProcess(command, int(self.fails in line), "what pip said")

    def make(self, lock: str) -> list[str]:
        """Return what was done: "venv", "compiled" or the file installed, for each command."""
        self.commands.clear()
        make_venv.make_venv(lock, self.root, self.run, lambda: None)
        return [self._done(line) for line in self.commands]

    def _done(self, line: str) -> str:
        if "-m venv" in line:
            return "venv"
        return "compiled" if " -c " in line else Path(line.split()[-1]).name


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    return Project(root)


def test_the_first_run_installs_the_lock_and_the_project(project: Project) -> None:
    assert project.make("site") == ["venv", "site.txt", "project", "compiled"]
    assert "--require-hashes" in project.commands[1]
    assert "--no-build-isolation" in project.commands[2]
    assert all("--no-deps" in command for command in project.commands[1:3])


@pytest.mark.parametrize("lock", make_venv.LOCKS)
def test_the_second_run_does_nothing(project: Project, lock: str) -> None:
    project.make(lock)
    assert project.make(lock) == []


def test_what_the_tests_need_is_enough_for_the_site(project: Project) -> None:
    project.make("test")
    assert project.make("site") == []
    assert project.make("test") == []


def test_what_the_tests_need_is_put_upon_what_the_site_needs(project: Project) -> None:
    project.make("site")
    assert project.make("test") == ["test.txt", "project", "compiled"]
    assert project.make("site") == []


@pytest.mark.parametrize("name", ["locks/site.txt", "pyproject.toml"])
def test_a_change_makes_it_anew(project: Project, name: str) -> None:
    project.make("site")
    (project.root / name).write_text("changed")
    assert project.make("site") == ["venv", "site.txt", "project", "compiled"]


def test_another_python_makes_it_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.make("site")
    monkeypatch.setattr(sys, "version", "3.99")
    assert project.make("site") == ["venv", "site.txt", "project", "compiled"]


def test_another_place_makes_it_anew(project: Project) -> None:
    project.make("site")
    project.root = project.root.rename(project.root.with_name("moved"))
    assert project.make("site") == ["venv", "site.txt", "moved", "compiled"]


def test_a_vanished_python_makes_it_anew(project: Project) -> None:
    project.make("site")
    make_venv.python(project.root).unlink()
    assert project.make("site") == ["venv", "site.txt", "project", "compiled"]


@pytest.mark.parametrize("step", ["-m venv", "site.txt", "-e "])
def test_a_failure_is_shown_with_what_to_do_and_the_next_run_starts_anew(
    project: Project, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project.fails = step
    with pytest.raises(SystemExit, match=r"^Could not make \.venv: .* run make site again\.$"):
        project.make("site")
    assert capsys.readouterr().err == "what pip said\n"
    project.fails = "nothing"
    assert project.make("site") == ["venv", "site.txt", "project", "compiled"]


def test_an_interrupted_update_is_not_taken_for_finished(project: Project) -> None:
    project.make("site")
    project.fails = "test.txt"
    with pytest.raises(SystemExit):
        project.make("test")
    project.fails = "nothing"
    assert project.make("site") == ["venv", "site.txt", "project", "compiled"]


def test_ensurepip_that_is_there_needs_no_installation() -> None:
    make_venv.require_ensurepip(lambda: True, lambda _: pytest.fail("installed"))


def test_missing_ensurepip_is_installed() -> None:
    packages: list[str] = []

    def install(name: str) -> bool:
        packages.append(name)
        return True

    make_venv.require_ensurepip(lambda: bool(packages), install)
    assert packages == ["python3-venv"]


@pytest.mark.parametrize("worked", [False, True], ids=["not installed", "still missing"])
def test_without_ensurepip_one_line_says_what_to_install(worked: bool) -> None:
    with pytest.raises(SystemExit, match=r"^This Python has no ensurepip.* apt-get install python3-venv.*$"):
        make_venv.require_ensurepip(lambda: False, lambda _: worked)


def test_ensurepip_is_looked_for_anew_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "ensurepip", raising=False)
    assert not make_venv.has_ensurepip()
    (tmp_path / "ensurepip").mkdir()
    (tmp_path / "ensurepip" / "__init__.py").touch()
    assert make_venv.has_ensurepip()


@pytest.mark.parametrize(
    ("programs", "uid", "fails", "expected"),
    [
        ([], 0, "nothing", False),
        (["apt-get"], 0, "nothing", True),
        (["apt-get"], 0, "update", True),
        (["apt-get"], 0, "install", False),
        (["apt-get"], 1000, "nothing", False),
        (["apt-get", "sudo"], 1000, "sudo -n true", False),
        (["apt-get", "sudo"], 1000, "nothing", True),
    ],
)
def test_a_debian_package_is_installed_if_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, programs: list[str], uid: int, fails: str, expected: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid, raising=False)

    def run(command: Sequence[str]) -> CompletedProcess[str]:
        return CompletedProcess(command, int(fails in " ".join(command)), "")

    assert (
        make_venv.install_debian_package("name", lambda name: name if name in programs else None, run)
        is expected
    )


def test_an_older_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit, match=r"^Python 3\.11 or newer is needed, this is 3\.9\.18: .*PYTHON=.*$"):
        runpy.run_path(str(SCRIPT))


@pytest.mark.parametrize("arguments", [[], ["dev"], ["site", "test"]])
def test_a_wrong_call_is_told_what_to_say(arguments: list[str]) -> None:
    result = subprocess.run([sys.executable, SCRIPT, *arguments], check=False, text=True, capture_output=True)
    assert result.returncode == 1
    assert result.stderr == "Say which lock to install: python3 scripts/tools/make_venv.py site, or test.\n"
