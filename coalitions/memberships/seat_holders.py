"""Seats and who fills them: pure questions for pages, reminders and plans."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import BigIntegerField, DateField
from django.db.models.expressions import RawSQL

from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership, holds
from coalitions.seats.models import Seat
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot
from safety_portal.core.database.prepared import Parameter, Prepared
from safety_portal.core.paging import KeptPages

CONFIDENCE = {
    "high": "Read in the law itself.",
    "medium": "Known second-hand; check the citation.",
    "low": "Not sure; check before you rely on it.",
}


@dataclass(frozen=True)
class Asker:
    """Who asks for a seat: a state's law, or good practice."""

    is_law: bool
    state: str
    citation: str
    confidence: str


@dataclass(frozen=True)
class Holder:
    """Who fills a seat, and by what somebody may sign in their place on the day: None for none.

    `remark` is what a later noun says of them (remarks_on_holders).
    """

    member: Membership
    designation: Designation | None
    remark: str = ""


@dataclass(frozen=True)
class SeatRow:
    """A seat of a list: its standing, who fills it, and who asks for it."""

    seat: Seat
    standing: str
    holders: tuple[Holder, ...]
    askers: tuple[Asker, ...]


REMARKS = []


def remarks_on_holders(remark):
    """Declare what a later noun says of who fills a seat.

    remark(memberships, on=) -> words by the membership's key, in one query for all.
    """
    REMARKS.append(remark)
    return remark


def designations_of(memberships, *, on) -> dict[int, Designation]:
    """Who may sign for these members on the day, by the member's key.

    One query, none where there are no memberships.
    """
    holders = [member.pk for member in memberships]
    rows = DESIGNATED.ask(on=on, holders=holders) if holders else ()
    return {row.holder_id: row for row in rows}


def askers(seat):
    """Who asks for the seat, laws first."""
    known = [
        Asker(
            is_law=entry["basis"] == "law",
            state=entry["state"] or "",
            citation=entry["citation"],
            confidence=CONFIDENCE.get(entry["confidence"], ""),
        )
        for entry in seat.asked_for_by
    ]
    return tuple(sorted(known, key=lambda asker: not asker.is_law))


# In SQL, of a row of coalitions_seat: made by the ORM the queries cost five times more.
FILLED = f"""(
    SELECT COUNT(*) FROM coalitions_membership held WHERE held.seat_id = coalitions_seat.id AND {holds("held")}
)"""  # noqa: S608  put together from our own words
# `filled`, `vacant`, `left_empty` (with a recorded reason) or `open` (asked for only where it
# exists or helps).
STANDING = f"""CASE
    WHEN coalitions_seat.left_empty_at IS NOT NULL THEN 'left_empty'
    WHEN {FILLED} >= GREATEST(coalitions_seat.recommended_minimum, 1) THEN 'filled'
    WHEN coalitions_seat.recommended_minimum > 0 THEN 'vacant'
    ELSE 'open'
END"""
OF_COALITION = "FROM coalitions_seat WHERE coalitions_seat.coalition_id = %(coalition)s"
COUNTED = f"SELECT coalitions_seat.*, {FILLED} AS filled, {STANDING} AS standing {OF_COALITION} ORDER BY position, id"
TALLIED = f"SELECT {STANDING}, COUNT(*) {OF_COALITION} GROUP BY 1"
TALLY = Prepared(
    "seats_tallied", TALLIED, {"on": Parameter("date"), "coalition": Parameter("bigint")}, {}
)


def standings(coalition, *, on):
    """How many of a coalition's seats are filled, vacant, left_empty and open on the day, as a
    Counter: one query.
    """
    return Counter(dict(TALLY.rows(on=on, coalition=coalition.pk)))


def with_standing(seats, *, on):
    """The queryset `seats`, each seat with its `.standing` of the day."""
    days = [on] * STANDING.count("%(on)s")
    return seats.annotate(standing=RawSQL(STANDING.replace("%(on)s", "%s"), days))  # noqa: S611  our own words


def counted(coalition, *, on):
    """The coalition's seats in order, each with `.filled` (how many hold it on the day) and
    `.standing`: one query.
    """
    return list(Seat.objects.raw(COUNTED, {"on": on, "coalition": coalition.pk}))


ON = Slot("on", DateField())


def _held():
    rows = Membership.objects.current(ON).filter(Among("seat_id", ListSlot("seats")))
    rows = rows.select_related("person", "agency").only(
        "seat", "role", "person__name", "agency__name"
    )
    return rows.order_by("person__name", "id")


def _designated():
    rows = Designation.objects.current(ON).filter(Among("holder_id", ListSlot("holders")))
    return rows.select_related("designee__person").only(
        "holder", "ends_on", "designee__person__name"
    )


def _seats(**which):
    rows = Seat.objects.filter(coalition=Slot("coalition", BigIntegerField()))
    return with_standing(rows, on=ON).filter(**which)


HELD, DESIGNATED = KeptQuery(_held), KeptQuery(_designated)
BY_PLACE = ("position", "id")
ALL, VACANT = (
    KeptPages(_seats, by=BY_PLACE),
    KeptPages(lambda: _seats(standing="vacant"), by=BY_PLACE),
)


def page_of_seats(request, coalition, *, on, only_vacant):
    """A page of SeatRows of a coalition in order, or of those that nobody fills: three queries."""
    page = (VACANT if only_vacant else ALL).page(request, coalition=coalition.pk, on=on)
    held = _holders(page.rows, on=on)
    for seat in page:
        seat.coalition = coalition
        for holder in held[seat.pk]:
            holder.member.coalition = coalition
    return page.of(lambda seat: SeatRow(seat, seat.standing, tuple(held[seat.pk]), askers(seat)))


def _holders(seats, *, on):
    """Who fills each of the seats, by its key; with a designation where it signs. Two queries."""
    members = HELD.ask(on=on, seats=[seat.pk for seat in seats]) if seats else []
    signing = {seat.pk for seat in seats if seat.signs_plan}
    signs = designations_of([m for m in members if m.seat_id in signing], on=on)
    held, remarks = defaultdict(list), _remarks(members, on=on)
    for member in members:
        remark = remarks.get(member.pk, "")
        held[member.seat_id].append(Holder(member, signs.get(member.pk), remark))
    return held


def _remarks(members, *, on):
    """What later nouns say of the members, by membership id."""
    said = {}
    for remark in REMARKS:
        said |= remark(members, on=on)
    return said
