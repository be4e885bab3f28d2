"""Acknowledge a protocol."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from coalitions.access import roles
from coalitions.access.grants import Grant, access_of
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from plans.protocols.policies import can_acknowledge
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


@transaction.atomic
def acknowledge(*, section: Section, by: User, now: datetime | None = None) -> Acknowledgement:
    """Say that `by` has read a protocol in force; a second time changes nothing.

    Returns the acknowledgement.

    Recorded for the person behind the membership whose role the protocol is for. Raises WrongState
    on an edition not in force, PermissionDenied for who it is not meant for or who may not read it.
    """
    section = Section.objects.select_related("edition__plan__coalition").get(pk=section.pk)
    require(can_acknowledge(by, section))
    edition = locks.locked(section.edition_id)
    locks.require_status(edition, EditionStatus.IN_FORCE)
    grant = _grant_to_acknowledge(by, section)
    made, is_new = Acknowledgement.objects.get_or_create(
        person_id=grant.person_id,
        lineage=section.lineage,
        protocol_hash=section.protocol_hash,
        defaults={"section": section, "made_at": now or timezone.now(), "made_by": by},
    )
    if is_new:
        scope = edition.plan.coalition_id
        record(
            by=by,
            action="protocol.acknowledged",
            subject=section,
            scope=scope,
            protocol_hash=section.protocol_hash,
        )
    return made


@transaction.atomic
def acknowledge_all(
    *, sections: Iterable[Section], by: User, now: datetime | None = None
) -> list[Acknowledgement]:
    """Acknowledge several protocols, all or none; returns the acknowledgements."""
    return [acknowledge(section=section, by=by, now=now) for section in sections]


def _grant_to_acknowledge(by: User, section: Section) -> Grant:
    """The membership for whose role the protocol is, and which may read it."""
    coalition = section.edition.plan.coalition
    for grant in access_of(by).grants_in(coalition):
        if grant.role in section.protocol_for and section.sensitivity in roles.levels(grant.role):
            return grant
    raise PermissionDenied("This section is not a protocol for your role.")
