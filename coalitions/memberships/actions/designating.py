"""Designees: named for the holder of a seat that signs, ended by hand or with a membership.

Never deleted.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.memberships.models.designation import YEAR, Designation
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.policies import can_designate, can_end_designation
from coalitions.memberships.queries import candidates, has_seat_that_signs
from safety_portal.core.audit.evidence import evidence
from safety_portal.core.audit.record import record, record_each
from safety_portal.core.authority import require, unasked
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_name
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

PEOPLE = (
    "holder__person__account",
    "holder__seat",
    "holder__coalition",
    "designee__person__account",
)
KINDS = {"made": Kind("designation_made"), "ended": Kind("designation_ended")}


@transaction.atomic
def designate(*, holder, designee, last_on, because, by, on=None):
    """Let the membership `designee` sign for the one of `holder` from today (`on`) through the day
    `last_on`; returns it.

    Raises WrongState where a membership has ended, the holder has no seat that signs, or somebody
    signs for them already; Refused for a day that is past or more than a year away,
    somebody who may not sign, or no reason. Writes an audit row, and a mail to both.
    """
    on = on or timezone.localdate()
    coalition = lock_coalition(holder.coalition)
    holder = _holder(holder, on=on)
    require(can_designate(by, holder))
    designee = (
        candidates(holder, on=on).filter(pk=designee.pk).select_related("person__account").first()
    )
    because = tidy_name(because)
    _check(designee, last_on, because, on=on)
    _make_room(holder, by=by, on=on)
    made = Designation.objects.create(
        holder=holder,
        designee=designee,
        starts_on=on,
        ends_on=last_on + timedelta(days=1),
        because=because,
        named_at=timezone.now(),
        named_by=by,
    )
    detail = {
        "until": last_on.isoformat(),
        "because": because,
        "seat": holder.seat.title,
        "evidence": evidence(made),
    }
    record(by=by, action="designation.made", subject=made, scope=coalition, **detail)
    _tell(made, coalition, "made", by=by)
    return made


@transaction.atomic
def end_designation(*, designation, by, on=None):
    """End a designation today (`on`). Raises WrongState where it has ended.

    Writes an audit row, and a mail to both.
    """
    require(can_end_designation(by, designation))
    on = on or timezone.localdate()
    coalition = lock_coalition(designation.holder.coalition)
    rows = Designation.objects.select_for_update(no_key=True, of=("self",)).select_related(*PEOPLE)
    ended = rows.get(pk=designation.pk)
    if ended.ends_on <= on:
        raise WrongState(
            f"{ended.designee.person} does not sign for {ended.holder.person} any more."
        )
    ended.ends_on = max(on, ended.starts_on)
    ended.save(update_fields=["ends_on"])
    detail = {"on": on.isoformat(), "because": "", "evidence": evidence(ended)}
    record(by=by, action="designation.ended", subject=ended, scope=coalition, **detail)
    _tell(ended, coalition, "ended", by=by)
    return ended


@unasked("A step of actions that have asked, and hold the lock.")
def end_with(*, memberships, by, on, because):
    """For actions that end or close memberships (their ids): end what was designated by or to them.

    See end_these.
    """
    of_them = Q(holder__in=memberships) | Q(designee__in=memberships)
    end_these(designations=Designation.objects.filter(of_them), by=by, on=on, because=because)


@unasked("A step of actions that have asked, and hold the lock.")
def end_these(*, designations, by, on, because):
    """For actions that have checked.

    End those of a queryset that go on after the day, in a fixed number of queries.

    Writes an audit row each, and a mail to both of each.
    """
    rows = designations.not_ended(on).select_for_update(no_key=True, of=("self",))
    ended = list(rows.select_related(*PEOPLE).order_by("pk"))
    if not ended:
        return
    Designation.objects.filter(pk__in=[designation.pk for designation in ended]).update(
        ends_on=Greatest(F("starts_on"), Value(on))
    )
    for designation in ended:
        designation.ends_on = max(on, designation.starts_on)
    _record_ended(ended, by=by, on=on, because=because)
    outbox.post_each(
        mail
        for designation in ended
        for mail in _mails(designation, designation.holder.coalition, "ended", by=by)
    )


def _holder(holder, *, on):
    """The membership locked, with its seat.

    Raises WrongState unless it holds, with a seat that signs.
    """
    rows = Membership.objects.current(on).select_for_update(no_key=True, of=("self",))
    membership = (
        rows.select_related("person__account", "seat", "coalition").filter(pk=holder.pk).first()
    )
    if membership is None:
        raise WrongState(f"The membership of {holder.person} has ended.")
    if not has_seat_that_signs(membership):
        raise WrongState(
            f"{membership.person} holds no seat that signs the plan, so nobody signs for them."
        )
    return membership


def _check(designee, last_on, because, *, on):
    if designee is None:
        raise Refused(
            "Choose a member of this coalition who is neither parent nor student.", field="designee"
        )
    if not on <= last_on < on + YEAR:
        raise Refused("Choose a day from today on, at most a year away.", field="last_on")
    if not because:
        raise Refused("Write why, or where it is written down.", field="because")


def _make_room(holder, *, by, on):
    """Raise WrongState where somebody signs for the holder today.

    What only its days keep open is closed.
    """
    open_ = Designation.objects.not_ended(on).filter(holder=holder)
    current = open_.current(on).select_related("designee__person", "holder__person").first()
    if current:
        raise WrongState(
            f"{current.designee.person} signs for {current.holder.person} until {full_day(current.last_on)}. End that first."
        )
    closed = list(
        open_.select_for_update(no_key=True, of=("self",)).select_related(*PEOPLE).order_by("pk")
    )
    for designation in closed:
        designation.ends_on = max(on, designation.starts_on)
    Designation.objects.bulk_update(closed, ["ends_on"])
    _record_ended(closed, by=by, on=on, because="Another designation took its place.")


def _record_ended(designations, *, by, on, because):
    audit_fields = {"by": by, "action": "designation.ended"}
    detail = {"on": on.isoformat(), "because": because}
    record_each(
        {
            **audit_fields,
            "subject": designation,
            "scope": designation.holder.coalition_id,
            "detail": detail | {"evidence": evidence(designation)},
        }
        for designation in designations
    )


def _tell(designation, coalition, what, *, by):
    outbox.post_each(_mails(designation, coalition, what, by=by))


def _mails(designation, coalition, what, *, by):
    """What both are told, where they can be reached."""
    holder, designee = designation.holder.person, designation.designee.person
    subject = f"{designee} {'may sign' if what == 'made' else 'stops signing'} for {holder}"
    context = {
        "designation": designation,
        "coalition": coalition,
        "asker": str(by) if by else "",
        "subject": subject,
    }
    context["url"] = settings.PORTAL_ADDRESS + reverse("signing_to_sign", args=[coalition.slug])
    for person in (holder, designee):
        address = person.account.email if person.account else person.email
        if address:
            yield {
                "key": f"designation-{what}:{designation.pk}:{designation.ends_on.isoformat()}:{person.pk}",
                "kind": KINDS[what],
                "to": address,
                "name": person.name,
                "subject": subject,
                "text": render_to_string(
                    f"coalitions/memberships/mail/designation_{what}.txt", context
                ),
                "account": person.account,
                "scope": coalition,
            }
