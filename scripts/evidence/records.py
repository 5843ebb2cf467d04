"""What a study, a condition and every other kind of record is: the one place that says so.

The JSON Schemas under references/schema/ are generated from these models. Whatever was not seen is null or
left out; nothing has a default that could pass for a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)


class Prose:
    """Marks text that may cite: `[@key]` inside it is checked and becomes a numbered citation."""


@dataclass(frozen=True)
class NameOf:
    """Marks text that names something else, which must exist: a condition, an instrument, an arm."""

    kind: str


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Cited = Annotated[str, StringConstraints(min_length=1, pattern=r"\S"), Prose()]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
CitationKey = Annotated[Slug, NameOf("citation key")]
ConditionId = Annotated[Slug, NameOf("condition")]
InstrumentId = Annotated[Slug, NameOf("instrument")]
OutcomeId = Annotated[Slug, NameOf("outcome")]
ArmName = Annotated[Slug, NameOf("arm")]
StudyId = Annotated[Slug, NameOf("study")]
PlaceId = Annotated[Slug, NameOf("place")]
SourceName = Annotated[Slug, NameOf("source")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"\[\]]+$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
MOST, LEAST = 1_000_000_000, 0.000001
"""Nothing measured in people is larger, no spread smaller; far beyond, arithmetic ends in infinities."""
PValue = Annotated[str, StringConstraints(pattern=r"^[<>=]?(0?\.[0-9]{1,12}|1(\.0+)?)$")]
Count = Annotated[int, Field(ge=0, le=MOST)]
Number = Annotated[float, Field(ge=-MOST, le=MOST)]
Positive = Annotated[float, Field(gt=0, le=MOST)]


def _not_tiny(value: float) -> float:
    if value < LEAST:
        raise ValueError(f"give {LEAST:f} or more")
    return value


Spread = Annotated[Positive, AfterValidator(_not_tiny)]
"""A standard deviation or error, or an effect size without its sign."""
Seen = Annotated[list[SourceName], Field(min_length=1)]


class Record(BaseModel):
    """Base of all models: unknown keys are refused, types are not guessed, values do not change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Span(Record):
    """From `low` to `high`, both included; a single number has both the same."""

    low: float
    high: float

    def times(self, other: Span) -> Span:
        """Smallest times smallest, largest times largest."""
        return Span(low=self.low * other.low, high=self.high * other.high)


def _span(value: Any) -> Any:
    if any(_number(each) and each > MOST for each in (value if isinstance(value, list) else [value])):
        raise ValueError(f"give {MOST} or less")
    if _number(value):
        return {"low": value, "high": value}
    if isinstance(value, list) and len(value) == 2 and all(map(_number, value)) and value[0] < value[1]:
        return {"low": value[0], "high": value[1]}
    raise ValueError("give one number, or [lowest, highest]")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


Amount = Annotated[
    Span,
    BeforeValidator(_span),
    WithJsonSchema(
        {
            "description": "one number, or [lowest, highest]",
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 2, "maxItems": 2},
            ],
        }
    ),
]

Role = Literal[
    "backward-walking",
    "forward-walking",
    "usual-care",
    "other-exercise",
    "other-treatment",
    "no-treatment",
    "both-directions",
    "not-seen",
]
WALKED = ("backward-walking", "both-directions")
"""Roles of groups that walked backwards."""
Comparator = Literal[Role, "before"]
"""What backward walking is set against; `before`: only the same people before the programme."""
Design = Literal[
    "randomised-trial",
    "quasi-randomised",
    "non-randomised",
    "allocation-not-seen",
    "before-after",
    "laboratory",
    "protocol",
    "registration",
]
Contrast = Literal["between-arms", "before-after", "backward-vs-forward", "between-people"]
Direction = Literal["favours-backward", "no-clear-difference", "favours-comparator", "unclear"]
Reporting = Literal["reported", "none-occurred", "not-mentioned", "not-seen"]
SourceKind = Literal["abstract", "full-text", "registry", "index", "secondary"]


