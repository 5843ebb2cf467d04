"""BibTeX in: names and LaTeX to plain text, and nothing lost without a word."""

from pathlib import Path

import pytest

from evidence.read.authors import FORM, Author
from evidence.read.bibliography import ENTRY_TYPES, Reference, parse, plain, read
from evidence.records.reference import FIELDS, BibFields

FILE = Path("a.bib")
TYPES = ", ".join(ENTRY_TYPES)
ALLOWED = ", ".join(("author", *FIELDS))


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, FILE).problems]


def authors(names: str) -> list[str]:
    found = parse(f"@article{{a-1,\n  author = {{{names}}},\n}}\n", FILE)
    assert found.problems == ()
    return [str(author) for author in found.references[0].authors]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chen, Zehua", "Chen Z"),
        ("Alghadir, Ahmad H.", "Alghadir AH"),
        ("Alghadir, AH", "Alghadir AH"),
        ("Alghadir, A.H.", "Alghadir AH"),
        ("Alghadir, A H", "Alghadir AH"),
        ("van der Berg, Jan", "van der Berg J"),
        ("de la Cruz, María José", "de la Cruz MJ"),
        ("Dupont, Jean-Pierre", "Dupont JP"),
        ("Dupont, J.-P.", "Dupont JP"),
        ("O'Neill, Síle", "O'Neill S"),
        ("García-López, Ana", "García-López A"),
        ("King, Jr, Martin Luther", "King ML Jr"),
        ("King, Jr., Martin", "King M Jr"),
        ("Gates, III, William", "Gates W 3rd"),
        ("{World Health Organization}", "World Health Organization"),
        ("{NICE}", "NICE"),
        ("{Group of Harm and Benefit}", "Group of Harm and Benefit"),
        (r"G{\"o}del, Kurt", "Gödel K"),
        (r"M{\"{u}}ller, {\'E}mile", "Müller É"),
        (r"{\L}ukasz, {\AA}ge", "Łukasz Å"),
        (r"Smith \& Sons, X", "Smith & Sons X"),
        ("Żółć, Ęwa", "Żółć Ę"),
        ("E\u0301mile, E\u0301va", "Émile É"),
        ("عمر, ليلى", "عمر ل"),
        ("*Star*, `Tick`", "*Star* T"),
        ("<b>Bold</b>, Q", "<b>Bold</b> Q"),
        ("Sukarno", "Sukarno"),
    ],
)
def test_one_name(name: str, expected: str) -> None:
    assert authors(name) == [expected]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Alghadir, Ahmad H.", "Ahmad H."),
        ("Alghadir, AH", "A. H."),
        ("Dupont, Jean-Pierre", "Jean-Pierre"),
        ("{NICE}", ""),
    ],
)
def test_given_names_are_kept(name: str, given: str) -> None:
    (author,) = parse(f"@article{{a-1, author = {{{name}}}}}", FILE).references[0].authors
    assert author.given == given


def test_several_names_and_others() -> None:
    assert authors("Chen, Zehua and {The Group} and Li, Q and others") == [
        "Chen Z",
        "The Group",
        "Li Q",
        "others",
    ]
    reference = parse("@article{a-1, author = {Chen, Zehua and others}}", FILE).references[0]
    assert [author.others for author in reference.authors] == [False, True]
    assert not Author("others", "A").others


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del \& Co", "Gödel & Co"),
        (r"{DNA} and {N}ature", "DNA and Nature"),
        (r"50\% of 100% done", "50% of 100% done"),
        (r"\$5 and \#1 and a\_b", "$5 and #1 and a_b"),
        (r"\{\{ 7*7 \}\} \{% raw %\}", "{{ 7*7 }} {% raw %}"),
        ("a < b & c > d | e", "a < b & c > d | e"),
        ("pages 1--2", "pages 1–2"),
        ("two~words", "two words"),
        ("שלום 🤹 e\u0301", "שלום 🤹 é"),
        ("e\u0301 \\& x", "é & x"),
        (r"\'{e} \v{s} \c{c} \ss", "é š ç ß"),
        (r"Garc{\'{\i}}a Mart{\'\i}nez", "García Martínez"),
        (r"Garc\'\i a \"{\i}", "García ï"),
        (r"the knee\textquoteright s 3\textendash{}9", "the knee’s 3–9"),
    ],
)
def test_latex_to_text(latex: str, text: str) -> None:
    assert plain(latex) == text


@pytest.mark.parametrize("latex", [r"\emph{x}", r"a \textgreater b", "CO$_2$", "x \\", "}", r"a\,b"])
def test_latex_that_cannot_be_read_is_never_shown_as_it_is(latex: str) -> None:
    with pytest.raises(ValueError, match=r"^.+$"):
        plain(latex)


