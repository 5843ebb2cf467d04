"""What is asked of the answers while something is wrong with a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from project import edit, said


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("studies/bell-2005.yml", "n: 20", "n: 21"),
        ("studies/bell-2005.yml", "design:", "desing:"),
        ("studies/bell-2005.yml", "id: bell-2005", '"'),
        ("studies/bell-2005.bib", "year = ", "yaer = "),
        ("instruments/grip-strength.yml", "name:", "nane:"),
    ],
)
def test_no_judgement_is_blamed_for_a_fault_in_what_it_is_about(
    references: Path, name: str, old: str, new: str
) -> None:
    edit(references / "conditions" / "stiff-thumbs.yml", ", gain: strengthen the grip", "")
    assert "stiff-thumbs.yml" in "".join(said(references))
    edit(references / name, old, new)
    assert {line.split(":")[0] for line in said(references) if ": error: " in line} == {name}
