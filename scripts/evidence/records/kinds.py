"""The kinds of records: a row for each folder or file of references/, which everything else reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evidence.records.changes import Changes
from evidence.records.claim import Claim
from evidence.records.common import Record
from evidence.records.condition import Condition
from evidence.records.excluded import Excluded
from evidence.records.glossary import Glossary
from evidence.records.instrument import Instrument
from evidence.records.ladder import Ladder
from evidence.records.origin import Origin
from evidence.records.questions import Questions
from evidence.records.review import Review
from evidence.records.site import Site
from evidence.records.source import Source
from evidence.records.stop import Stop
from evidence.records.study import Study


@dataclass(frozen=True)
class Kind:
    """A kind of record; `place` is the folder that holds many of them, or the one file (.yml)."""

    name: str
    model: type[Record]
    place: str
    cited: bool = False
    """Whether each record has a .bib file beside it."""
    ordered: bool = False
    """Whether the records say in which order they stand; else it is that of their ids."""

    def __post_init__(self) -> None:
        """Raises TypeError for a model without the fields that the row asks of it."""
        for name in ("id", *(["order"] if self.ordered else [])):
            if name not in self.model.model_fields:
                raise TypeError(
                    f'the model of the kind "{self.name}" has no field "{name}"; '
                    f"add it to {self.model.__name__}, or change the row in KINDS"
                )

    @property
    def single(self) -> bool:
        """Whether one file holds all there is."""
        return self.place.endswith(".yml")


KINDS = (
    Kind("condition", Condition, "conditions", ordered=True),
    Kind("instrument", Instrument, "instruments"),
    Kind("study", Study, "studies", cited=True),
    Kind("review", Review, "reviews", cited=True),
    Kind("source", Source, "sources", cited=True),
    Kind("claim", Claim, "claims", ordered=True),
    Kind("origin", Origin, "origin.yml"),
    Kind("ladder", Ladder, "ladder.yml"),
    Kind("stop", Stop, "stop.yml"),
    Kind("site", Site, "site.yml"),
    Kind("excluded", Excluded, "excluded.yml"),
    Kind("glossary", Glossary, "glossary.yml"),
    Kind("questions", Questions, "questions.yml"),
    Kind("changes", Changes, "changes.yml"),
)
FOLDERS: Mapping[str, Kind] = MappingProxyType({kind.place: kind for kind in KINDS if not kind.single})
SINGLE_FILES: Mapping[str, Kind] = MappingProxyType({kind.place: kind for kind in KINDS if kind.single})
CITED_FOLDERS = tuple(kind.place for kind in KINDS if kind.cited)
NOT_RECORDS = ("schema", "README.md", "addresses.txt", *SINGLE_FILES)
