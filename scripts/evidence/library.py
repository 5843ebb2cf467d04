"""references/ whole: load every record, resolve every cross-reference, gather all problems before failing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from evidence import bibliography, strict_yaml
from evidence.bibliography import Bibliography, Reference
from evidence.problems import Location, Problem, ProblemsFound, dotted, nearest, shown
from evidence.records import Condition, Instrument, Origin, Prose, Record, Review, Source, Study
from evidence.strict_yaml import Document

R = TypeVar("R", bound=Record)
FOLDERS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "conditions": Condition,
        "instruments": Instrument,
        "studies": Study,
        "reviews": Review,
        "sources": Source,
    }
)
CITED_FOLDERS = ("studies", "reviews", "sources")
CITATION = re.compile(r"\[(@[a-z0-9-]+[^\[\]]*)\]")
_KEY = re.compile(r"@([A-Za-z0-9_:.-]*[A-Za-z0-9])")


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with the file it came from."""

    folder: str
    record: R
    document: Document

    def problem(self, location: Location, what: str, *, level: Any = "error") -> Problem:
        """A problem at a place inside the record."""
        return self.document.problem(location, what, level=level)


@dataclass(frozen=True)
class Library:
    """Everything that is known, by id, every reference resolved."""

    root: Path
    conditions: Mapping[str, Condition]
    instruments: Mapping[str, Instrument]
    studies: Mapping[str, Study]
    reviews: Mapping[str, Review]
    sources: Mapping[str, Source]
    origin: Origin | None
    references: Mapping[str, Reference]
    owners: Mapping[str, tuple[str, str]]
    """Citation key -> (folder, record id) of the record that the .bib file belongs to."""
    entries: tuple[Entry[Any], ...] = field(repr=False)

    def studies_of(self, condition: str) -> list[Study]:
        """Studies of a condition, oldest first, those without a year last."""
        found = [study for study in self.studies.values() if study.condition == condition]
        return sorted(found, key=lambda study: (self.references[study.reports[0]].year or "9999", study.id))

    def reviews_of(self, condition: str) -> list[Review]:
        """Reviews of a condition, newest first."""
        found = [review for review in self.reviews.values() if review.condition == condition]
        return sorted(found, key=lambda review: self.references[review.reports[0]].year, reverse=True)


def load(root: Path) -> Library:
    """The library under `root`. Raises ProblemsFound with every problem of every file."""
    if not root.is_dir():
        raise ProblemsFound([Problem(root, 1, 1, "references", "no such folder; give it with --references DIR")])
    entries: list[Entry[Any]] = []
    problems: list[Problem] = []
    for folder, model in FOLDERS.items():
        for path in sorted((root / folder).glob("*")):
            problems += _stray(path, folder)
            if path.suffix == ".yml":
                _gather(read_record(path, folder, model), entries, problems)
    origin = root / "origin.yml"
    if origin.exists():
        _gather(read_record(origin, "", Origin), entries, problems)
    bibliographies = _bibliographies(root)
    for found, _ in bibliographies:
        problems += found.problems
    owners, references = _owners(bibliographies)
    problems += _missing_bibliographies(root)
    library = _assembled(root, entries, references, owners)
    problems += _repeated_references(bibliographies)
    problems += _unresolved(library, whole=not problems)
    if problems:
        raise ProblemsFound(problems)
    return library


def read_record(path: Path, folder: str, model: type[R]) -> Entry[R] | list[Problem]:
    """One record file against its model: the entry, or everything that is wrong with the file."""
    document = strict_yaml.read(path)
    if document.problems:
        return document.problems
    try:
        record = model.model_validate(document.value)
    except ValidationError as error:
        return [_explained(document, model, detail) for detail in error.errors(include_url=False)]
    entry = Entry(folder, record, document)
    if folder and getattr(record, "id", path.stem) != path.stem:
        what = f'"{record.id}" is not the file name "{path.stem}"; make both the same'  # type: ignore[attr-defined]
        return [entry.problem(("id",), what)]
    return entry