class SeenAt(Record):
    """A page that was read: what it held and on which day."""

    kind: SourceKind
    address: Address | None = None
    what: Text
    on: date


class Correction(Record):
    """A change after the first reading, and why."""

    what: Text
    why: Text
    by: Text
    on: date


class Disagreement(Record):
    """Where two readings differ; `right` says which one the record follows."""

    field: Text
    first: Text
    second: Text
    right: Literal["first", "second", "unclear"]
    why: Text


class SecondReading(Record):
    """An independent second reading: how many fields were compared, how many agreed."""

    on: date
    compared: Count
    agreed: Count
    disagreements: list[Disagreement] = []
    added: list[Text] = []
    not_found_again: list[Text] = []


class Reading(Record):
    """What was read of the main report, and when."""

    what: Literal["abstract", "part-of-abstract", "full-text", "registry"]
    on: date
    second: SecondReading | None = None


class Contradiction(Record):
    """Two statements that cannot both hold, or a figure that does not fit."""

    what: Cited
    seen: Seen


class Statement(Record):
    """One fact in our own words, and where it was seen."""

    text: Cited
    seen: Seen
    place: Text | None = None


class Registration(Record):
    """Entry in a trial registry; `status` as the registry gave it when it was read."""

    number: Text
    timing: Literal["prospective", "retrospective"] | None = None
    status: Literal["planned", "recruiting", "running", "completed", "stopped"] | None = None
    start: Text | None = None
    completion: Text | None = None
    note: Cited | None = None
    seen: Seen


class Participants(Record):
    """Who took part; numbers of people."""

    recruited: Count | None = None
    randomised: Count | None = None
    analysed: Count | None = None
    planned: Count | None = None
    without_condition: Count | None = None
    """People among them who do not have the condition: looked at beside the others, counted in no answer."""
    women: Count | None = None
    age_mean: Positive | None = None
    age_sd: Positive | None = None
    age: Amount | None = None
    description: Text
    note: Cited | None = None
    seen: Seen

    def people(self) -> int | None:
        """Number of people to count the study by: randomised, else analysed, else recruited."""
        return next((n for n in (self.randomised, self.analysed, self.recruited) if n is not None), None)

    def with_condition(self) -> int | None:
        """Those of them who have the condition."""
        total = self.people()
        return None if total is None else total - (self.without_condition or 0)


class Programme(Record):
    """What people did. Minutes, times, weeks, km/h and percent; `pace` when no speed was printed."""

    minutes_per_session: Amount | None = None
    sessions_per_day: Amount | None = None
    sessions_per_week: Amount | None = None
    sessions_in_all: Count | None = None
    weeks: Amount | None = None
    speed_kmh: Amount | None = None
    pace: Text | None = None
    incline_percent: Amount | None = None
    surface: Text | None = None
    supervised: bool | None = None
    note: Cited | None = None
    seen: Seen

    def minutes_per_week(self) -> Span | None:
        """Minutes per session x sessions per week; not worked out when sessions are counted per day."""
        if self.minutes_per_session is None or self.sessions_per_week is None or self.sessions_per_day:
            return None
        return self.minutes_per_session.times(self.sessions_per_week)


class Arm(Record):
    """One group of a study; `n` people allocated to it."""

    role: Role
    label: Text
    n: Count | None = None
    age_mean: Positive | None = None
    age_sd: Positive | None = None
    co_intervention: Text | None = None
    content: Text | None = None
    programme: Programme | None = None
    note: Cited | None = None


class ArmResult(Record):
    """Mean and standard deviation of one arm, in the instrument's unit; `n` people measured."""

    n: Count | None = None
    mean: Number
    sd: Spread | None = None


class Difference(Record):
    """First compared arm minus second, in the instrument's unit."""

    estimate: Number
    ci95: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    se: Spread | None = None


