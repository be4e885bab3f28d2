"""The pages of what a coalition works at, as `pages` has the others."""

from collections.abc import Iterable

from django.urls import reverse

from coalitions.action_items.models import ActionItem
from coalitions.agreements.models.agreement import Agreement
from coalitions.briefs.models.answer import BriefAnswer
from coalitions.briefs.models.brief import BriefVersion
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.champions.models.talk import Talk
from coalitions.coalition.models import Coalition, CoalitionQuerySet
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.meetings.models.meeting import Meeting
from coalitions.programs.models.program import Program
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.queries import PACKETS_SHOWN
from coalitions.reunification.models.site import ReunificationSite
from coalitions.seats.models import Seat
from plans.editions.models.section import Section
from plans.findings.models import Finding
from safety_portal.bench.filling.prevention import first_brief
from safety_portal.bench.ground import Ground
from safety_portal.core.paging import SIZE
from training.drills.models.drill import Drill

Rows = Iterable[tuple[object, ...]]


def items(ground: Ground) -> Rows:
    """What has to be mended, who owns it, by when."""
    rows = ActionItem.objects.filter(coalition=ground.coalition.pk).order_by("due_on", "id")
    return rows.values_list("what", "owner__name", "state", "due_on", "how_checked")[:SIZE]


def agreements(ground: Ground) -> Rows:
    """What others promised, and until when."""
    rows = Agreement.objects.filter(coalition=ground.coalition.pk).order_by("title", "id")
    return rows.values_list("title", "kind", "signed_on", "ends_on", "parties__name")[:SIZE]


def meetings(ground: Ground) -> Rows:
    """When the coalition meets and met, and where."""
    rows = Meeting.objects.filter(coalition=ground.coalition.pk).order_by("-starts_at", "-id")
    return rows.values_list("starts_at", "kind", "state", "place")[:SIZE]


def agenda(ground: Ground) -> Rows:
    """The lines of the next meeting, and who is asked to it."""
    meeting = next_meeting(ground)
    yield from meeting.lines.order_by("position").values_list("title", "wanted", "minutes")
    invited = meeting.invitees.order_by("person__name")
    yield from invited.values_list("person__name", "answer")[:SIZE]


def programs(ground: Ground) -> Rows:
    """The programs of all schools, by title."""
    rows = Program.objects.filter(coalition__district=ground.coalition.district_id)
    rows = rows.order_by("title", "id")
    return rows.values_list("coalition__name", "title", "for_whom", "cells", "state")[:SIZE]


def findings(ground: Ground) -> Rows:
    """What walks and reports found in all schools, newest first."""
    rows = Finding.objects.filter(coalition__district=ground.coalition.district_id)
    rows = rows.order_by("-found_on", "-id")
    return rows.values_list("coalition__name", "title", "layer", "found_on", "severity")[:SIZE]


def lockdowns(ground: Ground) -> Rows:
    """Sections by a word of their title, without asking who reads them."""
    rows = Section.objects.filter(title__icontains="lockdown").order_by("-pk")
    return rows.values_list("title", "number", "edition__plan__title", "edition__number")[:SIZE]


def next_meeting(ground: Ground) -> Meeting:
    """The one that is planned."""
    return Meeting.objects.get(coalition=ground.coalition.pk, state="planned")


def address_of_meeting(ground: Ground) -> str:
    """Where the next meeting stands."""
    return reverse("meeting", args=[ground.coalition.slug, next_meeting(ground).pk])


def contacts(ground: Ground) -> Rows:
    """Whom to call for what, in the order of calling."""
    rows = ContactPlace.objects.filter(role__coalition=ground.coalition.pk)
    rows = rows.order_by("role__position", "position", "id")
    return rows.values_list("role__name", "contact__name", "contact__day_phone", "position")


def reunification(ground: Ground) -> Rows:
    """The site of each school."""
    rows = ReunificationSite.objects.filter(coalition__district=ground.coalition.district_id)
    return rows.order_by("coalition__name").values_list("coalition__name", "name", "which")[:SIZE]


def briefs(ground: Ground) -> Rows:
    """The library, in its order."""
    rows = BriefVersion.objects.filter(brief__coalition=ground.coalition.pk)
    rows = rows.order_by("brief__position", "brief_id")
    return rows.values_list("title", "primary_cell", "state", "publish_on")[:SIZE]


