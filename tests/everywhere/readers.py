"""What one row of the table of readers (audience.py) says, and the rows that recur."""

from dataclasses import dataclass

from coalitions.access.roles import GROUPS, Role

ALL = " ".join(GROUPS)
MEMBERS = "administrator officers responders care school official"
RESTRICTED = "administrator officers responders"
SUGGESTING = "administrator officers responders care school"
REACH_DOWN = "administrator officers responders care"
TRAINED = "administrator officers responders care school"
ADMINISTRATOR = "administrator"
NOTHING_RESTRICTED = "care school official community"
NO_REACH_DOWN = "school official community"


@dataclass(frozen=True)
class Row:
    """What one URL answers to whom."""

    own: str = ""
    above: str = ""
    below: str = ""
    # Who is not even told that it exists.
    hidden: str = ""
    hidden_above: str = ""
    hidden_below: str = ""
    # The status of GET for whoever may; 405: it is only posted.
    answers: int = 200
    # Open to everybody; what GET answers to somebody who is not signed in.
    signed_out: int = 0
    # The operator, who is no member, may too.
    operator: bool = False
    # Who may post, where fewer than may read.
    posts: str | None = None
    # Which of the edition and section of the test's world the address names.
    edition: str = "in_force"
    level: str = "members"
    # Whose membership: the teacher's, or that of the fire chief, who is seated.
    member: str = "membership"
    # Which meeting: the one planned, held, to be approved, or approved.
    meeting: str = "meeting"
    # Which brief: for members, for everybody, or the one that waits.
    brief: str = "brief"
    # Which program: the one that runs, that is adopted, or recommended.
    program: str = "program"
    # Which file waits there.
    file: str = "school_file"
    # Read by a script: never led to the page that signs in, told so (401).
    json: bool = False
    # Which walk: the one under way, or the one that is finished.
    walk: str = "assessment"
    # Which finding: the one that waits for an answer, or the one that was mended.
    finding: str = "finding"
    # Which action item it names, unless the level is restricted.
    item: str = "item"
    # Which drill: the one that is planned, or the one that was held.
    drill: str = "drill"
    # Which rehearsal: the one to write down, or the one that was held.
    rehearsal: str = "rehearsal"
    # Whose address: a school's coalition, or a district's (then nobody is above).
    of: str = "own"


def roles(words):
    """The roles that a list of groups and roles means."""
    return frozenset(role for word in words.split() for role in GROUPS.get(word) or (Role(word),))


def administrators(**rest):
    """Only the coalition's own administrators; everybody else who reaches here is told so."""
    return Row(own=ADMINISTRATOR, **rest)


def of_work(own, above="", **rest):
    """Of an edition that is not in force yet.

    Nobody below knows of it, and above only who reads plans down there.
    """
    return Row(own=own, above=above, hidden_above=NO_REACH_DOWN, hidden_below=ALL, **rest)


def writing(**rest):
    """Changing an edition in work: the coalition's own administrators."""
    return of_work(ADMINISTRATOR, edition="in_review", **rest)


def signing(own, above="", **rest):
    """Of an edition that waits for signatures."""
    return of_work(own, above, edition="signing", **rest)


def own_file(**rest):
    """A Word file that waits for its administrator's decision: nobody else knows of it."""
    return Row(
        own=ADMINISTRATOR, hidden=ALL, hidden_above=ALL, hidden_below=ALL, file="word_file", **rest
    )


def own_roster(**rest):
    """A roster that its administrator brought: nobody else knows of it."""
    return Row(
        own=ADMINISTRATOR,
        hidden=ALL,
        hidden_above=ALL,
        hidden_below=ALL,
        file="people_file",
        **rest,
    )


def own_transcript(**rest):
    """A transcript that an officer brought: nobody else knows of it."""
    return Row(
        own="sro", hidden=ALL, hidden_above=ALL, hidden_below=ALL, file="training_file", **rest
    )


def record(own, *, told="", **rest):
    """A training record: the teacher's, entered by the officer, seen by administrators.

    Nobody else but `told` knows of it.
    """
    others = " ".join(role.value for role in Role if role not in roles(told))
    return Row(own=own, hidden=others, hidden_above=ALL, hidden_below=ALL, **rest)


def restricted(own=RESTRICTED, **rest):
    """Of a site assessment: who reads nothing restricted there does not learn that it exists."""
    return Row(
        own=own,
        above=own,
        hidden=NOTHING_RESTRICTED,
        hidden_above=NOTHING_RESTRICTED,
        hidden_below=ALL,
        **rest,
    )


def action_item(own, *, above="", **rest):
    """An action item for members: known to who reads plans for members, also from above."""
    hidden = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": ALL}
    return Row(own=own, above=above, **hidden, **rest)


def everybody(**rest):
    """Every account."""
    return Row(own=ALL, operator=True, **rest)


def anybody(*, signed_out=200, **rest):
    """Everybody, signed in or not."""
    return everybody(signed_out=signed_out, **rest)


MEMBERS_ONLY = Row(own=ALL)
REACHED = Row(own=ALL, above=ALL, below=ALL)
ROSTER = Row(own=ALL, above=RESTRICTED)
