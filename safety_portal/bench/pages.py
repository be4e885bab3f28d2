"""The kinds of pages that are measured: as whom, where, and the rows that the bare page beside it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test.utils import override_settings
from django.urls import reverse

from coalitions.models import Coalition, Membership, Seat
from plans.models import Edition, RestrictedRead, Section
from safety_portal.audit.models import AuditRow
from safety_portal.bench import bare
from safety_portal.bench.timing import Stack, side_by_side
from safety_portal.home.parts import SCHOOLS, SHOWN
from safety_portal.notices.models import Message
from safety_portal.paging import SIZE
from training.models import TrainingRecord


@dataclass(frozen=True)
class Page:
    """A kind of page. `url` and `rows` are asked of the Ground; `role` is administrator or teacher."""

    kind: str
    url: Callable
    rows: Callable
    role: str = "administrator"


def _of_coalition(name):
    return lambda ground: reverse(name, args=[ground.coalition.slug])


def _of_edition(name, which):
    def url(ground):
        edition = getattr(ground, which)
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
    """The rows that an administrator's home shows without working anything out: schools, plans, seats, own training."""
    schools = Coalition.objects.filter(district=ground.coalition.district_id, school__isnull=False)
    yield from schools.order_by("name").values_list("name", "school__name", "formed_on")[:SCHOOLS]
    yield from _plans(ground)
    yield from Seat.objects.filter(coalition=ground.coalition.pk, recommended_minimum__gt=0).values_list("title")[:3]
    yield from _records(person__account=ground.administrator)(ground)


def _home_teacher(ground):
    """The same of a teacher: the protocols, plans, people to know, own training."""
    protocols = Section.objects.filter(edition=ground.edition, protocol_for__contains=["teacher"])
    yield from protocols.values_list("title", "edition__plan__title", "edition__number")
    yield from _plans(ground)
    members = Membership.objects.filter(coalition=ground.coalition.pk, role__in=["sro", "health"])
    yield from members.values_list("person__name", "role")[:SHOWN]
    yield from _own(ground)


def _plans(ground):
    return Edition.objects.filter(plan__coalition=ground.coalition.pk).values_list(
        "plan__title", "number", "in_force_at"
    )


def _outline(which):
    """The titles of an edition, and the text of the section that stands open."""

    def rows(ground):
        edition = getattr(ground, which)
        yield from (
            Section.objects.filter(edition=edition).order_by("position").values_list("number", "title", "saved_at")
        )
        yield Section.objects.filter(pk=_first_section(edition).pk).values_list("title", "html").get()

    return rows


def _members(ground):
    rows = Membership.objects.filter(coalition=ground.coalition.pk).select_related("person", "agency", "seat")
    return [
        (row.person.name, row.person.email, row.get_role_display(), row.seat, row.agency, row.starts_on)
        for row in rows.order_by("person__name", "id")[:SIZE]
    ]


def _seats(ground):
    rows = Seat.objects.filter(coalition=ground.coalition.pk).values_list("title", "why", "recommended_minimum")
    return rows[:SIZE]


def _records(**which):
    def rows(ground):
        found = TrainingRecord.objects.filter(coalition=ground.coalition.pk, **which).select_related("person", "course")
        return [
            (row.person.name, row.course.title, row.held_on, row.hours, row.get_state_display(), row.expires_on)
            for row in found.order_by("-held_on", "id")[:SIZE]
        ]

    return rows


def _own(ground):
    return _records(person__account=ground.teacher)(ground)


def _messages(ground):
    rows = Message.objects.filter(scope=ground.coalition.pk).order_by("-id")
    return rows.values_list("to_name", "subject", "kind", "created_at", "sent_at")[:SIZE]


def _reads(ground):
    rows = RestrictedRead.objects.filter(coalition_id=ground.coalition.pk).order_by("-id")
    return rows.values_list("reader_name", "section_title", "role", "way", "read_at")[:SIZE]


def _changes(ground):
    rows = AuditRow.objects.filter(scope=ground.coalition.pk).order_by("-id")
    return rows.values_list("at", "by_name", "action", "subject_name")[:SIZE]


PAGES = [
    Page("home", lambda ground: reverse("home"), _home),
    Page("home_teacher", lambda ground: reverse("home"), _home_teacher, role="teacher"),
    Page("plans", _of_coalition("plans"), _plans),
    Page("workspace", _of_edition("edition", "edition"), _outline("edition")),
    Page("section", _of_section("section", "edition"), _outline("edition")),
    Page("editor", _of_section("section_edit", "in_work"), _outline("in_work")),
    Page("people", _of_coalition("people"), _members),
    Page("seats", _of_coalition("seats"), _seats),
    Page("training_own", _of_coalition("training_own"), _own, role="teacher"),
    Page("training_all", _of_coalition("training_all"), _records()),
    Page("training_verify", _of_coalition("training_verify"), _records(state="to_verify")),
    Page("reminders", _of_coalition("reminders"), _messages),
    Page("reads", _of_coalition("reads"), _reads),
    Page("changes", _of_coalition("changes"), _changes),
]


def measure(ground, *, rounds, times):
    """Each kind of page beside its bare one: {kind: figures}."""
    urls = bare.Urls({page.kind: _bound(page, ground) for page in PAGES})
    found = {}
    for page in PAGES:
        account = getattr(ground, page.role)
        with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
            plain = Stack(account, urlconf=urls)
        ours, other = side_by_side(
            Stack(account), page.url(ground), plain, f"/{page.kind}/", rounds=rounds, times=times
        )
        found[page.kind] = {
            "cpu_ms": round(ours.cpu_ms, 2),
            "bare_ms": round(other.cpu_ms, 2),
            "ms": round(ours.ms, 2),
            "bare_clock_ms": round(other.ms, 2),
            "ratio": round(ours.cpu_ms / other.cpu_ms, 2),
            "queries": ours.queries,
            "kilobytes": ours.kilobytes,
        }
    return found


def _bound(page, ground):
    return lambda: page.rows(ground)
