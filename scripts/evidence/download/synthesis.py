"""Every cell with all that its sentence, table and pictures are made of, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from evidence.download.studies import as_json
from evidence.reckon.cells import Cell, Sides, StudyFinding
from evidence.reckon.certainty import Level
from evidence.reckon.combining import Combined, Scale, StudyEffect
from evidence.reckon.conclusion import Kind, TooLittle, conclude
from evidence.reckon.directions import Basis, Sign
from evidence.reckon.formulas import Bounds
from evidence.reckon.pool import Pool
from evidence.reckon.synthesis import Answer, Synthesis
from evidence.records import schema as schemas
from evidence.records.common import Count, Day, Record, Slug, Text
from evidence.records.condition import Comparator
from evidence.records.study import Design, Side
from evidence.say import reasons
from evidence.say.answers import as_text, counted, headline, numbers, shown
from evidence.say.effects import derivation, why_not
from evidence.say.numbers import rounded, rounded_bounds


class Finding(Record):
    """What one study found on one outcome in one comparison."""

    study: Slug
    """Id of the study."""
    design: Design
    """How the study was built."""
    people: Count | None
    """People of the study who have the condition; empty where their number was not seen."""
    people_compared: Count | None
    """People in the arms compared; empty where that was not seen."""
    people_shared: bool
    """Whether that holds an equal share of the people in arms whose number was not seen."""
    side: Side | None
    """Side that its averages, a printed difference or its authors' words tell; empty where none is told."""
    basis: Basis | None
    """What the side rests on: numbers or the authors' words."""
    tested: bool
    """Whether a test was seen: a p value, an interval, or averages with their spread."""
    clear: bool | None
    """Whether a test found its side's difference clear; empty without a side, or where nobody says so."""
    no_clear: bool
    """Whether no clear difference was reported or follows from the numbers."""
    sign: Sign
    """What it is told to have found, as the pages show it."""
    results: list[int]
    """Numbers of the results within the study, from 1, as in results.csv."""


class Downgrade(Record):
    """One reason to be more or less certain."""

    domain: Text
    """The reason, by the name that GRADE has for it."""
    by: Count
    """Levels taken off or added."""
    reason: Text
    """What it rests on."""


class JudgedCertainty(Record):
    """How sure one can be, and why."""

    level: Level
    """High to very low, of the studies that tell a side; of the randomised ones where there are such."""
    level_others: Level | None
    """The level of the others, whose groups were not; empty unless there are both kinds."""
    start: Level
    """Where the level starts: high with groups formed at random or nearly so, else low."""
    down: list[Downgrade]
    """Reasons to be less certain."""
    up: list[Downgrade]
    """Reasons to be more certain."""
    on: Day
    """Day of the judgement."""


class EffectData(Record):
    """The effect of one study."""

    study: Slug
    """Id of the study."""
    result: int
    """Number of the result within the study, from 1."""
    estimate: float
    """Backward walking minus the other group; standardised: positive is better."""
    variance: float
    """Its sampling variance."""
    interval: Bounds
    """95% interval: lower and upper bound."""
    people: list[Count] | None
    """People in the two groups, or equal shares of the study's people; empty where neither is known."""
    values: Literal["post", "change"] | None
    """Values after the programme (post), or change from the start."""
    pooled: bool
    """True when it stands in the sum."""
    weight: float | None
    """Weight in the sum, in percent."""
    hedges_g: float | None
    """Hedges' g, positive when better with backward walking."""
    derivation: Text
    """How the effect was worked out."""


class PoolData(Record):
    """The sum of two or more studies."""

    k: int
    """Number of studies in the sum."""
    method: Text
    """How the variance between studies was estimated."""
    estimate: float
    """The sum, on the scale of the effects."""
    se: float
    """Standard error."""
    wald: Bounds
    """95% interval by the normal distribution."""
    hksj: Bounds | None
    """95% interval after Hartung and Knapp, never narrower for luck."""
    tau2: float | None
    """Variance between studies."""
    tau2_interval: Bounds | None
    """Its 95% interval, by the Q profile."""
    q: float | None
    """Cochran's Q."""
    i2: float | None
    """I squared, in percent."""
    prediction_interval: Bounds | None
    """95% interval for the effect of a further study, t with k - 2; empty below five studies."""


class ToldSum(Record):
    """A sum as the sentence prints it: rounded, without a sign."""

    estimate: float
    """Size of the sum."""
    interval: Bounds
    """Sizes of the bounds of its interval."""


class Told(Record):
    """Numbers as the sentence prints them: rounded, without a sign."""

    estimate: float | None
    """Size of the sum, or of the only effect."""
    interval: Bounds | None
    """Sizes of its bounds."""
    points: float | None
    """The same in points of the best-known scale."""
    points_on: Slug | None
    """Id of that scale."""
    points_interval: Bounds | None
    """Sizes of the bounds in these points."""
    sd: float | None
    """Standard deviation used for that."""
    noticed: Bounds | None
    """Smallest and largest change that people are said to notice."""


