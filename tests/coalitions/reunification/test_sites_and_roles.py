"""What becomes of sites and roles, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.reunification.actions import roles, sites
from coalitions.reunification.actions.roles import Named
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import agreeing, builders, reunifying

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def told(**changed):
    """What a site is told by."""
    plain = {"agreement": None, "location": "44 Grange Road", "way": "", "road": "", "power": ""}
    return {"name": "Grange Hall"} | plain | changed


def staff(coalition):
    return builders.make_member(coalition=coalition, role=Role.STAFF).people.get()


def last_row():
    return AuditRow.objects.order_by("-pk")[0]


def test_a_site_is_named_and_recorded_without_where_it_is(coalition, administrator):
    agreement = reunifying.make_site_agreement(coalition=coalition, title="The hall")
    site = sites.name_site(
        coalition=coalition, by=administrator, which="primary", **told(agreement=agreement)
    )
    row = last_row()
    assert (row.action, row.scope) == ("reunification_site.named", coalition.pk)
    assert row.detail["agreement"] == "The hall"
    assert site.location not in str(row.detail)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "\u202e "}, "with letters"),
        ({"name": "hall one"}, "The other site has this name"),
    ],
)
def test_a_name_that_is_none_is_refused(coalition, administrator, changed, sentence):
    reunifying.make_site(coalition=coalition, which="alternate", name="Hall One")
    with pytest.raises(Refused, match=sentence):
        sites.name_site(coalition=coalition, by=administrator, which="primary", **told(**changed))
    assert ReunificationSite.objects.count() == 1


def test_a_second_primary_site_is_refused(coalition, administrator):
    reunifying.make_site(coalition=coalition, name="Hall One")
    with pytest.raises(Refused, match="Hall One is the primary site") as refused:
        sites.name_site(coalition=coalition, by=administrator, which="primary", **told())
    assert refused.value.field == "which"


def test_only_an_agreement_on_a_site_within_reach_carries_one(coalition, administrator):
    elsewhere = builders.make_coalition(
        school=builders.make_school(district=coalition.district, name="Elsewhere High")
    )
    for agreement, sentence in (
        (reunifying.make_site_agreement(coalition=elsewhere), "is no agreement of"),
        (agreeing.make_agreement(coalition=coalition, kind="media"), "no reunification site"),
    ):
        with pytest.raises(Refused, match=sentence):
            sites.name_site(
                coalition=coalition, by=administrator, which="primary", **told(agreement=agreement)
            )


def test_a_site_is_changed_once_from_where_it_stood(coalition, administrator):
    site = reunifying.make_site(coalition=coalition, name="Old hall")
    sites.change_site(site=site, by=administrator, version=1, **told(name="New hall"))
    assert last_row().detail["before"]["name"] == "Old hall"
    with pytest.raises(WrongState, match="changed while you had it open"):
        sites.change_site(site=site, by=administrator, version=1, **told(name="Third hall"))
    site.refresh_from_db()
    assert (site.name, site.version) == ("New hall", 2)


def test_a_site_that_was_given_up_is_not_touched_any_more(coalition, administrator):
    site = reunifying.make_site(coalition=coalition)
    sites.give_up_site(site=site, by=administrator)
    assert last_row().action == "reunification_site.given_up"
    with pytest.raises(WrongState, match="was given up"):
        sites.give_up_site(site=site, by=administrator)
    with pytest.raises(WrongState, match="was given up"):
        sites.change_site(site=site, by=administrator, version=1, **told())
    sites.name_site(coalition=coalition, by=administrator, which="primary", **told())


def walk(site, by, **changed):
    given = {"walked_on": TODAY, "met": ["keys"], "walked_with": "Host", "note": ""} | changed
    return sites.walk_site(site=site, by=by, **given)


def test_a_walk_keeps_what_was_met_in_the_order_of_the_points(coalition, administrator):
    site = reunifying.make_site(coalition=coalition)
    made = walk(site, administrator, met=["toilets", "keys"])
    assert made.met == ["keys", "toilets"]
    assert last_row().detail["met"] == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"walked_on": TODAY + DAY}, "in the future"),
        ({"walked_on": TODAY.replace(year=1066)}, "The year 1066"),
        ({"met": ["moat"]}, "not asked of this site"),
        ({"met": ["different_hazard"]}, "not asked of this site"),
    ],
)
def test_a_walk_that_cannot_have_been_is_refused(coalition, administrator, changed, sentence):
    site = reunifying.make_site(coalition=coalition)
    with pytest.raises(Refused, match=sentence):
        walk(site, administrator, **changed)
    assert not site.walks.exists()


def test_one_walk_a_day(coalition, administrator):
    site = reunifying.make_site(coalition=coalition)
    walk(site, administrator)
    with pytest.raises(Refused, match="written down already"):
        walk(site, administrator)


def test_a_role_is_filled_and_filled_again(coalition, administrator):
    first, second, third = (staff(coalition) for _ in range(3))
    holders = [Named(first), Named(second, True), Named(None)]
    roles.name_role(coalition=coalition, by=administrator, role="lead", holders=holders)
    holders = [Named(third), Named(second, True), Named(first)]
    roles.name_role(coalition=coalition, by=administrator, role="lead", holders=holders)
    rows = RoleHolder.objects.filter(coalition=coalition).order_by("rank")
    assert [each.person for each in rows] == [third, second, first]
    row = last_row()
    assert row.action == "reunification_role.named"
    assert row.detail["before"] == [first.name, second.name]


def test_a_role_is_emptied(coalition, administrator):
    reunifying.fill_role(coalition=coalition)
    holders = [Named(None)] * 3
    roles.name_role(coalition=coalition, by=administrator, role="lead", holders=holders)
    assert not RoleHolder.objects.exists()


def test_the_same_again_changes_nothing_and_is_said(coalition, administrator):
    holders = [Named(staff(coalition)), Named(None), Named(None)]
    roles.name_role(coalition=coalition, by=administrator, role="lead", holders=holders)
    with pytest.raises(Refused, match="Nothing differs"):
        roles.name_role(coalition=coalition, by=administrator, role="lead", holders=holders)
    assert AuditRow.objects.filter(action="reunification_role.named").count() == 1


def test_who_cannot_fill_a_role_is_refused(coalition, administrator):
    one = staff(coalition)
    parent = builders.make_member(coalition=coalition, role=Role.PARENT).people.get()
    unknown = builders.make_person(district=coalition.district)
    for holders, sentence in (
        ([Named(one), Named(one)], "stands here twice"),
        ([Named(parent)], "is in no coalition"),
        ([Named(unknown)], "is in no coalition"),
    ):
        with pytest.raises(Refused, match=sentence):
            roles.name_role(coalition=coalition, by=administrator, role="lead", holders=holders)
    with pytest.raises(Refused, match="no such role"):
        roles.name_role(coalition=coalition, by=administrator, role="king", holders=[Named(one)])
