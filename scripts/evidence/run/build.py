"""references/ and docs/ to build/docs/ and site/: all or nothing."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape
from yaml_env_tag import construct_env_tag

from evidence.kept import NOTHING, Kept
from evidence.problems import Problem, ProblemsFound, errors, nearest, shown
from evidence.read import strange, text_files
from evidence.read.library import Library
from evidence.run import addresses, docs, finishing, kept_pages, links, paper, policy
from evidence.run.answered import Answered, looked_through
from evidence.show import site

CONDITIONS, OTHER_CONDITIONS = "conditions", "other-conditions"
"""What stands in mkdocs.yml's nav for the conditions with a word for the menu, and for all others."""


@dataclass(frozen=True)
class Project:
    """Where things are: `root` holds mkdocs.yml and docs/, `references` the records."""

    root: Path
    references: Path
    kept: Kept = NOTHING
    """What was made before and need not be made again."""

    @property
    def docs(self) -> Path:
        """What people wrote."""
        return self.root / "docs"

    @property
    def addresses(self) -> Path:
        """The list of all addresses that were ever published."""
        return self.references / addresses.NAME

    @property
    def build(self) -> Path:
        """Everything made on the way; never committed."""
        return self.root / "build"

    @property
    def beside(self) -> Path:
        """What stands on the site beside whatever a builder makes of build/docs."""
        return self.build / "beside"

    @property
    def site(self) -> Path:
        """The finished site; never committed."""
        return self.root / "site"


@dataclass(frozen=True)
class Rendered:
    """The files of build/docs and what else a builder needs; `hints` are advice to contributors."""

    files: Mapping[str, bytes]
    nav: list[Any]
    epoch: str
    hints: list[Problem]
    beside: Mapping[str, bytes]
    """Files of the built site that no builder makes: plain Markdown."""
    address: str
    """Of the site, with a slash at its end; empty where it is not known."""
    unlisted: tuple[str, ...] = ()
    """New addresses that are not on the list of promised ones; known once the site is built."""


def rendered(project: Project, address: str | None = None) -> Rendered:
    """Everything of build/docs, in memory; `address` of the site, else that of mkdocs.yml.

    Raises ProblemsFound.
    """
    if problems := [*strange.below(project.docs), *strange.below(project.references)]:
        raise ProblemsFound(problems)
    library, answers, hints = _answered(project)
    config = _config_of(project)
    where = _address(config) if address is None else address
    made = site.made(library, answers, project.docs, where, project.kept)
    listed = nav(config.get("nav", []), library, made.files)
    if problems := list(_missing_pages(project, listed, made.files)):
        raise ProblemsFound(problems)
    midnight = datetime.combine(answers.newest_day, time(), UTC)
    return Rendered(made.files, listed, f"{midnight.timestamp():.0f}", hints, made.beside, where)


def _answered(project: Project) -> Answered:
    """Raises ProblemsFound with every error of the records, beside what is wrong in docs/ without them."""
    found = looked_through(project.references, project.kept)
    if wrong := errors(found.problems):
        raise ProblemsFound([*wrong, *docs.faults(project.docs, found.library.citable)])
    return found


def render(project: Project, address: str | None = None) -> Rendered:
    """Write build/docs, build/beside and build/mkdocs.yml, for any builder that reads mkdocs.yml.

    `address` as in `rendered`. Raises ProblemsFound.
    """
    done = rendered(project, address)
    _write_rendered(project, done)
    return done


