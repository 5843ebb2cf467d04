"""What must hold for the files of this repository as a whole."""

import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("site", "test", "audit")
# In pieces, so that this file does not hold what it forbids.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
]
# Not within an address such as example.org/home/index.
MACHINE_PATH = re.compile(r"(?<![\w.~%-])/(?:work|root|(?:home|Users)/[\w.-]+)/")
GENERATED = {"node_modules", "__pycache__", ".pytest_cache", ".mypy_cache"}
GENERATED_AT_THE_TOP = {".venv", "build", "site"}


def git(*arguments: str) -> str:
    # Else git refuses a copy that belongs to another user, as in a container.
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout


def git_files(*options: str) -> list[Path]:
    return [Path(name) for name in git("ls-files", "-z", *options).split("\0") if name]


def text_files() -> Iterator[tuple[Path, str]]:
    for name in git_files("-co", "--exclude-standard"):
        path = ROOT / name
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            yield name, data.decode()


def find_lines(is_fault: Callable[[str], object]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if is_fault(line)
    ]


def read_pins(lock: str) -> dict[str, list[str]]:
    """Return {package: [line, ...]} of a lock; a package has one line for each marker."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / "locks" / f"{lock}.txt").read_text().splitlines():
        if line and not line.startswith((" ", "#")):
            pins.setdefault(line.partition("==")[0], []).append(line.removesuffix(" \\"))
    return pins


def read_requirements() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    site = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    groups = project["dependency-groups"]
    return {"site": site, "test": site + groups["test"], "audit": groups["audit"]}


def read_makefile() -> dict[str, list[str]]:
    """Return {target: [recipe line, ...]}."""
    recipes: dict[str, list[str]] = {}
    target = ""
    for line in (ROOT / "Makefile").read_text().splitlines():
        if line.startswith("\t"):
            recipes[target].append(line)
        elif match := re.match(r"([^\s:=#.][^:=]*):(?!=)", line):
            target = match[1]
            recipes[target] = []
    return recipes


def test_an_installed_package_has_every_template_and_letter() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
    show = ROOT / "scripts" / "evidence" / "show"
    packed = {path for pattern in settings["evidence.show"] for path in show.glob(pattern)}
    needed = {path for path in show.rglob("*") if path.suffix in (".j2", ".ttf")}
    assert any(path.parent.parent.name == "templates" for path in needed)
    assert needed <= packed


def test_git_knows_files() -> None:
    assert len(list(text_files())) > 10


def test_no_file_names_a_package_registry() -> None:
    assert find_lines(lambda line: any(host in line for host in REGISTRIES)) == []


def test_no_file_names_a_path_of_someone_s_machine() -> None:
    assert find_lines(MACHINE_PATH.search) == []


@pytest.mark.parametrize("line", ["in /work" + "/main", "'/root" + "/.cache'", "=/home" + "/ada/site"])
def test_a_path_of_a_machine_is_recognised(line: str) -> None:
    assert MACHINE_PATH.search(line)


@pytest.mark.parametrize("line", ["https://example.org/work" + "/W1", "../work" + "/x", "/workflows/x"])
def test_an_address_is_no_path_of_a_machine(line: str) -> None:
    assert not MACHINE_PATH.search(line)


def test_generated_directories_are_not_tracked() -> None:
    names = git_files("-c")
    assert [name for name in names if GENERATED.intersection(name.parts)] == []
    assert [name for name in names if name.parts[0] in GENERATED_AT_THE_TOP] == []


def test_git_ignores_what_is_generated() -> None:
    places = [".venv/x", "build/x", "site/x", "scripts/__pycache__/x", "tests/node/node_modules/x"]
    assert git("check-ignore", *places).splitlines() == places


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_of_a_lock_has_a_hash(lock: str) -> None:
    text = (ROOT / "locks" / f"{lock}.txt").read_text()
    requirements = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert len(requirements) > 10
    assert [part.split()[0] for part in requirements if "--hash=sha256:" not in part] == []


def test_the_test_lock_holds_all_of_the_site_lock_at_the_same_versions() -> None:
    site, test = read_pins("site"), read_pins("test")
    assert {name: test.get(name) for name in site} == site


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(lock: str) -> None:
    pins = read_pins(lock)
    for requirement in map(Requirement, read_requirements()[lock]):
        lines = pins.get(canonicalize_name(requirement.name))
        assert lines, f"{requirement.name} is not in locks/{lock}.txt: run make lock"
        versions = [version for line in lines for version in re.findall(r"==(\S+)", line)]
        assert len(versions) == len(lines)
        assert all(map(requirement.specifier.contains, versions)), f"{requirement}: run make lock"


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    without = [
        requirement
        for requirement in (*read_requirements()["test"], *read_requirements()["audit"])
        if not re.search(rf'^ *"{re.escape(requirement)}", *# \S', text, re.MULTILINE)
    ]
    assert without == []


def read_workflows() -> dict[str, str]:
    folder = ROOT / ".github" / "workflows"
    return {path.name: path.read_text() for path in sorted(folder.glob("*.yml"))}


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    """A tag can be moved to other code; a commit cannot."""
    used = [
        line.strip() for text in read_workflows().values() for line in text.splitlines() if "uses:" in line
    ]
    outside = [line for line in used if "uses: ./" not in line]
    assert len(outside) > 8
    pinned = re.compile(r"(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in outside if not pinned.fullmatch(line)] == []


def test_an_action_has_one_commit_in_all_workflows() -> None:
    found = set(re.findall(r"uses: ([\w./-]+)@(\S+)", "".join(read_workflows().values())))
    assert len(found) == len({name for name, _ in found})


def test_the_weekly_look_stops_nobody() -> None:
    workflows = read_workflows()
    assert "pull_request" not in workflows["weekly.yml"]
    assert not any("weekly" in text for name, text in workflows.items() if name != "weekly.yml")


def test_every_recipe_of_the_makefile_is_one_line() -> None:
    recipes = read_makefile()
    wanted = {"site", "serve", "quick", "test", "check", "firefox", "html", "bench", "lock", "clean", "help"}
    assert wanted <= set(recipes)
    assert {target: lines for target, lines in recipes.items() if len(lines) != 1} == {}
    assert [lines for lines in recipes.values() if lines[0].endswith("\\")] == []


def test_every_phony_target_is_declared() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert sorted(phony.split()) == sorted(target for target in read_makefile() if not target.startswith("$"))


def test_every_command_of_the_readme_is_in_the_makefile() -> None:
    text = (ROOT / "README.md").read_text()
    code = [*text.split("```")[1::2], *re.findall(r"`([^`\n]+)`", text)]
    commands = {name for part in code for name in re.findall(r"^\W*make ([\w-]+)", part, re.MULTILINE)}
    assert {"site", "test"} <= commands
    assert commands <= set(read_makefile())
