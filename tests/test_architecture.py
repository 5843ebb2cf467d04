"""What ARCHITECTURE.md says of words holds for the pages."""

from __future__ import annotations

import re

from project import ROOT


def house_words() -> list[str]:
    """The words of the house that the table gives."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("| in code | on the page |\n|---|---|\n")[2].partition("\n\n")[0]
    return [
        words for line in table.splitlines() for words in line.strip("| ").rpartition("| ")[2].split("; ")
    ]


def test_every_word_of_the_house_stands_on_a_page(real_pages: dict[str, str]) -> None:
    pages = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).lower() for page in real_pages.values()]
    assert len(house_words()) > 10
    missing = [words for words in house_words() if not any(words.lower() in page for page in pages)]
    assert missing == [], "write what pages say, or take it out of the table"
