"""The pages of docs/ beside the records: every one that is faulty, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.check.written import problems
from evidence.run.cli import main
from project import edit


def said(docs: Path, *citable: str) -> list[str]:
    return [str(problem).replace(f"{docs}/", "") for problem in problems(docs, citable)]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, body in (("a", "Ten.[@adams-2001]"), ("b", "`[@key]` and\n\n```\n[@other]\n```\n")):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: T\ndescription: D\n---\n\n{body}\n")
    return tmp_path


def test_what_is_cited_is_known_and_code_cites_nothing(docs: Path) -> None:
    assert said(docs, "adams-2001") == []
    (told,) = said(docs, "adams-2002")
    assert told.startswith(
        'a.md:6:5: error: citation: unknown citation "@adams-2001"; did you mean "adams-2002"?'
    )


def test_all_faulty_pages_are_told(docs: Path) -> None:
    edit(docs / "a.md", "[@adams-2001]", "(@adams-2001)")
    edit(docs / "b.md", "title: T", "title: T: U")
    assert [line.split(" error: ")[0] for line in said(docs)] == ["a.md:6:6:", "b.md:2:9:"]


def test_check_tells_of_pages_beside_its_records_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "docs" / "safety.md", "title: ", "title: T: ")
    assert main(["check", "--project", str(project)]) == 1
    assert f"{project / 'docs' / 'safety.md'}:2:" in capsys.readouterr().err
    assert main(["check", "--project", str(project.parent), "--references", str(project / "references")]) == 0
