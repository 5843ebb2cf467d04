"""BibTeX in: pybtex reads, this turns entries into plain references and says what is wrong where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from evidence.kept import NOTHING, Kept
from evidence.problems import Problem, nearest, shown
from evidence.read import authors, not_bibtex, text_files
from evidence.read.authors import Author
from evidence.read.calendar import latest_day
from evidence.read.copies import only_a_copy
from evidence.read.text_files import Unreadable, place
from evidence.records.common import HOST, SLUG
from evidence.records.reference import FIELDS, BibFields

if TYPE_CHECKING:
    from pybtex.database import Entry

ENTRY_TYPES = ("article", "inproceedings", "book", "thesis", "report", "preprint", "registration", "online")
VERBATIM = {"doi", "url", "pmid", "pmcid", "urldate"}
"""Fields that stay as they are, LaTeX or not."""


def _is_day(value: str) -> bool:
    try:
        return len(value) == len("2026-11-23") and date.fromisoformat(value) <= latest_day()
    except ValueError:
        return False


def _is_year(value: str) -> bool:
    """Whether something may have been published then: this year's last issues are dated the next."""
    return re.fullmatch("[0-9]{4}", value) is not None and 1900 <= int(value) <= latest_day().year + 1


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


_FORMATS: Mapping[str, tuple[Callable[[str], bool], str]] = MappingProxyType(
    {
        "doi": (
            _like(r"10\.[0-9]{4,9}/[!#-\[\]-z|~]*[!#-+\-/0-9<-\[\]-z|~]"),
            "only what follows https://doi.org/, in plain letters and signs (ASCII), as in "
            "10.1186/s12891-019-2537-9",
        ),
        "pmid": (_like(r"[1-9][0-9]{0,8}"), "digits, as in 30967128"),
        "pmcid": (_like(r"PMC[1-9][0-9]*"), "PMC and digits, as in PMC6456984"),
        "url": (
            _like(rf"{HOST}([/?#][^\s<>\"\\{{}}]*)?"),
            "an address that starts with http:// or https:// and a host in plain letters, without backslash",
        ),
        "urldate": (_is_day, "a day of the calendar as YYYY-MM-DD, not one to come"),
        "year": (_is_year, "four digits, from 1900 to next year; leave it out when no year was seen"),
    }
)
_STAND_INS = {r"\{": "\ue000", r"\}": "\ue001", r"\$": "\ue002"}
"""What pybtex would not give back as it was."""
_LATEX = re.compile(r"[\\{}$%~^&#_`']|--")
"""Whatever LaTeX reads as more than itself; most text holds none of it and need not be decoded."""
_DOTLESS = re.compile(r"\{\s*\\([ij])\s*\}|\\([ij])(?![A-Za-z])\s?(?:\{\})?")
"""The i without its point, which carries an accent: what programs write for í."""
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "textquoteright": "’",
        "textquoteleft": "‘",
        "textquotedblleft": "“",
        "textquotedblright": "”",
        "textendash": "–",
        "textemdash": "—",
        "textdegree": "°",
        "textregistered": "®",
        "texttrademark": "™",
    }
)
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}|\s)?")
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "issue": "number",
        "school": "institution",
        "organization": "institution",
        "journaltitle": "journal",
        "date": "year",
        "location": "address",
    }
)
"""What other programs call a field."""
_UNUSED = (
    *("abstract", "annote", "archiveprefix", "day", "eissn", "eprint", "file", "isbn", "issn", "keywords"),
    *("language", "month", "numpages", "primaryclass", "publicationstatus", "series", "shorttitle"),
)
"""Fields of other programs that nothing here reads."""
_ORDINALS = {"II": "2nd", "III": "3rd", "IV": "4th"}
_ENTRY = re.compile(r"@\w+\s*\{\s*([^\s,}]*)")
_TOKEN = re.compile(r"@\w+\s*\{|[{}]|[^\s{}@]+|@")


