"""Slips of the finger: each is one number changed, the same for the same seed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from evidence.run.answered import looked_through
from project import INVENTED
from tools.mutate import KINDS, Slip, noticed, places, slips, typed


@pytest.mark.parametrize(
    ("kind", "text", "given"),
    [
        ("times ten", "1.56", "15.6"),
        ("times ten", "0.05", "0.5"),
        ("times ten", "<0.001", "<0.01"),
        ("times ten", "16", "160"),
        ("times ten", "-1.8", "-18"),
        ("other sign", "1.5", "-1.5"),
        ("other sign", "-1.5", "1.5"),
        ("two digits swapped", "16", "61"),
        ("two digits swapped", "11", "11"),
    ],
)
def test_a_slip_of_each_kind(kind: str, text: str, given: str) -> None:
    assert KINDS[kind](text, random.Random(1)) == given


def test_another_digit_is_another() -> None:
    assert all(KINDS["one digit another"]("1.56", random.Random(seed)) != "1.56" for seed in range(20))


def test_a_slip_changes_one_number_of_one_line(tmp_path: Path) -> None:
    references = Path(shutil.copytree(INVENTED / "references", tmp_path / "references"))
    known = places(references)
    assert {"mean", "sd", "n", "p", "age", "ci95"} <= {
        str(part) for place in known for part in place.location
    }
    for place in known:
        lines = place.path.read_text(encoding="utf-8").splitlines()
        assert lines[place.line - 1][place.column - 1 :].startswith(place.text)
    found = slips(known, 12, seed=1)
    assert found == slips(known, 12, seed=1) != slips(known, 12, seed=2)
    assert {slip.kind for slip in found} == set(KINDS)
    slip = found[0]
    before = slip.place.path.read_text(encoding="utf-8")
    assert (
        sum(a != b for a, b in zip(before.splitlines(), typed(before, slip).splitlines(), strict=True)) == 1
    )


def test_what_is_noticed_is_told_and_the_file_is_as_before(tmp_path: Path) -> None:
    references = Path(shutil.copytree(INVENTED / "references", tmp_path / "references"))
    (place,) = [each for each in places(references) if each.location[-1] == "sd" and each.text == "8.25"]
    text = place.path.read_text(encoding="utf-8")
    before = set(looked_through(references).problems)
    assert noticed(references, Slip(place, "times ten", "82.5"), before) == "error"
    assert noticed(references, Slip(place, "one digit another", "8.26"), before) == "nothing"
    assert place.path.read_text(encoding="utf-8") == text
