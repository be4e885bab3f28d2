"""The h1 of a home page that begins with a meeting: say if you come, and what else is pressing."""

from datetime import date

from safety_portal.core.look.wording import day_in_words
from safety_portal.portal.home.yours import Yours


def heading_of(day: date, mine: Yours) -> str:
    """ "The coalition meets Fri, Nov 20; say if you come"; what is pressing besides before it."""
    pressing = f"{mine.heading()}; the" if mine.pressing else "The"
    return f"{pressing} coalition meets {day_in_words(day, on=mine.on)}; say if you come"
