"""The pages hold what the records hold: nothing added, nothing lost, text only ever as text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.kept import NOTHING
from evidence.problems import ProblemsFound
from evidence.read.copies import leads_on, only_a_copy
from evidence.read.library import Library
from evidence.read.load import load as read
from evidence.reckon.answers import reckon
from evidence.reckon.provenance import second_hand
from evidence.reckon.synthesis import synthesise
from evidence.records.common import SeenAt, Span
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Study
from evidence.run import docs
from evidence.say import numbers as words
from evidence.say import terms
from evidence.show import study as study_pages
from evidence.show import templating
from evidence.show.page import Finisher, finished
from making import DAY
from project import ROOT, copied, docs_of, edit, load
from project import pages as _pages

CELL = re.compile(r"<(?:td|th|dd)\b[^>]*>(.*?)</(?:td|th|dd)>", re.S)
STUDIES = sorted(path.stem for path in (ROOT / "references" / "studies").glob("*.yml"))
REVIEWS = sorted(path.stem for path in (ROOT / "references" / "reviews").glob("*.yml"))
CONDITIONS = sorted(path.stem for path in (ROOT / "references" / "conditions").glob("*.yml"))


@pytest.fixture
def real(tmp_path: Path) -> Path:
    return copied(tmp_path)


def _cells(page: str) -> list[str]:
    """Text of every table cell and fact, citations and tags left out."""
    page = re.sub(r"<sup class=\"cite\">.*?</sup>", "", page, flags=re.S)
    return [html.unescape(re.sub(r"<[^>]+>", " ", cell)) for cell in CELL.findall(page)]


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text.replace("−", "-"))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None and not isinstance(value, bool):
        yield value


@pytest.mark.parametrize("study", STUDIES)
def test_every_number_of_a_study_page_is_in_its_record(study: str, real_pages: dict[str, str]) -> None:
    folder = ROOT / "references" / "studies"
    texts = [(folder / f"{study}{suffix}").read_text(encoding="utf-8") for suffix in (".yml", ".bib")]
    record = yaml.safe_load(texts[0])
    known = {number for text in texts for number in _numbers(text)}
    known |= {words.number(leaf) for leaf in _leaves(record) if isinstance(leaf, int | float)}
    known |= {number.lstrip("0") for number in known} | {
        f"{int(number)}" for number in known if number.isdigit()
    }
    known |= {
        "0",
        "10",
        "24",
        "96",
        "240",
        "2400",
        "100",
        "56",
    }  # ranges of the scales, from references/instruments
    for leaf in _leaves(record):
        if isinstance(leaf, int | float):
            known |= set(_numbers(words.speed(Span(low=leaf, high=leaf))))
    instruments = (ROOT / "references" / "instruments").glob("*.yml")
    for path in instruments:
        known |= set(_numbers(path.read_text(encoding="utf-8")))
    page = real_pages[f"studies/{study}.md"]
    strange = {number for cell in _cells(page) for number in _numbers(cell)} - known
    assert strange == set(), f"{study}: {strange}"


NUMBER = re.compile(r"\b(?:mean|sd|n|women|age_mean|weeks|minutes_per_session|sessions_per_week): (-?[\d.]+)")


def _numbers_of(study: str) -> list[str]:
    return NUMBER.findall((ROOT / "references" / "studies" / f"{study}.yml").read_text(encoding="utf-8"))


def _study_pages(root: Path, names: Iterable[str]) -> dict[str, str]:
    """The pages of these studies alone, by study: a whole site takes many times as long."""
    library = read(root / "references")
    answers, made = reckon(library), templating.environment(library.references)
    drafts = {name: study_pages.draft(library, answers, library.studies[name]) for name in names}
    finisher = Finisher(library, NOTHING)
    return {name: finished(draft, made, finisher, root).body for name, draft in drafts.items()}


def test_every_changed_number_changes_its_study_page(real: Path, real_pages: dict[str, str]) -> None:
    """Each number of a record, changed to one that stands nowhere else, appears on its page instead."""
    strange: dict[str, list[str]] = {name: [] for name in STUDIES if _numbers_of(name)}

    def other(found: re.Match[str], numbers: list[str]) -> str:
        whole = 7300 + 10 * len(numbers)
        new = f"-{whole}.5" if found[1].startswith("-") else f"{whole}.5" if "." in found[1] else f"{whole}"
        numbers.append(new.replace("-", "−"))
        return found[0].replace(found[1], new)

    for study, numbers in strange.items():
        path = real / "references" / "studies" / f"{study}.yml"
        changed = NUMBER.sub(partial(other, numbers=numbers), path.read_text(encoding="utf-8"))
        path.write_text(changed, encoding="utf-8")
    after = _study_pages(real, strange)
    assert strange and all(strange.values())
    for study, numbers in strange.items():
        page = f"studies/{study}.md"
        assert [number for number in numbers if number in real_pages[page]] == [], study
        cells = " ".join(_cells(after[study]))
        assert [number for number in numbers if number not in cells] == [], study


PAIN = re.compile(r"About ([\d.]+ points of 10) better \(([^)]*)\)\.")
"""The answer on pain with its size; on its page nothing else begins so."""


def test_a_changed_mean_changes_sentences_pictures_tables_and_data(
    real: Path, real_files: dict[str, bytes]
) -> None:
    """One number of one record moves everything that is computed from it, and nothing stays behind."""
    name, data = "knee-osteoarthritis/evidence.md", "data/synthesis.json"
    sums = "knee-osteoarthritis/how-sure.md"
    short = "knee-osteoarthritis/index.md"
    before = _without_terms((real_files[name] + real_files[sums]).decode())
    path = real / "references" / "studies" / "chen-2021.yml"
    text = path.read_text(encoding="utf-8")
    assert "mean: 1.56, sd: 0.63" in text
    path.write_text(text.replace("mean: 1.56, sd: 0.63", "mean: 4.56, sd: 0.63"), encoding="utf-8")
    files = docs_of(real)
    after = _without_terms((files[name] + files[sums]).decode())
    old, new = PAIN.search(before), PAIN.search(after)
    assert old and new and old[0] != new[0]
    assert "all 7 favour walking backwards" in before and "all 7 favour walking backwards" not in after
    assert "6 favour walking backwards and 1 usual care alone" in after
    assert before.count(old[0]) == after.count(new[0]) == 1, "an answer stands once"
    for files_then, said in ((real_files, old), (files, new)):
        body = _without_terms(files_then[short].decode()).partition("\n---\n")[2]
        body = re.sub(r" data-notes='.*?'", "", body)
        assert body.count(f" may ease pain by about {said[1]} ({said[2]}), but") == 1, "the headline"
    was, told = _told_about_pain(before), _told_about_pain(after)
    for what in ("sum", "picture", "table", "sign"):
        assert was[what] and told[what] and was[what] != told[what], what
    cells, others = _cells_of_data(real_files[data]), _cells_of_data(files[data])
    assert {key for key in cells if cells[key] != others[key]} == {PAIN_OF_THE_KNEE}
    for found, page, said in ((cells, before, old), (others, after, new)):
        cell = found[PAIN_OF_THE_KNEE]
        assert f" may ease pain by about {said[1]} ({said[2]})" in cell["headline"]
        for text in ("sentence", "numbers"):
            assert _squeezed(cell[text]) in _plain(page), text
    for field in ("headline", "sentence", "numbers", "sides", "findings", "combined"):
        assert cells[PAIN_OF_THE_KNEE][field] != others[PAIN_OF_THE_KNEE][field], field


PAIN_OF_THE_KNEE = ("knee-osteoarthritis", "usual-care", "pain")


def _cells_of_data(content: bytes) -> dict[tuple[str, str, str], Any]:
    """(condition, comparator, outcome) -> cell of synthesis.json."""
    return {
        (condition["condition"], question["comparator"], cell["outcome"]): cell
        for condition in json.loads(content)["conditions"]
        for question in condition["questions"]
        for cell in question["cells"]
    }


def _without_terms(page: str) -> str:
    """The page without the buttons of the glossary, which stand round a word where it comes up first."""
    return re.sub(r'<button class="term"[^>]*>([^<]*)</button>', r"\1", page)


def _told_about_pain(page: str) -> dict[str, str]:
    """What the page says of pain against usual care: the sum in words, in the forest plot and its table, and
    the line of chen-2021 among the trials."""
    forest = page.index("<h4>Pain in numbers</h4>")
    trials = page[page.index("<h4>Outcome by outcome</h4>") :]
    return {
        "sum": re.findall(r"trials give numbers; together ([^.]*\.\d [^.]*)\.", page)[0],
        "picture": re.findall(r'<polygon points="([^"]*)"', page[forest:])[0],
        "table": re.findall(r"studies together</th>\s*<td[^>]*>([^<]*)", page[forest:])[0],
        "sign": re.findall(r'<p class="side ([\w-]+)">[^<]*Chen et al\. 2021', trials)[0],
    }


def test_people_and_studies_are_counted_from_the_records(
    real_library: Library, real_pages: dict[str, str]
) -> None:
    studies = re.search(r'"who">.* of (\d+) studies', real_pages["knee-osteoarthritis/index.md"])
    paths = (ROOT / "references" / "studies").glob("*.yml")
    records = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    people = [
        next(filter(None, map(record["participants"].get, ("randomised", "analysed", "recruited"))), 0)
        - record["participants"].get("without_condition", 0)
        for record in records
        if record["condition"] == "knee-osteoarthritis"
        and record["design"] not in ("protocol", "registration")
    ]
    assert studies and int(studies[1]) == len(people)
    assert synthesise(real_library)["knee-osteoarthritis"].people == sum(people)


def test_lists_of_conditions_count_studies_as_their_pages_do(real_pages: dict[str, str]) -> None:
    """A plan is no study: of stroke the page counts those that took part, and the list no more."""
    listed = dict(
        re.findall(
            r'href="[^"]*?([a-z-]+)/">[^<]*</a> <span class="where">(\d+) stud', real_pages["conditions.md"]
        )
    )
    pages = {name: real_pages[f"{name}/index.md"] for name in listed if f"{name}/index.md" in real_pages}
    told = {
        name: found[1]
        for name, page in pages.items()
        if (found := re.search(r'"who">(?:\d+ of )?(\d+) studies', page))
    }
    assert len(told) > 5 and "stroke" in told
    assert told == {name: listed[name] for name in told}


@pytest.mark.parametrize(
    "name", [*(f"studies/{name}" for name in STUDIES), *(f"reviews/{name}" for name in REVIEWS)]
)
def test_page_of_a_record_shows_every_text_of_it(name: str, real_pages: dict[str, str]) -> None:
    """Nothing that was written down is lost on the way, with the exception of ids and keys."""
    record = yaml.safe_load((ROOT / "references" / f"{name}.yml").read_text(encoding="utf-8"))
    page = _plain(real_pages[f"{name}.md"])
    for key in ("id", "condition", "reports", "design", "kind"):
        record.pop(key, None)
    for source in record["sources"].values():
        source.pop("kind")
        assert _where(source.pop("address", None), source["what"], page_of=real_pages[f"{name}.md"])
    for text in _leaves(record):
        if isinstance(text, str) and " " in text:
            assert _squeezed(text) in page, text


def _where(address: str | None, what: str, page_of: str) -> bool:
    """Whether the page leads to an address, or only names the host of one that holds a copy."""
    if address is None:
        return True
    seen = SeenAt(kind="abstract", address=address, what=what, on=DAY)
    return (f'href="{address}"' if leads_on(seen) else words.host(address)) in html.unescape(page_of)


def _plain(page: str) -> str:
    """A page as a reader sees it, citations left out, squeezed."""
    page = re.sub(r"<sup class=\"cite\">.*?</sup>", "", page, flags=re.S)
    return _squeezed(html.unescape(re.sub(r"<[^>]+>", "", page)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.]+", "", re.sub(r"\[@[^\]]*\]", "", text)).casefold()


@pytest.mark.parametrize("condition", CONDITIONS)
def test_condition_page_leads_to_each_of_its_studies_and_that_has_the_reference(
    condition: str, real_library: Library, real_pages: dict[str, str]
) -> None:
    library = real_library
    own = f"{condition}/studies.md"
    page = html.unescape(real_pages[own] if own in real_pages else real_pages["also-studied.md"])
    up = "../../" if own in real_pages else "../"
    for study in library.studies_of(condition):
        assert f'href="{up}studies/{study.id}/"' in page, study.id
        doi = library.references[study.reports[0]].doi
        assert not doi or f"https://doi.org/{doi}" in html.unescape(real_pages[f"studies/{study.id}.md"])
    counts = re.findall(
        r"(?:\d+ of \d+ trials|The one trial|The one study|Both trials|All \d+ \w+) "
        r"(?:favoured|found|left|measured)[^<]*(<sup class=\"cite\">)?",
        page,
    )
    assert all(counts)


ADVICE = ["how-to.md", "safety.md", "safety/harms.md"]
ADVICE += [f"how-to/{path.name}" for path in sorted((ROOT / "docs" / "how-to").glob("*.md"))]
"""Pages of docs/ that give advice."""


@pytest.mark.parametrize("name", ADVICE)
def test_every_piece_of_advice_has_a_source_or_says_that_it_is_common_sense(name: str) -> None:
    """A paragraph or list item cites, is marked, only links or introduces, or stands in a plain block."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8").split("\n---\n", 1)[1]
    text = re.sub(r'<div class="plain[^"]*" markdown>.*?</div>', "", text, flags=re.S)
    text = re.sub(r"<button.*?</button>|<[^>]*>", "", text)
    bare = [
        line
        for line in text.splitlines()
        if re.search(r"[a-z]", re.sub(r"\*\*[^*]*:\*\*|\{\{.*?\}\}", "", line))
        and not re.match(r"\s*(?:- )?(#|\{\{|!!!|\[[^\]]*\]\([^)]*\)( · |$))", line)
        and "[@" not in line
        and "[common sense]" not in line
    ]
    allowed = [line for line in bare if line.rstrip().endswith((":", "?")) or "So nearly all of this" in line]
    assert [line for line in bare if line not in allowed] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_words_for_readers(path: Path) -> None:
    text = path.read_text(encoding="utf-8").casefold()
    assert re.findall(r"\b(?:significan\w+|proven|cures?|cured|sufferers?)\b", text) == []


