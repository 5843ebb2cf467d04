"""The command `evidence`. Exit status: 0 fine, 1 problems found, 2 wrong use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evidence.kept import Kept
from evidence.problems import Problem, ProblemsFound

NO_ADDRESS = (
    "The address of the site is not known (SITE_URL): no canonical links, no sitemap, no feed of changes, "
    "no pictures or whole addresses where a page is sent on, cited or read by programs, no codes on paper"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; prints problems to standard error, everything else to standard output."""
    options = _parser().parse_args(arguments)
    if "project" in options:
        options.references = options.references or options.project / "references"
    try:
        return int(options.run(options))
    except ProblemsFound as error:
        _print(error.problems, every=getattr(options, "all", False))
        _sum_up(error.problems, writes=options.writes)
        return 1
    except BrokenPipeError:
        return 1


def _check(options: argparse.Namespace) -> int:
    from evidence.run.answered import answered

    kept = _kept(options)
    try:
        library, _, hints = answered(options.references, kept, _docs(options))
    finally:
        kept.save()
    asked = _asked_for(hints, options)
    _print(asked, every=options.all)
    records = len(library.entries)
    others = len(hints) - len(asked) if options.files else 0
    apart = f" ({others} in other files: --all-hints)" if others else ""
    print(f"{records} records and {len(library.references)} references: no errors, {len(hints)} hints{apart}")
    return 0


def _asked_for(hints: Sequence[Problem], options: argparse.Namespace) -> list[Problem]:
    """Hints of the files that are named, and of the references beside them; without names all hints."""
    if options.quiet:
        return []
    if options.all_hints or not options.files:
        return list(hints)
    named = {path.resolve().with_suffix("") for path in options.files}
    return [hint for hint in hints if hint.path.resolve().with_suffix("") in named]


def _render(options: argparse.Namespace) -> int:
    from evidence.run.build import Project, render

    kept = _kept(options)
    done = render(Project(options.project, options.references, kept))
    kept.save()
    print(f"{len(done.files)} files in {options.project / 'build' / 'docs'}")
    return 0


def _build(options: argparse.Namespace) -> int:
    from evidence.run.build import Project, build

    kept = _kept(options)
    done = build(Project(options.project, options.references, kept))
    kept.save()
    if not done.address:
        print(NO_ADDRESS)
    if done.unlisted:
        print(f"{len(done.unlisted)} addresses are new; put them on the list: evidence addresses")
    print(f"The site is ready: open {options.project / 'site' / 'index.html'}, or see it with: make serve")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from evidence.run.build import Project
    from evidence.run.serve import NotShown, serve

    try:
        serve(Project(options.project, options.references), *options.address)
    except NotShown as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _addresses(options: argparse.Namespace) -> int:
    from evidence.run.build import Project, promise

    project = Project(options.project, options.references)
    new = promise(project)
    print(*new, sep="\n", end="\n" if new else "")
    print(f"{len(new)} new addresses in {project.addresses}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from evidence.records import schema

    folder = options.references / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema.texts().items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
    return 0


def _pool(options: argparse.Namespace) -> int:
    from evidence.reckon.pool import pool
    from evidence.run.pool.report import as_json, as_text, doubts
    from evidence.run.pool.table import estimates

    studies = estimates(options.table, options.measure)
    pooled = pool(list(studies.values()), options.method)
    print(as_json(pooled, studies) if options.json else as_text(pooled, studies))
    for doubt in doubts(studies) if options.measure == "smd" else ():
        print(doubt, file=sys.stderr)
    return 0


def _docs(options: argparse.Namespace) -> Path | None:
    """The pages that people wrote beside these records; None for records from elsewhere."""
    beside = options.project / "references"
    return options.project / "docs" if options.references.resolve() == beside.resolve() else None


def _kept(options: argparse.Namespace) -> Kept:
    return Kept(None if options.fresh else options.project / "build" / "kept")


_EXAMPLE = "references/studies/chen-2021.yml"
MOST_PRINTED = 50
"""So many can be worked through at a time."""


def _print(problems: Sequence[Problem], *, every: bool = False) -> None:
    for problem in problems if every else problems[:MOST_PRINTED]:
        print(problem, file=sys.stderr)
    if not every and (more := len(problems) - MOST_PRINTED) > 0:
        print(f"... and {more} more; evidence check --all prints every one", file=sys.stderr)


def _sum_up(problems: Sequence[Problem], *, writes: bool) -> None:
    """`writes`: whether the command would have written something without them."""
    found = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} found"
    print(f"{found}; nothing was written" if writes else found, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evidence", description="Study records in, evidence pages out.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, what in (
        ("check", _check, "read every record and say what is wrong or could be better"),
        ("render", _render, "write the Markdown pages to build/docs, and build/mkdocs.yml beside them"),
        ("build", _build, "check, render and build the site into site/"),
        ("serve", _serve, "show the site in a browser and rebuild on every edit"),
        ("addresses", _addresses, "build the site and add its new addresses to the list of promised ones"),
        ("schema", _schema, "write the JSON Schemas of the records to references/schema/"),
    ):
        command = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        command.set_defaults(run=run, writes=name != "check")
        command.add_argument(
            "--references", type=_folder, metavar="DIR", help="folder of records (default: references)"
        )
        command.add_argument(
            "--project",
            type=_folder,
            default=Path(),
            metavar="DIR",
            help="folder of mkdocs.yml (default: here)",
        )
        if name in ("check", "render", "build"):
            command.add_argument(
                "--fresh", action="store_true", help="make everything anew, as for a site to publish"
            )
        if name == "check":
            command.add_argument("--quiet", action="store_true", help="errors only, no hints")
            command.add_argument("--all", action="store_true", help="print more than fifty of them")
            command.add_argument(
                "--all-hints", action="store_true", help="hints of all files, also where some are named"
            )
            command.add_argument(
                "files", nargs="*", type=_file, metavar="FILE", help="hints of these only; errors of all"
            )
        if name == "serve":
            command.add_argument("--address", type=_address, default="127.0.0.1:8000", metavar="HOST:PORT")
    _add_pool(commands)
    return parser


def _add_pool(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "pool the studies of a table (CSV)"
    command = commands.add_parser("pool", help=what, description=f"{what[0].upper()}{what[1:]}.")
    command.set_defaults(run=_pool, writes=False)
    command.add_argument(
        "table",
        type=Path,
        metavar="FILE.csv",
        help="columns study,estimate,variance (generic) or study,n1,mean1,sd1,n2,mean2,sd2 (md and smd)",
    )
    command.add_argument(
        "--measure",
        choices=("md", "smd", "generic"),
        required=True,
        help="mean difference, standardised mean difference (Hedges' g), or estimates as they stand",
    )
    command.add_argument(
        "--method",
        choices=("reml", "dl", "pm", "fixed"),
        default="reml",
        help="random effects by REML (default), DerSimonian-Laird or Paule-Mandel; or fixed effect",
    )
    command.add_argument("--json", action="store_true", help="all figures, unrounded, as JSON")


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f'"{text}" is no address; give one such as 127.0.0.1:8000')
    return host, int(port)


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f'no such file: "{text}"; give records, as in {_EXAMPLE}')
    return path


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f'no such folder: "{text}"')
    return path


if __name__ == "__main__":
    sys.exit(main())
