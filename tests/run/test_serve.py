"""`evidence serve`: an edit shows by itself, and so does what is wrong with it, in browser and terminal."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.problems import Problem
from evidence.run.cli import main
from evidence.run.serve import Shown, problem_page
from project import COMMAND, ENVIRONMENT, edit

pytestmark = pytest.mark.slow

BELL = "references/studies/bell-2005.yml"


class Server:
    """`evidence serve` of a project, and what it says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{free.getsockname()[1]}"
        self.address = f"http://{place}"
        self.log = (root / "log").open("w")
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--address", place],
            cwd=root,
            env=ENVIRONMENT,
            stdout=self.log,
            stderr=self.log,
        )

    def get(self, page: str) -> str:
        """The page, that of problems too; empty while nothing is there."""
        try:
            with urllib.request.urlopen(f"{self.address}/{page}", timeout=60) as answer:
                return str(answer.read(), "utf-8")
        except urllib.error.HTTPError as error:
            return str(error.read(), "utf-8")
        except OSError:
            return ""

    def wait(self, page: str, text: str, seconds: float = 60) -> str:
        """The page as soon as it holds the text."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if text in (found := self.get(page)):
                return found
            time.sleep(0.1)
        pytest.fail(f"{text!r} did not appear on {page} within {seconds} s: {self.said()[-2000:]}")

    def said(self) -> str:
        """All that stands in the terminal."""
        return (self.root / "log").read_text(encoding="utf-8")

    def end(self) -> int:
        """Ctrl+C; how it ended."""
        self.process.send_signal(signal.SIGINT)
        self.log.close()
        return self.process.wait(timeout=30)


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    made = Server(project)
    yield made
    if made.process.poll() is None:
        made.end()


def number_of(page: str) -> str:
    """What the page is told, so that it notices a newer state."""
    found = re.search(r'data-number="(\d+)"', page)
    assert found
    return found[1]


def test_an_edit_shows_and_a_fault_in_between_is_told_and_mended(server: Server) -> None:
    before = server.wait("studies/adams-2001/", "30.5")
    assert server.get(".changed?after=0") == number_of(before)
    edit(server.root / BELL, "n: 20", "n: <b>")
    faulty = server.wait("studies/adams-2001/", "bell-2005.yml:")
    assert "&lt;b&gt;" in faulty and "<b>" not in faulty and "bell-2005.yml:" in server.said()
    assert number_of(faulty) != number_of(before)
    edit(server.root / BELL, "n: <b>", "n: 20")
    server.wait("studies/adams-2001/", "30.5")
    edit(server.root / "references/studies/adams-2001.yml", "30.5", "30.75")
    after = server.wait("studies/adams-2001/", "30.75")
    # A loop would begin anew at the next look.
    time.sleep(1)
    assert number_of(server.get("studies/adams-2001/")) == number_of(after), "it goes on building"
    assert server.get("assets/site.css") and "location.reload" in server.get(".reload.js")
    assert server.end() == 0


def test_a_fault_at_the_start_is_told_and_mended(project: Path) -> None:
    sound = (project / "docs/index.md").read_text(encoding="utf-8")
    edit(project / "docs/index.md", "cards()", "crads()")
    server = Server(project)
    try:
        assert "index.md:" in server.wait("", "to mend") and "index.md:" in server.said()
        (project / "docs/index.md").write_text(sound, encoding="utf-8")
        server.wait("", "Does juggling help?")
    finally:
        server.end()


def test_an_address_in_use_is_one_clear_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--project", str(project), "--address", f"127.0.0.1:{port}"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and f"127.0.0.1:{port} (" in said[0] and "evidence serve --address" in said[0]


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", ":8000", "127.0.0.1:99999", "127.0.0.1:http"])
def test_what_is_no_address_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--address", address])
    assert "give one such as 127.0.0.1:8000" in capsys.readouterr().err


def test_who_asks_is_told_of_another_state_or_after_a_while() -> None:
    shown = Shown()
    shown.now([])
    assert shown.after(0, seconds=10) == shown.settled() == 1
    assert shown.after(1, seconds=0.01) == 1


def test_nobody_is_shown_a_site_that_is_being_written() -> None:
    shown = Shown()
    shown.now([])
    shown.making()
    threading.Timer(0.3, shown.now, [[]]).start()
    assert shown.settled() == 2


def test_problems_are_text(tmp_path: Path) -> None:
    page = problem_page([Problem(tmp_path / "a.yml", 3, 1, "n", '"<script>" is no number')], 7)
    assert "<script>&quot;" not in page and "&lt;script&gt;" in page and 'data-number="7"' in page
