"""What the records say of the coalition: its seats by title, its meetings, its agreement on
officers.

Never who holds a seat or came to a meeting, what was said, or what an agreement promises.
"""

from django.utils import timezone

from coalitions.agreements.lifecycle import HOLDS
from coalitions.agreements.models.agreement import Agreement, AgreementKind
from coalitions.meetings.models.meeting import OPENED, Meeting
from coalitions.memberships.seat_holders import counted as seats_counted
from coalitions.public_records.offer import Value, no_value
from safety_portal.core.look.wording import full_day, listed
from safety_portal.portal.records_packet.facts.asked import Asked, days_in_words


def seats_and_titles(asked: Asked) -> Value:
    """The titles of the seats that are asked for, and how many of these are filled. One query."""
    seats = [
        seat
        for seat in seats_counted(asked.place, on=asked.on)
        if seat.standing in ("filled", "vacant")
    ]
    if not seats:
        return no_value("The coalition asks for no seat yet. Add its seats first.")
    filled = sum(seat.standing == "filled" for seat in seats)
    titles = listed([seat.title for seat in seats])
    return Value({"seats_by_title": titles, "filled": str(filled), "asked": str(len(seats))})


def meetings_held(asked: Asked) -> Value:
    """The days of the meetings that were opened in the period. One query."""
    meetings = Meeting.objects.filter(
        coalition=asked.place,
        state__in=OPENED,
        starts_at__date__range=(asked.begins, asked.ends),
    )
    began = meetings.order_by("starts_at").values_list("starts_at", flat=True)
    days = [timezone.localdate(moment) for moment in began]
    if not days:
        return no_value("No meeting was held in this time.")
    times = "once" if len(days) == 1 else f"{len(days)} times"
    words = {"count": times, "period": asked.period}
    return Value(words | {"dates": days_in_words(list(dict.fromkeys(days)))})


def officer_agreement(asked: Asked) -> Value:
    """The agreement with a police agency that holds, when it was signed and is read again.

    A school's own, or its district's that covers it. One query.
    """
    held = Agreement.objects.with_standing(asked.on).standing_in(HOLDS)
    rows = held.filter(kind=AgreementKind.LAW_ENFORCEMENT, parties__agency__isnull=False)
    school = asked.place.school_id
    own = rows.filter(coalition=asked.place)
    if school:
        district = asked.place.district_id
        of_district = rows.filter(coalition__district=district, schools=school)
        own = own | of_district
    newest = own.order_by("-signed_on", "-pk", "parties__position")
    told = newest.values_list(
        "parties__agency__name", "signed_on", "review_due_on", "ends_on"
    ).first()
    if told is None:
        return no_value("No agreement with a police agency is in force.")
    agency, signed_on, review_due_on, ends_on = told
    review_by = review_due_on or ends_on
    return Value(
        {
            "agency": agency,
            "date": full_day(signed_on) if signed_on else "",
            "review_by": full_day(review_by) if review_by else "",
        }
    )
