"""Fetching is authorising: what an address names, from what the account may see; strangers get 404."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.models import (
    Agency,
    Coalition,
    Designation,
    Invitation,
    Membership,
    PeopleFile,
    Person,
    School,
    SchoolFile,
    Seat,
)
from coalitions.standing import standing_of


def fetch_coalition(user, *, coalition, **rest):
    """The coalition of the address, with its district and school, or Http404. One's own is known already: no query."""
    own = next((each for each in standing_of(user).coalitions if each.slug == coalition), None)
    return own or get_object_or_404(
        Coalition.objects.visible_to(user).select_related("district", "school"), slug=coalition
    )


def _within(user, model, coalition, pk):
    visible = model.objects.filter(coalition__in=Coalition.objects.visible_to(user), coalition__slug=coalition)
    return get_object_or_404(visible.select_related("coalition__district", "coalition__school"), pk=pk)


def fetch_seat(user, *, coalition, seat, **rest):
    """The seat of the address, with its coalition, or Http404."""
    return _within(user, Seat, coalition, seat)


def fetch_invitation(user, *, coalition, invitation, **rest):
    """The invitation of the address, with its coalition, or Http404."""
    return _within(user, Invitation, coalition, invitation)


def fetch_membership(user, *, coalition, membership, **rest):
    """The membership of the address, if it still holds, with person, seat, agency and coalition, or Http404."""
    held = Membership.objects.current(timezone.localdate()).select_related(
        "person", "seat", "agency", "coalition__district", "coalition__school"
    )
    visible = held.filter(coalition__in=Coalition.objects.visible_to(user), coalition__slug=coalition)
    return get_object_or_404(visible, pk=membership)


def fetch_designation(user, *, coalition, designation, **rest):
    """The designation of the address, if it still holds, with both people, seat and coalition, or Http404."""
    held = Designation.objects.current(timezone.localdate()).select_related(
        "holder__person", "holder__seat", "holder__coalition__district", "holder__coalition__school", "designee__person"
    )
    visible = held.filter(holder__coalition__in=Coalition.objects.visible_to(user), holder__coalition__slug=coalition)
    return get_object_or_404(visible, pk=designation)


def fetch_agency(user, *, coalition, agency, **rest):
    """The agency of the address, of the coalition’s district and seen from there (`.coalition`), or Http404."""
    found = fetch_coalition(user, coalition=coalition)
    agency = get_object_or_404(Agency, pk=agency, district_id=found.district_id)
    agency.coalition = found
    return agency


def fetch_school(user, *, coalition, school, **rest):
    """A school of the district whose coalition (`.of_district`) the address names, with its district, or Http404."""
    visible = Coalition.objects.all() if user.is_superuser else Coalition.objects.visible_to(user)
    of_district = get_object_or_404(visible, slug=coalition, school__isnull=True)
    schools = School.objects.filter(district_id=of_district.district_id).select_related("district", "coalition")
    school = get_object_or_404(schools, pk=school)
    school.of_district = of_district
    return school


def fetch_school_file(user, *, file, **rest):
    """The reader's own file of schools, waiting or brought in, or Http404."""
    return get_object_or_404(SchoolFile.objects.visible_to(user, now=timezone.now()), pk=file)


def people_of(coalition):
    """The records that a coalition’s administrators may look up: of its members, past ones too; in a district’s, all."""
    known = Person.objects.known().filter(district_id=coalition.district_id)
    return known.filter(memberships__coalition=coalition).distinct() if coalition.school_id else known


def fetch_people_file(user, *, coalition, file, **rest):
    """The reader's own roster in the coalition of the address, waiting or brought in, with that coalition, or Http404."""
    files = PeopleFile.objects.visible_to(user, now=timezone.now()).filter(coalition__slug=coalition)
    return get_object_or_404(files.select_related("coalition__district", "coalition__school"), pk=file)


def fetch_person(user, *, coalition, person, **rest):
    """Somebody's record as `.coalition`, the one of the address, sees it, or Http404: its members, of a district’s everybody."""
    found = fetch_coalition(user, coalition=coalition)
    people = people_of(found).select_related("account", "district")
    person = get_object_or_404(people, pk=person)
    person.coalition = found
    return person


def fetch_pair(user, *, coalition, person, other, **rest):
    """The record of `person` with the one of `other` as `.other`, or Http404."""
    found = fetch_person(user, coalition=coalition, person=person)
    found.other = fetch_person(user, coalition=coalition, person=other)
    return found
