"""Bring an edition through its life by the actions, for the tests of each step."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.history.models import Revision
from plans.protocols import actions
from plans.review import actions as review_actions
from plans.signing.actions import freezing, publishing, signing
from plans.signing.models import Signature
from plans.writing.actions import editing
from tests import builders


def in_days(days):
    return date.today() + timedelta(days=days)  # noqa: DTZ011  the portal's today in tests


def membership_of(account, coalition):
    return Membership.objects.get(person__account=account, coalition=coalition)


def make_signer(*, coalition, role=Role.FIRE, name="Tom Hesse", title="Fire chief"):
    """A signing seat and the member who holds it; returns the account."""
    seat = builders.make_seat(coalition=coalition, title=title, roles=[role])
    return builders.make_member(coalition=coalition, role=role, name=name, seat=seat)


def ask_in(
    coalition, account, *, title="Emergency operations plan", role=Role.FIRE, level="restricted"
):
    """A plan of the coalition that waits for the account's signature, past review and freezing.

    Returns the row that asks.
    """
    held = Membership.objects.filter(person__account=account, coalition=coalition, role=role)
    if not held:
        builders.make_member(coalition=coalition, role=role, account=account)
    if not held.filter(seat__isnull=False):
        held.update(
            seat=builders.make_seat(coalition=coalition, title=f"{role.label} seat", roles=[role])
        )
    member = held.select_related("person", "seat").get()
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition, title=title))
    builders.make_section(
        edition=edition, title="Command post", html="<p>Room 4.</p>", sensitivity=level
    )
    builders.force_status(edition, "awaiting_signatures")
    return Signature.objects.create(
        edition=edition,
        seat=member.seat,
        seat_title=member.seat.title,
        membership=member,
        signer_name=member.person.name,
        signer_role=role,
        content_hash=edition.content_hash,
        asked_at=edition.frozen_at,
        due_on=in_days(14),
    )


def make_scene(*, coalition, administrator):
    """An edition in drafting with two sections, one of them a protocol for teachers, and two seats
    that sign.
    """
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    protocol = builders.make_section(
        edition=edition, title="Lockdown", number="1", protocol_for=["teacher"]
    )
    other = builders.make_section(
        edition=edition,
        title="Command post",
        number="2",
        html="<p>Room 4.</p>",
        sensitivity="restricted",
    )
    return SimpleNamespace(
        coalition=coalition,
        administrator=administrator,
        edition=edition,
        protocol=protocol,
        other=other,
        fire=make_signer(coalition=coalition),
        law=make_signer(
            coalition=coalition,
            role=Role.LAW_ENFORCEMENT,
            name="Ellen Prudhomme",
            title="Law enforcement",
        ),
    )


def ask_for_review(scene, *reviewers):
    reviewers = reviewers or (scene.fire,)
    return review_actions.open_review(
        edition=scene.edition,
        reviewers=[(membership_of(account, scene.coalition), []) for account in reviewers],
        due_on=in_days(14),
        by=scene.administrator,
    )


def freeze(scene):
    """From drafting or review to awaiting signatures; returns the edition as it is then."""
    scene.edition.refresh_from_db()
    if scene.edition.status == "drafting":
        ask_for_review(scene)
    scene.edition = freezing.freeze(
        edition=scene.edition, due_on=in_days(14), by=scene.administrator
    )
    return scene.edition


def asked(scene, account):
    """The row that asks `account` to sign and is neither voided nor answered."""
    return Signature.objects.get(
        edition=scene.edition, membership__person__account=account, state="asked"
    )


def sign(scene, account):
    row = asked(scene, account)
    return signing.sign(
        signature=row,
        typed_name=row.signer_name,
        by=account,
        fingerprint=scene.edition.content_hash,
    )


def put_in_force_again(scene):
    """All the way from wherever it is before the signatures."""
    freeze(scene)
    for account in (scene.fire, scene.law):
        sign(scene, account)
    scene.edition = publishing.put_in_force(edition=scene.edition, by=scene.administrator)
    return scene.edition


def put_in_force(scene):
    """The first edition of the scene, with its two sections read again."""
    edition = put_in_force_again(scene)
    for section in (scene.protocol, scene.other):
        section.refresh_from_db()
    return edition


def save(section, *, html, change, by, reason=""):
    """Save a section's text from the version it is at."""
    return editing.save_section(
        section=section,
        title=section.title,
        html=html,
        base_version=section.version,
        change=change,
        reason=reason,
        by=by,
    )


def acknowledge(scene, account):
    """Have a member acknowledge the scene's protocol."""
    return actions.acknowledge(section=scene.protocol, by=account)


def add_changes(section, account, *, upto):
    """Write down saves of a section until it has so many, each with a reason.

    Of the text itself nothing changes.
    """
    begun = section.revisions.count() + 1
    Revision.objects.bulk_create(
        Revision(
            section=section,
            version=version,
            title=section.title,
            html=section.html,
            sensitivity=section.sensitivity,
            change="material",
            reason=f"Reason {version}",
            saved_at=timezone.now(),
            saved_by=account,
        )
        for version in range(begun, upto + 1)
    )
