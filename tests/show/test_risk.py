"""Risk of bias as a page shows it."""

import pytest

from evidence.show import risk
from making import DAY, study

JUDGED = {"on": DAY, "domains": {"measurement": {"judgement": "high", "reason": "They knew."}}}


def test_a_row_has_every_domain_its_reason_and_the_whole():
    row = risk.row(study(risk_of_bias=JUDGED))
    assert list(row.domains) == list(row.tool.domains) and row.overall == "high"
    assert row.reason("measurement") == "They knew."
    assert row.reason("reporting") == "What was read does not say."


@pytest.mark.parametrize("fields", [{}, {"design": "laboratory", "risk_of_bias": JUDGED}])
def test_no_judgement_or_no_tool_no_row(fields):
    assert risk.row(study(**fields)) is None
    assert risk.tables([study(**fields)]) == []


def test_each_tool_has_a_table_with_its_studies_in_their_order():
    serious = {"on": DAY, "domains": {"confounding": {"judgement": "serious", "reason": "They chose."}}}
    first = study(id="b", risk_of_bias=JUDGED)
    second = study(id="a", design="quasi-randomised", risk_of_bias=JUDGED)
    other = study(id="c", design="before-after", risk_of_bias=serious)
    tables = risk.tables([first, other, second])
    assert [(table.tool.name, [row.study.id for row in table.rows]) for table in tables] == [
        ("RoB 2", ["b", "a"]),
        ("ROBINS-I", ["c"]),
    ]
    assert [len(table.heads) for table in tables] == [5, 7]
