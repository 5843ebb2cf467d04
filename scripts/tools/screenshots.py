"""Pictures of every kind of page for people to look at: `make screenshots`.

Of each page in tests/pages.json on a phone (390 px) and a desktop (1280 px), into build/screenshots/: the
first SCREENS screens in light and dark colours at full size; where the page goes on, the whole of it in light
colours, smaller and in columns; and the A4 print, as PDF and with its sheets side by side. All are in
index.html.
"""

from __future__ import annotations

import html
import io
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.browsers import chromium_arguments, find_chromium, put_style
from tools.serving import served

ROOT = Path(__file__).parent.parent.parent
SCREENS = 3
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SMALL, COLUMN = 0.5, 4_000
LAID_OUT = "* { content-visibility: visible !important }"
"""Else what no reader has come to yet would be white."""
SHEETS_IN_A_ROW, PIXELS_PER_POINT, GAP = 4, 1.0, 8

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>
p { align-items: start; display: flex; gap: 1rem; overflow: auto }
img { border: 1px solid; width: 12rem }
</style>"""


def main() -> None:
    """Take all pictures of the built site."""
    pages = json.loads((ROOT / "tests" / "pages.json").read_text(encoding="utf-8"))
    folder = ROOT / "build" / "screenshots"
    executable = find_chromium()
    with served(ROOT / "site") as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium_arguments())
        take(browser, base, pages, folder)
        browser.close()
    print(f"The pictures are ready: open {(folder / 'index.html').relative_to(ROOT)}")


def take(browser: Browser, base: str, pages: Mapping[str, str], folder: Path) -> None:
    """Fill `folder` anew with the pictures of `pages` (name and path below `base`) and an index of them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, path in pages.items():
        for device, size in SIZES.items():
            for scheme in ("light", "dark"):
                target = folder / f"{name}-{device}-{scheme}.png"
                height = _first_screens(browser, base + path, size, scheme, target)
            if height > SCREENS * size[1]:
                _whole(browser, base + path, size, folder / f"{name}-{device}-whole.png")
        _print(browser, base + path, folder / f"{name}-print.pdf")
    (folder / "index.html").write_text(_index(folder, pages), encoding="utf-8")


def _open(browser: Browser, address: str, size: tuple[int, int], scheme: str, scale: float = 1) -> Page:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    page.goto(address)
    return page


def _first_screens(browser: Browser, address: str, size: tuple[int, int], scheme: str, target: Path) -> int:
    """Take them; the height of the whole page in px."""
    page = _open(browser, address, size, scheme)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    shown = min(height, SCREENS * size[1])
    page.screenshot(path=target, full_page=True, clip={"x": 0, "y": 0, "width": size[0], "height": shown})
    page.close()
    return height


def _whole(browser: Browser, address: str, size: tuple[int, int], target: Path) -> None:
    """The page in columns of COLUMN px: a picture of it in one piece would be too long to read."""
    page = _open(browser, address, size, "light", SMALL)
    put_style(page, LAID_OUT)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    columns: list[Image.Image] = []
    for top in range(0, height, COLUMN):
        picture = page.screenshot(
            full_page=True,
            clip={"x": 0, "y": top, "width": size[0], "height": min(COLUMN, height - top)},
        )
        columns.append(Image.open(io.BytesIO(picture)))
    page.close()
    _side_by_side(columns, len(columns)).save(target)


def _print(browser: Browser, address: str, target: Path) -> None:
    page = _open(browser, address, SIZES["desktop"], "light")
    page.pdf(path=target, format="A4")
    page.close()
    with pypdfium2.PdfDocument(target) as printed:
        sheets = [sheet.render(scale=PIXELS_PER_POINT).to_pil() for sheet in printed]
    _side_by_side(sheets, SHEETS_IN_A_ROW).save(target.with_suffix(".png"))


def _side_by_side(sheets: list[Image.Image], most: int) -> Image.Image:
    """All sheets on grey, `most` in a row; the first is the largest."""
    width, height = sheets[0].width + GAP, sheets[0].height + GAP
    columns = min(len(sheets), most)
    rows = -(-len(sheets) // columns)
    whole = Image.new("RGB", (columns * width + GAP, rows * height + GAP), "grey")
    for number, sheet in enumerate(sheets):
        whole.paste(sheet, (GAP + number % columns * width, GAP + number // columns * height))
    return whole


def _index(folder: Path, names: Iterable[str]) -> str:
    """A page with all pictures small, each leading to itself."""
    kinds = [*(f"{device}-{kind}" for device in SIZES for kind in ("light", "dark", "whole")), "print"]
    rows = [
        f"<h2>{html.escape(name)}</h2><p>{''.join(_thumbnail(folder, name, kind) for kind in kinds)}</p>"
        for name in names
    ]
    return f"{HEAD}<h1>Screenshots</h1>{''.join(rows)}</html>\n"


def _thumbnail(folder: Path, name: str, kind: str) -> str:
    """Empty where there is no such picture."""
    file = html.escape(f"{name}-{kind}.png")
    shown = f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"><br>{kind}</a>'
    return shown if (folder / file).exists() else ""


if __name__ == "__main__":
    main()
