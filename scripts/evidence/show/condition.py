"""The pages of a condition: a short one for everybody, and behind it one for those who check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from evidence.read.library import Library
from evidence.reckon import days
from evidence.reckon.answers import Answers
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Level
from evidence.reckon.directions import SIGNS, Sign
from evidence.reckon.synthesis import Synthesis
from evidence.reckon.version import version
from evidence.records.condition import Condition, Outcome
from evidence.records.ladder import Advice, Asking, Stage
from evidence.records.questions import AskedByPeople
from evidence.records.stop import Brief, Help, Stop, Unable
from evidence.say import handout, reading, terms, trust
from evidence.say.cited_page import CitedPage
from evidence.say.fact_box import WithAndWithout, against, with_and_without
from evidence.show import clinicians, sections
from evidence.show.answers import Asked, ToldCell, asked
from evidence.show.linked_data import About
from evidence.show.page import Draft, Home, record_file
from evidence.show.templating import PageView, Section, Sources

DRAWING = "posture"
"""The drawing beside the first walk."""
PLAIN, CITATION = "index.md", "citation"
"""Files beside the page: the same in plain Markdown, and its citation, of which this is the beginning."""
CITED_ON = "evidence"
"""The page behind it that says how to cite it."""
ROWS = 3
"""Outcomes in the fact box; harm is one more row."""


@dataclass(frozen=True)
class TrialSign:
    """One trial in the row of signs."""

    sign: Sign
    name: str
    """How the trial is called."""

    @property
    def place(self) -> int:
        """Its place in the row: those with a side first."""
        return SIGNS.index(self.sign)


@dataclass(frozen=True)
class FactRow:
    """One outcome of the fact box."""

    outcome: Outcome
    against: str
    """What walking backwards was set against, where that is not what the box asks; else empty."""
    trials: int
    told: WithAndWithout
    level: Level | None


@dataclass(frozen=True)
class Behind:
    """A page one step behind the page of a condition."""

    name: str
    """What it holds, in a word or two."""
    file: str
    """The end of its address."""
    description: str
    """A sentence for search engines."""
    sections: tuple[Section, ...]
    """In their order; the short page, on which they once stood, has a link to each with its id."""


@dataclass(frozen=True)
class BehindPage(PageView):
    """A page one step behind the page of a condition."""

    template: ClassVar[str] = "pages/behind.md.j2"
    explained: ClassVar[bool] = True
    search: ClassVar[Mapping[str, Any] | None] = {"boost": 2}
    condition: Condition
    """The record."""
    behind: Behind
    """This page."""
    others: tuple[Behind, ...]
    """The other pages behind the same one."""
    cited: CitedPage | None
    """How to cite the page before this one; None on all but one of those behind it."""


@dataclass(frozen=True)
class Handed:
    """What of a page is handed over, in plain text."""

    in_short: str
    """The answer as a sentence or two."""
    sure: tuple[str, str]
    """How sure one can be, and what that means; empty where there is no answer, or none is judged."""
    ask_first: str
    """What people have to do before anything else; empty where anybody may begin."""
    to_ask: tuple[str, ...]
    """What to ask those who have to be asked first."""
    notes: tuple[str, ...]
    """Answer, certainty, day, version and address: three lines for somebody's own records."""
    mail: str
    """The address of a link that opens a letter with these lines, in which the last is a link."""


@dataclass(frozen=True)
class ConditionPage(PageView):
    """The page of one condition, short enough to be read to its end."""

    template: ClassVar[str] = "pages/condition.md.j2"
    explained: ClassVar[bool] = True
    sources: ClassVar[Sources] = "gathered"
    search: ClassVar[Mapping[str, Any] | None] = {"boost": 8}
    synthesis: Synthesis
    """Everything that is known of the condition."""
    first: Asked | None
    """What a reader wants first; None where no comparison gives an answer."""
    answer: ToldCell | None
    """The outcome that matters most to people, of that question."""
    uncompared: str
    """How many studies and people there are where none was compared with anything else."""
    signs: tuple[TrialSign, ...]
    """One for each trial of that answer, those with a side first."""
    facts: tuple[FactRow, ...]
    """The outcomes that matter most to people."""
    harms: str
    """How many studies say anything of harm."""
    asking: Asking | None
    """What those are told who have to ask first; None where anybody may begin."""
    alone: bool
    """Whether some people with the condition may begin alone."""
    fits: tuple[Advice, ...]
    """What makes anybody ask first."""
    start: Stage | None
    """The first rung of the ladder; None where nobody begins alone, or where walking was only measured."""
    stop: Stop | None
    """When to stop; None where nobody walks by this page."""
    unable: tuple[Unable, ...]
    """How those get help who cannot phone, where the condition makes it so."""
    briefs: tuple[tuple[Help, Brief], ...]
    """Signs of the body part that the condition is of, in a sentence each."""
    pain: tuple[Advice, ...]
    """How much pain is all right."""
    questions: tuple[AskedByPeople, ...]
    """What people ask about the condition."""
    behind: tuple[Behind, ...]
    """Pages one step behind."""
    checked: tuple[str, ...]
    """What a reader should know of the page itself: when and how it was read, and who has looked at it."""
    planned: bool
    """Whether a plan can stand beside the studies."""
    drawing: Markup
    """Somebody who walks backwards."""
    choice: str
    """What people can do with the answer, beside what is known to help."""
    handed: Handed
    """What is handed over."""

    @property
    def condition(self) -> Condition:
        """The record."""
        return self.synthesis.condition

    @property
    def first_walk(self) -> str:
        """How long and how often to walk at first; empty where nobody begins alone."""
        return handout.first_walk(self.start) if self.start else ""

    @property
    def in_sight(self) -> tuple[AskedByPeople, ...]:
        """Questions whose answer nobody has to open."""
        return tuple(asked for asked in self.questions if asked.in_sight)

    @property
    def folded(self) -> tuple[AskedByPeople, ...]:
        """All others."""
        return tuple(asked for asked in self.questions if not asked.in_sight)


