"""The page of a condition: the short answer, then the sections that stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from evidence.read.library import Library
from evidence.reckon.certainty import Level
from evidence.reckon.synthesis import Synthesis
from evidence.say import reading
from evidence.show.answers import Asked, leading
from evidence.show.page import Draft, record_file
from evidence.show.sections import standing
from evidence.show.templating import PageView, Section


@dataclass(frozen=True)
class ConditionPage(PageView):
    """The page of one condition."""

    template: ClassVar[str] = "pages/condition.md.j2"
    explained: ClassVar[bool] = True
    search: ClassVar[Mapping[str, Any] | None] = {"boost": 8}
    synthesis: Synthesis
    """Everything that is known of the condition."""
    first: Asked | None
    """What a reader wants first; None where no comparison gives an answer."""
    uncompared: str
    """How many studies and people there are where none was compared with anything else."""
    sure: tuple[Level, ...]
    """How sure one can be of the leading answers, from the least on."""
    facts: tuple[str, ...]
    """What a reader should know of the page itself."""
    sections: tuple[Section, ...]
    """Those that stand: both the body of the page and its list of contents."""


def draft(library: Library, synthesis: Synthesis, *, planned: bool) -> Draft:
    """The page of a condition; `planned` says whether a plan can stand beside its studies."""
    condition, first = synthesis.condition, leading(synthesis)
    return Draft(
        f"{condition.id}/index.md",
        condition.title,
        condition.description,
        record_file(library, "conditions", condition.id),
        ConditionPage(
            synthesis=synthesis,
            first=first[0] if first else None,
            uncompared=reading.uncompared_line(synthesis),
            sure=reading.certainty_range(told.cell for asked in first for told in asked.cells),
            facts=tuple(reading.facts(synthesis)),
            sections=tuple(standing(library, synthesis, planned=planned)),
        ),
    )
