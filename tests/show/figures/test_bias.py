"""The summary of risk of bias: every study in every bar, and every number in the picture or below it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from drawn import Drawn, moves
from evidence.say.terms import RISKS
from evidence.show import risk
from evidence.show.figures import lettering
from evidence.show.figures.bias import FRAME, summary
from making import DAY, study


def judged(name, design="randomised-trial", **levels):
    domains = {
        domain.replace("_", "-"): {"judgement": level, "reason": "So."} for domain, level in levels.items()
    }
    return study(id=name, design=design, risk_of_bias={"on": DAY, "domains": domains})


def table(count):
    """As many randomised trials: one low, all others high in measurement."""
    low = dict.fromkeys(("randomisation", "deviations", "missing_data", "measurement", "reporting"), "low")
    (made,) = risk.tables(
        [judged("first", **low), *(judged(f"s-{n}", measurement="high") for n in range(1, count))]
    )
    return made


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_every_bar_holds_every_study_side_by_side(count):
    made = summary(table(count))
    assert [bar.head.text for bar in made.bars][-1] == "Whole study" and len(made.bars) == 6
    for bar in made.bars:
        boxes = [part.box for part in bar.segments]
        assert sum(part.count for part in bar.segments) == made.studies == count
        assert boxes[0].x == FRAME.left
        assert boxes[-1].x + boxes[-1].width == pytest.approx(FRAME.right)
        assert all(a.x + a.width == pytest.approx(b.x) for a, b in pairwise(boxes))
        assert all(
            part.box.width / part.count == pytest.approx(FRAME.across / count) for part in bar.segments
        )
        assert all(box.y + box.height <= made.height for box in boxes)
    tops = [bar.segments[0].box for bar in made.bars]
    assert all(first.y + first.height < second.y for first, second in pairwise(tops))


@pytest.mark.parametrize("count", [3, 13, 40])
def test_sign_and_number_lie_inside_their_part(count):
    for part in (part for bar in summary(table(count)).bars for part in bar.segments):
        assert lettering.width(part.told) < part.box.width
        assert part.told in ("", RISKS[part.level].sign, f"{RISKS[part.level].sign} {part.count}")
        assert part.middle == part.box.x + part.box.width / 2


def test_a_narrow_segment_keeps_its_number_for_the_table() -> None:
    first, rest = summary(table(13)).bars[0].segments
    assert (first.told, rest.told) == ("+", "? 12"), "room for the sign alone"
    made = summary(table(40))
    first, rest = made.bars[0].segments
    assert (first.level, first.told, rest.level, rest.told) == ("low", "", "no-information", "? 39")
    assert made.narrow and not summary(table(2)).narrow
    assert [len(made.boxes(level)) for level in made.used] == [6, 2, 4]
    drawn = drawing(made)
    assert drawn.words("text")[:4] == [
        "Groups formed at random, or nearly so",
        *(bar.head.text for bar in made.bars[:3]),
    ]
    rows = [["".join(cell.itertext()) for cell in row] for row in drawn.root.iter("tr")]
    assert rows[0] == ["Judged", "Low risk", "Some concerns", "High risk", "No information"]
    assert rows[1] == ["Groups formed", "1", "0", "0", "39"]
    assert rows[4] == ["Measuring", "1", "0", "39", "0"]


def test_each_tool_has_its_own_judgements() -> None:
    (made,) = risk.tables([judged("a", "non-randomised", confounding="critical", selection="serious")])
    picture = summary(made)
    assert picture.heading.text == "Other studies"
    assert picture.levels == ("low", "moderate", "serious", "critical", "no-information")
    assert picture.used == ["serious", "critical", "no-information"]
    assert "1 study judged with ROBINS-I" in drawing(picture).words("figcaption")[0]


@pytest.mark.parametrize("by", [12, -30])
def test_a_moved_frame_moves_every_bar_and_what_stands_in_it(by):
    old, new = (
        drawing(summary(table(5), frame)).pictures[0]
        for frame in (FRAME, replace(FRAME, left=FRAME.left + by, right=FRAME.right + by))
    )
    moved = moves(old, new, "x")
    assert {what for what, _, _ in moved} >= {"text.on", "text.group"}
    assert all(change == (0 if before == 0 else by) for _, before, change in moved)
    wide = drawing(summary(table(5), replace(FRAME, width=400))).pictures[0]
    assert wide.get("viewBox").startswith("0 0 400 ")


def drawing(made):
    drawn = Drawn(
        "figures/bias_summary.j2:bias_summary(summary, 'b', title)", {}, summary=made, title="Thumbs & <toes>"
    )
    drawn.check()
    return drawn
