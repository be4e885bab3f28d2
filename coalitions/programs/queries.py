"""Programs that an address names, those of a coalition, the catalogue, decisions to name.

Fetching is authorising: strangers get 404.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coalitions.access.roles import GROUP_OF, MEMBERS, PUBLIC, Group, Role
from coalitions.briefs.models.brief import BriefVersion
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.agenda import Decision
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.programs.here import EntryHere
from coalitions.programs.library import library
from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.models.measure import MeasureValue
from coalitions.programs.models.program import Program, ProgramQuerySet
from safety_portal.core.accents import composed
from safety_portal.core.accounts.models import User

WITH = ("coalition__district", "coalition__school", "recommended_by", "leader")
DECISIONS_SHOWN = 50
INSIDE = [role.value for role in Role if GROUP_OF[role] != Group.COMMUNITY]


def fetch_program(user: User, *, coalition: str, program: int, **rest: str | int) -> Program:
    """The program of the address, or Http404."""
    programs = Program.objects.visible_to(user).select_related(
        *WITH, "entry", "declined_by", "adopted_by", "adoption__line__meeting"
    )
    return get_object_or_404(programs, pk=program, coalition__slug=coalition)


def fetch_entry(user: User, *, coalition: str, entry: str, **rest: str | int) -> EntryHere:
    """The entry of the catalogue of the address's coalition, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    if text := library().get(entry):
        return EntryHere(place, entry, text)
    entries = ProgramEntry.objects.visible_to(user).of_place(place).select_related("coalition")
    # A school's own before its district's of the same code.
    own = entries.filter(code=entry).order_by("coalition__school_id", "pk").first()
    if own is None:
        raise Http404("The catalogue has no such entry.")
    return EntryHere(place, entry, own.text, own)


@dataclass(frozen=True)
class Wanted:
    """Which programs of a list somebody looks for; "" for any."""

    state: str = ""
    cell: str = ""


def programs_of(user: User, coalition: Coalition) -> ProgramQuerySet:
    """What stands on the page of a coalition, as far as the account reads it."""
    return Program.objects.visible_to(user).of_place(coalition)


def narrowed(programs: ProgramQuerySet, wanted: Wanted) -> ProgramQuerySet:
    """Those that are looked for; without a state, those that wait or run."""
    rows = programs.filter(state=wanted.state) if wanted.state else programs.open()
    return rows.filter(cells__contains=[wanted.cell]) if wanted.cell else rows


def states_of(programs: ProgramQuerySet) -> Counter[str]:
    """How many of them stand where: one query."""
    counted = programs.order_by().values("state").annotate(number=Count("pk"))
    return Counter({row["state"]: row["number"] for row in counted})


def due_for_review(programs: ProgramQuerySet, *, by: date) -> int:
    """How many are to be reviewed by a day."""
    return programs.filter(review_due_on__lte=by).count()


def catalogue_of(user: User, coalition: Coalition) -> list[EntryHere]:
    """The entries of a coalition: its own, its district's, then the portal's. One query."""
    own = ProgramEntry.objects.visible_to(user).of_place(coalition).listed()
    rows = own.select_related("coalition").order_by("title", "pk")
    return [
        *(EntryHere(coalition, entry.code, entry.text, entry) for entry in rows),
        *(EntryHere(coalition, code, text) for code, text in library().items()),
    ]


def values_of(program: Program) -> list[MeasureValue]:
    """Every number of a program, each measure's by day. One query."""
    values = MeasureValue.objects.filter(measure__program=program)
    rows = values.select_related("measure", "entered_by")
    return list(rows.order_by("measure__position", "measure", "measured_on"))


def decisions_of(coalition: Coalition) -> QuerySet[Decision]:
    """Decisions of approved minutes that every member reads, the newest first."""
    decisions = Decision.objects.filter(
        line__meeting__coalition=coalition,
        line__meeting__state=MeetingState.APPROVED,
        line__sensitivity__in=[PUBLIC, MEMBERS],
        line__removed_at__isnull=True,
        removed_at__isnull=True,
    ).select_related("line__meeting")
    return decisions.order_by("-line__meeting__starts_at", "-pk")


def leaders_of(coalition: Coalition, *, on: date) -> QuerySet[Person]:
    """Who may lead a program: the members on a day, parents and students not."""
    held = Membership.objects.current(on).filter(coalition=coalition, role__in=INSIDE)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk")


def briefs_with(user: User, program: Program) -> list[BriefVersion]:
    """The briefs that go with the kind of a program, as far as the account reads them."""
    text = library().get(program.library_code)
    if text is None or not text.briefs:
        return []
    versions = BriefVersion.objects.read_by(user).filter(
        brief__code__in=text.briefs,
        brief__coalition=program.coalition_id,
        brief__retired_at__isnull=True,
    )
    return list(versions.select_related("brief").order_by("brief__position", "brief"))


def free_code(coalition: Coalition, title: str) -> str:
    """A code for a title that no own entry of the coalition has."""
    words = re.sub(r"[^a-z0-9]+", "-", composed(title).lower()).strip("-")[:40] or "entry"
    first = f"own-{words}"
    entries = ProgramEntry.objects.filter(coalition=coalition, code__startswith=first)
    taken = set(entries.values_list("code", flat=True))
    numbered = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (first, *numbered) if code not in taken)
