"""What a champion says of measures that people ask about, and letters: read once a process.

A starting text of the portal's own (data/points.yaml), in each of LANGUAGES.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.wording import place_words
from safety_portal.core.files.shipped import read_yaml
from safety_portal.core.look.wording import WEEKDAYS_IN_FULL, clock, full_day

DATA = Path(__file__).parent.parent / "data" / "points.yaml"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
LANGUAGES = {"en": "English", "es": "Español"}
# A text in each language, by its code.
InEach = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What people ask, and what to say."""

    asked: InEach
    said: InEach


@dataclass(frozen=True)
class Point:
    """Something to say: `post` is short, `paper` the paragraphs of one page, `why` says why now."""

    code: str
    title: InEach
    post: InEach
    paper: Mapping[str, tuple[str, ...]]
    answers: tuple[Answer, ...] = ()
    why: str = ""


@cache
def _file() -> dict[str, Any]:
    known: dict[str, Any] = read_yaml(DATA)
    return known


@cache
def points() -> tuple[Point, ...]:
    """The talking points, in order."""
    return tuple(_point(each["code"], each) for each in _file()["points"])


@cache
def letter(code: str) -> Point:
    """A letter that invites: to the `meeting`, or to `joining`."""
    return _point(code, _file()["letters"][code])


@cache
def poster() -> Point:
    """The words of the poster with the code of the public page."""
    said = _file()["poster"]
    lines = {language: tuple(each) for language, each in said["lines"].items()}
    return Point("poster", said["heading"], {}, lines)


def _point(code: str, said: Mapping[str, Any]) -> Point:
    return Point(
        code=code,
        title=said["title"],
        post={language: text.strip() for language, text in said["post"].items()},
        paper={language: tuple(each) for language, each in said["paper"].items()},
        answers=tuple(Answer(each["asked"], each["said"]) for each in said.get("answers", ())),
        why=said.get("why", ""),
    )


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with the words of its placeholders, {school} for example, whatever these say."""
    return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)


def meeting_words(meeting: Meeting, language: str) -> dict[str, str]:
    """Day, hours and place of a meeting for a letter in the language."""
    starts = timezone.localtime(meeting.starts_at)
    day, hours = (_spanish if language == "es" else _english)(starts)
    return {"day": day, "hours": hours, "place": place_words(meeting)}


def _english(moment: datetime) -> tuple[str, str]:
    day = f"{WEEKDAYS_IN_FULL[moment.weekday()]}, {full_day(moment.date())}"
    return day, clock(moment)


def _spanish(moment: datetime) -> tuple[str, str]:
    """ "10 de diciembre de 2026", "a las 6:00 p. m."."""
    month = _file()["months_es"][moment.month - 1]
    hour = moment.hour % 12 or 12
    article = "a la" if hour == 1 else "a las"
    half = "a. m." if moment.hour < 12 else "p. m."
    return (
        f"{moment.day} de {month} de {moment.year}",
        f"{article} {hour}:{moment.minute:02d} {half}",
    )
