"""The download of the studies holds what the records hold, no less, no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from described import undescribed
from downloads import record, table
from evidence.read.library import Library
from evidence.records.reference import BibFields
from evidence.show import study


@pytest.fixture(scope="module")
def exported(files: dict[str, bytes]) -> dict[str, Any]:
    """The studies of studies.json by id."""
    return {item["id"]: item for item in json.loads(files["data/studies.json"])["studies"]}


def faults(schema: bytes, data: Any) -> list[str]:
    validator = Draft202012Validator(json.loads(schema), format_checker=FormatChecker())
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(data)]


def test_studies_fit_their_schema(files: dict[str, bytes]) -> None:
    schema, data = files["data/studies.schema.json"], json.loads(files["data/studies.json"])
    Draft202012Validator.check_schema(json.loads(schema))
    assert faults(schema, data) == []
    data["studies"][0]["computed"]["people"] = "many"
    data["studies"][0]["references"][0]["surprise"] = "x"
    assert len(faults(schema, data)) == 2


def test_the_schema_describes_every_field(files: dict[str, bytes]) -> None:
    schema = json.loads(files["data/studies.schema.json"])
    assert undescribed(schema) == []
    written = schema["$defs"]["ExportedReference"]["properties"]
    for name, field in BibFields.model_fields.items():
        assert written[name]["description"] == field.description


def test_studies_are_whole(root: Path, library: Library, exported: dict[str, Any]) -> None:
    """Without what is worked out, each study is its file, value for value."""
    assert set(exported) == set(library.studies)
    for name, item in exported.items():
        worked_out = {key: item.pop(key) for key in ("references", "computed")}
        assert [reference["key"] for reference in worked_out["references"]] == item["reports"]
        for reference in worked_out["references"]:
            assert reference | library.references[reference["key"]].given() == reference
        results = [
            {key: value for key, value in result.items() if key != "computed"} for result in item["results"]
        ]
        assert item | {"results": results} == {"results": []} | record(root, name), name


def test_directions_and_people_are_those_of_the_pages(library: Library, files: dict[str, bytes]) -> None:
    for item in json.loads(files["data/studies.json"])["studies"]:
        found = library.studies[item["id"]]
        assert item["computed"]["people"] == found.participants.people()
        for block, result in zip(study.result_blocks(library, found), item["results"], strict=True):
            computed = result["computed"]
            assert (computed["direction"], computed["second_hand"]) == (block.direction, block.second_hand)


@pytest.mark.parametrize("root", ["invented"], indirect=True)
def test_counted_and_second_hand_results(files: dict[str, bytes]) -> None:
    """Worked out by hand: adams-2001 and chen-2010 end in a newspaper's result."""
    rows = table(files["data/results.csv"])
    counted = {f"{row['study']} {row['result']}" for row in rows if row["counted"] == "true"}
    assert counted == {
        *("adams-2001 1", "adams-2001 2"),
        *("bell-2005 1", "bell-2005 2", "bell-2005 3", "bell-2005 4"),
        *("chen-2010 1", "chen-2010 2"),
    }
    second_hand = {f"{row['study']} {row['result']}" for row in rows if row["second_hand"] == "true"}
    assert second_hand == {"adams-2001 3", "chen-2010 3"}
    stated = {f"{row['study']} {row['result']}" for row in rows if row["direction_from"] == "stated"}
    assert stated == second_hand | {"bell-2005 4", "chen-2010 1"}
    assert {row["direction"] for row in rows if row["contrast"] != "between-arms"} == {""}
