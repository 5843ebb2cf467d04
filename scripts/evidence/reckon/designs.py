"""What a design is and what a role is: a row for each, which everything else reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar, get_args

from evidence.records.condition import Comparator
from evidence.records.study import Arm, Design, Study

Formation = Literal["at-random", "otherwise"]
"""How the groups of a study were formed; studies without groups are "otherwise"."""

V = TypeVar("V", bound=str)
T = TypeVar("T")

FORMATIONS: tuple[Formation, ...] = get_args(Formation)

ToolName = Literal["RoB 2", "ROBINS-I"]
"""The tools that judge risk of bias."""


@dataclass(frozen=True)
class DesignTraits:
    """What follows from how a study was built."""

    randomised: bool = False
    """Its groups were formed at random, or nearly so."""
    compares: bool = False
    """It has groups, of which some walk backwards and others do not."""
    session: bool = False
    """People were measured in one session; nobody was trained over weeks."""
    announced: bool = False
    """There is no more than a plan: it is listed apart, and nobody in it is counted."""
    tool: ToolName | None = None
    """What judges its risk of bias; None where no tool does."""

    @property
    def formation(self) -> Formation:
        """How its groups were formed."""
        return "at-random" if self.randomised else "otherwise"

    @property
    def trial(self) -> bool:
        """Whether it has results of groups that were compared."""
        return self.compares and not self.announced

    @property
    def follows(self) -> bool:
        """Whether it only follows the same people from before a programme to after it."""
        return not (self.compares or self.session)


def complete(rows: Mapping[V, T], values: Iterable[V]) -> Mapping[V, T]:
    """The rows, one for each value. Raises TypeError, naming the first value that has none."""
    if missing := [value for value in values if value not in rows]:
        raise TypeError(f'no row for "{missing[0]}"; add one to DESIGNS or ROLES in reckon/designs.py')
    return MappingProxyType(rows)


DESIGNS: Mapping[Design, DesignTraits] = complete(
    {
        "randomised-trial": DesignTraits(randomised=True, compares=True, tool="RoB 2"),
        "quasi-randomised": DesignTraits(randomised=True, compares=True, tool="RoB 2"),
        "non-randomised": DesignTraits(compares=True, tool="ROBINS-I"),
        "allocation-not-seen": DesignTraits(compares=True, tool="ROBINS-I"),
        "before-after": DesignTraits(tool="ROBINS-I"),
        "laboratory": DesignTraits(session=True),
        "protocol": DesignTraits(compares=True, announced=True),
        "registration": DesignTraits(compares=True, announced=True),
    },
    get_args(Design),
)


@dataclass(frozen=True)
class RoleTraits:
    """What follows from what a group did, or from what backward walking is compared with."""

    backwards: Literal["only", "too", "not"] = "not"
    """Whether these people walked backwards, and in no other direction."""
    added: bool = False
    """Beside these people backward walking came on top of what everybody got, and not instead of it."""
    seen: bool = True
    """Whether anything was seen of what they did."""
    group: bool = True
    """Whether they are a group of their own, and not the same people at another time."""


ROLES: Mapping[Comparator, RoleTraits] = complete(
    {
        "backward-walking": RoleTraits(backwards="only"),
        "forward-walking": RoleTraits(),
        "usual-care": RoleTraits(added=True),
        "other-exercise": RoleTraits(),
        "other-treatment": RoleTraits(),
        "no-treatment": RoleTraits(added=True),
        "both-directions": RoleTraits(backwards="too"),
        "not-seen": RoleTraits(seen=False),
        "before": RoleTraits(added=True, group=False),
    },
    get_args(Comparator),
)


def walked(study: Study) -> list[Arm]:
    """Groups of the study in which people walked backwards, in the order of the record."""
    return [arm for arm in study.arms.values() if ROLES[arm.role].backwards != "not"]