def cited_texts(record: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of a record that may cite, with its place."""
    for name, info in type(record).model_fields.items():
        prose = any(isinstance(mark, Prose) for mark in info.metadata) or _mentions_prose(info.annotation)
        yield from _texts(getattr(record, name), (*location, name), prose)


def citation_keys(text: str) -> list[str]:
    """Keys cited in a text, in order: '[@a; @b, Table 2]' -> ['a', 'b']."""
    return [key for found in CITATION.finditer(text) for key in _KEY.findall(found[1])]


def _texts(value: Any, location: Location, prose: bool) -> Iterator[tuple[Location, str]]:
    if isinstance(value, BaseModel):
        yield from cited_texts(value, location)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*location, key), prose)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*location, index), prose)
    elif isinstance(value, str) and prose:
        yield location, value


def _mentions_prose(annotation: Any) -> bool:
    metadata = getattr(annotation, "__metadata__", ())
    return any(isinstance(mark, Prose) for mark in metadata) or any(map(_mentions_prose, get_args(annotation)))


def _gather(found: Entry[Any] | list[Problem], entries: list[Entry[Any]], problems: list[Problem]) -> None:
    if isinstance(found, list):
        problems.extend(found)
    else:
        entries.append(found)


def _stray(path: Path, folder: str) -> list[Problem]:
    allowed = {".yml", ".bib"} if folder in CITED_FOLDERS else {".yml"}
    if path.suffix in allowed or path.name.startswith("."):
        return []
    kinds = " and ".join(sorted(allowed))
    return [Problem(path, 1, 1, "file", f'"{path.name}" would not be read; only {kinds} files belong here')]


def _bibliographies(root: Path) -> list[tuple[Bibliography, str]]:
    paths = [path for folder in CITED_FOLDERS for path in sorted((root / folder).glob("*.bib"))]
    return [(bibliography.read(path), path.parent.name) for path in paths]


def _owners(
    bibliographies: list[tuple[Bibliography, str]],
) -> tuple[dict[str, tuple[str, str]], dict[str, Reference]]:
    owners, references = {}, {}
    for found, folder in bibliographies:
        for reference in found.references:
            references[reference.key] = reference
            owners[reference.key] = (folder, found.path.stem)
    return owners, references


def _missing_bibliographies(root: Path) -> Iterator[Problem]:
    for folder in CITED_FOLDERS:
        for path in sorted((root / folder).glob("*.yml")):
            if not path.with_suffix(".bib").exists():
                yield Problem(path, 1, 1, "reports", f'"{path.stem}.bib" is missing; write it beside this file')
        for path in sorted((root / folder).glob("*.bib")):
            if not path.with_suffix(".yml").exists():
                yield Problem(path, 1, 1, "file", f'"{path.stem}.yml" is missing; write it beside this file')


def _repeated_references(bibliographies: list[tuple[Bibliography, str]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Path] = {}
    for found, _ in bibliographies:
        for reference in found.references:
            for name, value in (("key", reference.key), ("doi", reference.doi.lower()), ("pmid", reference.pmid)):
                if not value:
                    continue
                if (name, value) in first and (first[name, value] != found.path or name != "key"):
                    what = f"{shown(value)} stands in {first[name, value]} too; one paper, one entry"
                    yield found.problem(reference.key, what, "" if name == "key" else name)
                first.setdefault((name, value), found.path)


def _assembled(
    root: Path,
    entries: list[Entry[Any]],
    references: dict[str, Reference],
    owners: dict[str, tuple[str, str]],
) -> Library:
    folders: dict[str, dict[str, Any]] = {folder: {} for folder in FOLDERS}
    for entry in entries:
        if entry.folder:
            folders[entry.folder][entry.record.id] = entry.record
    conditions = dict(sorted(folders.pop("conditions").items(), key=lambda item: (item[1].order, item[0])))
    origin = next((entry.record for entry in entries if not entry.folder), None)
    return Library(
        root=root,
        conditions=conditions,
        origin=origin,
        references=references,
        owners=owners,
        entries=tuple(entries),
        **folders,
    )


def _unresolved(library: Library, *, whole: bool) -> Iterator[Problem]:
    """Names that lead nowhere. With `whole` false only names that no broken file could have supplied."""
    taken: dict[str, Entry[Any]] = {}
    for entry in library.entries:
        yield from _unresolved_in(library, entry, whole)
        if entry.folder in ("studies", "reviews", "sources"):
            for location, name in _own_ids(entry.record):
                if name in taken:
                    what = f'"{name}" belongs to {taken[name].document.path} too; choose another'
                    yield entry.problem(location, what)
                taken.setdefault(name, entry)


def _own_ids(record: Any) -> Iterator[tuple[Location, str]]:
    yield ("id",), record.id
    for index, name in enumerate(record.formerly):
        yield ("formerly", index), name


def _unresolved_in(library: Library, entry: Entry[Any], whole: bool) -> Iterator[Problem]:
    record = entry.record

    def unknown(location: Location, kind: str, name: str, allowed: Any) -> Iterator[Problem]:
        if name not in allowed and (whole or kind in ("source", "arm")):
            names = ", ".join(sorted(allowed)) if len(allowed) <= 12 else f"{len(allowed)} are known"
            guess = nearest(name, allowed)
            yield entry.problem(location, f"unknown {kind} {shown(name)}; {guess}allowed: {names or 'none yet'}")

    for location, text in cited_texts(record):
        for key in citation_keys(text):
            yield from unknown(location, "citation key", key, library.references)
    for location, key in _named(record, ("reports", "report", "ruled_out", "cites")):
        yield from unknown(location, "citation key", key, library.references)
    if hasattr(record, "sources"):
        for location, name in _named(record, ("seen",)):
            yield from unknown(location, "source", name, record.sources)
    if isinstance(record, Study | Review):
        yield from unknown(("condition",), "condition", record.condition, library.conditions)
        condition = library.conditions.get(record.condition)
        if condition:
            outcomes = [outcome.id for outcome in condition.outcomes]
            for location, name in _named(record, ("outcome",)):
                yield from unknown(location, "outcome", name, outcomes)
    if isinstance(record, Study):
        for location, name in _named(record, ("instrument",)):
            yield from unknown(location, "instrument", name, library.instruments)
        for index, result in enumerate(record.results):
            for name in {*result.compares, *result.arms}:
                place = ("results", index, "compares" if name in result.compares else "arms")
                yield from unknown(place, "arm", name, record.arms)


def _named(record: Any, names: tuple[str, ...], location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every string under a field of one of the given names, at any depth."""
    if isinstance(record, BaseModel):
        for name in type(record).model_fields:
            value = getattr(record, name)
            here = (*location, name)
            if name in names and isinstance(value, str):
                yield here, value
            elif name in names and isinstance(value, list) and all(isinstance(item, str) for item in value):
                yield from (((*here, index), item) for index, item in enumerate(value))
            else:
                yield from _named(value, names, here)
    elif isinstance(record, Mapping):
        for key, item in record.items():
            yield from _named(item, names, (*location, key))
    elif isinstance(record, list | tuple):
        for index, item in enumerate(record):
            yield from _named(item, names, (*location, index))


_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a day as YYYY-MM-DD",
    "list_type": "a list",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
}
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case words joined by hyphens, as in chen-2021",
    r"^https?://[^\s<>\"]+$": "an address that starts with http:// or https://",
    r"^[A-Z]{2}$": "a two-letter country code in capitals, as in CN",
    r"^[<>=]?0?\.[0-9]+$": 'a p value in quotes as printed, as in "0.04" or "<0.001"',
    r"\S": "some text; leave the key out when nothing was seen",
}


