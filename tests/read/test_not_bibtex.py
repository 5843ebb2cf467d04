"""Files of other programs under the name of a .bib file, and what BibTeX allows and nobody needs here."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.read.bibliography import parse

FILE = Path("chen-2021.bib")


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, FILE).problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PMID- 30967128\nOWN - NLM\n", "PubMed's own format (.nbib)"),
        ("\n\nPMID- 30967128\n", "PubMed's own format (.nbib)"),
        ("TY  - JOUR\nAU  - Chen, Z\nER  - \n", "RIS"),
        ("%0 Journal Article\n%A Chen, Z\n", "EndNote's own format (.enw)"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\n", "Web of Science's own format"),
        ('[{"id": "chen", "type": "article-journal"}]', "JSON"),
        ('{"title": "T"}', "JSON"),
        ("{\\rtf1\\ansi @article{a-1}}", "rich text"),
        ("<?xml version='1.0'?><records/>", "XML or HTML"),
        ("---\nid: chen-2021\n", "YAML"),
        ("id: chen-2021\n", "YAML"),
    ],
)
def test_another_format_is_named(text: str, name: str) -> None:
    what = f"this is {name}, not BibTeX; export it as BibTeX, or write @article{{chen-2021, ...}}"
    assert said(text) == [f"chen-2021.bib:1:1: error: BibTeX: {what}"]


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("@article{a-1,\n  % seen\n  title = {T},\n}", "2:1", "% starts no comment in a .bib file"),
        ("% made by X\n@article{a-1, title = {T}}", "1:1", "% starts no comment in a .bib file"),
        ("@string{j = {J}}\n@article{a-1, title = {T}}", "1:1", '"@string" is not read here'),
        ("@article{a-1, title = {T}}\n@Preamble{x}", "2:1", '"@Preamble" is not read here'),
        ("@article{a-1, title = {T}}\n@comment{@article{b-1}}", "2:1", '"@comment" is not read here'),
        ("@article(a-1, title = {T})", "1:1", "write @article{chen-2021, ...}"),
        ("@article{Anna Li 2021,\n  title = {T},\n}", "1:10", "holds a space; write chen-2021"),
        ("@article{,\n  title = {T},\n}", "1:10", "the key is missing; write chen-2021"),
        ("@article{title = {T},\n}", "1:10", "the key is missing; write chen-2021"),
        ("@article{a-1\n  title = {T},\n}", "1:10", 'no comma after the key "a-1"'),
    ],
)
def test_what_no_parser_would_explain_is_told_at_its_place(text: str, place: str, told: str) -> None:
    (only,) = said(text)
    assert only.startswith(f"chen-2021.bib:{place}: error: BibTeX: ")
    assert told in only


def test_a_percent_sign_within_a_text_is_one() -> None:
    assert said("@article{a-1,\n  title = {T of\n 5% and @ comment},\n}") == []


def test_strings_that_swell_are_never_put_together() -> None:
    """Nine lines, each ten times the one before, are a thousand million letters."""
    lines = [f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}" for n in range(1, 10)]
    (only,) = said("\n".join(["@string{a0 = {xxxxxxxxxx}}", *lines, "@article{a-1, title = a9}"]))
    assert "is not read here" in only


def test_the_record_is_not_blamed_for_its_file() -> None:
    assert parse("TY  - JOUR", FILE).possible_keys() == {"chen-2021"}
