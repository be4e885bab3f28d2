"""Two years of the district's coalition meeting.

Minutes that were approved, some that wait, some still to be written, a meeting next week, one that
was called off.
"""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pgtrigger
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.meetings.actions import agenda, approving, inviting, minutes, planning
from coalitions.meetings.details import Details
from coalitions.meetings.models.meeting import Meeting
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import days_ago, recorded_at
from safety_portal.portal.agenda.offers import offered_to

PLACE, ALL_LEVELS = "District office, room B", frozenset({"public", "members", "restricted"})
# A parent, whose home page asks: with Come as the first button.
UNANSWERED = "Keisha Dunmore"
# Days ago it was held; lines of it: title, wanted, who reads it, what was said, what was decided,
# the vote (for, against, abstained).
Line = tuple[str, str, str, str, str, tuple[int, ...]]
Lines = list[Line]
HELD: list[tuple[int, Lines]] = [
    (
        600,
        [
            (
                "Adopt the program: Say something card",
                "decide",
                "public",
                "A card with three sentences and one number, for every adult.",
                "Adopt the say something card for all schools.",
                (11, 0, 1),
            ),
            (
                "Adopt the program: Parking lot greeters",
                "decide",
                "members",
                "Volunteers at two schools, from arrival to the bell.",
                "Adopt greeters for two schools, for a year.",
                (7, 4, 1),
            ),
        ],
    ),
    (
        412,
        [
            (
                "Adopt the program: School resource officers",
                "decide",
                "members",
                "The agreement is in force. What is counted was agreed with the sheriff.",
                "Adopt the officer program with two measures.",
                (10, 0, 0),
            ),
            (
                "Doors of all schools",
                "decide",
                "public",
                "Two schools had doors that did not latch. The chief asked for a list of doors.",
                "Every school checks its doors on the first school day of the month.",
                (9, 0, 0),
            ),
        ],
    ),
    (
        118,
        [
            (
                "Review the program: Say something card",
                "decide",
                "members",
                "Reports doubled. Students still do not know whom to tell.",
                "Keep the say something card, with the number on student ID cards.",
                (11, 0, 0),
            ),
            (
                "Review the program: Parking lot greeters",
                "decide",
                "members",
                "As many cars in the fire lane as before.",
                "End the parking lot greeters.",
                (9, 1, 1),
            ),
            (
                "Adopt the program: Threat assessment team",
                "decide",
                "members",
                "Who is on it, and who stands in, is to be named first.",
                "Adopt a threat assessment team for all schools.",
                (11, 0, 0),
            ),
            (
                "What families are told, and when",
                "decide",
                "public",
                "Families said that they read it elsewhere first. Two drafts were compared.",
                "A first message within 15 minutes of a lockdown, then every 30.",
                (10, 0, 1),
            ),
            (
                "Cameras that are out of order",
                "report",
                "restricted",
                "Three at the bus loop, until the end of the month.",
                "",
                (),
            ),
        ],
    ),
    (
        9,
        [
            (
                "Radios of the new buses",
                "discuss",
                "members",
                "They reach dispatch from everywhere but the quarry road.",
                "Try them once more with dispatch, and report.",
                (8, 0, 0),
            ),
            ("Reunification site for the west side", "discuss", "members", "", "", ()),
        ],
    ),
]
# Held, and its minutes are still to be written.
LOOKED_BACK_ON = "Lockdown drill at Juniper"
LOOKED_BACK: Lines = [("What the drill showed", "discuss", "members", "", "", ())]


def make_meetings(world: SimpleNamespace) -> None:
    """The past of the district's coalition, its next meeting, and one that is not held."""
    coalition, by = world.coalitions["cedar-county"], world.dana
    planning.change_rules(
        coalition=coalition, quorum_percent=51, is_open=True, agenda_days=3, by=by
    )
    people = _people(coalition)
    held = [
        _with_minutes(_held(coalition, people, _details(-days), lines, by=by), lines, by=by)
        for days, lines in HELD
    ]
    for meeting in held[:-1]:
        _approve(meeting, by=by)
    details = _details(-3, kind="after_action", about=LOOKED_BACK_ON)
    _held(coalition, people[:6], details, LOOKED_BACK, by=by)
    _next(coalition, people, held[-1], by=by)
    _called_off(coalition, people[:4], by=by)


def _people(coalition: Coalition) -> list[Person]:
    held = Membership.objects.current(timezone.localdate()).filter(coalition=coalition)
    ids = list(held.order_by("pk").values_list("person_id", flat=True))
    return list(Person.objects.filter(pk__in=ids).select_related("account").order_by("pk"))


