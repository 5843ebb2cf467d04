"""Every page for readers can be read at the age of 14; the aim is 9 to 11."""

from __future__ import annotations

import re

import pytest

import reading

EXEMPT = (
    "methods.md",
    "studies/",
    "reviews/",
    "references.md",
    "data.md",
    "contribute.md",
    "risk-of-bias.md",
    "design",
)
"""Pages for those who check or mend may use the words of their trade. Every other page is for readers."""
OLDEST, LONGEST = 14, 20
"""Years of age; words in a sentence on average."""


@pytest.fixture(scope="module")
def sentences(real_pages: dict[str, str]) -> dict[str, list[str]]:
    """Path below docs -> the sentences of that reader's page."""
    found = {
        name: reading.sentences(reading.prose(page))
        for name, page in real_pages.items()
        if not name.startswith(EXEMPT)
    }
    assert {"index.md", "how-to.md", "safety.md", "knee-osteoarthritis/index.md"} <= set(found)
    return found


def test_pages_for_readers_can_be_read_at_14(sentences: dict[str, list[str]]) -> None:
    for name, found in sentences.items():
        age = reading.age(found)
        worst = "\n".join(reading.hardest(found))
        assert age <= OLDEST, f"{name} asks for {age:.1f} years of age. Its hardest sentences:\n{worst}"


def test_sentences_are_short(sentences: dict[str, list[str]]) -> None:
    for name, found in sentences.items():
        mean = reading.mean_length(found)
        longest = "\n".join(sorted(found, key=len, reverse=True)[:5])
        assert mean < LONGEST, f"{name} has {mean:.1f} words in a sentence. Its longest:\n{longest}"


def test_words_for_readers(sentences: dict[str, list[str]]) -> None:
    """No promise, no pity, nobody named after an illness; a speed in both units."""
    shunned = re.compile(
        r"\b(significan\w*|proven|proves|cure[sd]?|suffer\w*|victims?)\b"
        r"|\b(the elderly|diabetics|(?!a )\w+ patients?)\b| — ",
        re.IGNORECASE,
    )
    for name, found in sentences.items():
        assert [said for said in found if shunned.search(said)] == [], name
        assert [said for said in found if "km/h" in said and "mph" not in said] == [], name


def test_no_claim_lists_the_same_line_twice(real_pages: dict[str, str]) -> None:
    """Sources that say the same share one line; else a reader looks for the difference."""
    lists = re.findall(r"<ul>.*?</ul>", real_pages["claims.md"], re.DOTALL)
    assert len(lists) > 10
    for found in lists:
        lines = re.findall(r"<li>(.*?)(?:<sup.*?)?</li>", found, re.DOTALL)
        assert sorted(set(lines)) == sorted(lines)


def test_what_counts_as_prose() -> None:
    page = """---
title: No prose
---

# No prose

A trial[^1] of 0.8 km/h <sup class="cite">[<a href="#ref-1">1</a>]</sup> ended. Nobody fell!

- **Pain.** It was gone by
  the next day

<table><tr><td><p>Not this cell.</p></td></tr></table>
<p class="where">Nor is this line.</p>
<p>See <a href="../studies/adams-2001/">Adams 2001</a> or <a href="../how-to/">how to begin</a>.</p>
<ol class="references"><li>Adams A. A long title. 2001.</li></ol>
"""
    found = reading.sentences(reading.prose(page.replace("[^1]", "")))
    assert found == [
        "A trial of 0.8 km/h ended.",
        "It was gone by the next day",
        "See or how to begin.",
    ]


def test_the_age_is_that_of_the_formula() -> None:
    """0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid 1975), and 5."""
    found = ["The cat sat on the mat.", "It slept for 1.5 days there"]
    assert reading.mean_length(found) == 6
    assert reading.age(found) == pytest.approx(0.39 * 6 + 11.8 * 12 / 12 - 15.59 + 5)


def test_the_hardest_sentence_comes_first() -> None:
    easy, hard = "The cat sat on the mat.", "Physiotherapists recommended multidisciplinary rehabilitation."
    assert reading.hardest([easy, hard], 1)[0].endswith(f"years, 4 words: {hard}")