def test_fields_keep_their_meaning() -> None:
    text = "@ARTICLE{a-1,\n  Title = {Two\n lines of {DNA}},\n  DOI = {10.1234/a_b--c%d},\n Year = 2020}"
    found = parse(text, FILE)
    assert found.problems == ()
    (reference,) = found.references
    assert (reference.kind, reference.title, reference.year) == ("article", "Two lines of DNA", "2020")
    assert reference.doi == "10.1234/a_b--c%d"
    assert reference.journal == ""
    assert reference.given() == {
        "title": "Two lines of DNA",
        "year": "2020",
        "doi": "10.1234/a_b--c%d",
    }


@pytest.mark.parametrize(
    "host", ["staging.scite.ai", "discovery.researcher.life", "www.scribd.com", "10.0.0.1:81", "x.dev.y.org"]
)
def test_no_reference_leads_to_a_copy(host: str) -> None:
    (said_of,) = said(f"@article{{a-1, title = {{T}}, url = {{https://{host}/x}}}}")
    assert "leads to a copy; write the publisher's or the registry's address, or leave it out" in said_of


@pytest.mark.parametrize("host", ["example.org", "nothing-scite.ai.org", "developer.org", "1.example.org"])
def test_a_host_that_only_looks_like_one_may_be_named(host: str) -> None:
    assert said(f"@article{{a-1, title = {{T}}, url = {{https://{host}/x}}}}") == []


def test_a_field_that_is_unknown_enters_no_reference() -> None:
    (reference,) = parse("@article{a-1, abstract = {A}, title = {T}}", FILE).references
    assert reference.given() == {"title": "T"}


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, field in BibFields.model_fields.items() for value in field.examples or ()],
)
def test_examples_of_fields_are_read(name: str, value: str) -> None:
    found = parse(f"@article{{a-1, {name} = {{{value}}}}}", FILE)
    assert found.problems == ()
    assert found.references[0].given() == {name: value}


@pytest.mark.parametrize(
    ("kind", "year", "number", "short"),
    [
        ("article", "", "", "Two tests, year unknown"),
        ("article", "2020", "7", "Two tests, 2020"),
        ("registration", "2020", "NCT01234567", "Two tests, NCT01234567"),
    ],
)
def test_without_an_author_it_is_called_by_its_name(kind: str, year: str, number: str, short: str) -> None:
    reference = Reference(key="a-1", kind=kind, name="Two tests", title="T", year=year, number=number)
    assert reference.short() == short
    assert reference.model_copy(update={"authors": (Author("Li"),)}).short().startswith("Li ")


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ("author = {Chen, Z}, year = {2021}", "Chen 2021"),
        ("author = {Chen, Z and Li, Q}, year = {2021}", "Chen and Li 2021"),
        ("author = {Chen, Z and Li, Q and Wu, A}, year = {2021}", "Chen et al. 2021"),
        ("author = {Chen, Z and others}, year = {2021}", "Chen et al. 2021"),
        ("author = {{NICE}}", "NICE (year not seen)"),
        ("title = {One two three four five six}", "“One two three four five six”"),
        ("title = {One two three four five six seven}", "“One two three four five six …”"),
        ("year = {2021}", "Report without a title"),
    ],
)
def test_short_names(fields: str, short: str) -> None:
    found = parse(f"@article{{a-1, {fields}}}", FILE)
    assert found.problems == ()
    assert found.references[0].short() == short


