"""What a study is: who took part, what each arm did, what was measured, how well it was done."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

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
    Day,
    Formerly,
    Harms,
    InstrumentId,
    Interval,
    Number,
    OutcomeId,
    Positive,
    PValue,
    Reading,
    Record,
    Seen,
    Slug,
    Sources,
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

Side = Literal["favours-backward", "favours-comparator"]

Timing = Literal["prospective", "retrospective"]
"""When a trial was registered: before it began, or after."""

Values = Literal["post", "change"]

Aspect = Literal[
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

RegistryStatus = Literal["planned", "recruiting", "running", "completed", "stopped"]


class Registration(Record):
    """Entry in a trial registry; `status` as the registry gave it when it was read."""

    number: Text = Field(examples=["NCT01234567"])
    """Number in the registry."""
    timing: Timing | None = None
    """Registered before the study began (prospective) or after."""
    status: RegistryStatus | None = None
    """How far the study was when the entry was read, as the registry gave it."""
    start: Text | None = Field(default=None, examples=["March 2014"])
    """Start as the registry gives it."""
    completion: Text | None = Field(default=None, examples=["December 2015", "July 2026 (planned)"])
    """End as the registry gives it, reached or planned."""
    note: Cited | None = None
    """A remark in our words."""
    seen: Seen
    """Names of the sources in which this was read."""


class Participants(Record):
    """Who took part; numbers of people."""

    recruited: Count | None = None
    """Number of people recruited."""
    randomised: Count | None = None
    """Number of people randomised; the study counts with it, else with `analysed`, else with `recruited`."""
    analysed: Count | None = None
    """Number of people analysed, no more than were randomised."""
    planned: Count | None = None
    """Number of people planned for in a protocol or a registry; counted in no answer."""
    without_condition: Count | None = None
    """Number of people among them who do not have the condition; counted in no answer."""
    women: Count | None = None
    """Number of women among them."""
    age_mean: Positive | None = None
    """Mean age in years."""
    age_sd: Positive | None = None
    """Standard deviation of the age in years."""
    age: Amount | None = Field(default=None, examples=[[40, 70]])
    """Age in years: one number, or lowest and highest."""
    description: Text
    """Who they were, in our words."""
    left_out: Text | None = Field(default=None, examples=["heart disease; dizziness; or a recent operation"])
    """What people were left out for, by the plan or the report, so that it goes on from 'with'."""
    note: Cited | None = None
    """A remark in our words."""
    seen: Seen
    """Names of the sources in which this was read."""

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
    """Minutes each time."""
    sessions_per_day: Amount | None = Field(default=None, examples=[2])
    """Times a day."""
    sessions_per_week: Amount | None = Field(default=None, examples=[3, [3, 4]])
    """Times a week."""
    sessions_in_all: Count | None = Field(default=None, examples=[18])
    """Times in all."""
    weeks: Amount | None = Field(default=None, examples=[6])
    """Length in weeks."""
    speed_kmh: Amount | None = Field(default=None, examples=[1.2, [0.8, 1.6]])
    """Speed in kilometres per hour."""
    pace: Text | None = Field(default=None, examples=["A speed that people chose themselves"])
    """Pace in words, where no speed was printed."""
    incline_percent: Amount | None = Field(default=None, examples=[0, [0, 5]])
    """Incline in percent."""
    surface: Text | None = Field(default=None, examples=["Treadmill"])
    """What people walked on."""
    supervised: bool | None = None
    """Whether somebody watched; left out when that was not seen."""
    note: Cited | None = None
    """A remark in our words."""
    seen: Seen
    """Names of the sources in which this was read."""

    def minutes_per_week(self) -> Span | None:
        """Minutes per session x sessions per week; not worked out when sessions are counted per day."""
        if self.minutes_per_session is None or self.sessions_per_week is None or self.sessions_per_day:
            return None
        return self.minutes_per_session.times(self.sessions_per_week)


class Arm(Record):
    """One group of a study; `n` people allocated to it."""

    role: Role
    """What the group did, as studies are sorted."""
    label: Text
    """What the group did, in words."""
    n: Count | None = None
    """People allocated to the group."""
    age_mean: Positive | None = None
    """Mean age in years."""
    age_sd: Positive | None = None
    """Standard deviation of the age in years."""
    co_intervention: Text | None = None
    """What the group did besides, such as the same usual care as the others."""
    content: Text | None = None
    """What the group did, in detail."""
    programme: Programme | None = None
    """Minutes, times, weeks and speed of what the group did."""
    note: Cited | None = None
    """A remark in our words."""


class ArmResult(Record):
    """Mean and standard deviation of one arm, in the instrument's unit; `n` people measured."""

    n: Count | None = None
    """People measured."""
    mean: Number
    """Mean, in the unit of the instrument."""
    sd: Spread | None = None
    """Standard deviation, in the unit of the instrument."""


