"""Counts, dates and deadlines in plain American English. Pure functions.

Today is passed in as `on`.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_IN_FULL = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_IN_FULL = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What a browser says of itself, most telling first: Edge also says Chrome, and Chrome also says
# Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "Chrome": "Chrome",
            "CriOS": "Chrome", "Safari": "Safari"}  # fmt: skip
MACHINES = {"iPhone": "an iPhone", "iPad": "an iPad", "Android": "Android", "CrOS": "a Chromebook",
            "Windows": "Windows", "Macintosh": "a Mac", "Linux": "Linux"}  # fmt: skip
# How old codes of audit rows, which are chained and stay, are said in the words of today.
SAID_TODAY = {"brought_in": "imported", "taken": "accepted"}
DAYS_COUNTED_SINGLY = 14
DUE_SOON_DAYS = 30
# Of an audit row's details: what only the portal understands, a SHA-256 in full, a day as it is
# stored.
INTERNAL = {"version"}
FINGERPRINT, FINGERPRINT_SHOWN = re.compile(r"[0-9a-f]{64}"), 12
STORED_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# So long before its last day a certificate is said to run out.
RUNS_OUT_DAYS = 60


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return "1 day", "31 days", "1,240 people": the number with its noun in agreement.

    `plural` is needed only where adding an s is wrong.
    """
    noun = singular if number == 1 else (plural or singular + "s")
    return f"{number:,} {noun}"


def listed(names: Sequence[str], word: str = "and") -> str:
    """ "Dana", "Dana and Omar", "Dana, Omar, and Lee"; with `word` "or" the same."""
    if len(names) < 3:
        return f" {word} ".join(names)
    return f"{', '.join(names[:-1])}, {word} {names[-1]}"


def listed_up_to(names: Sequence[str], most: int, *, of: int = 0) -> str:
    """ "Dana, Omar, and 3 more".

    The first `most` of the names, and how many more; `of` is how many where not all are given.
    """
    more = max(of, len(names)) - most
    return listed([*names[:most], *([f"{more} more"] if more > 0 else [])])


def masked_address(address: str) -> str:
    """Return "d•••@example.org" for "dana@example.org": enough for its owner to know it by."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}"


def day_in_words(day: dt.date, *, on: dt.date) -> str:
    """Return "Fri, Nov 20" in the year of `on`, else "Jan 8, 2027"."""
    if day.year == on.year:
        return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def full_day(day: dt.date) -> str:
    """Return "November 17, 2026".

    For sentences and for paper, where no year may be left to guess.
    """
    return f"{MONTHS_IN_FULL[day.month - 1]} {day.day}, {day.year}"


def clock(moment: dt.time | dt.datetime) -> str:
    """Return "9:41 am"."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {'am' if moment.hour < 12 else 'pm'}"


def moment_in_words(moment: dt.datetime, *, on: dt.date) -> str:
    """Return "Thu, Nov 19, 10:15 am", with the year instead of the weekday when it is not the year
    of `on`.

    `moment` must already be in the reader's time zone.
    """
    return f"{day_in_words(moment.date(), on=on)}, {clock(moment)}"


def due_in_words(day: dt.date, *, on: dt.date) -> str:
    """Return how far away a deadline is: "Due in 7 weeks", "Due in 3 days", "Due today", "1 day
    overdue".

    Weeks are whole weeks, rounded down, so that nobody is promised more time than there is.
    """
    left = (day - on).days
    if left < 0:
        return f"{counted(-left, 'day')} overdue"
    if left == 0:
        return "Due today"
    if left == 1:
        return "Due tomorrow"
    if left <= DAYS_COUNTED_SINGLY:
        return f"Due in {left} days"
    return f"Due in {counted(left // 7, 'week')}"


def runs_out_in_words(day: dt.date, *, on: dt.date) -> str:
    """Return where what counts until `day` stands: "Ran out Fri, Nov 6", "Runs out in 23 days",
    "Counts until Jan 8, 2028".
    """
    left = (day - on).days
    if left < 0:
        return f"Ran out {day_in_words(day, on=on)}"
    if left > RUNS_OUT_DAYS:
        return f"Counts until {day_in_words(day, on=on)}"
    return {0: "Runs out today", 1: "Runs out tomorrow"}.get(left, f"Runs out in {left} days")


def due_state(day: dt.date, *, on: dt.date) -> str:
    """Return the stored code for a deadline that is not met.

    Overdue, due_soon (30 days or less) or current.
    """
    left = (day - on).days
    if left < 0:
        return "overdue"
    return "due_soon" if left <= DUE_SOON_DAYS else "current"


def initials(name: str) -> str:
    """Return the initials of the first and last word of a name: "DW"; "?" for no name at all."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "?"
    ends = words[:1] if len(words) == 1 else (words[0], words[-1])
    return "".join(word[0].upper() for word in ends)


def action_in_words(code: str) -> str:
    """Return "Membership ended" for the code of an audit row, "membership.ended"."""
    subject, dot, verb = code.rpartition(".")
    words = f"{subject}{dot}{SAID_TODAY.get(verb, verb)}".replace("_", " ").replace(".", " ")
    return words[:1].upper() + words[1:]


def hours_in_words(hours: Decimal | int) -> str:
    """Return "1 hour", "1.5 hours", "40 hours": as it is said, without zeros that say nothing."""
    plain = str(hours) if isinstance(hours, int) else f"{hours.normalize():f}"
    return f"{plain} hour" if plain == "1" else f"{plain} hours"


def detail_in_words(value: object) -> str:
    """One value of an audit row's details.

    A list or what a dict names in one line, nothing as a dash.
    """
    if isinstance(value, dict):
        return (
            "; ".join(
                f"{action_in_words(name)}: {detail_in_words(inner)}"
                for name, inner in value.items()
            )
            or "–"
        )
    if isinstance(value, list):
        return ", ".join(map(detail_in_words, value)) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value in (None, "") else _text_in_words(str(value))


def details_to_tell(detail: Mapping[str, object]) -> list[tuple[str, object]]:
    """Names and values of an audit row's details that say something to a reader.

    No counts of nothing, nothing internal.
    """
    return [
        (name, value)
        for name, value in detail.items()
        if name not in INTERNAL and (value or value is False)
    ]


def _text_in_words(text: str) -> str:
    """A stored day as people write it, a fingerprint by its beginning, any other text as it is."""
    if FINGERPRINT.fullmatch(text):
        return f"{text[:FINGERPRINT_SHOWN]}…"
    if STORED_DAY.fullmatch(text):
        return full_day(dt.date.fromisoformat(text))
    return text


def done_in_words(code: str) -> str:
    """Return "Ended" for "membership.ended": where the page says already on what."""
    return action_in_words(code.partition(".")[2])


def device_in_words(user_agent: str) -> str:
    """Return "Chrome on Windows" for what a browser sends as its name; "Another program" where none
    is known.
    """
    browser = next((word for sign, word in BROWSERS.items() if sign in user_agent), "")
    machine = next((word for sign, word in MACHINES.items() if sign in user_agent), "")
    if not browser:
        return "Another program"
    return f"{browser} on {machine}" if machine else browser