SYNTAX = "check commas, braces and quotes before this place"
LOST = "stands outside every entry and would be lost; check the braces above it"
BAD = {
    "nothing": ("", "1:1: error: BibTeX: no entry in this file; write at least one @article{key, ...}"),
    "only a comment": (
        "@comment{x}",
        '1:1: error: BibTeX: "@comment" is not read here; write each value where it belongs',
    ),
    "comma missing": (
        "@article{a-1,\n  title = {T}\n  year = {2020},\n}",
        f"3:3: error: BibTeX: syntax error: '}}' expected; {SYNTAX}",
    ),
    "never closed": (
        "@article{a-1,\n  title = {T},\n",
        "1:1: error: BibTeX: syntax error: premature end of file; close the braces of this entry",
    ),
    "value without braces": (
        "@article{a-1,\n  title = Walking,\n}",
        "2:11: error: BibTeX: undefined string: Walking; put the value in braces",
    ),
    "duplicate field": (
        "@article{a-1,\n  title = {T},\n  year = {2020},\n  title = {U},\n}",
        "4:3: error: BibTeX: entry with key a-1 has a duplicate title field; keep one",
    ),
    "duplicate entry": (
        "@article{a-1, title = {T}}\n\n@article{a-1, title = {U}}",
        "3:1: error: BibTeX: repeated bibliography entry: a-1; keep one",
    ),
    "too many commas": (
        "@article{a-1,\n  author = {Chen, Z, Li, Q},\n}",
        f'2:3: error: a-1.author: "Chen, Z, Li, Q" holds 3 commas; {FORM}',
    ),
    "brace closed too early": (
        "@article{a-1,\n  title = {T}},\n  year = {2020},\n}",
        f'2:15: error: BibTeX: "," {LOST}',
    ),
    "text before": ("Hello\n@article{a-1, title = {T}}", f'1:1: error: BibTeX: "Hello" {LOST}'),
    "text after": ("@article{a-1, title = {T}}\n}", f'2:1: error: BibTeX: "}}" {LOST}'),
    "key in capitals": (
        "@article{Chen_2021,\n  title = {T},\n}",
        '1:1: error: Chen_2021: key "Chen_2021" must be lower-case words joined by hyphens, as in chen-2021',
    ),
    "unknown type": (
        "@artcle{a-1, title = {T}}",
        f'1:1: error: a-1: unknown entry type "@artcle"; did you mean "article"? allowed: {TYPES}',
    ),
    "misc": ("@misc{a-1, title = {T}}", f'1:1: error: a-1: unknown entry type "@misc"; allowed: {TYPES}'),
    "unknown field": (
        "@article{a-1,\n  tittle = {T},\n}",
        f'2:3: error: a-1.tittle: unknown field; did you mean "title"? allowed: {ALLOWED}',
    ),
    "editor": (
        "@book{a-1,\n  editor = {Chen, Z},\n}",
        "2:3: error: a-1.editor: editors are not used; keep only author",
    ),
    "empty title": (
        "@article{a-1,\n  title = { },\n}",
        "2:3: error: a-1.title: empty field; leave it out when nothing was seen",
    ),
    "LaTeX command": (
        "@article{a-1,\n  title = {The \\emph{back} walk},\n}",
        r'2:3: error: a-1.title: "\emph" is not understood; write the sign or the word itself, without LaTeX',
    ),
    "LaTeX command in a name": (
        "@article{a-1,\n  author = {Chen, \\emph{Z}},\n}",
        r'2:3: error: a-1.author: "\emph" is not understood; '
        "write the sign or the word itself, without LaTeX",
    ),
    "mathematics": (
        "@article{a-1,\n  title = {CO$_2$},\n}",
        '2:3: error: a-1.title: "$" is not understood; write the sign or the word itself, without LaTeX',
    ),
    "names as in PubMed": (
        "@article{a-1,\n  author = {Chen Z, Li Q},\n}",
        f'2:3: error: a-1.author: "Chen Z" looks like initials in the place of a family name; {FORM}',
    ),
    "name as in PubMed": (
        "@article{a-1,\n  author = {Chen ZY},\n}",
        f'2:3: error: a-1.author: "ZY" looks like initials in the place of a family name; {FORM}',
    ),
    "and twice": (
        "@article{a-1,\n  author = {Chen, Z and and Li, Q},\n}",
        '2:3: error: a-1.author: a name is missing beside an "and" in "and Li, Q"; '
        "write Family, Given and Family, Given",
    ),
    "DOI as address": (
        "@article{a-1,\n  doi = {https://doi.org/10.1234/x},\n}",
        '2:3: error: a-1.doi: "https://doi.org/10.1234/x" does not fit; write only what follows '
        "https://doi.org/, in plain letters and signs (ASCII), as in 10.1186/s12891-019-2537-9",
    ),
    "DOI with a dash for a hyphen": (
        "@article{a-1,\n  doi = {10.1186/s12891–019},\n}",
        '2:3: error: a-1.doi: "10.1186/s12891–019" does not fit; write only what follows '
        "https://doi.org/, in plain letters and signs (ASCII), as in 10.1186/s12891-019-2537-9",
    ),
    "tag in a title": (
        "@article{a-1,\n  title = {Effect of <i>retro</i> walking},\n}",
        '2:3: error: a-1.title: "<i>" is HTML; write the sign itself, and leave tags out',
    ),
    "entity in a title": (
        "@article{a-1,\n  title = {Walking &amp; pain},\n}",
        '2:3: error: a-1.title: "&amp;" is HTML; write the sign itself, and leave tags out',
    ),
    "number of a sign in a name": (
        "@article{a-1,\n  author = {Garc&#237;a, Ana},\n}",
        '2:3: error: a-1.author: "&#237;" is HTML; write the sign itself, and leave tags out',
    ),
    "et al in the list": (
        "@article{a-1,\n  author = {Chen, A. et al.},\n}",
        '2:3: error: a-1.author: "Chen, A. et al." ends in "et al" or the like; write: and others',
    ),
    "sign for and": (
        "@article{a-1,\n  author = {Chen, A. & Jones, B},\n}",
        f'2:3: error: a-1.author: "Chen, A. & Jones, B" holds a "&"; {FORM}',
    ),
    "DOI with the full stop of its sentence": (
        "@article{a-1,\n  doi = {10.1234/abcd.},\n}",
        '2:3: error: a-1.doi: "10.1234/abcd." does not fit; write only what follows '
        "https://doi.org/, in plain letters and signs (ASCII), as in 10.1186/s12891-019-2537-9",
    ),
    "tag with a name": (
        "@article{a-1,\n  title = {Effect of <span class=x>retro</span> walking},\n}",
        '2:3: error: a-1.title: "<span class=x>" is HTML; write the sign itself, and leave tags out',
    ),
    "field of another name": (
        "@article{a-1,\n  issue = {2},\n}",
        '2:3: error: a-1.issue: unknown field; it is called "number" here',
    ),
    "field that nothing reads": (
        "@article{a-1,\n  abstract = {We walked.},\n}",
        "2:3: error: a-1.abstract: not used here; delete the line",
    ),
    "PMID with its name": (
        "@article{a-1,\n  pmid = {PMID 3},\n}",
        '2:3: error: a-1.pmid: "PMID 3" does not fit; write digits, as in 30967128',
    ),
    "PMCID without its name": (
        "@article{a-1,\n  pmcid = {6456984},\n}",
        '2:3: error: a-1.pmcid: "6456984" does not fit; write PMC and digits, as in PMC6456984',
    ),
    "year in words": (
        "@article{a-1,\n  year = {in press},\n}",
        '2:3: error: a-1.year: "in press" does not fit; '
        "write four digits, from 1900 to next year; leave it out when no year was seen",
    ),
    "year of nobody alive": (
        "@article{a-1,\n  year = {0000},\n}",
        '2:3: error: a-1.year: "0000" does not fit; '
        "write four digits, from 1900 to next year; leave it out when no year was seen",
    ),
    "year to come": (
        "@article{a-1,\n  year = {2099},\n}",
        '2:3: error: a-1.year: "2099" does not fit; '
        "write four digits, from 1900 to next year; leave it out when no year was seen",
    ),
    "day to come": (
        "@online{a-1,\n  urldate = {2099-01-30},\n}",
        '2:3: error: a-1.urldate: "2099-01-30" does not fit; write a day of the calendar as YYYY-MM-DD, '
        "not one to come",
    ),
    "no day of the calendar": (
        "@online{a-1,\n  urldate = {2026-02-30},\n}",
        '2:3: error: a-1.urldate: "2026-02-30" does not fit; write a day of the calendar as YYYY-MM-DD, '
        "not one to come",
    ),
    "address that runs code": (
        "@online{a-1,\n  url = {javascript:alert(1)},\n}",
        '2:3: error: a-1.url: "javascript:alert(1)" does not fit; '
        "write an address that starts with http:// or https:// and a host in plain letters, "
        "without backslash",
    ),
}


