"""What a careful editor would ask of the number of a study in a trial registry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from evidence.problems import Problem, shown
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.study import Study

FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "NCT": (r"NCT[0-9]{8}", "NCT01234567"),
        "ISRCTN": (r"ISRCTN[0-9]{8}", "ISRCTN12345678"),
        "ACTRN": (r"ACTRN[0-9]{14}", "ACTRN12612000000000"),
        "CTRI": (r"CTRI/20[0-9]{2}/[0-9]{2,3}/[0-9]{6}", "CTRI/2023/08/056593"),
        "ChiCTR": (r"ChiCTR(?:-[A-Z]{3}-)?[0-9]{8,10}", "ChiCTR2100012345"),
        "IRCT": (r"IRCT[0-9]{10,16}N[0-9]{1,3}", "IRCT20170712035052N1"),
        "PACTR": (r"PACTR[0-9]{15,16}", "PACTR201901234567890"),
        "UMIN": (r"UMIN[0-9]{9}", "UMIN000044483"),
        "JPRN": (r"JPRN-(?:UMIN[0-9]{9}|jRCT[A-Za-z]?[0-9]{9,11})", "JPRN-UMIN000044483"),
        "jRCT": (r"jRCTs?[0-9]{9,11}", "jRCT1012345678"),
        "DRKS": (r"DRKS[0-9]{8}", "DRKS00012345"),
        "TCTR": (r"TCTR[0-9]{11}", "TCTR20200123001"),
        "KCT": (r"KCT[0-9]{7}", "KCT0001234"),
        "RBR": (r"RBR-[0-9a-z]{6,8}", "RBR-4abcde"),
        "SLCTR": (r"SLCTR/20[0-9]{2}/[0-9]{3}", "SLCTR/2020/001"),
        "CRD": (r"CRD[0-9]{11}", "CRD42020123456"),
        "EUCTR": (r"EUCTR[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[A-Z]{2})?", "EUCTR2015-001234-12"),
        "NTR": (r"NTR[0-9]{1,5}", "NTR1234"),
    }
)
"""How a number of each registry begins -> its form, and one that fits.

Source: the data providers of the International Clinical Trials Registry Platform of the WHO.
"""


def _form(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """A number of a registry that is known, in another form than its own."""
    registration = entry.record.registration
    if registration is None:
        return
    given = registration.number
    for begins, (form, example) in FORMS.items():
        if given.upper().startswith(begins.upper()) and re.match(
            "[^A-Za-z]|[A-Za-z]?[0-9]", given[len(begins) :]
        ):
            if not re.fullmatch(form, given):
                what = f"{shown(given)} has not the form of this registry; write it as in {example}"
                yield entry.problem(("registration", "number"), what)
            return


def _registered_twice(library: Library, entry: Entry[Study]) -> Iterator[Problem]:
    """A registration that another study has too, without a word that the two may be one."""
    study = entry.record
    if study.registration is None:
        return
    for other in library.studies.values():
        same = other.registration and other.registration.number == study.registration.number
        if same and other.id != study.id and study.may_repeat != other.id and other.may_repeat != study.id:
            what = f'"{other.id}" has the same number; if both are one study, say so by may_repeat'
            yield entry.problem(("registration", "number"), what, level="hint")


RULES: tuple[Callable[[Library, Entry[Study]], Iterator[Problem]], ...] = (_form, _registered_twice)
"""What is asked of each registration."""