def _details(
    days: int, *, hour: int = 15, place: str = PLACE, kind: str = "coalition", about: str = ""
) -> Details:
    """So many days from today; on a weekend the Monday after."""
    day = timezone.localdate() + timedelta(days=days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    starts_at = timezone.make_aware(datetime.combine(day, time(hour, 30)))
    ends_at = starts_at + timedelta(minutes=75)
    return Details(kind=kind, about=about, starts_at=starts_at, ends_at=ends_at, place=place)


def _held(
    coalition: Coalition, people: list[Person], details: Details, lines: Lines, *, by: User
) -> Meeting:
    """A meeting of the past with its attendance; nothing of it is written yet."""
    with recorded_at(details.starts_at - timedelta(days=14)) as moment:
        meeting = planning.plan_meeting(coalition=coalition, details=details, people=people, by=by)
        for title, wanted, sensitivity, *_ in lines:
            agenda.add_line(
                meeting=meeting, title=title, wanted=wanted, sensitivity=sensitivity, by=by
            )
        agenda.post_agenda(meeting=meeting, by=by)
        rows = Meeting.objects.filter(pk=meeting.pk)
        rows.update(planned_at=moment, agenda_posted_at=moment)
    with recorded_at(details.starts_at):
        meeting = planning.open_meeting(meeting=meeting, by=by)
        for invitee in meeting.invitees.select_related("person").order_by("pk")[:11]:
            invitee.meeting = meeting
            minutes.mark_present(invitee=invitee, is_present=True, by=by)
        rows.update(opened_at=details.starts_at)
    return meeting


def _with_minutes(meeting: Meeting, lines: Lines, *, by: User) -> Meeting:
    """The meeting with its minutes handed in the same evening."""
    with recorded_at(meeting.ends_at) as moment:
        _write(meeting, lines, by=by)
        meeting = approving.hand_in(meeting=meeting, by=by)
        Meeting.objects.filter(pk=meeting.pk).update(drafted_at=moment)
    return meeting


def _write(meeting: Meeting, lines: Lines, *, by: User) -> None:
    standing = list(meeting.lines.all())
    texts = {line.pk: (lines[place][3], 0) for place, line in enumerate(standing)}
    minutes.write_minutes(meeting=meeting, texts=texts, guests="", by=by)
    for line, (*_, decision, votes) in zip(standing, lines, strict=True):
        if decision:
            line.meeting = meeting
            votes_for, votes_against, abstained = votes
            minutes.record_decision(
                line=line,
                text=decision,
                votes_for=votes_for,
                votes_against=votes_against,
                abstained=abstained,
                by=by,
            )


def _approve(meeting: Meeting, *, by: User) -> None:
    with recorded_at(meeting.ends_at + timedelta(days=6)) as moment:
        approving.approve(meeting=meeting, by=by)
        with pgtrigger.ignore("coalitions.Meeting:approved_minutes_stay"):
            Meeting.objects.filter(pk=meeting.pk).update(approved_at=moment)


def _next(coalition: Coalition, people: list[Person], last: Meeting, *, by: User) -> None:
    """Next week: its agenda made of what is open, its room changed, some answers."""
    offered = offered_to(coalition, on=timezone.localdate(), levels=ALL_LEVELS)[:5]
    details = _details(8, place="District office, room A")
    with recorded_at(days_ago(6)) as moment:
        meeting = planning.plan_meeting(
            coalition=coalition, details=details, people=people, lines=offered, follows=last, by=by
        )
        _planned(meeting, moment)
    with recorded_at(days_ago(4)) as moment:
        meeting = planning.change_meeting(meeting=meeting, details=_details(8), sequence=0, by=by)
        for number, person in enumerate(people):
            if person.account and number % 3 and person.name != UNANSWERED:
                answer = "cannot" if number % 5 == 0 else "comes"
                inviting.answer(meeting=meeting, answer=answer, by=person.account)
        meeting.invitees.exclude(answer="").update(answered_at=moment)


def _called_off(coalition: Coalition, people: list[Person], *, by: User) -> None:
    details = _details(22, kind="after_action", about="Drill of the bus loop")
    with recorded_at(days_ago(12)) as moment:
        meeting = planning.plan_meeting(coalition=coalition, details=details, people=people, by=by)
        _planned(meeting, moment)
    with recorded_at(days_ago(2)) as moment:
        because = "The drill is put off to the spring."
        planning.cancel_meeting(meeting=meeting, because=because, by=by)
        Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=moment)


def _planned(meeting: Meeting, moment: datetime) -> None:
    """It was planned at that moment, and everybody was asked then."""
    Meeting.objects.filter(pk=meeting.pk).update(planned_at=moment)
    meeting.invitees.update(asked_at=moment)
