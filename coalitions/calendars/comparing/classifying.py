"""What the words of an entry mean for school days: known words only, nothing is guessed. Pure.

Districts call their days as they like. What says that there is no school is closed; the first and
the last day of school, semesters, quarters and summer school are known where nothing else is said
with them ("First day for teachers", "Last day before winter break" are not). All else is listed.
"""

import re

from coalitions.calendars.comparing.entries import Edge, Meaning, What

LONGEST = 300
OPEN_THEN = "School is open that day."
FOR_SOME = "It is about some students or about staff only."
UNCERTAIN = "It is not certain yet."
NOT_UNDERSTOOD = "Its words do not say what it means for school days."
WHICH_ONE = "It does not say which one it is."

WORD = re.compile(r"[a-z0-9']+")
YEARS = re.compile(r"20\d\d|\d\d")
# Words that say nothing further beside what an entry is.
FILLERS = frozenset(
    {
        *("the", "of", "for", "a", "an", "on", "in", "is", "all", "new", "our", "date", "day"),
        *("school", "schools", "year", "class", "classes", "instruction", "students", "student"),
    }
)
NUMBERS = {
    "first": 1,
    "1st": 1,
    "fall": 1,
    "one": 1,
    "i": 1,
    "1": 1,
    "second": 2,
    "2nd": 2,
    "spring": 2,
    "two": 2,
    "ii": 2,
    "2": 2,
    "third": 3,
    "3rd": 3,
    "three": 3,
    "iii": 3,
    "3": 3,
    "fourth": 4,
    "4th": 4,
    "four": 4,
    "iv": 4,
    "4": 4,
}
# The last day is often a short one, and is the last day all the same.
SHORT_DAY = frozenset(["half", "early", "release", "dismissal"])
BEGINS = frozenset(["begin", "begins", "beginning", "start", "starts", "starting"])
ENDS = frozenset(["end", "ends", "ending"])
PARTS = {
    "semester": What.SEMESTER,
    "semesters": What.SEMESTER,
    "quarter": What.QUARTER,
    "quarters": What.QUARTER,
}
MOST_OF = {What.SEMESTER: 2, What.QUARTER: 4}

NO_SCHOOL = re.compile(
    r"\b(no (school|students?|class|classes)|schools? (is |are )?closed|district closed"
    r"|students? (off|holiday)|non ?(student|attendance|instructional) days?|closed|closure)\b"
)
FREE = re.compile(r"\b(holiday|holidays|break|vacation|recess|snow day|weather day)\b")
SOME = re.compile(
    r"\b(kindergarten\w*|pre ?k\w*|preschool|grades?|graders?|elementary|middle|high|seniors?"
    r"|freshm[ae]n|sophomores?|juniors?|k \d+|\d+(th|st|nd|rd) grade\w*|only)\b"
)
STAFF = re.compile(r"\b(teachers?|staff|faculty|employees?|office\w*)\b")
OPEN = re.compile(
    r"\b(early (release|dismissal|out)|half days?|minimum days?|late start|delayed|delay"
    r"|two hour|2 hour|make ?up|school (resumes|in session)|classes resume|students return"
    r"|resumes?|returns?|reopens?)\b"
)
MAYBE = re.compile(r"\b(possible|tentative|if needed|proposed|tbd|emergency days?)\b")
# With these a holiday, a break or a recess is something else, or a part of a day.
SOMETHING_ELSE = re.compile(
    r"\b(before|after|until|concerts?|party|parties|programs?|performances?|camps?|practices?"
    r"|tournaments?|sales?|shops?|parades?|dinner|lunch|lights|assembly|homework|packets?"
    r"|duty|fair|market|food|drive|games?|begins?|ends?|starts?|last|first|eve)\b"
)


def classified(text: str) -> Meaning | str:
    """The meaning of an entry by its words; why it is not used where they have none."""
    words = WORD.findall(text[:LONGEST].casefold().replace("’", "'").replace("_", " "))
    plain = " ".join(words)
    found = _of_the_year(words) or _part(words) or _session(words)
    if found:
        return found
    if NO_SCHOOL.search(plain):
        return _closed(plain)
    if OPEN.search(plain):
        return OPEN_THEN
    if {"first", "last"} & set(words) and "day" in words:
        return FOR_SOME if STAFF.search(plain) or SOME.search(plain) else NOT_UNDERSTOOD
    if FREE.search(plain) and not SOMETHING_ELSE.search(plain):
        return FOR_SOME if SOME.search(plain) else _closed(plain)
    return NOT_UNDERSTOOD


