"""The command `evidence pool`: tables it takes, tables it refuses, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from evidence.problems import ProblemsFound
from evidence.reckon.formulas import Estimate, Group, hedges_g, mean_difference
from evidence.reckon.pool import Method, pool
from evidence.run.cli import main
from evidence.run.pool.report import NAMES, as_text
from evidence.run.pool.table import COLUMNS, Measure, estimates

GROUPS = "study,n1,mean1,sd1,n2,mean2,sd2\nA,20,3.1,1.2,22,4.4,1.1\nB,15,2,1.5,16,3.9,1.4\nC,9,2,1,9,2,1.5\n"
GENERIC = "study,estimate,variance\nA,-0.5,0.01\nB,-.51,2e-2\nC,-0.49,0.015\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "studies.csv"


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main(["pool", *map(str, arguments)]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


@pytest.mark.parametrize(("measure", "effect"), [("md", mean_difference), ("smd", hedges_g)])
def test_groups_become_estimates(table: Path, measure: Measure, effect: Any) -> None:
    found = estimates(written(table, GROUPS), measure)
    assert list(found) == ["A", "B", "C"]
    assert found["A"] == effect(Group(20, 3.1, 1.2), Group(22, 4.4, 1.1))


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + GENERIC.encode(),
        GENERIC.replace("\n", "\r\n"),
        GENERIC.replace("\n", "\r"),
        GENERIC.replace("\n", "\n\n").rstrip(),
        "\n" + GENERIC.replace(",", " , "),
        GENERIC.replace("A,", '"A",').replace("-0.5,", '"-0.5",'),
        GENERIC.replace("study,estimate", "Study,ESTIMATE"),
        "variance,note,study,estimate,note\n0.01,,A,-0.5,x\n0.02,y,B,-0.51,\n0.015,,C,-0.49,\n",
    ],
)
def test_one_table_in_many_hands(table: Path, text: str | bytes) -> None:
    expected = {"A": Estimate(-0.5, 0.01), "B": Estimate(-0.51, 0.02), "C": Estimate(-0.49, 0.015)}
    assert estimates(written(table, text), "generic") == expected


def test_quoted_names_keep_commas_and_quotes(table: Path) -> None:
    found = estimates(written(table, 'study,estimate,variance\n"Çelik, the ""second""",1,2\n'), "generic")
    assert list(found) == ['Çelik, the "second"']


EMPTY = "file: the table is empty; begin with the line study,estimate,variance"

SEPARATED = "stand between the cells; put commas there; begin with the line study,estimate,variance"
NOT_A_NUMBER = "is not a number; write it like 12 or -3.5"