def build(project: Project) -> Rendered:
    """Make build/docs and site/; neither changes unless everything is right. Raises ProblemsFound."""
    if problems := _not_ours(project.site):
        raise ProblemsFound(problems)
    done = rendered(project)
    fresh = project.build / "new"
    shutil.rmtree(fresh, ignore_errors=True)
    write_tree(done.files, fresh / "docs")
    write_tree({"mkdocs.yml": _config(project, done, fresh, fresh / "site")}, fresh, only=())
    try:
        warnings = _mkdocs(fresh / "mkdocs.yml", done.epoch, project.kept)
        found = finished(done.beside, fresh / "site", project.kept)
        problems = faults(project, found)
        if problems or warnings:
            raise ProblemsFound(
                problems or [Problem(project.root / "mkdocs.yml", 1, 1, "MkDocs", w) for w in warnings]
            )
        _write_rendered(project, done)
        _write_site(project, Files(fresh / "site"))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return replace(done, unlisted=tuple(addresses.unlisted(found, project.addresses)))


def finished(beside: Mapping[str, bytes], built: Path, kept: Kept = NOTHING) -> links.Built:
    """Write into the site that a builder has made what no builder makes; what the site holds then."""
    write_tree(beside, built, only=())
    found = links.built(built, kept)
    write_tree(finishing.headers(built, found), built, only=())
    return found


def faults(project: Project, found: links.Built) -> list[Problem]:
    """Links of a built site, and promised addresses, that lead nowhere."""
    return [*links.broken(found, project.root), *addresses.lost(found, project.addresses)]


def promise(project: Project) -> list[str]:
    """Build the site and put its new addresses on the list; they. Raises ProblemsFound."""
    build(project)
    return addresses.add(links.built(project.site), project.addresses)


def _write_rendered(project: Project, done: Rendered) -> None:
    write_tree(done.files, project.build / "docs")
    write_tree(done.beside, project.beside)
    write_tree({"mkdocs.yml": _config(project, done, project.build, project.site)}, project.build, only=())


