"""The command: what it prints, and 0 for fine, 1 for problems, 2 for wrong use."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from evidence.records import schema
from evidence.run.cli import MOST_PRINTED, main
from project import COMMAND, ENVIRONMENT, ROOT, edit


def test_check_is_content_with_the_real_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--references", str(ROOT / "references")]) == 0
    printed = capsys.readouterr()
    *hints, last = printed.err.splitlines()
    assert len(hints) == MOST_PRINTED and all(": hint: " in line for line in hints)
    number = int(printed.out.split(", ")[1].split()[0])
    assert "no errors" in printed.out and last.startswith(f"... and {number - MOST_PRINTED} more; ")
    assert main(["check", "--all", "--references", str(ROOT / "references")]) == 0
    everyone = capsys.readouterr().err.splitlines()
    assert len(everyone) == number and everyone[:MOST_PRINTED] == hints


def test_check_quiet_leaves_hints_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--quiet", "--references", str(ROOT / "references")]) == 0
    assert capsys.readouterr().err == ""


def test_check_of_files_leaves_hints_of_others_out(capsys: pytest.CaptureFixture[str]) -> None:
    study = str(ROOT / "references" / "studies" / "chen-2021")
    common = ["check", "--all", "--references", str(ROOT / "references")]
    assert main([*common, f"{study}.bib", str(ROOT / "references" / "studies" / "joshi-2019.yml")]) == 0
    printed = capsys.readouterr()
    named = printed.err.splitlines()
    assert {line.split(".yml:")[0].split("/")[-1] for line in named} == {"chen-2021", "joshi-2019"}
    number = int(printed.out.split(", ")[1].split()[0])
    assert f"({number - len(named)} in other files: --all-hints)" in printed.out
    assert main([*common, "--all-hints", f"{study}.yml"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == number


def test_check_of_files_tells_errors_of_all(references: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(references / "studies" / "adams-2001.yml", "design:", "desing:")
    other = str(references / "studies" / "bell-2005.yml")
    assert main(["check", "--references", str(references), other]) == 1
    assert "desing" in capsys.readouterr().err


def test_check_says_no_hint_beside_an_error(references: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether the error is in a record or in a judgement, of which hints are many."""
    judged = references / "conditions" / "stiff-thumbs.yml"
    edit(judged, "gain: strengthen the grip", "natural: grip-strength")
    for options in ([], ["--quiet"]):
        assert main(["check", *options, "--references", str(references)]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert [": error: " in line for line in lines] == [True, False]
        assert lines[-1] == "1 problem found"


def test_check_prints_every_problem_and_their_number(
    references: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("chen-2010", "adams-2001"):
        edit(references / "studies" / f"{name}.yml", "design:", "desing:")
    assert main(["check", "--references", str(references)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert sum("desing" in line and 'did you mean "design"?' in line for line in lines) == 2
    assert lines[-1] == "4 problems found", "a check never writes"


def test_the_exit_status_of_the_process_is_that_of_the_command(references: Path) -> None:
    edit(references / "studies" / "adams-2001.yml", "design:", "desing:")
    command = [*COMMAND, "check", "--references", str(references)]
    done = subprocess.run(command, env=ENVIRONMENT, text=True, capture_output=True, timeout=60)
    assert done.returncode == 1
    assert "2 problems found" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chekc"],
        ["check", "--references", "no-such-folder"],
        ["build", "--project", "no-such-folder"],
        ["check", "x"],
    ],
)
def test_wrong_use_is_2_and_says_what(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: evidence" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "render", "build", "serve", "schema"])
def test_every_command_takes_references(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert "--references DIR" in capsys.readouterr().out


def test_render_writes_the_tree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "--project", str(project)]) == 0
    assert (project / "build" / "docs" / "studies" / "adams-2001.md").is_file()
    assert not (project / "site").exists()
    assert "files in" in capsys.readouterr().out


def test_schema_makes_its_folder_and_names_every_file(
    references: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--references", str(references)]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (references / "schema").iterdir()}
    assert written == schema.texts()
    assert capsys.readouterr().out.split() == [str(references / "schema" / name) for name in schema.texts()]
