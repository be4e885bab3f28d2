"""Agencies: the outside partners a district knows."""

from django.db import transaction

from coalitions.access.policies import can_administer
from coalitions.agencies.models import Agency
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused


@transaction.atomic
def add_agency(*, coalition: Coalition, name: str, kind: str, by: User, phone: str = "") -> Agency:
    """Make an agency known to the coalition's district; returns it.

    Raises Refused when the name is known. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    name = tidy_name(name)
    _check_free(coalition.district_id, name)
    agency = Agency.objects.create(
        district=coalition.district, name=name, kind=kind, phone=phone.strip()
    )
    record(by=by, action="agency.added", subject=agency, scope=coalition, kind=kind)
    return agency


@transaction.atomic
def change_agency(
    *, agency: Agency, coalition: Coalition, by: User, name: str, kind: str, phone: str = ""
) -> Agency:
    """Change an agency of the district, as an administrator of `coalition`; returns it.

    Audited where anything differs.

    Raises as add_agency.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    agency = Agency.objects.select_for_update(no_key=True).get(
        pk=agency.pk, district_id=coalition.district_id
    )
    name = tidy_name(name)
    _check_free(coalition.district_id, name, but=agency.pk)
    before = {"name": agency.name, "kind": agency.kind, "phone": agency.phone}
    if before == {"name": name, "kind": kind, "phone": phone.strip()}:
        return agency
    agency.name, agency.kind, agency.phone = name, kind, phone.strip()
    agency.save(update_fields=["name", "kind", "phone"])
    record(by=by, action="agency.changed", subject=agency, scope=coalition, before=before)
    return agency


def _check_free(district_id: int, name: str, but: int = 0) -> None:
    if Agency.objects.filter(district_id=district_id, name__iexact=name).exclude(pk=but).exists():
        raise Refused(f"The district has an agency {name} already.", field="name")
