"""All files of build/docs/: which pages there are, what is copied, and that no two have one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    moved,
    page,
    pictures,
    plan,
    review,
    social,
    study,
    templating,
    written,
)
from evidence.show.feed import Place
from evidence.show.page import Draft, Page
from evidence.show.social import Picture

NOT_COPIED = ("overrides", drawings.FOLDER)
STYLES = "assets/styles"
"""Style sheets of docs/ that go to the reader as one, `assets/site.css`, in the order of their names."""


def files(
    library: Library, answers: Answers, docs: Path, kept: Kept = NOTHING, place: Place | None = None
) -> dict[str, bytes]:
    """Path below build/docs -> content, for the whole site; without a `place`, what needs one is left out.

    Raises ProblemsFound with every faulty page.
    """
    library = named(library)
    fed = feed.files(library, answers, place)
    made = templating.environment(library.references)
    planning = plan.data(library, answers.doses)
    blocks = written.all_blocks(library, answers, planning, next(iter(fed), ""))
    finisher = page.Finisher(library, kept)
    pages = written.Writer(made, finisher, docs, version(library), answers.newest_day, blocks).pages()
    offered = planning["conditions"] if planning else {}
    drawing = drawings.drawing(made, docs)(condition.DRAWING)
    drafts = _drafts(library, answers, offered, drawing)
    pages += [page.finished(each, made, finisher, docs.parent) for each in drafts]
    if problems := list(_collisions(pages, docs.parent)):
        raise ProblemsFound(problems)
    shown = pictures.pictures(docs, answers.syntheses)
    drawn = social.files(shown.values(), pictures.mark(docs), made, kept)
    texts = {each.path: each.text(_picture(shown, each.path)).encode() for each in pages}
    return _copied(docs) | package.files(library, answers) | drawn | fed | texts


def _picture(shown: Mapping[str, Picture], path: str) -> Picture:
    """That of the page itself, else of the page that it stands behind, else of the home page."""
    above = (Path(path).parent / "index.md").as_posix()
    return shown.get(path) or shown.get(above) or shown[pictures.HOME]


def _drafts(library: Library, answers: Answers, offered: Iterable[str], drawing: Markup) -> Iterator[Draft]:
    """The pages made from records; beside the studies of conditions in `offered` stands a plan."""
    for synthesis in answers.syntheses.values():
        if synthesis.has_page:
            yield from condition.drafts(
                library, answers, synthesis, planned=synthesis.condition.id in offered, drawing=drawing
            )
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