class CombinedData(Record):
    """All effects of one cell, and their sum."""

    scale: Scale
    """In the unit of the instrument (raw), or in standard deviations (standardised)."""
    instrument: Slug | None
    """Id of the scale or test."""
    unit: Text | None
    """Unit of its figures."""
    range: Text | None
    """Lowest and highest value."""
    better: Literal["lower", "higher"]
    """Which end is better; on the standardised scale always higher."""
    studies: list[EffectData]
    """Studies whose effect is on this scale."""
    elsewhere: list[Slug]
    """Ids of studies whose effect is on another scale."""
    pool: PoolData | None
    """The sum; empty where fewer than two studies may be put together."""
    sensitivity: SensitivityData | None
    """The sum without effects that are hard to believe; empty where there are none."""
    why_not: str
    """Why some or all stand in no sum."""
    told: Told
    """Numbers as the sentences print them: rounded, without a sign."""


class SidesData(Record):
    """Studies by the side that they tell, whether or not a test was seen."""

    backward: Count
    """Studies that tell the side of walking backwards."""
    comparator: Count
    """Studies that tell the side of the comparison."""
    untold: Count
    """Studies that tell no side: missing information, and no vote."""
    no_clear: Count
    """Of those, how many tell only that no clear difference was found."""
    people: Count
    """People in the arms compared of the studies that tell a side."""
    sign_test_p: float
    """Two-sided exact p of the sign test over the studies that tell a side; no verdict rests on it."""
    sign_test_p_bounds: Bounds
    """Smallest and largest p, whichever way the studies lie that tell none."""


class SensitivityData(Record):
    """The sum without studies whose effect is larger than is easy to believe."""

    without: list[Slug]
    """Ids of the studies left out."""
    pool: PoolData
    """The sum of the others."""
    told: ToldSum
    """Its numbers as the sentence prints them."""


class CellData(Record):
    """One outcome in one comparison."""

    outcome: Slug
    """Id of what was measured, such as pain."""
    name: Text
    """Name for readers."""
    conclusion: Kind
    """What can be said: a size, sides, too little, or nothing."""
    why_too_little: TooLittle | None
    """Why it is too little to tell; empty where it is not."""
    headline: str
    """The sentence on what it adds up to; empty where the comparison was not seen."""
    sentence: Text
    """The sentence that counts the studies."""
    numbers: str
    """The sentences on the size of the effect; empty without numbers."""
    people: Count
    """People with the condition in the studies that measured it, all groups together."""
    people_read: Count
    """People in the arms compared of the studies whose result can be read; imprecision is judged by these."""
    sides: SidesData
    """How many studies tell which side."""
    findings: list[Finding]
    """What each study found."""
    certainty: JudgedCertainty | None
    """How sure one can be; empty while not judged."""
    combined: CombinedData | None
    """Effects of single studies and their sum; empty without numbers."""


class QuestionData(Record):
    """One comparison of a condition."""

    comparator: Comparator
    """What backward walking is set against."""
    ask: Text
    """The question as it stands on the page."""
    people: Count
    """People with the condition in the studies that speak to it, all groups together."""
    cells: list[CellData]
    """One per outcome, the most important first."""


class ConditionData(Record):
    """One condition with its questions."""

    condition: Slug
    """Id of the condition."""
    name: Text
    """Name for readers."""
    studies: list[Slug]
    """Ids of the studies counted."""
    people: Count
    """People in them who have the condition, all groups together."""
    questions: list[QuestionData]
    """The comparisons that readers care about."""


class Syntheses(Record):
    """What the studies add up to, for every condition."""

    title: Text
    """Title of the data set."""
    version: Text
    """Version of the data set."""
    day: Day
    """The latest day on which anything in it was read."""
    licence: Text
    """Licence, as an SPDX identifier."""
    description: Text
    """What the data set holds."""
    conditions: list[ConditionData]
    """All conditions, in the order of the site."""


def schema() -> str:
    """The JSON Schema of `syntheses`, every field described."""
    return as_json(schemas.schema(Syntheses))


def syntheses(found: Iterable[Synthesis], about: Mapping[str, str]) -> str:
    """All syntheses as JSON; `about` holds title, version, day, licence and description of the data set."""
    conditions = [_condition(synthesis).model_dump(mode="json") for synthesis in found]
    return as_json({**about, "conditions": conditions})


def _condition(synthesis: Synthesis) -> ConditionData:
    return ConditionData(
        condition=synthesis.condition.id,
        name=synthesis.condition.name,
        studies=[study.id for study in synthesis.studies],
        people=synthesis.people,
        questions=[_question(answer) for answer in synthesis.answers],
    )