class Difference(Record):
    """First compared arm minus second, in the instrument's unit."""

    estimate: Number
    """Difference, first compared arm minus second, in the unit of the instrument."""
    ci95: Interval | None = None
    """95% interval of the difference: lower and upper bound."""
    se: Spread | None = None
    """Standard error of the difference."""


class Result(Record):
    """One outcome at one time: arm means, or a difference, or a p value, or only a direction."""

    outcome: OutcomeId
    """Id of what was measured, such as pain."""
    instrument: InstrumentId | None = None
    """Id of the scale or test."""
    measure: Text | None = None
    """How it was measured, in words."""
    primary: bool = False
    """True for a main outcome of the study."""
    contrast: Contrast = "between-arms"
    """What is set against what: groups, before and after, directions of walking, or people."""
    compares: Annotated[list[ArmName], Field(min_length=1, examples=[["backward", "control"]])]
    """Names of the arms compared; a difference is the first minus the second."""
    week: Positive | None = Field(default=None, examples=[6])
    """Week after the start."""
    timing: Text | None = Field(default=None, examples=["After 18 sessions"])
    """When it was measured, in words."""
    one_session: bool = False
    """True where a trial of weeks measured straight after a single session; it stands in no answer."""
    values: Values | None = None
    """Values after the programme (post), or change from the start."""
    arms: dict[ArmName, ArmResult] = Field(
        default={}, examples=[{"backward": {"n": 20, "mean": 3.1, "sd": 1.2}}]
    )
    """Figures of each arm, by its name; `values` says what they are."""
    difference: Difference | None = None
    """Difference between the arms, the first compared minus the second."""
    p: PValue | None = None
    """p value as printed."""
    cohen_d: Spread | None = Field(default=None, examples=[0.86])
    """Standardised difference as printed, without its sign: the side stands in `direction`."""
    direction: Direction | None = None
    """Direction that the record states: where arms are compared and the numbers give none, only there."""
    lean: Side | None = None
    """The side that the authors tell in words where no test or no numbers show it."""
    finding: Cited | None = None
    """What was found, in our words."""
    excluded_from_pool: Text | None = None
    """Why the figures must not be added to others."""
    seen: Seen
    """Names of the sources in which this was read."""
    place: Text | None = Field(default=None, examples=["Table 2"])
    """Where in the source it stands, such as a table."""
    note: Cited | None = None
    """A remark in our words."""
    _number: int = 0

    @property
    def number(self) -> int:
        """Its place among the results of its study, from 1; 0 while it belongs to none."""
        return self._number

    @property
    def compares_arms(self) -> bool:
        """Whether groups are set against each other, and not the same people at two times or both ways."""
        return self.contrast == "between-arms"


class Conduct(Record):
    """One fact about how the study was done, for a later judgement of its risk of bias."""

    aspect: Aspect
    """What the fact is about."""
    fact: Cited
    """The fact, in our words."""
    seen: Seen
    """Names of the sources in which this was read."""


