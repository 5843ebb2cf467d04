"""All files of build/docs/: hand-written pages with their citations, and everything made from records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from evidence import citations
from evidence.bibliography import Reference
from evidence.directions import direction
from evidence.library import Library
from evidence.pages import page, words
from evidence.pages.page import Page
from evidence.problems import Problem, ProblemsFound
from evidence.records import Condition, Direction, Result, Review, Study
from evidence.synthesis import ORDER, Synthesis, comparisons, found, newest_day, second_hand, synthesise

NOT_COPIED = ("overrides",)
IN_SECTION = ("studies.md.j2", "references.md.j2")
"""Pages whose neighbours in the navigation are worth showing beside them."""
SEARCH = {
    "study.md.j2": {"boost": 2},
    "review.md.j2": {"boost": 2},
    "condition.md.j2": {"boost": 3},
    "studies.md.j2": {"exclude": True},
    "references.md.j2": {"exclude": True},
    "moved.md.j2": {"exclude": True},
}
"""Lists repeat what other pages say; in the search they would hide those pages."""
SIGNS = {"favours-backward": "▲", "no-clear-difference": "◆", "favours-comparator": "▼", "unclear": "?"}
SHORT = {
    "favours-backward": "in favour",
    "no-clear-difference": "no clear difference",
    "favours-comparator": "against",
    "unclear": "unclear",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "direction_signs": SIGNS,
    "certainty_words": {"not-yet-judged": "Not yet judged"},
    "source_kinds": {
        "abstract": "abstract",
        "full-text": "full text",
        "registry": "registry",
        "index": "index",
        "secondary": "second-hand report",
    },
    "design_words": {
        "randomised-trial": "randomised trial",
        "quasi-randomised": "trial, groups formed without full randomisation",
        "non-randomised": "trial, groups not randomised",
        "before-after": "before and after, no comparison group",
        "laboratory": "laboratory study, one session",
        "protocol": "plan of a trial",
        "registration": "registry entry of a trial",
    },
    "role_words": {
        "backward-walking": "walking backwards",
        "forward-walking": "walking forwards",
        "usual-care": "usual care alone",
        "other-exercise": "another exercise",
        "other-treatment": "another treatment",
        "no-treatment": "no treatment",
        "both-directions": "walked both backwards and forwards",
        "not-seen": "what this group did was not seen",
    },
    "review_words": {
        "systematic-review": "systematic review",
        "scoping-review": "scoping review",
        "narrative-review": "narrative review",
        "protocol": "plan of a review",
    },
    "reading_words": {
        "abstract": "abstract only",
        "part-of-abstract": "part of the abstract only",
        "full-text": "full text",
        "registry": "registry entry only",
    },
    "harm_words": {
        "reported": "harm reported",
        "none-occurred": "no harm occurred, it says",
        "not-mentioned": "not mentioned",
        "not-seen": "not seen: too little of the report could be read",
    },
    "right_words": {"first": "the first", "second": "the second", "unclear": "neither is certain"},
}


def files(library: Library, docs: Path) -> dict[str, bytes]:
    """Path below build/docs -> content, for the whole site. Raises ProblemsFound with every faulty page."""
    site = _Site(library, docs)
    pages = site.written() + site.generated()
    copied = {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.suffix != ".md" and path.relative_to(docs).parts[0] not in NOT_COPIED
    }
    return copied | {made.path: made.text().encode() for made in pages}


class _Site:
    """Library, templates and words, once for all pages."""

    def __init__(self, library: Library, docs: Path) -> None:
        self.library = library
        self.docs = docs
        self.syntheses = synthesise(library)
        self.environment = page.environment()
        self.environment.globals |= {
            **WORDS,
            "library": library,
            "references": library.references,
            "owners": library.owners,
            "origin": library.origin,
            "syntheses": self.syntheses,
            "trained": [s for s in library.studies.values() if s.design != "laboratory"],
            "newest_day": newest_day(library),
            "totals": _Totals.of([*library.studies.values(), *library.reviews.values()]),
            "not_seen": Markup('<span class="not-seen">not seen</span>'),
            "direction_order": ORDER,
            "found": found,
            "comparisons": comparisons,
            "title_of": lambda record: citations.title(library.references[record.reports[0]]),
        }

    def written(self) -> list[Page]:
        """The pages of docs/, citations resolved."""
        return _all_or_problems(self._written, sorted(self.docs.rglob("*.md")))

    def generated(self) -> list[Page]:
        """The pages made from records."""
        return [
            *(self._condition(synthesis) for synthesis in self.syntheses.values()),
            *(self._study(study) for study in self.library.studies.values()),
            *(self._review(review) for review in self.library.reviews.values()),
            self._studies(),
            self._references(),
            *self._moved(),
        ]

    def _written(self, path: Path) -> Page:
        text = path.read_text(encoding="utf-8")
        meta, body, above = page.front_matter(text, path)
        name = path.relative_to(self.docs)
        template = page.compiled(self.environment, "\n" * above + body, path)
        root = _root(name.as_posix())
        blocks = {
            block: self._block(f"{block}.j2", root) for block in ("programmes", "origin_links", "cards")
        }
        filled = page.fill(template, path, {"root": root, **blocks})[above:]
        edit = f"{self.docs.name}/{name.as_posix()}"
        resolved = page.with_references(filled, self.library.references, path)
        return Page(
            name.as_posix(),
            str(escape(meta["title"])),
            str(escape(meta["description"])),
            edit,
            resolved,
            tuple(meta.get("hide", ())),
        )

    def _block(self, template: str, root: str) -> Any:
        def block() -> Markup:
            return Markup(self._filled(template, {"root": root}))  # noqa: S704 - the template escaped it

        return block

    def _generated(self, path: str, template: str, title: str, description: str, edit: str, **values: Any) -> Page:
        body = self._filled(template, {"root": _root(path), "title": title, **values})
        resolved = page.with_references(body, self.library.references, self.docs.parent / edit)
        hide = () if template in IN_SECTION else ("navigation",)
        search = SEARCH.get(template)
        return Page(path, str(escape(title)), str(escape(description)), edit, resolved, hide, search)

    def _filled(self, template: str, values: Mapping[str, Any]) -> str:
        try:
            loaded = self.environment.get_template(template)
        except jinja2.TemplateSyntaxError as error:
            raise page.syntax_problem(error, page.TEMPLATES / template) from error
        return page.fill(loaded, page.TEMPLATES / template, values)

    def _condition(self, synthesis: Synthesis) -> Page:
        condition = synthesis.condition
        return self._generated(
            f"{condition.id}/index.md",
            "condition.md.j2",
            condition.title,
            condition.description,
            self._edit("conditions", condition.id),
            condition=condition,
            synthesis=synthesis,
            outcome_names={outcome.id: outcome.name for outcome in condition.outcomes},
            answers=synthesis.answers,
            contradictions=[(study, item) for study in synthesis.studies for item in study.contradictions],
            reading_line=_reading_line(synthesis),
            harms_line=_harms_line(synthesis),
            study_found=self._found,
        )

    def _study(self, study: Study) -> Page:
        reference = self.library.references[study.reports[0]]
        condition = self.library.conditions[study.condition]
        used = dict.fromkeys(result.instrument for result in study.results if result.instrument)
        return self._generated(
            f"studies/{study.id}.md",
            "study.md.j2",
            citations.title(reference),
            f"{reference.short()}: what was done, what was found, and what has not been read.",
            self._edit("studies", study.id),
            study=study,
            record=study,
            condition=condition,
            byline=_byline(reference),
            people_words=_people(study),
            age_words=_age(study),
            registration_words=_registration(study),
            instruments=[self.library.instruments[name] for name in used],
            result_blocks=[self._result(study, condition, result) for result in study.results],
        )

    def _review(self, review: Review) -> Page:
        reference = self.library.references[review.reports[0]]
        condition = self.library.conditions[review.condition]
        return self._generated(
            f"reviews/{review.id}.md",
            "review.md.j2",
            citations.title(reference),
            f"{reference.short()}: what this review took in and what it found.",
            self._edit("reviews", review.id),
            review=review,
            record=review,
            condition=condition,
            byline=_byline(reference),
            outcome_names={outcome.id: outcome.name for outcome in condition.outcomes},
        )

    def _studies(self) -> Page:
        return self._generated(
            "studies/index.md",
            "studies.md.j2",
            "All studies",
            "Every study and review on this site, by condition.",
            f"{self.library.root.name}/studies",
        )

    def _references(self) -> Page:
        rows = [
            {"reference": reference, "folder": folder, "record": getattr(self.library, folder)[name]}
            for reference in self.library.references.values()
            for folder, name in [self.library.owners[reference.key]]
        ]
        rows.sort(key=lambda row: (citations.text(row["reference"]).casefold(), row["reference"].key))
        return self._generated(
            "references.md",
            "references.md.j2",
            "All references",
            "Every paper, guideline and page that this site leans on, and what was taken from it.",
            f"{self.library.root.name}/sources",
            rows=rows,
        )

    def _moved(self) -> list[Page]:
        """A page at every former address that leads to the present one."""
        kinds = (("", self.library.conditions), ("studies/", self.library.studies), ("reviews/", self.library.reviews))
        return [
            self._generated(
                f"{folder}{old}.md",
                "moved.md.j2",
                "This page has moved",
                "This page has a new address.",
                self._edit(folder.rstrip("/") or "conditions", record.id),
                to=f"{folder}{record.id}/",
            )
            for folder, records in kinds
            for record in records.values()
            for old in record.formerly
        ]

    def _edit(self, folder: str, name: str) -> str:
        return f"{self.library.root.name}/{folder}/{name}.yml"

    def _found(self, study: Study) -> list[tuple[str, list[Markup]]]:
        """What a study found: per comparison its words and one line per outcome, second-hand reports left out."""
        names = {outcome.id: outcome.name for outcome in self.library.conditions[study.condition].outcomes}
        groups: dict[str, dict[Markup, None]] = {}
        for result in sorted(study.results, key=lambda result: list(names).index(result.outcome)):
            if not second_hand(study, result.seen):
                group = ""
                if result.contrast == "between-arms" and len(comparisons(study)) > 1:
                    group = f"Against {WORDS['role_words'][study.arms[result.compares[1]].role]}:"
                groups.setdefault(group, {})[self._line(names[result.outcome], result)] = None
        return [(group, list(lines)) for group, lines in groups.items()]

    def _line(self, outcome: str, result: Result) -> Markup:
        if result.contrast != "between-arms":
            finding = page.cited(result.finding) if result.finding else "before and after only"
            return Markup("{}: {}").format(outcome, finding)
        side = direction(result, self.library.instruments.get(result.instrument or ""))
        return Markup('<span class="direction {}"><span aria-hidden="true">{}</span> {}: {}</span>').format(
            side, SIGNS[side], outcome, SHORT[side]
        )

    def _result(self, study: Study, condition: Condition, result: Result) -> ResultBlock:
        instrument = self.library.instruments.get(result.instrument or "")
        compared = result.contrast == "between-arms"
        labels = [words.lower_first(study.arms[name].label) for name in result.compares]
        measured = [part for part in (instrument and instrument.name, result.measure) if part]
        return ResultBlock(
            result=result,
            outcome=next(outcome.name for outcome in condition.outcomes if outcome.id == result.outcome),
            measure=": ".join(measured) or "How it was measured was not seen",
            unit=instrument.unit if instrument else None,
            when=f"week {words.number(result.week)}" if result.week else result.timing,
            comparison=words.capital(_CONTRASTS[result.contrast].format(*labels, *[""] * 2)),
            comparator=study.arms[result.compares[1]].role if compared else "",
            direction=direction(result, instrument) if compared else None,
            second_hand=second_hand(study, result.seen),
            scores="change from the start" if result.values == "change" else "values after the programme",
        )


@dataclass(frozen=True)
class _Totals:
    """How much was read, over all studies and reviews."""

    studies: int
    records: int
    in_full: int
    twice: int
    compared: int
    agreed: int

    @classmethod
    def of(cls, records: list[Study | Review]) -> _Totals:
        second = [record.reading.second for record in records if record.reading.second]
        return cls(
            studies=sum(isinstance(record, Study) for record in records),
            records=len(records),
            in_full=sum(record.reading.what == "full-text" for record in records),
            twice=len(second),
            compared=sum(reading.compared for reading in second),
            agreed=sum(reading.agreed for reading in second),
        )


@dataclass(frozen=True)
class ResultBlock:
    """One result as a study page shows it."""

    result: Result
    outcome: str
    measure: str
    unit: str | None
    when: str | None
    comparison: str
    comparator: str
    direction: Direction | None
    second_hand: bool
    scores: str


_CONTRASTS = {
    "between-arms": "{0} against {1}",
    "before-after": "{0}: before and after, with nothing to compare it to",
    "backward-vs-forward": "walking backwards against walking forwards, the same people",
    "between-people": "{0} against {1}: different people, the same walking",
}


def _all_or_problems(make: Callable[[Path], Page], paths: Iterable[Path]) -> list[Page]:
    """Every page, or the problems of all pages that have some."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            pages.append(make(path))
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(problems)
    return pages


