"""The newest day of what a page is made from."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.reckon import days
from evidence.reckon.synthesis import synthesise
from evidence.records.review import Review
from evidence.records.study import Study
from making import study
from project import edit, load

READ, LATER = date(2026, 1, 1), date(2026, 2, 3)


@pytest.mark.parametrize(
    "more",
    [
        {"reading": {"what": "abstract", "on": LATER}},
        {"reading": {"what": "abstract", "on": READ, "second": {"on": LATER, "compared": 9, "agreed": 9}}},
        {"sources": {"page": {"kind": "abstract", "what": "A page", "on": LATER}}},
        {"corrections": [{"what": "A year", "why": "A slip", "by": "Ann", "on": LATER}]},
    ],
)
def test_whatever_was_last_done_to_a_record_dates_it(more):
    assert days.of_record(study()) == READ
    assert days.of_record(study(**more)) == LATER


def test_the_list_of_changes_dates_what_it_names(references):
    edit(references / "changes.yml", "on: 2026-01-11", "on: 2026-11-20")
    library = load(references)
    found = synthesise(library)
    assert days.of_change(library, found["stiff-thumbs"]) == date(2026, 11, 20), "under answers"
    assert days.of_change(library, found["cold-feet"]) == date(2026, 11, 20), "under conditions"
    assert days.of_change(library, found["dry-eyes"]) == days.of_synthesis(found["dry-eyes"])
    assert days.of_any_change(library) == date(2026, 11, 20)


def test_a_judgement_of_bias_dates_a_study(references):
    path = references / "studies" / "adams-2001.yml"
    before = load(references).studies["adams-2001"]
    assert before.risk_of_bias and days.of_record(before) < date(2026, 11, 1)
    edit(path, f"  on: {before.risk_of_bias.on.isoformat()}", "  on: 2026-11-01")
    assert days.of_record(load(references).studies["adams-2001"]) == date(2026, 11, 1)


def test_a_condition_is_as_new_as_the_newest_of_its_studies_and_the_hunt_for_them(references):
    library = load(references)
    for synthesis in synthesise(library).values():
        records: list[Study | Review] = [*synthesis.known, *synthesis.reviews]
        found = [days.of_record(record) for record in records]
        assert days.of_synthesis(synthesis) >= max([*found, synthesis.condition.searched.until])
        assert days.of_synthesis(synthesis) in {
            *found,
            synthesis.condition.searched.until,
            synthesis.reviewed,
        }


def test_a_text_is_as_new_as_what_it_cites(references):
    library = load(references)
    keys = {record.id: record.reports[0] for record in library.studies.values()}
    adams, bell = (library.studies[name] for name in ("adams-2001", "bell-2005"))
    both = days.of_citations(library, [keys["adams-2001"], keys["bell-2005"]])
    assert both == max(days.of_record(adams), days.of_record(bell))
    assert days.of_citations(library, []) is None
