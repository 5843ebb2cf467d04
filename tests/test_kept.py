"""What is kept, and what is never believed."""

from __future__ import annotations

import marshal
from pathlib import Path

import pytest

from evidence import kept as module
from evidence.kept import NOTHING, Kept
from evidence.run.answered import looked_through
from project import edit


class Maker:
    """Makes something, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        self.times += 1
        return [1, 2]


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def folder(tmp_path: Path, maker: Maker) -> Path:
    """A folder in which one thing is kept."""
    kept = Kept(tmp_path / "kept")
    assert kept.get("numbers", b"one", maker) == [1, 2] and maker.times == 1
    kept.save()
    return tmp_path / "kept"


def test_the_same_bytes_are_made_once(folder: Path, maker: Maker) -> None:
    kept = Kept(folder)
    assert kept.get("numbers", b"one", maker) == kept.get("numbers", b"one", maker) == [1, 2]
    assert maker.times == 1
    assert kept.get("numbers", b"two", maker) == [1, 2] and maker.times == 2
    assert kept.get("letters", b"one", maker) == [1, 2] and maker.times == 3


def test_changing_what_was_given_changes_nothing_for_the_next(folder: Path, maker: Maker) -> None:
    kept = Kept(folder)
    kept.get("numbers", b"one", maker).append(3)
    kept.save()
    assert kept.get("numbers", b"one", maker) == Kept(folder).get("numbers", b"one", maker) == [1, 2]


def test_what_was_not_used_is_forgotten_by_a_whole_run_alone(folder: Path, maker: Maker) -> None:
    for whole, times in ((False, 0), (True, 1)):
        kept, again = Kept(folder), Maker()
        kept.get("numbers", b"two", Maker())
        kept.save(whole=whole)
        Kept(folder).get("numbers", b"one", again)
        assert again.times == times


@pytest.mark.parametrize("spoil", ["cut", "turned", "emptied", "foreign", "folder"])
def test_what_is_damaged_or_foreign_is_thrown_away(folder: Path, maker: Maker, spoil: str) -> None:
    path = folder / "numbers"
    content = path.read_bytes()
    if spoil == "folder":
        path.unlink()
        path.mkdir()
    else:
        other = marshal.dumps({b"one": marshal.dumps([6])})
        path.write_bytes(
            {
                "cut": content[:-1],
                "turned": content[:-1] + bytes([content[-1] ^ 1]),
                "emptied": b"",
                "foreign": content[:32] + other,
            }[spoil]
        )
    kept = Kept(folder)
    assert kept.get("numbers", b"one", maker) == [1, 2] and maker.times == 2
    kept.save()


def test_what_other_code_made_is_thrown_away(
    folder: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_code", lambda: b"other")
    Kept(folder).get("numbers", b"one", maker)
    assert maker.times == 2


def test_nothing_is_kept_without_a_folder(maker: Maker) -> None:
    assert NOTHING.get("numbers", b"one", maker) == NOTHING.get("numbers", b"one", maker) == [1, 2]
    NOTHING.save()
    assert maker.times == 2


def test_a_folder_that_cannot_be_written_is_none(tmp_path: Path, maker: Maker) -> None:
    (tmp_path / "kept").write_text("a file")
    kept = Kept(tmp_path / "kept")
    assert kept.get("numbers", b"one", maker) == [1, 2]
    kept.save()
    assert (tmp_path / "kept").read_text() == "a file"


def test_records_that_were_read_before_say_the_same(references: Path, tmp_path: Path) -> None:
    plain = looked_through(references)
    for _ in range(2):
        kept = Kept(tmp_path / "kept")
        assert looked_through(references, kept) == plain
        kept.save()


def test_a_fault_is_told_at_its_place_with_what_is_kept(references: Path, tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept")
    looked_through(references, kept)
    kept.save()
    edit(references / "studies/adams-2001.yml", "sd: 8.25", "sd: -8.25")
    edit(references / "studies/bell-2005.yml", "design:", "desing:")
    edit(references / "studies/bell-2005.bib", "institution", "institute")
    plain = looked_through(references).problems
    for _ in range(2):
        again = Kept(tmp_path / "kept")
        assert looked_through(references, again).problems == plain
        again.save()