def test_speeds_are_given_in_both_units() -> None:
    for name in ADVICE:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        for sentence in re.split(r"(?<=[.:])\s", text):
            if "km/h" in sentence:
                assert "mph" in sentence, sentence


def test_the_example_of_the_contribute_page_is_a_valid_record(real: Path) -> None:
    text = (ROOT / "docs" / "contribute.md").read_text(encoding="utf-8")
    for language, suffix in (("yaml", ".yml"), ("bibtex", ".bib")):
        example = re.search(rf"```{language}\n(.*?)```", text, re.S)
        assert example
        (real / "references" / "studies" / f"author-2020{suffix}").write_text(example[1], encoding="utf-8")
    assert "3.1 points" in html.unescape(_study_pages(real, ["author-2020"])["author-2020"])


def test_every_claim_has_its_verdict_its_anchor_and_its_studies(project: Path) -> None:
    page = _pages(project)["claims.md"]
    assert (
        "Of 2 claims: 1 partly right; 1 not studied; none fully supported; none contradicted."
        in html.unescape(page)
    )
    assert page.index("{ #warm-feet }") < page.index("{ #loose-thumbs }")
    warm, loose = page[: page.index("{ #loose-thumbs }")], page[page.index("{ #loose-thumbs }") :]
    assert "Not studied</span>. Nobody compared it with anything.</p>" in warm
    assert "Partly right</span>. Two trials of <em>three</em> say so.</p>" in html.unescape(loose)
    assert "<em>three" not in loose
    assert loose.index("What speaks for it") < loose.index("Thumbs were less stiff.")
    assert loose.index("What speaks against it") < loose.index("Thumbs were stiffer.")
    assert '<a href="../studies/chen-2010/">' in loose
    study = _pages(project)["studies/adams-2001.md"]
    assert 'href="../../claims/#loose-thumbs"' in study and "#warm-feet" not in study


