"""Copies of the real project to build from, so that a test never writes into the working tree."""

from __future__ import annotations

import shutil
from pathlib import Path

from evidence.library import gather
from evidence.pages import site

ROOT = Path(__file__).parent.parent


def copied(folder: Path) -> Path:
    """A copy of the real mkdocs.yml, docs/ and references/ in `folder`."""
    for name in ("docs", "references"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    hook, templates = "scripts/evidence/mkdocs_hook.py", "scripts/evidence/pages/templates"
    for path in (hook, templates):
        assert path in config
        config = config.replace(path, str(ROOT / path))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def pages(root: Path) -> dict[str, str]:
    """Every page as Markdown; records are taken as they are, however odd their numbers."""
    made = site.files(gather(root / "references")[0], root / "docs")
    return {name: content.decode() for name, content in made.items() if name.endswith(".md")}