def _not_ours(site: Path) -> list[Problem]:
    """What stands in the place of site/, or in it, and leads out of it: nobody's files are written over."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        return [Problem(site, 1, 1, "site", "is no ordinary folder; move it away, the site is made there")]
    return list(strange.below(site))


def _write_site(project: Project, files: Files) -> None:
    """Write the site, and take away what an earlier build wrote and this one does not, but nothing else."""
    listed = project.build / "site.json"
    earlier = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else []
    # Until all is written, whatever was begun is known too.
    listed.write_text(json.dumps(sorted({*earlier, *files})), encoding="utf-8")
    write_tree(files, project.site, only=earlier)
    listed.write_text(json.dumps(sorted(files)), encoding="utf-8")


def write_tree(files: Mapping[str, bytes], folder: Path, *, only: Collection[str] | None = None) -> None:
    """Make `folder` hold `files`, touching only what differs, so that nobody rebuilds for nothing.

    Of all others, those named by `only` go, by their paths below the folder; where it is None, all go.
    """
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    others = {path.relative_to(folder).as_posix() for path in _all(folder)} - files.keys()
    going = others if only is None else others.intersection(only)
    for name in going:
        (folder / name).unlink()
    empty = {path for name in going for path in (folder / name).parents if folder in path.parents}
    if only is None:
        empty = {path for path in folder.rglob("*") if path.is_dir()}
    for path in sorted(empty, reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


class Files(Mapping[str, bytes]):
    """The files below a folder by name, read one at a time so that a large site need not fit in memory."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.relative_to(folder).as_posix(): path for path in _all(folder)}

    def __getitem__(self, name: str) -> bytes:
        return self._paths[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _all(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def nav(listed: list[Any], library: Library, files: Collection[str]) -> list[Any]:
    """The nav of mkdocs.yml with the pages of conditions in place of the entries that stand for them.

    The theme prints names as they are, so they are escaped here.
    """
    shown = [
        (condition, f"{condition.id}/index.md")
        for condition in library.conditions.values()
        if f"{condition.id}/index.md" in files
    ]
    in_menu = [(condition.menu, path) for condition, path in shown if condition.menu]
    others = [(condition.name, path) for condition, path in shown if not condition.menu]
    pages = {
        stands_for: [{str(escape(name)): path} for name, path in named]
        for stands_for, named in ((CONDITIONS, in_menu), (OTHER_CONDITIONS, others))
    }
    return _filled(listed, pages)


def _filled(listed: list[Any], pages: Mapping[str, list[Any]]) -> list[Any]:
    """`listed` with `pages` put in at any depth."""
    filled: list[Any] = []
    for entry in listed:
        if isinstance(entry, dict):
            filled.append(
                {
                    name: _filled(item, pages) if isinstance(item, list) else item
                    for name, item in entry.items()
                }
            )
        else:
            filled += pages.get(entry, [entry])
    return filled


class _AnyTag(yaml.SafeLoader):
    """Reads of mkdocs.yml what is needed before MkDocs runs; tags other than !ENV are passed over."""


_AnyTag.add_multi_constructor("", lambda *_: None)
_AnyTag.add_constructor("!ENV", construct_env_tag)


def _config_of(project: Project) -> dict[str, Any]:
    """Raises ProblemsFound where it is no YAML."""
    path = project.root / "mkdocs.yml"
    try:
        text = text_files.decoded(text_files.read(path))
        found = yaml.load(text, Loader=_AnyTag)  # noqa: S506 - made of the safe one
    except text_files.Unreadable as error:
        raise ProblemsFound([error.problem(path)]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = f"{error.problem or error.context}; mend it, or take it back as it was"
        raise ProblemsFound([Problem(path, line, column, "YAML", what)]) from error
    return found if isinstance(found, dict) else {}


def _address(config: Mapping[str, Any]) -> str:
    """Where the site will stand, with a "/" at its end; empty where nobody has said it."""
    address = str(config.get("site_url") or "")
    return f"{address.rstrip('/')}/" if address else ""


def _missing_pages(project: Project, listed: list[Any], files: Mapping[str, bytes]) -> Iterator[Problem]:
    path = project.root / "mkdocs.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for name in _pages_of(listed):
        if name not in files:
            line = next((number for number, text in enumerate(lines, start=1) if name in text), 1)
            guess = nearest(name, files)
            what = f"{shown(name)} is listed but there is no such page; {guess}write it or take it out"
            yield Problem(path, line, max(lines[line - 1].find(name), 0) + 1, "nav", what)


def _pages_of(listed: Any) -> Iterator[str]:
    if isinstance(listed, str):
        yield listed
    elif isinstance(listed, dict | list):
        for item in listed.values() if isinstance(listed, dict) else listed:
            yield from _pages_of(item)


def _config(project: Project, done: Rendered, folder: Path, site_dir: Path) -> bytes:
    def relative(path: Path) -> str:
        return Path(os.path.relpath(path, folder)).as_posix()

    config = {
        "INHERIT": relative(project.root / "mkdocs.yml"),
        "docs_dir": "docs",
        "site_dir": relative(site_dir),
        "nav": done.nav,
        "theme": {"custom_dir": relative(project.docs / "overrides")},
        "hooks": [],
        "watch": [],
    }
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True).encode()


def _mkdocs(config_file: Path, epoch: str, kept: Kept) -> list[str]:
    """Run MkDocs; its warnings, which its strict mode counts as errors."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    os.environ["SOURCE_DATE_EPOCH"] = epoch
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with _heard("mkdocs") as warnings, contextlib.suppress(Abort):
        config = load_config(str(config_file))
        # As MkDocs itself takes in a hook; named in the file, it would bind build/mkdocs.yml to this machine.
        for hook in (paper, policy, finishing):
            config.plugins[hook.__name__] = hook  # type: ignore[assignment]
        config.plugins[kept_pages.__name__] = kept_pages.KeptPages(kept)  # type: ignore[assignment]
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    return warnings


@contextlib.contextmanager
def _heard(name: str) -> Iterator[list[str]]:
    said: list[str] = []
    logger = logging.getLogger(name)
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
