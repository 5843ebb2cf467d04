"""Names of authors as BibTeX has them: who is meant, and what in a list of names is no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from evidence.problems import shown


@dataclass(frozen=True)
class Author:
    """A person (family name with its particles, initials, suffix) or, with no initials, an organisation.

    `given` holds the given names as the file has them, bare initials apart: 'AH' becomes 'A. H.'.
    """

    family: str
    initials: str = ""
    suffix: str = ""
    given: str = ""

    @property
    def others(self) -> bool:
        """BibTeX's 'and others': more authors, names not given."""
        return self.family == "others" and not self.initials

    def __str__(self) -> str:
        return " ".join(part for part in (self.family, self.initials, self.suffix) if part)


@dataclass(frozen=True)
class Name:
    """One name of a list as it stands in the file, LaTeX and all."""

    raw: str

    @cached_property
    def open(self) -> str:
        """What stands outside braces, an escaped & left out."""
        if "{" not in self.raw:
            return self.raw.replace(r"\&", "")
        depth, kept = 0, []
        for char in self.raw.replace(r"\&", ""):
            depth += (char == "{") - (char == "}")
            if not depth and char != "}":
                kept.append(char)
        return "".join(kept)

    @property
    def is_group(self) -> bool:
        """Whether all of it stands in braces: nobody takes it apart."""
        return self.raw.startswith("{") and not self.open.strip()

    @cached_property
    def parts(self) -> list[str]:
        """What commas part, those in braces left alone."""
        if "{" not in self.raw:
            return [part.strip() for part in self.raw.split(",")]
        depth, found = 0, [""]
        for char in self.raw:
            depth += (char == "{") - (char == "}")
            if char == "," and not depth:
                found.append("")
            else:
                found[-1] += char
        return [part.strip() for part in found]

    @property
    def family(self) -> str:
        """The family name; all of a name without a comma."""
        return self.parts[0]

    @property
    def given(self) -> str:
        """Given names; empty without a comma."""
        return self.parts[-1] if len(self.parts) > 1 else ""


FORM = "write Family, Given and Family, Given, a group in double braces"
SUFFIXES = ("Jr", "Sr", "II", "III", "IV", "V")
_DEGREE = re.compile(
    r"(?:^|[\s,])(?:Ph\.?D|M\.?D|D\.?P\.?T|M\.?P\.?T|B\.?P\.?T|M\.?Sc|B\.?Sc|M\.?Phil|P\.?T|R\.?N|Dr|Prof"
    r"|Mrs?|Ms)\.?(?=$|[\s,])"
)
_GROUP = re.compile(
    r"\b(?:group|organi[sz]ation|society|university|association|institute|committee|collaboration|council"
    r"|consortium|college|ministry|department|foundation|network|investigators|hospital|cent(?:re|er))\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:.*\s)?(?:[A-Z]\.?[ -]?){1,3}|(?:[A-Z]\.[ -]?)+")
