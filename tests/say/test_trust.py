"""Who says this: named where somebody is known, said plainly where nobody is."""

from __future__ import annotations

from datetime import date

from evidence.records.site import Reviewer, Site
from evidence.say import trust

ANN = Reviewer(name="Ann Example", profession="physiotherapist", on=date(2026, 3, 1))
BEN = Reviewer(name="Ben Example", profession="nurse", on=date(2026, 4, 2), conditions=["knee"])
BEFORE = date(2026, 3, 1)
"""Nothing changed after anybody looked."""


def test_nothing_known_is_said_plainly():
    for site in (None, Site(id="site")):
        assert trust.reviewed(site, changed=BEFORE) == "No clinician has reviewed the site yet"
        assert trust.reviewed(site, "knee", changed=BEFORE) == "No clinical review yet"
        assert trust.next_review(site) == "Next review: not set"
        assert trust.people(site) == "The people who make this site have not put their names here yet."


def test_a_named_reviewer_shows_where_they_have_looked():
    site = Site(id="site", reviewers=[ANN, BEN])
    assert trust.reviewed(site, changed=BEFORE) == "Reviewed by Ann Example, physiotherapist, on 1 March 2026"
    assert trust.reviewed(site, "knee", changed=BEFORE) == (
        "Reviewed by Ben Example, nurse, on 2 April 2026 and Ann Example, physiotherapist, on 1 March 2026"
    )
    assert trust.reviewed(Site(id="site", reviewers=[BEN]), "back", changed=BEFORE).startswith("No clinical")


def test_a_review_does_not_outlive_what_was_reviewed():
    site = Site(id="site", reviewers=[ANN, BEN])
    assert trust.reviewed(site, changed=date(2026, 3, 2)) == (
        "Reviewed by Ann Example, physiotherapist, on 1 March 2026, before the latest change"
    )
    assert "before" not in trust.reviewed(site, "knee", changed=date(2026, 4, 2))
    assert trust.reviewed(site, "knee", changed=date(2026, 4, 3)).endswith(", before the latest change")


def test_people_and_the_next_review():
    site = Site(id="site", people=["Ann", "Ben"], next_review=date(2027, 3, 1))
    assert trust.people(site) == "Ann and Ben."
    assert trust.next_review(site) == "Next review by 1 March 2027"
