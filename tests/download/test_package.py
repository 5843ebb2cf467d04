"""The downloads: the formats' own tools read them, and they hold what the records hold, no less, no more."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pytest
import rispy
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from pybtex.database import parse_string

from described import undescribed
from evidence.download import package as exports
from evidence.download.references import bibtex, ris
from evidence.download.results import COLUMNS, RESULT
from evidence.download.studies import ComputedOfResult
from evidence.read import bibliography, strict_yaml
from evidence.read.bibliography import ENTRY_TYPES, Author, Reference
from evidence.read.library import Library
from evidence.reckon.answers import reckon
from evidence.records.instrument import Instrument
from evidence.records.reference import FIELDS, BibFields
from evidence.records.study import Arm, Result, Study
from evidence.say import citations
from evidence.show import study
from project import INVENTED, ROOT, docs_of, edit, load

ROOTS = {"real": ROOT, "invented": INVENTED}


@pytest.fixture(scope="module", params=ROOTS)
def root(request: pytest.FixtureRequest) -> Path:
    return ROOTS[request.param]


@pytest.fixture(scope="module")
def library(root: Path, real_library: Library) -> Library:
    return real_library if root == ROOT else load(root / "references")


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, bytes]:
    return exports.files(library, reckon(library), "1.2.3")


@pytest.fixture(scope="module")
def exported(files: dict[str, bytes]) -> dict[str, Any]:
    """The studies of studies.json by id."""
    return {item["id"]: item for item in json.loads(files["data/studies.json"])["studies"]}


@pytest.fixture
def package(files: dict[str, bytes], tmp_path: Path) -> Path:
    """The files on disk: the path of datapackage.json."""
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path / "data" / "datapackage.json"


def record(root: Path, name: str) -> dict[str, Any]:
    """A study's file as it was written, days as text."""
    written = strict_yaml.read(root / "references" / "studies" / f"{name}.yml").value
    plain: dict[str, Any] = json.loads(json.dumps(written, default=date.isoformat))
    return plain


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


# --- the whole ---------------------------------------------------------------------------------------


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
    assert exports.files(again, reckon(again), "1.2.3") == files


def test_title_licence_and_description_are_those_of_the_citation_file() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["title"], cited["abstract"]) == (exports.TITLE, exports.description())
    assert exports.LICENCE["name"] in cited["license"]
    assert f'name = "{exports.NAME}"\nversion = "{cited["version"]}"' in (ROOT / "pyproject.toml").read_text()


# --- studies.json ------------------------------------------------------------------------------------


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


# --- results.csv -------------------------------------------------------------------------------------


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
    library = load(references)
    rows = table(exports.files(library, reckon(library), "1")["data/results.csv"])
    (row,) = (row for row in rows if row["mean"] == "-30.5")
    assert row["arm_label"][0] not in "=+-@\uff1d"
    assert row["arm_label"].removeprefix("'") == text


# --- references --------------------------------------------------------------------------------------

NASTY = {
    "Braces { and } and {{ 7*7 }}": r"Braces \{ and \} and \{\{ 7*7 \}\}",
    "Only { one": r"Only {\textbraceleft} one",
    "The other } way { round": r"The other {\textbraceright} way {\textbraceleft} round",
    r"Back\slash, \emph{x}": r"Back{\textbackslash}slash, {\textbackslash}emph\{x\}",
    "R&D 100% #1 a_b $5 ~ x^2": r"R\&D 100\% \#1 a\_b \$5 {\textasciitilde} x{\textasciicircum}2",
    "Quotes \"q\" 'a' ``b'' “c” ’d": "Quotes \"q\" 'a' `{}`b'{}' “c” ’d",
    "Dashes - -- --- – — ,, ?` !`": "Dashes - -{}- -{}-{}- – — ,{}, ?{}` !{}`",
    "TI  - not a tag": "TI - not a tag",
    "ER  - ": "ER -",
    "Two\nlines\r\nAU  - and a tag\u2028x\x85y": "Two lines AU - and a tag x y",
    "@article{a-2, title = {Inside}}": r"@article\{a-2, title = \{Inside\}\}",
    "é ü Ł ß שלום عمر 走 🤹": "é ü Ł ß שלום عمر 走 🤹",
}
"""Text and how BibTeX has it."""
UNREADABLE = ("textbrace", "textbackslash", "textasciicircum")
"""LaTeX that our own reader refuses, so that it stands in no record."""


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(params=NASTY)
def nasty(request: pytest.FixtureRequest) -> Reference:
    authors = (
        Author("van der Berg", "J", "Jr", "Jan"),
        Author(squeezed(request.param)),
        Author("Smith and Sons, Ltd", "A", "", "A, and B."),
        Author("others"),
    )
    text, doi = request.param, "10.1234/a_b%c--d#e"
    return Reference(
        key="a-1", kind="article", authors=authors, title=text, journal=text, doi=doi, pages="1–2"
    )


