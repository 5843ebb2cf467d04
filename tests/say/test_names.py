"""Names of reports of which no author was seen."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from evidence.read.library import Library
from evidence.records.review import Review
from evidence.say import citations, names
from making import DAY, study


@pytest.fixture(scope="module")
def called(real_library: Library) -> Library:
    """The real records, named."""
    return names.named(real_library)


def test_no_report_is_called_by_its_id_or_by_what_was_not_seen(called: Library) -> None:
    for key, reference in called.references.items():
        short = reference.short()
        assert key not in short and "not seen]" not in short and "without a title" not in short, key
        assert len(short) <= 90, short


def test_no_two_reports_without_authors_are_called_alike(called: Library) -> None:
    """Give one of them a name in its record."""
    shorts = Counter(each.short() for each in called.references.values() if not each.authors)
    assert [name for name, times in shorts.items() if times > 1] == []


def test_a_reference_without_author_and_title_begins_with_its_name_in_brackets(called: Library) -> None:
    text = citations.text(called.references["koos-66-forward-vs-retro"])
    assert text.startswith("[Backwards against forwards, 66 people]. [date unknown].")


def test_no_list_of_references_repeats_what_was_not_seen(called: Library) -> None:
    for key, reference in called.references.items():
        text = citations.text(reference.model_copy(update={"note": ""}))
        assert "not seen" not in text and "not yet" not in text and "Report without" not in text, key


def test_authors_stand_beside_a_name_that_is_ours(called: Library) -> None:
    text = citations.text(called.references["rosidah-2017"])
    assert text.startswith("Rosidah. [Backwards against ") and "] [thesis]." in text


def arms(**labels: str) -> dict[str, Any]:
    """Groups by role, with what they did."""
    return {
        name: {"role": name, "label": label}
        for name, label in ((role.replace("_", "-"), label) for role, label in labels.items())
    }


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ({"backward_walking": "Walking", "forward_walking": "On a belt"}, "Backwards against forwards"),
        (
            {"backward_walking": "Running back", "forward_walking": "On"},
            "Running backwards against forwards",
        ),
        ({"backward_walking": "Walking", "usual_care": "Heat"}, "Backwards added to usual care"),
        (
            {"backward_walking": "Walking", "other_exercise": "Square stepping (a mat), and heat"},
            "Backwards against square stepping",
        ),
        ({"backward_walking": "Walking", "not_seen": "Control"}, "Backwards against another group"),
        ({"backward_walking": "Walking"}, "Backwards only"),
    ],
)
def test_a_study_is_called_by_what_was_compared(labels: dict[str, str], name: str) -> None:
    assert names.of_study(study(arms=arms(**labels), people=14)) == f"{name}, 14 people"


def test_people_who_were_only_planned_for_are_told_so() -> None:
    planned = {"planned": 30, "description": "Jugglers", "seen": ["page"]}
    assert names.of_study(study(participants=planned)).endswith(", 30 people planned")
    assert "people" not in names.of_study(study())


def test_what_a_record_says_goes_first() -> None:
    assert names.of_study(study(name="One juggler", people=1)) == "One juggler"


@pytest.mark.parametrize(
    ("included", "name"),
    [
        ({"studies": 12}, "Scoping review of 12 studies"),
        ({"studies": 1}, "Scoping review of 1 study"),
        ({}, "Scoping review"),
    ],
)
def test_a_review_is_called_by_what_it_took_in(included: dict[str, int], name: str) -> None:
    given = {
        "id": "x",
        "condition": "stiff-thumbs",
        "kind": "scoping-review",
        "about_backward_walking": True,
        "reports": ["x"],
        "included": included,
        "findings": [{"text": "It helps.", "seen": ["page"]}],
        "harms": {"reporting": "not-seen"},
        "sources": {"page": {"kind": "abstract", "what": "The paper", "on": DAY}},
        "reading": {"what": "abstract", "on": DAY},
    }
    assert names.of_review(Review.model_validate(given)) == name
