"""The red boxes: what an editor is told about them, and how they are shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence.read import citing
from evidence.read.library import Library
from evidence.show.stop import StopMoreBlock
from project import docs_of, edit, load, problems_of

STOP = "stop.yml"

ERRORS: dict[str, tuple[str, str, str]] = {
    "nobody national": (
        "a thumb hurts [@hand-society-2019]",
        "a thumb hurts [@ball-maker]",
        '5:12: error: signs[1].says: "ball-maker" is neither the NHS nor a national body; cite one, '
        "or take the sign out",
    ),
    "a study": (
        "a thumb hurts [@hand-society-2019]",
        "a thumb hurts [@adams-2001]",
        '5:12: error: signs[1].says: "adams-2001" is neither the NHS nor a national body; cite one, '
        "or take the sign out",
    ),
    "nothing cited": (
        "a thumb is blue. [@hand-society-2019]",
        "a thumb is blue.",
        "31:16: error: help[1].signs[1].says: cites nothing; add [@key] of the NHS or a national body, "
        "or write basis: common-sense",
    ),
    "a sign of our own that calls for help": (
        '{says: "a thumb is blue. [@hand-society-2019]"}',
        "{says: a thumb is blue., basis: common-sense}",
        "31:9: error: help[1].signs[1]: a sign that calls for help needs the NHS or "
        "a national body; cite one, or take the sign out",
    ),
    "our own, but cited": (
        "{says: Ask tomorrow., basis: common-sense}",
        '{says: "Ask tomorrow. [@hand-society-2019]", basis: common-sense}',
        '9:57: error: then[1].basis: "common-sense", but says cites "hand-society-2019"; leave basis out',
    ),
    "a sentence of our own that calls for help": (
        'says: "A thumb is blue? Call 111. [@hand-society-2019]"',
        "says: A thumb is blue? Call 111.\n      basis: common-sense",
        "32:5: error: help[1].brief: a sign that calls for help needs the NHS or "
        "a national body; cite one, or take the sign out",
    ),
    "a waiting time": (
        "a ball hit your eye.",
        "an eye hurts for 15 minutes.",
        '19:14: error: emergency.signs[1].says: "15 minutes" is a waiting time, which delays help; '
        "say the sign without it",
    ),
    "a waiting time in words": (
        "a ball hit your eye.",
        "an eye hurts for a few minutes.",
        '19:14: error: emergency.signs[1].says: "a few minutes" is a waiting time, which delays help; '
        "say the sign without it",
    ),
    "a waiting time where it leads to the signs": (
        'do: Ask your doctor\n    when: "if this is true:"',
        'do: Ask your doctor\n    when: "after three days:"',
        '41:11: error: help[2].when: "three days" is a waiting time; say it without',
    ),
    "an emergency in which nobody is called": (
        "do: Call 999",
        "do: See a doctor, or call 999",
        '16:7: error: emergency.do: "See a doctor, or call 999" does not fit the urgency "999"; '
        'begin with "Call 999"',
    ),
    "an emergency that is none": (
        'urgency: "999"\n  do: Call 999',
        "urgency: same-day\n  do: Call 111",
        '15:12: error: emergency.urgency: "same-day" is no emergency; write "999"',
    ),
    "an instruction less urgent than its signs": (
        "do: Call 111",
        "do: See your GP",
        '28:9: error: help[1].do: "See your GP" does not fit the urgency "same-day"; begin with "Call 111"',
    ),
    "help that is put off": (
        "do: Ask your doctor",
        "do: Ask your doctor next week",
        '40:9: error: help[2].do: "next week" puts help off; take it out of the red box',
    ),
    "a wait": (
        "{says: Sit down.,",
        "{says: Sit down and wait.,",
        '7:17: error: at_once.says: "wait" puts help off; take it out of the red box',
    ),
    "walking on": (
        "{says: Sit down.,",
        "{says: Keep walking to a chair.,",
        '7:17: error: at_once.says: "Keep walking" tells people to go on; take it out of the red box',
    ),
    "a medicine": (
        "{says: Ask tomorrow.,",
        "{says: Take two aspirins.,",
        '9:12: error: then[1].says: "aspirins" names a medicine, which only those who know the person may '
        "advise; take it out of the red box",
    ),
    "signs on the page of another part of the body": (
        "conditions: [stiff-thumbs]",
        "conditions: [stiff-thumbs, cold-feet]",
        '33:34: error: help[1].brief.conditions[2]: the name of "cold-feet" says nothing of the thumb; '
        "take it out",
    ),
    "signs of no part": (
        "    part: thumb\n",
        "",
        "23:5: error: help[1]: has a brief, but no part of the body; add part",
    ),
    "our own short form": (
        '{says: "if a ball hit your eye. [@hand-society-2019]"}',
        "{says: if a ball hit your eye., basis: common-sense}",
        "44:1: error: emergency_in_short: a sign that calls for help needs the NHS or "
        "a national body; cite one, or take the sign out",
    ),
    "two at one place": (
        "anchor: thumb-signs",
        "anchor: eye-signs",
        '22:1: error: help: the anchor "eye-signs" stands here 2 times; keep one',
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ERRORS.values(), ids=ERRORS)
def test_errors(references: Path, old: str, new: str, expected: str) -> None:
    edit(references / STOP, old, new)
    assert problems_of(references) == [f"{STOP}:{expected}"]


def test_a_page_of_the_same_part_must_say_its_signs(references: Path) -> None:
    edit(references / "conditions" / "cold-feet.yml", "name: Cold feet", "name: Cold thumbs")
    assert problems_of(references) == [
        f'{STOP}:33:7: error: help[1].brief.conditions: "cold-feet" is of the thumb, and its page would not '
        "say it; add it"
    ]


def test_a_project_without_the_record_is_fine(project: Path) -> None:
    (project / "references" / STOP).unlink()
    assert load(project / "references").stop is None
    assert "stop-signs" not in docs_of(project)["safety.md"].decode()


def test_the_red_box_holds_the_number_to_call_and_no_brackets(project: Path) -> None:
    page = docs_of(project)["safety.md"].decode()
    box = re.search(r'<section class="stop".*?</section>', page, re.S)
    assert box and "<sup" not in box[0] and "[@" not in box[0]
    assert "## Stop at once if { #stop-signs }" in box[0]
    assert re.findall(r"<li>(.*?)</li>", box[0]) == [
        "a thumb hurts",
        "you drop &#60;b&#62;every&#60;/b&#62; ball.",
        "a ball hit your eye.",
        "Ask tomorrow.",
    ]
    assert box[0].index("Sit down.") < box[0].index("Call"), "first of all"
    assert '<strong>Call <a href="tel:999">999</a></strong> if this is true' in box[0]
    assert "Ask somebody." in box[0], "nobody has to look for it"


def test_every_source_of_the_red_box_is_named_below_it(project: Path) -> None:
    page = docs_of(project)["safety.md"].decode()
    said = page.split('<p id="eye-signs">')[1].split("## ")[0]
    assert "other national bodies.<sup" in said
    assert "Our own: you drop" in said


def test_each_list_has_one_instruction(project: Path) -> None:
    page = docs_of(project)["safety.md"].decode()
    boxes = re.findall(r'<div class="urgent">.*?</div>', page, re.S)
    assert [re.findall(r'<p class="call"><strong>(.*?)</strong>', box) for box in boxes] == [
        ['Call <a href="tel:111">111</a>'],
        ["Ask your doctor"],
    ]
    assert page.index("{ #thumb-signs }") < page.index("It may pass.") < page.index('id="thumb-signs-soon"')


def test_the_real_red_box_names_all_that_it_cites(real_library: Library) -> None:
    stop = real_library.stop
    assert stop is not None
    block = StopMoreBlock.of(real_library)
    cited = {key for said in [*stop.signs, *stop.emergency.signs] for key in citing.keys(said.says)}
    assert cited <= set(block.keys)
    assert [one.id for one in stop.calls()] == ["chest", "head", "knee", "back", "back-soon"]
    assert "999" in stop.emergency.do and "112" in stop.emergency.do


def test_the_real_emergency_in_short_leaves_no_sign_out(real_library: Library) -> None:
    stop = real_library.stop
    assert stop is not None
    for sign in (
        "stays",
        "spreads",
        "sweat",
        "sick",
        "light-headed",
        "breath",
        "passes out",
        "face",
        "arm",
        "speech",
        "head",
        "get up",
    ):
        assert sign in stop.emergency_in_short.says


def test_chest_pain_has_one_instruction(real_library: Library) -> None:
    stop = real_library.stop
    assert stop is not None
    elsewhere = [sign.says for one in stop.help for sign in one.signs]
    assert not any("chest" in says for says in elsewhere), "999 in the red box, nothing else"
    assert not stop.emergency.after, "nothing that lets anybody wait"


@pytest.mark.parametrize(
    ("condition", "told"),
    [("low-back-pain", "between your legs"), ("knee-osteoarthritis", ""), ("stroke", "")],
)
def test_the_page_of_a_body_part_names_its_signs(real_library: Library, condition: str, told: str) -> None:
    assert real_library.stop is not None
    briefs = [brief.says for _, brief in real_library.stop.briefs(condition)]
    assert len(briefs) == bool(told) and all(told in says for says in briefs)
