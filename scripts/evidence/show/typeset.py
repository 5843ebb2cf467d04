"""Sheets as PDF, set by Typst: tagged for screen readers, our own letters, the same bytes each time."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from evidence.kept import NOTHING, Kept
from evidence.problems import Problem, ProblemsFound
from evidence.show.handout import File, Sheet

if TYPE_CHECKING:
    import typst

TEMPLATE, STYLE = (Path(__file__).parent / "paper" / name for name in ("sheet.typ", "drawing.css"))
FONTS = Path(__file__).parent / "fonts"
STANDARD: Final = "ua-1"
"""PDF/UA-1: a reader for blind people finds headings, lists, pictures in words, and their order."""
MEND = (
    "shorten what it says, such as also_helps (nothing is left out, no letters are made smaller than that), "
    "or use letters that the typeface has"
)
"""What whoever wrote the record can do about a sheet that cannot be set."""
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Job:
    """All that a PDF is made of beside the template and the letters."""

    data: str
    """JSON."""
    day: date
    """The day that the file says it was made."""
    source: Path
    """Whose words they are, for whoever has to mend them."""


def job(sheet: Sheet, drawing: str, file: File, day: date, source: Path) -> Job:
    """The sheet in one form; `drawing` is SVG as a page has it, named and described."""
    picture, told = _placed(drawing)
    form = {"paper": file.paper, "sizes": file.sizes, "tight": file.tight, "pages": file.pages}
    data = {"sheet": asdict(sheet), "drawing": picture, "drawing_told": told} | form
    return Job(json.dumps(data, ensure_ascii=False, sort_keys=True), day, source)


class Typesetter:
    """Sets jobs one after the other, beside whatever else is done; template and letters are read once."""

    def __init__(self) -> None:
        self._beside = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown(cancel_futures=True)

    def pdf(self, job: Job, kept: Kept = NOTHING) -> bytes:
        """The PDF. Raises ProblemsFound where it cannot be set."""
        return self.begun(job, kept)()

    def begun(self, job: Job, kept: Kept = NOTHING) -> Callable[[], bytes]:
        """Begin to set the PDF; what is given back waits until it is there, and raises as `pdf` does."""
        of = f"{job.day}\0{job.data}".encode()
        before: bytes | None = kept.known("handouts", of)
        if before is not None:
            return lambda: before
        made = self._beside.submit(self._made, job)
        return lambda: kept.get("handouts", of, made.result)

    @cached_property
    def _compiler(self) -> typst.Compiler:
        import typst

        letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
        return typst.Compiler(TEMPLATE, font_paths=letters)

    def _made(self, job: Job) -> bytes:
        import typst

        try:
            made = self._compiler.compile(
                format="pdf",
                pdf_standards=[STANDARD],
                timestamp=datetime.combine(job.day, time(), UTC),
                sys_inputs={"job": job.data},
            )
        except typst.TypstError as error:
            what = f"{error.message}; {MEND}"
            raise ProblemsFound([Problem(job.source, 1, 1, "handout", what)]) from error
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made


def _placed(drawing: str) -> tuple[str, str]:
    """The drawing with its colours, which a page has in its style sheet, and its description."""
    root = ET.fromstring(drawing)  # noqa: S314 - drawn by us
    told = root.findtext("desc", "")
    style = ET.Element("style")
    style.text = STYLE.read_text(encoding="utf-8")
    root.insert(0, style)
    root.set("xmlns", SVG)
    return ET.tostring(root, encoding="unicode"), told
