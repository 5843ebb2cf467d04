"""What programs are told of a page: what is known, nothing else, and nothing that could break out of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from evidence.read.authors import Author
from evidence.read.bibliography import Reference
from evidence.records.condition import Condition
from evidence.records.questions import AskedByPeople
from evidence.records.site import Reviewer, Site
from evidence.show import linked_data
from evidence.show.linked_data import About, Place, Whole
from linked import faults
from project import load

DAY = date(2026, 1, 9)
WHOLE = Whole("Juggling, honestly", "2026-01-09-3f2a1b9", DAY, None, "https://example.org/")
PLACE = Place("Stiff thumbs", "What was found.", "thumbs/", "../", (("Home", ""),))
REVIEWER = Reviewer(name="Cleo Example", profession="hand therapist", on=DAY, conditions=["stiff-thumbs"])
ASKED = AskedByPeople(
    id="gloves", ask="With gloves?", says="Nobody tried [@adams-2001].", conditions=["cold-feet"]
)
REPORT = Reference(
    key="adams-2001",
    kind="article",
    title="Balls & <thumbs>",
    authors=(Author("Adams", "AB", "", "A. B."), Author("The Hand Society"), Author("others")),
    journal="Hands",
    year="2001",
    volume="3",
    number="2",
    pages="10-19",
    doi="10.1000/x",
    pmid="123",
)


@pytest.fixture
def thumbs(references) -> Condition:
    return load(references).conditions["stiff-thumbs"]


def test_no_words_of_a_record_can_end_the_element_that_holds_the_data():
    hostile = "</script><script>alert(1)</script><!-- & \u2028 \u2029"
    text = linked_data.script(linked_data.page(WHOLE, replace(PLACE, title=hostile), About()))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"] == hostile


def test_a_page_that_nobody_reviewed_has_no_day_of_review(thumbs):
    about = About(DAY, ("Patient",), thumbs)
    for site in (None, Site(id="site"), Site(id="site", reviewers=[replace_conditions("cold-feet")])):
        data = linked_data.page(replace(WHOLE, site=site), PLACE, about)
        assert faults(data) == [] and "lastReviewed" not in data and "reviewedBy" not in data
        assert data["dateModified"] == "2026-01-09"


def replace_conditions(*names: str) -> Reviewer:
    return REVIEWER.model_copy(update={"conditions": list(names)})


def test_who_reviewed_a_page_and_when_stand_together(thumbs):
    site = Site(id="site", publisher="The Example Trust", reviewers=[REVIEWER])
    data = linked_data.page(replace(WHOLE, site=site), PLACE, About(DAY, ("Patient",), thumbs))
    assert faults(data) == []
    assert data["lastReviewed"] == "2026-01-09"
    assert data["reviewedBy"] == [{"@type": "Person", "name": "Cleo Example", "jobTitle": "hand therapist"}]
    assert data["publisher"] == {"@type": "Organization", "name": "The Example Trust"}


def test_only_what_is_one_is_called_a_medical_condition(thumbs):
    healthy = thumbs.model_copy(update={"not_medical": True})
    for condition, kind in ((thumbs, "MedicalCondition"), (healthy, "Thing")):
        data = linked_data.page(WHOLE, PLACE, About(DAY, ("Patient",), condition))
        assert faults(data) == [] and data["about"]["@type"] == kind


def test_questions_and_answers_bear_no_citations(thumbs):
    data = linked_data.page(WHOLE, PLACE, About(DAY, ("Patient",), thumbs, (ASKED,)))
    assert faults(data) == [] and data["@type"] == ["MedicalWebPage", "FAQPage"]
    (question,) = data["mainEntity"]
    assert (question["name"], question["acceptedAnswer"]["text"]) == ("With gloves?", "Nobody tried.")


def test_addresses_lead_from_the_page_on_where_that_of_the_site_is_not_known():
    data = linked_data.page(replace(WHOLE, address=""), PLACE, About())
    assert [each["item"] for each in data["breadcrumb"]["itemListElement"]] == ["../", "../thumbs/"]
    home = linked_data.page(replace(WHOLE, address=""), Place("Home", "All.", "", "", ()), About())
    assert home["url"] == "./" and "breadcrumb" not in home


def test_a_work_has_all_that_its_reference_has(thumbs):
    data = linked_data.page(WHOLE, PLACE, About(DAY, condition=thumbs, report=REPORT))
    assert faults(data) == []
    work = data["mainEntity"]
    assert (work["@type"], work["headline"], work["datePublished"]) == (
        "ScholarlyArticle",
        "Balls & <thumbs>",
        "2001",
    )
    assert work["author"] == [
        {"@type": "Person", "name": "A. B. Adams", "familyName": "Adams", "givenName": "A. B."},
        {"@type": "Organization", "name": "The Hand Society"},
    ]
    volume = {"@type": "PublicationVolume", "volumeNumber": "3"} | {
        "isPartOf": {"@type": "Periodical", "name": "Hands"}
    }
    assert work["isPartOf"] == {"@type": "PublicationIssue", "issueNumber": "2", "isPartOf": volume}
    assert (work["pageStart"], work["pageEnd"]) == ("10", "19")
    assert [each["value"] for each in work["identifier"]] == ["10.1000/x", "123"]
    assert work["sameAs"] == ["https://doi.org/10.1000/x", "https://pubmed.ncbi.nlm.nih.gov/123/"]


def test_a_work_of_which_little_was_seen_is_called_what_its_page_is_called():
    bare = Reference(key="x", kind="registration", number="N1")
    work = linked_data.page(WHOLE, PLACE, About(report=bare))["mainEntity"]
    assert work == {"@type": "CreativeWork", "name": "Stiff thumbs"}
    assert linked_data.highwire(bare) == []
    assert linked_data.highwire(None) == []


def test_reference_managers_get_a_tag_for_each_part():
    assert linked_data.highwire(REPORT) == [
        ("citation_title", "Balls & <thumbs>"),
        ("citation_author", "Adams, A. B."),
        ("citation_author", "The Hand Society"),
        ("citation_publication_date", "2001"),
        ("citation_journal_title", "Hands"),
        ("citation_volume", "3"),
        ("citation_issue", "2"),
        ("citation_doi", "10.1000/x"),
        ("citation_pmid", "123"),
        ("citation_firstpage", "10"),
        ("citation_lastpage", "19"),
    ]


@pytest.mark.parametrize(
    ("author", "told"),
    [
        (Author("van der Berg", "JW", "", "Jan W."), "van der Berg, JW"),
        (Author("Berg", "JW", "", "Jan W."), "Berg, Jan W."),
        (Author("Berg", "J", "2nd", "Jan"), "Berg, Jan 2nd"),
    ],
)
def test_blanks_on_both_sides_of_the_comma_would_make_two_people_of_one(author, told):
    report = REPORT.model_copy(update={"authors": (author,)})
    assert ("citation_author", told) in linked_data.highwire(report)


@pytest.mark.parametrize(
    ("kind", "fields", "tags"),
    [
        ("thesis", {"institution": "A"}, [("citation_dissertation_institution", "A")]),
        (
            "report",
            {"institution": "A", "number": "7"},
            [("citation_technical_report_institution", "A"), ("citation_technical_report_number", "7")],
        ),
        ("inproceedings", {"booktitle": "Talks"}, [("citation_conference_title", "Talks")]),
        ("online", {"url": "https://example.org/x"}, [("citation_public_url", "https://example.org/x")]),
    ],
)
def test_the_tag_of_the_house_tells_the_kind_of_work(kind, fields, tags):
    assert linked_data.highwire(Reference(key="x", kind=kind, **fields)) == tags


def test_the_data_page_holds_the_data_set():
    place = Place("Data", "Files.", "data/", "../", (("Home", ""),))
    data = linked_data.page(WHOLE, place, About(DAY))
    assert faults(data) == [] and data["mainEntity"]["version"] == WHOLE.version
    assert {each["contentUrl"] for each in data["mainEntity"]["distribution"]} >= {
        "https://example.org/data/studies.json",
        "https://example.org/data/results.csv",
    }


@pytest.mark.parametrize(
    "spoilt",
    [
        {"lastReviewed": "2026-01-09"},
        {"dateModified": "9 January"},
        {"datemodified": "2026-01-09"},
        {"name": ""},
        {"audience": []},
        {"breadcrumb": {"@type": "BreadcrumbList", "itemListElement": []}},
    ],
)
def test_the_schema_can_refuse(spoilt, thumbs):
    data = linked_data.page(WHOLE, PLACE, About(DAY, ("Patient",), thumbs))
    assert faults(data) == [] and faults(data | spoilt)