def drafts(
    library: Library,
    answers: Answers,
    synthesis: Synthesis,
    home: Home,
    *,
    planned: bool,
    drawing: Markup,
) -> Iterator[Draft]:
    """All pages of a condition; `planned` says whether a plan can stand beside its studies."""
    condition = synthesis.condition
    edit = record_file(library, "conditions", condition.id)
    behind, sums = tuple(_behind(library, synthesis)), tuple(_sums(library, synthesis))
    short = _page(library, synthesis, behind, home, planned=planned, drawing=drawing)
    answer = _in_short(short)
    line = _in_a_line(short)
    about = About(days.of_synthesis(synthesis), ("Patient",), condition, short.questions, plain=PLAIN)
    words = " ".join(condition.also_called)
    yield Draft(f"{condition.id}/index.md", condition.title, line, edit, short, about, answer, words)
    behind += sums
    for page in behind:
        yield Draft(
            f"{condition.id}/{page.file}.md",
            f"{condition.title}: {page.name.lower()}",
            f"{page.description} {short.handed.sure[0]}".strip(),
            edit,
            BehindPage(
                condition,
                page,
                tuple(other for other in behind if other is not page),
                cited(library, synthesis, home.name) if page.file == CITED_ON else None,
            ),
            About(about.day, ("Clinician", "MedicalResearcher"), condition),
            beside=answer,
        )
    if synthesis.main:
        yield Draft(
            f"{condition.id}/{clinicians.FILE}.md",
            f"{condition.title}: {clinicians.NAME.lower()}",
            f"{line} For clinicians.",
            edit,
            clinicians.page(library, answers, synthesis, short.checked, cited(library, synthesis, home.name)),
            About(about.day, ("Clinician",), condition),
        )


def cited(library: Library, synthesis: Synthesis, site: str) -> CitedPage:
    """How others cite the page of a condition; `site` is the name of the whole site."""
    condition = synthesis.condition
    return CitedPage(
        key=condition.id,
        site=site,
        title=condition.title,
        publisher=(library.site and library.site.publisher) or "",
        day=days.of_synthesis(synthesis),
        version=version(library),
        address=f"{condition.id}/",
        files=f"{condition.id}/{CITATION}",
    )


def _in_short(page: ConditionPage) -> str:
    """The answer, and how sure one can be; empty where no comparison gives one."""
    return f"{page.handed.in_short} {page.handed.sure[0]}" if page.answer else ""


def _in_a_line(page: ConditionPage) -> str:
    """What search engines, which cut it short, and whoever sends the page on show: most important first."""
    handed = page.handed
    if not page.answer:
        return f"{handed.ask_first} {page.uncompared} {page.condition.description}".strip()
    return " ".join(
        filter(None, (f"{page.condition.name}:", handed.sure[0], handed.ask_first, handed.in_short))
    )


def _sure(answer: ToldCell | None) -> tuple[str, str]:
    """How sure one can be, and what that means; nothing where there is no answer."""
    level = answer.cell.level if answer else None
    if level:
        return f"{terms.CERTAINTY[level].word}.", terms.CERTAINTY[level].meaning
    return handout.NOT_JUDGED if answer else "", ""


def _behind(library: Library, synthesis: Synthesis) -> Iterator[Behind]:
    people = synthesis.condition.people
    yield Behind(
        "The evidence",
        "evidence",
        f"What trials with {people} add up to, in tables and pictures, and how sure one can be.",
        tuple(sections.of_evidence(library, synthesis)),
    )
    yield Behind(
        "The studies",
        "studies",
        f"Every study of {people}: who took part, what they did, and how far to trust it.",
        tuple(sections.of_studies(library, synthesis)),
    )


