"""A site built with what is kept is the site built anew, whatever was changed in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.kept import Kept
from evidence.run import kept_pages
from evidence.run.build import Project, build
from project import edit, invented
from sharing import once

pytestmark = pytest.mark.slow


def _built(root: Path, *, keeping: bool) -> dict[str, bytes]:
    kept = Kept(root / "build" / "kept" if keeping else None)
    build(Project(root, root / "references", kept))
    kept.save()
    site = root / "site"
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def _record(root: Path) -> None:
    edit(root / "references/studies/adams-2001.yml", "Village hall", "Town hall")


def _page(root: Path) -> None:
    path = root / "docs/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nNew words.\n", encoding="utf-8")


def _theme(root: Path) -> None:
    edit(root / "docs/overrides/main.html", "{% block content %}", "{% block content %}<p>New</p>")


def _menu(root: Path) -> None:
    edit(root / "mkdocs.yml", "- Home: index.md", "- First page: index.md")


def _nothing(root: Path) -> None:
    pass


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented project as its first build left it."""
    before = once(tmp_path_factory, "kept", lambda folder: _built(invented(folder), keeping=True))
    root: Path = shutil.copytree(before, tmp_path / "project")
    return root


@pytest.mark.parametrize("change", [_nothing, _record, _page, _theme, _menu])
def test_warm_bytes_are_cold_bytes(project: Path, change: Callable[[Path], None]) -> None:
    change(project)
    warm = _built(project, keeping=True)
    shutil.rmtree(project / "build")
    shutil.rmtree(project / "site")
    assert warm == _built(project, keeping=False)


def test_a_page_that_stayed_is_not_built_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    before = kept_pages.KeptPages.on_page_markdown

    def listened(self: kept_pages.KeptPages, markdown: str, **told: object) -> str:
        text = before(self, markdown, **told)
        read.extend([told["page"].url] if text else [])  # type: ignore[attr-defined]
        return text

    monkeypatch.setattr(kept_pages.KeptPages, "on_page_markdown", listened)
    _built(project, keeping=True)
    assert read == []
    _page(project)
    _built(project, keeping=True)
    assert read == [""]
