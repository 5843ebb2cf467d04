"""References as NLM (Vancouver) text and HTML; `[@key]` in prose to numbered citations.

Style: Citing Medicine, 2nd edition (National Library of Medicine), and the ICMJE sample references: up to six
authors, then et al.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from evidence.problems import EvidenceError
from evidence.read.bibliography import Reference
from evidence.read.citing import CITATION, CITED, parts

MOST_AUTHORS = 6
COMMON_SENSE = "[common sense]"
CODE = re.compile(
    r"^[ \t]*(?P<fence>```+|~~~+)[^\n]*\n.*?^[ \t]*(?P=fence)[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_SPAN = re.compile(r"([^\s,–-]+)\s*[–-]+\s*([^\s,–-]+)")
"""First and last page."""
_SIGNS = re.compile(r"[&<>\"'\\`*_{}\[\]|~^]")
"""Whatever HTML, Markdown, Jinja or the citation reader could take for markup."""


def text(reference: Reference) -> str:
    """The whole reference as one line of plain text, with DOI, PMID and PMCID where known."""
    numbers = [f"{label}: {value}" for label, value, _ in identifiers(reference)]
    return " ".join([_statement(reference), *_sentences(numbers)])


def html(reference: Reference) -> Markup:
    """The whole reference as HTML, DOI, PMID, PMCID and addresses as links."""
    links = [
        Markup('{}: <a href="{}">{}</a>').format(label, inert(address), inert(value))
        for label, value, address in identifiers(reference)
    ]
    return Markup(" ").join([inert(_statement(reference)), *map(Markup, _sentences(links))])


def inert(words: str) -> Markup:
    """Text that stays text in HTML, in an attribute and in Markdown."""
    return Markup(_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", words))  # noqa: S704 - escaped right here


def authors(reference: Reference) -> str:
    """'Chen Z, Ye X, van der Berg JW, et al'; empty where none was seen."""
    named = [author for author in reference.authors if not author.others]
    more = len(named) > MOST_AUTHORS or len(named) < len(reference.authors)
    return ", ".join([*map(str, named[:MOST_AUTHORS]), *(["et al"] if more else [])])


def title(reference: Reference) -> str:
    """The title as printed, or what we call it in square brackets, as NLM marks a name of one's own."""
    return reference.title or f"[{reference.name or 'Report without a title'}]"


def unseen(reference: Reference) -> tuple[str, ...]:
    """What of the head of a report was not seen: 'authors', 'title', 'journal' of a paper, 'year'."""
    paper = reference.kind in ("article", "preprint")
    parts = {
        "authors": reference.authors,
        "title": reference.title,
        "journal": place(reference) or not paper,
        "year": reference.year,
    }
    return tuple(name for name, value in parts.items() if not value)


def place(reference: Reference) -> str:
    """Journal, or who issued or published it; empty where that was not seen."""
    return reference.journal or reference.institution or reference.publisher


def _statement(reference: Reference) -> str:
    parts = [*_named(reference), *_published(reference)]
    return " ".join(_closed(part) for part in parts if part)


def _named(reference: Reference) -> list[str]:
    """Authors and title; without a seen author the title comes first."""
    return [authors(reference), title(reference) + _medium(reference)]


def _medium(reference: Reference) -> str:
    mediums = {
        "thesis": reference.type or "thesis",
        "online": "Internet",
        "registration": "trial registration",
    }
    mediums["preprint"] = "preprint"
    return f" [{mediums[reference.kind]}]" if reference.kind in mediums else ""


def _published(reference: Reference) -> list[str]:
    year = reference.year or "[date unknown]"
    if reference.kind in ("article", "preprint"):
        return [reference.journal, year + _volume(reference), reference.note]
    house = ": ".join(
        part for part in (reference.address, reference.publisher or reference.institution) if part
    )
    container = [f"In: {reference.booktitle}"] if reference.booktitle else []
    dated = f"{house}; {year}" if house else year
    if reference.urldate and reference.kind == "online":
        dated += f" [cited {nlm_day(date.fromisoformat(reference.urldate))}]"
    pages = f"p. {_pages(reference.pages)}" if reference.pages else ""
    number = reference.number if reference.kind in ("registration", "report") else ""
    return [*container, number, dated, pages, reference.note]


def _volume(reference: Reference) -> str:
    volume, number, pages = reference.volume, reference.number, _pages(reference.pages)
    issue = f"({number})" if number else ""
    return (f";{volume}{issue}" if volume or issue else "") + (f":{pages}" if pages else "")


def _pages(pages: str) -> str:
    """'108-112' -> '108-12': shared digits are not repeated (Citing Medicine, chapter 1)."""
    first, dash, last = re.sub(r"\s*[-–]+\s*", "-", pages).partition("-")
    if first.isdecimal() and last.isdecimal() and len(first) == len(last):
        while len(last) > 1 and first[-len(last)] == last[0]:
            last = last[1:]
    return first + dash + last


def nlm_day(day: date) -> str:
    """'2026 Jan 9'."""
    return f"{day:%Y} {day:%b} {day.day}"


