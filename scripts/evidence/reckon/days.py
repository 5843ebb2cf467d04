"""On which day something was last read, judged or corrected: the newest day of what a page is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from evidence.read.library import Library
from evidence.reckon.synthesis import Synthesis, newest_day
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Study


def of_record(record: Study | Review | Source) -> date:
    """The last day on which the record was read, read again, judged or corrected."""
    return max(_days(record))


def of_synthesis(synthesis: Synthesis) -> date:
    """The newest day of a condition: of its studies and reviews, its judgements, and the hunt for studies."""
    records: list[Study | Review] = [*synthesis.known, *synthesis.reviews]
    read = [of_record(record) for record in records]
    return max(*read, synthesis.reviewed, synthesis.condition.searched.until)


def of_change(library: Library, synthesis: Synthesis) -> date:
    """The latest day on which anything of a condition changed: its records, or by the list of changes."""
    name = synthesis.condition.id
    told = (change.on for change in library.changes if name in change.answers or name in change.conditions)
    return max([of_synthesis(synthesis), *told])


def of_any_change(library: Library) -> date:
    """The latest day on which anything changed: a text was read, or the list of changes has an entry."""
    return max([newest_day(library), *(change.on for change in library.changes)])


def of_citations(library: Library, keys: Iterable[str]) -> date | None:
    """The newest day of the records to which these citation keys belong; None where none does."""
    folders: dict[str, Mapping[str, Study] | Mapping[str, Review] | Mapping[str, Source]] = {
        "studies": library.studies,
        "reviews": library.reviews,
        "sources": library.sources,
    }
    owners = dict.fromkeys(library.owners[key] for key in keys if key in library.owners)
    return max((of_record(folders[folder][name]) for folder, name in owners), default=None)


def _days(record: Study | Review | Source) -> Iterator[date]:
    yield from (seen.on for seen in record.sources.values())
    if isinstance(record, Source):
        return
    yield record.reading.on
    if record.reading.second:
        yield record.reading.second.on
    yield from (correction.on for correction in record.corrections)
    if isinstance(record, Study) and record.risk_of_bias:
        yield record.risk_of_bias.on
