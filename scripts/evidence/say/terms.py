"""Words for the values of records, and the sentences that are counted from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from evidence.reckon.cells import Cell
from evidence.reckon.certainty import LEVELS, Level
from evidence.reckon.provenance import IN_KIND, best_kind
from evidence.reckon.synthesis import Synthesis
from evidence.say import numbers

SIGNS = {"favours-backward": "▲", "no-clear-difference": "◆", "favours-comparator": "▼", "unclear": "?"}

SHORT = {
    "favours-backward": "in favour",
    "no-clear-difference": "no clear difference",
    "favours-comparator": "in favour of the other group",
    "unclear": "unclear",
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "direction_signs": SIGNS,
    "certainty_words": {
        "high": "High certainty",
        "moderate": "Moderate certainty",
        "low": "Low certainty",
        "very-low": "Very low certainty",
    },
    "certainty_means": {
        "high": "We are sure. The truth is very likely close to this.",
        "moderate": "We are fairly sure. The truth is probably close to this.",
        "low": "We are unsure. The truth may be quite different.",
        "very-low": "We are very unsure. The truth may well be quite different.",
    },
    "certainty_signs": {"high": "●●●●", "moderate": "●●●○", "low": "●●○○", "very-low": "●○○○"},
    "certainty_reasons": {
        "risk_of_bias": "How the trials were done",
        "inconsistency": "Whether they agree",
        "indirectness": "Whether they fit the question",
        "imprecision": "How many people, and how exact",
        "publication_bias": "Whether results are missing",
        "large_effect": "A very large effect",
        "dose_response": "More of it does more",
        "opposing_confounding": "Other differences would have hidden it",
    },
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
        "full-text": "full text",
        "abstract": "abstract only",
        "part-of-abstract": "part of the abstract only",
        "registry": "registry entry only",
    },
    "harm_words": {
        "reported": "harm reported",
        "none-occurred": "no harm occurred, it says",
        "not-mentioned": "not mentioned",
        "not-seen": "not seen: too little of the report could be read",
    },
    "registry_words": {
        "planned": "planned, not begun",
        "recruiting": "looking for people",
        "running": "running",
        "completed": "completed",
        "stopped": "stopped",
    },
    "risk_words": {
        "low": "low risk",
        "some-concerns": "some concerns",
        "moderate": "moderate risk",
        "high": "high risk",
        "serious": "serious risk",
        "critical": "critical risk",
        "no-information": "no information",
    },
    "risk_signs": {
        "low": "+",
        "some-concerns": "−",
        "moderate": "−",
        "high": "×",
        "serious": "×",
        "critical": "‼",
        "no-information": "?",
    },
    "domain_words": {
        "randomisation": "How the groups were formed",
        "confounding": "Other differences between the groups",
        "selection": "Who was let in",
        "classification": "Who counts as having walked backwards",
        "deviations": "Whether people did what was planned",
        "missing-data": "People whose results are missing",
        "measurement": "How it was measured",
        "reporting": "Whether all results are told",
    },
    "domain_heads": {
        "randomisation": "Groups formed",
        "confounding": "Other differences",
        "selection": "Who was let in",
        "classification": "Who walked",
        "deviations": "Plan kept",
        "missing-data": "People missing",
        "measurement": "Measuring",
        "reporting": "All results told",
    },
    "verdict_words": {
        "supported": "Supported",
        "partly": "Partly right",
        "uncertain": "Uncertain",
        "contradicted": "Contradicted",
        "not-studied": "Not studied",
    },
    "verdict_signs": {
        "supported": "▲",
        "partly": "◐",
        "uncertain": "?",
        "contradicted": "▼",
        "not-studied": "○",
    },
    "verdict_sentences": {
        "supported": "What was found speaks for this.",
        "partly": "Part of this has support, part of it has not.",
        "uncertain": "What was found is too little or too weak to say.",
        "contradicted": "What was found speaks against this.",
        "not-studied": "No study was found that tested this.",
    },
    "type_words": {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "date": "day",
    },
    "right_words": {"first": "the first", "second": "the second", "unclear": "neither is certain"},
}


def certainty_range(cells: Iterable[Cell]) -> tuple[Level, ...]:
    """The levels of these cells from the least sure on, each once; empty where none is judged."""
    found = {cell.level for cell in cells}
    return tuple(level for level in LEVELS if level in found)


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
        mostly = in_full or _parts_of_full_texts(synthesis)
        read = f"We read {'mostly ' if mostly else ''}{texts}{'' if mostly else ' only'}, "
        read += f"{in_full} of {total} in full" if in_full else "none of them in full"
        again = f"{twice} of {total} were read twice" if twice else "none of them was read twice"
    return f"{read}; {again}. Reading was computer-assisted and has not been reviewed by a clinician yet."


def _parts_of_full_texts(synthesis: Synthesis) -> bool:
    """Whether a result was seen in a full text, though the study was not read in full."""
    return any(
        best_kind(study, result.seen) == "full-text"
        for study in synthesis.studies
        if study.reading.what != "full-text"
        for result in study.results
    )


def facts(synthesis: Synthesis) -> list[str]:
    """What a reader should know of the page itself, a few words each."""
    total = len(synthesis.studies)
    in_full = sum(study.reading.what == "full-text" for study in synthesis.studies)
    if in_full == total or not (in_full or _parts_of_full_texts(synthesis)):
        read = "in full" if in_full else "from abstracts only"
    else:
        read = "mostly from abstracts" if in_full * 2 < total else "partly from abstracts"
    return [
        f"Last checked {numbers.day(synthesis.reviewed)}",
        f"Evidence read up to {numbers.day(synthesis.condition.searched.until)}",
        f"Read {read}, with the help of a computer",
        "No clinical review yet",
    ]


def uncompared_line(synthesis: Synthesis) -> str:
    """How many studies and people there are where none was compared with anything else."""
    count = len(synthesis.studies)
    studies = f"{numbers.capital(numbers.spelled(count))} {'study' if count == 1 else 'studies'}"
    number = numbers.count(synthesis.people, "person", "people")
    least = "at least " if synthesis.uncounted else ""
    people = f"{least}{number}" if synthesis.people else "number of people not seen"
    how = "each measured in one session" if synthesis.only_sessions else "and nobody to compare them with"
    return f"{studies}, {people}, {how}."


def read_in(synthesis: Synthesis) -> list[tuple[str, int]]:
    """How many studies were read in full, in the abstract and so on, the fullest reading first."""
    kinds = Counter(str(study.reading.what) for study in synthesis.studies)
    return [(what, kinds[what]) for what in WORDS["reading_words"] if kinds[what]]


def results_line(synthesis: Synthesis) -> str:
    """Where the results themselves were seen; empty for a single one."""
    results = [(study, result) for study in synthesis.studies for result in study.results]
    seen = Counter(best_kind(study, result.seen) for study, result in results)
    if len(results) < 2:
        return ""
    first, *others = [(seen[kind], words_for) for kind, words_for in IN_KIND.items() if seen[kind]]
    if not others:
        return f"All {len(results)} results were seen in {first[1]}."
    parts = [f"{first[0]} {'was' if first[0] == 1 else 'were'} seen in {first[1]}"]
    parts += [f"{n} in {words_for}" for n, words_for in others]
    second = " Second-hand reports count in no answer." if seen["secondary"] else ""
    return f"Of {len(results)} results, {listed(parts)}.{second}"


def listed(parts: list[str]) -> str:
    """'a, b and c'."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def harms_line(synthesis: Synthesis) -> str:
    """How many of the studies say whether anyone was harmed."""
    total = len(synthesis.studies)
    silent = sum(study.harms.reporting in ("not-mentioned", "not-seen") for study in synthesis.studies)
    if silent == total:
        none = "The one study does not say" if total == 1 else f"None of the {total} studies says"
        return (
            f"{none}, in what we could read, whether anyone was harmed. That does not show that nobody was."
        )
    told = numbers.count(total - silent, "study says", "studies say")
    others = f"{silent} of {total} do not. Silence does not show that nobody was."
    return f"{told} whether anyone was harmed; {others}"
