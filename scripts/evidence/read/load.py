"""references/ whole: read every file, put the library together, gather all problems before failing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evidence.check import records
from evidence.problems import Problem, ProblemsFound
from evidence.read import bibliography, record_files
from evidence.read.bibliography import Bibliography, Reference
from evidence.read.library import Library
from evidence.read.names import _Names, _repeated_ids, _repeated_references, _stray, _unpaired
from evidence.read.record_files import Entry, RecordFile
from evidence.read.text_files import _visible
from evidence.records.excluded import Excluded
from evidence.records.glossary import Glossary
from evidence.records.kinds import CITED_FOLDERS, FOLDERS, SINGLE_FILES
from evidence.records.ladder import Ladder
from evidence.records.origin import Origin


def load(root: Path) -> Library:
    """The library under `root`. Raises ProblemsFound with every problem of every file."""
    library, problems = gather(root)
    if problems:
        raise ProblemsFound(problems)
    return library


def gather(root: Path) -> tuple[Library, list[Problem]]:
    """Whatever could be read under `root`, and all errors. Hints are not among them."""
    if not root.is_dir():
        return _assembled(root, [], []), [Problem(root, 1, 1, "references", "no such folder; give another")]
    files: list[RecordFile[Any]] = [
        record_files.read(path, folder, model)
        for folder, model in FOLDERS.items()
        for path in _visible(root / folder, "*.yml")
    ]
    files += [
        record_files.read(path, "", model)
        for name, model in SINGLE_FILES.items()
        for path in _visible(root, name)
    ]
    bibliographies = [
        bibliography.read(path) for folder in CITED_FOLDERS for path in _visible(root / folder, "*.bib")
    ]
    library = _assembled(root, [file.entry for file in files if file.entry], bibliographies)
    problems = [*_stray(root), *_unpaired(files, bibliographies)]
    for found in bibliographies:
        problems += found.problems
    for file in files:
        problems += file.problems
    if not files and not problems:
        problems.append(Problem(root, 1, 1, "references", "no records in this folder; give another"))
    problems += _repeated_references(bibliographies)
    problems += _repeated_ids(library.entries)
    problems += _Names(library, files, bibliographies).unknown()
    problems += [problem for problem in records.problems_in(library) if problem.level == "error"]
    return library, problems


def _assembled(root: Path, entries: list[Entry[Any]], bibliographies: Iterable[Bibliography]) -> Library:
    folders: dict[str, dict[str, Any]] = {folder: {} for folder in FOLDERS}
    for entry in entries:
        if entry.folder:
            folders[entry.folder][entry.record.id] = entry.record
    ordered = {
        folder: dict(sorted(folders.pop(folder).items(), key=lambda item: (item[1].order, item[0])))
        for folder in ("conditions", "claims")
    }
    single = {type(entry.record): entry.record for entry in entries if not entry.folder}
    excluded, glossary = single.get(Excluded), single.get(Glossary)
    references: dict[str, Reference] = {}
    owners: dict[str, tuple[str, str]] = {}
    for found in bibliographies:
        for reference in found.references:
            references[reference.key] = reference
            owners.setdefault(reference.key, (found.path.parent.name, found.path.stem))
    return Library(
        root=root,
        origin=single.get(Origin),
        ladder=single.get(Ladder),
        excluded=tuple(excluded.entries) if excluded else (),
        glossary=tuple(sorted(glossary.terms, key=lambda term: term.term.casefold())) if glossary else (),
        references=references,
        owners=owners,
        entries=tuple(entries),
        **ordered,
        **folders,
    )
