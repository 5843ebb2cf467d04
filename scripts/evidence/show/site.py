"""All files of build/docs/: hand-written pages with their citations, and everything made from records."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from evidence.download import package, results
from evidence.problems import Problem, ProblemsFound
from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon import certainty, designs
from evidence.reckon.answers import Answers
from evidence.reckon.cells import ORDER, Cell
from evidence.reckon.points import PooledSd, pooled_sd
from evidence.reckon.programmes import Dose
from evidence.reckon.provenance import best_kind
from evidence.reckon.synthesis import Synthesis, comparisons
from evidence.records.claim import Claim
from evidence.records.review import Pooled, Review
from evidence.records.study import Study
from evidence.say import citations, reading, reasons, terms
from evidence.say.answers import counted, numbers, short_answer
from evidence.show import drawings, finder, glossary, page, plan, risk, social, study
from evidence.show.figures import bias, direction_plot, doses, forest
from evidence.show.page import Page

NOT_COPIED = ("overrides", drawings.FOLDER)
HOME = "index.md"
STYLES = "assets/styles"
"""Style sheets of docs/ that go to the reader as one, `assets/site.css`, in the order of their names."""
BLOCKS = (
    "also_studied",
    "cards",
    "claims",
    "data_columns",
    "figures/dose_chart",
    "dose_table",
    "glossary",
    "ladder",
    "left_out",
    "more_conditions",
    "origin_links",
    "plan",
    "plan_blank",
    "programmes",
    "reference_list",
    "risk_of_bias",
    "studies",
    "verdicts",
)
"""Templates that a hand-written page may call by name, without their folder."""
EXPLAINED = ("condition.md.j2", "study.md.j2", "review.md.j2")
"""Pages from these templates, and those with `glossary: true` above them, explain their words."""
SEARCH: Mapping[str, Mapping[str, Any]] = {
    "condition.md.j2": {"boost": 8},
    "moved.md.j2": {"exclude": True},
}


def files(library: Library, answers: Answers, docs: Path) -> dict[str, bytes]:
    """Path below build/docs -> content, for the whole site. Raises ProblemsFound with every faulty page."""
    site = _Site(library, answers, docs)
    pages = site.written() + site.generated()
    if problems := list(_collisions(pages, docs.parent)):
        raise ProblemsFound(problems)
    copied = {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.suffix != ".md" and path.relative_to(docs).parts[0] not in NOT_COPIED
    }
    sheets = [copied.pop(name) for name in list(copied) if name.startswith(f"{STYLES}/")]
    copied["assets/site.css"] = b"\n".join(sheets)
    downloads = package.files(library, answers, package.version())
    pictures = site.pictures()
    drawn = social.files(pictures.values(), site.mark(), site.environment.get_template(social.TEMPLATE))
    texts = {made.path: made.text(pictures.get(made.path, pictures[HOME])).encode() for made in pages}
    return copied | downloads | drawn | texts


class _Site:
    """Library, templates and words, once for all pages."""

    def __init__(self, library: Library, answers: Answers, docs: Path) -> None:
        self.library = library
        self.docs = docs
        self.syntheses = answers.syntheses
        self.environment = page.environment()
        self.environment.tests |= {
            "told_programme": study.told_programme,
            "told_harm": study.told_harm,
        }
        rows = finder.rows(library)
        self.environment.globals |= {
            "terms": terms,
            "library": library,
            "references": library.references,
            "owners": library.owners,
            "origin": library.origin,
            "plan_data": plan.data(library, answers.doses),
            **_doses(library, answers.doses),
            "study_rows": rows,
            "study_filters": finder.filters(library, rows),
            "reference_rows": _reference_rows(library),
            "syntheses": self.syntheses,
            "trained": [
                record
                for record in library.studies.values()
                if library.conditions[record.condition].lead and study.tells_a_routine(record)
            ],
            "newest_day": answers.newest_day,
            "version": package.version(),
            "columns": results.COLUMNS,
            "totals": _Totals.of([*library.studies.values(), *library.reviews.values()]),
            "not_seen": Markup('<span class="not-seen">not seen</span>'),
            "direction_order": ORDER,
            "counted_of": counted,
            "comparisons": comparisons,
            "designs": designs.DESIGNS,
            "walked": designs.walked,
            "address_of": self._address,
            "risk_of": risk.row,
            "risk_tables": risk.tables,
            "claims_about": self._claims_about,
            "outcome_name": self._outcome_name,
            "short_answer": short_answer,
            "numbers": numbers,
            "start_of": certainty.start,
            "downgrades": reasons.downgrades,
            "upgrades": reasons.upgrades,
            "certainty_range": reading.certainty_range,
            "points_of": self._points,
            "directions_of": lambda answer: direction_plot.direction_plot(answer, library.references),
            "forest_of": lambda cell: _forest(cell, library),
            "bias_of": bias.summary,
            "study_found": lambda record: study.found_by(library, record),
            "read_where": best_kind,
        }

        self.drawing = drawings.drawing(self.environment, docs)

    def written(self) -> list[Page]:
        """The pages of docs/, citations resolved."""
        return _all_or_problems(self._written, sorted(self.docs.rglob("*.md")))

    def generated(self) -> list[Page]:
        """The pages made from records."""
        return [
            *(self._condition(synthesis) for synthesis in self.syntheses.values() if synthesis.has_page),
            *(self._study(record) for record in self.library.studies.values()),
            *(self._review(review) for review in self.library.reviews.values()),
            *self._moved(),
        ]

    def pictures(self) -> dict[str, social.Picture]:
        """Page -> what is shown of it where it is sent on; every other page is shown as the home page is."""
        path = self.docs / HOME
        meta, _, _ = page.front_matter(path.read_text(encoding="utf-8") if path.is_file() else "", path)
        if "picture" not in meta:
            what = "the home page needs a line for picture: with a few words that say what the site does"
            raise ProblemsFound([Problem(path, 1, 1, "front matter", what)])
        name, tagline, known = str(meta["title"]), str(meta["picture"]), self.syntheses.values()
        leading = [synthesis for synthesis in known if synthesis.condition.lead]
        return {HOME: social.of_site(name, tagline, leading)} | {
            f"{synthesis.condition.id}/{HOME}": social.of_condition(name, tagline, synthesis)
            for synthesis in known
            if synthesis.has_page
        }

    def mark(self) -> ET.Element:
        """The site's own mark."""
        path = self.docs / social.MARK
        try:
            return ET.parse(path).getroot()  # noqa: S314 - a file of this project
        except (OSError, ET.ParseError) as error:
            line, column = getattr(error, "position", (1, 0))
            said = getattr(error, "strerror", None) or error
            what = f"{said}; put the site's mark here as SVG: the icon and the pictures are drawn from it"
            raise ProblemsFound([Problem(path, line, column + 1, "mark", what)]) from error

    def _written(self, path: Path) -> Page:
        text = path.read_text(encoding="utf-8")
        meta, body, above = page.front_matter(text, path)
        name = path.relative_to(self.docs)
        template = page.compiled(self.environment, "\n" * above + body, path)
        root = _root(name.as_posix())
        blocks = {Path(block).name: self._block(f"{block}.j2", root) for block in BLOCKS}
        filled = page.fill(template, path, {"root": root, "drawing": self.drawing, **blocks})[above:]
        edit = f"{self.docs.name}/{name.as_posix()}"
        if meta.get("glossary"):
            filled = glossary.explained(filled, self.library.glossary, root)
        resolved = page.with_references(filled, self.library.references, path)
        return Page(
            name.as_posix(),
            str(escape(meta["title"])),
            str(escape(meta["description"])),
            edit,
            resolved,
            tuple(meta.get("hide", ())),
            meta.get("search"),
        )

    def _outcome_name(self, record: Study | Review, outcome: str) -> str:
        """The outcome as the condition of the record names it."""
        named = self.library.conditions[record.condition].outcomes
        return next(item.name for item in named if item.id == outcome)

    def _points(self, record: Review, pooled: Pooled) -> tuple[float, PooledSd] | None:
        """A standardised figure of other people in points of the best-known scale, and the deviation used."""
        outcomes = self.library.conditions[record.condition].outcomes
        natural = next(item.natural for item in outcomes if item.id == pooled.outcome)
        instrument = self.library.instrument(natural)
        found = pooled_sd(self.library.studies_of(record.condition), instrument)
        return (pooled.estimate * found.sd, found) if pooled.standardised and found else None

    def _block(self, template: str, root: str) -> Any:
        def block() -> Markup:
            return Markup(self._filled(template, {"root": root}))  # noqa: S704 - the template escaped it

        return block

    def _generated(
        self, path: str, template: str, title: str, description: str, edit: str, **values: Any
    ) -> Page:
        body = self._filled(template, {"root": _root(path), "title": title, **values})
        if template in EXPLAINED:
            body = glossary.explained(body, self.library.glossary, _root(path))
        resolved = page.with_references(body, self.library.references, self.docs.parent / edit)
        search = SEARCH.get(template)
        return Page(
            path, str(escape(title)), str(escape(description)), edit, resolved, ("navigation",), search
        )

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
            answers=synthesis.answers,
            leading=synthesis.leading(),
            leading_cells=[cell for _, cells in synthesis.leading() for cell in cells],
            others=sum(bool(answer.cells) for answer in synthesis.answers) - len(synthesis.leading()),
            contradictions=[(s, item) for s in synthesis.studies for item in s.contradictions],
            facts=reading.facts(synthesis),
            reading_line=reading.reading_line(synthesis),
            uncompared_line=reading.uncompared_line(synthesis),
            results_line=reading.results_line(synthesis),
            read_in=reading.read_in(synthesis),
            harms_line=reading.harms_line(synthesis),
        )

    def _study(self, record: Study) -> Page:
        reference = self.library.report_of(record)
        condition = self.library.conditions[record.condition]
        used = dict.fromkeys(result.instrument for result in record.results if result.instrument)
        return self._generated(
            f"studies/{record.id}.md",
            "study.md.j2",
            _title(reference),
            f"{reference.short()}: what was done, what was found, and what has not been read.",
            self._edit("studies", record.id),
            study=record,
            record=record,
            condition=condition,
            byline=study.byline(reference),
            people_words=study.people(record),
            age_words=study.age(record),
            registration_words=study.registration(record),
            instruments=[self.library.instruments[name] for name in used],
            result_blocks=study.result_blocks(self.library, record),
        )

    def _review(self, review: Review) -> Page:
        reference = self.library.report_of(review)
        condition = self.library.conditions[review.condition]
        return self._generated(
            f"reviews/{review.id}.md",
            "review.md.j2",
            _title(reference),
            f"{reference.short()}: what this review took in and what it found.",
            self._edit("reviews", review.id),
            review=review,
            record=review,
            condition=condition,
            byline=study.byline(reference),
        )

    def _address(self, condition: str) -> str:
        """Address of a condition below the top of the site."""
        own = self.syntheses[condition].has_page
        return f"{condition}/" if own else f"also-studied/#{condition}"

    def _claims_about(self, record: Study | Review) -> list[Claim]:
        """Claims that some report of the record speaks to."""
        reports = set(record.reports)
        return [
            claim
            for claim in self.library.claims.values()
            if reports & {item.cites for item in (*claim.supports, *claim.against)}
        ]

    def _moved(self) -> list[Page]:
        """A page at every former address that leads to the present one."""
        kinds = (
            ("", self.library.conditions),
            ("studies/", self.library.studies),
            ("reviews/", self.library.reviews),
        )
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


