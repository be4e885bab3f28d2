"""Sites and roles by their forms: what is typed, and bad input."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite
from tests import builders, reunifying
from tests.coalitions.reunification.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def site_of(**changed):
    return {"which": "primary", "name": "Grange Hall", "location": "44 Grange Road"} | changed


def test_a_site_is_named_by_the_form(post, coalition, administrator):
    agreement = reunifying.make_site_agreement(coalition=coalition)
    answer = post(
        administrator,
        "reunification_site_add",
        coalition.slug,
        **site_of(agreement=agreement.pk),
    )
    assert answer.status_code == 302
    site = ReunificationSite.objects.get()
    assert (site.name, site.agreement, site.location) == (
        "Grange Hall",
        agreement,
        "44 Grange Road",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "\u202e"}, "Write this with letters"),
        ({"name": "x" * 10_000}, "at most 200 characters"),
        ({"location": "x" * 10_000}, "at most 300 characters"),
        ({"which": "third"}, "Select a valid choice"),
        ({"agreement": "999999"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_lost(
    post, coalition, administrator, changed, said
):
    answer = post(administrator, "reunification_site_add", coalition.slug, **site_of(**changed))
    assert answer.status_code == 422
    assert said in text(answer)
    if "location" not in changed:
        assert "44 Grange Road" in text(answer)
    assert not ReunificationSite.objects.exists()


def test_an_agreement_of_another_kind_or_school_is_not_offered(page, coalition, administrator):
    reunifying.make_site_agreement(coalition=coalition, title="Offered hall")
    reunifying.make_site_agreement(coalition=coalition, title="A shelter", kind="shelter")
    other = builders.make_school(district=coalition.district, name="Elsewhere High")
    reunifying.make_site_agreement(coalition=coalition, title="Far hall", schools=[other])
    shown = text(page(administrator, "reunification_site_add", coalition.slug))
    assert "Offered hall" in shown
    assert "A shelter" not in shown
    assert "Far hall" not in shown


def test_an_ended_agreement_stays_chosen_where_the_site_is_changed(page, coalition, administrator):
    ended = reunifying.make_site_agreement(
        coalition=coalition, title="Ended hall", ends_on=TODAY - DAY
    )
    site = reunifying.make_site(coalition=coalition, agreement=ended)
    shown = text(page(administrator, "reunification_site_change", coalition.slug, site.pk))
    assert f'<option value="{ended.pk}" selected>Ended hall' in shown


def test_two_who_change_a_site_at_once_are_told(post, coalition, administrator):
    site = reunifying.make_site(coalition=coalition)
    where = ("reunification_site_change", coalition.slug, site.pk)
    assert post(administrator, *where, **site_of(version=1)).status_code == 302
    again = post(administrator, *where, **site_of(version=1, name="Mine"))
    assert again.status_code == 409
    assert "changed while you had it open" in text(again)
    assert "Mine" in text(again)


def test_a_walk_is_written_down_and_what_lacks_is_shown(post, page, coalition, administrator):
    site = reunifying.make_site(coalition=coalition)
    where = (coalition.slug, site.pk)
    told = {"walked_on": TODAY, "met": ["keys", "toilets"], "walked_with": "Host and police"}
    assert post(administrator, "reunification_site_walk", *where, **told).status_code == 302
    shown = text(page(administrator, "reunification_site", *where))
    assert "What it lacks" in shown
    assert "2 of 23 points, Host and police" in shown


def test_giving_a_site_up_asks_once_more(post, page, coalition, administrator):
    site = reunifying.make_site(coalition=coalition, name="Grange Hall")
    where = ("reunification_site_give_up", coalition.slug, site.pk)
    assert "Give up Grange Hall?" in text(page(administrator, *where))
    assert post(administrator, *where).status_code == 302
    assert post(administrator, *where).status_code == 404


def test_a_role_is_filled_by_the_form(post, page, coalition, administrator):
    people = [
        builders.make_member(coalition=coalition, role=Role.STAFF).people.get() for _ in range(3)
    ]
    where = ("reunification_role", coalition.slug, "lead")
    told = {f"person_{rank}": person.pk for rank, person in enumerate(people, start=1)}
    assert post(administrator, *where, elsewhere_3="on", **told).status_code == 302
    shown = text(page(administrator, *where))
    assert all(f'<option value="{person.pk}" selected>' in shown for person in people)
    assert RoleHolder.objects.get(rank=3).is_from_elsewhere


def test_one_person_twice_is_said_at_the_field(post, coalition, administrator):
    person = builders.make_member(coalition=coalition, role=Role.STAFF).people.get()
    where = ("reunification_role", coalition.slug, "lead")
    answer = post(administrator, *where, person_1=person.pk, person_2=person.pk)
    assert answer.status_code == 422
    assert "stands here twice" in text(answer)
    assert not RoleHolder.objects.exists()


def test_somebody_of_another_school_is_named_not_listed(post, page, coalition, administrator):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    other = builders.make_coalition(school=school)
    builders.make_member(coalition=other, role=Role.STAFF, name="Ida Elsewhere")
    where = ("reunification_role", coalition.slug, "lead")
    assert "Ida Elsewhere" not in text(page(administrator, *where))
    assert post(administrator, *where, other_2="ida elsewhere").status_code == 302
    made = RoleHolder.objects.get()
    assert (made.rank, made.person.name, made.is_from_elsewhere) == (2, "Ida Elsewhere", True)
    assert 'value="Ida Elsewhere"' in text(page(administrator, *where))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"other_1": "Nobody Known"}, "Nobody here has this name"),
        ({"other_1": "Owen Staff", "person_1": True}, "Choose one"),
        ({"person_1": "999999"}, "Select a valid choice"),
    ],
)
def test_a_role_takes_one_known_person_a_rank(post, coalition, administrator, told, said):
    account = builders.make_member(coalition=coalition, role=Role.STAFF, name="Owen Staff")
    if told.get("person_1") is True:
        told = told | {"person_1": account.people.get().pk}
    answer = post(administrator, "reunification_role", coalition.slug, "lead", **told)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not RoleHolder.objects.exists()


def test_who_has_left_is_said_and_not_offered(page, coalition, administrator):
    made = reunifying.fill_role(coalition=coalition)
    Membership.objects.filter(person=made[0].person).update(ends_on=TODAY)
    shown = text(page(administrator, "reunification_role", coalition.slug, "lead"))
    assert f"{made[0].person} has left." in shown
    assert "First missing" in text(page(administrator, "reunification", coalition.slug))


def test_a_role_that_is_none_is_not_found(page, coalition, administrator):
    assert page(administrator, "reunification_role", coalition.slug, "king").status_code == 404
