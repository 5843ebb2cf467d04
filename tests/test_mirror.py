"""Every module of scripts/evidence has its tests at the same path below tests/."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from project import ROOT

MODULES = ROOT / "scripts" / "evidence"
_FORM = "test_models.py, test_fields.py and test_schema.py of tests/records/ ask the same of every form"
_SLIPS = "tests/check/test_slips.py tries each of its rules with a slip"
_NUMBERS = "tests/check/test_numbers.py tries each of its rules with a number"
_BUILD = "tests/run/test_build.py runs every command through it"
_SITE = "tests/show/test_site.py looks at the pages that it makes"
ELSEWHERE = {
    **{
        f"records/{name}.py": _FORM
        for name in (
            *("changes", "claim", "common", "excluded", "glossary", "instrument", "ladder", "origin"),
            *("questions", "reference", "review", "site", "source", "stop", "study"),
        )
    },
    "records/condition.py": "tests/records/test_certainty.py holds what it asks beyond its form",
    **{f"check/{name}.py": _SLIPS for name in ("limits", "reading", "words")},
    **{
        f"check/{name}.py": _NUMBERS
        for name in (
            "asked",
            "harms",
            "people",
            "plausible",
            "programmes",
            "registered",
            "reviews",
            "spreads",
        )
    },
    **{f"run/{name}.py": _BUILD for name in ("docs", "mkdocs_hook")},
    **{f"show/{name}.py": _SITE for name in ("blocks", "ladder", "review", "stop", "written")},
}
"""Module -> why its tests stand elsewhere."""


def mirrored(module: PurePosixPath) -> PurePosixPath:
    """Where the tests of a module stand, below tests/."""
    return module.with_name(f"test_{module.name}")


def untested(modules: Path, tests: Path) -> list[str]:
    """Modules, by their path below the folder, without a file of tests in the same place."""
    paths = [PurePosixPath(path.relative_to(modules).as_posix()) for path in modules.rglob("*.py")]
    return sorted(
        str(path) for path in paths if path.name != "__init__.py" and not (tests / mirrored(path)).is_file()
    )


def test_every_module_has_a_file_of_tests_or_says_where_they_stand() -> None:
    """A reason for a module that has such a file is one too many."""
    assert untested(MODULES, ROOT / "tests") == sorted(ELSEWHERE)


@pytest.mark.parametrize("named", ["a/b.py", "c.py"])
def test_a_module_without_tests_is_named(tmp_path: Path, named: str) -> None:
    for name in ("a/b.py", "c.py", "a/__init__.py"):
        path = tmp_path / "modules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        if name != named:
            test = tmp_path / "tests" / mirrored(PurePosixPath(name))
            test.parent.mkdir(parents=True, exist_ok=True)
            test.touch()
    assert untested(tmp_path / "modules", tmp_path / "tests") == [named]
