"""Places in text, and files that are seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.read.text_files import MAX_BYTES, Unreadable, decoded, place, place_of, read, visible


@pytest.mark.parametrize(("offset", "found"), [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (4, (2, 2))])
def test_lines_and_columns_begin_at_one(offset: int, found: tuple[int, int]) -> None:
    assert place("ab\ncd", offset) == found


def test_the_first_wanted_word_that_is_there_gives_the_place(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    assert place_of(path, ["two"]) == (1, 1)
    path.write_text("one\n two")
    assert place_of(path, ["six", "two", "one"]) == (2, 2)


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read(path)) == MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(Unreadable, match="larger than 500 kB"):
        read(path)


@pytest.mark.parametrize(
    ("data", "mark"), [(b"a\n\xff", (2, 1)), (b"a\x00", (1, 2)), (b"a\n<<<<<<< b\n", (2, 1))]
)
def test_what_is_no_text_is_told_at_its_place(data: bytes, mark: tuple[int, int]) -> None:
    with pytest.raises(Unreadable) as found:
        decoded(data)
    assert found.value.mark == mark


@pytest.mark.parametrize(
    ("sign", "what"),
    [
        ("\u202e", "U+202E (right-to-left override) turns the order of what is read; delete it"),
        ("\u2066", "U+2066 (left-to-right isolate) turns the order of what is read; delete it"),
        ("\u200f", "U+200F (right-to-left mark) turns the order of what is read; delete it"),
        ("\u200b", "U+200B (zero width space) cannot be seen; delete it"),
        ("\u200d", "U+200D (zero width joiner) cannot be seen; delete it"),
        ("\u2060", "U+2060 (word joiner) cannot be seen; delete it"),
        ("\u00ad", "U+00AD (soft hyphen) cannot be seen; delete it"),
        ("\ufeff", "U+FEFF (zero width no-break space) cannot be seen; delete it"),
    ],
)
def test_what_turns_or_hides_words_is_refused_by_name(sign: str, what: str) -> None:
    with pytest.raises(Unreadable) as found:
        decoded(f"a\nAnn{sign} Example".encode())
    assert (found.value.mark, found.value.what) == ((2, 4), what)


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml", ".swp"):
        (tmp_path / name).touch()
    assert [path.name for path in visible(tmp_path)] == ["a.yml", "b.yml"]
