"""Pages without a number or a mark in their text: each part ends with its sources, folded away.

A part goes from one `## ` heading to the next; MARKER on a line of its own ends one where it stands. What is
our own advice bears no mark, and whoever opens the fold is led back to the place that leans on a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from evidence.read.bibliography import Reference
from evidence.read.citing import parts
from evidence.say import citations

MARKER = "<!-- sources -->"
"""Where a fold shall stand that would else come at the end of the part."""

_ENDS = re.compile(
    r"^(?:[ \t]*(?:<(?:section|div|nav)\b[^>\n]*>|<span id=\"[^\"\n]*\"></span>)[ \t]*\n\s*)*(?=##[ ])"
    rf"|^[ \t]*{re.escape(MARKER)}[ \t]*$",
    re.MULTILINE,
)
"""Where a part ends: what opens around a heading, and anchors above it, belong to the heading."""
_BEHIND_LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a><span id="(cite-[0-9-]+)"></span>')
"""A link to the study that is cited right behind it."""
_IN_ITEM = re.compile(r'<li>([^\n]*?)<span id="(cite-[0-9-]+)"></span>([^\n]*)</li>')
"""An item of a list that leans on a source."""
_COMMON_SENSE = re.compile(r"[ \n]?" + re.escape(citations.COMMON_SENSE))


@dataclass
class _Part:
    """The sources of one part of a page, in the order of first mention."""

    number: int
    references: Mapping[str, Reference]
    cited: dict[str, list[str]] = field(default_factory=dict)
    """Key -> places in it that are named, such as 'page 3'."""

    def cite(self, inner: str) -> str:
        """An anchor for each source that is new here; nothing else is seen."""
        return "".join(self._mention(part) for part in parts(inner))

    def _mention(self, part: str) -> str:
        key, locator = citations.named(part, self.references)
        anchor = "" if key in self.cited else f'<span id="{self._place(len(self.cited) + 1)}"></span>'
        places = self.cited.setdefault(key, [])
        if locator and locator not in places:
            places.append(locator)
        return anchor

    def _place(self, index: int) -> str:
        return f"cite-{self.number}-{index}"

    def fold(self, first: bool) -> str:
        """The sources as a closed list, each with the way back; nothing where none is cited."""
        if not self.cited:
            return ""
        items = [self._item(index, key) for index, key in enumerate(self.cited, start=1)]
        anchor = ' id="references"' if first else ""
        # Within the fold: a browser opens what holds the place that an address names.
        return "\n".join(
            [
                '<details class="gathered" data-search-exclude><summary>Sources</summary>',
                f'<ol class="references"{anchor}>',
                *items,
                "</ol>",
                "</details>",
            ]
        )

    def _item(self, index: int, key: str) -> str:
        where = "; ".join(self.cited[key])
        place = Markup(" ({})").format(citations.inert(where)) if where else ""
        back = Markup('<a class="back" href="#{}" aria-label="Back to where this is used">↩</a>').format(
            self._place(index)
        )
        # A sign alone on a line would be taken for a mistake.
        return Markup("<li>{}{}\N{NO-BREAK SPACE}{}</li>").format(
            citations.html(self.references[key]), place, back
        )


def gathered(prose: str, references: Mapping[str, Reference]) -> str:
    """`prose` (Markdown) without its citations, which stand folded at the end of each part.

    The first fold has the anchor of the list that other pages have. Raises UnknownCitation.
    """
    pieces, first = [], True
    for number, text in enumerate(_parts(prose), start=1):
        part = _Part(number, references)
        shown = citations.outside_code(text, part.cite, lambda plain: _COMMON_SENSE.sub("", plain))
        fold = part.fold(first)
        first = first and not fold
        pieces.append(f"{shown.rstrip()}\n\n{fold}\n\n" if fold else shown)
    return _merged("".join(pieces).rstrip() + "\n")


def _merged(page: str) -> str:
    """`page` with anchors that a link or an item of a list can be; on the page of claims a hundred are."""
    linked = _BEHIND_LINK.sub(r'<a id="\3" href="\1">\2</a>', page)
    return _IN_ITEM.sub(r'<li id="\2">\1\3</li>', linked)


def _parts(prose: str) -> Iterator[str]:
    code = [(found.start(), found.end()) for found in citations.CODE.finditer(prose)]
    start = 0
    for end in _ENDS.finditer(prose):
        if not any(low <= end.start() < high for low, high in code):
            yield prose[start : end.start()]
            start = end.end() if MARKER in end[0] else end.start()
    yield prose[start:]
