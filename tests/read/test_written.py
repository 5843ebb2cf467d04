"""Pages that people wrote are read as strictly as records, and told at their own lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.read.written import read

HEAD = b"---\ntitle: Knees\ndescription: What helps\n---\n\n"


def told(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(ProblemsFound) as found:
        read(path)
    return str(found.value.problems[0]).replace(f"{path}:", "")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "new.md"


@pytest.mark.parametrize("content", [HEAD + b"Walk.\n", b"\xef\xbb\xbf" + HEAD, HEAD.replace(b"\n", b"\r\n")])
def test_a_byte_order_mark_and_ends_of_lines_are_no_problem(page: Path, content: bytes) -> None:
    page.write_bytes(content)
    found = read(page)
    assert (found.meta["title"], found.above) == ("Knees", 4)
    assert found.body.strip() in ("Walk.", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD.replace(b"Knees", b"Knees: what helps"), "2:13: error: YAML: a second colon in one value"),
        (HEAD.replace(b"Knees", b"'Knees"), "YAML: this quote is never closed"),
        (HEAD.replace(b"Knees", b"yes"), '2:8: error: title: "yes" is read as true or false'),
        (HEAD.replace(b"Knees", b"[a]"), '2:1: error: front matter: title: ["a"] is no line of text'),
        (HEAD.replace(b"Knees", b""), "2:1: error: front matter: title: nothing is no line of text"),
        (HEAD.replace(b"Knees", b"A\ntitle: B"), '3:1: error: title: key "title" stands twice'),
        (HEAD.replace(b"title: Knees\n", b""), "1:1: error: front matter: the page must open with ---"),
        (b"# Knees\n", "1:1: error: front matter: the page must open with ---"),
        (HEAD + b"<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> b\n", "6:1: error: file: merge-conflict marker"),
        (HEAD + b"A\x00", "6:2: error: file: control character U+0000"),
        (HEAD + "A\u202e".encode(), "6:2: error: file: U+202E (right-to-left override)"),
        (HEAD + b"caf\xe9", "6:4: error: file: byte 0xe9 is not UTF-8"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(page: Path, content: bytes, said: str) -> None:
    assert said in told(page, content)


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="cannot be read"):
        read(tmp_path / "none.md")
