"""Which page is shown by which picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.reckon.answers import reckon
from evidence.show import pictures
from project import load


def test_the_home_page_and_every_condition_with_a_page_have_their_own(project: Path) -> None:
    found = pictures.pictures(pictures.home(project / "docs"), reckon(load(project / "references")).syntheses)
    assert {page: picture.path for page, picture in found.items()} == {
        "index.md": "assets/social.png",
        "stiff-thumbs/index.md": "assets/social/stiff-thumbs.png",
        "cold-feet/index.md": "assets/social/cold-feet.png",
    }


def test_without_a_mark_no_picture_is_drawn(project: Path) -> None:
    (project / "docs" / "assets" / "mark.svg").unlink()
    with pytest.raises(ProblemsFound, match="put the site's mark here as SVG"):
        pictures.mark(project / "docs")
