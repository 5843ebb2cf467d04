"""How close to the paper a fact was seen."""

from itertools import pairwise

from evidence.reckon.provenance import best_kind, second_hand
from making import DAY, study
from project import load


def test_a_fact_is_second_hand_only_when_nobody_saw_more(references):
    study = load(references).studies["adams-2001"]
    assert second_hand(study, ["newspaper"])
    assert not second_hand(study, ["newspaper", "abstract"])
    assert not second_hand(study, ["registry"])


def test_the_closest_to_the_full_paper_counts():
    order = ("full-text", "registry", "abstract", "cochrane-data", "index", "secondary")
    sources = {kind: {"kind": kind, "what": kind, "on": DAY} for kind in reversed(order)}
    found = study(sources=sources)
    for near, far in pairwise(order):
        assert best_kind(found, [far, near]) == near
