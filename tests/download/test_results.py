"""The table of results holds every figure and text of the records, and runs in no spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from downloads import record, table
from evidence.download import package as exports
from evidence.download.results import COLUMNS, RESULT
from evidence.download.studies import ComputedOfResult
from evidence.read.library import Library
from evidence.reckon.answers import reckon
from evidence.records.instrument import Instrument
from evidence.records.study import Arm, Result, Study
from project import edit, load


def test_the_table_is_plain_csv(files: dict[str, bytes]) -> None:
    content = files["data/results.csv"]
    assert content.endswith(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    cells = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    assert {len(row) for row in cells} == {len(COLUMNS)}
    assert cells[0] == [column.name for column in COLUMNS]


def test_a_column_says_what_the_docstring_of_its_field_says() -> None:
    about = {column.name: column.about for column in COLUMNS}
    assert [name for name, words in about.items() if not words.endswith(".")] == []
    for name, model, field in (
        ("study", Study, "id"),
        ("week", Result, "week"),
        ("unit", Instrument, "unit"),
        ("arm_label", Arm, "label"),
        ("direction", ComputedOfResult, "direction"),
    ):
        assert about[name] == model.model_fields[field].description


def test_a_column_that_changes_its_field_needs_words_of_its_own() -> None:
    with pytest.raises(KeyError):
        RESULT.described(lambda result: f"week {result.week}")


def test_every_figure_of_the_table_is_that_of_the_record(
    root: Path, library: Library, files: dict[str, bytes]
) -> None:
    """A row for each arm of each result; figures equal, and an empty cell for each that was not seen."""
    rows = iter(table(files["data/results.csv"]))
    for name in library.studies:
        for number, result in enumerate(record(root, name).get("results", []), start=1):
            difference = result.get("difference", {})
            low, high = difference.get("ci95", (None, None))
            for arm in dict.fromkeys([*result["compares"], *result.get("arms", {})]):
                row = next(rows)
                figures = result.get("arms", {}).get(arm, {})
                assert (row["study"], int(row["result"]), row["arm"]) == (name, number, arm)
                expected = {key: figures.get(key) for key in ("n", "mean", "sd")} | {
                    "week": result.get("week"),
                    "difference": difference.get("estimate"),
                    "difference_low": low,
                    "difference_high": high,
                    "difference_se": difference.get("se"),
                }
                got = {key: float(row[key]) if row[key] else None for key in expected}
                assert got == expected, (name, number, arm)
                assert row["p"] == result.get("p", "").removeprefix("=")
    assert list(rows) == []


def test_every_text_of_the_table_is_that_of_the_record(root: Path, files: dict[str, bytes]) -> None:
    of_study = ("condition", "design")
    of_result = ("outcome", "instrument", "measure", "timing", "values", "excluded_from_pool", "place")
    rows = table(files["data/results.csv"])
    records = {name: record(root, name) for name in {row["study"] for row in rows}}
    for row in rows:
        written = records[row["study"]]
        result = written["results"][int(row["result"]) - 1]
        expected = {name: written[name] for name in of_study}
        expected |= {name: result.get(name, "") for name in of_result}
        expected |= {f"arm_{name}": written["arms"][row["arm"]][name] for name in ("role", "label")}
        assert {name: row[name].removeprefix("'") for name in expected} == expected


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5 to 5", "@SUM(A1)", "'quoted'", "\uff1d1", 'a "b", c'])
def test_no_text_is_taken_for_a_formula_and_every_text_comes_back(references: Path, text: str) -> None:
    edit(references / "studies" / "adams-2001.yml", "Juggling added to usual care", json.dumps(text))
    edit(references / "studies" / "adams-2001.yml", "mean: 30.5", "mean: -30.5")
    edit(references / "studies" / "adams-2001.yml", "values: post", "values: change")
    library = load(references)
    rows = table(exports.files(library, reckon(library))["data/results.csv"])
    (row,) = (row for row in rows if row["mean"] == "-30.5")
    assert row["arm_label"][0] not in "=+-@\uff1d"
    assert row["arm_label"].removeprefix("'") == text


def test_the_day_of_a_result_is_the_latest_on_which_it_was_read(references: Path) -> None:
    edit(references / "studies" / "adams-2001.yml", "seen: [newspaper]", "seen: [paper, newspaper]")
    library = load(references)
    rows = table(exports.files(library, reckon(library))["data/results.csv"])
    assert {row["seen_on"] for row in rows if row["study"] == "adams-2001"} == {"2026-01-03"}
