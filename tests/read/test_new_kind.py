"""A new kind of record: a model and a row are enough to read it, cite from it and list its reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.check import records
from evidence.read import load as loading
from evidence.read import names
from evidence.records.common import CitationKey, Record, Slug
from evidence.records.kinds import CITED_FOLDERS, FOLDERS, KINDS, Kind
from evidence.show.blocks import ReferenceListBlock
from project import edit, load, problems_of


class Hall(Record):
    """Where people juggle."""

    id: Slug
    order: int
    cites: CitationKey


KIND = Kind("hall", Hall, "halls", cited=True, ordered=True)


@pytest.fixture
def halls(references: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(loading, "KINDS", (*KINDS, KIND))
    for module in (loading, names, records):
        monkeypatch.setattr(module, "FOLDERS", {**FOLDERS, "halls": KIND})
    for module in (loading, names):
        monkeypatch.setattr(module, "CITED_FOLDERS", (*CITED_FOLDERS, "halls"))
    (references / "halls").mkdir()
    (references / "halls/town.yml").write_text("id: town\norder: 1\ncites: town\n")
    (references / "halls/town.bib").write_text("@online{town, title = {The town hall}}\n")
    return references


def test_it_is_read_and_its_reference_listed(halls: Path) -> None:
    library = load(halls)
    assert [entry.record for entry in library.entries if entry.folder == "halls"] == [
        Hall(id="town", order=1, cites="town")
    ]
    rows = ReferenceListBlock.of(library).rows
    assert [(row.address, row.source) for row in rows if row.reference.key == "town"] == [("", None)]


def test_its_slips_are_told(halls: Path) -> None:
    edit(halls / "halls/town.yml", "cites: town", "cites: towm")
    assert "did you mean" in problems_of(halls)[0]
