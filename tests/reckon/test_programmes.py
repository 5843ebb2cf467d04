"""Whose programmes are known, and how far each came."""

import pytest

from evidence.read.load import load as read
from evidence.reckon.programmes import doses, programmes_of
from making import study
from project import edit

PROGRAMME = {"weeks": 4, "seen": ["page"]}


def arm(role, **fields):
    return {"role": role, "label": role, **fields}


def test_only_those_who_walked_backwards_lend_their_programme():
    found = study(
        arms={
            "only": arm("backward-walking", programme=PROGRAMME),
            "both": arm("both-directions", programme=PROGRAMME | {"weeks": 5}),
            "other": arm("forward-walking", programme=PROGRAMME | {"weeks": 6}),
            "unseen": arm("backward-walking"),
        }
    )
    assert [programme.weeks.low for programme in programmes_of(found)] == [4, 5]


@pytest.mark.parametrize(
    ("design", "stage"),
    [
        ("before-after", "walked"),
        ("laboratory", "laboratory"),
        ("registration", "planned"),
        ("protocol", "planned"),
    ],
)
def test_a_programme_was_walked_planned_or_one_session(references, design, stage):
    edit(references / "studies/dean-1999.yml", "design: before-after", f"design: {design}")
    stages = {dose.study.id: dose.stage for dose in doses(read(references))}
    assert stages["dean-1999"] == stage