@pytest.mark.parametrize(
    ("measure", "text", "expected"),
    [
        ("generic", "", [f"1:1: error: {EMPTY}"]),
        ("generic", " \n\n", [f"1:1: error: {EMPTY}"]),
        (
            "generic",
            "study,estimate,variance\n",
            ["1:1: error: file: there is no study below the names of the columns"],
        ),
        (
            "generic",
            "\nstudy,estimate,varianse\nA,x,1\n",
            [
                "2:1: error: variance: no such column; "
                'did you mean "varianse"? needed: study,estimate,variance',
                f'3:3: error: estimate: "x" {NOT_A_NUMBER}',
            ],
        ),
        (
            "generic",
            "study;estimate;variance\nA;1,5;2\n",
            [f"1:1: error: line: semicolons {SEPARATED}"],
        ),
        (
            "generic",
            "study\testimate\tvariance\nA\t1.5\t2\n",
            [f"1:1: error: line: tabs {SEPARATED}"],
        ),
        (
            "generic",
            "# made by hand\nstudy,estimate,variance\nA,1.5,2\n",
            [
                "1:1: error: line: the table opens with a comment; take it out; "
                "begin with the line study,estimate,variance"
            ],
        ),
        (
            "generic",
            "study,estimate,variance,estimate\nA,1,2,3\n",
            ["1:25: error: estimate: there are two columns of this name; rename one"],
        ),
        (
            "generic",
            "study,estimate,variance\nA,nan,inf\nB,1_0,–1\nC,1e400,1e60\nD,0x1,1.2.3\n",
            [
                f'2:3: error: estimate: "nan" {NOT_A_NUMBER}',
                f'2:7: error: variance: "inf" {NOT_A_NUMBER}',
                f'3:3: error: estimate: "1_0" {NOT_A_NUMBER}',
                f'3:7: error: variance: "–1" {NOT_A_NUMBER}',
                '4:3: error: estimate: "1e400" is beyond all measure',
                '4:9: error: variance: "1e60" is beyond all measure',
                f'5:3: error: estimate: "0x1" {NOT_A_NUMBER}',
                f'5:7: error: variance: "1.2.3" {NOT_A_NUMBER}',
            ],
        ),
        (
            "generic",
            "study,estimate,variance\nA,,0\nA,1,-2\n ,1,2\nB,1\nC,1,2,3\nD,1,1e-200\n",
            [
                "2:3: error: estimate: empty; every study needs it",
                '2:4: error: variance: "0" is not above 0',
                '3:1: error: study: "A" stands in line 2 already',
                '3:5: error: variance: "-2" is not above 0',
                "4:1: error: study: empty; every study needs it",
                "5:1: error: line: cells: 2, but the first line names 3",
                "6:1: error: line: cells: 4, but the first line names 3",
                "7:1: error: line: a variance must lie between 1e-100 and 1e100",
            ],
        ),
        (
            "md",
            "study,n1,mean1,sd1,n2,mean2,sd2\nA,1,0,1,2.5,0,0\nB,2,0,1,20,0,-1\n",
            [
                '2:3: error: n1: "1" is not a whole number of people, 2 or more',
                '2:9: error: n2: "2.5" is not a whole number of people, 2 or more',
                '2:15: error: sd2: "0" is not above 0',
                '3:14: error: sd2: "-1" is not above 0',
            ],
        ),
        (
            "generic",
            'study,estimate,variance\n"A,1,2\nB"x",1,2\n',
            [
                "2:1: error: line: cells: 0, but the first line names 3",
                "2:1: error: line: quotes must open and close round a whole cell, on one line",
                "3:1: error: line: cells: 0, but the first line names 3",
                "3:1: error: line: quotes must open and close round a whole cell, on one line",
            ],
        ),
        (
            "generic",
            "study,estimate,variance\nÄ,1,2\n".encode("latin-1"),
            ["2:1: error: file: byte 0xc4 is not UTF-8; save the file as UTF-8"],
        ),
        (
            "generic",
            GENERIC.encode("utf-16"),
            ["1:1: error: file: byte 0xff is not UTF-8; save the file as UTF-8"],
        ),
        (
            "generic",
            "study,estimate,variance\nA\x1b,1,2\n",
            ["2:2: error: file: control character U+001B; delete it"],
        ),
    ],
)
def test_every_problem_is_said_at_its_place(
    table: Path, measure: Measure, text: str | bytes, expected: list[str]
) -> None:
    with pytest.raises(ProblemsFound) as found:
        estimates(written(table, text), measure)
    assert [str(problem).removeprefix(f"{table}:") for problem in found.value.problems] == expected


@pytest.mark.parametrize("method", get_args(Method))
@pytest.mark.parametrize("measure", get_args(Measure))
def test_json_holds_every_figure_unrounded(
    table: Path, measure: Measure, method: Method, capsys: pytest.CaptureFixture[str]
) -> None:
    studies = estimates(written(table, GENERIC if measure == "generic" else GROUPS), measure)
    output = json.loads(printed(capsys, table, "--measure", measure, "--method", method, "--json"))
    expected = pool(list(studies.values()), method)
    assert [tuple(each.values()) for each in output.pop("studies")] == [
        (study, each.value, each.variance, weight)
        for (study, each), weight in zip(studies.items(), expected.weights, strict=True)
    ]
    names = ["k", "method", "estimate", "se", "wald", "hksj", "tau2", "tau2_interval", "q", "i2"]
    assert list(output) == [*names, "prediction_interval"]
    for name, figure in output.items():
        whole = expected.prediction if name == "prediction_interval" else getattr(expected, name)
        assert (tuple(figure) if isinstance(figure, list) else figure) == whole


