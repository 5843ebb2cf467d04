"""Links, pipes and devices where files should be: nothing is read through them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.read import strange
from evidence.read.text_files import MAX_BYTES, Unreadable, read


@pytest.fixture(autouse=True)
def alarmed() -> Iterator[None]:
    """Whoever waits for a pipe waits for ever."""
    signal.alarm(20)
    yield
    signal.alarm(0)


def made(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.yml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "file":
        path.write_text("id: x\n", encoding="utf-8")
    else:
        target = {
            "device": Path("/dev/zero"),
            "link": folder / "file.yml",
            "folder": folder,
            "gone": folder / "no",
        }
        path.symlink_to(target[kind])
    return path


@pytest.mark.parametrize("kind", ["pipe", "device", "link", "folder", "gone"])
def test_what_is_no_file_is_not_read(tmp_path: Path, kind: str) -> None:
    made(tmp_path, "file")
    with pytest.raises(Unreadable, match="put an ordinary file in its place"):
        read(made(tmp_path, kind))


def test_all_of_a_folder_are_told_and_ordinary_ones_are_not(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    for kind in ("file", "pipe", "device", "link", "folder", "gone"):
        made(below, kind)
    found = [(problem.path.name, problem.what.partition(";")[0]) for problem in strange.below(tmp_path)]
    assert found == [
        ("device.yml", "is a link to '/dev/zero'"),
        ("folder.yml", f"is a link to '{below}'"),
        ("gone.yml", f"is a link to '{below / 'no'}'"),
        ("link.yml", f"is a link to '{below / 'file.yml'}'"),
        ("pipe.yml", "is a pipe, a socket or a device"),
    ]


def test_no_more_of_a_file_is_read_than_a_record_may_hold(tmp_path: Path) -> None:
    """A file of two gigabytes takes no memory."""
    path = tmp_path / "large.yml"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(Unreadable, match="larger than 500 kB"):
        read(path)
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read(path)) == MAX_BYTES
