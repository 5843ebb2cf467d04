"""What programs are told of the site: each page as linked data, what to read first, what to cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

import jinja2
from markupsafe import Markup

from evidence.download import package
from evidence.download.references import bibtex, ris
from evidence.read.library import Library
from evidence.say import cited_page
from evidence.say.cited_page import CitedPage
from evidence.show import linked_data, plain
from evidence.show.condition import ConditionPage
from evidence.show.linked_data import Node, Place, Whole
from evidence.show.page import Draft, Page, root_of


def linked(whole: Whole, pages: Iterable[Page]) -> dict[str, Node]:
    """What programs read of each page, by its path; nothing of pages that lead on."""
    staying = [page for page in pages if not page.moved_to]
    titles = {page.address: _unescaped(page.title) for page in staying}
    return {page.path: linked_data.page(whole, _place(page, titles), page.about) for page in staying}


def files(whole: Whole, made: jinja2.Environment, pages: Iterable[Page], about: str) -> dict[str, bytes]:
    """What programs look for at the top of the site; `about` says in a sentence what it holds."""
    texts = {
        plain.LLMS: plain.llms(plain.environment(made), _listed(whole, list(pages), about)),
        plain.ROBOTS: plain.robots(whole),
    }
    return {name: text.encode() for name, text in texts.items()}


def citations(whole: Whole, cited: Iterable[CitedPage]) -> dict[str, bytes]:
    """Files for reference managers, by their paths."""
    written: dict[str, bytes] = {}
    for page in cited:
        reference = cited_page.reference(page, f"{whole.address}{page.address}" if whole.address else "")
        written[f"{page.files}.bib"] = bibtex([reference]).encode()
        written[f"{page.files}.ris"] = ris([reference]).encode()
    return written


def beside(
    whole: Whole, made: jinja2.Environment, library: Library, drafts: Iterable[Draft]
) -> dict[str, bytes]:
    """Pages of conditions in plain Markdown, by their paths beside the built pages."""
    written = plain.environment(made)
    return {
        each.path: plain.condition(
            written, each.view, library.references, whole.address or root_of(each.path)
        ).encode()
        for each in drafts
        if isinstance(each.view, ConditionPage)
    }


def _place(page: Page, titles: Mapping[str, str]) -> Place:
    """Above a page stand the home page, and each folder of its address that is a page."""
    folders = accumulate(f"{part}/" for part in page.address.split("/")[:-2])
    above = [address for address in ("", *folders) if address in titles and address != page.address]
    return Place(
        titles[page.address],
        _unescaped(page.description),
        page.address,
        root_of(page.path),
        tuple((titles[address], address) for address in above),
    )


def _listed(whole: Whole, pages: list[Page], about: str) -> plain.List:
    """Answers in plain Markdown, then what people wrote, then the data."""
    # What stays in sight beside the page of a condition is its answer, where there is one.
    written = [page for page in pages if page.edit.endswith(".md") and page.address]
    return plain.List(
        whole=whole,
        description=about,
        conditions=tuple(_entries(whole, [page for page in pages if page.about.plain and page.beside])),
        unanswered=tuple(_entries(whole, [page for page in pages if page.about.plain and not page.beside])),
        advice=tuple(_entries(whole, [page for page in written if page.about.audience])),
        others=tuple(_entries(whole, [page for page in written if not page.about.audience])),
        downloads=tuple(
            plain.Entry(name, whole.at("", f"{package.FOLDER}/{name}"), what)
            for name, what in package.ABOUT.items()
        ),
    )


def _entries(whole: Whole, pages: Iterable[Page]) -> Iterator[plain.Entry]:
    for page in pages:
        address = whole.at("", f"{page.address}{page.about.plain}")
        yield plain.Entry(_unescaped(page.title), address, _unescaped(page.description))


def _unescaped(text: str) -> str:
    return Markup(text).unescape()  # noqa: S704 - a title or description, escaped when its page was made
