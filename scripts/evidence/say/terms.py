"""Words for coded values: one entry for each value that a reader meets (word, short word, sign, meaning)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.reckon.certainty import Level
from evidence.reckon.designs import Formation
from evidence.reckon.directions import Sign
from evidence.reckon.programmes import DoseAmount, Stage
from evidence.reckon.risk_of_bias import Judged, RiskDomain
from evidence.records.claim import ClaimVerdict
from evidence.records.common import ReadAs, Reporting, Right, SourceKind
from evidence.records.condition import Comparator
from evidence.records.instrument import Better
from evidence.records.ladder import AmountName, Basis
from evidence.records.review import ReviewKind
from evidence.records.study import Aspect, Contrast, Design, Direction, RegistryStatus, Timing, Values


@dataclass(frozen=True)
class Term:
    """How a coded value is told."""

    word: str
    short: str = ""
    sign: str = ""
    """One character, for pictures and lists; never without its word beside it or in a legend."""
    meaning: str = ""
    """A sentence."""
    many: str = ""
    """The word in the plural."""


DIRECTIONS: Mapping[Sign, Term] = {
    "better": Term("favoured walking backwards", short="in favour", sign="▲"),
    "better-in-words": Term(
        "favoured walking backwards, in the authors’ words",
        short="in favour, in the authors’ words",
        sign="△",
    ),
    "better-not-clearly": Term(
        "leaned towards walking backwards, no clear difference",
        short="leaning in favour, no clear difference",
        sign="△",
    ),
    "no-clear-difference": Term("found no clear difference", short="no clear difference", sign="◆"),
    "not-read": Term("left it unclear", short="unclear", sign="?"),
    "worse-not-clearly": Term(
        "leaned towards {}, no clear difference",
        short="leaning towards the other group, no clear difference",
        sign="▽",
    ),
    "worse-in-words": Term(
        "favoured {}, in the authors’ words",
        short="in favour of the other group, in the authors’ words",
        sign="▽",
    ),
    "worse": Term("favoured {}", short="in favour of the other group", sign="▼"),
}
"""Which side a result favours, those in favour first; `word` has the comparator put in."""
RESULTS: Mapping[Direction, Term] = {
    "favours-backward": Term("in favour of walking backwards", sign="▲"),
    "no-clear-difference": Term("no clear difference", sign="◆"),
    "favours-comparator": Term("against walking backwards", sign="▼"),
    "unclear": Term("not told", sign="?"),
}
"""What a whole study found, one way or several, as readers choose studies by it."""
CERTAINTY: Mapping[Level, Term] = {
    "high": Term(
        "High certainty",
        short="High",
        sign="●●●●",
        meaning="We are sure. The truth is very likely close to this.",
    ),
    "moderate": Term(
        "Moderate certainty",
        short="Moderate",
        sign="●●●○",
        meaning="We are fairly sure. The truth is probably close to this.",
    ),
    "low": Term(
        "Low certainty", short="Low", sign="●●○○", meaning="We are unsure. The truth may be quite different."
    ),
    "very-low": Term(
        "Very low certainty",
        short="Very low",
        sign="●○○○",
        meaning="The truth may well be quite different.",
    ),
}
"""How sure one can be (GRADE)."""
REASONS: Mapping[str, Term] = {
    "risk_of_bias": Term("How the trials were done"),
    "inconsistency": Term("Whether they agree"),
    "indirectness": Term("Whether they fit the question"),
    "imprecision": Term("How many people, and how exact"),
    "publication_bias": Term("Whether results are missing"),
    "large_effect": Term("A very large effect"),
    "dose_response": Term("More of it does more"),
    "opposing_confounding": Term("Other differences would have hidden it"),
}
"""What takes away from certainty, and what adds to it."""
SOURCES: Mapping[SourceKind, Term] = {
    "full-text": Term("full text", many="full texts", sign="F"),
    "registry": Term("registry", many="registries", sign="o"),
    "abstract": Term("abstract", many="abstracts", sign="A"),
    "cochrane-data": Term(
        "taken out by a Cochrane review", many="data taken out by a Cochrane review", sign="C"
    ),
    "index": Term("index", many="indexes", sign="o"),
    "secondary": Term("second-hand report", many="second-hand reports", sign="o"),
}
"""Kinds of pages that were read; `sign` is the letter for them in pictures."""
DESIGNS: Mapping[Design, Term] = {
    "randomised-trial": Term("randomised trial"),
    "quasi-randomised": Term("trial, groups formed without full randomisation"),
    "non-randomised": Term("trial, groups not randomised"),
    "allocation-not-seen": Term("trial, how groups were formed was not seen"),
    "before-after": Term("before and after, no comparison group"),
    "laboratory": Term("laboratory study, one session"),
    "protocol": Term("plan of a trial"),
    "registration": Term("registry entry of a trial"),
}
ROLES: Mapping[Comparator, Term] = {
    "backward-walking": Term("walking backwards"),
    "forward-walking": Term("walking forwards"),
    "usual-care": Term("usual care alone"),
    "other-exercise": Term("another exercise"),
    "other-treatment": Term("another treatment"),
    "no-treatment": Term("no treatment"),
    "both-directions": Term("walked both backwards and forwards"),
    "not-seen": Term("what this group did was not seen", short="the other group"),
    "before": Term("the time before"),
}
"""What the people of an arm did; `short` where it is what backward walking is compared with."""
REVIEWS: Mapping[ReviewKind, Term] = {
    "systematic-review": Term("systematic review"),
    "scoping-review": Term("scoping review"),
    "narrative-review": Term("narrative review"),
    "protocol": Term("plan of a review"),
}
READINGS: Mapping[ReadAs, Term] = {
    "full-text": Term("full text", short="full text", many="full texts"),
    "abstract": Term("abstract only", short="abstract", many="abstracts"),
    "part-of-abstract": Term("part of the abstract only", short="abstract", many="abstracts"),
    "data": Term("study data only", short="study data", many="study data"),
    "registry": Term("registry entry only", short="registry entry", many="registry entries"),
}
"""How much of a report was read, the fullest first; `short` and `many` are what it was read in."""
HARMS: Mapping[Reporting, Term] = {
    "reported": Term("something said of harm"),
    "none-occurred": Term("no harm occurred, it says"),
    "not-mentioned": Term("not mentioned"),
    "not-seen": Term("not seen: too little of the report could be read"),
}
REGISTRY: Mapping[RegistryStatus, Term] = {
    "planned": Term("planned, not begun"),
    "recruiting": Term("looking for people"),
    "running": Term("running"),
    "completed": Term("completed"),
    "stopped": Term("stopped"),
}
"""What a registry says of the state of a trial."""
TIMINGS: Mapping[Timing, Term] = {
    "prospective": Term("before the study began"),
    "retrospective": Term("after the study had begun"),
}
"""When a trial was registered."""
CONTRASTS: Mapping[Contrast, Term] = {
    "between-arms": Term("{0} against {1}"),
    "before-after": Term(
        "{0}: before and after, with nothing to compare it to",
        short="Before and after, nothing to compare it to",
    ),
    "backward-vs-forward": Term(
        "{0} against {1}, the same people", short="The same people backwards and forwards"
    ),
    "between-people": Term(
        "{0} against {1}: different people, the same walking",
        short="Different people compared, not exercise",
    ),
}
"""What is set against what, with the groups put in; `short` heads results without another group."""
VALUES: Mapping[Values, Term] = {
    "post": Term("values after the programme", short="values in the session"),
    "change": Term("change from the start"),
}
"""What averages are averages of; `short` where nobody was trained."""
ASPECTS: Mapping[Aspect, Term] = {
    "randomisation": Term("Randomisation"),
    "concealment": Term("Concealment"),
    "blinding of participants": Term("Blinding of participants"),
    "blinding of therapists": Term("Blinding of therapists"),
    "blinding of assessors": Term("Blinding of assessors"),
    "missing people": Term("Missing people"),
    "intention to treat": Term("Intention to treat"),
    "selective reporting": Term("Selective reporting"),
    "registration": Term("Registration"),
    "funding and interests": Term("Funding and interests"),
    "score given by others": Term("Score given by others"),
    "other": Term("Other"),
}
"""What a fact about how a study was done is about."""
BETTER: Mapping[Better, Term] = {"lower": Term("Lower is better"), "higher": Term("Higher is better")}
"""Which end of a scale is better."""
AMOUNTS: Mapping[AmountName, Term] = {
    "minutes_per_session": Term("Each time", short="Time"),
    "sessions_per_week": Term("How often", short="Walks"),
    "speed_kmh": Term("Speed", short="Speed"),
    "incline_percent": Term("Slope", short="Slope"),
}
"""What a rung of the ladder sets; `short` is what grows."""
DOSES: Mapping[DoseAmount, Term] = {
    "minutes_per_session": Term("Minutes each time"),
    "sessions_per_day": Term("Times a day"),
    "sessions_per_week": Term("Times a week"),
    "weeks": Term("Weeks"),
    "speed_kmh": Term("Speed"),
    "incline_percent": Term("Slope"),
}
"""What people did in studies."""
BASES: Mapping[Basis, Term] = {
    "post": Term("the post"),
    "cited": Term("the reports that it cites"),
    "common-sense": Term("common sense"),
}
"""What advice rests on."""
RISKS: Mapping[Judged, Term] = {
    "low": Term("low risk", sign="+"),
    "some-concerns": Term("some concerns", sign="−"),
    "moderate": Term("moderate risk", sign="−"),
    "high": Term("high risk", sign="×"),
    "serious": Term("serious risk", sign="×"),
    "critical": Term("critical risk", sign="‼"),
    "no-information": Term("no information", sign="?"),
}
"""Judgements on risk of bias, of both tools."""
DOMAINS: Mapping[RiskDomain, Term] = {
    "randomisation": Term("How the groups were formed", short="Groups formed"),
    "confounding": Term("Other differences between the groups", short="Other differences"),
    "selection": Term("Who was let in", short="Who was let in"),
    "classification": Term("Who counts as having walked backwards", short="Who walked"),
    "deviations": Term("Whether people did what was planned", short="Plan kept"),
    "missing-data": Term("People whose results are missing", short="People missing"),
    "measurement": Term("How it was measured", short="Measuring"),
    "reporting": Term("Whether all results are told", short="All results told"),
}
"""Domains of the tools for risk of bias; `short` heads a column."""
VERDICTS: Mapping[ClaimVerdict, Term] = {
    "supported": Term(
        "Supported", short="fully supported", sign="▲", meaning="What was found speaks for this."
    ),
    "partly": Term(
        "Partly right",
        short="partly right",
        sign="◐",
        meaning="Part of this has support, part of it has not.",
    ),
    "uncertain": Term(
        "Uncertain", short="uncertain", sign="?", meaning="What was found is too little or too weak to say."
    ),
    "contradicted": Term(
        "Contradicted", short="contradicted", sign="▼", meaning="What was found speaks against this."
    ),
    "not-studied": Term(
        "Not studied", short="not studied", sign="○", meaning="No study was found that tested this."
    ),
    "no-evidence": Term(
        "True, but not evidence",
        short="true, but not evidence",
        sign="≠",
        meaning="This is so. It does not show that the exercise helps.",
    ),
}
"""What became of a claim; `short` stands behind a number of claims."""
TYPES: Mapping[str, Term] = {
    "string": Term("text"),
    "integer": Term("whole number"),
    "number": Term("number"),
    "boolean": Term("true or false"),
    "date": Term("day"),
}
"""Types of a column of the data."""
RIGHT: Mapping[Right, Term] = {
    "first": Term("the first"),
    "second": Term("the second"),
    "unclear": Term("neither is certain"),
}
"""Which of two readings was right."""
SIGNS: Mapping[Sign, Term] = {
    "better": Term("better", sign="▲"),
    "better-in-words": Term("said to be better", sign="△"),
    "better-not-clearly": Term("leaning better, not clearly", sign="△"),
    "worse": Term("worse", sign="▼"),
    "worse-in-words": Term("said to be worse", sign="▽"),
    "worse-not-clearly": Term("leaning worse, not clearly", sign="▽"),
    "no-clear-difference": Term("no clear difference", sign="◆"),
    "not-read": Term("not readable", sign="?"),
}
"""What one trial found, in a row of signs; each word is the key to its sign."""
FORMATIONS: Mapping[Formation, Term] = {
    "at-random": Term("Groups formed at random, or nearly so"),
    "otherwise": Term("Other studies"),
}
"""Heads for studies whose groups were formed so."""
STAGES: Mapping[Stage, Term] = {
    "walked": Term("walked over weeks"),
    "planned": Term("only planned", short="planned"),
    "laboratory": Term("one session in a laboratory", short="laboratory"),
}
"""What became of a programme; `short` where that must be said beside its study."""
LETTERS: Mapping[str, Term] = {
    "F": Term("full text"),
    "A": Term("abstract"),
    "C": Term("data taken out by a Cochrane review"),
    "o": Term("elsewhere, such as a registry"),
}
"""Where something was read, by the signs of SOURCES."""


def comparator(role: Comparator) -> str:
    """What backward walking was compared with: 'usual care alone', 'the other group'."""
    return ROLES[role].short or ROLES[role].word


def found(sign: Sign, other: str) -> str:
    """The side in words that fit behind a number of trials: 'favoured walking backwards'."""
    return DIRECTIONS[sign].word.format(other)
