"""References for other programs: what is written is read back as the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rispy
from pybtex.database import parse_string

from evidence.download.references import bibtex, ris
from evidence.read import bibliography
from evidence.read.authors import Author
from evidence.read.bibliography import ENTRY_TYPES, Reference
from evidence.read.library import Library
from evidence.records.reference import FIELDS
from evidence.say import citations, names
from project import ROOT, docs_of

NASTY = {
    "Braces { and } and {{ 7*7 }}": r"Braces \{ and \} and \{\{ 7*7 \}\}",
    "Only { one": r"Only {\textbraceleft} one",
    "The other } way { round": r"The other {\textbraceright} way {\textbraceleft} round",
    r"Back\slash, \emph{x}": r"Back{\textbackslash}slash, {\textbackslash}emph\{x\}",
    "R&D 100% #1 a_b $5 ~ x^2": r"R\&D 100\% \#1 a\_b \$5 {\textasciitilde} x{\textasciicircum}2",
    "Quotes \"q\" 'a' ``b'' “c” ’d": "Quotes \"q\" 'a' `{}`b'{}' “c” ’d",
    "Dashes - -- --- – — ,, ?` !`": "Dashes - -{}- -{}-{}- – — ,{}, ?{}` !{}`",
    "TI  - not a tag": "TI - not a tag",
    "ER  - ": "ER -",
    "Two\nlines\r\nAU  - and a tag\u2028x\x85y": "Two lines AU - and a tag x y",
    "@article{a-2, title = {Inside}}": r"@article\{a-2, title = \{Inside\}\}",
    "é ü Ł ß שלום عمر 走 🤹": "é ü Ł ß שלום عمر 走 🤹",
}
"""Text and how BibTeX has it."""
UNREADABLE = ("textbrace", "textbackslash", "textasciicircum")
"""LaTeX that our own reader refuses, so that it stands in no record."""


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(params=NASTY)
def nasty(request: pytest.FixtureRequest) -> Reference:
    authors = (
        Author("van der Berg", "J", "Jr", "Jan"),
        Author(squeezed(request.param)),
        Author("Smith and Sons, Ltd", "A", "", "A, and B."),
        Author("others"),
    )
    text, doi = request.param, "10.1234/a_b%c--d#e"
    return Reference(
        key="a-1", kind="article", authors=authors, title=text, journal=text, doi=doi, pages="1–2"
    )


def test_bibtex_is_read_back_as_the_same_references(library: Library, tmp_path: Path) -> None:
    """By our own reader, which finds no fault; two kinds are written as others that programs know."""
    path = tmp_path / "library.bib"
    path.write_text(bibtex(library.references.values()), encoding="utf-8")
    found = bibliography.read(path)
    assert found.problems == ()
    expected = []
    for reference in library.references.values():
        if reference.kind == "preprint":
            note = f"Preprint; {reference.note}" if reference.note else "Preprint"
            reference = reference.model_copy(update={"kind": "article", "note": note})
        if reference.kind == "registration":
            kind = {"type": reference.type or "Trial registration"}
            reference = reference.model_copy(update={"kind": "report", **kind})
        expected.append(reference)
    assert list(found.references) == expected


def test_bibtex_keeps_nasty_text(nasty: Reference) -> None:
    entry = parse_string(bibtex([nasty]), "bibtex").entries["a-1"]
    latex = NASTY[nasty.title]
    assert entry.fields["journal"] == latex
    if not any(command in latex for command in UNREADABLE):
        assert bibliography.plain(latex) == squeezed(nasty.title)
    assert (entry.fields["doi"], entry.fields["pages"]) == ("10.1234/a_b%c--d#e", "1--2")
    berg, organisation, smith, others = entry.persons["author"]
    assert (berg.prelast_names, berg.last_names, berg.lineage_names) == (["van", "der"], ["Berg"], ["Jr"])
    assert (organisation.last_names, organisation.first_names) == ([f"{{{latex}}}"], [])
    assert (smith.last_names, smith.first_names) == (["{Smith and Sons, Ltd}"], ["{A, and B.}"])
    assert str(others) == "others"


def test_bibtex_protects_abbreviations_in_titles() -> None:
    written = bibtex([Reference(key="a-1", kind="article", title="TNF-alpha, PEDro_II and A")])
    assert r"title = {{TNF}-alpha, {PEDro}\_{II} and A}," in written


def test_what_a_reference_leaves_out_is_left_out() -> None:
    bare = Reference(key="a-1", kind="article")
    assert bibtex([bare]) == "@article{a-1,\n}\n"
    assert ris([bare]) == "TY  - JOUR\r\nID  - a-1\r\nER  - \r\n"


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_every_field_is_written(kind: str) -> None:
    fields: dict[str, Any] = {name: f"{name} x" for name in FIELDS}
    whole = Reference(key="a-1", kind=kind, **fields)
    for written in (bibtex([whole]), ris([whole])):
        assert [name for name in FIELDS if f"{name} x" not in written] == []


def as_lines(text: str) -> list[str]:
    """RIS without the numbers that rispy puts above its records."""
    return [line for line in text.splitlines() if line and not line.rstrip(".").isdigit()]


def test_ris_is_read_and_written_again_the_same(library: Library) -> None:
    text = ris(library.references.values())
    entries = rispy.loads(text)
    assert as_lines(rispy.dumps(entries)) == as_lines(text)
    for entry, reference in zip(entries, library.references.values(), strict=True):
        assert entry["id"] == reference.key
        named = [author for author in reference.authors if not author.others]
        assert len(entry.get("authors", [])) == len(named)
        assert ("More authors than are named here" in entry.get("notes", [])) == (
            named != [*reference.authors]
        )
        for key, name in {"title": "title", "year": "year", "doi": "doi", "accession_number": "pmid"}.items():
            assert entry.get(key, "") == getattr(reference, name), reference.key
        pages = "-".join(entry[key] for key in ("start_page", "end_page") if key in entry)
        assert pages == reference.pages.replace("–", "-")


def test_ris_keeps_nasty_text(nasty: Reference) -> None:
    (entry,) = rispy.loads(ris([nasty]))
    assert (entry["title"], entry["secondary_title"]) == (squeezed(nasty.title), squeezed(nasty.title))
    assert entry["authors"] == [
        "van der Berg, Jan, Jr",
        squeezed(nasty.title.replace(",", "")) + ",",
        "Smith and Sons, Ltd, A, and B.",
    ]
    assert (entry["start_page"], entry["end_page"], entry["doi"]) == ("1", "2", "10.1234/a_b%c--d#e")


@pytest.fixture(scope="module")
def rendered(root: Path, real_files: dict[str, bytes]) -> dict[str, bytes]:
    return real_files if root == ROOT else docs_of(root)


def test_each_study_and_review_can_be_cited(library: Library, rendered: dict[str, bytes]) -> None:
    """The page shows the reference and leads to its files, and these hold that one reference."""
    shown = names.named(library)
    for folder in ("studies", "reviews"):
        for found in getattr(library, folder).values():
            reference = shown.references[found.reports[0]]
            page = rendered[f"{folder}/{found.id}.md"].decode()
            block = page[page.index("{ #cite ") : page.index("{ #reading ")]
            assert citations.html(reference) in block
            assert f'<code class="address">{folder}/{found.id}/</code>' in block
            for suffix, writer in ((".bib", bibtex), (".ris", ris)):
                name = f"data/citations/{reference.key}{suffix}"
                assert f'href="../../{name}" download' in block
                assert rendered[name].decode() == writer([reference])
