"""What pages for everybody say in Spanish, by the English sentence; days and hours in both.

Sentences are in data/ui_es.yaml. One that has no Spanish there is said in English.
"""

import datetime as dt
from enum import StrEnum
from functools import cache
from pathlib import Path

from safety_portal.core.files.shipped import read_yaml
from safety_portal.core.look.wording import MONTHS_IN_FULL, WEEKDAYS_IN_FULL, clock, full_day

SENTENCES = Path(__file__).resolve().parent / "data" / "ui_es.yaml"
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MIDDAY = 12


class Language(StrEnum):
    """What a page for everybody is written in; stands in its lang attribute."""

    ENGLISH = "en"
    SPANISH = "es"

    @property
    def other(self) -> "Language":
        """The other one."""
        return Language.ENGLISH if self is Language.SPANISH else Language.SPANISH


@cache
def in_spanish() -> dict[str, str]:
    """Each sentence that is translated, by the English one. A later group wins."""
    return {
        english: spanish
        for group in read_yaml(SENTENCES)["groups"]
        for english, spanish in group["strings"].items()
    }


def said(text: str, language: str) -> str:
    """The sentence in the language, with its {placeholders} as they stand."""
    return in_spanish().get(text, text) if language == Language.SPANISH else text


def day_said(day: dt.date, language: str) -> str:
    """ "November 17, 2026", "17 de noviembre de 2026"."""
    if language != Language.SPANISH:
        return full_day(day)
    return f"{day.day} de {MESES[day.month - 1]} de {day.year}"


def month_and_day(day: dt.date, language: str) -> str:
    """ "November 17", "17 de noviembre"."""
    if language != Language.SPANISH:
        return f"{MONTHS_IN_FULL[day.month - 1]} {day.day}"
    return f"{day.day} de {MESES[day.month - 1]}"


def weekday_said(day: dt.date, language: str) -> str:
    """ "Thursday", "jueves"."""
    return (DIAS if language == Language.SPANISH else WEEKDAYS_IN_FULL)[day.weekday()]


def hour_said(moment: dt.time | dt.datetime, language: str) -> str:
    """ "6:00 pm", "6:00 p. m."."""
    if language != Language.SPANISH:
        return clock(moment)
    half = "a. m." if moment.hour < MIDDAY else "p. m."
    return f"{moment.hour % MIDDAY or MIDDAY}:{moment.minute:02d} {half}"


def hours_said(starts: dt.datetime, ends: dt.datetime, language: str) -> str:
    """ "Thursday, December 10, 2026, 6:00 pm to 7:30 pm"; both in local time.

    "jueves, 10 de diciembre de 2026, de 6:00 p. m. a 7:30 p. m.".
    """
    until = hour_said(ends, language)
    if starts.date() != ends.date():
        until = f"{day_said(ends.date(), language)}, {until}"
    day = f"{weekday_said(starts.date(), language)}, {day_said(starts.date(), language)}"
    if language != Language.SPANISH:
        return f"{day}, {hour_said(starts, language)} to {until}"
    return f"{day}, de {hour_said(starts, language)} a {until}"
