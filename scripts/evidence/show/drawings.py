"""The drawings of docs/drawings/: SVG templates in which a pose becomes a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from evidence.problems import nearest
from evidence.show import templating
from evidence.show.figures.body import Body, Pose, body

FOLDER = "drawings"
"""Where they are in docs/; every .svg can be shown, whatever else is there can be imported by them."""


def drawing(made: jinja2.Environment, docs: Path) -> Callable[[str], Markup]:
    """What gives the drawing of a name, for pages to call; problems of a drawing are told at its own line."""
    folder = docs / FOLDER
    environment = made.overlay(loader=jinja2.FileSystemLoader(folder))
    environment.globals = {"person": _person}

    def drawn(name: str) -> Markup:
        path = folder / f"{name}.svg"
        try:
            template = environment.get_template(path.name)
        except jinja2.TemplateNotFound as error:
            known = [found.stem for found in folder.glob("*.svg")]
            what = f'there is no drawing "{name}"; {nearest(name, known)}each is a .svg of {folder.name}/'
            raise jinja2.TemplateRuntimeError(what) from error
        except jinja2.TemplateSyntaxError as error:
            raise templating.syntax_problem(error, path) from error
        # A blank line would end the HTML for Markdown.
        lines = templating.fill(template, path, {}).splitlines()
        return Markup("\n".join(line for line in lines if line.strip()))  # noqa: S704 - written by us, values escaped

    return drawn


def _person(
    angles: Mapping[str, Any],
    pin: str,
    at: tuple[float, float],
    height: float,
    apart: float = 0,
    **hands: tuple[float, float],
) -> Body:
    """The person of `figures.body`; `near` and `far` put that fist at a point."""
    holding = {side: {**angles.get(side, {}), "hold": point} for side, point in hands.items()}
    try:
        return body(Pose.of({**angles, **holding}), pin, at, height, apart)
    except (KeyError, TypeError, ValueError) as error:
        raise jinja2.TemplateRuntimeError(f"this pose cannot be drawn: {error}") from error
