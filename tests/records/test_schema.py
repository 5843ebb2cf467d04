"""The JSON Schemas that editors check with: they say what the models say, and they are the committed ones."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from evidence.read import strict_yaml
from evidence.records import schema as schemas
from evidence.records.kinds import FOLDERS, KINDS, SINGLE_FILES
from project import INVENTED, ROOT

RECORDS = [
    path for root in (ROOT / "references", INVENTED / "references") for path in sorted(root.rglob("*.yml"))
]


def kind_of(path: Path) -> str:
    kind = SINGLE_FILES.get(path.name) or FOLDERS[path.parent.name]
    return kind.name


def as_json(path: Path) -> Any:
    """The record as an editor's YAML extension hands it to the schema: days are strings."""
    return json.loads(json.dumps(strict_yaml.read(path).value, default=str))


@cache
def validator(kind: str) -> Draft202012Validator:
    schema = json.loads(schemas.texts()[f"{kind}.json"])
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(kind: str, record: Any) -> list[str]:
    found = validator(kind).iter_errors(record)
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in found]


def test_there_are_records_of_every_kind() -> None:
    assert {kind_of(path) for path in RECORDS} == {kind.name for kind in KINDS}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_schemas_are_schemas(kind):
    Draft202012Validator.check_schema(json.loads(schemas.texts()[f"{kind}.json"]))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_other_programs_read_schema_and_records_alike(kind, tmp_path):
    """check-jsonschema, which takes patterns as ECMA-262 has them; an editor's engine (Ajv) does too."""
    schema = tmp_path / f"{kind}.json"
    schema.write_text(schemas.texts()[f"{kind}.json"], encoding="utf-8")
    records = [str(path) for path in RECORDS if kind_of(path) == kind]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *records]
    done = subprocess.run(command, text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_record_fits_its_schema(kind):
    found = {
        path.relative_to(ROOT).as_posix(): faults(kind, as_json(path))
        for path in RECORDS
        if kind_of(path) == kind
    }
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"surprise": 1}, "surprise"),
        ({"condition": "Knee"}, "condition"),
        ({"design": "randomized"}, "design"),
        ({"country": "nz"}, "country"),
        ({"reports": []}, "reports"),
        ({"harms": {"reporting": "maybe"}}, "harms.reporting"),
        ({"reading": {"what": "abstract", "on": "yesterday"}}, "reading.on"),
        ({"participants": {"description": "x", "seen": ["a"], "randomised": -1}}, "participants.randomised"),
        ({"arms": {"Bad Name": {"role": "usual-care", "label": "x"}}}, "arms"),
    ],
)
def test_an_editor_sees_mistakes_while_one_types(change, where):
    record = as_json(INVENTED / "references/studies/bell-2005.yml")
    assert faults("study", record) == []
    (fault,) = faults("study", record | change)
    assert where in fault


@pytest.mark.parametrize(
    "change",
    [
        {"usual-car": {}},
        {"for_al": {}},
        {"usual-care": {"grip": {"chance": {"by": 1, "reason": "x"}}}},
        {"usual-care": {"for_all": {"grip": {}}}},
        {"usual-care": {"grip": {"imprecision": {"by": 3, "reason": "x"}}}},
        {"on": None},
    ],
)
def test_an_editor_sees_mistakes_in_a_judgement(change):
    record = as_json(INVENTED / "references/conditions/stiff-thumbs.yml")
    assert faults("condition", record) == []
    (fault,) = faults("condition", record | {"certainty": record["certainty"] | change})
    assert fault.startswith("certainty: ")


@pytest.mark.parametrize("name", schemas.texts())
def test_the_committed_schemas_are_the_generated_ones(name):
    committed = (ROOT / "references/schema" / name).read_text(encoding="utf-8")
    assert committed == schemas.texts()[name], "run: evidence schema"


def test_nothing_else_lies_among_the_schemas() -> None:
    assert {path.name for path in (ROOT / "references/schema").iterdir()} == set(schemas.texts())
