"""Whoever does what the page for contributors says has a record that nobody finds fault with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from evidence.problems import Problem
from evidence.run.answered import looked_through
from project import ROOT, edit

GUIDE = (ROOT / "docs" / "contribute.md").read_text(encoding="utf-8")


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """The real records and the two files of the page."""
    references = tmp_path / "references"
    shutil.copytree(ROOT / "references", references)
    for language, suffix in (("yaml", ".yml"), ("bibtex", ".bib")):
        example = re.search(rf"```{language}\n(.*?)```", GUIDE, re.S)
        assert example
        (references / "studies" / f"author-2020{suffix}").write_text(example[1], encoding="utf-8")
    return references


def found(references: Path, *names: str) -> list[Problem]:
    return [each for each in looked_through(references).problems if each.path.stem in names]


def test_the_example_has_no_fault_and_no_more_to_wish_for_than_a_second_reading(added: Path) -> None:
    assert "Add one to `known`, under `searched`, in the file of the condition." in GUIDE
    path = added / "conditions" / "knee-osteoarthritis.yml"
    number = re.search(r"^  known: (\d+)$", path.read_text(encoding="utf-8"), re.M)
    assert number
    edit(path, number[0], f"  known: {int(number[1]) + 1}")
    (told,) = [each for each in looked_through(added).problems if each.level == "error"]
    assert "The check then says what to write at the top of `changes.yml`." in GUIDE
    assert told.path.name == "changes.yml"
    answer = told.what.partition("write under answers: ")[2]
    entry = f"  - on: 2026-11-30\n    says: [A study is new.]\n    answers:\n      {answer}\n"
    edit(told.path, "entries:\n  - on: 2026-11-30\n", f"entries:\n{entry}  - on: 2026-11-30\n")
    said = looked_through(added).problems
    assert [str(each) for each in said if each.level == "error"] == []
    assert [each.where for each in found(added, "author-2020")] == ["reading"]


def test_who_forgets_to_count_it_is_told_the_number(added: Path) -> None:
    (told,) = [each for each in found(added, "knee-osteoarthritis") if each.level == "error"]
    assert (told.where, told.line > 1) == ("searched.known", True)
    assert re.fullmatch(r"(\d+) known, but (\d+) are entered; give \2 or more", told.what)