@pytest.mark.parametrize(("text", "problem"), BAD.values(), ids=BAD)
def test_bad_bibtex(text: str, problem: str) -> None:
    assert said(text) == [f"a.bib:{problem}"]


def test_all_faults_of_all_entries_are_found_together() -> None:
    text = "@article{a-1,\n  tittle = {T},\n  doi = {x},\n}\n@artcle{b-1,\n  year = {20},\n}\n"
    assert [line.split(" error: ")[0] for line in said(text)] == [
        "a.bib:2:3:",
        "a.bib:3:3:",
        "a.bib:5:1:",
        "a.bib:6:3:",
    ]


def test_keys_of_entries_that_cannot_be_read_are_still_known() -> None:
    found = parse("@article{a-1, title = {T}}\n@article{b-1, title = {U\n@article{c-1, title = {V}}\n", FILE)
    assert found.problems
    assert found.possible_keys() == {"a-1", "b-1", "c-1"}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"@article{a-1,\n  title = {\xe9},\n}",
            "2:12: error: file: byte 0xe9 is not UTF-8; save the file as UTF-8",
        ),
        (
            b"@article{a-1,\n  title = {\x1b[31m},\n}",
            "2:12: error: file: control character U+001B; delete it",
        ),
        (
            b"<<<<<<< HEAD\n@article{a-1}\n=======\n>>>>>>> b\n",
            '1:1: error: file: merge-conflict marker "<<<<<<< HEAD"; keep one side and delete the markers',
        ),
    ],
)
def test_bad_bytes(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(data)
    assert [str(found) for found in read(path).problems] == [f"{path}:{problem}"]


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"\xef\xbb\xbf@article{a-1, title = {T}}")
    assert read(path).problems == ()
