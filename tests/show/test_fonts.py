"""The typeface of the site and of its pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFont

from evidence.show import social
from project import ROOT

FILES = [*map(Path, social.FONTS), ROOT / "docs" / "assets" / "fonts" / "atkinson-hyperlegible-next.woff2"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_zero_has_nothing_within(path: Path) -> None:
    """A bar makes "10 minutes" look like "18 minutes" to some."""
    drawn = ImageFont.truetype(path, 200).getmask("0")
    wide, high = drawn.size
    across = [drawn.getpixel((x, high // 2)) for x in range(wide)]
    inked = [x for x, ink in enumerate(across) if ink]
    assert min(inked) < wide * 0.2 and max(inked) > wide * 0.8
    assert [x for x in inked if wide * 0.35 < x < wide * 0.65] == []
