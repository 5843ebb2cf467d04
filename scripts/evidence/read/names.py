"""Who may be named: what is unknown, repeated, unpaired or in nobody's folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.problems import Location, Problem, nearest, shown
from evidence.read.bibliography import Bibliography, Reference
from evidence.read.citing import BRACKETED, CITATION, faults, keys
from evidence.read.record_files import Entry, RecordFile, apart_from
from evidence.read.text_files import visible
from evidence.records.common import SLUG, NameOf, Prose
from evidence.records.condition import Condition
from evidence.records.kinds import CITED_FOLDERS, FOLDERS, KINDS, NOT_RECORDS

SHORT_TITLE = 30
"""Shorter titles, such as of guidelines, are those of several works."""
FEW = 40
"""So many names can be read through in a message."""


def stray(root: Path) -> Iterator[Problem]:
    """What nobody would ever read, such as a record in the wrong folder or one that ends in .yaml."""
    for path in visible(root):
        expected = path.is_dir() if path.name in (*FOLDERS, "schema") else path.name in NOT_RECORDS
        if not expected:
            guess = nearest(path.name, (*FOLDERS, *NOT_RECORDS))
            what = f"{shown(path.name)} would not be read; {guess}records belong into {', '.join(FOLDERS)}"
            yield Problem(path, 1, 1, "file", what)
    for folder in FOLDERS:
        allowed = (".bib", ".yml") if folder in CITED_FOLDERS else (".yml",)
        for path in visible(root / folder):
            if path.suffix not in allowed:
                kinds = " and ".join(allowed)
                what = f"{shown(path.name)} would not be read; only {kinds} files belong here"
                yield Problem(path, 1, 1, "file", what)


def unpaired(files: Iterable[RecordFile[Any]], bibliographies: Iterable[Bibliography]) -> Iterator[Problem]:
    """Records without a .bib file beside them, and .bib files without a record."""
    bibs = {found.path for found in bibliographies}
    cited = [file.document for file in files if file.folder in CITED_FOLDERS]
    for document in cited:
        if (bib := document.path.with_suffix(".bib")) not in bibs:
            yield document.problem(("reports",), f'"{bib.name}" is missing; write it beside this file')
    for path in bibs - {document.path.with_suffix(".bib") for document in cited}:
        yield Problem(path, 1, 1, "file", f'"{path.stem}.yml" is missing; write it beside this file')


def repeated_references(bibliographies: Iterable[Bibliography]) -> Iterator[Problem]:
    """Keys and numbers that two entries claim; an address or a title of one year twice is a hint."""
    first: dict[tuple[str, str], Path] = {}
    for found in bibliographies:
        for reference in found.references:
            for name, value in (
                ("key", reference.key),
                ("doi", reference.doi.lower()),
                ("pmid", reference.pmid),
                ("pmcid", reference.pmcid),
                ("url", reference.url.rstrip("/").casefold()),
                ("title", _title_and_year(reference)),
            ):
                # A paper and the talk before it stand in one file, as reports of one study.
                own = name in ("url", "title") and first.get((name, value)) == found.path
                if value and (name, value) in first and not own:
                    what = f"{shown(value)} stands in {first[name, value]} too; one paper, one entry"
                    level = "hint" if name in ("url", "title") else "error"
                    yield found.problem(reference.key, what, "" if name == "key" else name, level=level)
                first.setdefault((name, value), found.path)


def _title_and_year(reference: Reference) -> str:
    """Letters of the title, and the year; empty where one of them was not seen or the title is short."""
    letters = " ".join(re.findall(r"\w+", reference.title.casefold()))
    return f"{letters}, {reference.year}" if reference.year and len(letters) > SHORT_TITLE else ""


def repeated_ids(entries: Iterable[Entry[Any]]) -> Iterator[Problem]:
    """Addresses that two records claim. Studies, reviews and sources share one set of names."""
    taken: dict[tuple[bool, str], Path] = {}
    for entry in entries:
        if entry.folder in (*CITED_FOLDERS, "conditions"):
            for location, name in _own_ids(entry.record):
                owner = taken.setdefault((entry.folder in CITED_FOLDERS, name), entry.document.path)
                if owner != entry.document.path:
                    yield entry.problem(location, f'"{name}" belongs to {owner} too; choose another')


def _own_ids(record: Any) -> Iterator[tuple[Location, str]]:
    yield ("id",), record.id
    for index, name in enumerate(getattr(record, "formerly", ())):
        yield ("formerly", index), name


class Names:
    """Who may be named. A faulty or missing file still lends its name, so that nobody is blamed for it."""

    def __init__(
        self,
        conditions: Mapping[str, Condition],
        files: list[RecordFile[Any]],
        bibliographies: list[Bibliography],
    ) -> None:
        self.conditions, self.files = conditions, files
        self.names: dict[str, set[str]] = {
            "condition": {file.document.path.stem for file in files if file.folder == "conditions"},
            "study": {file.document.path.stem for file in files if file.folder == "studies"},
            "instrument": {file.document.path.stem for file in files if file.folder == "instruments"},
            "citation key": set().union(*(found.possible_keys() for found in bibliographies)),
        }
        self.called = {
            "condition": _by_name(file for file in files if file.folder == "conditions"),
            "instrument": _by_name(file for file in files if file.folder == "instruments"),
        }
        with_bib = {found.path.with_suffix(".yml") for found in bibliographies if found.text}
        for file in files:
            if file.folder in CITED_FOLDERS and file.document.path not in with_bib:
                self.names["citation key"] |= {file.document.path.stem, *_reports(file)}
        self.promised = {key for file in files if file.folder in CITED_FOLDERS for key in _reports(file)}

    @property
    def citable(self) -> frozenset[str]:
        """Keys that may be cited; one that a record promises and its .bib file lacks is told there alone."""
        return frozenset(self.names["citation key"] | self.promised)

    def unknown(self) -> Iterator[Problem]:
        """Every name that leads nowhere, at its place."""
        for file in self.files:
            for location, mark, text in file.marked():
                yield from apart_from(file.problems, self._unknown_in(file, location, mark, text))
                if isinstance(mark, NameOf) and (meant := self._meant(file, mark.kind, text)):
                    yield file.document.problem(location, f'{shown(text)} is a name; write its id, "{meant}"')
            yield from _cited_in_vain(file)

    def _unknown_in(
        self, file: RecordFile[Any], location: Location, mark: Prose | NameOf, text: str
    ) -> Iterator[Problem]:
        if isinstance(mark, NameOf):
            yield from self._missing(file, location, mark.kind, text)
            return
        for _, what in faults(text):
            yield file.document.problem(location, what)
        for key in keys(text):
            yield from self._missing(file, location, "citation key", key)
        yield from self._without_its_sign(file, location, text)

    def _without_its_sign(self, file: RecordFile[Any], location: Location, text: str) -> Iterator[Problem]:
        """`[key]`: readers would meet the bare key of a work."""
        for found in BRACKETED.finditer(text) if "[" in text else ():
            if found[1] in self.names["citation key"]:
                what = f"{shown(found[0])} cites nothing; write [@{found[1]}]"
                yield file.document.problem(location, what)

    def _meant(self, file: RecordFile[Any], kind: str, text: str) -> str | None:
        """The id of what is named in words, such as a scale by its name; None for an id."""
        if kind not in ("condition", "instrument", "outcome") or re.fullmatch(SLUG, text):
            return None
        condition = self.conditions.get(str(file.document.value.get("condition")))
        outcomes = (
            {outcome.name.casefold(): outcome.id for outcome in condition.outcomes} if condition else {}
        )
        return (outcomes if kind == "outcome" else self.called[kind]).get(" ".join(text.split()).casefold())

    def _missing(self, file: RecordFile[Any], location: Location, kind: str, name: str) -> Iterator[Problem]:
        allowed = self._allowed(file, kind)
        if allowed is None or name in allowed:
            return
        if kind == "citation key" and location[0] != "reports" and name in self.promised:
            return
        guess = nearest(name, allowed)
        what = f"unknown {kind} {shown(name)}; {guess}allowed: {_allowed_names(kind, name, allowed)}"
        yield file.document.problem(location, what)

    def _allowed(self, file: RecordFile[Any], kind: str) -> set[str] | None:
        """Names that may be given for the kind; None when that cannot be told."""
        if kind in self.names:
            return self.names[kind]
        if kind == "outcome":
            own = file.document.value.get("id" if file.folder == "conditions" else "condition")
            condition = self.conditions.get(str(own))
            return {outcome.id for outcome in condition.outcomes} if condition else None
        if kind == "place":
            return _ids(file.document.value.get("places"))
        inside = file.document.value.get({"arm": "arms", "source": "sources"}[kind])
        return set(inside) if isinstance(inside, Mapping) else None


def _cited_in_vain(file: RecordFile[Any]) -> Iterator[Problem]:
    """Citations in texts that are shown as they stand: readers would meet the bare key."""
    resolved = {location for location, mark, _ in file.marked() if isinstance(mark, Prose)}
    for location, value in file.document.leaves:
        if isinstance(value, str) and location not in resolved:
            for found in CITATION.finditer(value):
                what = f"{shown(found[0])} would be shown as it stands; a citation cannot be made here"
                yield file.document.problem(location, f"{what}, so take it out or say it in another field")


def _by_name(files: Iterable[RecordFile[Any]]) -> dict[str, str]:
    """Name in small letters, in brackets or out of them -> id."""
    found: dict[str, str] = {}
    for file in files:
        name = (file.document.value or {}).get("name")
        for part in re.split(r"[()]", name) if isinstance(name, str) else ():
            found.setdefault(part.strip().casefold(), file.document.path.stem)
    return found


def _ids(given: Any) -> set[str] | None:
    """Ids of the items of a list, as far as they have one; None where there is no list."""
    if not isinstance(given, list):
        return None
    return {str(item.get("id")) for item in given if isinstance(item, Mapping)}


def _reports(file: RecordFile[Any]) -> list[str]:
    """Citation keys that the record expects in its own .bib file."""
    given = (file.document.value or {}).get("reports")
    return [key for key in given if isinstance(key, str)] if isinstance(given, list) else []


def _allowed_names(kind: str, given: str, allowed: set[str]) -> str:
    """All of few names; of many those that hold the one given, and where all of them are."""
    if len(allowed) <= FEW:
        return ", ".join(sorted(allowed)) or "none yet"
    alike = [name for name in sorted(allowed) if given and given in name]
    among = f", among them {', '.join(alike[:FEW])}" if alike else ""
    place = next((f"; each is a file in {one.place}/" for one in KINDS if one.name == kind), "")
    return f"{len(allowed)} are known{among}{place}"
