"""Plain Markdown, for programs and for whoever wants nothing but the text: pages, and a list of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import jinja2
from markupsafe import Markup

from evidence.download import package
from evidence.read.bibliography import Reference
from evidence.read.citing import CITATION, parts
from evidence.say import citations
from evidence.show import templating
from evidence.show.condition import ConditionPage
from evidence.show.linked_data import Whole
from evidence.show.templating import View

LLMS, ROBOTS, SITEMAP = "llms.txt", "robots.txt", "sitemap.xml"
"""Files at the top of the site; the sitemap is made by the theme, once every page is known."""
_MARKUP = re.compile(r"[\\`*<>]|\](?=[(\[:])|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
"""Whatever Markdown would not show as it is."""
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class PlainPage(View):
    """The page of a condition without any markup of its own."""

    template: ClassVar[str] = "plain/condition.md.j2"
    named: ClassVar[str] = "plain"
    page: ConditionPage
    """What the page itself is given."""
    licence: str
    """Address of the licence."""


@dataclass(frozen=True)
class Entry:
    """A page or a file of the site, as a list of them shows it."""

    title: str
    address: str
    description: str


@dataclass(frozen=True)
class List(View):
    """What there is on the site, for programs that read it for somebody (llmstxt.org)."""

    template: ClassVar[str] = "plain/llms.txt.j2"
    named: ClassVar[str] = "site"
    whole: Whole
    """What all pages share."""
    description: str
    """What the site holds."""
    conditions: tuple[Entry, ...]
    """Pages of conditions that have an answer, in plain Markdown."""
    unanswered: tuple[Entry, ...]
    """The same of those where nothing was compared, so that there is no answer to be sure of."""
    advice: tuple[Entry, ...]
    """Pages for readers."""
    others: tuple[Entry, ...]
    """All other pages that people wrote."""
    downloads: tuple[Entry, ...]
    """The data."""


def environment(made: jinja2.Environment) -> jinja2.Environment:
    """The templates of `made` for plain Markdown: what is printed is text there too."""
    # Compiled for pages of HTML, a template would be another.
    plain = made.overlay(finalize=as_text, bytecode_cache=None)
    plain.filters = {**made.filters, "cited": cited}
    return plain


def as_text(value: object) -> Markup:
    """Text that Markdown does not take for markup; Markup stays."""
    if isinstance(value, Markup):
        return value
    return Markup(_MARKUP.sub(lambda found: f"\\{found[0]}", str(value)))  # noqa: S704 - no HTML comes of it


def cited(value: str) -> Markup:
    """Text from a record in which only `[@key]` keeps its meaning; neighbouring citations become one."""
    return templating.keeping_citations(value, as_text)


def condition(
    made: jinja2.Environment, page: ConditionPage, references: Mapping[str, Reference], root: str
) -> str:
    """A condition's page in plain Markdown; `root` leads from it to the top of the site."""
    view = PlainPage(page, package.LICENCE["path"])
    return _tidy(numbered(templating.filled(made, view, root), references))


def llms(made: jinja2.Environment, listed: List) -> str:
    """The list of what there is."""
    return _tidy(templating.filled(made, listed))


def robots(whole: Whole) -> str:
    """Everybody may read everything; where the sitemap is, if the address of the site is known."""
    sitemap = f"\nSitemap: {whole.at('', SITEMAP)}\n" if whole.address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def numbered(text: str, references: Mapping[str, Reference]) -> str:
    """`text` with its citations as numbers by first mention, and what they stand for at its end."""
    numbers: dict[str, int] = {}

    def number(part: str) -> str:
        key, locator = citations.named(part, references)
        found = numbers.setdefault(key, len(numbers) + 1)
        return f"{found}, {locator}" if locator else str(found)

    marked = CITATION.sub(lambda found: f" [{'; '.join(map(number, parts(found[1])))}]", text)
    if not numbers:
        return marked
    items = [f"{place}. {as_text(citations.text(references[key]))}" for key, place in numbers.items()]
    return "\n".join([marked.rstrip(), "", "## Sources", "", *items, ""])


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"
