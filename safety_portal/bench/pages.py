"""The kinds of pages that are measured.

As whom, where, and the rows that the bare page beside it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.test.utils import override_settings
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.seats.models import Seat
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.signing.models import Signature
from safety_portal.bench import bare, floor, work_pages
from safety_portal.bench.timing import Stack, by_turns
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.paging import SIZE
from safety_portal.portal.home.parts import SCHOOLS, SHOWN
from training.records.models import TrainingRecord


@dataclass(frozen=True)
class Page:
    """A kind of page, as somebody in `role` sees it. `url` and `rows` are asked of the Ground."""

    kind: str
    url: Callable
    rows: Callable
    role: Role = Role.ADMINISTRATOR


def _of_coalition(name):
    return lambda ground: reverse(name, args=[ground.coalition.slug])


def _of_edition(name, which):
    def url(ground):
        edition = _frozen(ground) if which == "frozen" else getattr(ground, which)
        return reverse(name, args=[ground.coalition.slug, edition.plan_id, edition.number])

    return url


def _of_section(name, which):
    def url(ground):
        edition = getattr(ground, which)
        where = [ground.coalition.slug, edition.plan_id, edition.number]
        return reverse(name, args=[*where, _first_section(edition).pk])

    return url


def _first_section(edition):
    return edition.sections.exclude(html="").order_by("position").first()


def _home(ground):
    """The rows that an administrator's home shows without working anything out.

    Schools, plans, seats, own training.
    """
    schools = Coalition.objects.filter(district=ground.coalition.district_id, school__isnull=False)
    yield from schools.order_by("name").values_list("name", "school__name", "formed_on")[:SCHOOLS]
    yield from _plans(ground)
    yield from Seat.objects.filter(
        coalition=ground.coalition.pk, recommended_minimum__gt=0
    ).values_list("title")[:3]
    yield from _records(person__account=ground.accounts[Role.ADMINISTRATOR])(ground)


def _home_teacher(ground):
    """The same of a teacher: the protocols, plans, people to know, own training."""
    yield from _protocols(ground)
    yield from _plans(ground)
    members = Membership.objects.filter(coalition=ground.coalition.pk, role__in=["sro", "health"])
    yield from members.values_list("person__name", "role")[:SHOWN]
    yield from _own(ground)


def _home_of_schools(ground):
    """The same of who comes for the schools: the schools, plans, what waits for a signature."""
    schools = Coalition.objects.filter(district=ground.coalition.district_id, school__isnull=False)
    yield from schools.order_by("name").values_list("name", "school__name", "formed_on")[:SCHOOLS]
    yield from _plans(ground)
    yield from _to_sign(ground)


def _to_sign(ground):
    asked = Signature.objects.filter(
        membership__person__account=ground.accounts[Role.FIRE], state="asked"
    )
    return asked.order_by("due_on", "id").values_list(
        "seat_title", "edition__plan__title", "due_on"
    )[:SIZE]


def _asked(ground):
    """The signatures of the plan that waits for them."""
    asked = Signature.objects.filter(edition=_frozen(ground)).order_by("id")
    return asked.values_list("seat_title", "signer_name", "state", "due_on")


def _frozen(ground):
    return Edition.objects.get(plan__coalition=ground.coalition.pk, plan__title="Bus plan")


def _readers(ground):
    """Who has to read the protocol, page by page, and when they did."""
    teachers = Membership.objects.filter(coalition=ground.coalition.pk, role=Role.TEACHER)
    return teachers.order_by("person__name", "id").values_list(
        "person__name", "role", "person__acknowledgements__made_at"
    )[:SIZE]


def _protocols(ground):
    protocols = Section.objects.filter(
        edition=ground.edition, protocol_for__contains=[Role.TEACHER]
    )
    return protocols.values_list("title", "edition__plan__title", "edition__number")


def _plans(ground):
    return Edition.objects.filter(plan__coalition=ground.coalition.pk).values_list(
        "plan__title", "number", "in_force_at"
    )


def _outline(which):
    """The titles of an edition, and the text of the section that stands open."""

    def rows(ground):
        edition = getattr(ground, which)
        yield from (
            Section.objects.filter(edition=edition)
            .order_by("position")
            .values_list("number", "title", "saved_at")
        )
        yield (
            Section.objects.filter(pk=_first_section(edition).pk).values_list("title", "html").get()
        )

    return rows


def _members(ground):
    rows = Membership.objects.filter(coalition=ground.coalition.pk).select_related(
        "person", "agency", "seat"
    )
    return [
        (
            row.person.name,
            row.person.email,
            row.get_role_display(),
            row.seat,
            row.agency,
            row.starts_on,
        )
        for row in rows.order_by("person__name", "id")[:SIZE]
    ]


def _seats(ground):
    rows = Seat.objects.filter(coalition=ground.coalition.pk).values_list(
        "title", "why", "recommended_minimum"
    )
    return rows[:SIZE]


def _records(**which):
    def rows(ground):
        found = TrainingRecord.objects.filter(
            coalition=ground.coalition.pk, **which
        ).select_related("person", "course")
        return [
            (
                row.person.name,
                row.course.title,
                row.held_on,
                row.hours,
                row.get_state_display(),
                row.expires_on,
            )
            for row in found.order_by("-held_on", "id")[:SIZE]
        ]

    return rows


def _own(ground):
    return _records(person__account=ground.accounts[Role.TEACHER])(ground)


def _messages(ground):
    rows = Message.objects.filter(scope=ground.coalition.pk).order_by("-id")
    return rows.values_list("to_name", "subject", "kind", "created_at", "sent_at")[:SIZE]


def _reads(ground):
    rows = RestrictedRead.objects.filter(coalition_id=ground.coalition.pk).order_by("-id")
    return rows.values_list("reader_name", "section_title", "role", "channel", "read_at")[:SIZE]


def _changes(ground):
    rows = AuditRow.objects.filter(scope=ground.coalition.pk).order_by("-id")
    return rows.values_list("at", "by_name", "action", "subject_name")[:SIZE]


PAGES = [
    Page("home", lambda ground: reverse("home"), _home),
    Page("home_teacher", lambda ground: reverse("home"), _home_teacher, role=Role.TEACHER),
    Page("home_sro", lambda ground: reverse("home"), _home_of_schools, role=Role.SRO),
    Page("home_fire", lambda ground: reverse("home"), _home_of_schools, role=Role.FIRE),
    Page("home_official", lambda ground: reverse("home"), _home_of_schools, role=Role.OFFICIAL),
    Page("mine", lambda ground: reverse("home_mine"), _to_sign, role=Role.FIRE),
    Page("search", lambda ground: reverse("search") + "?q=lockdown", work_pages.lockdowns),
    Page("to_sign", _of_coalition("signing_to_sign"), _to_sign, role=Role.FIRE),
    Page("protocols", _of_coalition("protocols"), _protocols, role=Role.TEACHER),
    Page("plans", _of_coalition("workspace_plans"), _plans),
    Page("workspace", _of_edition("workspace_edition", "edition"), _outline("edition")),
    Page("section", _of_section("workspace_section", "edition"), _outline("edition")),
    Page("editor", _of_section("writing_edit", "in_work"), _outline("in_work")),
    Page("readers", _of_edition("protocol_readers", "edition"), _readers),
    Page("signatures", _of_edition("signing_signatures", "frozen"), _asked),
    Page("people", _of_coalition("membership_people"), _members),
    Page("seats", _of_coalition("membership_seats"), _seats),
    Page("record_own", _of_coalition("record_own"), _own, role=Role.TEACHER),
    Page("record_all", _of_coalition("record_all"), _records()),
    Page("record_to_verify", _of_coalition("record_to_verify"), _records(state="to_verify")),
    Page("reminders", _of_coalition("ledger"), _messages),
    Page("reads", _of_coalition("edition_access_log"), _reads),
    Page("changes", _of_coalition("coalition_changes"), _changes),
    Page("agreements", _of_coalition("agreements"), work_pages.agreements),
    Page("action_items", _of_coalition("action_items"), work_pages.items),
    Page("board", _of_coalition("action_item_board"), work_pages.items),
    Page("meetings", _of_coalition("meetings"), work_pages.meetings),
    Page("meeting", work_pages.address_of_meeting, work_pages.agenda),
    Page("programs", _of_coalition("programs"), work_pages.programs),
    Page("sites", _of_coalition("finding_overview"), work_pages.findings),
    Page("findings", _of_coalition("findings"), work_pages.findings),
    Page("contacts", _of_coalition("contacts"), work_pages.contacts),
    Page("reunification", _of_coalition("reunification"), work_pages.reunification),
    Page("briefs", _of_coalition("briefs"), work_pages.briefs),
    Page("brief", work_pages.address_of_brief, work_pages.answers),
    Page("champions", _of_coalition("champions"), work_pages.carried, role=Role.TEACHER),
    Page("drills", _of_coalition("drills"), work_pages.drills),
    Page("drill_board", _of_coalition("drill_board"), work_pages.drills),
    Page("bulletins", _of_coalition("bulletins"), work_pages.bulletins),
    Page("bulletin", work_pages.address_of_bulletin, work_pages.receipts),
    Page("records", work_pages.address_of_request, work_pages.records),
    Page("at_hand", lambda ground: reverse("responder"), work_pages.at_hand, role=Role.FIRE),
    Page("school_at_hand", work_pages.address_at_hand, work_pages.school_at_hand, role=Role.FIRE),
    Page("figures", _of_coalition("official_figures"), work_pages.figures, role=Role.OFFICIAL),
    Page("loops", _of_coalition("closed_loop_list"), work_pages.findings),
    # As kept, and made anew as after each change: the preview is the same page, never kept.
    Page("public_page", _of_coalition("community_public"), _seats),
    Page("public_page_anew", _of_coalition("community_preview"), _seats),
]


def measure(ground, *, rounds, times):
    """Each kind of page beside its bare one and the floor page: {kind: figures}."""
    urls = bare.Urls({page.kind: _bound(page, ground) for page in PAGES})
    return {page.kind: _figures(*_three(page, ground, urls, rounds, times)) for page in PAGES}


def _three(page, ground, urls, rounds, times):
    """(ours, the bare one, the floor page), as one account, turn by turn."""
    account = ground.accounts[page.role]
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
        plain = Stack(account, urlconf=urls)
    addresses = ((Stack(account), page.url(ground)), (plain, f"/{page.kind}/"), (plain, floor.URL))
    return by_turns(addresses, rounds=rounds, times=times)


def _figures(ours, other, least):
    return {
        "cpu_ms": round(ours.median("cpu"), 2),
        "database_ms": round(ours.median("database"), 2),
        "bare_ms": round(other.median("whole"), 2),
        "floor_ms": round(least.median("whole"), 2),
        "ms": round(ours.median("clock"), 2),
        "ratio": round(ours.over(other), 2),
        "over_floor": round(ours.over(least), 2),
        "least_over_floor": round(ours.least_over(least), 3),
        "queries": ours.queries,
        "kilobytes": ours.kilobytes,
    }


def _bound(page, ground):
    return lambda: page.rows(ground)