def _title(reference: Reference) -> str:
    """As printed; what else tells the report apart where no title was seen."""
    return reference.title or f"{reference.short()} [{citations.NO_TITLE}]"


def _reference_rows(library: Library) -> list[dict[str, Any]]:
    """Every reference with the record that it belongs to, by the alphabet."""
    rows = [
        {"reference": reference, "folder": folder, "record": getattr(library, folder)[name]}
        for reference in library.references.values()
        for folder, name in [library.owners[reference.key]]
    ]
    return sorted(rows, key=lambda row: (citations.text(row["reference"]).casefold(), row["reference"].key))


def _doses(library: Library, found: Sequence[Dose]) -> dict[str, Any]:
    """Every programme, and the pictures of them."""
    routine = library.origin.routine if library.origin else None
    return {
        "doses": found,
        "dose_scatter": doses.scatter(found, routine),
        "dose_speeds": doses.speeds(found, routine),
        "dose_inclines": doses.inclines(found, routine),
    }


def _forest(cell: Cell, library: Library) -> forest.Forest:
    """The forest plot of a cell; what people notice goes onto its scale."""
    if cell.combined is None:
        raise ValueError("a cell without numbers has no forest plot")
    return forest.forest(cell.combined, cell.mcid_on_scale, library.references)


def _collisions(pages: Iterable[Page], root: Path) -> Iterator[Problem]:
    """Pages that would overwrite each other: x.md and x/index.md have the same address."""
    first: dict[str, Page] = {}
    for made in pages:
        address = made.path.removesuffix(".md").removesuffix("/index")
        if address in first:
            what = f'"{address}/" is the address of {first[address].edit} too; choose another id or file name'
            yield Problem(root / made.edit, 1, 1, "address", what)
        first.setdefault(address, made)


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
