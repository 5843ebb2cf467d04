"""Words explained where they stand: which mention is marked, what is left alone, what a browser does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from browsing import Visit, until
from evidence.records.glossary import Term
from evidence.show.glossary import explained
from project import edit, load, pages, problems_of

TERMS = [
    Term(id="smd", term="SMD", forms=["Hedges' g"], meaning="A <number> [@adams-2001]. It has no unit."),
    Term(id="bias", term="Risk of bias", forms=["bias"], meaning="A push to one side."),
    Term(id="trial", term="Trial", forms=["trials"], meaning="A test."),
]


def marked(body: str) -> list[str]:
    """'trial: trials' for each mention that became a button, in their order, without the marks round it."""
    made = explained(body, TERMS, "../")
    return [
        f"{name}: {text.strip('.:')}"
        for name, text in re.findall(
            r'<button [^>]*popovertarget="word-([^"]*)"[^>]*>(.*?)</button>', made, re.S
        )
    ]


def test_the_first_mention_alone_is_marked_and_keeps_its_spelling() -> None:
    assert marked("Trials have an SMD.\n\n<p>A trial has an SMD.</p>") == ["trial: Trials", "smd: SMD"]


def test_the_longest_form_wins_and_may_be_broken_over_lines() -> None:
    assert marked("<li>The risk\nof bias of trials</li>") == ["bias: risk\nof bias", "trial: trials"]


def test_only_whole_words_and_abbreviations_in_capitals_are_meant() -> None:
    assert marked("A pretrial, trial-like smd of unbiased SMDx") == []


def test_the_marks_round_a_word_stay_with_it_and_no_others() -> None:
    made = explained("<p>A trial? A (bias): SMD<br>", TERMS, "")
    assert re.findall(r"<button [^>]*>(.*?)</button>", made) == ["trial?", "(bias):", "SMD"]
    assert "</button><br>" in made


def test_a_form_is_found_as_the_page_escapes_it() -> None:
    assert marked("<p>Hedges&#39; g</p>") == ["smd: Hedges&#39; g"]


@pytest.mark.parametrize(
    "body",
    [
        "## A trial { #trial }",
        '<h3 id="x">A <em>trial</em></h3>',
        "[A trial](trial.md)",
        '<a href="x">A trial</a>',
        '<p title="trial">None</p>',
        "`trial` and <code>trial</code>",
        "<cite>Adams. A trial.</cite>",
        "```\ntrial\n```",
        "<figure><svg><text>trial</text></svg><figcaption>A trial</figcaption></figure>",
        "<table><caption>Trials</caption><th>Trial</th></table>",
        "<details><summary>Trials</summary></details>",
        "None.[@trial; @bias, Table of trials]",
        '!!! note "A trial"',
        "<!-- a trial -->",
    ],
)
def test_what_is_no_running_text_is_left_alone(body):
    assert explained(body, TERMS, "") == body


def test_what_is_folded_away_counts_only_where_nothing_in_sight_has_the_term() -> None:
    body = "<details><p>A trial and bias.</p></details><p>Trials.</p>"
    assert marked(body) == ["bias: bias", "trial: Trials"]


def test_each_meaning_stands_once_at_the_end_as_text_without_its_citation() -> None:
    made = explained("SMD and SMD.", TERMS, "../")
    assert made.count("popover id=") == 1
    assert made.endswith(
        '<div class="meanings" data-search-exclude>\n'
        '<div popover id="word-smd"><a href="../glossary/#smd">SMD</a> '
        "A &#60;number&#62;. It has no unit.</div>\n</div>\n"
    )


def test_no_terms_no_change() -> None:
    assert explained("A trial.", [], "") == "A trial."


def test_a_condition_page_explains_and_the_page_of_words_cites(project: Path):
    library = load(project / "references")
    assert [term.id for term in library.glossary] == ["invented-library", "pianist"]
    made = pages(project)
    page, words = made["stiff-thumbs/evidence.md"], made["glossary.md"]
    assert re.findall(r'popovertarget="word-([^"]*)"', page) == ["invented-library"]
    assert page.index('popover id="word-invented-library"') < page.index("## References")
    assert 'popovertarget="word-pianist"' in made["stiff-thumbs/how-sure.md"]
    assert "## Pianist { #pianist }" in words
    assert 'plays &#60;all&#62; the keys<sup class="cite">' in words
    assert "popovertarget" not in words + made["claims.md"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: pianist", "id: invented-library", '"invented-library" stands here 2 times; keep one'),
        (
            "forms: [pianists]",
            "forms: [Invented Library]",
            '"invented library" stands here 2 times; keep one',
        ),
        ("@adams-2001", "@adam-2001", 'unknown citation key "adam-2001"; did you mean "adams-2001"?'),
        ("meaning: A library", "means: A library", "unknown key"),
    ],
)
def test_a_faulty_glossary_is_refused(references: Path, old: str, new: str, problem: str):
    edit(references / "glossary.yml", old, new)
    assert any(said.startswith("glossary.yml:") and problem in said for said in problems_of(references))


# --- in a browser ------------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    visit = Visit(context, address, "/knee-osteoarthritis/")
    yield visit.page
    assert visit.faults == []
    context.close()


def is_open(word: Locator) -> bool:
    return bool(word.evaluate("word => word.matches(':popover-open')"))


def test_a_meaning_comes_by_pointing_or_by_keyboard_stays_while_it_is_read_and_goes_by_escape(page: Page):
    term = page.locator("button.term").first
    word = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert not is_open(word)
    term.hover()
    assert is_open(word)
    term.click()
    word.hover()
    assert is_open(word), "the pointer can be moved onto it"
    page.keyboard.press("Escape")
    assert not is_open(word)
    page.mouse.move(0, 0)

    page.keyboard.press("Tab")
    page.evaluate("document.querySelector('button.term').focus()")
    assert is_open(word)
    assert word.inner_text().split("\n")[1] in term.evaluate(
        "term => document.getElementById(term.getAttribute('aria-describedby')).innerText"
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[popover]')?.id") == word.get_attribute("id")
    assert is_open(word)
    page.keyboard.press("Escape")
    assert not is_open(word)


def test_a_tap_shows_a_meaning_without_scripts_and_another_puts_it_away(browser: Browser, address: str):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, java_script_enabled=False
    )
    page = Visit(context, address, "/knee-osteoarthritis/").page
    term = page.locator("button.term").first
    word = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert not word.is_visible()
    term.tap()
    assert word.is_visible()
    box, inner = word.bounding_box(), page.evaluate("[innerWidth, innerHeight]")
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= inner[0]
    assert box["y"] + box["height"] <= inner[1] + 1
    term.tap()
    assert not word.is_visible()
    context.close()


def test_in_a_small_window_a_pointer_gets_to_the_meaning_and_the_word_stays_in_sight(
    browser: Browser, address: str
):
    context = browser.new_context(viewport={"width": 640, "height": 700}, reduced_motion="reduce")
    page = Visit(context, address, "/knee-osteoarthritis/").page
    term = page.locator("button.term").first
    word = page.locator(f"#{term.get_attribute('popovertarget')}")
    term.hover()
    page.mouse.move(5, 690, steps=5)
    assert is_open(word), "it stands at the foot of the window, far from its word"
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    box = term.bounding_box()
    assert box
    page.set_viewport_size({"width": 640, "height": int(box["y"] + box["height"]) + 20})
    for show in ("focus", "click"):
        term.evaluate(f"term => term.{show}()")
        until(page, "() => document.querySelector(':popover-open')?.style.inset")
        covered, meaning = term.bounding_box(), word.bounding_box()
        assert covered and meaning and meaning["y"] + meaning["height"] < covered["y"], show
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
    context.close()
