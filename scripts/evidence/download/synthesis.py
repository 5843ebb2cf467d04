"""Every cell with all that its sentence, table and pictures are made of, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from evidence.download import codebook
from evidence.download.studies import as_json
from evidence.reckon import certainty
from evidence.reckon.cells import Cell, StudyFinding, Verdict
from evidence.reckon.certainty import Level
from evidence.reckon.combining import HEADLINE, Combined, Scale, StudyEffect
from evidence.reckon.pool import Pool
from evidence.reckon.synthesis import Answer, Synthesis
from evidence.records import schema as schemas
from evidence.records.common import Count, Record, Slug, Text
from evidence.records.condition import Comparator
from evidence.records.study import Design, Direction
from evidence.say.answers import as_text, counted, headline, numbers, rounded, shown

Bounds = tuple[float, float]


class Finding(Record):
    """What one study found on one outcome in one comparison."""

    study: Slug
    design: Design
    people: Count | None
    direction: Direction
    side: Direction
    results: list[int]


class Downgrade(Record):
    """One reason to be more or less certain."""

    domain: Text
    by: Count
    reason: Text


class JudgedCertainty(Record):
    """How sure one can be, and why."""

    level: Level
    start: Level
    down: list[Downgrade]
    up: list[Downgrade]
    on: date


class EffectData(Record):
    """The effect of one study."""

    study: Slug
    result: int
    estimate: float
    variance: float
    interval: Bounds
    people: list[Count] | None
    values: Literal["post", "change"] | None
    pooled: bool
    weight: float | None
    hedges_g: float | None
    derivation: Text


class PoolData(Record):
    """The sum of two or more studies."""

    k: int
    method: Text
    estimate: float
    se: float
    wald: Bounds
    hksj: Bounds | None
    tau2: float | None
    tau2_interval: Bounds | None
    q: float | None
    i2: float | None
    prediction_interval: Bounds | None


class Told(Record):
    """Numbers as the sentence prints them: rounded, without a sign."""

    estimate: float | None
    interval: Bounds | None
    points: float | None
    sd: float | None
    noticed: Bounds | None


class CombinedData(Record):
    """All effects of one cell, and their sum."""

    scale: Scale
    instrument: Slug | None
    unit: Text | None
    range: Text | None
    better: Literal["lower", "higher"]
    studies: list[EffectData]
    elsewhere: list[Slug]
    pool: PoolData | None
    why_not: str
    told: Told


class CellData(Record):
    """One outcome in one comparison."""

    outcome: Slug
    name: Text
    verdict: Verdict
    headline: str
    sentence: Text
    numbers: str
    people: Count
    counts: dict[Direction, Count]
    findings: list[Finding]
    certainty: JudgedCertainty | None
    combined: CombinedData | None


class QuestionData(Record):
    """One comparison of a condition."""

    comparator: Comparator
    ask: Text
    people: Count
    cells: list[CellData]


class ConditionData(Record):
    """One condition with its questions."""

    condition: Slug
    name: Text
    studies: list[Slug]
    people: Count
    questions: list[QuestionData]


class Syntheses(Record):
    """What the studies add up to, for every condition."""

    title: Text
    version: Text
    day: date
    licence: Text
    description: Text
    conditions: list[ConditionData]


def schema() -> str:
    """The JSON Schema of `syntheses`, every field described."""
    return as_json(codebook.described(schemas.schema(Syntheses)))


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


def _cell(cell: Cell) -> CellData:
    return CellData(
        outcome=cell.outcome.id,
        name=cell.outcome.name,
        verdict=cell.verdict,
        headline=headline(cell),
        sentence=counted(cell),
        numbers=as_text(numbers(cell)),
        people=cell.people,
        counts=dict(cell.counts()),
        findings=[_finding(finding) for finding in cell.findings],
        certainty=_certainty(cell),
        combined=_combined(cell, cell.combined) if cell.combined else None,
    )


def _finding(finding: StudyFinding) -> Finding:
    return Finding(
        study=finding.study.id,
        design=finding.study.design,
        people=finding.study.participants.with_condition(),
        direction=finding.direction,
        side=finding.side,
        results=[result.number for result in finding.results],
    )


def _certainty(cell: Cell) -> JudgedCertainty | None:
    if cell.judged is None or cell.level is None:
        return None
    down, up = (
        [Downgrade(domain=name, by=rating.by, reason=rating.reason) for name, rating in rated]
        for rated in (certainty.downgrades(cell.judged), certainty.upgrades(cell.judged))
    )
    return JudgedCertainty(
        level=cell.level, start=certainty.start(cell.studies), down=down, up=up, on=cell.judged.on
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
        why_not=combined.why_not,
        told=_told(cell, combined),
    )


def _effect(row: StudyEffect, weight: float | None) -> EffectData:
    effect = row.effect
    return EffectData(
        study=row.study.id,
        result=effect.result.number,
        estimate=row.measured.estimate,
        variance=row.measured.variance,
        interval=row.measured.interval,
        people=[effect.sizes.first, effect.sizes.second] if effect.sizes else None,
        values=effect.values,
        pooled=row.pooled,
        weight=weight,
        hedges_g=effect.standardised.estimate if effect.standardised else None,
        derivation=effect.derivation,
    )


def _pool(pool: Pool) -> PoolData:
    fields = PoolData.model_fields
    return PoolData(**{name: getattr(pool, name) for name in fields})


def _told(cell: Cell, combined: Combined) -> Told:
    estimate, spread = combined.estimate, cell.spread
    bounds = combined.interval if combined.pool is None or combined.pool.k >= HEADLINE else None
    matters = cell.matters.span if cell.matters else None
    return Told(
        estimate=None if estimate is None else shown(cell, combined, estimate).amount,
        interval=(rounded(abs(bounds[0])), rounded(abs(bounds[1]))) if bounds else None,
        points=rounded(abs(estimate) * spread.sd) if spread and estimate is not None else None,
        sd=rounded(spread.sd) if spread else None,
        noticed=(matters.low, matters.high) if matters else None,
    )
