"""Risk of bias as a page shows it: domain by domain with its reason, and study by study in a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from evidence.reckon.answers import Answers
from evidence.reckon.risk_of_bias import Judged, RiskDomain, Tool, judgements, overall, tool_for
from evidence.records.condition import Condition
from evidence.records.study import Study
from evidence.say.terms import DOMAINS
from evidence.show.templating import Block


@dataclass(frozen=True)
class RiskRow:
    """One study: its judgement per domain, and the one that follows for the whole."""

    study: Study
    tool: Tool
    domains: dict[RiskDomain, Judged]
    overall: Judged

    def reason(self, domain: RiskDomain) -> str:
        """Why it was judged so."""
        judged = self.study.risk_of_bias.domains.get(domain) if self.study.risk_of_bias else None
        return judged.reason if judged else "What was read does not say."


@dataclass(frozen=True)
class RiskTable:
    """The studies that one tool judged."""

    tool: Tool
    heads: list[str]
    rows: list[RiskRow]


def row(study: Study) -> RiskRow | None:
    """The judgements on a study; None when it was not judged or no tool judges its design."""
    tool = tool_for(study.design)
    if tool is None or study.risk_of_bias is None:
        return None
    judged = judgements(study, tool)
    return RiskRow(study, tool, judged, overall(tool, judged))


def tables(studies: Iterable[Study]) -> list[RiskTable]:
    """One table per tool, studies in the order given."""
    rows = [found for study in studies if (found := row(study))]
    tools = list(dict.fromkeys(found.tool for found in rows))
    return [
        RiskTable(
            tool,
            [DOMAINS[domain].short for domain in tool.domains],
            [found for found in rows if found.tool is tool],
        )
        for tool in tools
    ]


@dataclass(frozen=True)
class RiskOfBiasBlock(Block):
    """Every judgement on risk of bias."""

    template: ClassVar[str] = "blocks/risk_of_bias.j2"
    of_studies: ClassVar[bool] = True
    conditions: tuple[tuple[Condition, tuple[RiskTable, ...]], ...]
    """Conditions of which some study was judged, with a table for each tool."""

    @classmethod
    def of(cls, answers: Answers) -> RiskOfBiasBlock:
        """Conditions in their order."""
        found = [
            (synthesis.condition, tuple(tables(synthesis.studies)))
            for synthesis in answers.syntheses.values()
        ]
        return cls(tuple((condition, judged) for condition, judged in found if judged))