class Result(Record):
    """One outcome at one time: arm means, or a difference, or a p value, or only a direction."""

    outcome: OutcomeId
    instrument: InstrumentId | None = None
    measure: Text | None = None
    primary: bool = False
    contrast: Contrast = "between-arms"
    compares: Annotated[list[ArmName], Field(min_length=1)]
    week: Positive | None = None
    timing: Text | None = None
    values: Literal["post", "change"] | None = None
    arms: dict[ArmName, ArmResult] = {}
    difference: Difference | None = None
    p: PValue | None = None
    cohen_d: Spread | None = None
    """Standardised difference as printed, without its sign: the side stands in `direction`."""
    direction: Direction | None = None
    finding: Cited | None = None
    excluded_from_pool: Text | None = None
    seen: Seen
    place: Text | None = None
    note: Cited | None = None


class Harms(Record):
    """What was said about harm. `not-mentioned`: all that was read is silent; `not-seen`: not read enough."""

    reporting: Reporting
    statement: Cited | None = None
    withdrawals: Text | None = None
    seen: Seen | None = None


class Conduct(Record):
    """One fact about how the study was done, for a later judgement of its risk of bias."""

    aspect: Literal[
        "randomisation",
        "concealment",
        "blinding of participants",
        "blinding of therapists",
        "blinding of assessors",
        "missing people",
        "intention to treat",
        "selective reporting",
        "registration",
        "funding and interests",
        "score given by others",
        "other",
    ]
    fact: Cited
    seen: Seen


class Judgement(Record):
    """Judgement on one domain of risk of bias, and the recorded facts that it rests on."""

    judgement: Literal["low", "some-concerns", "high", "moderate", "serious", "critical"]
    reason: Cited


class RiskOfBias(Record):
    """Judgement per domain; a domain that is left out is one that nothing was seen about."""

    on: date
    domains: dict[Slug, Judgement]


class Study(Record):
    """One study with all its reports; the file name is its id."""

    id: Slug
    formerly: list[Slug] = []
    condition: ConditionId
    design: Design
    healthy_people: bool = False
    """True when nobody in the study has the condition: shown on its page, counted in no answer."""
    may_repeat: StudyId | None = None
    """Another study that is probably about the same people: this one is shown, and counted in no answer."""
    design_note: Cited | None = None
    reports: Annotated[list[CitationKey], Field(min_length=1)]
    country: CountryCode | None = None
    setting: Text | None = None
    dates: Text | None = None
    registration: Registration | None = None
    participants: Participants
    arms: Annotated[dict[Slug, Arm], Field(min_length=1)]
    results: list[Result] = []
    harms: Harms
    conduct: list[Conduct] = []
    risk_of_bias: RiskOfBias | None = None
    conclusion: Statement | None = None
    contradictions: list[Contradiction] = []
    related: list[Cited] = []
    open_questions: list[Text] = []
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]
    reading: Reading
    corrections: list[Correction] = []

    def walked(self) -> list[Programme]:
        """Programmes of the groups in which people walked backwards, as far as anything was seen of them."""
        return [arm.programme for arm in self.arms.values() if arm.role in WALKED and arm.programme]


class Pooled(Record):
    """A figure pooled by the authors of a review, not by us."""

    outcome: OutcomeId
    measure: Text
    standardised: bool = False
    """True for Hedges g, SMD and the like, which have no unit."""
    estimate: Number
    ci95: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    studies: Count | None = None
    comparison: Cited
    model: Text | None = None
    seen: Seen


class Included(Record):
    """What a review took in."""

    studies: Count | None = None
    people: Count | None = None
    note: Text | None = None
    overlap: Cited | None = None
    """How far its studies are those of this site, or why nobody can tell."""


class Review(Record):
    """One review of studies; the file name is its id. `also` names further conditions that it covers."""

    id: Slug
    formerly: list[Slug] = []
    condition: ConditionId
    also: list[ConditionId] = []
    kind: Literal["systematic-review", "scoping-review", "narrative-review", "protocol"]
    about_backward_walking: bool
    reports: Annotated[list[CitationKey], Field(min_length=1)]
    method: Text | None = None
    searched_until: Text | None = None
    included: Included
    pooled: list[Pooled] = []
    findings: Annotated[list[Statement], Field(min_length=1)]
    harms: Harms
    limits: list[Statement] = []
    conclusion: Statement | None = None
    contradictions: list[Contradiction] = []
    open_questions: list[Text] = []
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]
    reading: Reading
    corrections: list[Correction] = []


