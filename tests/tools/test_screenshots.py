"""`make screenshots`: every kind of page, on screens and on paper, and one page that shows them all."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tools import screenshots
from tools.serving import served


def test_pictures_of_a_short_and_a_long_page(browser: Browser, tmp_path: Path) -> None:
    for name, height in (("short", 100), ("long", 8_000)):
        (tmp_path / name).mkdir()
        late = f"<div style='height: {height - 100}px'></div><p><b>"
        paint = (
            "<style>p { content-visibility: auto; margin: 0 }"
            "b { background: #f00; display: block; height: 100px }</style>"
        )
        page = f'<!doctype html><title>A</title>{paint}<body style="margin: 0">{late}'
        (tmp_path / name / "index.html").write_text(page, encoding="utf-8")
    folder = tmp_path / "pictures"
    with served(tmp_path) as base:
        screenshots.take(browser, base, {"short": "/short/", "long": "/long/"}, folder)
    sizes = {path.name: Image.open(path).size for path in folder.glob("*.png")}
    assert sizes["long-phone-dark.png"] == (390, 3 * 844)
    assert sizes["short-desktop-light.png"] == (1280, 900)
    assert sizes["long-phone-whole.png"] == (2 * (195 + 8) + 8, 2_000 + 2 * 8)
    # Nothing is white because nobody has come to it yet.
    whole = Image.open(folder / "long-phone-whole.png")
    assert whole.getpixel((whole.width - 100, whole.height - 20)) == (255, 0, 0)
    assert "short-phone-whole.png" not in sizes
    # More sheets than fit in a row stand in several.
    assert sizes["long-print.png"][0] < sizes["long-print.png"][1] * 2
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert [name for name in sizes if f'src="{name}"' not in index] == []