def test_bibtex_is_read_back_as_the_same_references(library: Library, tmp_path: Path) -> None:
    """By our own reader, which finds no fault; two kinds are written as others that programs know."""
    path = tmp_path / "library.bib"
    path.write_text(bibtex(library.references.values()), encoding="utf-8")
    found = bibliography.read(path)
    assert found.problems == ()
    expected = []
    for reference in library.references.values():
        if reference.kind == "preprint":
            note = f"Preprint; {reference.note}" if reference.note else "Preprint"
            reference = reference.model_copy(update={"kind": "article", "note": note})
        if reference.kind == "registration":
            kind = {"type": reference.type or "Trial registration"}
            reference = reference.model_copy(update={"kind": "report", **kind})
        expected.append(reference)
    assert list(found.references) == expected


def test_bibtex_keeps_nasty_text(nasty: Reference) -> None:
    entry = parse_string(bibtex([nasty]), "bibtex").entries["a-1"]
    latex = NASTY[nasty.title]
    assert entry.fields["journal"] == latex
    if not any(command in latex for command in UNREADABLE):
        assert bibliography.plain(latex) == squeezed(nasty.title)
    assert (entry.fields["doi"], entry.fields["pages"]) == ("10.1234/a_b%c--d#e", "1--2")
    berg, organisation, smith, others = entry.persons["author"]
    assert (berg.prelast_names, berg.last_names, berg.lineage_names) == (["van", "der"], ["Berg"], ["Jr"])
    assert (organisation.last_names, organisation.first_names) == ([f"{{{latex}}}"], [])
    assert (smith.last_names, smith.first_names) == (["{Smith and Sons, Ltd}"], ["{A, and B.}"])
    assert str(others) == "others"


def test_bibtex_protects_abbreviations_in_titles() -> None:
    written = bibtex([Reference(key="a-1", kind="article", title="TNF-alpha, PEDro_II and A")])
    assert r"title = {{TNF}-alpha, {PEDro}\_{II} and A}," in written


def test_what_a_reference_leaves_out_is_left_out() -> None:
    bare = Reference(key="a-1", kind="article")
    assert bibtex([bare]) == "@article{a-1,\n}\n"
    assert ris([bare]) == "TY  - JOUR\r\nID  - a-1\r\nER  - \r\n"


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_every_field_is_written(kind: str) -> None:
    fields: dict[str, Any] = {name: f"{name} x" for name in FIELDS}
    whole = Reference(key="a-1", kind=kind, **fields)
    for written in (bibtex([whole]), ris([whole])):
        assert [name for name in FIELDS if f"{name} x" not in written] == []


def as_lines(text: str) -> list[str]:
    """RIS without the numbers that rispy puts above its records."""
    return [line for line in text.splitlines() if line and not line.rstrip(".").isdigit()]


def test_ris_is_read_and_written_again_the_same(library: Library) -> None:
    text = ris(library.references.values())
    entries = rispy.loads(text)
    assert as_lines(rispy.dumps(entries)) == as_lines(text)
    for entry, reference in zip(entries, library.references.values(), strict=True):
        assert entry["id"] == reference.key
        named = [author for author in reference.authors if not author.others]
        assert len(entry.get("authors", [])) == len(named)
        assert ("More authors than are named here" in entry.get("notes", [])) == (
            named != [*reference.authors]
        )
        for key, name in {"title": "title", "year": "year", "doi": "doi", "accession_number": "pmid"}.items():
            assert entry.get(key, "") == getattr(reference, name), reference.key
        pages = "-".join(entry[key] for key in ("start_page", "end_page") if key in entry)
        assert pages == reference.pages.replace("–", "-")


def test_ris_keeps_nasty_text(nasty: Reference) -> None:
    (entry,) = rispy.loads(ris([nasty]))
    assert (entry["title"], entry["secondary_title"]) == (squeezed(nasty.title), squeezed(nasty.title))
    assert entry["authors"] == [
        "van der Berg, Jan, Jr",
        squeezed(nasty.title.replace(",", "")) + ",",
        "Smith and Sons, Ltd, A, and B.",
    ]
    assert (entry["start_page"], entry["end_page"], entry["doi"]) == ("1", "2", "10.1234/a_b%c--d#e")


@pytest.fixture(scope="module")
def rendered(root: Path, real_files: dict[str, bytes]) -> dict[str, bytes]:
    return real_files if root == ROOT else docs_of(root)


def test_each_study_and_review_can_be_cited(library: Library, rendered: dict[str, bytes]) -> None:
    """The page shows the reference and leads to its files, and these hold that one reference."""
    for folder in ("studies", "reviews"):
        for found in getattr(library, folder).values():
            reference = library.references[found.reports[0]]
            page = rendered[f"{folder}/{found.id}.md"].decode()
            block = page[page.index("{ #cite ") : page.index("{ #reading ")]
            assert citations.html(reference) in block
            assert f'<code class="address">{folder}/{found.id}/</code>' in block
            for suffix, writer in ((".bib", bibtex), (".ris", ris)):
                name = f"data/citations/{reference.key}{suffix}"
                assert f'href="../../{name}" download' in block
                assert rendered[name].decode() == writer([reference])


def test_the_page_of_the_data_names_every_column_and_file(real_pages: dict[str, str]) -> None:
    page = real_pages["data.md"]
    assert [
        column.name for column in COLUMNS if f"<code>{column.name.replace('_', '&#95;')}</code>" not in page
    ] == []
    assert [name for name in exports.ABOUT if f'href="../data/{name}"' not in page] == []
