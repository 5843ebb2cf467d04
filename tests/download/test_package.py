"""The package of the downloads: its own tool reads it, and every file is listed."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest
import yaml

from evidence.download import package as exports
from evidence.download.results import COLUMNS
from evidence.read.library import Library
from evidence.reckon.answers import reckon
from project import ROOT, edit, load


@pytest.fixture
def package(files: dict[str, bytes], tmp_path: Path) -> Path:
    """The files on disk: the path of datapackage.json."""
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path / "data" / "datapackage.json"


def test_the_data_package_is_valid_and_lists_every_file(package: Path, files: dict[str, bytes]) -> None:
    """frictionless compares sizes, checksums, columns, types, allowed values and keys."""
    report = frictionless.validate(str(package))
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert {f"data/{task.place}" for task in report.tasks} | {"data/datapackage.json"} == set(files)


def without_sums(package: Path) -> None:
    """So that a changed cell is seen for itself."""
    listed = json.loads(package.read_text(encoding="utf-8"))
    for resource in listed["resources"]:
        del resource["bytes"], resource["hash"]
    package.write_text(json.dumps(listed), encoding="utf-8")


@pytest.mark.parametrize("root", ["invented"], indirect=True)
@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("randomised-trial", "randomized-trial", "constraint-error"),
        (",30.5,", ",thirty,", "type-error"),
        ("adams-2001,2,", "adams-2001,1,", "primary-key"),
        ("mean,sd", "mean,spread", "incorrect-label"),
    ],
)
def test_the_data_package_can_be_wrong(package: Path, old: str, new: str, fault: str) -> None:
    without_sums(package)
    edit(package.parent / "results.csv", old, new)
    found = frictionless.validate(str(package)).flatten(["type"])
    assert [fault] in found


def test_a_damaged_download_is_noticed(package: Path) -> None:
    path = package.parent / "library.ris"
    path.write_bytes(path.read_bytes().replace(b"TY", b"TZ", 1))
    assert frictionless.validate(str(package)).flatten(["type"]) == [["hash-count"]]


def test_two_renders_give_the_same_bytes(library: Library, files: dict[str, bytes]) -> None:
    again = load(library.root)
    assert exports.files(again, reckon(again)) == files


def test_title_licence_and_description_are_those_of_the_citation_file() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["title"], cited["abstract"]) == (exports.TITLE, exports.description())
    assert exports.LICENCE["name"] in cited["license"]
    assert f'name = "{exports.NAME}"\nversion = "{cited["version"]}"' in (ROOT / "pyproject.toml").read_text()


def test_the_page_of_the_data_names_every_column_and_file(real_pages: dict[str, str]) -> None:
    page = real_pages["data.md"]
    assert [
        column.name for column in COLUMNS if f"<code>{column.name.replace('_', '&#95;')}</code>" not in page
    ] == []
    assert [name for name in exports.ABOUT if f'href="../data/{name}"' not in page] == []
