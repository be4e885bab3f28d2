"""A bulletin goes to whoever holds a role it names, once, by mail that holds its title alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinTelling
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from tests import builders, bulletins

pytestmark = pytest.mark.django_db
NEVER = ("parent", "student", "official")


@pytest.fixture
def both(sibling, cast):
    """The officer serves at another school, too."""
    builders.make_member(coalition=sibling, role=Role.SRO, account=cast.sro)
    return sibling


def names(bulletin):
    return sorted(each.person.name for each in bulletin.recipients.select_related("person"))


def test_it_goes_to_who_holds_the_role_there(coalition, cast, sibling):
    builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR, name="Elsewhere")
    bulletin = bulletins.send(coalition=coalition, by=cast.sro)
    assert names(bulletin) == [cast.administrator.name]


def test_it_goes_to_other_schools_one_serves_and_to_the_district(
    coalition, cast, both, district_coalition
):
    there = builders.make_member(coalition=both, role=Role.ADMINISTRATOR, name="Nadia Strand")
    above = builders.make_member(
        coalition=district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )
    bulletin = bulletins.send(coalition=coalition, by=cast.sro, places=[both, district_coalition])
    assert names(bulletin) == sorted([there.name, above.name])


def test_who_holds_two_roles_gets_it_once_by_both(coalition, cast, both):
    builders.make_member(coalition=both, role=Role.ADMINISTRATOR, account=cast.administrator)
    bulletin = bulletins.send(coalition=coalition, by=cast.sro, places=[coalition, both])
    (recipient,) = bulletin.recipients.all()
    assert len(recipient.membership_ids) == 2
    assert Message.objects.filter(kind="bulletin").count() == 1


def test_who_sends_it_gets_none(coalition, cast):
    roles = [Role.ADMINISTRATOR, Role.SRO]
    bulletin = bulletins.send(coalition=coalition, by=cast.sro, roles=roles)
    assert cast.sro.name not in names(bulletin)


def test_a_membership_that_ended_counts_for_nothing(coalition, cast):
    today = timezone.localdate()
    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Gone", ends_on=today)
    assert "Gone" not in names(bulletins.send(coalition=coalition, by=cast.sro))


def test_who_has_no_account_is_a_recipient_without_mail(coalition, cast):
    person = builders.make_person(
        district=coalition.district, name="No Account", email="no@example.org"
    )
    person.memberships.create(
        coalition=coalition, role=Role.ADMINISTRATOR, starts_on=builders.LONG_AGO
    )
    bulletin = bulletins.send(coalition=coalition, by=cast.sro)
    assert "No Account" in names(bulletin)
    assert not Message.objects.filter(to_address="no@example.org").exists()


def test_the_mail_holds_the_title_and_nothing_else_of_it(coalition, cast):
    bulletin = bulletins.send(coalition=coalition, by=cast.sro)
    message = Message.objects.get(kind="bulletin")
    assert message.subject == f"Bulletin: {bulletin.title}"
    assert f"/c/juniper/bulletins/{bulletin.pk}/" in message.text
    for word in ("van", "Mill Street", "door 3", "Sheriff"):
        assert word not in message.text + message.html + message.subject
    assert cast.sro.name in message.text


def test_the_mail_belongs_to_no_coalition_whose_administrators_could_find_it(coalition, cast):
    bulletins.send(coalition=coalition, by=cast.sro)
    assert Message.objects.get(kind="bulletin").scope is None


def test_mail_leads_to_the_coalition_where_the_role_is_held(coalition, cast, both):
    builders.make_member(coalition=both, role=Role.ADMINISTRATOR)
    bulletin = bulletins.send(coalition=coalition, by=cast.sro, places=[both])
    message = Message.objects.get(kind="bulletin")
    assert f"/c/foxglove/bulletins/{bulletin.pk}/" in message.text


def test_each_mail_is_written_down_with_its_recipient(coalition, cast):
    bulletin = bulletins.send(coalition=coalition, by=cast.sro)
    telling = BulletinTelling.objects.get(recipient__bulletin=bulletin)
    assert telling.message.account == cast.administrator
    assert telling.told_on == timezone.localdate()


def test_sent_twice_it_is_one(coalition, cast):
    first = bulletins.send(coalition=coalition, by=cast.sro)
    assert bulletins.send(coalition=coalition, by=cast.sro) == first
    assert Message.objects.filter(kind="bulletin").count() == 1
    assert AuditRow.objects.filter(action="bulletin.sent").count() == 1


def test_the_audit_row_has_none_of_its_words_and_no_coalition(coalition, cast):
    bulletin = bulletins.send(coalition=coalition, by=cast.sro)
    row = AuditRow.objects.get(action="bulletin.sent")
    assert (row.scope, row.subject_name) == (None, f"Bulletin {bulletin.pk}")
    assert row.detail["people"] == 1
    assert bulletin.title not in str(row.detail)


@pytest.mark.parametrize(
    ("field", "instead"),
    [
        ("title", {"title": " \u200b "}),
        ("text", {"text": "\u202e \n"}),
        ("source", {"source": "  "}),
        ("legal_basis", {"legal_basis": ""}),
        ("roles", {"roles": []}),
        *(("roles", {"roles": ["administrator", role]}) for role in NEVER),
        *(("roles", {"roles": [role]}) for role in NEVER),
        ("because", {"roles": ["teacher"]}),
        ("places", {"places": []}),
        ("expires_on", {"expires_on": timezone.localdate() - timedelta(days=1)}),
        ("expires_on", {"expires_on": timezone.localdate() + timedelta(days=91)}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(coalition, cast, field, instead):
    with pytest.raises(Refused) as refused:
        bulletins.send(coalition=coalition, by=cast.sro, **instead)
    assert refused.value.field == field
    assert not Bulletin.objects.exists()


def test_neither_another_district_nor_a_school_one_is_no_member_of(
    coalition, cast, foreign, sibling
):
    for place in (foreign, sibling):
        with pytest.raises(Refused, match="Choose your own school"):
            bulletins.send(coalition=coalition, by=cast.sro, places=[coalition, place])


def test_from_the_district_it_goes_to_every_school(district_coalition, sibling, cast):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    there = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    bulletin = bulletins.send(coalition=district_coalition, by=officer, places=[sibling])
    assert names(bulletin) == [there.name]


def test_what_nobody_would_get_is_not_sent(coalition, cast, both):
    with pytest.raises(Refused, match="Nobody else holds"):
        bulletins.send(coalition=coalition, by=cast.sro, places=[both])
    assert not Bulletin.objects.exists()


def test_teachers_get_it_with_a_reason(coalition, cast):
    because = "They stand at door 3."
    bulletin = bulletins.send(
        coalition=coalition, by=cast.sro, roles=["administrator", "teacher"], because=because
    )
    assert dict(bulletin.roles.values_list("role", "because")) == {
        "administrator": "",
        "teacher": because,
    }


@pytest.mark.parametrize(
    "role",
    [
        *("teacher", "staff", "parent", "student", "official", "fire", "ems"),
        *("law_enforcement", "emergency_manager", "health", "mental_health"),
    ],
)
def test_others_send_none(coalition, cast, role):
    with pytest.raises(PermissionDenied):
        bulletins.send(coalition=coalition, by=getattr(cast, role))


@pytest.mark.parametrize("role", ["administrator", "sro", "security_officer"])
def test_officers_and_administrators_send(coalition, cast, role):
    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    assert bulletins.send(coalition=coalition, by=getattr(cast, role)).pk


def count_queries(coalition, by, **instead):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        bulletins.send(coalition=coalition, by=by, **instead)
    return len(asked)


def test_it_asks_as_often_for_fifty_people_as_for_one(coalition, cast):
    one = count_queries(coalition, cast.sro, title="One")
    for _ in range(50):
        builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    assert count_queries(coalition, bulletins.fresh(cast.sro), title="Fifty") <= one + 1


def test_lines_of_text_stay_and_control_characters_go(coalition, cast):
    bulletin = bulletins.send(coalition=coalition, by=cast.sro, text="One\r\ntwo\x00 <b>three</b>")
    assert bulletin.text == "One\ntwo <b>three</b>"
