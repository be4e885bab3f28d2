"""What the database holds of sites, roles, rehearsals and kits, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.utils import timezone

from coalitions.reunification.models.kit import Kit, KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite, SiteWalk
from tests import builders, reunifying
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
GIVEN_UP = {"given_up_at": timezone.now()}


def refused(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def kept(model, write):
    """Neither the role that the portal works as may, nor, by a trigger, anybody."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        write(model.objects.all())
    with as_owner(), pytest.raises(InternalError, match="pgtrigger"), transaction.atomic():
        write(model.objects.all())


def test_one_site_of_a_kind_unless_given_up(coalition, administrator):
    reunifying.make_site(coalition=coalition)
    refused("one_site_of_a_kind_and_school", lambda: reunifying.make_site(coalition=coalition))
    reunifying.make_site(coalition=coalition, given_up_by=administrator, **GIVEN_UP)


def test_one_place_is_not_both_sites(coalition):
    reunifying.make_site(coalition=coalition, name="Grange Hall")
    refused(
        "one_site_of_a_name_and_school",
        lambda: reunifying.make_site(coalition=coalition, which="alternate", name="GRANGE HALL"),
    )


def test_two_schools_may_share_a_site(coalition):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    for place in (coalition, builders.make_coalition(school=school)):
        reunifying.make_site(coalition=place, name="Grange Hall")
    assert ReunificationSite.objects.count() == 2


def test_a_site_is_never_deleted(coalition):
    reunifying.make_site(coalition=coalition)
    kept(ReunificationSite, lambda rows: rows.delete())


def test_a_walk_is_never_changed_nor_doubled(coalition):
    site = reunifying.make_site(coalition=coalition)
    reunifying.make_walk(site=site)
    refused("one_walk_of_a_site_a_day", lambda: reunifying.make_walk(site=site))
    kept(SiteWalk, lambda rows: rows.update(note="Better."))
    kept(SiteWalk, lambda rows: rows.delete())


def test_a_rank_and_a_person_stand_once_in_a_role(coalition):
    one, two = (builders.make_member(coalition=coalition, role="staff").people.get() for _ in "12")
    reunifying.fill_role(coalition=coalition, people=[one])
    refused(
        "one_holder_of_a_role_and_rank",
        lambda: reunifying.fill_role(coalition=coalition, people=[two]),
    )
    refused(
        "one_rank_of_a_person_in_a_role",
        lambda: RoleHolder.objects.create(
            coalition=coalition,
            role="lead",
            rank=2,
            person=one,
            named_at=timezone.now(),
            named_by=builders.make_account(),
        ),
    )


def test_one_rehearsal_of_a_kind_and_day(coalition):
    reunifying.make_rehearsal(coalition=coalition)
    refused(
        "one_rehearsal_of_a_kind_and_day", lambda: reunifying.make_rehearsal(coalition=coalition)
    )
    reunifying.make_rehearsal(coalition=coalition, kind="functional")


def test_a_rehearsal_is_never_deleted(coalition):
    reunifying.make_rehearsal(coalition=coalition)
    kept(Rehearsal, lambda rows: rows.delete())


def test_what_was_held_was_not_called_off(coalition, administrator):
    made = reunifying.make_rehearsal(coalition=coalition)
    off = {"called_off_at": timezone.now(), "called_off_by": administrator}
    refused(
        "rehearsal_called_off_with_a_reason",
        lambda: Rehearsal.objects.filter(pk=made.pk).update(called_off_because="Snow.", **off),
    )


def test_one_kit_of_a_place_unless_taken_off(coalition, administrator):
    reunifying.make_kit(coalition=coalition, place="Room 1")
    refused(
        "one_kit_of_a_place_and_school",
        lambda: reunifying.make_kit(coalition=coalition, place="room 1"),
    )
    off = {"removed_at": timezone.now(), "removed_by": administrator}
    reunifying.make_kit(coalition=coalition, place="Room 1", **off)


def test_an_empty_kit_is_none(coalition):
    refused("kit_items_are_known", lambda: reunifying.make_kit(coalition=coalition, items=[]))


def test_a_check_is_never_changed_nor_doubled(coalition):
    kit = reunifying.make_kit(coalition=coalition)
    reunifying.make_check(kit=kit)
    refused("one_check_of_a_kit_a_day", lambda: reunifying.make_check(kit=kit))
    kept(KitCheck, lambda rows: rows.update(missing=[]))
    kept(KitCheck, lambda rows: rows.delete())


def test_a_kit_is_never_deleted(coalition):
    reunifying.make_kit(coalition=coalition)
    kept(Kit, lambda rows: rows.delete())


def test_a_holder_says_which_role_and_rank(coalition):
    made = reunifying.fill_role(coalition=coalition)
    assert [str(each) for each in made] == [
        "Reunification lead, 1",
        "Reunification lead, 2",
        "Reunification lead, 3",
    ]


def test_rows_say_what_they_are(coalition):
    site = reunifying.make_site(coalition=coalition, name="Grange Hall")
    kit = reunifying.make_kit(coalition=coalition, place="Room 1")
    rehearsal = reunifying.make_rehearsal(coalition=coalition)
    walk, check = reunifying.make_walk(site=site), reunifying.make_check(kit=kit)
    day = TODAY - timedelta(days=10)
    assert [str(row) for row in (site, kit, rehearsal)] == ["Grange Hall", "Room 1", "Tabletop"]
    assert (str(walk), str(check)) == (f"Walk of {day}", f"Check of {day}")
    assert site.get_absolute_url() == f"/c/{coalition.slug}/reunification/sites/{site.pk}/"
