"""What programs find of the whole site: the list of pages, plain pages, citations of pages."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from evidence.problems import ProblemsFound
from evidence.read.load import load as read
from evidence.reckon import days
from evidence.reckon.answers import reckon
from evidence.reckon.version import version
from evidence.records.site import Site
from evidence.say import terms
from evidence.show import site
from evidence.show.site import Made
from project import edit

ON_SCREEN = ("Make a plan",)
"""What a page has for those who press it."""
SITE = "https://example.org/juggling/"


def made(project: Path, address: str = "", publisher: str = "") -> Made:
    library = read(project / "references")
    if publisher:
        library = replace(library, site=Site(id="site", publisher=publisher))
    return site.made(library, reckon(library), project / "docs", address)


def meta(found: Made, path: str) -> dict[str, object]:
    head: dict[str, object] = yaml.safe_load(found.files[path].decode().split("---\n")[1])
    return head


def test_above_a_page_stand_home_and_the_pages_of_its_folders(project: Path) -> None:
    data = json.loads(str(meta(made(project, SITE), "studies/adams-2001.md")["linked"]))
    way = [each["item"] for each in data["breadcrumb"]["itemListElement"]]
    assert way == [SITE, f"{SITE}studies/", f"{SITE}studies/adams-2001/"]


def test_hostile_names_stay_text_in_the_head_of_a_page(project: Path) -> None:
    named = "title: </script><b>Juggling</b> & more"
    edit(
        project / "references" / "conditions" / "stiff-thumbs.yml", "title: Juggling for stiff thumbs", named
    )
    found = made(project)
    text = str(meta(found, "stiff-thumbs/index.md")["linked"])
    assert "<" not in text and json.loads(text)["name"] == "</script><b>Juggling</b> & more"
    assert found.beside["stiff-thumbs/index.md"].decode().startswith(r"# \</script\>\<b\>Juggling")


def test_the_words_of_the_plain_page_are_those_of_the_page(project: Path) -> None:
    library = read(project / "references")
    answers, found = reckon(library), made(project)
    assert found.beside.keys() == {
        f"{name}/index.md" for name, each in answers.syntheses.items() if each.has_page
    }
    for path, content in found.beside.items():
        plain, page = (_words(text.decode()) for text in (content, found.files[path]))
        for heading in re.findall(r"^## (.+)$", content.decode(), re.MULTILINE):
            assert _words(heading) in page or heading == "Sources", heading
        condition = library.conditions[path.partition("/")[0]]
        for said in (*condition.in_short, *condition.also_helps):
            assert _words(re.sub(r" ?\[@[^\]]*\]", "", said)) in re.sub(r" \d+(?= |$)", "", plain)


def test_no_sentence_of_safety_is_left_out_of_the_plain_page(project: Path) -> None:
    """What helps, who may begin, how, when to stop and what then: whatever the page says of it."""
    found = made(project)
    for path, content in found.beside.items():
        plain = _unnumbered(content.decode())
        told = [line for line in _told(found.files[path].decode()) if line not in ON_SCREEN]
        assert len(told) > 5, path
        assert [line for line in told if _unnumbered(line.removesuffix("What next?")) not in plain] == [], (
            path
        )


def _unnumbered(text: str) -> str:
    return re.sub(r" \d+(?= |$)", "", _words(text))


def _told(page: str) -> list[str]:
    """Lines and paragraphs about what people do, as text."""
    first = page.partition("## What you can do")[2]
    stop = first.partition("## Why we are unsure")[0].partition("## What was found")[0]
    lines = re.findall(r"<(?:li|p)\b[^>]*>(.*?)</(?:li|p)>", stop, re.DOTALL)
    text = (re.sub(r"<[^>]+>", "", re.sub(r" ?\[@[^\]]*\]", "", line)) for line in lines)
    return [html.unescape(line).strip() for line in text if "↩" not in line]


def _words(text: str) -> str:
    """Only letters, digits and single blanks."""
    return " ".join(re.sub(r"[^\w ]+", " ", text).split())


def test_links_of_the_plain_page_lead_somewhere_with_and_without_an_address(project: Path) -> None:
    assert b"](../stiff-thumbs/evidence/)" in made(project).beside["stiff-thumbs/index.md"]
    assert f"]({SITE}stiff-thumbs/evidence/)".encode() in made(project, SITE).beside["stiff-thumbs/index.md"]


def test_a_condition_can_be_cited_with_its_day_and_version(project: Path) -> None:
    library, found = read(project / "references"), made(project, SITE, publisher="The Example Trust")
    synthesis = reckon(library).syntheses["stiff-thumbs"]
    for end in ("bib", "ris"):
        text = found.files[f"stiff-thumbs/citation.{end}"].decode()
        for part in (version(library), days.of_synthesis(synthesis).isoformat(), f"{SITE}stiff-thumbs/"):
            assert part in text
        assert "The Example Trust" in text
    page = found.files["stiff-thumbs/evidence.md"].decode()
    assert "## Cite this { #cite" in page and version(library) in page
    assert '<code class="address">stiff-thumbs/</code>' in page
    assert 'href="../../stiff-thumbs/citation.bib"' in page
    assert "Cite this" not in found.files["stiff-thumbs/studies.md"].decode()


def test_each_answer_of_the_list_tells_how_sure_one_can_be(project: Path) -> None:
    text = made(project).files["llms.txt"].decode()
    answers, unanswered = (
        text.partition(f"## {head}\n")[2].partition("\n## ")[0].strip().splitlines()
        for head in ("Answers", "Only measured, no answer")
    )
    assert len(answers) + len(unanswered) == len(made(project).beside)
    sure = [*(term.word for term in terms.CERTAINTY.values()), "Not yet judged"]
    library = read(project / "references")
    compared = [each for each in reckon(library).syntheses.values() if each.has_page and each.known_answers]
    assert compared
    for synthesis in compared:
        (line,) = (each for each in answers if f"]({synthesis.condition.id}/index.md)" in each)
        assert any(words in line for words in sure), line
    assert len(answers) == len(compared)


def test_what_tells_of_all_studies_is_as_new_as_the_newest(project: Path) -> None:
    found = made(project)
    newest = reckon(read(project / "references")).newest_day.isoformat()
    assert meta(found, "studies/index.md")["modified"] == newest
    assert meta(found, "index.md")["modified"] == newest
    path = project / "docs" / "about" / "balls.md"
    path.write_text("---\ntitle: Balls\ndescription: Round.\n---\n# Balls\n\nRound.\n", encoding="utf-8")
    assert "modified" not in meta(made(project), "about/balls.md")
    edit(path, "# Balls\n\nRound.\n", "# Balls\n\nRound.[@bell-2005]\n")
    assert meta(made(project), "about/balls.md")["modified"] == "2026-01-05" != newest
    edit(path, "Round.[", "{{ version }}[")
    assert meta(made(project), "about/balls.md")["modified"] == newest


def test_for_whom_a_page_is_must_be_known(project: Path) -> None:
    path = project / "docs" / "safety.md"
    edit(path, "audience: [Patient]", "audience: [Everybody]")
    with pytest.raises(ProblemsFound) as told:
        made(project)
    assert [str(problem) for problem in told.value.problems] == [
        f'{path}:4:1: error: front matter: audience: ["Everybody"] says nothing; '
        "allowed: a list of Patient, Clinician, MedicalResearcher"
    ]