RiskLevel = Literal["low", "some-concerns", "high", "moderate", "serious", "critical"]


class Judgement(Record):
    """Judgement on one domain of risk of bias, and the recorded facts that it rests on."""

    judgement: RiskLevel
    """The judgement, as the tool for the design has it (RoB 2 or ROBINS-I)."""
    reason: Cited
    """The facts that it rests on, in our words."""


class RiskOfBias(Record):
    """Judgement per domain; a domain that is left out is one that nothing was seen about."""

    on: Day
    """Day of the judgement."""
    domains: dict[Slug, Judgement] = Field(
        examples=[
            {"measurement": {"judgement": "high", "reason": "People rated themselves and knew their group."}}
        ]
    )
    """Judgement per domain; a domain that nothing was seen about is left out."""
    measurement_of: dict[OutcomeId, Judgement] = Field(
        default={},
        examples=[{"strength": {"judgement": "low", "reason": "Whoever measured did not know the groups."}}],
    )
    """The measuring of an outcome that was measured otherwise than what `domains` judges, by its id."""


class Study(Record):
    """One study with all its reports; the file name is its id."""

    id: Slug = Field(examples=["chen-2021"])
    """Lower-case id: the name of its file, and the end of its page's address."""
    formerly: Formerly = []
    """Ids that it had before; their addresses lead here."""
    name: Text | None = Field(default=None, examples=["Backwards against forwards, 66 people"])
    """What readers call it, without the year, where no author was seen and what stands here reads badly."""
    condition: ConditionId
    """Id of the condition that it is about."""
    design: Design
    """How the study was built."""
    healthy_people: bool = False
    """True when nobody in it has the condition; such a study counts in no answer."""
    may_repeat: StudyId | None = None
    """Id of a study that is probably about the same people; this one counts in no answer."""
    design_note: Cited | None = None
    """More about the design."""
    reports: Annotated[list[CitationKey], Field(min_length=1)]
    """Citation keys of its reports, the main one first."""
    country: CountryCode | None = None
    """Country as a code of two letters (ISO 3166-1)."""
    setting: Text | None = None
    """Where it took place."""
    dates: Text | None = Field(default=None, examples=["March 2014 to December 2015"])
    """When it took place or was published."""
    registration: Registration | None = None
    """Entry in a trial registry."""
    participants: Participants
    """Who took part."""
    arms: Annotated[
        dict[Slug, Arm],
        Field(
            min_length=1,
            examples=[
                {
                    "backward": {"role": "backward-walking", "label": "Backward walking added to usual care"},
                    "control": {"role": "usual-care", "label": "Usual care alone"},
                }
            ],
        ),
    ]
    """The groups, by name."""
    results: list[Result] = []
    """Results, one per outcome, comparison and time."""
    harms: Harms
    """What was said about harm."""
    conduct: list[Conduct] = []
    """How the study was done."""
    risk_of_bias: RiskOfBias | None = None
    """Judgement of its risk of bias; left out while not judged."""
    conclusion: Statement | None = None
    """What the authors concluded, in our words."""
    contradictions: list[Contradiction] = []
    """Statements that cannot both hold, or figures that do not fit."""
    related: list[Cited] = []
    """Other work that belongs to it, and how."""
    open_questions: list[Cited] = []
    """What was not seen and would be worth knowing."""
    sources: Sources
    """The pages that were read, by the names that `seen` gives them."""
    reading: Reading
    """How much of the main report was read, when, and whether somebody read it again."""
    corrections: list[Correction] = []
    """Changes after the first reading."""

    def model_post_init(self, _: Any) -> None:
        """Number the results, so that each can be found again."""
        for number, result in enumerate(self.results, start=1):
            result._number = number

    def comparator(self, result: Result) -> Role | None:
        """What the second group did where two are compared; None for any other contrast."""
        return self.arms[result.compares[1]].role if result.compares_arms else None