class Reference(BibFields):
    """One entry of a .bib file as plain Unicode text."""

    key: str
    """Citation key."""
    kind: str
    """Kind of work, one of ENTRY_TYPES unless the entry is faulty."""
    authors: tuple[Author, ...] = ()
    """Authors in their order."""
    name: str = ""
    """What it is called without a seen author or title, without the year; empty where no record tells."""

    def short(self) -> str:
        """'Chen et al. 2021' for a line of text; what it is called where no author was seen."""
        if not self.authors:
            return self._named_otherwise()
        names = ["et al." if author.others else author.family for author in self.authors]
        if len(names) > 2:
            names = [names[0], "et al."]
        who = " ".join(names) if "et al." in names else " and ".join(names)
        return f"{who} {self.year or '(year not seen)'}"

    def _named_otherwise(self) -> str:
        registered = self.number if self.kind == "registration" else ""
        if self.name:
            return f"{self.name}, {registered or self.year or 'year unknown'}"
        if registered:
            return f"Trial {registered}"
        place = self.journal or self.institution or self.publisher
        kind = "" if self.kind == "online" else "Report in"
        in_place = " ".join(filter(None, (kind, place, self.year))) if place else "Report without a title"
        return _shortened(self.title) or in_place


def _shortened(title: str) -> str:
    words = title.split()
    return f"“{' '.join(words[:6])}{' …' if len(words) > 6 else ''}”" if words else ""


@dataclass(frozen=True)
class Bibliography:
    """References of one file in their order, and its problems."""

    path: Path
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    text: str

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        """Where each entry begins, by its key; the first where two have the same."""
        return {entry[1]: entry.start() for entry in reversed(list(_ENTRY.finditer(self.text)))}

    def offset(self, key: str, field: str = "") -> int:
        """Where the entry or its field begins."""
        start = self._starts.get(key, 0)
        named = (
            re.compile(rf"\b{re.escape(field)}\s*=", re.IGNORECASE).search(self.text, start)
            if field
            else None
        )
        return named.start() if named else start

    def problem(self, key: str, what: str, field: str = "", *, level: Any = "error") -> Problem:
        """A problem with one entry, at its line or at that of the field."""
        line, column = place(self.text, self.offset(key, field))
        return Problem(self.path, line, column, f"{key}.{field}" if field else key, what, level)

    def possible_keys(self) -> set[str]:
        """Keys of the references, and of entries that were too faulty to become one."""
        keys = {reference.key for reference in self.references} | set(_ENTRY.findall(self.text))
        return keys if self.references else keys | {self.path.stem}


def read(path: Path, kept: Kept = NOTHING) -> Bibliography:
    """Read one .bib file; never raises, every problem is in the result."""
    try:
        data = text_files.read(path)
        text = text_files.decoded(data)
    except Unreadable as error:
        return Bibliography(path, (), (error.problem(path),), "")
    packed = kept.get("bibtex", data, lambda: _packed(parse(text, path)))
    if packed is None:
        return parse(text, path)
    return Bibliography(path, tuple(_unpacked(*each) for each in packed), (), text)


def _packed(found: Bibliography) -> list[tuple[dict[str, str], list[tuple[str, ...]]]] | None:
    """Fields and authors of each reference; None where there are problems: their messages name the file."""
    if found.problems:
        return None
    return [
        ({"key": each.key, "kind": each.kind, **each.given()}, [astuple(author) for author in each.authors])
        for each in found.references
    ]


def _unpacked(fields: dict[str, Any], authors: list[tuple[str, ...]]) -> Reference:
    return Reference(**fields, authors=tuple(Author(*author) for author in authors))


def parse(text: str, path: Path) -> Bibliography:
    """References and problems of `text`; `path` is only for messages."""
    if foreign := list(not_bibtex.problems(text, path)):
        return Bibliography(path, (), tuple(foreign), text)
    # Most of the time that reading takes, and not needed for what was read before.
    import pybtex.errors
    from pybtex.database.input.bibtex import Parser

    with pybtex.errors.capture() as errors:
        # Names stay text: taken apart, "Anna Li" and "Li, Anna" would be the same.
        entries = dict(Parser(person_fields=()).parse_string(text).entries.items())
    problems = [_syntax(error, text, path) for error in errors] or list(_outside(text, path))
    if not entries and not problems:
        what = "no entry in this file; write at least one @article{key, ...}"
        problems.append(Problem(path, 1, 1, "BibTeX", what))
    references = tuple(_reference(key, entry) for key, entry in entries.items())
    found = Bibliography(path, references, (), text)
    for key, entry in entries.items():
        problems += _faults(found, key, entry, whole=not errors)
    return Bibliography(path, references, tuple(problems), text)


