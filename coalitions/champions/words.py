"""What pages and mails of champions say, in plain American English."""

from datetime import date

from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.memberships.models.membership import Membership
from coalitions.seats.models import Seat
from safety_portal.core.look.wording import counted, full_day, listed

NO_STUDENT = "Nothing about a student."


def answerer_words(member: Membership | None, *, has_title: bool = False) -> str:
    """ "Dana Whitlock", with the title where that is told; "An administrator" for nobody named."""
    if member is None:
        return "An administrator"
    title = f", {member.title.lower()}," if has_title and member.title else ""
    return f"{member.person}{title}"


def join_heading(rules: JoinRules, member: Membership | None) -> str:
    """ "Ask to join; Dana Whitlock answers within 7 days"."""
    who = answerer_words(member)
    who = who[0].lower() + who[1:] if member is None else who
    return f"Ask to join; {who} answers within {counted(rules.answer_days, 'day')}"


def room_words(name: str, seats: list[Seat]) -> str:
    """For what there is room in a coalition."""
    if not seats:
        return (
            f"No seat of the coalition of {name} is vacant that you could ask for. There is always"
            " room for local champions."
        )
    titles = listed([seat.title for seat in seats])
    vacant = counted(len(seats), "vacant seat")
    return f"The coalition of {name} has room for local champions, and {vacant}: {titles}."


def answered_by_words(who: str, asked: JoinRequest) -> str:
    """ "Dana Whitlock answers by November 21, 2026."."""
    return f"{who} answers by {full_day(asked.answer_due_on)}." if asked.answer_due_on else ""


def carry_heading(number: int) -> str:
    """ "3 things to carry to the community this month"."""
    return f"{counted(number, 'thing')} to carry to the community this month"


def requests_heading(number: int, first_due: date | None, *, on: date) -> str:
    """How many wait for an answer, and until when the first does."""
    if not number or first_due is None:
        return "Nobody waits for an answer"
    late = "should have been answered by" if first_due < on else "is to be answered by"
    who = counted(number, "person asks", "people ask")
    return f"{who} to join; the first {late} {full_day(first_due)}"
