"""What the pages of studies and of reviews share."""

from evidence.read.authors import Author
from evidence.read.bibliography import Reference
from evidence.records.review import Review
from evidence.records.study import Study
from evidence.show import reports
from project import edit, load

REFERENCE = Reference(key="a", kind="article", authors=(Author("Adams"),), year="2001")


def but(**fields):
    return REFERENCE.model_copy(update=fields)


def test_a_byline_says_what_was_not_seen():
    assert reports.byline(REFERENCE) == "Adams. 2001. Not seen: title and journal."
    assert reports.byline(but(title="T", publisher="Press", year="")) == "Adams. Press. Not seen: year."
    both = but(title="T", publisher="Press", journal="Journal of Thumbs")
    assert reports.byline(both) == "Adams. Journal of Thumbs, 2001."
    registered = but(kind="registration", title="T", authors=())
    assert reports.byline(registered) == "2001. Not seen: authors."


def test_a_page_without_a_title_is_called_by_what_it_is_about(references):
    def title(folder: str, id: str) -> str:
        library = load(references)
        return reports.title(library, getattr(library, folder)[id])

    assert title("studies", "adams-2001") == "Juggling for stiff thumbs: a randomised trial"
    assert title("studies", "inv0009") == "Dry eyes: backwards against forwards, 12 people planned, 2014"
    edit(references / "reviews/frost-2020.bib", "title = {", "note = {")
    assert title("reviews", "frost-2020").startswith("Stiff thumbs: systematic review of ")


def test_a_claim_stands_with_every_record_that_speaks_to_it(references):
    library = load(references)
    records: list[Study | Review] = [*library.studies.values(), *library.reviews.values()]
    for record in records:
        told = {claim.id for claim in reports.claims_about(library, record)}
        assert told == {
            claim.id
            for claim in library.claims.values()
            for each in [*claim.supports, *claim.against]
            if each.cites in record.reports
        }
    assert any(reports.claims_about(library, each) for each in library.studies.values())


def test_a_figure_of_a_review_stands_with_its_outcome(references):
    library = load(references)
    ((outcome, pooled),) = reports.pooled_outcomes(library, library.reviews["frost-2020"])
    assert (outcome.name, pooled.estimate) == ("Stiffness", -7.5)