def _closed(plain: str) -> Meaning | str:
    """Closed, unless it is about some, not certain, or says besides that school is open."""
    if MAYBE.search(plain):
        return UNCERTAIN
    if SOME.search(plain):
        return FOR_SOME
    if OPEN.search(plain) or re.search(r"\b(before|after|until)\b", plain):
        return NOT_UNDERSTOOD
    return Meaning(What.CLOSED)


def _rest(words: list[str], *known: frozenset[str] | set[str]) -> list[str]:
    """The words that are in none of the lists and are no year either."""
    return [
        word
        for word in words
        if word not in FILLERS and not YEARS.fullmatch(word) and not any(word in k for k in known)
    ]


def _of_the_year(words: list[str]) -> Meaning | None:
    """The first or the last day, or a whole school year, and nothing else."""
    said = set(words)
    if words == ["closed"] or not words:
        return None
    if {"first", "day"} <= said and not _rest(words, {"first"}):
        return Meaning(What.FIRST_DAY)
    if {"last", "day"} <= said and not _rest(words, {"last"}, SHORT_DAY):
        return Meaning(What.LAST_DAY)
    if said & {"school", "classes", "year"} and not PARTS.keys() & said:
        if said & BEGINS and not _rest(words, BEGINS):
            return Meaning(What.FIRST_DAY)
        if said & ENDS and not _rest(words, ENDS):
            return Meaning(What.LAST_DAY)
    if {"school", "year"} <= said and not _rest(words):
        return Meaning(What.YEAR)
    return None


def _part(words: list[str]) -> Meaning | str | None:
    """A semester or a quarter, and nothing else: which one, and whether it begins or ends."""
    # "q2" and "s1" as districts shorten them.
    words = [part for word in words for part in _spelled(word)]
    parts = {PARTS[word] for word in words if word in PARTS}
    if len(parts) != 1:
        return None
    part = parts.pop()
    # "first day of the second semester": that first is its beginning.
    beginning = words[:2] == ["first", "day"]
    ending = words[:2] == ["last", "day"]
    words = words[2:] if beginning or ending else words
    if _rest([word for word in words if word not in NUMBERS], set(PARTS), BEGINS, ENDS):
        return None
    numbers = {NUMBERS[word] for word in words if word in NUMBERS}
    edges = _edges(set(words), beginning=beginning, ending=ending)
    if len(numbers) > 1 or len(edges) > 1:
        return NOT_UNDERSTOOD
    number = numbers.pop() if numbers else None
    if number is not None and number > MOST_OF[part]:
        return NOT_UNDERSTOOD
    edge = edges.pop() if edges else Edge.WHOLE
    return WHICH_ONE if edge and number is None else Meaning(part, number, edge)


def _spelled(word: str) -> list[str]:
    short = re.fullmatch(r"([qs])([1-4])", word)
    return [{"q": "quarter", "s": "semester"}[short[1]], short[2]] if short else [word]


def _edges(said: set[str], *, beginning: bool, ending: bool) -> set[Edge]:
    begins, ends = beginning or bool(said & BEGINS), ending or bool(said & ENDS)
    return {edge for edge, is_said in ((Edge.BEGINS, begins), (Edge.ENDS, ends)) if is_said}


def _session(words: list[str]) -> Meaning | None:
    """Summer school, as a whole or where it begins or ends."""
    said = set(words)
    if words == ["session"] or words == ["esy"]:
        return Meaning(What.SESSION)
    if "summer" not in said or not said & {"school", "session"}:
        return None
    beginning, ending = {"first", "day"} <= said, {"last", "day"} <= said
    if _rest(words, {"summer", "session", "last"}, set(NUMBERS), BEGINS, ENDS):
        return None
    numbers = {NUMBERS[word] for word in words if word in NUMBERS and word != "first"}
    edges = _edges(said, beginning=beginning, ending=ending)
    if len(edges) > 1 or len(numbers) > 1:
        return None
    number = numbers.pop() if numbers else 1
    return Meaning(What.SESSION, number, edges.pop() if edges else Edge.WHOLE)
