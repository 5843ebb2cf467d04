"""`make screenshots`: every kind of page, on screens and on paper, and one page that shows them all."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

import screenshots
from serving import served


def test_pictures_of_a_short_and_a_long_page(browser: Browser, tmp_path: Path) -> None:
    for name, height in (("short", 100), ("long", 20_000)):
        (tmp_path / name).mkdir()
        page = f'<!doctype html><title>A</title><body style="height: {height}px; margin: 0">A'
        (tmp_path / name / "index.html").write_text(page, encoding="utf-8")
    folder = tmp_path / "pictures"
    with served(tmp_path) as base:
        screenshots.take(browser, base, {"short": "/short/", "long": "/long/"}, folder)
    sizes = {path.name: Image.open(path).size for path in folder.glob("*.png")}
    assert sizes["long-phone-dark.png"] == (390, 3 * 844)
    assert sizes["short-desktop-light.png"] == (1280, 900)
    assert sizes["long-phone-whole.png"] == (195, 10_000)
    assert "short-phone-whole.png" not in sizes
    # More sheets than fit in a row stand in several.
    assert sizes["long-print.png"][0] < sizes["long-print.png"][1] * 2
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert [name for name in sizes if f'src="{name}"' not in index] == []
