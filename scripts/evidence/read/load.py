"""references/ whole: read every file, put the library together, gather all problems before failing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence.kept import NOTHING, Kept
from evidence.problems import Problem
from evidence.read import bibliography, names, record_files
from evidence.read.bibliography import Bibliography, Reference
from evidence.read.digest import digest
from evidence.read.library import Library
from evidence.read.record_files import Entry, RecordFile
from evidence.read.text_files import visible
from evidence.records.changes import Changes
from evidence.records.excluded import Excluded
from evidence.records.glossary import Glossary
from evidence.records.kinds import CITED_FOLDERS, FOLDERS, KINDS, SINGLE_FILES
from evidence.records.ladder import Ladder
from evidence.records.origin import Origin
from evidence.records.questions import Questions
from evidence.records.site import Site
from evidence.records.stop import Stop


def load(root: Path, kept: Kept = NOTHING) -> Library:
    """Whatever could be read under `root`, with every problem of its files; what they say is not judged."""
    if not root.is_dir():
        missing = Problem(root, 1, 1, "references", "no such folder; give another")
        return replace(_assembled(root, [], []), problems=(missing,))
    files, bibliographies = _record_files(root, kept), _bibliographies(root, kept)
    entries = [file.entry for file in files if file.entry]
    library = _assembled(root, entries, bibliographies)
    may_be_named = names.Names(library.conditions, files, bibliographies)
    problems = [
        *names.stray(root),
        *names.unpaired(files, bibliographies),
        *(problem for found in bibliographies for problem in found.problems),
        *(problem for file in files for problem in file.problems),
        *names.repeated_references(bibliographies),
        *names.repeated_ids(entries),
        *may_be_named.unknown(),
    ]
    if not files and not problems:
        problems = [Problem(root, 1, 1, "references", "no records in this folder; give another")]
    return replace(
        library,
        problems=tuple(problems),
        unread=tuple(_condition_of(file) for file in files if file.folder == "studies" and not file.entry),
        citable=may_be_named.citable,
        digest=digest(root, _readable(files, bibliographies)),
    )


def _readable(files: Iterable[RecordFile[Any]], bibliographies: Iterable[Bibliography]) -> Iterator[Path]:
    """Every file that could be opened; what is wrong with the others is told elsewhere."""
    yield from (file.document.path for file in files if file.document.value is not None)
    yield from (found.path for found in bibliographies if found.text)


def _condition_of(file: RecordFile[Any]) -> str | None:
    """The condition that a faulty study names, where it is one."""
    named = (file.document.value or {}).get("condition")
    return named if isinstance(named, str) else None


def _record_files(root: Path, kept: Kept) -> list[RecordFile[Any]]:
    """Every file that may hold records, those of folders first."""
    several = [(folder, kind, "*.yml") for folder, kind in FOLDERS.items()]
    single = [("", kind, name) for name, kind in SINGLE_FILES.items()]
    return [
        record_files.read(path, folder, kind.model, kept)
        for folder, kind, pattern in (*several, *single)
        for path in visible(root / folder, pattern)
    ]


def _bibliographies(root: Path, kept: Kept) -> list[Bibliography]:
    return [
        bibliography.read(path, kept) for folder in CITED_FOLDERS for path in visible(root / folder, "*.bib")
    ]


def _assembled(root: Path, entries: list[Entry[Any]], bibliographies: Iterable[Bibliography]) -> Library:
    folders: dict[str, dict[str, Any]] = {folder: {} for folder in FOLDERS}
    for entry in entries:
        if entry.folder:
            folders[entry.folder][entry.record.id] = entry.record
    for kind in KINDS:
        if kind.ordered:
            in_order = sorted(folders[kind.place].items(), key=lambda item: (item[1].order, item[0]))
            folders[kind.place] = dict(in_order)
    single = {type(entry.record): entry.record for entry in entries if not entry.folder}
    excluded, glossary, asked = single.get(Excluded), single.get(Glossary), single.get(Questions)
    changes = single.get(Changes)
    references: dict[str, Reference] = {}
    owners: dict[str, tuple[str, str]] = {}
    for found in bibliographies:
        for reference in found.references:
            references.setdefault(reference.key, reference)
            owners.setdefault(reference.key, (found.path.parent.name, found.path.stem))
    return Library(
        root=root,
        conditions=folders["conditions"],
        instruments=folders["instruments"],
        studies=folders["studies"],
        reviews=folders["reviews"],
        sources=folders["sources"],
        claims=folders["claims"],
        origin=single.get(Origin),
        ladder=single.get(Ladder),
        stop=single.get(Stop),
        site=single.get(Site),
        excluded=tuple(excluded.entries) if excluded else (),
        glossary=tuple(sorted(glossary.terms, key=lambda term: term.term.casefold())) if glossary else (),
        questions=tuple(asked.questions) if asked else (),
        changes=tuple(changes.entries) if changes else (),
        references=references,
        owners=owners,
        entries=tuple(entries),
        problems=(),
    )
