"""Words explained where they stand: the first mention of a term becomes a button that shows what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from evidence.read import citing
from evidence.records.glossary import Term
from evidence.show.templating import as_text

_LEFT_ALONE = re.compile(
    r"""<!--.*?-->
    |<(?P<name>a|button|caption|cite|code|dt|figure|h[1-6]|label|pre|script|select|style|summary|sup|svg|th)\b
     .*?</(?P=name)>
    |<[^>]*>
    |^[ ]*(?P<fence>```+|~~~+).*?^[ ]*(?P=fence)[ \t]*$
    |`[^`\n]+`
    |^(?:\#{1,6}[ ]|!!!|\?\?\?).*?$
    |!?\[[^\]\n]*\]\([^)\n]*\)
    |\{:?[ ][^}\n]*\}
    |\[@[^\]\n]*\]""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
"""No running text, in HTML and in Markdown: headings, links, code, pictures, attributes, citations."""


def explained(body: str, terms: Iterable[Term], root: str) -> str:
    """`body` (Markdown with HTML), the first mention of each term a button, and the meanings at its end.

    What is folded away, inside <details>, comes last: its mentions count where nothing in sight has the term.
    `root` leads from the page to the top of the site.
    """
    named = {str(as_text(form)): term for term in terms for form in (term.term, *term.forms)}
    if not named:
        return body
    pattern, owners = _pattern(named), {form.casefold(): term for form, term in named.items()}
    used: dict[str, Term] = {}

    def button(mention: re.Match[str]) -> str:
        term = owners[" ".join(mention["term"].split()).casefold()]
        if term.id in used:
            return mention[0]
        used[term.id] = term
        return str(_button(term, mention))

    pieces = list(_pieces(body))
    texts = [piece.text for piece in pieces]
    for folded in (False, True):
        for index, piece in enumerate(pieces):
            if piece.running and piece.folded == folded:
                texts[index] = pattern.sub(button, piece.text)
    return "".join(texts) + (str(_meanings(used.values(), root)) if used else "")


@dataclass(frozen=True)
class _Piece:
    """A part of a body: `running` text or not, and whether it is `folded` away."""

    text: str
    running: bool
    folded: bool


def _pieces(body: str) -> Iterator[_Piece]:
    position, depth = 0, 0
    for found in _LEFT_ALONE.finditer(body):
        yield _Piece(body[position : found.start()], True, depth > 0)
        yield _Piece(found[0], False, depth > 0)
        depth += found[0].startswith("<details") - found[0].startswith("</details")
        position = found.end()
    yield _Piece(body[position:], True, depth > 0)


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms as a `term` of its own, the longest first, with the marks right `before` and `behind`.

    Capitals only count in an abbreviation.
    """
    longest = sorted(forms, key=len, reverse=True)
    written = [re.escape(form).replace(r"\ ", r"\s+") for form in longest]
    either = [text if form.isupper() else f"(?i:{text})" for form, text in zip(longest, written, strict=True)]
    word = rf"(?<![\w&#-])(?P<term>{'|'.join(either)})(?![\w-])"
    return re.compile(rf"(?P<before>[(“‘]*){word}(?P<behind>[.,:;?!)”’]*)")


def _button(term: Term, mention: re.Match[str]) -> Markup:
    """With the marks round it: a line breaks before and behind any button.

    Beside a button of two lines a mark would stand far from its word, too.
    """
    return Markup(
        '<button class="term" popovertarget="word-{0}" aria-describedby="word-{0}">{1}</button>'
    ).format(
        term.id,
        Markup(mention[0]),  # noqa: S704 - stood in the page
    )


def _meanings(terms: Iterable[Term], root: str) -> Markup:
    """What the buttons show, and the script by which pointing does what tapping does."""
    shown = [
        Markup('<div popover id="word-{0}"><a href="{1}glossary/#{0}">{2}</a> {3}</div>').format(
            term.id, root, as_text(term.term), as_text(citing.without(term.meaning))
        )
        for term in terms
    ]
    inside = Markup("\n").join(shown)
    return Markup('\n\n<div class="meanings" data-search-exclude>\n{}\n</div>\n').format(inside)
