"""Files of references/ rather than what is in them: missing, stray, unreadable."""

from pathlib import Path

from project import problems_of

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
BELL_BIB = "studies/bell-2005.bib"
THUMBS = "conditions/stiff-thumbs.yml"


def test_missing_bib(references: Path) -> None:
    (references / BELL_BIB).unlink()
    assert problems_of(references) == [
        f'{BELL}:6:1: error: reports: "bell-2005.bib" is missing; write it beside this file'
    ]


def test_missing_yml(references: Path) -> None:
    (references / "sources/ball-maker.yml").unlink()
    assert problems_of(references) == [
        'sources/ball-maker.bib:1:1: error: file: "ball-maker.yml" is missing; write it beside this file'
    ]


def test_files_that_nobody_would_read(references: Path) -> None:
    (references / BELL).rename(references / "studies/bell-2005.yaml")
    (references / "studies/2005").mkdir()
    (references / "conditions/notes.bib").write_text("")
    (references / "study").mkdir()
    (references / "origin.yaml").write_text("")
    (references / "studies/.hidden.yml").write_text("")
    (references / "schema").mkdir()
    belong = "records belong into conditions, instruments, studies, reviews, sources, claims"
    assert problems_of(references) == [
        'conditions/notes.bib:1:1: error: file: "notes.bib" would not be read; only .yml files belong here',
        f'origin.yaml:1:1: error: file: "origin.yaml" would not be read; did you mean "origin.yml"? {belong}',
        'studies/2005:1:1: error: file: "2005" would not be read; only .bib and .yml files belong here',
        f'{BELL_BIB}:1:1: error: file: "bell-2005.yml" is missing; write it beside this file',
        'studies/bell-2005.yaml:1:1: error: file: "bell-2005.yaml" would not be read; '
        "only .bib and .yml files belong here",
        f'study:1:1: error: file: "study" would not be read; did you mean "studies"? {belong}',
    ]


def test_a_folder_named_like_a_record(references: Path) -> None:
    (references / "studies/folder.yml").mkdir()
    (references / "studies/folder.bib").mkdir()
    why = "cannot be read (Is a directory); it must be an ordinary file that you may read"
    assert problems_of(references) == [
        f"studies/folder.bib:1:1: error: file: {why}",
        f"studies/folder.yml:1:1: error: file: {why}",
    ]


def test_links_that_lead_nowhere_or_round_in_circles(references: Path) -> None:
    loop, gone = references / "studies/loop.yml", references / "studies/gone.yml"
    loop.symlink_to(loop)
    gone.symlink_to(references / "nowhere.yml")
    (references / "studies/loop.bib").write_text("@article{loop, title = {Loop}}")
    advice = "put an ordinary file in its place"
    assert [line for line in problems_of(references) if ": file: " in line] == [
        f"studies/gone.yml:1:1: error: file: is a link to 'nowhere.yml'; {advice}",
        f"studies/loop.yml:1:1: error: file: is a link to 'studies/loop.yml'; {advice}",
    ]


def test_a_huge_file_is_refused_and_nobody_is_blamed_for_it(references: Path) -> None:
    with (references / THUMBS).open("a") as file:
        file.write("# x\n" * 2_500_000)
    assert problems_of(references) == [f"{THUMBS}:1:1: error: file: larger than 500 kB; a record never is"]


def test_bytes_that_are_not_utf8(references: Path) -> None:
    (references / ADAMS).write_bytes(b"id: adams-2001\nsetting: Caf\xe9\n")
    (references / BELL_BIB).write_bytes(b"@thesis{bell-2005,\n  title = {\xff}\n}")
    assert problems_of(references) == [
        f"{ADAMS}:2:13: error: file: byte 0xe9 is not UTF-8; save the file as UTF-8",
        f"{BELL_BIB}:2:12: error: file: byte 0xff is not UTF-8; save the file as UTF-8",
    ]


def test_no_folder_and_no_records(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path}/nowhere:1:1: error: references: no such folder; give another"
    ]
    assert problems_of(tmp_path) == [
        f"{tmp_path}:1:1: error: references: no records in this folder; give another"
    ]
