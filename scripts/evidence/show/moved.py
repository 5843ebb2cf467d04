"""Pages at former and at short addresses, which lead to the present ones.

What stands behind # in an address never reaches a server, and a refresh names one address for all who come:
without JavaScript nothing can take such a place along. With it, docs/assets/moved.js does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from evidence.read.library import Library
from evidence.records.condition import Condition
from evidence.records.review import Review
from evidence.records.study import Study
from evidence.show.page import Draft, record_file
from evidence.show.templating import PageView


@dataclass(frozen=True)
class MovedPage(PageView):
    """A page that leads to another."""

    template: ClassVar[str] = "pages/moved.md.j2"
    search: ClassVar[Mapping[str, Any] | None] = {"exclude": True}
    to: str
    """The present address, from the top of the site on."""

    @property
    def leads_to(self) -> str:
        """At once, without JavaScript; to its top, for a refresh knows no place that an address named."""
        return self.to


def drafts(library: Library) -> Iterator[Draft]:
    """A page at each former address of a condition, a study or a review, and at each short one."""
    kinds: tuple[tuple[str, str, Mapping[str, Condition | Study | Review]], ...] = (
        ("conditions", "", library.conditions),
        ("studies", "studies/", library.studies),
        ("reviews", "reviews/", library.reviews),
    )
    for folder, above, records in kinds:
        for record in records.values():
            for former in record.formerly:
                yield _draft(library, folder, f"{above}{former}", f"{above}{record.id}/")
    for condition in library.conditions.values():
        if condition.short:
            yield _draft(library, "conditions", condition.short, f"{condition.id}/")


def _draft(library: Library, folder: str, old: str, new: str) -> Draft:
    return Draft(
        f"{old}.md",
        "This page has moved",
        "This page has a new address.",
        record_file(library, folder, new.rstrip("/").rpartition("/")[2]),
        MovedPage(new),
    )
