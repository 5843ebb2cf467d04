"""References as NLM prints them, and `[@key]` in prose as numbers that lead there and back."""

import html
import re
from pathlib import Path

import pytest

from evidence.read.bibliography import Reference, parse
from evidence.say import citations
from evidence.say.citations import UnknownCitation, anchor, resolve


def reference(kind: str = "article", **fields: str) -> Reference:
    """The reference that a .bib entry with these fields gives."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    found = parse(f"@{kind}{{a-1,\n{''.join(lines)}}}\n", Path("a.bib"))
    assert found.problems == ()
    return found.references[0]


def article(**fields: str) -> Reference:
    return reference(**({"title": "T", "journal": "J", "year": "2019"} | fields))


SIX = "Aa, Ann and Bb, Bob and Cc, Cid and Dd, Dan and Ee, Eva and Ff, Fay"

# As in the samples of Citing Medicine (2nd edition) and of the ICMJE list.
NLM = {
    "article": (
        reference(
            author="Halpern, Scott D. and Ubel, Peter A. and Caplan, Arthur L.",
            title="Solid-organ transplantation in HIV-infected patients",
            journal="N Engl J Med",
            year="2002",
            volume="347",
            number="4",
            pages="284--287",
        ),
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "N Engl J Med. 2002;347(4):284-7.",
    ),
    "article, one author": (article(author="Chen, Z"), "Chen Z. T. J. 2019."),
    "article, six authors": (article(author=SIX), "Aa A, Bb B, Cc C, Dd D, Ee E, Ff F. T. J. 2019."),
    "article, seven authors": (
        article(author=f"{SIX} and Gg, Gus"),
        "Aa A, Bb B, Cc C, Dd D, Ee E, Ff F, et al. T. J. 2019.",
    ),
    "article, others not named": (article(author="Chen, Zehua and others"), "Chen Z, et al. T. J. 2019."),
    "article with numbers": (
        article(
            author="Alghadir, AH",
            volume="20",
            pages="159",
            doi="10.1186/s12891-019-2537-9",
            pmid="30967128",
            pmcid="PMC6456984",
        ),
        "Alghadir AH. T. J. 2019;20:159. doi: 10.1186/s12891-019-2537-9. PMID: 30967128; PMCID: PMC6456984.",
    ),
    "article with PMID only": (
        article(author="Chen, Z", pmid="30967128"),
        "Chen Z. T. J. 2019. PMID: 30967128.",
    ),
    "article that asks": (
        article(author="Chen, Z", title="Does it help?", journal="J. Help"),
        "Chen Z. Does it help? J. Help. 2019.",
    ),
    "article, issue without volume": (
        article(author="Chen, Z", number="4", pages="e7"),
        "Chen Z. T. J. 2019;(4):e7.",
    ),
    "article with a note": (article(author="Chen, Z", note="In Korean"), "Chen Z. T. J. 2019. In Korean."),
    "nothing but a title": (
        reference(title="Retro walking"),
        "Retro walking. [date unknown].",
    ),
    "nothing at all": (
        reference(),
        "[Report without a title]. [date unknown].",
    ),
    "master's thesis": (
        reference(
            "thesis",
            author="Odu, A. B.",
            title="Walking back",
            type="master's thesis",
            address="Corvallis (OR)",
            institution="Oregon State University",
            year="1998",
            url="https://example.org/t?a=1&b=2",
        ),
        "Odu AB. Walking back [master's thesis]. Corvallis (OR): Oregon State University; 1998. "
        "Available from: https://example.org/t?a=1&b=2.",
    ),
    "thesis of no kind": (
        reference("thesis", author="Odu, A", title="T", year="1998"),
        "Odu A. T [thesis]. 1998.",
    ),
    "report": (
        reference(
            "report",
            author="{World Health Organization}",
            title="Low back pain",
            address="Geneva",
            publisher="The Organization",
            year="2023",
            number="Report No.: 7",
            pages="1-90",
        ),
        "World Health Organization. Low back pain. Report No.: 7. Geneva: The Organization; 2023. p. 1-90.",
    ),
    "registration": (
        reference(
            "registration",
            author="Rose, D",
            title="Backward walking",
            number="NCT02688777",
            institution="ClinicalTrials.gov",
            year="2016",
        ),
        "Rose D. Backward walking [trial registration]. NCT02688777. ClinicalTrials.gov; 2016.",
    ),
    "online": (
        reference(
            "online",
            author="{NICE}",
            title="Osteoarthritis",
            year="2022",
            urldate="2026-11-03",
            url="https://www.nice.org.uk/guidance/ng226",
        ),
        "NICE. Osteoarthritis [Internet]. 2022 [cited 2026 Nov 3]. "
        "Available from: https://www.nice.org.uk/guidance/ng226.",
    ),
    "preprint": (
        reference("preprint", author="Chen, Z", title="T", journal="medRxiv", year="2024", doi="10.1101/x"),
        "Chen Z. T [preprint]. medRxiv. 2024. doi: 10.1101/x.",
    ),
    "an address is not repeated beside a DOI": (
        article(author="Chen, Z", doi="10.1101/x", url="https://example.org"),
        "Chen Z. T. J. 2019. doi: 10.1101/x.",
    ),
    "book": (
        reference(
            "book",
            author="Gilstrap, III, Larry C.",
            title="Operative obstetrics",
            address="New York",
            publisher="McGraw-Hill",
            year="2002",
        ),
        "Gilstrap LC 3rd. Operative obstetrics. New York: McGraw-Hill; 2002.",
    ),
    "part of a book": (
        reference(
            "inproceedings",
            author="Christensen, S",
            title="An analysis",
            booktitle="Genetic programming",
            address="Berlin",
            publisher="Springer",
            year="2002",
            pages="182--191",
        ),
        "Christensen S. An analysis. In: Genetic programming. Berlin: Springer; 2002. p. 182-91.",
    ),
    "particle, suffix, hyphen, organisation": (
        article(author="van der Berg, Jan-Willem and King, Jr., Martin and {Group A and B}"),
        "van der Berg JW, King M Jr, Group A and B. T. J. 2019.",
    ),
    "LaTeX and Unicode": (
        article(author=r"G{\"o}del, K and Żółć, Ę", title=r"Brünn \& Wien <b>"),
        "Gödel K, Żółć Ę. Brünn & Wien <b>. J. 2019.",
    ),
}


@pytest.mark.parametrize(("given", "expected"), NLM.values(), ids=NLM)
def test_nlm_text(given, expected):
    assert citations.text(given) == expected


@pytest.mark.parametrize(("given", "expected"), NLM.values(), ids=NLM)
def test_html_says_the_same_as_the_text(given, expected):
    assert html.unescape(re.sub(r"</?a[^>]*>", "", citations.html(given))) == expected


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ("108-112", "108-12"),
        ("220--226", "220-6"),
        ("99-101", "99-101"),
        ("17 – 26", "17-26"),
        ("100-100", "100-0"),
        ("e1-e9", "e1-e9"),
        ("S5-12", "S5-12"),
        ("159", "159"),
    ],
)
def test_pages(pages, shown):
    assert citations.text(article(pages=pages)).endswith(f" 2019:{shown}.")


def test_html_links_and_escapes() -> None:
    given = article(
        author=r"M{\"u}ller-O'Neill, E",
        title=r"<script>alert(1)</script> \& `x` *y* [@chen-2021] \{\{ z \}\}",
        doi="10.1234/a&b",
        pmid="1",
        pmcid="PMC2",
    )
    assert citations.html(given) == (
        "Müller-O&#39;Neill E. &#60;script&#62;alert(1)&#60;/script&#62; &#38; &#96;x&#96; &#42;y&#42; "
        "&#91;@chen-2021&#93; &#123;&#123; z &#125;&#125;. J. 2019. "
        'doi: <a href="https://doi.org/10.1234/a&#38;b">10.1234/a&#38;b</a>. '
        'PMID: <a href="https://pubmed.ncbi.nlm.nih.gov/1/">1</a>; '
        'PMCID: <a href="https://pmc.ncbi.nlm.nih.gov/articles/PMC2/">PMC2</a>.'
    )


def test_a_doi_with_every_odd_sign_leads_to_itself() -> None:
    """Encoded as the DOI Handbook (2.5.2.4) encodes it."""
    doi = "10.1002/(SICI)1097-0142(19960401)77:7<1356::AID-CNCR>3.0.CO;2-#"
    made = citations.html(article(doi=doi))
    assert html.unescape(re.findall('href="([^"]*)"', made)[0]) == (
        "https://doi.org/10.1002/(SICI)1097-0142(19960401)77:7%3C1356::AID-CNCR%3E3.0.CO;2-%23"
    )
    assert html.unescape(re.findall(">([^<]*)</a>", made)[0]) == doi


# --- [@key] in prose ---------------------------------------------------------------------------------

REFERENCES = {
    "a": article(author="Aa, X", year="2001"),
    "b": article(author="Bb, X", year="2001"),
    "c": article(author="Cc, X", year="2001"),
    "d": article(author="Dd, X", year="2001"),
}


def link(number: int, name: str, locator: str = "", again: bool = False) -> str:
    own = "" if again else f' id="cite-{number}"'
    return f'<a{own} href="#ref-{number}" title="{name} 2001">{number}</a>{locator}'


def cited(*inner: str) -> str:
    return f'<sup class="cite">[{"".join(inner)}]</sup>'


def listed(prose: str) -> list[str]:
    """First authors of the references that the prose cites, in the order of their numbers."""
    return [citations.authors(found) for found in resolve(prose, REFERENCES)[1]]


def test_one_citation() -> None:
    prose, used = resolve("Said so.[@a]", REFERENCES)
    assert prose == f"Said so.{cited(link(1, 'Aa'))}"
    assert used == [REFERENCES["a"]]


def test_numbers_follow_first_mention_and_only_that_has_an_anchor() -> None:
    prose, used = resolve("[@b] [@a] [@b]", REFERENCES)
    assert prose == f"{cited(link(1, 'Bb'))} {cited(link(2, 'Aa'))} {cited(link(1, 'Bb', again=True))}"
    assert used == [REFERENCES["b"], REFERENCES["a"]]


def test_every_page_counts_from_one() -> None:
    assert resolve("[@b]", REFERENCES) == resolve("[@b]", REFERENCES)


def test_two_stay_apart() -> None:
    assert resolve("[@a; @b]", REFERENCES)[0] == cited(link(1, "Aa"), ",", link(2, "Bb"))


def test_three_in_a_row_collapse_and_keep_every_anchor() -> None:
    assert resolve("[@a; @b; @c]", REFERENCES)[0] == cited(
        link(1, "Aa"), '<span id="cite-2"></span>–', link(3, "Cc")
    )


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("[@a; @b; @c; @d]", "[1–4]"),
        ("[@a][@b][@c; @a; @b]", "[1][2][1–3]"),
        ("[@a][@b][@c][@d; @b; @a]", "[1][2][3][1,2,4]"),
        ("[@a][@b][@c][@d; @c; @b; @a]", "[1][2][3][1–4]"),
        ("[@a][@b][@c; @a]", "[1][2][1,3]"),
        ("[@a, Table 2]", "[1, Table 2]"),
        ("[@a, Table 2; @b]", "[1, Table 2; 2]"),
        ("[@a; @b; @c, p. 3, line 4]", "[1; 2; 3, p. 3, line 4]"),
        ("[@a, p. 1; @b, p. 1; @c, p. 1]", "[1, p. 1; 2, p. 1; 3, p. 1]"),
        ("[@a ;@b]", "[1,2]"),
        ("[@a;\n@b]", "[1,2]"),
        ("[ @a]", "[ @a]"),
        ("[@a](https://example.org)", "[@a](https://example.org)"),
        ("me@example.org [a] [1]", "me@example.org [a] [1]"),
    ],
)
def test_what_a_reader_sees(prose, shown):
    assert re.sub("<[^>]*>", "", resolve(prose, REFERENCES)[0]) == shown


@pytest.mark.parametrize("prose", ["[@a][@b][@c][@d; @c; @b; @a] [@b; @c; @d]", "[@a, p. 1; @a, p. 2; @a]"])
def test_every_reference_leads_back_to_its_first_mention(prose):
    made, used = resolve(prose, REFERENCES)
    assert re.findall(' id="([^"]*)"', made) == [anchor(number + 1) for number in range(len(used))]


def test_markup_in_a_locator_is_text() -> None:
    assert resolve("[@a, <b>1</b> & *2*]", REFERENCES)[0] == cited(
        link(1, "Aa", ", &#60;b&#62;1&#60;/b&#62; &#38; &#42;2&#42;")
    )


@pytest.mark.parametrize(
    "code",
    [
        "`[@a]`",
        "``a ` [@a]``",
        "```yaml\nnote: [@a]\n```",
        "~~~\n[@a]\n\n[@nobody]\n~~~",
        "!!! note\n\n    ```\n    [@a]\n\n    [@nobody]\n    ```",
    ],
)
def test_code_stays_as_it_is(code):
    assert resolve(code, REFERENCES) == (code, [])
    prose = f"[@b]\n\n{code}\n\n[@c]"
    assert code in resolve(prose, REFERENCES)[0]
    assert listed(prose) == ["Bb X", "Cc X"]


def test_a_lone_backtick_hides_no_citation_in_the_next_paragraph() -> None:
    assert listed("5` past\n\nSaid so.[@a]\n\n6` past") == ["Aa X"]


def test_common_sense_is_marked_outside_code_only() -> None:
    assert resolve("Do it. [common sense] `[common sense]`", REFERENCES)[0] == (
        'Do it. <span class="common-sense">common sense</span> `[common sense]`'
    )


@pytest.mark.parametrize(
    ("prose", "offset", "key"),
    [
        ("Good [@a], bad [@nobody].", 15, "@nobody"),
        ("`[@nobody]`\n\n[@a; @nobody]", 13, "@nobody"),
        ("[@A]", 0, "@A"),
        ("x [@a; b]", 2, "b"),
        ("x [@]", 2, "@"),
    ],
)
def test_an_unknown_key_is_reported_at_its_place(prose, offset, key):
    with pytest.raises(UnknownCitation) as caught:
        resolve(prose, REFERENCES)
    assert (caught.value.offset, caught.value.key) == (offset, key)


def test_a_name_with_markup_stays_a_name_in_the_tooltip() -> None:
    nasty = article(author=r"O'Brien \& <b>, X and `Tick*, Y", year="2001")
    assert resolve("[@n]", {"n": nasty})[0] == cited(
        '<a id="cite-1" href="#ref-1" title="O&#39;Brien &#38; &#60;b&#62; and &#96;Tick&#42; 2001">1</a>'
    )
