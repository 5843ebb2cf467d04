"""What a study is: who took part, what each arm did, what was measured, how well it was done."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
)

from evidence.records.common import (
    Amount,
    ArmName,
    CitationKey,
    Cited,
    ConditionId,
    Contradiction,
    Correction,
    Count,
    CountryCode,
    Harms,
    InstrumentId,
    Number,
    OutcomeId,
    Positive,
    PValue,
    Reading,
    Record,
    Seen,
    SeenAt,
    Slug,
    Span,
    Spread,
    Statement,
    StudyId,
    Text,
)

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

RegistryStatus = Literal["planned", "recruiting", "running", "completed", "stopped"]


class Registration(Record):
    """Entry in a trial registry; `status` as the registry gave it when it was read."""

    number: Text
    timing: Literal["prospective", "retrospective"] | None = None
    status: RegistryStatus | None = None
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
    _number: int = 0

    @property
    def number(self) -> int:
        """Its place among the results of its study, from 1; 0 while it belongs to none."""
        return self._number


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


RiskLevel = Literal["low", "some-concerns", "high", "moderate", "serious", "critical"]


class Judgement(Record):
    """Judgement on one domain of risk of bias, and the recorded facts that it rests on."""

    judgement: RiskLevel
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

    def model_post_init(self, _: Any) -> None:
        """Number the results, so that each can be found again."""
        for number, result in enumerate(self.results, start=1):
            result._number = number

    def walked(self) -> list[Programme]:
        """Programmes of the groups in which people walked backwards, as far as anything was seen of them."""
        return [arm.programme for arm in self.arms.values() if arm.role in WALKED and arm.programme]
