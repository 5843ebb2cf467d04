"""What a careful editor would ask of how a study or a review was read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from evidence.problems import Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.provenance import second_hand
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Study

Read = Entry[Study] | Entry[Review]

FINDABLE = re.compile(r"\b[a-z-]+\.[a-z]{2,}\b|public (data|test) set")
"""A page whose address was not kept names at least its site, or the public data set that held it."""


def _second(_: Library, entry: Read) -> Iterator[Problem]:
    reading = entry.record.reading
    second, here = reading.second, ("reading", "second")
    if second is None:
        yield entry.problem(("reading",), "read once; a second reading is welcome", level="hint")
        return
    if second.agreed > second.compared:
        what = f"{second.agreed} agreed of {second.compared} compared; check both"
        yield entry.problem((*here, "agreed"), what)
    elif len(second.disagreements) != second.compared - second.agreed:
        what = (
            f"{second.agreed} agreed of {second.compared} compared, yet {len(second.disagreements)} "
            "disagreements are listed; list each, or correct the numbers"
        )
        yield entry.problem((*here, "agreed"), what)
    if second.on < reading.on:
        what = f"{second.on} is before the first reading on {reading.on}; correct one of them"
        yield entry.problem((*here, "on"), what)


def _corrections(_: Library, entry: Read) -> Iterator[Problem]:
    first = entry.record.reading.on
    for index, correction in enumerate(entry.record.corrections):
        if correction.on < first:
            what = f"{correction.on} is before the first reading on {first}; correct one of them"
            yield entry.problem(("corrections", index, "on"), what)


def _full_text(_: Library, entry: Read) -> Iterator[Problem]:
    record = entry.record
    pages = record.sources.values()
    if record.reading.what == "full-text" and not any(
        page.kind == "full-text" and page.address for page in pages
    ):
        what = '"full-text", but no source of the kind full-text has an address; add it, or correct one'
        yield entry.problem(("reading", "what"), what)


def author_and_year(
    library: Library, entry: Entry[Study] | Entry[Review] | Entry[Source]
) -> Iterator[Problem]:
    """An id of the form author-year says who and when; a file copied and not finished betrays itself here."""
    record, found = entry.record, re.fullmatch(r"([a-z]+)-([0-9]{4})", entry.record.id)
    key = record.id if isinstance(record, Source) else record.reports[0]
    reference = library.references.get(key)
    if reference is None or library.owners[key] != (entry.folder, record.id) or not found:
        return
    people = [author for author in reference.authors[:1] if author.initials]
    if people and (who := _plain_letters(people[0].family).split()[0]) != found[1]:
        what = f'"{record.id}" names "{found[1]}", its main report is by "{who}"; correct one of them'
        yield entry.problem(("id",), what)
    if reference.year not in ("", found[2]):
        what = f'"{record.id}" is of {found[2]}, its main report of {reference.year}; correct one of them'
        yield entry.problem(("id",), what)


def _plain_letters(name: str) -> str:
    """'Doğan' -> 'dogan'."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


def findable(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """Results that nobody could look up again; those that are marked as second-hand are left out."""
    study = entry.record
    for index, result in enumerate(study.results):
        seen = [study.sources[name] for name in result.seen if name in study.sources]
        if len(seen) < len(result.seen) or second_hand(study, result.seen):
            continue
        if not any(page.address or FINDABLE.search(page.what) for page in seen):
            what = f"nobody can look this up: {', '.join(result.seen)} has no address; add one to the source"
            yield entry.problem(("results", index, "seen"), f"{what}, or name its site in what")


RULES: tuple[Callable[[Library, Read], Iterator[Problem]], ...] = (_second, _corrections, _full_text)
"""What is asked of studies and reviews alike."""