def test_json_has_null_for_what_does_not_exist(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(table, "study,estimate,variance\nA,1,4\n")
    output = json.loads(printed(capsys, table, "--measure", "generic", "--json"))
    nothing = ("hksj", "tau2", "tau2_interval", "q", "i2", "prediction_interval")
    assert (output["k"], output["se"], [output[name] for name in nothing]) == (1, 2, [None] * 6)


def test_the_text_says_the_same(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, written(table, GENERIC), "--measure", "generic") == (
        "3 studies, random effects, REML\n"
        "Estimate -0.4992, standard error 0.06794\n"
        "95 % interval, normal (Wald): -0.6324 to -0.3661\n"
        "95 % interval, Hartung-Knapp: -0.7915 to -0.2069\n"
        "  (never below the normal standard error; else -0.5214 to -0.477)\n"
        "Q 0.01154 (df 2), I2 0 %\n"
        "tau2 0, 95 % interval 0 to 0\n"
        "\n"
        "study  estimate  variance  weight\n"
        "A          -0.5      0.01  46.2 %\n"
        "B         -0.51      0.02  23.1 %\n"
        "C         -0.49     0.015  30.8 %\n"
    )


@pytest.mark.parametrize("method", get_args(Method))
def test_the_text_names_the_method(table: Path, method: Method, capsys: pytest.CaptureFixture[str]) -> None:
    output = printed(capsys, written(table, GENERIC), "--measure", "generic", "--method", method)
    assert output.startswith(f"3 studies, {NAMES[method]}\n")
    assert ("tau2 0, 95" in output, "by assumption" in output) == (method != "fixed", method == "fixed")


@pytest.mark.parametrize(("k", "told"), [(4, False), (5, True)])
def test_a_further_study_is_foretold_from_five_on(
    table: Path, k: int, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    written(table, GENERIC + "".join(f"{name},-0.4,0.02\n" for name in "DE"[: k - 3]))
    assert ("prediction" in printed(capsys, table, "--measure", "generic")) is told
    output = json.loads(printed(capsys, table, "--measure", "generic", "--json"))
    assert (output["prediction_interval"] is not None) is told


def test_the_text_warns_of_one_study_and_of_two(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = GENERIC.splitlines(keepends=True)
    one = printed(capsys, written(table, "".join(lines[:2])), "--measure", "generic")
    two = printed(capsys, written(table, "".join(lines[:3])), "--measure", "generic")
    assert "nothing was pooled; this is the study's own estimate and interval" in one
    assert not {"tau2", "Hartung", "prediction", "Q"} & set(one.split())
    assert "Two studies say little" in two
    assert "prediction" not in two


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_very_large_g_is_pointed_at(
    table: Path, capsys: pytest.CaptureFixture[str], form: list[str]
) -> None:
    def said(measure: str) -> str:
        assert main(["pool", str(table), "--measure", measure, *form]) == 0
        return capsys.readouterr().err

    written(table, GROUPS.replace("4.4,1.1", "4.4,0.2").replace("3.1,1.2", "3.1,0.3"))
    assert said("smd").startswith("A: -5.05 standard deviations is a very large difference")
    assert said("md") == ""
    written(table, GROUPS)
    assert said("smd") == ""


def test_problems_go_to_standard_error_and_the_status_is_1(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pool", str(table), "--measure", "md"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert f"{table}:1:1: error: file: cannot be read" in output.err
    assert output.err.endswith("\n1 problem found\n")


@pytest.mark.parametrize("wrong", [[], ["--measure", "or"], ["--measure", "md", "--method", "sj"]])
def test_wrong_use_is_2(table: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["pool", str(written(table, GROUPS)), *wrong])
    assert stopped.value.code == 2
    assert "usage: evidence pool" in capsys.readouterr().err


def test_help_names_the_columns(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pool", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert all(",".join(columns) in said for columns in COLUMNS.values())


def test_the_minus_that_pages_print_is_read(table: Path) -> None:
    """The site prints U+2212 in its tables, and people copy from there."""
    table.write_text("study,estimate,variance\nA,−0.5,0.04\nB,-0.5,0.04\n", encoding="utf-8")
    assert {each.value for each in estimates(table, "generic").values()} == {-0.5}


def test_no_line_tells_what_the_one_before_told() -> None:
    """Two studies whose intervals differ by less than is printed, and a fixed effect."""
    alike = {"A": Estimate(0.0, 1.0), "B": Estimate(2**0.5 * (1 - 1e-9), 1.0)}
    assert "never below" not in as_text(pool(list(alike.values())), alike)
    assert "Hartung-Knapp" not in as_text(pool(list(alike.values()), "fixed"), alike)
