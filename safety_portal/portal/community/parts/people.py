"""Who works on it, by seat, and how many people were trained, by kind of training."""

from dataclasses import dataclass

from django.db.models import Count

from coalitions.community.queries import names_by_seat
from coalitions.community.texts import OwnText
from coalitions.memberships.seat_holders import counted as counted_seats
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.look.wording import counted, listed
from safety_portal.portal.community.parts.about import About, LeftOut, lacking
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord

# Fewer might be known by it.
FEWEST = 3


@dataclass(frozen=True)
class PublicSeat:
    """A seat, how it stands, and who let the page name them; `is_vacant` where nobody holds it."""

    title: OwnText
    is_vacant: bool
    names: str


@dataclass(frozen=True)
class Trained:
    """How many people had a course of the portal's catalogue."""

    course: str
    people: int


def seats(about: About) -> tuple[list[PublicSeat], list[LeftOut]]:
    """The seats that are filled or vacant. Two queries."""
    named = names_by_seat(about.place, on=about.on)
    rows = counted_seats(about.place, on=about.on)
    shown = [seat for seat in rows if seat.filled or seat.standing == "vacant"]
    unnamed = sum(max(seat.filled - len(named.get(seat.pk, ())), 0) for seat in shown)
    public = [
        PublicSeat(
            about.translator.text(f"seat:{seat.pk}", "Seat", seat.title),
            not seat.filled,
            listed(named.get(seat.pk, [])),
        )
        for seat in shown
    ]
    return public, [
        *lacking(
            unnamed,
            counted(unnamed, "name"),
            "Only they themselves let the page name them, on this tab.",
        ),
        *lacking(
            len(rows) - len(shown),
            counted(len(rows) - len(shown), "seat"),
            "Left empty, or nobody has to hold it.",
        ),
    ]


def training(about: About) -> tuple[list[Trained], list[LeftOut]]:
    """People trained since the school year began, by verified records. One query.

    Of a district those of its schools as well.
    """
    place = about.place
    records = TrainingRecord.objects.filter(
        state=RecordState.VERIFIED,
        held_on__gte=school_year_start(about.on),
        held_on__lte=about.on,
    )
    here = records.filter(coalition=place.pk)
    if place.school_id is None:
        here = records.filter(coalition__district=place.district_id)
    rows = list(
        here.values_list("course__title", "course__coalition")
        .annotate(people=Count("person", distinct=True))
        .order_by("course__title", "course")
    )
    of_catalogue = [row for row in rows if row[1] is None]
    few = sum(people < FEWEST for *_, people in of_catalogue)
    own = len(rows) - len(of_catalogue)
    shown = [Trained(course, people) for course, _, people in of_catalogue if people >= FEWEST]
    return shown, [
        *lacking(
            few,
            counted(few, "course"),
            f"Fewer than {FEWEST} people had it: who they are might be guessed.",
        ),
        *lacking(own, counted(own, "course"), "Of your own catalogue: its words are members’."),
    ]
