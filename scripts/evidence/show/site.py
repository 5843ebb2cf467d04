"""All files of build/docs/: which pages there are, what is copied, and that no two have one address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from evidence.download import package
from evidence.kept import NOTHING, Kept
from evidence.problems import Problem, ProblemsFound
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.version import version
from evidence.say.names import named
from evidence.show import (
    condition,
    drawings,
    feed,
    handout,
    moved,
    offline,
    page,
    pictures,
    plan,
    programs,
    review,
    social,
    study,
    templating,
    typeset,
    written,
)
from evidence.show.linked_data import Whole
from evidence.show.page import Draft, Home, Page
from evidence.show.social import Picture

NOT_COPIED = ("overrides", drawings.FOLDER)
STYLES = "assets/styles"
"""Style sheets of docs/ that go to the reader as one, `assets/site.css`, in the order of their names."""


@dataclass(frozen=True)
class Made:
    """The whole site before it is built."""

    files: Mapping[str, bytes]
    """Path below build/docs -> content."""
    beside: Mapping[str, bytes]
    """Path below the built site -> content: plain Markdown, of which a builder would make pages."""


def made(library: Library, answers: Answers, docs: Path, address: str = "", kept: Kept = NOTHING) -> Made:
    """The whole site; `address` is where it will stand, with a slash at its end, or empty.

    Raises ProblemsFound with every faulty page.
    """
    with typeset.Typesetter() as typesetter:
        return _made(library, answers, docs, address, kept, typesetter)


def _made(
    library: Library, answers: Answers, docs: Path, address: str, kept: Kept, typesetter: typeset.Typesetter
) -> Made:
    """As `made`; sheets are set beside all else, so they begin first and are asked for last."""
    library = named(library)
    environment = templating.environment(library.references)
    said = pictures.home(docs)
    whole = Whole(said.name, version(library), answers.newest_day, library.site, address)
    planning = plan.data(library, answers.doses)
    home = Home(said.name, address)
    fed = feed.files(library, answers, home)
    offered = planning["conditions"] if planning else {}
    drawing = drawings.drawing(environment, docs)(condition.DRAWING)
    drafts = list(_drafts(library, answers, home, offered, drawing))
    setting = dict(_sheets(typesetter, drafts, answers.newest_day, docs.parent, kept))
    blocks = written.all_blocks(library, answers, planning, next(iter(fed), ""))
    finisher = page.Finisher(library, kept)
    pages = written.Writer(environment, finisher, docs, version(library), answers.newest_day, blocks).pages()
    pages += [page.finished(each, environment, finisher, docs.parent) for each in drafts]
    if problems := list(_collisions(pages, docs.parent)):
        raise ProblemsFound(problems)
    shown = pictures.pictures(said, answers.syntheses)
    drawn = social.files(shown.values(), pictures.mark(docs), environment, kept)
    linked = programs.linked(whole, pages)
    texts = {
        each.path: each.text(_picture(shown, each.path), linked.get(each.path)).encode() for each in pages
    }
    told = programs.files(whole, environment, pages, said.description)
    cited = programs.citations(
        whole,
        (condition.cited(library, each, home.name) for each in answers.syntheses.values() if each.has_page),
    )
    files = _copied(docs) | package.files(library, answers) | drawn | fed | texts | told | cited
    files |= {name: pdf() for name, pdf in setting.items()}
    files |= offline.files(whole, environment, pages, files, docs)
    return Made(files, programs.beside(whole, environment, library, drafts))


def _sheets(
    typesetter: typeset.Typesetter, drafts: Iterable[Draft], day: date, root: Path, kept: Kept
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each handout as the files for paper that stand beside its page."""
    for each in drafts:
        if isinstance(each.view, handout.HandoutPage):
            beside = Path(each.path).parent
            for file in each.view.files:
                job = typeset.job(each.view.sheet, each.view.drawing, file, day, root / each.edit)
                yield (beside / file.name).as_posix(), typesetter.begun(job, kept)


def _picture(shown: Mapping[str, Picture], path: str) -> Picture:
    """That of the page itself, else of the page that it stands behind, else of the home page."""
    above = (Path(path).parent / "index.md").as_posix()
    return shown.get(path) or shown.get(above) or shown[pictures.HOME]


def _drafts(
    library: Library, answers: Answers, home: Home, offered: Iterable[str], drawing: Markup
) -> Iterator[Draft]:
    """The pages made from records; beside the studies of conditions in `offered` stands a plan."""
    for synthesis in answers.syntheses.values():
        if synthesis.has_page:
            planned = synthesis.condition.id in offered
            for each in condition.drafts(library, answers, synthesis, home, planned=planned, drawing=drawing):
                yield each
                if sheet := handout.draft(each, home, drawing):
                    yield sheet
    yield from (study.draft(library, answers, record) for record in library.studies.values())
    yield from (review.draft(library, answers, record) for record in library.reviews.values())
    yield from moved.drafts(library)


def _copied(docs: Path) -> dict[str, bytes]:
    """What stands in docs/ and goes to the reader as it is, style sheets put together."""
    copied = {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in sorted(docs.rglob("*"))
        if path.is_file() and path.suffix != ".md" and path.relative_to(docs).parts[0] not in NOT_COPIED
    }
    sheets = [copied.pop(name) for name in list(copied) if name.startswith(f"{STYLES}/")]
    return copied | {"assets/site.css": b"\n".join(sheets)}


def _collisions(pages: Iterable[Page], root: Path) -> Iterator[Problem]:
    """Pages that would overwrite each other: x.md and x/index.md have the same address."""
    first: dict[str, Page] = {}
    for made in pages:
        address = made.path.removesuffix(".md").removesuffix("/index")
        if address in first:
            what = f'"{address}/" is the address of {first[address].edit} too; choose another id or file name'
            yield Problem(root / made.edit, 1, 1, "address", what)
        first.setdefault(address, made)
