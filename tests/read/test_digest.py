"""A mark of everything that stands in the records."""

from pathlib import Path

from evidence.read.digest import LENGTH, digest
from project import edit, load


def test_two_states_that_differ_anywhere_have_different_marks(references: Path) -> None:
    before = load(references).digest
    assert len(before) == LENGTH and int(before, 16) >= 0 and load(references).digest == before
    edit(references / "studies/adams-2001.yml", "Village hall", "Town hall")
    records = load(references).digest
    edit(references / "studies/bell-2005.bib", "institution", "note = {x}, institution")
    assert len({before, records, load(references).digest}) == 3


def test_what_is_no_record_changes_nothing(references: Path) -> None:
    before = load(references).digest
    (references / "addresses.txt").write_text("/\n")
    (references / "studies/.adams-2001.yml.swp").write_text("x")
    assert load(references).digest == before


def test_neither_the_system_nor_the_place_changes_it(tmp_path: Path) -> None:
    marks = []
    for name, ends in (("here", b"\n"), ("there", b"\r\n")):
        root = tmp_path / name
        root.mkdir()
        (root / "a.yml").write_bytes(b"id: a" + ends)
        (root / "b.yml").write_bytes(b"id: b" + ends)
        marks.append(digest(root, [root / "b.yml", root / "a.yml"]))
    assert marks[0] == marks[1]


def test_what_moves_from_one_file_to_the_next_is_a_change(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yml", tmp_path / "b.yml"
    marks = []
    for one, other in (("xy", "z"), ("x", "yz")):
        first.write_text(one)
        second.write_text(other)
        marks.append(digest(tmp_path, [first, second]))
    assert marks[0] != marks[1]
