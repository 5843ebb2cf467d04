"""Words for the values of records, and the sentences that are counted from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from evidence.pages import words
from evidence.synthesis import Synthesis

SIGNS = {"favours-backward": "▲", "no-clear-difference": "◆", "favours-comparator": "▼", "unclear": "?"}
SHORT = {
    "favours-backward": "in favour",
    "no-clear-difference": "no clear difference",
    "favours-comparator": "against",
    "unclear": "unclear",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "direction_signs": SIGNS,
    "certainty_words": {"not-yet-judged": "Not yet judged"},
    "source_kinds": {
        "abstract": "abstract",
        "full-text": "full text",
        "registry": "registry",
        "index": "index",
        "secondary": "second-hand report",
    },
    "design_words": {
        "randomised-trial": "randomised trial",
        "quasi-randomised": "trial, groups formed without full randomisation",
        "non-randomised": "trial, groups not randomised",
        "allocation-not-seen": "trial, how groups were formed was not seen",
        "before-after": "before and after, no comparison group",
        "laboratory": "laboratory study, one session",
        "protocol": "plan of a trial",
        "registration": "registry entry of a trial",
    },
    "role_words": {
        "backward-walking": "walking backwards",
        "forward-walking": "walking forwards",
        "usual-care": "usual care alone",
        "other-exercise": "another exercise",
        "other-treatment": "another treatment",
        "no-treatment": "no treatment",
        "both-directions": "walked both backwards and forwards",
        "not-seen": "what this group did was not seen",
    },
    "review_words": {
        "systematic-review": "systematic review",
        "scoping-review": "scoping review",
        "narrative-review": "narrative review",
        "protocol": "plan of a review",
    },
    "reading_words": {
        "abstract": "abstract only",
        "part-of-abstract": "part of the abstract only",
        "full-text": "full text",
        "registry": "registry entry only",
    },
    "harm_words": {
        "reported": "harm reported",
        "none-occurred": "no harm occurred, it says",
        "not-mentioned": "not mentioned",
        "not-seen": "not seen: too little of the report could be read",
    },
    "right_words": {"first": "the first", "second": "the second", "unclear": "neither is certain"},
}


def reading_line(synthesis: Synthesis) -> str:
    """How much of the studies was read, how often, and that no clinician has looked yet."""
    total = len(synthesis.studies)
    kinds = Counter(study.reading.what for study in synthesis.studies)
    in_full, twice = kinds["full-text"], sum(study.reading.second is not None for study in synthesis.studies)
    if total == 1:
        read = "We read it in full" if in_full else "We read the abstract only"
        again = "it was read twice" if twice else "it was read once"
    else:
        texts = "abstracts and registry entries" if kinds["registry"] else "abstracts"
        read = f"We read {'mostly ' if in_full else ''}{texts}{'' if in_full else ' only'}, "
        read += f"{in_full} of {total} in full" if in_full else "none of them in full"
        again = f"{twice} of {total} were read twice"
    return f"{read}; {again}. Reading was computer-assisted and has not been reviewed by a clinician yet."


def harms_line(synthesis: Synthesis) -> str:
    """How many of the studies say whether anyone was harmed."""
    total = len(synthesis.studies)
    silent = sum(study.harms.reporting in ("not-mentioned", "not-seen") for study in synthesis.studies)
    if silent == total:
        none = "The one study does not say" if total == 1 else f"None of the {total} studies says"
        return (
            f"{none}, in what we could read, whether anyone was harmed. That does not show that nobody was."
        )
    told = words.count(total - silent, "study says", "studies say")
    others = f"{silent} of {total} do not. Silence does not show that nobody was."
    return f"{told} whether anyone was harmed; {others}"