def _root(path: str) -> str:
    """'studies/x.md' -> '../../', 'index.md' -> '' (pages become folders)."""
    parts = path.removesuffix(".md").split("/")
    return "../" * (len(parts) - (parts[-1] == "index"))


def _byline(reference: Reference) -> str:
    place = reference.journal or reference.institution or reference.publisher or "Journal not seen"
    return f"{citations.authors(reference)}. {place}, {reference.year or 'year not seen'}."


def _people(study: Study) -> str:
    people = study.participants
    numbers = {
        "recruited": people.recruited,
        "randomised": people.randomised,
        "analysed": people.analysed,
        "planned": people.planned,
    }
    return ", ".join(f"{n} {word}" for word, n in numbers.items() if n is not None)


def _age(study: Study) -> str:
    people, parts = study.participants, []
    if people.age_mean is not None:
        spread = f" (± {words.number(people.age_sd)})" if people.age_sd is not None else ""
        parts.append(f"mean {words.number(people.age_mean)} years{spread}")
    if people.age is not None:
        parts.append(words.span(people.age, "years"))
    return ", ".join(parts)


def _registration(study: Study) -> str:
    if study.registration is None:
        return ""
    timing = {"prospective": ", before the study began", "retrospective": ", after the study had begun"}
    return study.registration.number + timing.get(study.registration.timing or "", "")


def _reading_line(synthesis: Synthesis) -> str:
    total, in_full, twice = len(synthesis.studies), synthesis.read_in_full(), synthesis.read_twice()
    whole = "none of them in full" if not in_full else f"{in_full} of {total} in full"
    only = "abstracts only" if not in_full else "mostly abstracts"
    read = f"We read {only}, {whole}" if total > 1 else "We read the abstract only" if not in_full else "We read it in full"
    again = f"{twice} of {total} were read twice" if total > 1 else "it was read twice" if twice else "it was read once"
    return f"{read}; {again}. Reading was computer-assisted and has not been reviewed by a clinician yet."


def _harms_line(synthesis: Synthesis) -> str:
    counted = {kind: sum(s.harms.reporting == kind for s in synthesis.studies) for kind in WORDS["harm_words"]}
    silent = counted["not-mentioned"] + counted["not-seen"]
    total = len(synthesis.studies)
    if silent == total:
        none = "The one study does not say" if total == 1 else f"None of the {total} studies says"
        return f"{none}, in what we could read, whether anyone was harmed. That does not show that nobody was."
    told = words.count(total - silent, "study says", "studies say")
    return f"{told} whether anyone was harmed; {silent} of {total} do not. Silence does not show that nobody was."