def plain(latex: str) -> str:
    r"""LaTeX text to Unicode: accents, `\&`, protecting braces. 'G{\"o}del' -> 'Gödel'; a lone % stays.

    Raises ValueError, naming what it cannot read.
    """
    if not _LATEX.search(latex):
        return unicodedata.normalize("NFC", latex).strip()
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    if re.search(r"(?<!\\)\$", latex):
        raise ValueError("$")
    dotted = _DOTLESS.sub(lambda found: f"{{{found[1] or found[2]}}}", latex)
    named = _SIGN.sub(lambda found: _SIGNS[found[1]], dotted)
    kept = re.sub(r"(?<!\\)%", r"\\%", named)
    for escaped, stand_in in _STAND_INS.items():
        kept = kept.replace(escaped, stand_in)
    try:
        text = str(Text.from_latex(kept))
    except (PybtexError, UnicodeError):
        raise ValueError("\\" if latex.endswith("\\") else "{") from None
    if found := re.search(r"\\([A-Za-z]+|.?)", text):
        raise ValueError(found[0])
    for escaped, stand_in in _STAND_INS.items():
        text = text.replace(stand_in, escaped[1])
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    return unicodedata.normalize("NFC", text).strip()


def _plain_or_raw(latex: str) -> str:
    try:
        return plain(latex)
    except ValueError:
        return latex


def _reference(key: str, entry: Entry) -> Reference:
    fields = {
        name: value.strip() if name in VERBATIM else _plain_or_raw(" ".join(value.split()))
        for name, value in _fields(entry)
        if name in FIELDS
    }
    people = tuple(map(_author, _names(entry)))
    return Reference(key=key, kind=entry.type.lower(), authors=people, **fields)


def _fields(entry: Entry) -> list[tuple[str, str]]:
    return [(str(name).lower(), str(value)) for name, value in entry.fields.items()]


def _names(entry: Entry) -> tuple[str, ...]:
    """The names of the authors, as they stand in the file."""
    given = entry.fields.get("author")
    return _parted(str(given)) if given else ()


@cache
def _parted(names: str) -> tuple[str, ...]:
    from pybtex.bibtex.utils import split_name_list

    return tuple(split_name_list(names))


def _author(raw: str) -> Author:
    """A name that is none stays whole."""
    if authors.fault(raw):
        return Author(_plain_or_raw(raw))
    from pybtex.database import Person

    person = Person(raw)
    family = _plain_or_raw(" ".join([*person.prelast_names, *person.last_names]))
    given = _plain_or_raw(" ".join([*person.first_names, *person.middle_names]))
    initials, given = authors.initials_of(given, family)
    lineage = _plain_or_raw(" ".join(person.lineage_names)).removesuffix(".")
    return Author(family, initials, _ORDINALS.get(lineage, lineage), given)