def test_of_a_claim_only_the_reasons_are_folded(project: Path) -> None:
    """The verdict and its sentence stand outside, and an anchor leads to what is always open."""
    for claim in _pages(project)["claims.md"].split('<div class="claim" markdown>')[1:]:
        outside = claim[: claim.index("<details>")]
        assert outside.index("{ #") < outside.index("verdict-line")
        assert 'class="ask"' not in outside and "Sources</summary>" not in outside


def test_a_condition_with_one_study_stands_on_the_shared_page(project: Path) -> None:
    pages = _pages(project)
    assert "dry-eyes/index.md" not in pages
    assert "{ #dry-eyes }" in pages["also-studied.md"]
    assert 'href="../../also-studied/#dry-eyes"' in html.unescape(pages["studies/inv0009.md"])
    assert 'href="also-studied/#dry-eyes"' in html.unescape(pages["index.md"])


def test_home_shows_cards_of_leading_conditions_and_links_to_the_others(project: Path) -> None:
    home = _pages(project)["index.md"]
    cards, more = home.split("{ #more-conditions }")
    assert 'href="stiff-thumbs/"' in cards and 'href="stiff-thumbs/"' not in more
    assert 'href="cold-feet/"' in more and 'href="cold-feet/"' not in cards


def test_a_changed_direction_changes_the_answer_on_the_home_page(project: Path) -> None:
    disagree, agree = (
        "two trials of 74 people together found it better; one of 24 people found it worse",
        "three trials of 98 people together found it better",
    )
    before = _pages(project)["index.md"]
    edit(project / "references/studies/chen-2010.yml", "favours-comparator", "favours-backward")
    after = _pages(project)["index.md"]
    assert disagree in before and agree not in before
    assert agree in after and disagree not in after


