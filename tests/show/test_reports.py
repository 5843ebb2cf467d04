"""What the pages of studies and of reviews share."""

from evidence.read.bibliography import Author, Reference
from evidence.records.review import Review
from evidence.records.study import Study
from evidence.show import reports
from project import load

REFERENCE = Reference(key="a", kind="article", authors=(Author("Adams"),), year="2001")


def but(**fields):
    return REFERENCE.model_copy(update=fields)


def test_what_was_not_seen_of_a_report_is_said():
    assert reports.title(but(title="Thumbs")) == "Thumbs"
    assert reports.title(REFERENCE).startswith("Adams 2001 [")
    assert reports.byline(REFERENCE).endswith(". Journal not seen, 2001.")
    assert reports.byline(but(publisher="Press", year="")).endswith(". Press, year not seen.")
    both = but(publisher="Press", journal="Journal of Thumbs")
    assert reports.byline(both).endswith(". Journal of Thumbs, 2001.")


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
