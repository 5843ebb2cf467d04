"""The benchmark multiplies the records: what it leaves must pass every check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.problems import errors
from evidence.run.answered import looked_through
from project import INVENTED
from tools import bench


def test_multiplied_records_have_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "ROOT", INVENTED)
    shutil.copytree(INVENTED / "references", tmp_path / "references")
    bench.multiply(tmp_path, 3)
    found = looked_through(tmp_path / "references")
    assert len(found.library.studies) > 2 * len(list((INVENTED / "references/studies").glob("*.yml")))
    assert [str(each) for each in errors(found.problems)] == []
