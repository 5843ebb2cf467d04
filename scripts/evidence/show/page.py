"""One page: where it goes, and its body as Markdown with its words explained and its citations numbered."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from evidence.kept import Kept
from evidence.problems import Problem, ProblemsFound, nearest
from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.read.text_files import place_of
from evidence.reckon.synthesis import Synthesis
from evidence.records.condition import Condition
from evidence.say import citations
from evidence.say.gathered import gathered
from evidence.show import glossary, linked_data, templating
from evidence.show.linked_data import NOTHING, About, Node
from evidence.show.social import Picture
from evidence.show.templating import PageView, Sources

_BLANK_LINES = re.compile(r"\n{3,}")
_NUMBER = r"[−-]?\.?\d"
_SIGN = r"(?:[±<>=≤≥]|&\#6[012];|&[lg]t;)"
_UNIT = r"(?:mph|mmHg|k?g|ft|Nm|[ckm]?m(?:²|/h|/min|/s²?)?)(?![\w/])"
_TIED = re.compile(
    rf"""{citations.CODE.pattern}
    |<!--.*?-->|<(?P<name>code|pre|script|style)\b.*?</(?P=name)>|</?[a-zA-Z][^>]*>
    |\{{:?[ ][^}}\n]*\}}
    |(?P<none>(?<=\d)\s(?=%(?![\w%}}])))
    |(?P<space>(?<=\d)[ \n](?={_UNIT})
      |(?<=\S)[ ](?={_SIGN}[ ]?{_NUMBER}|…)
      |(?:(?<=±)|(?<=[ ][<>=≤≥])|(?<=&\#6[012];)|(?<=&[lg]t;))[ ](?={_NUMBER}))""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
"""Markup and code, which stay as they are; a `space` at which no line may break; one where `none` is due."""


@dataclass(frozen=True)
class Home:
    """The site as a whole."""

    name: str
    """As its home page is titled."""
    at: str = ""
    """Its address, with a "/" at its end; empty where that is not known."""

    @staticmethod
    def path_of(condition: Condition) -> str:
        """The shortest address of a condition's page, from the top of the site on."""
        return f"{condition.short or condition.id}/"


@dataclass(frozen=True)
class Draft:
    """A page before it is written: where it goes, as for Page, and what its template is given."""

    path: str
    title: str
    description: str
    edit: str
    view: PageView
    about: About = NOTHING
    beside: str = ""
    """What stays in sight beside it where the window is wide."""
    words: str = ""
    """Words that lead here in the search and are not shown."""

    @property
    def search(self) -> Mapping[str, Any] | None:
        """What its template says to the search, and its words."""
        return {**(self.view.search or {}), "words": self.words} if self.words else self.view.search


@dataclass(frozen=True)
class Page:
    """A finished page: `path` below build/docs, `edit` the file to change, `body` Markdown."""

    path: str
    title: str
    description: str
    edit: str
    body: str
    hide: tuple[str, ...] = ()
    search: Mapping[str, Any] | None = None
    """How the theme's search treats the page: `boost`, `exclude`, and unseen `words` that lead to it."""
    moved_to: str = ""
    """Where a reader is led on to at once, from the page on; empty on a page that stays."""
    now: str = ""
    """The same from the top of the site on."""
    about: About = NOTHING
    """What it says of itself to programs."""
    beside: str = ""
    """What stays in sight beside it where the window is wide, as HTML; empty where nothing does."""
    kept: bool = False
    """Whether browsers keep it from the first visit on, to be read without a network."""

    @property
    def address(self) -> str:
        """Where it stands, from the top of the site on; empty for the home page."""
        return self.path.removesuffix("index.md").replace(".md", "/")

    def text(self, picture: Picture, linked: Node | None = None) -> str:
        """The page as Markdown with front matter; `picture` is shown where somebody sends the page on.

        `linked` is what programs read of it; None on a page that leads on.
        """
        meta: dict[str, Any] = {"title": self.title, "description": self.description, "edit": self.edit}
        if self.hide:
            meta["hide"] = list(self.hide)
        if self.search:
            known = dict(self.search)
            # The theme's search weighs tags most; a style sheet hides them.
            meta["tags"] = known.pop("words", "").split()
            meta["search"] = known
        if self.moved_to:
            meta |= {"moved_to": self.moved_to, "now": self.now}
        if self.beside:
            meta["beside"] = self.beside
        meta["picture"] = picture.meta
        meta |= self._for_programs(linked)
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body.strip() + "\n"

    def _for_programs(self, linked: Node | None) -> dict[str, Any]:
        """What the head of the page and the sitemap hold for programs, as far as there is anything."""
        about = self.about
        meta = {
            "linked": linked_data.script(linked) if linked else "",
            "cited": [
                {"tag": tag, "text": str(escape(text))} for tag, text in linked_data.highwire(about.report)
            ],
            "modified": about.day.isoformat() if about.day else "",
            "plain": about.plain,
        }
        return {name: value for name, value in meta.items() if value}


@dataclass(frozen=True)
class Finisher:
    """Turns filled templates into the bodies of pages, which share words to explain and references."""

    library: Library
    kept: Kept

    @cached_property
    def _shared(self) -> str:
        return repr((self.library.glossary, sorted(self.library.references.items())))

    def body(self, filled: str, root: str, source: Path, *, explained: bool, sources: Sources) -> str:
        """`filled` with its words explained, if wanted, and its citations resolved, as the page has it.

        `root` leads from the page to the top of the site; `source` is the file to change. Raises
        ProblemsFound.
        """

        def made() -> str:
            body = glossary.explained(filled, self.library.glossary, root) if explained else filled
            return unbroken(with_sources(sources, body, self.library.references, source))

        of = "\0".join((filled, root, str(explained), sources, self._shared))
        return self.kept.get("bodies", of.encode(), made)


def finished(draft: Draft, made: jinja2.Environment, finisher: Finisher, project: Path) -> Page:
    """The page of a draft; `edit` leads from the folder `project` to the file. Raises ProblemsFound."""
    root, view = root_of(draft.path), draft.view
    filled = templating.filled(made, view, root)
    return Page(
        draft.path,
        str(escape(draft.title)),
        str(escape(draft.description)),
        draft.edit,
        finisher.body(filled, root, project / draft.edit, explained=view.explained, sources=view.sources),
        view.hide,
        draft.search,
        root + view.leads_to if view.leads_to else "",
        view.leads_to,
        draft.about,
        beside=str(escape(draft.beside)),
    )


def root_of(path: str) -> str:
    """'studies/x.md' -> '../../', 'index.md' -> '' (pages become folders)."""
    parts = path.removesuffix(".md").split("/")
    return "../" * (len(parts) - (parts[-1] == "index"))


def address_of(synthesis: Synthesis) -> str:
    """Where a condition stands, from the top of the site on."""
    name = synthesis.condition.id
    return f"{name}/" if synthesis.has_page else f"also-studied/#{name}"


def record_file(library: Library, folder: str, name: str) -> str:
    """The file of a record, from the project's folder on."""
    return f"{library.root.name}/{folder}/{name}.yml"


def unbroken(body: str) -> str:
    """`body` (Markdown with HTML) with no-break spaces where a line would break between what is read as one.

    So in '6 mph', '3.57 ± 0.43', 'p < 0.05' and before '…'; '5%' has no space at all. Of several blank lines
    one is left. Done last, so that whatever looks for words in a body finds them with the spaces that people
    typed.
    """
    return _TIED.sub(_tied, _BLANK_LINES.sub("\n\n", body))


def _tied(found: re.Match[str]) -> str:
    if found["none"]:
        return ""
    return "\N{NO-BREAK SPACE}" if found["space"] else found[0]


def with_sources(where: Sources, body: str, references: Mapping[str, Reference], source: Path) -> str:
    """`body` with its sources where the page wants them.

    Raises ProblemsFound, at the place in `source`, for a citation that leads nowhere.
    """
    try:
        return gathered(body, references) if where == "gathered" else _with_references(body, references)
    except citations.UnknownCitation as error:
        guess = nearest(error.key.lstrip("@"), references)
        what = f'unknown citation "{error.key}"; {guess}write [@key] with the key of a .bib file'
        raise ProblemsFound(
            [Problem(source, *place_of(source, [f"[{error.key}", error.key]), "citation", what)]
        ) from error


def _with_references(body: str, references: Mapping[str, Reference]) -> str:
    """`body` with its citations numbered and the list of references at the end, if there are any."""
    text, used = citations.resolve(body, references)
    if not used:
        return text
    items = Markup("\n").join(_entry(number, reference) for number, reference in enumerate(used, start=1))
    heading = "## References { #references data-search-exclude }"
    return f'{text.rstrip()}\n\n{heading}\n\n<ol class="references">\n{items}\n</ol>\n'


def _entry(number: int, reference: Reference) -> Markup:
    back = Markup('<a class="back" href="#{}" aria-label="Back to where {} is first named">↩</a>').format(
        citations.anchor(number), number
    )
    # A sign alone on a line would be taken for a mistake.
    return Markup('<li id="ref-{}">{}\N{NO-BREAK SPACE}{}</li>').format(
        number, citations.html(reference), back
    )