def _sums(library: Library, synthesis: Synthesis) -> Iterator[Behind]:
    """The page behind the evidence; none where there are no sums."""
    if found := tuple(sections.of_sums(library, synthesis)):
        people = synthesis.condition.people
        yield Behind(
            "How sure, and why",
            "how-sure",
            f"How the answers for {people} were worked out: sides, numbers, and reasons to be unsure.",
            found,
        )


def _page(
    library: Library,
    synthesis: Synthesis,
    behind: tuple[Behind, ...],
    home: Home,
    *,
    planned: bool,
    drawing: Markup,
) -> ConditionPage:
    first, ladder = next(iter(asked(synthesis)), None), library.ladder
    told_of_harm = reading.harms_beside_line if synthesis.condition.harm_in_short else reading.harms_line
    ask_first = ladder.ask_first if ladder else None
    asking = ask_first.of(synthesis.condition.id) if ask_first else None
    alone = asking is None or asking is not ask_first
    begins = alone and not synthesis.only_sessions
    answer = first.cells[0] if first else None
    return ConditionPage(
        synthesis=synthesis,
        first=first,
        answer=answer,
        uncompared=reading.uncompared_line(synthesis),
        signs=_signs(library, first.cells[0]) if first else (),
        facts=_fact_rows(synthesis, first) if first else (),
        harms=told_of_harm(synthesis),
        asking=asking,
        alone=alone,
        fits=tuple(ladder.fits) if ladder else (),
        start=ladder.stages[0] if ladder and begins else None,
        stop=None if synthesis.only_sessions else library.stop,
        unable=tuple(library.stop.unable(synthesis.condition.id)) if library.stop else (),
        briefs=tuple(library.stop.briefs(synthesis.condition.id)) if library.stop else (),
        pain=tuple(ladder.pain) if ladder else (),
        questions=tuple(each for each in library.questions if synthesis.condition.id in each.conditions),
        behind=behind,
        checked=(
            *reading.facts(synthesis),
            trust.reviewed(library.site, synthesis.condition.id, changed=days.of_change(library, synthesis)),
            trust.next_review(library.site),
            f"Version {version(library)}",
        ),
        planned=planned and asking is None,
        drawing=drawing,
        choice=_choice(synthesis.condition, alone=alone) if begins or not alone else handout.MOMENT,
        handed=_handed(library, synthesis, answer, _ask_first(asking, alone=alone), home),
    )


def _ask_first(asking: Asking | None, *, alone: bool) -> str:
    """What goes before the answer wherever it is handed over; empty where anybody may begin."""
    if asking is None:
        return ""
    return f"{asking.title}." if alone else handout.ASK_FIRST


def _handed(
    library: Library, synthesis: Synthesis, answer: ToldCell | None, ask_first: str, home: Home
) -> Handed:
    condition, asking = synthesis.condition, library.ladder.ask_first if library.ladder else None
    in_short = (answer.said or answer.counted) if answer else reading.uncompared_line(synthesis)
    sure, path = _sure(answer), home.path_of(condition)
    told = (condition.title, f"{ask_first} {in_short}".strip(), sure, version(library), synthesis.reviewed)
    return Handed(
        in_short,
        sure,
        ask_first,
        tuple(asking.questions) if asking else (),
        handout.notes(*told, handout.typed(home.at, path)),
        handout.mail(condition.title, handout.notes(*told, f"{home.at}{path}" if home.at else f"/{path}")),
    )


def _choice(condition: Condition, *, alone: bool) -> str:
    who = handout.CHILD if condition.children else handout.YOU
    return handout.choice(alone=alone, helps=bool(condition.also_helps), who=who)


def _signs(library: Library, answer: ToldCell) -> tuple[TrialSign, ...]:
    if not answer.cell.compared:
        return ()
    found = [TrialSign(each.sign, library.report_of(each.study).short()) for each in answer.cell.findings]
    return tuple(sorted(found, key=lambda trial: trial.place))


def _fact_rows(synthesis: Synthesis, first: Asked) -> tuple[FactRow, ...]:
    """The outcomes that matter most, then each of these on which another comparison speaks against it."""
    cells = [told.cell for told in first.cells[:ROWS]]
    told = [_fact_row(cell, "", with_and_without(cell)) for cell in cells]
    shown = {cell.outcome.id for cell in cells}
    others = [
        cell
        for answer in synthesis.known_answers
        if answer.question is not first.question
        for cell in answer.cells
        if cell.outcome.id in shown and cell.level and cell.sides.comparator > cell.sides.backward
    ]
    return (*told, *(_fact_row(cell, _other(cell), against(cell)) for cell in others))


def _fact_row(cell: Cell, other: str, told: WithAndWithout) -> FactRow:
    return FactRow(cell.outcome, other, len(cell.findings), told, cell.level)


def _other(cell: Cell) -> str:
    return cell.question.instead or terms.comparator(cell.question.comparator)
