"""The downloads under data/: studies, answers, results, references, and a description for programs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import PurePosixPath
from typing import Any

from evidence.download import results, studies, synthesis
from evidence.download.references import bibtex, ris
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.version import version
from evidence.records.review import Review
from evidence.records.study import Study

NAME = "retro-walking-evidence"
TITLE = NAME.replace("-", " ").title()
CREATOR = f"{TITLE} contributors"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
MEDIA_TYPES = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
}
FOLDER = "data"
ABOUT: Mapping[str, str] = {
    "studies.json": "Every study whole: people, groups, results, harms, sources, references.",
    "studies.schema.json": "JSON Schema of studies.json; describes every field.",
    "synthesis.json": "What the studies add up to: every sentence with all its numbers.",
    "synthesis.schema.json": "JSON Schema of synthesis.json; describes every field.",
    "results.csv": "One row per result and group. "
    "A text that begins with = + - @ or an apostrophe has an apostrophe put before it, "
    "so that no spreadsheet takes it for a formula.",
    "library.bib": "All references of the site, as BibTeX.",
    "library.ris": "All references of the site, as RIS.",
}


def description() -> str:
    """What the data set holds: the summary of the installed package."""
    return f"{metadata.metadata(NAME)['Summary']}."


def media_type(name: str) -> str:
    """Of a download, by the end of its name."""
    return MEDIA_TYPES[PurePosixPath(name).suffix]


def files(library: Library, answers: Answers) -> dict[str, bytes]:
    """Path below build/docs -> content of every download; the same bytes for the same records."""
    about = {
        "title": TITLE,
        "version": version(library),
        "day": answers.newest_day.isoformat(),
        "licence": LICENCE["name"],
        "description": description(),
    }
    references = library.references.values()
    texts = {
        "studies.json": studies.studies(library, answers, about),
        "studies.schema.json": studies.schema(),
        "synthesis.json": synthesis.syntheses(answers.syntheses.values(), about),
        "synthesis.schema.json": synthesis.schema(),
        "results.csv": results.table(library, answers),
        "library.bib": bibtex(references),
        "library.ris": ris(references),
    }
    records: list[Study | Review] = [*library.studies.values(), *library.reviews.values()]
    for record in records:
        main = library.report_of(record)
        for name in dict.fromkeys((main.key, *record.formerly)):
            texts[f"citations/{name}.bib"] = bibtex([main])
            texts[f"citations/{name}.ris"] = ris([main])
    made = {name: text.encode() for name, text in texts.items()}
    made["datapackage.json"] = _package(made, about)
    return {f"{FOLDER}/{name}": content for name, content in made.items()}


def _package(made: Mapping[str, bytes], about: Mapping[str, str]) -> bytes:
    """The Data Package (specs.frictionlessdata.io, version 1) of these files."""
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": about["title"],
        "description": about["description"],
        "version": about["version"],
        "created": f"{about['day']}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": CREATOR}],
        "resources": [_resource(name, content) for name, content in made.items()],
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()


def _resource(name: str, content: bytes) -> dict[str, Any]:
    suffix = PurePosixPath(name).suffix
    resource: dict[str, Any] = {
        "name": name.replace("/", "-").replace(".", "-"),
        "path": name,
        # Else programs take a JSON Schema for a Table Schema.
        "type": {".csv": "table", ".json": "json"}.get(suffix, "file"),
        "description": ABOUT.get(name, "Main report of one study or review."),
        "format": suffix[1:],
        "mediatype": media_type(name),
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    table = {"profile": "tabular-data-resource", "schema": results.schema()}
    return resource | (table if suffix == ".csv" else {})
