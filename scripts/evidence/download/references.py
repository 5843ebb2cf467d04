"""References out: BibTeX and RIS for reference managers.

Written here because pybtex escapes DOIs and addresses like prose when it writes. Both formats are UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.read.authors import Author
from evidence.read.bibliography import VERBATIM, Reference
from evidence.say.citations import first_and_last

_ESCAPES = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}
_LONE_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_LIGATURES = re.compile(r"-(?=-)|'(?=')|,(?=,)|[`?!](?=`)")
"""Pairs that LaTeX would join into one sign."""
_NEEDS_BRACES = re.compile(r",|\band\b", re.IGNORECASE)
"""What would divide a name in two."""
_ABBREVIATION = re.compile(r"[^\W_]+[A-Z][^\W_]*")
"""Words that a style must not write in small letters."""
_RIS_TYPES = {
    "article": "JOUR",
    "inproceedings": "CPAPER",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "online": "ELEC",
}
_RIS_TAGS = {
    "title": "TI",
    "journal": "T2",
    "booktitle": "T2",
    "publisher": "PB",
    "institution": "PB",
    "address": "CY",
    "type": "M3",
    "year": "PY",
    "volume": "VL",
    "number": "IS",
    "doi": "DO",
    "pmid": "AN",
    "pmcid": "C2",
    "url": "UR",
    "note": "N1",
}


def bibtex(references: Iterable[Reference]) -> str:
    """A .bib file; what a reference leaves out is left out, and DOIs and addresses stay as they are."""
    return "\n".join(map(_bibtex_entry, references))


def ris(references: Iterable[Reference]) -> str:
    """A .ris file, lines ended by CR LF as its specification asks."""
    lines = (line for reference in references for line in _ris_record(reference))
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _common(reference: Reference) -> tuple[str, dict[str, str]]:
    """Kind and fields in terms that other programs know: Zotero drops entries of any other type."""
    fields = reference.given()
    if reference.kind == "preprint":
        return "article", fields | {"note": "; ".join(["Preprint", *filter(None, [reference.note])])}
    if reference.kind == "registration":
        return "report", {"type": "Trial registration"} | fields
    return reference.kind, fields


def _bibtex_entry(reference: Reference) -> str:
    kind, fields = _common(reference)
    written = {name: value if name in VERBATIM else _latex(value) for name, value in fields.items()}
    if "title" in written:
        written["title"] = _ABBREVIATION.sub(r"{\g<0>}", written["title"])
    if "pages" in written:
        written["pages"] = written["pages"].replace("–", "--")
    if reference.authors:
        written = {"author": " and ".join(map(_bibtex_author, reference.authors))} | written
    lines = [f"  {name} = {{{value}}},\n" for name, value in written.items()]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _bibtex_author(author: Author) -> str:
    if author.others:
        return "others"
    if not author.given:
        return f"{{{_latex(author.family)}}}"
    parts = [_latex(part) for part in (author.family, author.suffix, author.given) if part]
    return ", ".join(f"{{{part}}}" if _NEEDS_BRACES.search(part) else part for part in parts)


def _latex(text: str) -> str:
    escapes = _ESCAPES if _nested(text) else _ESCAPES | _LONE_BRACES
    escaped = "".join(escapes.get(sign, sign) for sign in " ".join(text.split()))
    return _LIGATURES.sub(r"\g<0>{}", escaped)


def _nested(text: str) -> bool:
    r"""Whether every brace has its partner: BibTeX counts \{ and \} too."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _ris_record(reference: Reference) -> Iterator[tuple[str, str]]:
    kind, fields = _common(reference)
    yield "TY", _RIS_TYPES[kind]
    yield "ID", reference.key
    yield from (("AU", _ris_author(author)) for author in reference.authors if not author.others)
    for name, value in fields.items():
        if name == "pages":
            yield from zip(("SP", "EP"), first_and_last(value), strict=False)
        elif name == "urldate":
            yield "Y2", f"{value.replace('-', '/')}/"
        else:
            # Reference managers look for the number of a report in SN, for the issue of a journal in IS.
            yield "SN" if (kind, name) == ("report", "number") else _RIS_TAGS[name], value
    if any(author.others for author in reference.authors):
        yield "N1", "More authors than are named here"
    yield "ER", ""


def _ris_author(author: Author) -> str:
    """'Family, Given, Suffix'; an organisation holds one comma, at its end: it has no given name."""
    if not author.given:
        return author.family.replace(",", "") + ","
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
