"""The reading age of a built page: its running prose as sentences, and what textstat makes of them.

Reading age is the Flesch-Kincaid grade + 5: a child starts the first grade of an American school at 6. The
formula weighs the length of sentences and of words alone, so that it is stable and every writer can see what
to mend; those that look words up in a list call "trial" hard for ever. No name is counted as known:
"osteoarthritis" has its six syllables here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import textstat
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).parent.parent
PROSE = ("p", "li")
LEFT_OUT = ("sup", "script", "style", "form", "pre", "h1", "h2", "h3", "h4")
_BULKY = re.compile(r"<(table|figure|svg|sup)\b.*?</\1>|<ol class=\"references\">.*?</ol>", re.DOTALL)
"""Most of a page, and none of its prose: not worth the time that Markdown would take over it."""
LEFT_OUT_CLASSES = frozenset(
    ("references", "common-sense", "provenance", "key", "where", "seen", "says-so", "certainty")
)
"""Labels, keys of signs and small print: words beside the prose, not sentences of it."""
VOID = ("br", "hr", "img", "input", "wbr")
LABEL = 2
"""Up to so many words ("Pain.", "Daily activities:") are a label; as sentences they would flatter a page."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]?[A-Z0-9])")
_NAME = re.compile(r"(?:studies|reviews)/[a-z0-9-]+/")
"""Where the name of a study leads, which is a citation like any number."""
_IN_WORD = re.compile(r"(?<=\w)[.](?=\w)")
"""The dot of "0.8", which textstat would take for the end of a sentence."""


def prose(page: str) -> list[str]:
    """The paragraphs and list items of a page of build/docs, as the reader's browser is given them."""
    reader = _Prose()
    body = _BULKY.sub("", page.split("\n---\n", 1)[1])
    reader.feed(markdown.markdown(body, extensions=_extensions()))
    reader.close()
    return [" ".join("".join(block).split()) for block in reader.blocks]


def sentences(blocks: Iterable[str]) -> list[str]:
    """Every sentence; a paragraph or list item ends one even without a full stop."""
    return [part for block in blocks for part in _SENTENCE_END.split(block) if _words(part) > LABEL]


def age(found: list[str]) -> float:
    """Years of age at which these sentences can be read."""
    plain = [_IN_WORD.sub("", sentence).rstrip(".!?:;") for sentence in found]
    return float(textstat.flesch_kincaid_grade(". ".join(plain) + ".")) + 5


def mean_length(found: list[str]) -> float:
    """Words per sentence."""
    return sum(map(_words, found)) / len(found)


def hardest(found: list[str], count: int = 5) -> list[str]:
    """The sentences that weigh most, each with its own reading age and number of words."""
    ranked = sorted(set(found), key=lambda sentence: age([sentence]), reverse=True)[:count]
    return [f"{age([sentence]):.0f} years, {_words(sentence)} words: {sentence}" for sentence in ranked]


def _words(sentence: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in sentence.split())


@cache
def _extensions() -> tuple[str, ...]:
    listed = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    return tuple(name for entry in listed for name in ([entry] if isinstance(entry, str) else entry))


class _Prose(HTMLParser):
    """Gathers paragraphs and list items; an inner one has its text to itself, a list of facts has none."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = []
        self._open: list[tuple[str, bool, list[str] | None]] = []
        """Of each open element: its name, whether it is left out, and the block that its text belongs to."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_data(" ")
            return
        _, out, block = self._open[-1] if self._open else ("", False, None)
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        out = out or tag in LEFT_OUT or bool(classes & LEFT_OUT_CLASSES)
        out = out or (tag == "a" and bool(_NAME.search(given.get("href") or "")))
        if tag in PROSE:
            block = []
            self.blocks.append(block)
        elif tag == "dl":
            block = None
        self._open.append((tag, out, block))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, out, block = self._open[-1] if self._open else ("", False, None)
        if block is not None and not out:
            block.append(data)
