"""What `evidence pool` prints."""

from __future__ import annotations

import json

from evidence.reckon.formulas import DOUBTFUL, Estimate
from evidence.reckon.pool import pool
from evidence.run.pool import report

THREE = {"a": Estimate(1.0, 0.1), "b": Estimate(2.0, 0.2), "c": Estimate(3.0, 0.1)}


def test_the_text_has_the_figures_of_the_json() -> None:
    made = pool(list(THREE.values()))
    told = json.loads(report.as_json(made, THREE))
    assert told["estimate"] == made.estimate and [each["study"] for each in told["studies"]] == list(THREE)
    text = report.as_text(made, THREE)
    assert text.startswith("3 studies, random effects, REML\n")
    assert f"Estimate {made.estimate:.4g}, standard error {made.se:.4g}" in text
    assert "Two studies say little" not in text


def test_one_and_two_studies_are_told_apart() -> None:
    one, two = ({name: THREE[name] for name in names} for names in ("a", "ab"))
    assert report.as_text(pool(list(one.values())), one).startswith("1 study: nothing was pooled")
    assert "Two studies say little" in report.as_text(pool(list(two.values())), two)


def test_only_what_is_beyond_the_line_is_doubted() -> None:
    found = report.doubts({"at": Estimate(DOUBTFUL, 0.1), "beyond": Estimate(-DOUBTFUL - 0.01, 0.1)})
    assert [line.split(":")[0] for line in found] == ["beyond"]
