"""Rehearsals and kits by their forms: what is typed, and bad input."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.action_items.models import ActionItem
from coalitions.reunification.content import ITEM_CODES
from coalitions.reunification.models.kit import KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from tests import reunifying
from tests.coalitions.reunification.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def test_a_rehearsal_is_planned_written_down_and_opens_an_item(
    post, page, coalition, administrator
):
    told = {"kind": "tabletop", "takes_place_on": TODAY, "practised": "The first site is lost."}
    post(administrator, "reunification_rehearse", coalition.slug, **told)
    made = Rehearsal.objects.get()
    where = (coalition.slug, made.pk)
    assert "Write down what it showed" in text(
        page(administrator, "reunification_rehearsal", *where)
    )
    learned = {"learned": "Nobody answered.", "people": 14, "minutes_to_first_release": 64}
    assert post(administrator, "reunification_rehearsal", *where, **learned).status_code == 302
    shown = text(page(administrator, "reunification", coalition.slug))
    assert "64 minutes from the decision to the first release" in shown
    owner = administrator.people.get()
    item = {"what": "Second telephone line", "due_on": TODAY + 30 * DAY, "owner": owner.pk}
    item |= {"how_checked": "Call it.", "origin_words": "Tabletop"}
    post(administrator, "action_item_of_rehearsal", *where, **item)
    assert ActionItem.objects.get().origin_address == made.get_absolute_url()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"learned": ""}, "This field is required"),
        ({"people": "-1"}, "greater than or equal to 1"),
        ({"people": "²"}, "Enter a whole number"),
        ({"minutes_to_first_release": "99999"}, "less than or equal to 1440"),
    ],
)
def test_what_a_rehearsal_cannot_have_shown(post, coalition, administrator, changed, said):
    made = reunifying.make_rehearsal(coalition=coalition, held=False)
    told = {"learned": "Nobody answered.", "people": 14} | changed
    answer = post(administrator, "reunification_rehearsal", coalition.slug, made.pk, **told)
    assert answer.status_code == 422
    assert said in text(answer)
    made.refresh_from_db()
    assert made.state == "planned"


def test_written_down_twice_is_a_conflict(post, coalition, administrator):
    made = reunifying.make_rehearsal(coalition=coalition)
    told = {"learned": "Something else."}
    answer = post(administrator, "reunification_rehearsal", coalition.slug, made.pk, **told)
    assert answer.status_code == 409
    assert "Something else." not in Rehearsal.objects.get().learned


def test_a_rehearsal_is_called_off_once(post, page, coalition, administrator):
    made = reunifying.make_rehearsal(coalition=coalition, held=False)
    where = ("reunification_rehearsal_call_off", coalition.slug, made.pk)
    assert post(administrator, *where, because="Snow.").status_code == 302
    assert page(administrator, *where).status_code == 409
    shown = text(page(administrator, "reunification_rehearsal", coalition.slug, made.pk))
    assert "Called off:" in shown


def test_a_kit_is_added_looked_through_and_taken_off(post, page, coalition, administrator):
    told = {"place": "Shelf 4", "items": ITEM_CODES}
    post(administrator, "reunification_kit_add", coalition.slug, **told)
    kit = coalition.kits.get()
    where = (coalition.slug, kit.pk)
    found = {"checked_on": TODAY, "looked": "Front office", "found": ITEM_CODES[1:]}
    assert post(administrator, "reunification_kit_check", *where, **found).status_code == 302
    assert KitCheck.objects.get().missing == ITEM_CODES[:1]
    assert "22 of 23" in text(page(administrator, "reunification", coalition.slug))
    assert post(administrator, "reunification_kit_remove", *where).status_code == 302
    assert page(administrator, "reunification_kit_check", *where).status_code == 404


def test_a_check_of_a_day_to_come_is_said_at_the_day(post, coalition, administrator):
    kit = reunifying.make_kit(coalition=coalition)
    told = {"checked_on": TODAY + DAY, "looked": "Front office", "note": "Batteries."}
    answer = post(administrator, "reunification_kit_check", coalition.slug, kit.pk, **told)
    assert answer.status_code == 422
    assert "in the future" in text(answer)
    assert "Batteries." in text(answer)
