"""Which tool judges a study's risk of bias, its domains, and the judgement that follows for the whole study.

RoB 2: Cochrane Handbook (version 6) chapter 8; Sterne 2019, BMJ 366:l4898. ROBINS-I: Sterne 2016, BMJ
355:i4919. A domain about which nothing could be read is "no information", as ROBINS-I has it; RoB 2 knows no
such judgement for a domain, so the whole study is then of some concern at best. Both tools judge one result
at a time; here only the measuring is judged anew for an outcome, where the record says that it differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from evidence.reckon.designs import DESIGNS, Formation, ToolName
from evidence.records.study import Design, RiskLevel, Study

Judged = Literal[RiskLevel, "no-information"]
"""A judgement, or that nothing was read that allows one."""

RiskDomain = Literal[
    "randomisation",
    "confounding",
    "selection",
    "classification",
    "deviations",
    "missing-data",
    "measurement",
    "reporting",
]
"""Every domain of either tool."""

NO_INFORMATION: Final = "no-information"

SEVERAL_CONCERNS = 3
"""From this many domains of some concern on, a trial is at high risk by RoB 2: a line of this project's own.

The tool says "for multiple domains in a way that substantially lowers confidence" and gives no number.
"""


@dataclass(frozen=True)
class Tool:
    """A tool with its domains in their order and its judgements from best to worst.

    `formation` is how the groups of the studies that it judges were formed.
    """

    name: ToolName
    formation: Formation
    domains: tuple[RiskDomain, ...]
    judgements: tuple[RiskLevel, ...]


ROB_2 = Tool(
    "RoB 2",
    "at-random",
    ("randomisation", "deviations", "missing-data", "measurement", "reporting"),
    ("low", "some-concerns", "high"),
)
ROBINS_I = Tool(
    "ROBINS-I",
    "otherwise",
    ("confounding", "selection", "classification", "deviations", "missing-data", "measurement", "reporting"),
    ("low", "moderate", "serious", "critical"),
)
TOOLS: Mapping[ToolName, Tool] = {tool.name: tool for tool in (ROB_2, ROBINS_I)}


def tool_for(design: Design) -> Tool | None:
    """RoB 2 for groups formed at random or nearly so, ROBINS-I for other trials; None for all else."""
    name = DESIGNS[design].tool
    return TOOLS[name] if name else None


def judgements(study: Study, tool: Tool, outcome: str | None = None) -> dict[RiskDomain, Judged]:
    """RiskDomain -> judgement, in the tool's order; "no-information" where nothing was seen.

    Those of the study as a whole, which means its main outcome; those of another outcome where one is named.
    """
    written = study.risk_of_bias
    judged = dict(written.domains) if written else {}
    if written and outcome and outcome in written.measurement_of:
        judged["measurement"] = written.measurement_of[outcome]
    return {
        domain: judged[domain].judgement if domain in judged else NO_INFORMATION for domain in tool.domains
    }


def overall(tool: Tool, judged: Mapping[RiskDomain, Judged]) -> Judged:
    """The judgement on the whole study from those on its domains.

    The worst domain decides; by RoB 2 several of some concern are a high risk too, by ROBINS-I several of
    serious risk stay serious. Where some domain is without information and none is at high risk, RoB 2 gives
    "some-concerns"; ROBINS-I gives "no-information", unless a domain is at serious or critical risk.
    Source: Cochrane Handbook (version 6) chapter 8.2; Sterne 2016, BMJ 355:i4919.
    """
    known = [tool.judgements.index(level) for level in judged.values() if level != NO_INFORMATION]
    worst = tool.judgements[max(known, default=0)]
    complete = len(known) == len(tool.domains)
    if tool is ROB_2:
        if list(judged.values()).count("some-concerns") >= SEVERAL_CONCERNS:
            return "high"
        return worst if complete or worst == "high" else "some-concerns"
    return worst if complete or worst in ("serious", "critical") else NO_INFORMATION
