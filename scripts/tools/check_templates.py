"""Checks that every template names only what it is given, and that all that is given is named.

What a template is given stands in its view, a class of evidence.show.templating.View.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, get_type_hints

import jinja2
from markupsafe import Markup
from mkdocs.theme import Theme

from evidence.problems import Problem, ProblemsFound, nearest
from evidence.read import written as written_pages
from evidence.run import paper, policy
from evidence.say import terms
from evidence.show import codes, drawings, site, templating, written
from evidence.show.figures.body import Body
from evidence.show.templating import Block, View
from tools.following import Checker
from tools.kinds import Returns, one_of

KNOWN: Mapping[str, Any] = {"terms": terms}
"""What every template knows."""
SHOW = site.__name__.removesuffix("site")
"""Where views and their parts are declared."""


class Heading:
    """An entry of a page's list of contents."""

    url: str
    level: int


class SourceFile:
    """The file of a page."""

    src_uri: str


class Tag:
    """What reference managers read of the work that a page is about: a tag of the head, and its content."""

    tag: str
    text: str


class Meta:
    """What stands above a page in build/docs."""

    title: str
    description: str
    edit: str
    moved_to: str
    now: str
    beside: str
    picture: Mapping[Literal["path", "width", "height", "words"], str]
    linked: str
    cited: list[Tag]
    modified: str
    plain: str


class Shown:
    """A page as MkDocs hands it to the theme."""

    title: str
    content: str
    url: str
    canonical_url: str | None
    is_homepage: bool
    toc: list[Heading]
    file: SourceFile
    meta: Meta


class Configured:
    """As far as our own templates need it: mkdocs.yml."""

    site_name: str
    site_url: str | None
    extra: Mapping[Literal["repository", "branch"], str]


class Built:
    """A file of which a page was made, as the sitemap knows it."""

    page: Shown


class Menu:
    """The pages of the menu, and where it begins."""

    pages: list[Shown]
    homepage: Shown


AROUND: Mapping[str, Any] = {
    "page": Shown,
    "config": Configured,
    "nav": Menu,
    "pages": list[Built],
    "page_code": Returns(Markup, inspect.signature(codes.page_code)),
    "own_policy": Returns(str, inspect.signature(policy.own_policy)),
    "printed_addresses": Returns(list[tuple[str, str]], inspect.signature(paper.printed_addresses)),
}
"""What the templates around a page, and the sitemap, know: MkDocs gives four, `run` the others."""


def views(base: type[View] = View) -> Iterator[type[View]]:
    """Every view that has a template."""
    for view in base.__subclasses__():
        if "template" in vars(view):
            yield view
        yield from views(view)


def problems(docs: Path) -> list[Problem]:
    """What is wrong in the templates of the package, and in the pages and drawings of `docs`.

    Raises ProblemsFound for a page without front matter.
    """
    made = templating.environment({})
    checker, known = Checker(made, templating.TEMPLATES, KNOWN), made.list_templates()
    for view in views():
        if view.template in known:
            checker.template(view.template, {view.named: view, "root": str})
        else:
            what = f'there is no template "{view.template}"; {nearest(view.template, known)}write its path'
            checker.problems.add(_in_class(view, "template", what))
    _follow_pages(checker, docs)
    # What a faulty template would have named is not yet known.
    found = checker.problems or {*checker.unused(), *_unnamed(checker)}
    return sorted(found | _of_drawings(made, docs / drawings.FOLDER) | _of_overrides(docs / "overrides"))


def _follow_pages(checker: Checker, docs: Path) -> None:
    """Follow what people wrote."""
    nothing = inspect.Signature()
    blocks = {view.called(): Returns(Markup, nothing) for view in views() if issubclass(view, Block)}
    drawn = one_of(path.stem for path in (docs / drawings.FOLDER).glob("*.svg"))
    given = get_type_hints(written.Named) | blocks | {"drawing": Callable[[drawn], Markup]}
    for path in sorted(docs.rglob("*.md")):
        page = written_pages.read(path)
        checker.text(str(path), "\n" * page.above + page.body, path, given)


def _of_drawings(made: jinja2.Environment, folder: Path) -> set[Problem]:
    overlay = made.overlay(loader=jinja2.FileSystemLoader(folder))
    checker = Checker(overlay, folder, {"person": Returns(Body)})
    for path in sorted(folder.glob("*.svg")):
        checker.template(path.name, {})
    return checker.problems


def _of_overrides(folder: Path) -> set[Problem]:
    """What is wrong in the templates that stand around a page, beside those of the theme."""
    made = Theme(name="material", custom_dir=str(folder)).get_env()
    checker = Checker(made, folder, AROUND)
    for path in sorted([*folder.glob("*.html"), *folder.glob("*.xml")]):
        if path.name not in checker.sources:
            checker.template(path.name, {})
    return checker.problems


def _unnamed(checker: Checker) -> Iterator[Problem]:
    """Fields of views that no template names; of their parts, those that Python does not name either."""
    parts = {owner for owner, _ in checker.named if is_dataclass(owner) and owner.__module__.startswith(SHOW)}
    python = {
        node.attr
        for path in Path(site.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    for owner in {*views(), *parts}:
        elsewhere = set() if issubclass(owner, View) else python
        for each in fields(owner):
            if (owner, each.name) not in checker.named and each.name not in elsewhere:
                what = f'no template names "{each.name}" of {owner.__name__}; name it or take it out'
                yield _in_class(owner, each.name, what)


def _in_class(owner: type, name: str, what: str) -> Problem:
    """What is wrong with a field, at its line."""
    lines, first = inspect.getsourcelines(owner)
    indents = (re.match(rf"(\s+){name}:", line) for line in lines)
    place, column = next(((at, len(found[1])) for at, found in enumerate(indents) if found), (0, 0))
    return Problem(Path(inspect.getfile(owner)), first + place, column + 1, "template", what)


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    try:
        found = problems(Path("docs"))
    except ProblemsFound as error:
        found = error.problems
    for problem in found:
        print(problem, file=sys.stderr)
    if not found:
        print("templates: each names what it is given, and all of it")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
