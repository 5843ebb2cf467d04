"""How close to the paper a fact was seen."""

from evidence.reckon.provenance import second_hand
from project import load


def test_a_fact_is_second_hand_only_when_nobody_saw_more(references):
    study = load(references).studies["adams-2001"]
    assert second_hand(study, ["newspaper"])
    assert not second_hand(study, ["newspaper", "abstract"])
    assert not second_hand(study, ["registry"])
