"""A coalition comes to be."""

from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.coalition.policies import can_form_coalition
from coalitions.invitations.actions.inviting import send_again, send_invitation
from coalitions.seats.models import Seat
from coalitions.seats.seed_data import seats_for
from safety_portal.core.audit.record import record
from safety_portal.core.authority import operator, operator_or, require
from safety_portal.core.names import tidy_address
from safety_portal.core.refusals import Refused, refusing
from safety_portal.core.states import WrongState


@transaction.atomic
def form_coalition(
    *, administrator_email, by, district=None, school=None, administrator_name="", slug=None
):
    """Form the coalition of one district or one school and invite its first administrator.

    Returns (coalition, invitation, link); the link holds the only copy of the secret. Called again
    for the same place and the same address, while that invitation is unanswered, it sends a fresh
    invitation; otherwise a second call raises WrongState. Raises Refused for an address or slug that
    is none, and for a slug that is taken. Writes the starter seats, audit rows and one mail.
    """
    require(operator_or(can_form_coalition if school else operator, by, school))
    if slug is not None:
        with refusing("slug"):
            validate_slug(slug)
    place = _lock_place(district=district, school=school)
    with refusing("email"):
        address = tidy_address(administrator_email)
    existing = Coalition.objects.filter(
        school=school, district=school.district if school else district
    ).first()
    if existing:
        invitation, link = _invite_again(existing, address, by=by)
        return existing, invitation, link
    coalition = _create(
        place, district=school.district if school else district, school=school, slug=slug
    )
    seats = seats_for(scope=coalition.scope, state=place.state)
    Seat.objects.bulk_create(Seat(coalition=coalition, **seat) for seat in seats)
    record(
        by=by, action="coalition.formed", subject=coalition, scope=coalition, administrator=address
    )
    invitation, link = send_invitation(
        coalition=coalition,
        email=address,
        name=administrator_name,
        role=Role.ADMINISTRATOR,
        by=by,
    )
    return coalition, invitation, link


def _lock_place(*, district, school):
    if (district is None) == (school is None):
        raise ValueError("A coalition is formed for a district or for a school: give exactly one.")
    place = school or district
    return type(place).objects.select_for_update(no_key=True).get(pk=place.pk)


def _invite_again(coalition, address, *, by):
    waiting = (
        coalition.invitations.open().filter(email__iexact=address, role=Role.ADMINISTRATOR).first()
    )
    if waiting is None:
        raise WrongState(
            f"{coalition.name} has a coalition already. Its administrators invite further people."
        )
    return send_again(invitation=waiting, by=by)


def _create(place, *, district, school, slug):
    candidates = [slug] if slug else _slugs_of_place(place)
    for candidate in candidates:
        try:
            with transaction.atomic():
                return Coalition.objects.create(
                    slug=candidate,
                    name=place.name,
                    district=district,
                    school=school,
                    formed_on=timezone.localdate(),
                )
        except IntegrityError:
            # The place is locked and has none: only the slug can be taken.
            continue
    raise Refused(f"Another coalition has the short name {slug}. Choose another one.", field="slug")


def _slugs_of_place(place):
    short = slugify(place.name)[:60] or "coalition"
    yield short
    if place.city:
        yield f"{short}-{slugify(place.city)[:15]}".rstrip("-")
    yield f"{short}-{place.pk}"
    yield f"{type(place).__name__.lower()}-{place.pk}"
