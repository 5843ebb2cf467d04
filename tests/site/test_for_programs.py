"""The built sites, real and invented, as programs read them: linked data, tags, sitemap, plain text."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from evidence.read.library import Library
from evidence.reckon import days
from evidence.run import build
from evidence.run.build import Project
from linked import addresses, faults, file_of, linked
from project import load

pytestmark = pytest.mark.slow

SITE = "https://example.org/walking/"
_TAG = re.compile(r'<meta name="(citation_\w+)" content="([^"]*)">')
_ALTERNATE = re.compile(r'<link rel="alternate" type="text/markdown" href="([^"]*)"')


@pytest.fixture(scope="module", params=["real", "invented"])
def folder(request: pytest.FixtureRequest) -> Path:
    """A built site whose address is not known."""
    if request.param == "real":
        real: Path = request.getfixturevalue("site")
        return real
    invented: Path = request.getfixturevalue("built_invented")
    return invented / "site"


@pytest.fixture
def addressed(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented site, built for an address."""
    monkeypatch.setenv("SITE_URL", SITE)
    build.build(Project(project, project / "references"))
    return project / "site"


def pages(folder: Path) -> dict[str, str]:
    """Every page but the one of lost readers, by its address below the site."""
    return {
        path.relative_to(folder).as_posix().removesuffix("index.html"): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("index.html"))
    }


def faulty(folder: Path, site: str = "") -> dict[str, list[str]]:
    """Page -> what is wrong with its data, or where in it leads to nothing."""
    found = {}
    for address, text in pages(folder).items():
        data = linked(text)
        if data is None:
            assert 'http-equiv="refresh"' in text, address
            continue
        dead = [each for each in addresses(data) if not (folder / file_of(each, address, site)).is_file()]
        found[address] = [*faults(data), *dead]
    return {address: wrong for address, wrong in found.items() if wrong}


def test_every_page_says_what_it_is_and_every_address_in_that_exists(folder: Path) -> None:
    assert faulty(folder) == {}


def test_so_does_every_page_of_a_site_with_an_address(addressed: Path) -> None:
    assert faulty(addressed, SITE) == {}
    for address, text in pages(addressed).items():
        data = linked(text)
        if data is not None:
            assert data["url"] == f"{SITE}{address}" and f'rel="canonical" href="{SITE}{address}"' in text


def test_a_page_that_leads_on_is_known_by_where_it_leads(addressed: Path) -> None:
    moved = {address: text for address, text in pages(addressed).items() if linked(text) is None}
    assert moved
    for address, text in moved.items():
        (known,) = re.findall(r'rel="canonical" href="([^"]*)"', text)
        assert known != f"{SITE}{address}" and (addressed / file_of(known, "", SITE)).is_file()


def test_the_sitemap_has_every_page_that_stays_with_the_day_of_its_data(
    addressed: Path, project: Path
) -> None:
    root = ET.parse(addressed / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space)
        for url in root.findall("s:url", space)
    }
    known = {address: linked(text) for address, text in pages(addressed).items()}
    assert found == {
        f"{SITE}{address}": data.get("dateModified", "") for address, data in known.items() if data
    }
    studies = load(project / "references").studies
    for study in studies.values():
        assert found[f"{SITE}studies/{study.id}/"] == days.of_record(study).isoformat()
    assert len(set(found.values())) > 2


def test_robots_are_led_to_the_sitemap_where_there_is_one(addressed: Path, built_invented: Path) -> None:
    robots = (addressed / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml\n"
    without = built_invented / "site"
    assert (without / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert not (without / "sitemap.xml").exists() and 'rel="canonical"' not in "".join(
        pages(without).values()
    )


def test_what_the_list_for_programs_names_exists(folder: Path) -> None:
    text = (folder / "llms.txt").read_text(encoding="utf-8")
    title, summary = re.match(r"# (.+)\n\n> (.+)\n", text).groups()  # type: ignore[union-attr]
    assert title and summary
    named = re.findall(r"^- \[[^\n]+?\]\(([^)\s]+)\): \S", text, re.MULTILINE)
    assert len(named) == len(set(named)) > 5
    assert [each for each in named if not (folder / file_of(each, "")).is_file()] == []
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[-1] == "Optional"


def test_each_condition_stands_beside_its_page_in_plain_markdown(folder: Path) -> None:
    plain = {
        address: found[0] for address, text in pages(folder).items() if (found := _ALTERNATE.findall(text))
    }
    assert plain
    for address, file in plain.items():
        text = (folder / address / file).read_text(encoding="utf-8")
        page = pages(folder)[address]
        heading = html.unescape(re.sub(r"<[^>]+>", "", re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S)[0]))
        assert text.startswith(f"# {heading}\n")
        assert not re.search(r"(?<!\\)<[a-z/!]|\{\{|\[@|\{ #", text), address


def test_a_reference_manager_reads_every_report(site: Path, real_library: Library) -> None:
    """As Zotero's translator "Embedded Metadata" takes these tags: title, authors, date, journal, numbers."""
    for study in real_library.studies.values():
        report = real_library.report_of(study)
        text = (site / "studies" / study.id / "index.html").read_text(encoding="utf-8")
        tags: dict[str, list[str]] = {}
        for tag, content in _TAG.findall(text):
            tags.setdefault(tag, []).append(html.unescape(content))
        people = [author for author in report.authors if not author.others]
        assert tags.get("citation_title", [""]) == [report.title]
        assert [name.split(",")[0] for name in tags.get("citation_author", [])] == [
            author.family for author in people
        ]
        for tag, value in {
            "citation_publication_date": report.year,
            "citation_journal_title": report.journal,
            "citation_doi": report.doi,
            "citation_pmid": report.pmid,
        }.items():
            assert tags.get(tag, [""]) == [value], (study.id, tag)


def test_the_data_set_names_every_download(site: Path) -> None:
    data = linked((site / "data" / "index.html").read_text(encoding="utf-8"))["mainEntity"]
    assert data["@type"] == "Dataset"
    named = {file_of(each["contentUrl"], "data/") for each in data["distribution"]}
    there = {path.relative_to(site).as_posix() for path in (site / "data").glob("*.*")}
    assert there - named == {"data/index.html", "data/datapackage.json"}