def _faults(bibliography: Bibliography, key: str, entry: Entry, *, whole: bool) -> Iterator[Problem]:
    """What is wrong with one entry; with `whole` false a syntax error may have emptied its fields."""

    def fault(what: str, field: str = "") -> Problem:
        return bibliography.problem(key, what, field)

    if not re.fullmatch(SLUG, key):
        yield fault(f"key {shown(key)} must be lower-case words joined by hyphens, as in chen-2021")
    if entry.type.lower() not in ENTRY_TYPES:
        kinds = ", ".join(ENTRY_TYPES)
        guess = nearest(entry.type.lower(), ENTRY_TYPES)
        yield fault(f"unknown entry type {shown('@' + entry.type)}; {guess}allowed: {kinds}")
    for name, value in _fields(entry):
        if name in ("author", "editor"):
            continue
        if name not in FIELDS:
            yield fault(_unknown_field(name), name)
        elif not value.strip():
            if whole:
                yield fault("empty field; leave it out when nothing was seen", name)
        elif name in _FORMATS and not _FORMATS[name][0](value.strip()):
            yield fault(f"{shown(value.strip())} does not fit; write {_FORMATS[name][1]}", name)
        elif name == "url" and only_a_copy(value.strip()):
            what = "leads to a copy; write the publisher's or the registry's address, or leave it out"
            yield fault(f"{shown(value.strip())} {what}: sources of the record name what was read", name)
        elif name not in VERBATIM:
            yield from (fault(what, name) for what in _unreadable(value))
    if "editor" in entry.fields:
        yield fault("editors are not used; keep only author", "editor")
    for given in _names(entry):
        unread = list(_unreadable(given)) or [authors.fault(given)]
        yield from (fault(what, "author") for what in unread if what)
        for what in authors.advice(given):
            yield bibliography.problem(key, what, "author", level="hint")


def _unknown_field(name: str) -> str:
    if name in _UNUSED:
        return "not used here; delete the line"
    if name in _OTHER_NAMES:
        return f'unknown field; it is called "{_OTHER_NAMES[name]}" here'
    fields = ("author", *FIELDS)
    return f"unknown field; {nearest(name, fields)}allowed: {', '.join(fields)}"


_MARKUP = re.compile(
    r"</?(?:i|em|strong|sub|sup|inf|sc|scp|br|p|span|u|(?:jats|mml):[a-z]+)\b[^<>]*>|&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});",
    re.IGNORECASE,
)
"""Tags and entities that exporters leave in titles; whatever else looks like HTML is shown as it is."""


def _unreadable(latex: str) -> Iterator[str]:
    if found := _MARKUP.search(latex.replace("\\&", "&")):
        yield f"{shown(found[0])} is HTML; write the sign itself, and leave tags out"
    try:
        plain(latex)
    except ValueError as error:
        yield f"{shown(str(error))} is not understood; write the sign or the word itself, without LaTeX"


def _outside(text: str, path: Path) -> Iterator[Problem]:
    """Text between entries, which BibTeX would pass over without a word; mostly a brace closed too early."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0].startswith("@") and token[0].endswith("{"):
            depth += 1
        elif depth:
            depth += (token[0] == "{") - (token[0] == "}")
        else:
            what = (
                f"{shown(token[0])} stands outside every entry and would be lost; check the braces above it"
            )
            yield Problem(path, *place(text, token.start()), "BibTeX", what)
            return


def _syntax(error: Any, text: str, path: Path) -> Problem:
    said = re.sub(r"^(syntax error|undefined string) in line \d+: ", r"\1: ", str(error))
    context = getattr(error, "error_context_info", None)
    offset, advice = context[2] if context else 0, "check commas, braces and quotes before this place"
    if found := re.search(r"key (\S+) has a duplicate (\S+) field", said):
        start = Bibliography(path, (), (), text).offset(found[1])
        offset, advice = _second(rf"\b{re.escape(found[2])}\s*=", text, start), "keep one"
    elif found := re.search(r"repeated bibliography entry: (\S+)", said):
        offset, advice = _second(rf"@\w+\s*\{{\s*{re.escape(found[1])}\s*,", text), "keep one"
    elif found := re.search(r"undefined string: (\S+)", said):
        offset, advice = max(text.rfind(found[1], 0, offset), 0), "put the value in braces"
    elif "end of file" in said:
        starts = [entry.start() for entry in _ENTRY.finditer(text)]
        offset, advice = max(starts, default=0), "close the braces of this entry"
    return Problem(path, *place(text, offset), "BibTeX", f"{said}; {advice}")


def _second(pattern: str, text: str, start: int = 0) -> int:
    found = list(re.compile(pattern, re.IGNORECASE).finditer(text, start))
    return found[1].start() if len(found) > 1 else start
