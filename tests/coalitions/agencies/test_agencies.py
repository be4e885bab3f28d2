"""The outside partners of a district: known once by their name, seen by its coalitions alone."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from coalitions.agencies import actions
from coalitions.agencies.models import Agency
from coalitions.agencies.queries import fetch_agency
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests import builders

pytestmark = pytest.mark.django_db


def add(coalition, by, name="Cedar County Fire", kind="fire", phone=" 555-0100 "):
    return actions.add_agency(coalition=coalition, by=by, name=name, kind=kind, phone=phone)


def trail():
    return list(AuditRow.objects.order_by("id").values_list("action", flat=True))


def test_an_agency_is_known_to_the_whole_district(coalition, sibling, administrator):
    agency = add(coalition, administrator, name="  Cedar  County Fire ")
    assert (agency.name, agency.phone) == ("Cedar County Fire", "555-0100")
    assert list(Agency.objects.filter(district=sibling.district)) == [agency]
    assert trail() == ["agency.added"]


def test_a_name_is_taken_once_whatever_its_letters(coalition, administrator, foreign):
    add(coalition, administrator)
    with pytest.raises(Refused) as refused:
        add(coalition, administrator, name="CEDAR county fire")
    assert refused.value.field == "name"
    assert str(refused.value) == "The district has an agency CEDAR county fire already."
    assert trail() == ["agency.added"]
    of_foreign = builders.make_member(coalition=foreign, role="administrator")
    assert add(foreign, of_foreign), "another district has partners of its own"


def test_what_did_not_change_leaves_no_trace(coalition, administrator):
    agency = add(coalition, administrator)
    same = {"name": agency.name, "kind": "fire", "phone": "555-0100"}
    actions.change_agency(agency=agency, coalition=coalition, by=administrator, **same)
    assert trail() == ["agency.added"]
    changed = actions.change_agency(
        agency=agency, coalition=coalition, by=administrator, **same | {"name": "Cedar Fire"}
    )
    assert changed.name == "Cedar Fire"
    row = AuditRow.objects.latest("id")
    assert (row.action, row.detail["before"]["name"]) == ("agency.changed", "Cedar County Fire")


def test_a_change_to_the_name_of_another_is_refused_and_to_its_own_letters_not(
    coalition, administrator
):
    agency = add(coalition, administrator)
    add(coalition, administrator, name="Cedar Police", kind="police")
    with pytest.raises(Refused, match="Cedar Police already"):
        actions.change_agency(
            agency=agency, coalition=coalition, by=administrator, name="Cedar Police", kind="fire"
        )
    own = actions.change_agency(
        agency=agency, coalition=coalition, by=administrator, name="CEDAR COUNTY FIRE", kind="fire"
    )
    assert own.name == "CEDAR COUNTY FIRE"


def test_an_agency_of_another_district_is_none_here(coalition, administrator, foreign):
    theirs = builders.make_agency(district=foreign.district)
    with pytest.raises(Agency.DoesNotExist):
        actions.change_agency(
            agency=theirs, coalition=coalition, by=administrator, name="Ours", kind="fire"
        )
    with pytest.raises(Http404):
        fetch_agency(administrator, coalition=coalition.slug, agency=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.name != "Ours"


def test_strangers_do_not_learn_that_it_is_there(coalition, administrator, outsider):
    agency = add(coalition, administrator)
    here = fetch_agency(administrator, coalition=coalition.slug, agency=agency.pk)
    assert (here.agency, here.coalition) == (agency, coalition)
    with pytest.raises(Http404):
        fetch_agency(outsider, coalition=coalition.slug, agency=agency.pk)


@pytest.mark.parametrize("fields", [{"kind": "unheard of"}, {"name": "Cedar County Fire"}])
def test_the_database_holds_it_too(coalition, administrator, fields):
    add(coalition, administrator)
    row = {"district": coalition.district, "name": "Other", "kind": "fire"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(**row)
