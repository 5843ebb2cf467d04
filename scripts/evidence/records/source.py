"""Any other source: a guideline, a manual, a national body's advice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from evidence.records.common import Cited, Record, SeenAt, Slug, Statement


class Source(Record):
    """Anything else that a page leans on: a guideline, an advice page, a study of something else."""

    id: Slug
    formerly: list[Slug] = []
    kind: Literal[
        "guideline", "health-service", "research", "registry", "maker", "testers", "opinion", "news"
    ]
    about_backward_walking: bool
    facts: Annotated[list[Statement], Field(min_length=1)]
    note: Cited | None = None
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]