class Source(Record):
    """Anything else that a page leans on: a guideline, an advice page, a study of something else."""

    id: Slug
    formerly: list[Slug] = []
    kind: Literal[
        "guideline", "health-service", "research", "registry", "maker", "testers", "opinion", "news"
    ]
    about_backward_walking: bool
    facts: Annotated[list[Statement], Field(min_length=1)]
    note: Cited | None = None
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]


class Threshold(Record):
    """A change that matters to people, or that is larger than the error of measurement."""

    value: Text
    points: Amount | None = None
    """The same in the instrument's unit, where it is a change that people notice."""
    kind: Text
    people: Text
    applies_to: list[ConditionId] = []
    """Conditions whose answers are measured by it."""
    cites: CitationKey


class Instrument(Record):
    """A scale or a test, and which end of it is better."""

    id: Slug
    name: Text
    measures: Text
    unit: Text | None = None
    range: Text | None = None
    better: Literal["lower", "higher"] | None = None
    versions: Text | None = None
    """Why numbers of two studies cannot be put on one scale; left out when they can."""
    thresholds: list[Threshold] = []
    note: Cited | None = None


class Outcome(Record):
    """What was measured, as people would say it."""

    id: Slug
    name: Text
    explain: Text
    gain: Text | None = None
    """What getting better is, as it stands between "may" and "more": "ease pain"."""
    natural: InstrumentId | None = None
    """The best-known scale, on which standardised differences are told in points."""


class Question(Record):
    """One comparison that readers care about; the comparator's role picks the studies."""

    comparator: Comparator
    ask: Text
    explain: Cited
    doing: Text | None = None
    """What is judged, at the beginning of a sentence: "Adding walking backwards to usual care"."""
    instead: Text | None = None
    """What it is compared with, at the end of a sentence: "usual care alone"."""


class Rating(Record):
    """How many levels one reason takes off the certainty, or adds to it, and why."""

    by: Annotated[int, Field(ge=0, le=2)]
    reason: Cited


class Down(Record):
    """The five reasons to be less certain (GRADE; Cochrane Handbook chapter 14)."""

    risk_of_bias: Rating
    inconsistency: Rating
    indirectness: Rating
    imprecision: Rating
    publication_bias: Rating


class Up(Record):
    """The three reasons to be more certain."""

    large_effect: Rating | None = None
    dose_response: Rating | None = None
    opposing_confounding: Rating | None = None


class Certainty(Record):
    """One assessor's judgement of how sure one can be about these outcomes in one comparison."""

    comparator: Comparator
    outcomes: Annotated[list[OutcomeId], Field(min_length=1)]
    on: date
    down: Down
    up: Up = Up()


class Searched(Record):
    """How far the hunt for studies went."""

    until: date
    note: Cited
    known: Count
    """Studies of this condition that are known, entered or not."""


class Condition(Record):
    """A condition page: its questions, its outcomes in order of importance to people, its human sentences."""

    id: Slug
    formerly: list[Slug] = []
    order: Count
    lead: bool = False
    """True for those on the home page and first in the navigation."""
    name: Text
    people: Text
    title: Text
    description: Text
    answers: list[Cited] = []
    """What was found, in two or three sentences, where no comparison gives an answer to compute."""
    in_short: Annotated[list[Cited], Field(min_length=1)]
    questions: list[Question]
    outcomes: Annotated[list[Outcome], Field(min_length=1)]
    certainty: list[Certainty] = []
    """Judgements so far; a question and outcome without one is not yet judged."""
    disagreements: list[Cited] = []
    open_questions: list[Cited] = []
    searched: Searched


Verdict = Literal["supported", "partly", "uncertain", "contradicted", "not-studied"]