def test_what_was_left_out_says_why(project: Path) -> None:
    page = _plain(_pages(project)["methods.md"])
    assert _squeezed("A leaflet about hands: Nobody juggled") in page
    assert _squeezed("Registry entry INV0010 (example.org): It watches balls, not people") in page


def test_beside_every_result_stand_kind_address_and_day_of_what_was_read(
    real_library: Library, real_pages: dict[str, str]
) -> None:
    for study in real_library.studies.values():
        blocks = real_pages[f"studies/{study.id}.md"].split('<section class="result"')[1:]
        assert len(blocks) == len(study.results)
        for result, block in zip(study.results, blocks, strict=True):
            for name in result.seen:
                source = study.sources[name]
                assert words.day(source.on) in block, study.id
                assert f"{terms.SOURCES[source.kind].word}</a>" in block, study.id
                assert _where(source.address, source.what, page_of=block), study.id


def test_second_hand_results_never_reach_a_condition_page(
    real_library: Library, real_pages: dict[str, str]
) -> None:
    """What was seen only in newspapers or slides is marked on the page of its study and counted nowhere."""
    checked = 0
    for study in real_library.studies.values():
        for result in study.results:
            if second_hand(study, result.seen) and result.finding:
                checked += 1
                own = [page for name, page in real_pages.items() if name.startswith(f"{study.condition}/")]
                for page in own or [real_pages["also-studied.md"]]:
                    assert _squeezed(result.finding) not in _plain(page), study.id
    assert checked


