"""Blocks that hand-written pages put in by name, as far as they have no module of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from evidence.download.results import COLUMNS, Column
from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.synthesis import Synthesis
from evidence.records.claim import Claim, Speaks
from evidence.records.condition import Condition
from evidence.records.excluded import LeftOut
from evidence.records.glossary import Term
from evidence.records.ladder import AskFirst, Asking
from evidence.records.origin import OriginLink
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.stop import Stop
from evidence.records.study import Study
from evidence.say import citations, numbers, reading
from evidence.say.claims import tally
from evidence.show.answers import Asked, leading
from evidence.show.page import address_of
from evidence.show.sections import Misfit
from evidence.show.study_rows import StudyRow, study_rows
from evidence.show.templating import Block


@dataclass(frozen=True)
class Card:
    """A leading condition on the home page."""

    synthesis: Synthesis
    address: str
    """Where it stands, from the top of the site on."""
    first: Asked | None
    """What a reader wants first; None where no comparison gives an answer."""
    asking: Asking | None
    """What those are told who have to ask first; None where anybody may begin."""


@dataclass(frozen=True)
class CardsBlock(Block):
    """The leading conditions."""

    template: ClassVar[str] = "blocks/cards.j2"
    of_studies: ClassVar[bool] = True
    cards: tuple[Card, ...]
    """In their order."""

    @classmethod
    def of(cls, library: Library, answers: Answers) -> CardsBlock:
        """With the first answer of each."""
        lead = [synthesis for synthesis in answers.syntheses.values() if synthesis.condition.lead]
        ask_first = library.ladder.ask_first if library.ladder else None
        return cls(
            tuple(
                Card(
                    each,
                    address_of(each),
                    next(iter(leading(each)), None),
                    ask_first.of(each.condition.id) if ask_first else None,
                )
                for each in lead
            )
        )


@dataclass(frozen=True)
class OtherCondition:
    """A condition that is only named on the home page."""

    name: str
    address: str
    """Where it stands, from the top of the site on."""
    counts: str
    """'17 studies and 7 plans', as on its page; studies of other people than its own count there alone."""


@dataclass(frozen=True)
class MoreConditionsBlock(Block):
    """All conditions that are no card on the home page."""

    template: ClassVar[str] = "blocks/more_conditions.j2"
    of_studies: ClassVar[bool] = True
    conditions: tuple[OtherCondition, ...]
    """In their order."""

    @classmethod
    def of(cls, answers: Answers) -> MoreConditionsBlock:
        """With or without a page of their own."""
        return cls(tuple(_named(each) for each in answers.syntheses.values() if not each.condition.lead))


@dataclass(frozen=True)
class OtherConditionsBlock(MoreConditionsBlock):
    """All conditions without a word of their own in the menu."""

    template: ClassVar[str] = "blocks/other_conditions.j2"

    @classmethod
    def of(cls, answers: Answers) -> OtherConditionsBlock:
        """With or without a page of their own."""
        return cls(tuple(_named(each) for each in answers.syntheses.values() if not each.condition.menu))


def _named(synthesis: Synthesis) -> OtherCondition:
    counts = (
        (len(synthesis.studies), "study", "studies"),
        (len(synthesis.announced), "plan", "plans"),
        (len(synthesis.reviews), "review", "reviews"),
    )
    told = [numbers.count(number, one, many) for number, one, many in counts if number]
    return OtherCondition(synthesis.condition.name, address_of(synthesis), reading.listed(told))


@dataclass(frozen=True)
class SharedCondition:
    """A condition on the page that several share."""

    condition: Condition
    rows: tuple[StudyRow, ...]
    misfits: tuple[Misfit, ...]
    asking: Asking | None
    """What people with the condition are told to ask first; None where anybody may begin."""


@dataclass(frozen=True)
class AlsoStudiedBlock(Block):
    """The conditions without a page of their own."""

    template: ClassVar[str] = "blocks/also_studied.j2"
    of_studies: ClassVar[bool] = True
    conditions: tuple[SharedCondition, ...]
    """In their order."""
    asking: AskFirst | None
    """What those are told who have to ask first; None where none of the conditions asks that."""
    stop: Stop | None
    """When to stop; None where there is no such record."""

    @classmethod
    def of(cls, library: Library, answers: Answers) -> AlsoStudiedBlock:
        """With every study of each."""
        first = library.ladder.ask_first if library.ladder else None
        conditions = tuple(
            SharedCondition(
                synthesis.condition,
                study_rows(library, synthesis.known),
                tuple(Misfit(study, item.what) for study in synthesis.known for item in study.contradictions),
                first.of(synthesis.condition.id) if first else None,
            )
            for synthesis in answers.syntheses.values()
            if not synthesis.has_page
        )
        asked = any(shared.asking for shared in conditions)
        return cls(conditions, first if asked else None, library.stop)


@dataclass(frozen=True)
class Report:
    """A report by its name, and where it is told."""

    reference: Reference
    address: str
    """From the top of the site on."""


@dataclass(frozen=True)
class Spoken:
    """What several reports say about a claim in the same words."""

    what: str
    """As recorded."""
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class ToldClaim:
    """A claim, and who speaks for and against it."""

    claim: Claim
    supports: tuple[Spoken, ...]
    against: tuple[Spoken, ...]


@dataclass(frozen=True)
class ClaimsBlock(Block):
    """What people say, looked up."""

    template: ClassVar[str] = "blocks/claims.j2"
    of_studies: ClassVar[bool] = True
    tally: str
    """How many claims came to which verdict."""
    claims: tuple[ToldClaim, ...]
    """In their order."""

    @classmethod
    def of(cls, library: Library) -> ClaimsBlock:
        """Every claim."""
        told = (
            ToldClaim(claim, _spoken(library, claim.supports), _spoken(library, claim.against))
            for claim in library.claims.values()
        )
        return cls(tally(library.claims.values()), tuple(told))


def _spoken(library: Library, items: Iterable[Speaks]) -> tuple[Spoken, ...]:
    """One line for what several reports say in the same words."""
    reports: dict[str, list[Report]] = {}
    for item in items:
        reports.setdefault(item.what, []).append(_report(library, item.cites))
    return tuple(Spoken(what, tuple(found)) for what, found in reports.items())


def _report(library: Library, key: str) -> Report:
    folder, name = library.owners[key]
    address = f"{folder}/{name}/" if folder in _ABOUT else f"references/#{key}"
    return Report(library.references[key], address)


@dataclass(frozen=True)
class VerdictsBlock(Block):
    """What the verdicts on claims mean."""

    template: ClassVar[str] = "blocks/verdicts.j2"


@dataclass(frozen=True)
class DataColumnsBlock(Block):
    """The columns of results.csv."""

    template: ClassVar[str] = "blocks/data_columns.j2"
    columns: tuple[Column, ...] = COLUMNS
    """In their order."""


@dataclass(frozen=True)
class GlossaryBlock(Block):
    """The words that are explained where they stand."""

    template: ClassVar[str] = "blocks/glossary.j2"
    words: tuple[Term, ...]
    """By the alphabet."""


@dataclass(frozen=True)
class LeftOutBlock(Block):
    """What was found and left out."""

    template: ClassVar[str] = "blocks/left_out.j2"
    excluded: tuple[LeftOut, ...]
    """In the order of the record."""


@dataclass(frozen=True)
class PostLink:
    """A link of the post."""

    link: OriginLink
    address: str
    """Of the page about what it leads to, from the top of the site on; empty where that is not known."""


@dataclass(frozen=True)
class OriginLinksBlock(Block):
    """The links of the post, and what became of them."""

    template: ClassVar[str] = "blocks/origin_links.j2"
    links: tuple[PostLink, ...]
    """In their order."""

    @classmethod
    def of(cls, library: Library) -> OriginLinksBlock:
        """With the page of each report; none without a post."""
        links = library.origin.links if library.origin else []
        addresses = {key: f"{folder}/{name}/" for key, (folder, name) in library.owners.items()}
        return cls(tuple(PostLink(link, addresses[link.report] if link.report else "") for link in links))


@dataclass(frozen=True)
class ReferenceRow:
    """A reference, and where what it says is told."""

    reference: Reference
    address: str
    """Of its own page, from the top of the site on; empty where it has none."""
    about: str
    """What kind of report the page is about."""
    source: Source | None
    """What was taken from it, where it has no page of its own."""
    formerly: tuple[str, ...] = ()
    """Ids that its record had before: addresses that still lead here."""


@dataclass(frozen=True)
class ReferenceListBlock(Block):
    """Every reference with what was taken from it."""

    template: ClassVar[str] = "blocks/reference_list.j2"
    of_studies: ClassVar[bool] = True
    rows: tuple[ReferenceRow, ...]
    """By the alphabet."""

    @classmethod
    def of(cls, library: Library) -> ReferenceListBlock:
        """Studies and reviews have pages, everything else is told here."""
        rows = [_reference_row(library, reference) for reference in library.references.values()]
        return cls(
            tuple(sorted(rows, key=lambda row: (citations.text(row.reference).casefold(), row.reference.key)))
        )


_ABOUT: Mapping[str, str] = {"studies": "study", "reviews": "review"}


def _reference_row(library: Library, reference: Reference) -> ReferenceRow:
    folder, name = library.owners[reference.key]
    record: Source | Study | Review | None = getattr(library, folder, {}).get(name)
    # A study has several reports; the addresses of old lead to the first.
    main = record and reference.key == (record.id if isinstance(record, Source) else record.reports[0])
    formerly = tuple(record.formerly) if record and main else ()
    if folder in _ABOUT:
        return ReferenceRow(reference, f"{folder}/{name}/", _ABOUT[folder], None, formerly)
    return ReferenceRow(reference, "", "", library.sources.get(name), formerly)
