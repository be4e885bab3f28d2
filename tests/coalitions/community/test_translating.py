"""A coalition's own words in Spanish, and what becomes of them when the English changes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from coalitions.access.roles import Role
from coalitions.community.actions import translating
from coalitions.community.models.translation import PublicTranslation
from coalitions.community.texts import OwnText, fingerprint, translator_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.publishing import translate

pytestmark = pytest.mark.django_db


def text(coalition, english="Welcome.", key="introduction"):
    return translator_of(coalition).text(key, "Introduction", english)


def test_said_in_spanish(coalition, administrator):
    row = translate(coalition, administrator, "introduction", "Welcome.", " Bienvenidos. ")
    own = text(coalition)
    assert (own.spanish, own.is_stale, own.is_translated) == ("Bienvenidos.", False, True)
    assert AuditRow.objects.about(row).get().action == "translation.written"


def test_without_it_the_english_is_shown(coalition):
    own = text(coalition)
    assert (own.shown, own.is_translated, str(own)) == ("Welcome.", False, "Welcome.")


def test_stale_where_the_english_changed(coalition, administrator):
    translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    own = text(coalition, "Welcome, all.")
    assert own.is_stale
    assert not own.is_translated
    assert own.shown == "Bienvenidos."


def test_translated_again_it_is_fresh_and_one_row(coalition, administrator):
    translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    translate(coalition, administrator, "introduction", "Welcome, all.", "Bienvenidos todos.")
    assert not text(coalition, "Welcome, all.").is_stale
    assert PublicTranslation.objects.count() == 1


def test_the_english_that_was_read_counts(coalition, administrator):
    own = OwnText("introduction", "Introduction", "Welcome, all.")
    with pytest.raises(WrongState, match="English changed"):
        translating.translate(
            coalition=coalition,
            own=own,
            of_hash=fingerprint("Welcome."),
            spanish="Bienvenidos.",
            by=administrator,
        )


@pytest.mark.parametrize("spanish", ["", "  \u200b ", "x" * 20_001])
def test_nothing_and_too_much_are_refused(coalition, administrator, spanish):
    with pytest.raises(Refused) as refused:
        translate(coalition, administrator, "introduction", "Welcome.", spanish)
    assert refused.value.field == "spanish"


def test_only_administrators_translate(coalition):
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    with pytest.raises(PermissionDenied):
        translate(coalition, officer, "introduction", "Welcome.", "Bienvenidos.")


def test_a_school_shows_what_its_district_translated_unless_it_did(
    coalition, district_coalition, administrator
):
    dana = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    translate(district_coalition, dana, "brief:1:title", "Doors", "Puertas")
    assert text(coalition, "Doors", "brief:1:title").spanish == "Puertas"
    translate(coalition, administrator, "brief:1:title", "Doors", "Las puertas")
    assert text(coalition, "Doors", "brief:1:title").spanish == "Las puertas"
    assert text(district_coalition, "Doors", "brief:1:title").spanish == "Puertas"


def test_a_sibling_does_not(coalition, sibling, administrator):
    translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    assert text(sibling).spanish == ""


def test_a_translation_is_of_something(coalition, administrator):
    row = translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    for wrong in ({"text": ""}, {"of_hash": "short"}, {"key": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicTranslation.objects.filter(pk=row.pk).update(**wrong)


def test_members_see_those_of_their_coalition(coalition, administrator, outsider):
    row = translate(coalition, administrator, "introduction", "Welcome.", "Bienvenidos.")
    assert list(PublicTranslation.objects.visible_to(administrator)) == [row]
    assert not PublicTranslation.objects.visible_to(outsider).exists()
