"""The plan, edition or section that an address names. Fetching is authorising.

Strangers get 404.
"""

from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import BigIntegerField, TextField
from django.http import Http404
from django.shortcuts import get_object_or_404

from coalitions.access.grants import NOBODY, access_of
from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.editions.models.edition import Edition, EditionQuerySet, opening
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section, SectionQuerySet
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.database.kept_queries import KeptQuery, ListSlot, Slot
from safety_portal.core.values import KEY_MOST


def _opened_edition() -> EditionQuerySet:
    opened = Edition.objects.opened_by(**{name: ListSlot(name) for name in opening(NOBODY)})
    return opened.select_related(
        "plan__coalition__district", "plan__coalition__school", "frozen_by"
    ).filter(
        number=_number("number"),
        plan=_number("plan"),
        plan__coalition__slug=Slot("slug", TextField()),
    )


def _section() -> SectionQuerySet:
    present = Section.objects.filter(
        edition=_number("edition"), removed_at__isnull=True, pk=_number("section")
    )
    return present.select_related("saved_by", "not_needed_by")


def _number(name: str) -> Slot:
    return Slot(name, BigIntegerField())


# What every page of an edition begins with: made by the ORM each time, these two cost more than
# their answers are worth.
EDITION, SECTION = KeptQuery(_opened_edition), KeptQuery(_section)

Row = TypeVar("Row", Edition, Section)


def fetch_plan(user: User, *, coalition: str, plan: int, **rest: str | int) -> Plan:
    """The plan of the address, with its coalition, or Http404."""
    visible = Plan.objects.visible_to(user).select_related(
        "coalition__district", "coalition__school"
    )
    return get_object_or_404(visible, pk=plan, coalition__slug=coalition)


def fetch_edition(
    user: User, *, coalition: str, plan: int, edition: int, **rest: str | int
) -> Edition:
    """The edition of the address (by its number), with plan, coalition and who froze it, or
    Http404.
    """
    where = {"slug": coalition, "plan": plan, "number": edition}
    return _one(EDITION, **where, **opening(access_of(user)))


def fetch_section(user: User, *, section: int, **where: Any) -> Section:
    """The section of the address, with its edition, plan and coalition, or Http404.

    Whether its text may be read is not asked.
    """
    return section_of(fetch_edition(user, **where), section)


def section_of(edition: Edition, pk: int) -> Section:
    """The section of an edition with the key `pk`, with who wrote it, or Http404 where it was taken
    out or never was there.
    """
    section = _one(SECTION, edition=edition.pk, section=pk)
    section.edition = edition
    return section


def _one(query: KeptQuery[Row], **values: Any) -> Row:
    """The row of a kept query, or Http404."""
    within = all(value <= KEY_MOST for value in values.values() if isinstance(value, int))
    if rows := query.ask(**values) if within else ():
        return rows[0]
    raise Http404("Nothing that this account may see has this address.")


ASKED = "plan.asked_for"


# Once a week is a reminder; more often is noise.
AGAIN_AFTER = timedelta(days=7)


def writers_of(coalition: Coalition, *, on: date) -> list[Membership]:
    """Who writes a coalition's plan on the day.

    The memberships of its administrators, each person once, by name.
    """
    held = Membership.objects.current(on).filter(coalition=coalition, role=Role.ADMINISTRATOR)
    rows = held.select_related("person__account", "coalition").order_by(
        "person__name", "person_id", "pk"
    )
    return list({row.person_id: row for row in rows}.values())


def asked_lately(coalition: Coalition, *, now: datetime) -> datetime | None:
    """When the coalition was asked for its plan within the week; None where it was not."""
    asked = AuditRow.objects.about(coalition).filter(action=ASKED, at__gt=now - AGAIN_AFTER)
    return asked.values_list("at", flat=True).first()
