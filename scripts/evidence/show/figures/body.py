"""A person of rounded limbs, from the side and facing right: joint angles to coordinates and SVG paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

THIGH, SHANK, TRUNK, UPPER_ARM, FOREARM, HEAD = 0.245, 0.246, 0.288, 0.186, 0.18, 0.114
"""Lengths as shares of body height, set until it looks right; no measurements. The trunk goes from hip
to shoulder, the forearm to the middle of the fist, the head from shoulder to the middle of the skull."""
SOLE = 0.046
"""How far the sole lies below the ankle."""
_SHOE = {"heel": (-0.046, SOLE), "ball": (0.07, SOLE), "toe": (0.108, SOLE)}
_REAR = ((-0.056, 0.028), (-0.04, -0.004), (-0.03, -0.02), (0.026, -0.02), (0.034, -0.006), (0.058, 0.012))
_FRONT = ((0.082, 0.02), (0.106, 0.024), (0.12, 0.036))
"""Outlines above the sole from heel to instep and from ball to tip; the front turns about the ball."""
_FACE = (
    (-0.014, -0.072), (0.03, -0.066), (0.054, -0.036), (0.057, -0.014), (0.074, 0.012), (0.058, 0.02),
    (0.058, 0.04), (0.046, 0.062), (0.02, 0.062), (-0.02, 0.05), (-0.05, 0.036), (-0.066, 0.0),
    (-0.054, -0.046),
)  # fmt: skip
_HAIR = (
    (0.04, -0.06), (0.024, -0.044), (-0.004, -0.026), (-0.012, 0.002), (-0.026, 0.028), (-0.05, 0.05),
    (-0.072, 0.018), (-0.072, -0.03), (-0.048, -0.068), (-0.006, -0.084), (0.03, -0.078),
)  # fmt: skip
_TRUNK = (
    (-0.028, -0.3), (0.03, -0.292), (0.056, -0.25), (0.068, -0.18), (0.068, -0.11), (0.066, -0.05),
    (0.064, 0.0), (0.058, 0.012), (0.0, 0.014), (-0.056, 0.012), (-0.064, 0.0), (-0.06, -0.06),
    (-0.05, -0.12), (-0.06, -0.19), (-0.06, -0.25),
)  # fmt: skip
"""From the neck down the front to the hem and up the back, from the hip."""


class Point(NamedTuple):
    """Right and down, in view-box units."""

    x: float
    y: float

    def moved(self, angle: float, length: float) -> Point:
        """This far on, `angle` degrees forward of straight down."""
        return Point(
            self.x + length * math.sin(math.radians(angle)), self.y + length * math.cos(math.radians(angle))
        )


@dataclass(frozen=True)
class Side:
    """The angles of one arm and one leg in degrees, all 0 when standing upright with hanging arms.

    `hip` and `shoulder` count forward, `knee` and `elbow` are bent, `ankle` and `toes` bring the foot up.
    `hold` puts the fist at a point, in view-box units, instead of `shoulder` and `elbow`.
    """

    hip: float = 0
    knee: float = 0
    ankle: float = 0
    toes: float = 0
    shoulder: float = 0
    elbow: float = 0
    hold: tuple[float, float] | None = None


@dataclass(frozen=True)
class Pose:
    """Both sides of the body; `trunk` and `head` lean forward, in degrees."""

    near: Side = field(default_factory=Side)
    far: Side = field(default_factory=Side)
    trunk: float = 0
    head: float = 0

    @classmethod
    def of(cls, angles: Mapping[str, Any]) -> Pose:
        """From nested mappings. Raises TypeError for a joint that nobody has."""
        sides = {name: Side(**angles.get(name, {})) for name in ("near", "far")}
        return cls(**{**angles, **sides})


class Shape(NamedTuple):
    """One part of the picture: what it shows, as classes, and its outline as an SVG path."""

    kind: str
    path: str


@dataclass(frozen=True)
class Body:
    """What to draw, the farthest first, and where the joints are: `near_ball`, `far_fist`, `eye`, `hip` ...

    The near arm is apart from the other shapes, so that what it holds can be drawn before it.
    """

    shapes: tuple[Shape, ...]
    near_arm: tuple[Shape, ...]
    joints: Mapping[str, Point]


def body(pose: Pose, pin: str, at: tuple[float, float], height: float, apart: float = 0) -> Body:
    """The person `height` units tall with the joint `pin` at the point `at`.

    `apart` is how much lower the near foot stands in the picture than the far one, for feet side by side.
    Raises ValueError for a hand that cannot reach what it shall hold.
    """
    legs = replace(pose, near=replace(pose.near, hold=None), far=replace(pose.far, hold=None))
    found = _joints(legs, Point(0, 0), height, apart)
    hip = Point(at[0] - found[pin].x, at[1] - found[pin].y)
    joints = _joints(pose, hip, height, apart)
    return Body(tuple(_shapes(pose, joints, height)), tuple(_arm_shapes("near", joints, height)), joints)


def _joints(pose: Pose, hip: Point, height: float, apart: float) -> dict[str, Point]:
    shoulder = hip.moved(180 - pose.trunk, TRUNK * height)
    tilt = pose.trunk + pose.head
    head = _turned(shoulder.moved(180 - tilt, HEAD * height), tilt, [(0.012, 0)], height)[0]
    joints = {
        "hip": hip,
        "shoulder": shoulder,
        "head": head,
        "eye": _turned(head, tilt, [(0.038, -0.012)], height)[0],
        "back": _turned(hip, pose.trunk, [(-0.06, -0.06)], height)[0],
    }
    legs = (THIGH + SHANK) * height
    for name, side, longer in (("near", pose.near, apart / 2), ("far", pose.far, -apart / 2)):
        size = height * (legs + longer) / legs
        knee = hip.moved(side.hip, THIGH * size)
        ankle = knee.moved(side.hip - side.knee, SHANK * size)
        joints |= {f"{name}_knee": knee, f"{name}_ankle": ankle}
        soles = _turned(ankle, -_pitch(side), [_SHOE["heel"], _SHOE["ball"]], height)
        toe = _turned(soles[1], -_pitch(side) - side.toes, [_from_ball(_SHOE["toe"])], height)[0]
        joints |= {f"{name}_heel": soles[0], f"{name}_ball": soles[1], f"{name}_toe": toe}
        joints[f"{name}_elbow"], joints[f"{name}_fist"] = _arm(side, shoulder, height)
    return joints


def _arm(side: Side, shoulder: Point, height: float) -> tuple[Point, Point]:
    """Elbow and fist."""
    if side.hold is None:
        elbow = shoulder.moved(side.shoulder, UPPER_ARM * height)
        return elbow, elbow.moved(side.shoulder + side.elbow, FOREARM * height)
    fist = Point(*side.hold)
    upper, fore = UPPER_ARM * height, FOREARM * height
    away = math.dist(shoulder, fist)
    if not abs(upper - fore) < away < upper + fore:
        raise ValueError(f"a hand {away:.1f} from the shoulder; the arm is {upper + fore:.1f} long")
    towards = math.degrees(math.atan2(fist.x - shoulder.x, fist.y - shoulder.y))
    inside = math.degrees(math.acos((upper**2 + away**2 - fore**2) / (2 * upper * away)))
    return shoulder.moved(towards - inside, upper), fist


def _pitch(side: Side) -> float:
    """How far the sole is turned toes up, in degrees."""
    return side.hip - side.knee + side.ankle


def _shapes(pose: Pose, at: Mapping[str, Point], height: float) -> Iterable[Shape]:
    tilt = pose.trunk + pose.head
    neck = [(at["shoulder"].moved(180 - tilt, 0.02 * height), 0.036), (at["head"], 0.034)]
    yield from _arm_shapes("far", at, height)
    yield from _leg_shapes("far", pose.far, at, height)
    yield from _leg_shapes("near", pose.near, at, height)
    face = _smooth(_turned(at["head"], tilt, _FACE[::-1], height))
    yield Shape("skin", f"{_limb(neck, height)} {face}")
    yield Shape("shirt", _smooth(_turned(at["hip"], pose.trunk, _TRUNK, height)))
    yield Shape("hair", _smooth(_turned(at["head"], tilt, _HAIR, height)))
    yield Shape("eye", _limb([(at["eye"], 0.007)] * 2, height))


def _arm_shapes(side: str, at: Mapping[str, Point], height: float) -> Iterable[Shape]:
    fist, elbow = at[f"{side}_fist"], at[f"{side}_elbow"]
    wrist = Point(fist.x + (elbow.x - fist.x) * 0.16, fist.y + (elbow.y - fist.y) * 0.16)
    top = Point(at["shoulder"].x, at["shoulder"].y + 0.018 * height)
    yield Shape(f"skin {side}", _limb([(wrist, 0.018), (fist, 0.024)], height))
    yield Shape(f"sleeve {side}", _limb([(top, 0.036), (elbow, 0.028), (wrist, 0.021)], height))


def _leg_shapes(side: str, angles: Side, at: Mapping[str, Point], height: float) -> Iterable[Shape]:
    ankle, ball = at[f"{side}_ankle"], at[f"{side}_ball"]
    turn = -_pitch(angles)
    rear = _turned(ankle, turn, _REAR, height)
    front = _turned(ball, turn - angles.toes, map(_from_ball, _FRONT), height)
    sole = [at[f"{side}_toe"], ball, at[f"{side}_heel"]]
    yield Shape(f"shoe {side}", _smooth([*rear, *front, *_dense(sole)]))
    yield Shape(f"sole {side}", "M" + " L".join(_text(point) for point in sole))
    leg = [(at["hip"], 0.058), (at[f"{side}_knee"], 0.038), (ankle.moved(0, -0.012 * height), 0.025)]
    yield Shape(f"leg {side}", _limb(leg, height))


def _from_ball(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] - _SHOE["ball"][0], point[1] - _SHOE["ball"][1]


def _turned(origin: Point, angle: float, points: Iterable[tuple[float, float]], height: float) -> list[Point]:
    """Points given in body heights from `origin`, turned clockwise by `angle` degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [
        Point(origin.x + height * (x * cos - y * sin), origin.y + height * (x * sin + y * cos))
        for x, y in points
    ]