_NOBODY = re.compile(
    r"\[?(?:anon(?:ymous)?|unknown|n\.?/?a\.?|none|nobody|no authors?(?: (?:listed|given|named))?)\.?\]?",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\bet\.? al\b|^(?:colleagues|co-?workers|coauthors|co-authors)$", re.IGNORECASE)
_PERSON = re.compile(r"[^,]+,\s*[^,\s]+(?:\s[^,\s]+)?")


def _missing(name: Name) -> str:
    first = name.raw.split()[:1]
    if not first or first[0] in ("and", "&"):
        return (
            f'a name is missing beside an "and" in {shown(name.raw)}; write Family, Given and Family, Given'
        )
    return ""


def _signs(name: Name) -> str:
    found = re.search(r"[&|;=@]", name.open)
    return f'{shown(name.raw)} holds a "{found[0]}"; {FORM}' if found else ""


def _others(name: Name) -> str:
    if not _OTHERS.search(name.open):
        return ""
    return f'{shown(name.raw)} ends in "et al" or the like; write: and others'


def _nobody(name: Name) -> str:
    what = "is nobody's name; leave author out where none was seen"
    return f"{shown(name.raw)} {what}" if _NOBODY.fullmatch(name.raw.strip("{}")) else ""


def _digits(name: Name) -> str:
    what = "holds a number; take out what leads to a note or an affiliation"
    return f"{shown(name.raw)} {what}" if re.search(r"\d", name.open) else ""


def _degree(name: Name) -> str:
    found = _DEGREE.search(name.open)
    what = f'holds "{found[0].strip(" ,")}"; leave titles and degrees out' if found else ""
    return f"{shown(name.raw)} {what}" if what else ""


def _commas(name: Name) -> str:
    number = len(name.parts) - 1
    return f"{shown(name.raw)} holds {number} commas; {FORM}" if number > 2 else ""


def _suffix(name: Name) -> str:
    middle = name.parts[1] if len(name.parts) == 3 else SUFFIXES[0]
    if middle.rstrip(".") in SUFFIXES:
        return ""
    meant = f"{name.family}, {name.given}, {middle}" if name.given.rstrip(".") in SUFFIXES else ""
    mend = f"write {meant}" if meant else FORM
    return f"{shown(middle)} stands where Jr or III would, in {shown(name.raw)}; {mend}"


def _group(name: Name) -> str:
    found = _GROUP.search(name.open)
    return f"{shown(name.raw)} looks like a group; put it in double braces" if found else ""


def _initials(name: Name) -> str:
    family = re.sub(r"[{}]", "", name.family)
    in_capitals = family.isalpha() and len(family) > 1 and name.given.isupper()
    last = " ".join(name.open.split()[-1:]) if len(name.parts) == 1 and " " in name.open.strip() else family
    if in_capitals or not _INITIALS.fullmatch(last):
        return ""
    what = "looks like initials in the place of a family name"
    return f"{shown(last)} {what}; {FORM}"


def _no_comma(name: Name) -> str:
    if len(name.parts) > 1 or len(name.open.split()) < 2:
        return ""
    return f"{shown(name.raw)} has no comma, so nobody can tell which is the family name; {FORM}"


def _half(name: Name) -> str:
    letters = [any(map(str.isalpha, part)) for part in name.parts]
    return "" if all(letters) else f"{shown(name.raw)} lacks a family name or a given name; {FORM}"


def _several(name: Name) -> str:
    people = name.raw.strip("{}").split(" and ")
    what = f"holds several people in one pair of braces; {FORM}"
    return f"{shown(name.raw)} {what}" if len(people) > 1 and all(map(_PERSON.fullmatch, people)) else ""


_RULES: tuple[Callable[[Name], str], ...] = (
    _missing,
    _others,
    _nobody,
    _signs,
    _digits,
    _degree,
    _commas,
    _suffix,
    _group,
    _initials,
    _no_comma,
    _half,
)
"""What is asked of the name of a person, the first fault alone is told."""


@cache
def fault(raw: str) -> str:
    """Why this is no name, and what to do; empty where it is one."""
    name = Name(" ".join(raw.split()))
    rules = (_nobody, _several) if name.is_group else _RULES
    return next(filter(None, (rule(name) for rule in rules)), "")


def advice(raw: str) -> Iterator[str]:
    """What could be better about a name that is one."""
    name = Name(" ".join(raw.split()))
    letters = [char for char in name.family if char.isalpha()]
    if name.is_group or len(name.parts) == 1 or len(letters) < 2:
        return
    usual = f"write it as in {name.family.title()}, {name.given.title()}"
    if all(map(str.isupper, letters)):
        yield f"{shown(name.raw)} stands in capitals; {usual}"
    elif name.raw.islower():
        yield f"{shown(name.raw)} stands in small letters; {usual}"


def initials_of(given: str, family: str) -> tuple[str, str]:
    """Initials of given names and the names themselves, bare initials with points: 'AH' -> ('AH', 'A. H.').

    Three letters after a family name in capitals are a name if one of them is a vowel: 'ZHANG, WEI'.
    """
    found = "".join(next(filter(str.isalpha, part), "").upper() for part in re.split(r"[\s.\-‐]+", given))
    named = family.isupper() and len(family) > 1 and len(given) == 3 and re.search("[AEIOUY]", given)
    if given.isupper() and given.isalpha() and len(given) <= 3 and not named:
        return given, " ".join(f"{letter}." for letter in given)
    return found, given
