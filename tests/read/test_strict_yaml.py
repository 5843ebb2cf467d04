"""Strict YAML: values keep their place, and whatever might not mean what it looks like is refused."""

import sys
from datetime import date
from pathlib import Path

import pytest

from evidence.read import strict_yaml
from evidence.read.strict_yaml import MAX_DEPTH, parse
from evidence.read.text_files import MAX_BYTES, unseen

FILE = Path("a.yml")


def said(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [str(problem) for problem in parse(data, FILE).problems]


def test_values_by_kind() -> None:
    text = (
        "text: two words\nint: 5\nneg: -1.8\nexp: 1.5e-3\nyes_: true\nnone:\ntilde: ~\nday: 2026-11-23\n"
        "zero: 0\nquoted: \"010\"\nsingle: 'NO'\nlist: [1, two]\nmap: {a: 1}\nhash: a#b\nunits: 5 %\n"
        "html: <b>x</b> & y | z\nversion: 0.1.2\nurl: https://a.org/b?c=d#e\n"
        "range: 2021-09-15 to 2022-03-15\n"
    )
    document = parse(text.encode(), FILE)
    assert document.problems == []
    assert document.value == {
        "text": "two words",
        "int": 5,
        "neg": -1.8,
        "exp": 0.0015,
        "yes_": True,
        "none": None,
        "tilde": None,
        "day": date(2026, 11, 23),
        "zero": 0,
        "quoted": "010",
        "single": "NO",
        "list": [1, "two"],
        "map": {"a": 1},
        "hash": "a#b",
        "units": "5 %",
        "html": "<b>x</b> & y | z",
        "version": "0.1.2",
        "url": "https://a.org/b?c=d#e",
        "range": "2021-09-15 to 2022-03-15",
    }


def test_places_are_those_of_values_and_of_the_keys_of_groups() -> None:
    text = "# first\nid: x\narms:\n  retro: {n: 16}\nresults:\n  - outcome: pain\n    seen: [a, b]\n"
    document = parse(text.encode(), FILE)
    assert document.mark(("id",)) == (2, 5)
    assert document.mark(("arms",)) == (3, 1)
    assert document.mark(("arms", "retro")) == (4, 3)
    assert document.mark(("arms", "retro", "n")) == (4, 14)
    assert document.mark(("results", 0)) == (6, 5)
    assert document.mark(("results", 0, "seen", 1)) == (7, 15)
    assert document.mark(("results", 0, "missing", "deeper")) == (6, 5)
    assert document.mark(()) == (2, 1)
    assert document.key_problem(("id",), "what").column == 1


def test_byte_order_mark_and_windows_line_ends_are_no_problem() -> None:
    document = parse(b"\xef\xbb\xbfid: x\r\nname: y\r\n", FILE)
    assert document.problems == []
    assert document.value == {"id": "x", "name": "y"}
    assert document.mark(("name",)) == (2, 7)


SYNTAX = {
    "tab": (
        "id: x\narms:\n\tretro: 1\n",
        "3:1: error: YAML: a tab at the start of the line; indent with spaces",
    ),
    "tab after spaces": (
        "id: x\narms:\n  \tretro: 1\n",
        "3:3: error: YAML: a tab at the start of the line; indent with spaces",
    ),
    "two documents": (
        "id: x\n---\nid: y\n",
        '2:1: error: YAML: a second document starts here ("---"); one file holds one record',
    ),
    "list at the top": (
        "- a\n",
        "1:1: error: YAML: a list at the top; a record is a mapping of keys (id: ...)",
    ),
    "one value": (
        "hello\n",
        "1:1: error: YAML: a single value at the top; a record is a mapping of keys (id: ...)",
    ),
    "empty": ("", "1:1: error: YAML: the file is empty; write a record or delete the file"),
    "blank": (" \n\n", "1:1: error: YAML: the file is empty; write a record or delete the file"),
    "comments": (
        "# x\n",
        "1:1: error: YAML: the file holds only comments; write a record or delete the file",
    ),
    "not UTF-8": (
        b"id: x\nname: caf\xe9\n",
        "2:10: error: file: byte 0xe9 is not UTF-8; save the file as UTF-8",
    ),
    "not UTF-8, after accents": (
        "é: 1\nñañ: ".encode() + b"\xff\n",
        "2:6: error: file: byte 0xff is not UTF-8; save the file as UTF-8",
    ),
    "UTF-16": (
        "id: x\n".encode("utf-16"),
        "1:1: error: file: byte 0xff is not UTF-8; save the file as UTF-8",
    ),
    "NUL": ("id: a\0b\n", "1:6: error: file: control character U+0000; delete it"),
    "line separator": ("id: a\u2028b\n", "1:6: error: file: control character U+2028; delete it"),
    "conflict": (
        "id: x\n<<<<<<< HEAD\nn: 1\n=======\nn: 2\n>>>>>>> other\n",
        '2:1: error: file: merge-conflict marker "<<<<<<< HEAD"; keep one side and delete the markers',
    ),
    "half a conflict": (
        "id: x\nn: 1\n=======\nn: 2\n",
        '3:1: error: file: merge-conflict marker "======="; keep one side and delete the markers',
    ),
    "end of a conflict": (
        "id: x\n>>>>>>> other\n",
        '2:1: error: file: merge-conflict marker ">>>>>>> other"; keep one side and delete the markers',
    ),
    "alias bomb": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        '1:4: error: YAML: anchor "&a" is not allowed; write the value out',
    ),
    "alias": ("a: *x\n", '1:4: error: YAML: alias "*x" is not allowed; write the value out'),
    "Python tag": (
        'a: !!python/object/apply:os.system ["true"]\n',
        '1:4: error: YAML: tag "!!python/object/apply:os.system" is not allowed; '
        "write a plain value, or put text in quotes",
    ),
    "tag": (
        "a: !x y\n",
        '1:4: error: YAML: tag "!x" is not allowed; write a plain value, or put text in quotes',
    ),
    "nested too deep": (
        "a: " + "[" * 5000,
        f"1:{MAX_DEPTH + 4}: error: YAML: nested deeper than {MAX_DEPTH} levels; a record never is",
    ),
    "open bracket": (
        "a: 1\nb: [1, 2\nc: 3\n",
        '2:4: error: YAML: this "[" is never closed, or a comma in it is missing',
    ),
    "open brace": (
        "a: {b: 1, c: 2\nd: 3\n",
        '1:4: error: YAML: this "{" is never closed, or a comma in it is missing',
    ),
    "open quote": (
        'a: 1\nb: "x\nc: 3\n',
        "2:4: error: YAML: this quote is never closed; close it, or take it away",
    ),
    "text after quote": (
        'a: "b" c\n',
        "1:8: error: YAML: text goes on after its end; put all of it in quotes",
    ),
    "text after list": (
        "a: [b] c\n",
        "1:8: error: YAML: text goes on after its end; put all of it in quotes",
    ),
    "two colons": (
        "a: b: c\n",
        "1:5: error: YAML: a second colon in one value; put text with a colon in quotes",
    ),
    "Jinja at the start": (
        "a: {{ x }}\n",
        "1:5: error: YAML: a key must be a word; put text with brackets in quotes",
    ),
    "citation at the start": ("a: @x\n", '1:4: error: YAML: text cannot start with "@"; put it in quotes'),
    "percent at the start": ("a: %x\n", '1:4: error: YAML: text cannot start with "%"; put it in quotes'),
    "backtick at the start": ("a: `x`\n", '1:4: error: YAML: text cannot start with "`"; put it in quotes'),
    "star at the start": ("a: **x** y\n", '1:4: error: YAML: text cannot start with "*"; put it in quotes'),
    "ampersand at the start": ("a: & x\n", '1:4: error: YAML: text cannot start with "&"; put it in quotes'),
    "bar at the start": ("a: | x\n", '1:4: error: YAML: text cannot start with "|"; put it in quotes'),
    "dash at the start": ("a: - x\n", '1:4: error: YAML: text cannot start with "-"; put it in quotes'),
    "backslash": (
        'a: "10.1/x\\_y\\q"\n',
        "1:14: error: YAML: a backslash in double quotes; use single quotes instead",
    ),
    "indented between": (
        "a:\n  b: 1\n c: 2\n",
        "3:2: error: YAML: indented unlike the lines above; use the same",
    ),
    "no colon": (
        "a: 1\nb\nc: 2\n",
        "2:1: error: YAML: neither key nor value; write key: value, or indent it under its key",
    ),
    "a list as key": (
        "? [a]\n: b\n",
        "1:3: error: YAML: a key must be a word; put text with brackets in quotes",
    ),
}


