"""What people walked, programme by programme: rows of tables, and the blocks made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.designs import DESIGNS, walked
from evidence.reckon.programmes import Dose, programmes_of
from evidence.records.condition import Condition
from evidence.records.origin import Origin
from evidence.records.study import Programme, Study
from evidence.show.figures import doses
from evidence.show.figures.doses import Scatter, Strip
from evidence.show.templating import Block


@dataclass(frozen=True)
class ProgrammeRow:
    """The programme of one group that walked backwards."""

    study: Study
    label: str
    """The group, where more than one of the study walked backwards."""
    programme: Programme


def programme_rows(studies: Iterable[Study]) -> tuple[ProgrammeRow, ...]:
    """Every group of these studies that walked backwards and of whose programme anything was seen."""
    return tuple(row for study in studies for row in _rows(study))


def _rows(study: Study) -> Iterable[ProgrammeRow]:
    groups = walked(study)
    for arm in groups:
        if arm.programme and tells_anything(arm.programme):
            yield ProgrammeRow(study, arm.label if len(groups) > 1 else "", arm.programme)


def tells_anything(programme: Programme) -> bool:
    """False where a row of it would be empty."""
    return bool(programme.model_dump(exclude_none=True, exclude={"note", "seen"}))


@dataclass(frozen=True)
class ProgrammesBlock(Block):
    """The post's routine beside what people of the leading conditions did."""

    template: ClassVar[str] = "blocks/programmes.j2"
    of_studies: ClassVar[bool] = True
    origin: Origin | None
    """The post where the site began."""
    rows: tuple[ProgrammeRow, ...]
    """What people did over some weeks, as far as minutes or speed were seen."""

    @classmethod
    def of(cls, library: Library) -> ProgrammesBlock:
        """Studies in the order of their ids."""
        trained = [
            study
            for study in library.studies.values()
            if library.conditions[study.condition].lead and tells_a_routine(study)
        ]
        return cls(library.origin, programme_rows(trained))


def tells_a_routine(study: Study) -> bool:
    """True when people walked backwards over some weeks and the minutes or the speed were seen."""
    told = any(walk.minutes_per_session or walk.speed_kmh or walk.pace for walk in programmes_of(study))
    traits = DESIGNS[study.design]
    return told and not (traits.session or traits.announced or study.healthy_people)


@dataclass(frozen=True)
class DoseTableBlock(Block):
    """Every programme, condition by condition."""

    template: ClassVar[str] = "blocks/dose_table.j2"
    of_studies: ClassVar[bool] = True
    origin: Origin | None
    """The post where the site began."""
    conditions: tuple[tuple[Condition, tuple[Dose, ...]], ...]
    """Conditions of which some study tells a programme."""

    @classmethod
    def of(cls, library: Library, answers: Answers) -> DoseTableBlock:
        """Conditions in their order, programmes by age of the study."""
        doses = [dose for dose in answers.doses if tells_anything(dose.programme)]
        found = [
            (condition, tuple(dose for dose in doses if dose.study.condition == condition.id))
            for condition in library.conditions.values()
        ]
        return cls(library.origin, tuple((condition, told) for condition, told in found if told))


@dataclass(frozen=True)
class DoseChartBlock(Block):
    """Pictures of all programmes."""

    template: ClassVar[str] = "figures/dose_chart.j2"
    of_studies: ClassVar[bool] = True
    scatter: Scatter | None
    """Minutes a week and number of weeks."""
    speeds: Strip
    """In km/h."""
    inclines: Strip
    """In percent."""

    @classmethod
    def of(cls, library: Library, found: Sequence[Dose]) -> DoseChartBlock:
        """With the post's routine, where there is one."""
        routine = library.origin.routine if library.origin else None
        return cls(
            doses.scatter(found, routine), doses.speeds(found, routine), doses.inclines(found, routine)
        )
