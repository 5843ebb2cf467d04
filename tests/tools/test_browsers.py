import os
import stat
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tools.browsers import BrowserNotFoundError, chromium_arguments, find_chromium

ROOT_UID, USER_UID = 0, 1000


class Machine:
    """A machine without a network: programs on its PATH, and what its commands do."""

    def __init__(
        self,
        programs: Collection[str] = (),
        fails: Collection[str] = (),
        debian_has: str | None = None,
        playwright_path: Path | str = "",
    ) -> None:
        self.programs = set(programs)
        self.fails = fails
        self.debian_has = debian_has
        self.playwright_path = playwright_path
        self.lacks_library = False
        self.commands: list[str] = []

    def which(self, name: str) -> str | None:
        return name if "/" in name and name in self.programs else self._path(name)

    def _path(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def run(self, command: Sequence[str]) -> CompletedProcess[str]:
        line = " ".join(map(str, command))
        if "--version" in line:
            return CompletedProcess(command, int(self.lacks_library), "libatomic.so.1:\nnot found\n")
        self.commands.append(line)
        failed = any(word in line for word in self.fails)
        if "install -y" in line and not failed and self.debian_has:
            self.programs.add(self.debian_has)
        if line.endswith(" libatomic1") and not failed:
            self.lacks_library = False
        return CompletedProcess(command, int(failed), f"a warning\n{self.playwright_path}\n")

    def find(self, environ: Mapping[str, str] | None = None) -> Path:
        return find_chromium(environ or {}, self.which, self.run)


@pytest.fixture
def browser_file(tmp_path: Path) -> Path:
    path = tmp_path / "chrome"
    path.touch()
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture(autouse=True)
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: ROOT_UID, raising=False)


def test_the_environment_comes_first() -> None:
    machine = Machine(["/opt/chrome", "chromium"])
    assert machine.find({"CHROMIUM": "/opt/chrome"}) == Path("/opt/chrome")
    assert machine.commands == []


def test_a_wrong_path_in_the_environment_is_an_error_though_another_browser_is_there() -> None:
    with pytest.raises(BrowserNotFoundError, match=r"^CHROMIUM is /nowhere, .* or unset it\.$"):
        Machine(["chromium"]).find({"CHROMIUM": "/nowhere"})


@pytest.mark.parametrize(
    "name",
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
)
def test_a_browser_on_this_machine_is_used_without_running_anything(name: str) -> None:
    machine = Machine([name, "apt-get"])
    assert str(machine.find()) == machine.which(name)
    assert machine.commands == []


def test_chromium_is_preferred_to_chrome() -> None:
    assert Machine(["google-chrome", "chromium"]).find().name == "chromium"


def test_root_installs_the_debian_package() -> None:
    machine = Machine(["apt-get"], debian_has="chromium")
    assert machine.find() == Path("/usr/bin/chromium")
    assert machine.commands == [
        "env DEBIAN_FRONTEND=noninteractive apt-get -qq update",
        "env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium",
    ]


def test_a_user_installs_the_debian_package_with_sudo_that_asks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: USER_UID)
    machine = Machine(["apt-get", "sudo"], debian_has="chromium")
    assert machine.find() == Path("/usr/bin/chromium")
    assert machine.commands[0] == "sudo -n true"
    assert all(command.startswith("sudo -n ") for command in machine.commands)


@pytest.mark.parametrize(
    "machine",
    [
        Machine(["apt-get"], fails=["apt-get"]),
        Machine([]),
    ],
    ids=["package cannot be installed", "no Debian"],
)
def test_then_playwright_downloads_one(machine: Machine, browser_file: Path) -> None:
    machine.playwright_path = browser_file
    assert machine.find() == browser_file
    assert machine.commands[-2].endswith("-m playwright install chromium")


@pytest.mark.parametrize("programs", [["apt-get"], ["apt-get", "sudo"]], ids=["no sudo", "sudo asks"])
def test_a_user_who_may_not_install_packages_gets_the_download(
    monkeypatch: pytest.MonkeyPatch, browser_file: Path, programs: list[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: USER_UID)
    machine = Machine(programs, fails=["sudo -n true"], playwright_path=browser_file)
    assert machine.find() == browser_file
    assert not any("apt-get" in command for command in machine.commands)


@pytest.mark.parametrize("fails", [["playwright install"], []], ids=["download fails", "no file afterwards"])
def test_when_nothing_helps_one_line_says_what_to_do(fails: list[str]) -> None:
    machine = Machine(["apt-get"], fails=["apt-get", *fails], playwright_path="/nowhere/chrome")
    with pytest.raises(BrowserNotFoundError) as error:
        machine.find()
    message = str(error.value)
    assert "apt-get install chromium" in message
    assert "set CHROMIUM" in message
    assert "\n" not in message


def test_the_library_that_playwright_needs_is_installed() -> None:
    machine = Machine(["chromium", "apt-get"])
    machine.lacks_library = True
    assert machine.find() == Path("/usr/bin/chromium")
    assert machine.commands[-1].endswith("install -y --no-install-recommends libatomic1")


def test_when_it_cannot_be_installed_one_line_says_what_to_do() -> None:
    machine = Machine(["chromium"])
    machine.lacks_library = True
    with pytest.raises(BrowserNotFoundError, match=r"^Playwright .* libatomic1\): libatomic.* found$"):
        machine.find()


def test_only_root_goes_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chromium_arguments() == ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    monkeypatch.setattr(os, "geteuid", lambda: USER_UID)
    assert chromium_arguments() == ["--disable-gpu", "--disable-background-networking"]
