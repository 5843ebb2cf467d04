"""Every study whole, as JSON: its record, its references, and what the site works out from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon import directions
from evidence.reckon.answers import Answers
from evidence.reckon.provenance import second_hand
from evidence.records import schema as schemas
from evidence.records.common import Count, Day, Record, Slug, Text
from evidence.records.instrument import Instrument
from evidence.records.reference import BibFields
from evidence.records.study import Direction, Result, Study
from evidence.say import citations


class ComputedOfResult(Record):
    """What the site works out from one result, and whether it counts it."""

    direction: Direction | None
    """Direction as the site shows it; empty when no groups were compared."""
    direction_from: Literal["numbers", "stated"] | None
    """Whether the direction follows from the numbers or is stated; empty for neither."""
    second_hand: bool
    """True when it was seen only in newspapers, slides or lay pages; never counted then."""
    counted: bool
    """True when it stands in an answer of the site."""


class ExportedResult(Result):
    """A result as it stands in the record, and what the site works out from it."""

    computed: ComputedOfResult
    """Worked out by the site, not in the record."""


class ComputedOfStudy(Record):
    """What the site works out from one study."""

    people: Count | None
    """People in it, those without the condition too: randomised, else analysed, else recruited."""


class ExportedAuthor(Record):
    """A person, or an organisation, which has a family name only."""

    family: Text
    """Family name with its particles, or the name of an organisation."""
    given: Text | None = None
    """Given names; left out for an organisation."""
    initials: Text | None = None
    """Initials of the given names."""
    suffix: Text | None = None
    """Such as Jr or 3rd."""


class ExportedReference(Record):
    """A report of a study; beside these fields it has those of its .bib file."""

    key: Slug
    """Citation key, as in library.bib."""
    kind: Text
    """Kind of work, such as article or thesis."""
    text: Text
    """The whole reference in the style of the National Library of Medicine."""
    authors: list[ExportedAuthor]
    """Authors in their order."""
    more_authors: bool
    """True when there are more authors than are named."""


class ExportedStudy(Study):
    """A study as it stands in the records, its references, and what the site works out from it."""

    results: list[ExportedResult]  # type: ignore[assignment]  # a list of more than the record has
    """Results, one per outcome, comparison and time."""
    references: list[ExportedReference]
    """Its reports as references, in the order of `reports`."""
    computed: ComputedOfStudy
    """Worked out by the site, not in the record."""


class DataSet(Record):
    """All studies of the site and the instruments that they measured with."""

    title: Text
    """Title of the data set."""
    version: Text
    """Version of the data set."""
    day: Day
    """The latest day on which anything in it was read."""
    licence: Text
    """Licence, as an SPDX identifier."""
    description: Text
    """What the data set holds."""
    instruments: list[Instrument]
    """Scales and tests that the results name."""
    studies: list[ExportedStudy]
    """All studies, whole."""


def schema() -> str:
    """The JSON Schema of `studies`, every field described."""
    made = schemas.schema(DataSet)
    made["$defs"]["ExportedReference"]["properties"] |= {
        # A download leaves out what was not seen, so no field has a default.
        name: {key: words for key, words in field.items() if key not in ("default", "title")}
        for name, field in schemas.schema(BibFields)["properties"].items()
    }
    return as_json(made)


def studies(library: Library, answers: Answers, about: Mapping[str, str]) -> str:
    """All studies as JSON; `about` holds title, version, day, licence and description of the data set."""
    records = {
        folder: {entry.record.id: entry.document.value for entry in library.entries if entry.folder == folder}
        for folder in ("instruments", "studies")
    }
    exported = [
        _study(library, answers, study, records["studies"][study.id]) for study in library.studies.values()
    ]
    return as_json({**about, "instruments": list(records["instruments"].values()), "studies": exported})


def computed(library: Library, answers: Answers, study: Study, result: Result) -> ComputedOfResult:
    """The direction of a result as its page shows it, where that comes from, and whether it counts."""
    instrument = library.instrument_of(result)
    by_numbers = directions.computed(result, instrument) is not None
    return ComputedOfResult(
        direction=directions.direction(result, instrument) if result.compares_arms else None,
        direction_from="numbers" if by_numbers else "stated" if result.direction else None,
        second_hand=second_hand(study, result.seen),
        counted=(study.id, result.number) in answers.counted,
    )


def _study(library: Library, answers: Answers, study: Study, record: Mapping[str, Any]) -> dict[str, Any]:
    results = [
        {**written, "computed": computed(library, answers, study, result).model_dump()}
        for written, result in zip(record.get("results", []), study.results, strict=True)
    ]
    return {
        **record,
        "results": results,
        "references": [_reference(library.references[key]) for key in study.reports],
        "computed": {"people": study.participants.people()},
    }


def _reference(reference: Reference) -> dict[str, Any]:
    named = [author for author in reference.authors if not author.others]
    return {
        "key": reference.key,
        "kind": reference.kind,
        "text": citations.text(reference),
        "authors": [{name: part for name, part in vars(author).items() if part} for author in named],
        "more_authors": len(named) < len(reference.authors),
        **reference.given(),
    }


def as_json(value: Any) -> str:
    """Readable JSON text; days as ISO 8601."""
    return json.dumps(value, indent=1, ensure_ascii=False, default=date.isoformat) + "\n"