def _question(answer: Answer) -> QuestionData:
    return QuestionData(
        comparator=answer.question.comparator,
        ask=answer.question.ask,
        people=answer.people,
        cells=[_cell(cell) for cell in answer.cells],
    )


def _sides(sides: Sides) -> SidesData:
    return SidesData(
        backward=sides.backward,
        comparator=sides.comparator,
        untold=sides.untold,
        no_clear=sides.no_clear,
        people=sides.people,
        sign_test_p=sides.p,
        sign_test_p_bounds=sides.p_bounds,
    )


def _cell(cell: Cell) -> CellData:
    concluded = conclude(cell)
    return CellData(
        outcome=cell.outcome.id,
        name=cell.outcome.name,
        conclusion=concluded.kind,
        why_too_little=concluded.why,
        headline=headline(cell),
        sentence=counted(cell),
        numbers=as_text(numbers(cell)),
        people=cell.people,
        people_read=cell.people_read,
        sides=_sides(cell.sides),
        findings=[_finding(finding) for finding in cell.findings],
        certainty=_certainty(cell),
        combined=_combined(cell, cell.combined) if cell.combined else None,
    )


def _finding(finding: StudyFinding) -> Finding:
    return Finding(
        study=finding.study.id,
        design=finding.study.design,
        people=finding.study.participants.with_condition(),
        people_compared=finding.people,
        people_shared=finding.about,
        side=finding.side,
        basis=finding.basis,
        tested=finding.tested,
        clear=finding.clear,
        no_clear=finding.no_clear,
        sign=finding.sign,
        results=[result.number for result in finding.results],
    )


def _certainty(cell: Cell) -> JudgedCertainty | None:
    if cell.judged is None or cell.level is None:
        return None
    down, up = (
        [Downgrade(domain=name, by=rating.by, reason=rating.reason) for name, rating in rated]
        for rated in (reasons.downgrades(cell), reasons.upgrades(cell))
    )
    return JudgedCertainty(
        level=cell.level,
        level_others=cell.level_others,
        start=cell.start,
        down=down,
        up=up,
        on=cell.judged.on,
    )


def _combined(cell: Cell, combined: Combined) -> CombinedData:
    instrument = combined.instrument
    weights = combined.weights
    return CombinedData(
        scale=combined.scale,
        instrument=instrument.id if instrument else None,
        unit=instrument.unit if instrument else None,
        range=instrument.range if instrument else None,
        better=combined.better,
        studies=[_effect(row, weights.get(row.study.id)) for row in combined.studies],
        elsewhere=[study.id for study, _ in combined.elsewhere],
        pool=_pool(combined.pool) if combined.pool else None,
        sensitivity=_sensitivity(combined),
        why_not=why_not(combined),
        told=_told(cell, combined),
    )


def _effect(row: StudyEffect, weight: float | None) -> EffectData:
    effect = row.effect
    return EffectData(
        study=row.study.id,
        result=effect.result.number,
        estimate=row.estimate.value,
        variance=row.estimate.variance,
        interval=row.interval,
        people=[effect.sizes.first, effect.sizes.second] if effect.sizes else None,
        values=effect.values,
        pooled=row.pooled,
        weight=weight,
        hedges_g=effect.smd.value if effect.smd else None,
        derivation=derivation(effect),
    )


def _pool(pool: Pool) -> PoolData:
    named = {name: getattr(pool, name) for name in PoolData.model_fields}
    return PoolData(**{**named, "prediction_interval": pool.prediction})


def _sensitivity(combined: Combined) -> SensitivityData | None:
    rest = combined.without_doubtful
    if rest is None:
        return None
    return SensitivityData(
        without=[row.study.id for row in combined.doubtful],
        pool=_pool(rest),
        told=ToldSum(
            estimate=rounded(abs(rest.estimate), max(map(abs, rest.hksj or rest.wald))),
            interval=rounded_bounds(*(rest.hksj or rest.wald)),
        ),
    )


def _told(cell: Cell, combined: Combined) -> Told:
    estimate, pooled = combined.estimate, cell.pooled_sd
    bounds = combined.interval
    mcid = cell.mcid.span if cell.mcid else None
    return Told(
        estimate=None if estimate is None else shown(cell, combined, estimate).amount,
        interval=rounded_bounds(*bounds) if bounds else None,
        points=rounded(abs(estimate) * pooled.sd) if pooled and estimate is not None else None,
        points_on=pooled.instrument.id if pooled and estimate is not None else None,
        points_interval=rounded_bounds(*bounds, pooled.sd) if pooled and bounds else None,
        sd=rounded(pooled.sd) if pooled else None,
        noticed=(mcid.low, mcid.high) if mcid else None,
    )