@pytest.mark.parametrize(("text", "problem"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_record(text: str | bytes, problem: str) -> None:
    assert said(text) == [f"a.yml:{problem}"]
    assert parse(text if isinstance(text, bytes) else text.encode(), FILE).value is None


OTHERWISE = "is read differently by different YAML readers; write a plain number, or in quotes"
SURPRISES = {
    ".inf": '".inf" is not a number; leave the key out when nothing was seen',
    "-.INF": '"-.INF" is not a number; leave the key out when nothing was seen',
    ".NaN": '".NaN" is not a number; leave the key out when nothing was seen',
    "NO": '"NO" is read as true or false by old YAML; write true or false, or in quotes: "NO"',
    "on": '"on" is read as true or false by old YAML; write true or false, or in quotes: "on"',
    "True": '"True" is read as true or false by old YAML; write true or false, or in quotes: "True"',
    "12:30": f'"12:30" {OTHERWISE}: "12:30"',
    "010": f'"010" {OTHERWISE}: "010"',
    "0x1F": f'"0x1F" {OTHERWISE}: "0x1F"',
    "0b11": f'"0b11" {OTHERWISE}: "0b11"',
    "0o17": f'"0o17" {OTHERWISE}: "0o17"',
    "1_000": f'"1_000" {OTHERWISE}: "1_000"',
    "+5": f'"+5" {OTHERWISE}: "+5"',
    ".5": f'".5" {OTHERWISE}: ".5"',
    "5.": f'"5." {OTHERWISE}: "5."',
    "1e5": '"1e5" is text to some YAML readers; write 100000',
    "1e30": '"1e30" is beyond all measure; correct it',
    "NULL": f'"NULL" {OTHERWISE}: "NULL"',
    "=": f'"=" {OTHERWISE}: "="',
    "1.0e999": '"1.0e999" is more than 15 signs long or too large; round it, or put text in quotes',
    "1234567890123456": (
        '"1234567890123456" is more than 15 signs long or too large; round it, or put text in quotes'
    ),
    "2026-02-30": '"2026-02-30" is not a day of the calendar; write YYYY-MM-DD',
    "2026-11-23 10:00": '"2026-11-23 10:00" is a day with a time; write the day alone as YYYY-MM-DD',
    "2026-11-23T10:00:00Z": '"2026-11-23T10:00:00Z" is a day with a time; write the day alone as YYYY-MM-DD',
    "Trial #3": (
        '"Trial" is followed by a comment; put text with " #" in quotes, a comment in a line of its own'
    ),
    '"a\\x1b[31m"': "control character U+001B; delete it",
    '"a\\0"': "control character U+0000; delete it",
    '"a\\u202e"': "U+202E (right-to-left override) turns the order of what is read; delete it",
}


@pytest.mark.parametrize(("value", "problem"), SURPRISES.items(), ids=SURPRISES)
def test_values_that_do_not_mean_what_they_look_like(value: str, problem: str) -> None:
    assert said(f"id: x\narms:\n  n: {value}\n") == [f"a.yml:3:6: error: arms.n: {problem}"]


def test_comments_are_welcome_where_they_hide_no_text() -> None:
    text = "# one\nid: x\nn: 5 # five\nday: 2026-01-02 # a day\nlist: [a] # a list\nquoted: 'a' # text\n"
    assert said(text) == []


def test_a_comment_in_a_list_or_after_a_folded_text_is_found_too() -> None:
    assert said("a: [b #c\n ]\nd: é e\n  f # g\n") == [
        'a.yml:1:5: error: a[1]: "b" is followed by a comment; put text with " #" in quotes, '
        "a comment in a line of its own",
        'a.yml:3:4: error: d: "é e f" is followed by a comment; put text with " #" in quotes, '
        "a comment in a line of its own",
    ]


def test_every_duplicate_is_named_at_the_second_place_with_the_line_of_the_first() -> None:
    text = "id: x\narms:\n  n: 1\n  m: 2\n  n: 3\nid: y\nid: z\n"
    assert said(text) == [
        'a.yml:5:3: error: arms.n: key "n" stands twice, first in line 3; keep one',
        'a.yml:6:1: error: id: key "id" stands twice, first in line 1; keep one',
        'a.yml:7:1: error: id: key "id" stands twice, first in line 1; keep one',
    ]
    assert parse(text.encode(), FILE).value == {"id": "x", "arms": {"n": 1, "m": 2}}


def test_quoted_and_plain_keys_are_the_same_key() -> None:
    assert said('"a": 1\na: 2\n') == ['a.yml:2:1: error: a: key "a" stands twice, first in line 1; keep one']


def test_a_key_with_a_control_character_stays_one_line() -> None:
    assert said('"a\\e": 1\n') == [r"a.yml:1:1: error: a\x1b: control character U+001B; delete it"]


def test_all_surprises_of_a_file_are_found_together() -> None:
    assert len(said("a: NO\nb: 010\nc: [.nan, 12:30]\na: 1\n")) == 5


def test_whatever_the_parser_would_choke_on_is_refused_before_with_its_place() -> None:
    signs = [sign for sign in map(chr, range(0x20, sys.maxunicode + 1)) if unseen(sign) is None]
    kept = "".join(sign for sign in signs if sign != "'")
    document = parse(f"a: '{kept}'\n".encode(), FILE)
    assert document.problems == []
    assert document.value == {"a": kept}


def test_a_file_that_is_too_large_is_not_even_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"a: b\n" * (MAX_BYTES // 5 + 1))
    assert [str(problem) for problem in strict_yaml.read(path).problems] == [
        f"{path}:1:1: error: file: larger than 500 kB; a record never is"
    ]


def test_what_is_no_file_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    folder, loop, gone = tmp_path / "folder.yml", tmp_path / "loop.yml", tmp_path / "gone.yml"
    folder.mkdir()
    loop.symlink_to(loop)
    gone.symlink_to(tmp_path / "nowhere.yml")
    read, place = "it must be an ordinary file that you may read", "put an ordinary file in its place"
    for path, what in (
        (folder, f"cannot be read (Is a directory); {read}"),
        (tmp_path / "none.yml", f"cannot be read (No such file or directory); {read}"),
        (loop, f"is a link to '{loop}'; {place}"),
        (gone, f"is a link to '{tmp_path / 'nowhere.yml'}'; {place}"),
    ):
        assert [str(problem) for problem in strict_yaml.read(path).problems] == [
            f"{path}:1:1: error: file: {what}"
        ]