def _closed(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else part + "."


def _sentences(numbers: list[str] | list[Markup]) -> list[str]:
    """'doi: x. PMID: y; PMCID: z.' as PubMed prints them: PMID and PMCID share a sentence."""
    together = "; ".join(number for number in numbers if number.startswith("PM"))
    return [f"{number}." for number in (*(n for n in numbers if not n.startswith("PM")), together) if number]


class Identifier(NamedTuple):
    """A number or an address by which a work is found: what it is called, what it is, where it leads."""

    label: str
    value: str
    address: str


def identifiers(reference: Reference) -> list[Identifier]:
    """DOI, PMID and PMCID, and the address where there is no DOI."""
    found = []
    if reference.doi:
        address = "https://doi.org/" + quote(reference.doi, safe="/:;(),!$&'*+=@~")
        found.append(Identifier("doi", reference.doi, address))
    if reference.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
        found.append(Identifier("PMID", reference.pmid, address))
    if reference.pmcid:
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/"
        found.append(Identifier("PMCID", reference.pmcid, address))
    if reference.url and not reference.doi:
        found.append(Identifier("Available from", reference.url, reference.url))
    return found


def first_and_last(pages: str) -> tuple[str, ...]:
    """'108–112' -> ('108', '112'); whatever is no such span stays whole."""
    found = _SPAN.fullmatch(pages)
    return found.groups() if found else (pages,)


@dataclass
class _Numbering:
    references: Mapping[str, Reference]
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, inner: str) -> Markup:
        cited = [self._mention(part) for part in parts(inner)]
        cited.sort(key=lambda item: item.number)
        runs = [list(run) for _, run in groupby(enumerate(cited), key=lambda pair: _run_key(*pair))]
        between = "; " if any(item.locator for item in cited) else ","
        numbers = Markup(between).join([_run([item for _, item in run], between) for run in runs])  # noqa: S704
        return Markup('<sup class="cite">[{}]</sup>').format(numbers)

    def _mention(self, part: str) -> _Cited:
        key, locator = named(part, self.references)
        first = key not in self.numbers
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return _Cited(number, first, locator, self.references[key].short())


@dataclass(frozen=True)
class _Cited:
    number: int
    first: bool
    locator: str
    short: str

    def anchor(self) -> Markup:
        """What the reference leads back to: its first mention."""
        return Markup(' id="{}"').format(anchor(self.number)) if self.first else Markup("")

    def link(self) -> Markup:
        where = f", {self.locator}" if self.locator else ""
        return Markup('<a{} href="#ref-{}" title="{}">{}</a>{}').format(
            self.anchor(), self.number, inert(self.short), self.number, inert(where)
        )


def anchor(number: int) -> str:
    """The id of the first mention of reference `number` of a page."""
    return f"cite-{number}"


def _run_key(index: int, item: _Cited) -> tuple[int, str]:
    return item.number - index, item.locator


def _run(items: list[_Cited], between: str) -> Markup:
    """1,2 stay apart, 1,2,3 become 1-3; a first mention inside the run keeps an anchor to come back to."""
    if len(items) < 3 or items[0].locator:
        return Markup(between).join(item.link() for item in items)  # noqa: S704 - a comma or semicolon
    inside = [item for item in items[1:-1] if item.first]
    hidden = Markup("").join(Markup("<span{}></span>").format(item.anchor()) for item in inside)
    return items[0].link() + hidden + "–" + items[-1].link()


class UnknownCitation(EvidenceError):  # noqa: N818 - says what it is
    """A `[@key]` in prose that leads nowhere: `offset` is its place in the text, `key` what was written."""

    def __init__(self, offset: int, key: str) -> None:
        super().__init__(key)
        self.offset, self.key = offset, key


def named(part: str, references: Mapping[str, Reference]) -> tuple[str, str]:
    """Key and place ('page 3', or empty) of a part of a citation. Raises KeyError with what leads nowhere."""
    found = CITED.fullmatch(part)
    if not found or found["key"] not in references:
        raise KeyError(part.strip())
    return found["key"], found["locator"] or ""


def outside_code(prose: str, cite: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """`prose` with each citation as `cite` gives it, and the text between code spans as `plain` gives it.

    `cite` is given what stands between the brackets. Code spans and fences stay as they are. Raises
    UnknownCitation where `cite` raises KeyError.
    """

    def replaced(found: re.Match[str], start: int) -> str:
        try:
            return cite(found[1])
        except KeyError as error:
            raise UnknownCitation(start + found.start(), error.args[0]) from None

    pieces, position = [], 0
    for code in [*CODE.finditer(prose), None]:
        end = code.start() if code else len(prose)
        start = position
        text = CITATION.sub(lambda found, at=start: replaced(found, at), prose[position:end])  # type: ignore[misc]
        pieces.append(plain(text))
        if code:
            pieces.append(code[0])
            position = code.end()
    return "".join(pieces)


def resolve(prose: str, references: Mapping[str, Reference]) -> tuple[str, list[Reference]]:
    """`prose` with its citations numbered by first mention, and the cited references in that order.

    Code spans and fences stay as they are. Raises UnknownCitation.
    """
    numbering = _Numbering(references)
    marked = outside_code(prose, lambda inner: str(numbering.cite(inner)), _common_sense_marked)
    return marked, [references[key] for key in numbering.numbers]


def _common_sense_marked(text: str) -> str:
    return text.replace(COMMON_SENSE, '<span class="common-sense">common sense</span>')
