"""What the frame of a picture says of itself."""

from __future__ import annotations

from evidence.show.figures.frame import Frame, Tick


def test_the_places_of_a_frame_follow_from_its_ends() -> None:
    frame = Frame(left=100, right=261, width=400)
    assert (frame.middle, frame.edge, frame.across) == (180, 398, 161)


def test_a_label_stands_a_little_below_its_mark() -> None:
    assert Tick(20, "5").beside == 24
