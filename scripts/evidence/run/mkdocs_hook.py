"""Makes plain `mkdocs build` and `mkdocs serve` do what everyone expects: render first, then build."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from evidence.problems import ProblemsFound
from evidence.run import finishing, paper, policy
from evidence.run.build import Files, Project, faults, finished, render

REFERENCES = "EVIDENCE_REFERENCES"
"""Environment variable: the folder of records, when it is not references/ beside mkdocs.yml."""


_serving = False
"""Whether `mkdocs serve` asks, which puts a script of its own into each page."""


def on_startup(command: str, **_: Any) -> None:
    """Take note of what MkDocs was asked to do."""
    global _serving
    _serving = command == "serve"


def on_config(config: Any) -> Any:
    """Render to build/docs and let MkDocs build from there."""
    project = _project(config)
    try:
        done = render(project, config.site_url or "")
    except ProblemsFound as error:
        raise Abort(f"{error}\n{len(error.problems)} problems found") from error
    os.environ["SOURCE_DATE_EPOCH"] = done.epoch
    config.docs_dir = str(project.build / "docs")
    config.nav = done.nav
    return config


def on_files(files: Any, config: Any) -> Any:
    """Leave out what no page uses of the theme."""
    return finishing.on_files(files, config=config)


def on_serve(server: Any, config: Any, **_: Any) -> Any:
    """Watch what people write, not what is made from it: one edit, one rebuild."""
    project = _project(config)
    server.unwatch(config.docs_dir)
    server.watch(str(project.docs))
    server.watch(str(project.references))
    return server


def on_env(env: Any, **_: Any) -> Any:
    """Give the theme what only paper needs, and each page its policy where nothing else runs in it."""
    return paper.on_env(env if _serving else policy.on_env(env))


def on_post_build(config: Any) -> None:
    """Refuse a site with broken links or without promised addresses, whichever command built it."""
    project, built = _project(config), Path(config.site_dir)
    problems = faults(project, finished(Files(project.beside), built))
    if problems:
        raise Abort(str(ProblemsFound(problems)))


def _project(config: Any) -> Project:
    root = Path(config.config_file_path).parent
    return Project(root, Path(os.environ.get(REFERENCES) or root / "references"))