def _dense(corners: list[Point]) -> list[Point]:
    """The corners with points between them, so that a smooth line through them stays straight."""
    points = [corners[0]]
    for one, other in pairwise(corners):
        points += [
            Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)
            for part in (0.25, 0.5, 0.75, 1)
        ]
    return points


def _limb(circles: list[tuple[Point, float]], height: float) -> str:
    """The outlines round each circle (centre, radius in body heights) and its neighbour, as one path."""
    return " ".join(_hull(a, ra * height, b, rb * height) for (a, ra), (b, rb) in pairwise(circles))


def _hull(a: Point, ra: float, b: Point, rb: float) -> str:
    """The tight outline round two circles."""
    away = math.dist(a, b)
    if away <= abs(ra - rb):
        a, ra = (a, ra) if ra >= rb else (b, rb)
        b, rb, away = a, ra, 0
    axis = math.atan2(b.y - a.y, b.x - a.x)
    turn = math.acos((ra - rb) / away) if away else math.pi / 2

    def on(centre: Point, radius: float, angle: float) -> str:
        return _text(Point(centre.x + radius * math.cos(angle), centre.y + radius * math.sin(angle)))

    left, right = axis + turn, axis - turn
    return (
        f"M{on(a, ra, left)} L{on(b, rb, left)} A{rb:.2f} {rb:.2f} 0 {int(rb > ra)} 0 {on(b, rb, right)} "
        f"L{on(a, ra, right)} A{ra:.2f} {ra:.2f} 0 {int(ra >= rb)} 0 {on(a, ra, left)}Z"
    )


def _smooth(points: list[Point]) -> str:
    """A closed curve through the points (Catmull-Rom splines as cubic Béziers)."""
    pieces = [f"M{_text(points[0])}"]
    for index, end in enumerate(points[1:] + points[:1]):
        before, start, after = points[index - 1], points[index], points[(index + 2) % len(points)]
        first = Point(start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6)
        second = Point(end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6)
        pieces.append(f"C{_text(first)} {_text(second)} {_text(end)}")
    return "".join(pieces) + "Z"


def _text(point: Point) -> str:
    return f"{point.x:.1f} {point.y:.1f}"
