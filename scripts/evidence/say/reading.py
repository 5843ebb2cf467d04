"""How studies were read, and what they say of harm: sentences counted from a synthesis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evidence.reckon import designs
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import LEVELS, Level
from evidence.reckon.provenance import best_kind
from evidence.reckon.synthesis import Synthesis
from evidence.records.common import SourceKind
from evidence.records.study import Study
from evidence.say import numbers
from evidence.say.terms import READINGS, SOURCES


def certainty_range(cells: Iterable[Cell]) -> tuple[Level, ...]:
    """The levels of these cells from the least sure on, each once; empty where none is judged."""
    found = {cell.level for cell in cells}
    return tuple(level for level in LEVELS if level in found)


def reading_line(synthesis: Synthesis) -> str:
    """How much of the studies was read, how often, and that no clinician has looked yet."""
    total = len(synthesis.studies)
    kinds = Counter(study.reading.what for study in synthesis.studies)
    in_full, twice = kinds["full-text"], sum(study.reading.second is not None for study in synthesis.studies)
    if total == 1:
        read = "We read it in full" if in_full else "We read the abstract only"
        again = "it was read twice" if twice else "it was read once"
    else:
        texts = "abstracts and registry entries" if kinds["registry"] else "abstracts"
        mostly = in_full or _seen_in(synthesis, "full-text")
        taken_out = _taken_out(synthesis)
        only = "" if mostly or taken_out else " only"
        read = f"We read {'mostly ' if mostly else ''}{texts}{taken_out}{only}, "
        none = "no paper in full" if taken_out else "none of them in full"
        read += f"{in_full} of {total} in full" if in_full else none
        again = f"{twice} of {total} were read twice" if twice else "none of them was read twice"
    return f"{read}; {again}. Reading was computer-assisted and has not been reviewed by a clinician yet."


def _taken_out(synthesis: Synthesis) -> str:
    """That figures come from what a Cochrane review took out of papers; empty where none do."""
    return f" and {SOURCES['cochrane-data'].many}" if _seen_in(synthesis, "cochrane-data") else ""


def _seen_in(synthesis: Synthesis, kind: SourceKind) -> bool:
    """Whether a result was seen there at best, of a study that was not read in full."""
    return any(
        best_kind(study, result.seen) == kind
        for study in synthesis.studies
        if study.reading.what != "full-text"
        for result in study.results
    )


def facts(synthesis: Synthesis) -> list[str]:
    """What a reader should know of the page itself, a few words each."""
    total = len(synthesis.studies)
    in_full = sum(study.reading.what == "full-text" for study in synthesis.studies)
    taken_out = _taken_out(synthesis)
    if in_full and in_full == total:
        read = "in full"
    elif in_full or _seen_in(synthesis, "full-text"):
        read = f"{'mostly' if in_full * 2 < total else 'partly'} from abstracts{taken_out}"
    else:
        read = f"from abstracts{taken_out or ' only'}"
    checked, until = synthesis.reviewed, synthesis.condition.searched.until
    days = (
        [f"Evidence read, and checked, up to {numbers.day(until)}"]
        if checked == until
        else [f"Last checked {numbers.day(checked)}", f"Evidence read up to {numbers.day(until)}"]
    )
    return [
        *days,
        f"Read {read}, with computer help",
    ]


def uncompared_line(synthesis: Synthesis) -> str:
    """How many studies and people there are where none was compared with anything else."""
    count = len(synthesis.studies)
    studies = f"{numbers.capital(numbers.spelled(count))} {'study' if count == 1 else 'studies'}"
    number = numbers.count(synthesis.people, "person", "people")
    least = "at least " if synthesis.uncounted else ""
    people = f"{least}{number}" if synthesis.people else "number of people not seen"
    how = "each measured in one session" if synthesis.only_sessions else "and nobody to compare them with"
    return f"{studies}, {people}, {how}."


def read_in(synthesis: Synthesis) -> list[tuple[str, int]]:
    """How many studies were read in full, in the abstract and so on, the fullest reading first."""
    kinds = Counter(str(study.reading.what) for study in synthesis.studies)
    return [(what, kinds[what]) for what in READINGS if kinds[what]]


def judged_from(studies: Iterable[Study]) -> str:
    """What was read of the studies whose risk of bias was judged: 'full texts and abstracts'."""
    read = {study.reading.what for study in studies if study.risk_of_bias}
    return listed(list(dict.fromkeys(term.many for what, term in READINGS.items() if what in read)))


def unjudged_line(study: Study) -> str:
    """Why the risk of bias of a study is not judged; empty where it is."""
    traits = designs.DESIGNS[study.design]
    if traits.announced:
        return "No results were seen that could be judged."
    if traits.tool is None:
        return "The tools are made for trials, not for a comparison within one session."
    return "" if study.risk_of_bias else "Nobody has judged it yet."


def results_line(synthesis: Synthesis) -> str:
    """Where the results themselves were seen; empty for a single one."""
    results = [(study, result) for study in synthesis.studies for result in study.results]
    seen = Counter(best_kind(study, result.seen) for study, result in results)
    if len(results) < 2:
        return ""
    first, *others = [(seen[kind], term.many) for kind, term in SOURCES.items() if seen[kind]]
    if not others:
        return f"All {len(results)} results were seen in {first[1]}."
    parts = [f"{first[0]} {'was' if first[0] == 1 else 'were'} seen in {first[1]}"]
    parts += [f"{n} in {words_for}" for n, words_for in others]
    second = " Second-hand reports count in no answer." if seen["secondary"] else ""
    return f"Of {len(results)} results, {listed(parts)}.{second}"


def listed(parts: list[str]) -> str:
    """'a, b and c'."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def harms_beside_line(synthesis: Synthesis) -> str:
    """How many of the studies say nothing of harm, where what the others say stands before it."""
    silent, studies = _silent(synthesis), numbers.count(len(synthesis.studies), "study", "studies")
    return f"{silent} of {studies} {'says' if silent == 1 else 'say'} nothing of harm."


def _silent(synthesis: Synthesis) -> int:
    return sum(study.harms.reporting in ("not-mentioned", "not-seen") for study in synthesis.studies)


def harms_line(synthesis: Synthesis) -> str:
    """How many of the studies say anything of harm."""
    total = len(synthesis.studies)
    silent = _silent(synthesis)
    if silent == total:
        none = {1: "The one study does not say", 2: "Neither study says"}.get(
            total, f"None of the {total} studies says"
        )
        return (
            f"{none}, in what we could read, whether anyone was harmed. That does not show that nobody was."
        )
    told = numbers.count(total - silent, "study says", "studies say")
    if not silent:
        return f"{told} something of harm."
    do = "does" if silent == 1 else "do"
    others = f"{silent} of {total} {do} not. Silence does not show that nobody was harmed."
    return f"{told} something of harm; {others}"