def _explained(document: Document, model: type[Record], error: Any) -> Problem:
    location = tuple(part for part in error["loc"] if part != "[key]")
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        return document.problem(location[:-1], f'"{location[-1]}" is missing; add it', where=dotted(location))
    if kind == "extra_forbidden":
        allowed = _field_names(model, location[:-1])
        guess = nearest(str(location[-1]), allowed)
        return document.problem(location, f"unknown key; {guess}allowed: {', '.join(allowed)}")
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        guess = nearest(str(given), allowed)
        return document.problem(location, f"{shown(given)} is not known; {guess}allowed: {', '.join(allowed)}")
    return document.problem(location, f"{shown(given)} does not fit; {_wanted(kind, context, error['msg'])}")


def _wanted(kind: str, context: dict[str, Any], message: str) -> str:
    if kind in _KINDS:
        return f"give {_KINDS[kind]}"
    if kind == "string_pattern_mismatch":
        return f"give {_PATTERNS[context['pattern']]}"
    if kind == "value_error":
        return str(context["error"])
    limits = {
        "greater_than": "more than {gt}",
        "greater_than_equal": "{ge} or more",
        "too_short": "at least {min_length}",
        "too_long": "at most {max_length}",
        "string_too_short": "some text",
    }
    return f"give {limits[kind].format(**context)}" if kind in limits else message


def _field_names(annotation: Any, location: Location) -> list[str]:
    """Field names of the model that `location` leads to, list places and mapping keys passed over."""
    model = _model_in(annotation)
    if model is None or not location:
        return list(model.model_fields) if model else []
    head, rest = location[0], location[1:]
    inside = model.model_fields[head].annotation if head in model.model_fields else annotation
    return _field_names(inside, rest)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for found in map(_model_in, get_args(annotation)) if found), None)