def test_every_judgement_on_bias_is_a_sign_and_a_word(project: Path) -> None:
    page = html.unescape(_pages(project)["risk-of-bias.md"])
    mark = r'<span class="risk [a-z-]+"><span aria-hidden="true">(.)</span> ([a-z ]+)</span>'
    marks = re.findall(mark, page)
    assert page.count('class="risk ') == len(marks)
    assert ("×", "high risk") in marks and ("?", "no information") in marks
    bell = _pages(project)["studies/bell-2005.md"]
    assert "<b>rated" not in bell and "<b>rated</b>" in html.unescape(bell)


def test_nasty_text_is_shown_as_text(project: Path) -> None:
    """Markup of every sort in records reaches the page as the characters themselves."""
    pages = _pages(project)
    nasty = "\n".join(pages.values())
    assert "<script" not in nasty
    assert "&#123;&#123; 7&#42;7 &#125;&#125;" in nasty
    own = [page for page in pages.values() if "7&#42;7" in page]
    assert len(own) > 1 and not any("49" in page for page in own)
    assert nasty.count("<title") == nasty.count("</title>")


@pytest.mark.parametrize(
    ("addition", "column", "message"),
    [
        (
            "{{ crads() }}",
            1,
            "template: 'crads' is undefined; use a name that the page is given, or correct the spelling",
        ),
        (
            "Words [@chen-2012].",
            7,
            'citation: unknown citation "@chen-2012"; did you mean "chen-2010"? '
            "write [@key] with the key of a .bib file",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_shown_where_it_was_written(
    project: Path, addition: str, column: int, message: str
) -> None:
    path = project / "docs" / "index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{addition}\n", encoding="utf-8")
    line = len(text.splitlines()) + 2
    with pytest.raises(ProblemsFound) as found:
        _pages(project)
    assert [str(problem).removeprefix(f"{project}/") for problem in found.value.problems] == [
        f"docs/index.md:{line}:{column}: error: {message}"
    ]


def test_all_faulty_pages_are_reported_at_once(project: Path) -> None:
    for name, addition in (
        ("index.md", "{{ nothing }}"),
        ("how-to.md", "One [@no-such-key-2000]."),
        ("safety.md", "{% if %}"),
    ):
        path = project / "docs" / name
        path.write_text(path.read_text(encoding="utf-8") + f"\n{addition}\n", encoding="utf-8")
    (project / "docs" / "bare.md").write_text("No front matter", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        _pages(project)
    assert [problem.path.name for problem in found.value.problems] == [
        "bare.md",
        "how-to.md",
        "index.md",
        "safety.md",
    ]


def test_two_pages_at_one_address_are_refused(project: Path) -> None:
    """A condition may not be called like a written page: one would silently overwrite the other."""
    folder = project / "references" / "conditions"
    text = (folder / "cold-feet.yml").read_text(encoding="utf-8")
    new = text.replace("id: cold-feet\n", "id: safety\nlead: true\n").replace("order: 2", "order: 4")
    (folder / "safety.yml").write_text(new, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        _pages(project)
    assert [str(problem).removeprefix(f"{project}/") for problem in found.value.problems] == [
        'references/conditions/safety.yml:1:1: error: address: "safety/" is the address of '
        "docs/safety.md too; choose another id or file name"
    ]


INLINE = "a|b|i|em|strong|span|sup|small|button|code|abbr|tspan"
TWICE = re.compile(r"\b(?!had had\b)(\w+) \1\b", re.IGNORECASE)
"""A word that was doubled by a slip; "those who had had falls" is English."""


def _running(page: str) -> str:
    """What a reader reads on without a stop, in one line; whatever begins anew stands behind a bar."""
    page = re.sub(r"<sup class=\"cite\">.*?</sup>", "", page.partition("\n---\n")[2], flags=re.S)
    page = re.sub(rf"</?(?:{INLINE})\b[^>]*>", "", page)
    page = re.sub(r"<[^>]+>|\n\s*\n|\n(?=\s*(?:[-*#|]|\d+\.) )", "|", page)
    return " ".join(re.sub(r"[*_`]", "", html.unescape(page)).split())


def test_no_page_says_a_word_twice_or_leaves_it_at_may_or_may_not(real_pages: dict[str, str]) -> None:
    for name, page in real_pages.items():
        told = _running(page)
        twice = [told[max(0, found.start() - 30) : found.end() + 30] for found in TWICE.finditer(told)]
        assert twice == [], name
        assert "may or may not" not in told.casefold(), name


def test_a_word_that_stands_twice_is_seen_through_markup() -> None:
    page = (
        "---\ntitle: a a\n---\nIt is <strong>the</strong>\nthe <a href='x x'>walk</a>.\n\n"
        "- it\n- it had had <td>no</td><td>no</td>"
    )
    assert [found[0] for found in TWICE.finditer(_running(page))] == ["the the"]


def test_every_change_that_people_notice_is_cited_where_it_is_told(real_pages):
    """Its sources follow the sentence at once: a threshold without a source would be a bare claim."""
    told = [
        (name, found.end(), body)
        for name, body in real_pages.items()
        if not name.startswith("studies/")
        for found in re.finditer(r"People (?:felt|notice)[^.<]*(?:\.\d[^.<]*)*\.", body)
    ]
    assert told
    for name, end, body in told:
        assert body.startswith('<sup class="cite">', end), f"{name}: {body[end - 80 : end + 40]}"


def test_the_routine_is_told_with_what_the_post_says_of_the_slope(real: Path) -> None:
    edit(real / "references" / "origin.yml", "incline_note: Very slight", "incline_note: Barely any")
    assert "- slope: barely any at first" in _pages(real)["about/where-it-began.md"]


def test_no_page_parts_a_number_from_its_per_cent_sign(real_pages: dict[str, str]) -> None:
    """British and NHS style; attributes count too, for phones show labels out of them."""
    found = [
        (name, part) for name, page in real_pages.items() for part in re.findall(r"\d\s+%(?!\}).*", page)
    ]
    assert found == []


def test_no_page_leads_to_a_copy(real_pages: dict[str, str]) -> None:
    led = {
        found
        for page in real_pages.values()
        for found in re.findall(r'href="(https?://[^"]+)"', html.unescape(page))
        if only_a_copy(found)
    }
    assert led == set()


def test_no_citation_stands_raw_on_a_page(real_pages: dict[str, str]) -> None:
    """Those that tell how a citation is written show one as code."""
    prose = {
        name: re.sub(r"<code>.*?</code>|`+[^`]*`+", "", page, flags=re.S) for name, page in real_pages.items()
    }
    assert [name for name, page in prose.items() if "[@" in html.unescape(page)] == []


def test_every_former_id_is_an_anchor_of_the_list_of_references(
    real_library: Library, real_pages: dict[str, str]
) -> None:
    library = real_library
    records: list[Source | Study | Review] = [
        *library.sources.values(),
        *library.studies.values(),
        *library.reviews.values(),
    ]
    former = {name for record in records for name in record.formerly}
    assert {"hse-chest-pain", "lincolnshire-knee", "oxford-cauda-equina", "nct04546659"} <= former
    page = real_pages["references.md"]
    assert [name for name in former if page.count(f'id="{name}"') != 1] == []


def test_a_sign_that_turns_words_on_a_written_page_is_refused_at_its_place(project: Path) -> None:
    edit(project / "docs" / "index.md", "# ", "# Ann\u202e ")
    (told,) = docs.faults(project / "docs", load(project / "references").citable)
    assert "U+202E (right-to-left override) turns the order of what is read; delete it" in str(told)
