"""Hand-written pages of docs/: what they may name, and the blocks that they may put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
from markupsafe import Markup, escape

from evidence.problems import Problem, ProblemsFound, shown
from evidence.read import citing, written
from evidence.read.library import Library
from evidence.read.text_files import place_of
from evidence.reckon import days
from evidence.reckon.answers import Answers
from evidence.records.origin import Origin
from evidence.records.review import Review
from evidence.records.study import Study
from evidence.say import trust
from evidence.show import blocks, drawings, plan, templating
from evidence.show.changes import ChangesBlock
from evidence.show.finder import StudyFinderBlock
from evidence.show.ladder import (
    BeltReadyBlock,
    BeltStepsBlock,
    LadderBlock,
    PainRuleBlock,
    WhatToAskBlock,
)
from evidence.show.linked_data import AUDIENCES, About, Audience
from evidence.show.page import Finisher, Page, root_of
from evidence.show.programmes import DoseChartBlock, DoseTableBlock, ProgrammesBlock
from evidence.show.risk import RiskOfBiasBlock
from evidence.show.stop import HelpSignsBlock, StopBoxBlock, StopMoreBlock, StopShortBlock
from evidence.show.templating import SOURCES, Block, Sources
from evidence.show.who import WhoBlock

_OF_ALL = ("version", "newest_day", "totals")
"""What a page names that tells of all records."""


@dataclass(frozen=True)
class Totals:
    """How much was read."""

    studies: int
    reviews: int
    records: int
    """Studies and reviews together."""
    in_full: int
    twice: int
    compared: int
    """Fields that a second reader compared."""
    agreed: int
    """Those of them that agreed."""
    references: int

    @classmethod
    def of(cls, library: Library) -> Totals:
        """Over all studies and reviews."""
        records: list[Study | Review] = [*library.studies.values(), *library.reviews.values()]
        second = [record.reading.second for record in records if record.reading.second]
        return cls(
            studies=len(library.studies),
            reviews=len(library.reviews),
            records=len(records),
            in_full=sum(record.reading.what == "full-text" for record in records),
            twice=len(second),
            compared=sum(reading.compared for reading in second),
            agreed=sum(reading.agreed for reading in second),
            references=len(library.references),
        )


@dataclass(frozen=True)
class Named:
    """What a hand-written page may name, beside the blocks and what all templates know."""

    root: str
    """Leads from the page to the top of the site."""
    version: str
    """Of the data."""
    newest_day: date
    """The latest day on which anything was read."""
    totals: Totals
    """How much was read."""
    origin: Origin | None
    """The post where the site began."""
    reviewed: str
    """Which clinicians have looked at the site, without a full stop."""
    not_seen: Markup
    """How a page shows that something was not seen."""
    drawing: Callable[[str], Markup]
    """Gives the drawing of a name."""


def all_blocks(
    library: Library, answers: Answers, planning: Mapping[str, Any] | None, feed: str
) -> tuple[Block, ...]:
    """Every block that a page may call; `planning` as from plan.data, `feed` as for ChangesBlock."""
    return (
        blocks.AlsoStudiedBlock.of(library, answers),
        blocks.CardsBlock.of(library, answers),
        ChangesBlock.of(library, answers, feed),
        blocks.ClaimsBlock.of(library),
        blocks.DataColumnsBlock(),
        DoseChartBlock.of(library, answers.doses),
        DoseTableBlock.of(library, answers),
        blocks.GlossaryBlock(library.glossary),
        HelpSignsBlock(library.stop),
        BeltStepsBlock.of(library.ladder),
        LadderBlock.of(library.ladder),
        PainRuleBlock(library.ladder),
        BeltReadyBlock.of(library.ladder),
        WhatToAskBlock.of(library.ladder),
        blocks.LeftOutBlock(library.excluded),
        blocks.MoreConditionsBlock.of(answers),
        blocks.OriginLinksBlock.of(library),
        blocks.OtherConditionsBlock.of(answers),
        plan.PlanBlock.of(library, planning),
        plan.PlanBlankBlock.of(library, planning),
        ProgrammesBlock.of(library),
        blocks.ReferenceListBlock.of(library),
        RiskOfBiasBlock.of(answers),
        StopBoxBlock(library.stop),
        StopMoreBlock.of(library),
        StopShortBlock(library.stop),
        StudyFinderBlock.of(library, answers),
        blocks.VerdictsBlock(),
        WhoBlock.of(library),
    )


@dataclass(frozen=True)
class Writer:
    """Makes the pages of docs/ from what all of them share."""

    made: jinja2.Environment
    finisher: Finisher
    docs: Path
    version: str
    newest_day: date
    blocks: tuple[Block, ...]

    def pages(self) -> list[Page]:
        """Every page. Raises ProblemsFound with the problems of all pages that have some."""
        pages: list[Page] = []
        problems: list[Problem] = []
        drawing = drawings.drawing(self.made, self.docs)
        library = self.finisher.library
        totals = Totals.of(library)
        for path in sorted(self.docs.rglob("*.md")):
            root = root_of(path.relative_to(self.docs).as_posix())
            named = Named(
                root,
                self.version,
                self.newest_day,
                totals,
                library.origin,
                trust.reviewed(library.site, changed=days.of_any_change(library)),
                Markup('<span class="not-seen">not seen</span>'),
                drawing,
            )
            try:
                pages.append(self._page(path, named))
            except ProblemsFound as error:
                problems += error.problems
        if problems:
            raise ProblemsFound(problems)
        return pages

    def _page(self, path: Path, named: Named) -> Page:
        page = written.read(path)
        meta, body, above = page.meta, page.body, page.above
        name = path.relative_to(self.docs).as_posix()
        template = templating.compiled(self.made, "\n" * above + body, path)
        filled = templating.fill(template, path, self._context(named))[above:]
        return Page(
            name,
            str(escape(meta["title"])),
            str(escape(meta["description"])),
            f"{self.docs.name}/{name}",
            self.finisher.body(
                filled,
                named.root,
                path,
                explained=bool(meta.get("glossary")),
                sources=_sources(meta, path),
            ),
            tuple(meta.get("hide", ())),
            meta.get("search"),
            about=self._about(meta, path, body, filled),
            kept=_kept(meta, path),
        )

    def _about(self, meta: Mapping[str, Any], path: Path, body: str, filled: str) -> About:
        """What tells of all studies has the newest day of them all, any other page that of what it cites."""
        named = jinja2.meta.find_undeclared_variables(self.made.parse(body))
        whole = {*_OF_ALL, *(block.called() for block in self.blocks if block.of_studies)}
        day = (
            self.newest_day
            if named & whole
            else days.of_citations(self.finisher.library, citing.keys(filled))
        )
        return About(day, _audience(meta, path))

    def _context(self, named: Named) -> dict[str, Any]:
        values = {field.name: getattr(named, field.name) for field in fields(named)}
        return values | {block.called(): self._call(block, named.root) for block in self.blocks}

    def _call(self, block: Block, root: str) -> Callable[[], Markup]:
        return lambda: Markup(templating.filled(self.made, block, root))  # noqa: S704 - the template escaped it


def _audience(meta: Mapping[str, Any], path: Path) -> tuple[Audience, ...]:
    """For whom the page is medical advice. Raises ProblemsFound for a word that says nothing."""
    said = meta.get("audience", [])
    if isinstance(said, list) and all(each in AUDIENCES for each in said):
        return tuple(said)
    what = f"audience: {shown(said)} says nothing; allowed: a list of {', '.join(AUDIENCES)}"
    line, column = place_of(path, ["audience:"])
    raise ProblemsFound([Problem(path, line, column, "front matter", what)])


def _kept(meta: Mapping[str, Any], path: Path) -> bool:
    """Whether browsers keep the page from the first visit on. Raises ProblemsFound for other words."""
    said = meta.get("kept", False)
    if isinstance(said, bool):
        return said
    line, column = place_of(path, ["kept:"])
    what = f"kept: {shown(said)} says nothing; allowed: true, where the page is to be read without a network"
    raise ProblemsFound([Problem(path, line, column, "front matter", what)])


def _sources(meta: Mapping[str, Any], path: Path) -> Sources:
    """Where the sources of the page stand. Raises ProblemsFound for a word that says nothing."""
    said = meta.get("sources", SOURCES[0])
    for allowed in SOURCES:
        if said == allowed:
            return allowed
    what = f"sources: {shown(said)} says nothing; allowed: {', '.join(SOURCES)}"
    line, column = place_of(path, ["sources:"])
    raise ProblemsFound([Problem(path, line, column, "front matter", what)])
