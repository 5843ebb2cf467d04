"""BibTeX in: pybtex reads, this turns entries into plain references and says what is wrong where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pybtex.errors
from pybtex.database import Entry, Person, parse_string
from pybtex.richtext import Text

from evidence.problems import Problem, nearest, shown

ENTRY_TYPES = ("article", "inproceedings", "book", "thesis", "report", "preprint", "registration", "online")
FIELDS = (
    "title",
    "journal",
    "booktitle",
    "publisher",
    "institution",
    "address",
    "type",
    "year",
    "volume",
    "number",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "url",
    "urldate",
    "note",
)
_VERBATIM = {"doi", "url", "pmid", "pmcid", "urldate"}
_FORMATS = {
    "doi": (re.compile(r"10\.[0-9]{4,9}/[^\s\\{}\"<>]+"), "10.1186/s12891-019-2537-9, without https and backslash"),
    "pmid": (re.compile(r"[1-9][0-9]{0,8}"), "digits, as in 30967128"),
    "pmcid": (re.compile(r"PMC[1-9][0-9]*"), "PMC and digits, as in PMC6456984"),
    "url": (re.compile(r"https?://[^\s<>\"\\]+"), "an address that starts with http:// or https://, without backslash"),
    "urldate": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a day as YYYY-MM-DD"),
    "year": (re.compile(r"[0-9]{4}"), "four digits; leave it out when no year was seen"),
}


@dataclass(frozen=True)
class Author:
    """A person (family name with its particles, initials, suffix) or, with no initials, an organisation."""

    family: str
    initials: str = ""
    suffix: str = ""

    @property
    def others(self) -> bool:
        """BibTeX's 'and others': more authors, names not given."""
        return self.family == "others" and not self.initials

    def __str__(self) -> str:
        return " ".join(part for part in (self.family, self.initials, self.suffix) if part)


@dataclass(frozen=True)
class Reference:
    """One entry of a .bib file as plain Unicode text; what the file leaves out is an empty string."""

    key: str
    kind: str
    authors: tuple[Author, ...]
    fields: dict[str, str]

    def __getattr__(self, name: str) -> str:
        if name in FIELDS:
            return self.fields.get(name, "")
        raise AttributeError(name)

    def short(self) -> str:
        """'Chen et al. 2021' for a line of text; the start of the title where no author was seen."""
        if not self.authors:
            return _shortened(self.title) or "Title and authors not seen"
        names = ["et al." if author.others else author.family for author in self.authors]
        if len(names) > 2:
            names = [names[0], "et al."]
        who = " ".join(names) if "et al." in names else " and ".join(names)
        return f"{who} {self.year or '(year not seen)'}"


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

    def problem(self, key: str, what: str, field: str = "") -> Problem:
        """A problem with one entry, at its line or at that of the field."""
        line, column = _place(self.text, _offset(self.text, key, field))
        return Problem(self.path, line, column, f"{key}.{field}" if field else key, what)


def read(path: Path) -> Bibliography:
    """Read one .bib file; never raises for what is in it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return Bibliography(path, (), (Problem(path, 1, 1, "BibTeX", what),), "")
    return parse(text, path)


def parse(text: str, path: Path) -> Bibliography:
    """References and problems of `text`; `path` is only for messages."""
    with pybtex.errors.capture() as errors:
        entries = dict(parse_string(text, "bibtex").entries.items())
    problems = [_syntax(error, text, path) for error in errors]
    if not entries and not problems:
        what = "no entry in this file; write at least one @article{key, ...}"
        problems.append(Problem(path, 1, 1, "BibTeX", what))
    references = tuple(_reference(key, entry) for key, entry in entries.items())
    found = Bibliography(path, references, (), text)
    problems += [problem for key, entry in entries.items() for problem in _faults(found, key, entry)]
    return Bibliography(path, references, tuple(problems), text)


def plain(latex: str) -> str:
    r"""LaTeX text to Unicode: accents, `\&`, protecting braces. 'G{\"o}del' -> 'Gödel'."""
    return str(Text.from_latex(latex)).replace("\N{NO-BREAK SPACE}", " ").strip()


def _reference(key: str, entry: Entry) -> Reference:
    fields = {
        name: value.strip() if name in _VERBATIM else plain(" ".join(value.split()))
        for name, value in ((str(n).lower(), str(v)) for n, v in entry.fields.items())
    }
    people = tuple(_author(person) for person in entry.persons.get("author", ()))
    return Reference(key, entry.type.lower(), people, fields)


def _author(person: Person) -> Author:
    family = plain(" ".join([*person.prelast_names, *person.last_names]))
    given = plain(" ".join([*person.first_names, *person.middle_names]))
    initials = "".join(part[0].upper() for part in re.split(r"[\s.\-‐]+", given) if part)
    if given and given.isupper() and given.isalpha() and len(given) <= 3:
        initials = given
    return Author(family, initials, plain(" ".join(person.lineage_names)))


def _faults(bibliography: Bibliography, key: str, entry: Entry) -> list[Problem]:
    def fault(what: str, field: str = "") -> Problem:
        return bibliography.problem(key, what, field)

    faults = []
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        faults.append(fault(f"key {shown(key)} must be lower-case words joined by hyphens, as in chen-2021"))
    if entry.type.lower() not in ENTRY_TYPES:
        kinds = ", ".join(ENTRY_TYPES)
        guess = nearest(entry.type.lower(), ENTRY_TYPES)
        faults.append(fault(f"unknown entry type {shown('@' + entry.type)}; {guess}allowed: {kinds}"))
    values = {str(name).lower(): str(value).strip() for name, value in entry.fields.items()}
    for name, value in values.items():
        if not value:
            faults.append(fault("empty field; leave it out when nothing was seen", name))
        elif name not in FIELDS:
            allowed = ", ".join(("author", *FIELDS))
            faults.append(fault(f"unknown field; {nearest(name, ('author', *FIELDS))}allowed: {allowed}", name))
        elif name in _FORMATS and not _FORMATS[name][0].fullmatch(value):
            faults.append(fault(f"{shown(value)} does not fit; write {_FORMATS[name][1]}", name))
    if set(entry.persons) - {"author"}:
        faults.append(fault("editors are not used; keep only author"))
    return faults


def _syntax(error: Any, text: str, path: Path) -> Problem:
    context = getattr(error, "error_context_info", None)
    said = str(error)
    if context:
        offset = context[2]
    elif found := re.search(r"key ([^\s]+) has|entry: (\S+)|commas in '(.*)'", said):
        key, repeated, name = found.groups()
        if name:
            offset = max(text.find(name.split(",")[0]), 0)
        else:
            offset = _offset(text, key) if key else text.rfind(repeated)
    else:
        offset = 0
    advice = "names are 'Family, Given and Family, Given'" if "commas" in said else "check braces, commas, quotes"
    said = re.sub(r"^(syntax error|undefined string) in line \d+: ", r"\1: ", said)
    return Problem(path, *_place(text, offset), "BibTeX", f"{said}; {advice}")


def _offset(text: str, key: str, field: str = "") -> int:
    entry = re.search(rf"@\w+\s*\{{\s*{re.escape(key)}\s*,", text)
    start = entry.start() if entry else 0
    if field and (found := re.compile(rf"\b{re.escape(field)}\s*=", re.IGNORECASE).search(text, start)):
        return found.start()
    return start


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
