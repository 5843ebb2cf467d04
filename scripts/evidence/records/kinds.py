"""The kinds of records: a row for each folder or file of references/."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.records.claim import Claim
from evidence.records.common import Record
from evidence.records.condition import Condition
from evidence.records.excluded import Excluded
from evidence.records.glossary import Glossary
from evidence.records.instrument import Instrument
from evidence.records.ladder import Ladder
from evidence.records.origin import Origin
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Study

FOLDERS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "conditions": Condition,
        "instruments": Instrument,
        "studies": Study,
        "reviews": Review,
        "sources": Source,
        "claims": Claim,
    }
)

CITED_FOLDERS = ("studies", "reviews", "sources")

SINGLE_FILES: Mapping[str, type[Record]] = MappingProxyType(
    {"origin.yml": Origin, "ladder.yml": Ladder, "excluded.yml": Excluded, "glossary.yml": Glossary}
)

NOT_RECORDS = ("schema", "README.md", *SINGLE_FILES)
