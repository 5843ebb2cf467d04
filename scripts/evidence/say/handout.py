"""Words of a handout that are no record's: headings, what is filled in by hand, small print."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from evidence.records.ladder import Stage
from evidence.say import numbers

ANSWER, HELPS, FITS = "The short answer", "What you can do with that", "Is it for me?"
START, ASK, PAIN = "How to start", "What to ask", "How much pain is all right"
AFTER, TOGETHER = "After that", "To fill in together"
ASK_FIRST = "Ask your doctor or physiotherapist first."
ASK_ABOUT = "Ask a doctor or physiotherapist first about:"
NOT_JUDGED = "Not yet judged how sure one can be."
YOU, CHILD = "you", "your child"
NO_GUIDELINE = "We have read no guideline on what does."
MOMENT = (
    "These studies measured people for a moment. "
    "They cannot say what weeks of walking backwards would do for you."
)
NAME, DAY, NEXT_VISIT = "Name", "Date", "Next visit"
MINUTES, TIMES, CALL, NOTES = "Minutes each time", "Times a week", "Who to call", "Notes"
LICENCE = "Text and data: CC BY 4.0. Not medical advice."
SAFETY = "safety/"
CODE = "A code that leads a phone to the page"
SEARCHED = "handout leaflet flyer one page single A4 print out PDF"
"""What people type who look for a sheet to hand over."""


def first_walk(stage: Stage) -> str:
    """How long and how often to walk at first."""
    minutes, times = numbers.number(stage.minutes_per_session), numbers.number(stage.sessions_per_week)
    return f"Very slowly, up to {minutes} minutes, {times} times a week."


def none_of_these(site: str) -> str:
    """What people may do to whom no line of a list applies; `site` as for `typed`."""
    full = f"The full list: {typed(site, SAFETY)}"
    return f"None of these, and nothing on the full list? You can start. {full}"


def choice(*, alone: bool, helps: bool, who: str) -> str:
    """What people can do with an answer, beside what is known to help; `who` is "you" or whom you care for.

    `alone`: whether they may begin alone; `helps`: whether something is known to help.
    """
    talk = "" if alone else f"Talk walking backwards over with the people who treat {who}. "
    sure = "" if helps else f"Nobody can be sure that it helps {who}. {NO_GUIDELINE} "
    extra = "Slow walking backwards is an extra. " if alone and helps else ""
    return f"{talk}{sure}{extra}Doing nothing new is a choice too."


def title(condition: str) -> str:
    """Of the page of a handout; `condition` as the title of its page."""
    return f"{condition}: one sheet"


def description(line: str) -> str:
    """What search engines say of it; `line` is what they say of the condition's page."""
    return f"{line} One sheet to print."


def typed(site: str, path: str) -> str:
    """How an address is printed: without what nobody types; `site` is empty where that is not known."""
    return f"{site.partition('://')[2] or site}{path}" if site else f"/{path}"


def where(site: str, name: str) -> str:
    """What stands before the printed address of a page; `name` is the site's."""
    return "The page with every study:" if site else f"On the site “{name}”:"


def notes(
    title: str, answer: str, sure: tuple[str, str], version: str, on: date, address: str
) -> tuple[str, ...]:
    """Three lines for somebody's own records, two where nothing is answered; `on` is the day of a check."""
    checked = f"Checked {numbers.day(on)}, version {version}. {address}"
    return tuple(filter(None, (f"{title}: {answer}", " ".join(filter(None, sure)), checked)))


def mail(title: str, lines: tuple[str, ...]) -> str:
    """The same as the beginning of a letter: the address of a link that opens one."""
    return f"mailto:?subject={quote(title)}&body={quote(chr(13) + chr(10)).join(map(quote, lines))}"
