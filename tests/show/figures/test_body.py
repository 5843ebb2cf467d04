"""The drawn person: lengths, directions, and feet that stand on the ground."""

from __future__ import annotations

import math
from typing import Any

import jinja2
import pytest

from evidence.show.figures.body import Body, Point, Pose, Side, body
from project import ROOT

HEIGHT = 150.0
GROUND = 180.0
CLOSE = 0.008 * HEIGHT
"""How far a foot may be from the ground: less than half of a drawn sole."""
POSES: dict[str, Any] = vars(
    jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "docs" / "drawings"), autoescape=True
    )  # the drawings' own poses
    .get_template("poses.j2")
    .module
)
ON_THE_GROUND = {
    "reach": ("far_heel", "far_ball", "far_toe"),
    "touch": ("near_ball", "near_toe", "far_heel", "far_ball", "far_toe"),
    "roll": ("near_heel", "near_ball", "near_toe", "far_heel"),
    "over": ("near_heel", "near_ball", "near_toe"),
    "step": ("near_heel", "far_heel", "far_ball", "far_toe"),
    "stand": ("near_heel", "near_ball", "near_toe", "far_heel", "far_ball", "far_toe"),
}


def drawn(name: str, pin: str = "far_ball", x: float = 130) -> Body:
    return body(Pose.of(POSES[name]), pin, (x, GROUND), HEIGHT)


@pytest.mark.parametrize("name", ON_THE_GROUND)
def test_feet_stand_on_the_ground_and_nothing_is_below_it(name: str) -> None:
    joints = drawn(name, ON_THE_GROUND[name][0]).joints
    feet = [f"{side}_{part}" for side in ("near", "far") for part in ("heel", "ball", "toe")]
    touching = {foot for foot in feet if abs(joints[foot].y - GROUND) <= CLOSE}
    assert touching == set(ON_THE_GROUND[name])
    assert max(joints[foot].y for foot in feet) <= GROUND + CLOSE


@pytest.mark.parametrize("name", sorted(name for name in POSES if isinstance(POSES[name], dict)))
def test_joints_bend_as_human_joints_do(name: str) -> None:
    pose = Pose.of(POSES[name])
    for side in (pose.near, pose.far):
        assert -20 <= side.hip <= 40 and 0 <= side.knee <= 60 and -30 <= side.ankle <= 25
        assert 0 <= side.toes <= 50 and -40 <= side.shoulder <= 60 and 0 <= side.elbow <= 90


def test_over_the_phases_the_feet_stay_put_while_the_body_moves_to_its_back() -> None:
    reach, touch = drawn("reach").joints, drawn("touch").joints
    put = touch["near_ball"].x
    roll, over = (drawn(name, "near_ball", put).joints for name in ("roll", "over"))
    assert abs(roll["far_heel"].x - touch["far_heel"].x) < 3 * CLOSE
    hips = [joints["hip"].x for joints in (reach, touch, roll, over)]
    assert hips == sorted(hips, reverse=True)
    assert touch["eye"].x > touch["head"].x and touch["near_ball"].x < touch["hip"].x < touch["far_ball"].x


def test_bones_keep_their_length_and_the_fist_is_where_it_holds() -> None:
    loose = body(Pose(), "near_ball", (0, 0), HEIGHT).joints
    hold = (loose["shoulder"].x + 20, loose["shoulder"].y + 30)
    held = body(Pose(near=Side(hip=20, knee=50, hold=hold)), "far_ball", (0, 0), HEIGHT).joints
    assert held["near_fist"] == Point(*hold)
    for one, other in (("shoulder", "near_elbow"), ("near_elbow", "near_fist"), ("hip", "near_knee")):
        assert math.dist(held[one], held[other]) == pytest.approx(math.dist(loose[one], loose[other]))
    assert held["near_elbow"].x < (held["shoulder"].x + held["near_fist"].x) / 2
    with pytest.raises(ValueError, match="the arm is"):
        body(Pose(near=Side(hold=(0, 0))), "near_ball", (0, 0), HEIGHT)


def test_feet_side_by_side_stand_apart_in_the_picture() -> None:
    joints = body(Pose(), "near_ball", (50, GROUND), HEIGHT, apart=13).joints
    assert joints["near_ball"] == pytest.approx((50, GROUND))
    assert joints["far_ball"].y == pytest.approx(GROUND - 13)


def test_near_parts_come_after_far_ones_and_the_near_arm_last() -> None:
    made = drawn("touch")
    kinds = [shape.kind for shape in made.shapes]
    assert kinds.index("leg far") < kinds.index("leg near") < kinds.index("shirt")
    assert [shape.kind for shape in made.near_arm] == ["skin near", "sleeve near"]
    assert all(shape.path.startswith("M") and "nan" not in shape.path for shape in made.shapes)
