"""What a browser is told to keep, and the icons and words of a phone's first screen."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.show import offline, social
from project import ROOT, docs_of, edit


def _worker(files: dict[str, bytes]) -> str:
    return files[offline.WORKER].decode()


def _listed(text: str, name: str) -> list[str]:
    (found,) = re.findall(rf"^const {name} = (\[.*\])\.map\(at\);$", text, re.M)
    listed: list[str] = json.loads(found)
    return listed


def _version(files: dict[str, bytes]) -> str:
    (found,) = re.findall(r'^const VERSION = "(.+)";$', _worker(files), re.M)
    return str(found)


def test_marked_pages_are_kept_and_all_that_pages_need(project: Path) -> None:
    edit(project / "docs" / "plan.md", "description:", "kept: true\ndescription:")
    files = docs_of(project)
    assert _listed(_worker(files), "PAGES") == ["offline/", "plan/"]
    needed = _listed(_worker(files), "FILES")
    assert {"assets/site.css", "assets/plan.js", "assets/mark.svg"} < set(needed) <= set(files)
    assert not any(name.endswith(".png") for name in needed)


def test_the_version_changes_with_the_records_with_the_pages_and_with_what_stands_around_them(
    project: Path,
) -> None:
    found = {_version(docs_of(project))}
    assert found == {_version(docs_of(project))}
    for path, old in (
        ("docs/plan.md", "# Make a plan"),
        ("docs/overrides/404.html", "This page is not here"),
        ("docs/assets/plan.js", "function goal("),
        ("references/conditions/stiff-thumbs.yml", "title: Juggling for stiff thumbs"),
    ):
        edit(project / path, old, old.replace("a plan", "no plan") if path.endswith(".md") else f"{old} ")
        found.add(_version(docs_of(project)))
    assert len(found) == 5


@pytest.mark.parametrize("library", ["mkdocs", "mkdocs-material"])
def test_the_version_changes_with_the_menu_and_with_what_builds_the_pages(
    project: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    found = [_version(docs_of(project))]
    edit(project / "mkdocs.yml", "- Words: glossary.md", "- Words explained: glossary.md")
    found.append(_version(docs_of(project)))
    installed = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "99" if name == library else installed(name))
    found.append(_version(docs_of(project)))
    assert len(set(found)) == 3


def test_pages_that_lead_on_are_named_with_where_they_lead(project: Path) -> None:
    edit(
        project / "references" / "conditions" / "stiff-thumbs.yml",
        "title: Juggling for stiff thumbs",
        "short: thumbs\ntitle: Juggling for stiff thumbs",
    )
    (found,) = re.findall(r"^const MOVED = (.*);$", _worker(docs_of(project)), re.M)
    assert json.loads(found)["thumbs/"] == "stiff-thumbs/"


def test_without_a_page_to_show_instead_nothing_is_kept(project: Path) -> None:
    (project / "docs" / "offline.md").unlink()
    files = docs_of(project)
    assert offline.WORKER not in files and offline.MANIFEST in files


def test_a_page_is_kept_or_not(project: Path) -> None:
    path = project / "docs" / "plan.md"
    edit(path, "description:", "kept: always\ndescription:")
    with pytest.raises(ProblemsFound) as told:
        docs_of(project)
    assert [str(problem) for problem in told.value.problems] == [
        f'{path}:3:1: error: front matter: kept: "always" says nothing; '
        "allowed: true, where the page is to be read without a network"
    ]


def test_the_manifest_names_icons_of_the_size_that_they_have(project: Path) -> None:
    files = docs_of(project)
    said = json.loads(files[offline.MANIFEST])
    assert (said["name"], said["short_name"], said["start_url"]) == ("Juggling, honestly", "Juggling", "./")
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        png = files[icon["src"]]
        sides = [int.from_bytes(png[start : start + 4], "big") for start in (16, 20)]
        assert icon["sizes"] == "x".join(map(str, sides))
    assert files[social.MASKED_ICON] != files["assets/icon-512.png"]


def test_the_window_has_the_colour_of_the_pages() -> None:
    head = (ROOT / "docs" / "overrides" / "main.html").read_text(encoding="utf-8")
    assert f'(prefers-color-scheme: light)" content="{offline.PAPER}"' in head


def test_the_worker_asks_for_nothing_by_a_whole_address_and_runs_no_text(project: Path) -> None:
    assert not re.search(r"https?:|eval|Function\(|importScripts", _worker(docs_of(project)))
