"""What became of all claims together, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.records.claim import Claim, ClaimVerdict
from evidence.say import numbers
from evidence.say.terms import VERDICTS

_EITHER: tuple[ClaimVerdict, ...] = ("supported", "contradicted")
"""What a reader hopes or fears, told even where no claim came to it."""


def tally(claims: Iterable[Claim]) -> str:
    """Of 11 claims: 5 partly right; 6 not studied; none fully supported; none contradicted."""
    found = Counter(claim.verdict for claim in claims)
    told = [f"{found[verdict]} {term.short}" for verdict, term in VERDICTS.items() if found[verdict]]
    none = [f"none {VERDICTS[verdict].short}" for verdict in _EITHER if not found[verdict]]
    return f"Of {numbers.count(found.total(), 'claim')}: {'; '.join([*told, *none])}."