class Speaks(Record):
    """What one report says about a claim."""

    cites: CitationKey
    what: Text


class Claim(Record):
    """Something that people say about the exercise, and what was found when it was looked up."""

    id: Slug
    order: Count
    says: Text
    verdict: Verdict
    why: Cited
    supports: list[Speaks] = []
    against: list[Speaks] = []
    does_not_address: list[Cited] = []


class LeftOut(Record):
    """A study, review or registry entry that is known and not a record of its own, and why."""

    what: Text
    cites: CitationKey | None = None
    address: Address | None = None
    reason: Cited


class Excluded(Record):
    """Everything that was found and left out."""

    id: Slug
    entries: list[LeftOut]


class OriginLink(Record):
    """One of the links in the post that this site answers."""

    describes: Text
    report: CitationKey | None = None
    said: Text | None = None
    searched: Text | None = None
    ruled_out: list[CitationKey] = []
    would_settle: Text | None = None


class Origin(Record):
    """The post where it began: its routine, what it says, and its links."""

    id: Slug
    routine: Programme
    enough_minutes_per_week: Positive | None = None
    """What the post calls enough in a week, in minutes."""
    incline_note: Text
    says: Annotated[list[Text], Field(min_length=1)]
    links: Annotated[list[OriginLink], Field(min_length=1)]
    sources: Annotated[dict[Slug, SeenAt], Field(min_length=1)]


AmountName = Literal["minutes_per_session", "sessions_per_week", "speed_kmh", "incline_percent"]
AMOUNTS: tuple[AmountName, ...] = get_args(AmountName)
"""What a stage sets, in minutes, times a week, km/h and percent."""
Basis = Literal["post", "cited", "common-sense"]
"""What advice rests on: the post, the reports that it cites, or nothing but our own careful guess."""


class Advice(Record):
    """One piece of advice, and what it rests on."""

    says: Cited
    basis: Basis


class Reason(Advice):
    """Why these amounts, or these places, of a stage are what they are."""

    of: Annotated[list[AmountName | Literal["places"]], Field(min_length=1)]


class Place(Record):
    """Where people walk; `slope` when it can rise there."""

    id: Slug
    name: Text
    slope: bool
    notes: list[Advice] = []


class Step(Advice):
    """By how much one amount grows at a time, in its unit."""

    of: AmountName
    by: Amount


class Stage(Record):
    """One rung: what to do, and when to go on to the next. `changes` is what differs from the rung before."""

    id: Slug
    name: Text
    places: Annotated[list[PlaceId], Field(min_length=1)]
    minutes_per_session: Positive
    sessions_per_week: Positive
    speed_kmh: Positive
    incline_percent: Annotated[float, Field(ge=0)]
    changes: AmountName | Literal["places"] | None = None
    how: list[Advice] = []
    move_on_when: list[Advice] = []
    comes_from: Annotated[list[Reason], Field(min_length=1)]


class AskFirst(Advice):
    """Conditions with which nobody should begin alone."""

    conditions: Annotated[list[ConditionId], Field(min_length=1)]


class Ladder(Record):
    """How to build up: rungs from the first walk to the whole routine, and by how much to grow on the way."""

    id: Slug
    rules: Annotated[list[Advice], Field(min_length=1)]
    most_weeks: Annotated[int, Field(ge=1)]
    """The longest plan that is made, in weeks; our own limit."""
    ask_first: AskFirst | None = None
    places: Annotated[list[Place], Field(min_length=1)]
    steps: Annotated[list[Step], Field(min_length=1)]
    """In the order in which amounts grow."""
    stages: Annotated[list[Stage], Field(min_length=2)]


class Term(Record):
    """A word that readers may not know: `forms` are what else means the same, plurals among them."""

    id: Slug
    term: Text
    forms: list[Text] = []
    meaning: Cited
    """One or two short sentences; facts beyond common language are cited."""


class Glossary(Record):
    """The words that are explained where they stand, and on a page of their own."""

    id: Slug
    terms: Annotated[list[Term], Field(min_length=1)]
