"""The tally of claims."""

from __future__ import annotations

from evidence.records.claim import Claim, ClaimVerdict
from evidence.say.claims import tally


def claim(verdict: ClaimVerdict) -> Claim:
    return Claim(
        id="x", order=1, says="It helps", verdict=verdict, short="Nobody knows.", why="Nobody asked."
    )


def test_verdicts_are_counted_in_their_order() -> None:
    found = [claim("no-evidence"), claim("not-studied"), claim("partly"), claim("not-studied")]
    told = "1 partly right; 2 not studied; 1 true, but not evidence; none fully supported; none contradicted."
    assert tally(found) == f"Of 4 claims: {told}"


def test_what_a_reader_hopes_for_is_told_as_a_number_where_it_is_there() -> None:
    assert tally([claim("supported")]) == "Of 1 claim: 1 fully supported; none contradicted."
    assert tally([claim("contradicted")]) == "Of 1 claim: 1 contradicted; none fully supported."