def answers(ground: Ground) -> Rows:
    """What a brief says, and what was answered to its question."""
    brief = first_brief(ground)
    yield from brief.versions.values_list("title", "context", "techniques", "question")
    rows = BriefAnswer.objects.filter(version__brief=brief).order_by("id")
    yield from rows.values_list("membership__person__name", "text", "written_at")


def address_of_brief(ground: Ground) -> str:
    """Where the first brief stands."""
    return reverse("brief", args=[ground.coalition.slug, first_brief(ground).pk])


def carried(ground: Ground) -> Rows:
    """The public briefs of the library, and where its champions spoke."""
    rows = BriefVersion.objects.filter(brief__coalition=ground.coalition.pk, sensitivity="public")
    yield from rows.order_by("-publish_on", "id").values_list("title", "relevance")[:3]
    talks = Talk.objects.filter(membership__coalition=ground.coalition.pk)
    spoken = talks.order_by("-held_on", "-id")
    yield from spoken.values_list("held_on", "audience", "people")[:SIZE]


def drills(ground: Ground) -> Rows:
    """What every school drilled last."""
    rows = Drill.objects.filter(coalition__district=ground.coalition.district_id)
    rows = rows.order_by("-drill_on", "-id")
    return rows.values_list("coalition__name", "kinds", "drill_on", "minutes", "state")[:SIZE]


def bulletins(ground: Ground) -> Rows:
    """What was told to the district's administrators."""
    rows = Bulletin.objects.filter(coalition=ground.coalition.pk).order_by("-sent_at", "-id")
    return rows.values_list("title", "sent_by__name", "sent_at", "expires_on")[:SIZE]


def receipts(ground: Ground) -> Rows:
    """Who got the first of them, and has read it."""
    first = Bulletin.objects.filter(coalition=ground.coalition.pk).earliest("pk")
    rows = first.recipients.order_by("person__name", "id")
    return rows.values_list("person__name", "added_at", "read_at")[:SIZE]


def address_of_bulletin(ground: Ground) -> str:
    """Where the one to every school stands."""
    first = Bulletin.objects.filter(coalition=ground.coalition.pk).earliest("pk")
    return reverse("bulletin", args=[ground.coalition.slug, first.pk])


def records(ground: Ground) -> Rows:
    """What could answer a records request: titles of seats, and the packets that were made."""
    yield from Seat.objects.filter(coalition=ground.coalition.pk).values_list("title", "position")
    packets = RecordsPacket.objects.filter(coalition=ground.coalition.pk).order_by("-number")
    yield from packets.values_list("number", "taken_on", "facts", "made_by__name")[:PACKETS_SHOWN]


def address_of_request(ground: Ground) -> str:
    """Where the first request stands."""
    first = RecordsRequest.objects.filter(coalition=ground.coalition.pk).earliest("pk")
    return reverse("records_packet", args=[ground.coalition.slug, first.pk])


def at_hand(ground: Ground) -> Rows:
    """The schools that somebody answers for, and their plans in force."""
    rows = _schools(ground)
    return rows.values_list("name", "school__street", "plans__title", "plans__editions__number")


def _schools(ground: Ground) -> CoalitionQuerySet:
    schools = Coalition.objects.filter(district=ground.coalition.district_id, school__isnull=False)
    return schools.order_by("name", "pk")[:SIZE]


def address_at_hand(ground: Ground) -> str:
    """Where the first of them is at hand."""
    return reverse("responder_school", args=[_schools(ground)[0].slug])


def school_at_hand(ground: Ground) -> Rows:
    """Whom to call at the first of them, and where its families would be met."""
    first = _schools(ground)[0].pk
    lines = ContactPlace.objects.filter(role__coalition=first).order_by("role__position", "id")
    yield from lines.values_list("role__name", "contact__name", "contact__day_phone")
    sites = ReunificationSite.objects.filter(coalition=first)
    yield from sites.values_list("name", "location", "way")


def figures(ground: Ground) -> Rows:
    """The places that officials count."""
    places = Coalition.objects.filter(district=ground.coalition.district_id).order_by("name", "pk")
    return places.values_list("name", "review_due_on", "formed_on")
