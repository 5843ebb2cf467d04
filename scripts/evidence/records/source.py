"""Any other source: a guideline, a manual, a national body's advice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.records.common import Cited, Formerly, Record, Slug, Sources, Statement, Text


class Source(Record):
    """Anything else that a page leans on: a guideline, an advice page, a study of something else."""

    id: Slug = Field(examples=["who-2020"])
    """Lower-case id: the name of its file."""
    formerly: Formerly = []
    """Ids that it had before; their addresses lead here."""
    name: Text | None = Field(default=None, examples=["Two tests of balance after a stroke"])
    """What readers call it, without the year, where neither author nor title was seen."""
    kind: Literal[
        "guideline", "health-service", "research", "registry", "maker", "testers", "opinion", "news"
    ]
    """What kind of source it is."""
    body: Literal["national", "local"] | None = None
    """`national`: NHS, NICE, CSP; `local`: a trust or board of the NHS; others may not say when to call."""
    about_backward_walking: bool
    """False when it is about something else, which the list of references then says."""
    facts: Annotated[list[Statement], Field(min_length=1)]
    """What pages take from it."""
    note: Cited | None = None
    """A remark in our words."""
    sources: Sources
    """The pages that were read, by the names that `seen` gives them."""

    @property
    def second_hand(self) -> bool:
        """Whether none of the pages that were read is its own: a copy, a summary or a quotation."""
        return all(page.kind == "secondary" for page in self.sources.values())
