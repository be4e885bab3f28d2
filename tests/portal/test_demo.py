"""The demo: a whole fictional district, made once, taken away whole."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.schools.models import District
from plans.comments.lifecycle import SuggestionState
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from plans.signing.verification.edition import verify_edition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.audit.receipts import read_receipt
from safety_portal.core.audit.walk import walk
from safety_portal.core.notices.models import Message
from safety_portal.demo import cast
from safety_portal.demo.seed import sign_ins, take_away
from safety_portal.settings import base
from tests import builders
from tests.plugins.databases import as_owner
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord


def test_the_demo_district_is_whole_made_once_and_taken_away_whole(
    seeded_database, settings, capsys
):
    settings.DEMO = True
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    call_command("seed_demo", "--json")
    told = json.loads(capsys.readouterr().out)
    assert not told["made"]
    assert len(told["slugs"]) == 12
    assert {row["role"] for row in told["sign_ins"]} == set(Role.values)
    _is_whole()
    foreign = builders.make_coalition(slug="somebody-elses")
    with as_owner():
        take_away()
    assert list(Coalition.objects.all()) == [foreign]
    assert list(District.objects.all()) == [foreign.district]
    assert not User.objects.filter(email__endswith="@cedar.example").exists()


def _is_whole():
    assert set(Edition.objects.values_list("status", flat=True)) == set(EditionStatus.values)
    assert Comment.objects.exclude(quote="").count() == 2
    assert (Comment.objects.count(), Comment.objects.filter(answers__isnull=False).count()) == (
        5,
        1,
    )
    assert sorted(Suggestion.objects.values_list("state", flat=True)) == sorted(
        SuggestionState.values
    )
    assert Signature.objects.filter(state=SignatureState.ASKED, membership__isnull=False).exists()
    assert 130 <= Person.objects.count() <= 180
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(TrainingRecord.objects.values_list("state", flat=True)) == set(RecordState.values)
    assert (AuditRow.objects.latest("at").at - AuditRow.objects.earliest("at").at).days > 700
    days = list(AuditRow.objects.order_by("id").values_list("at", flat=True))
    assert days == sorted(days)
    waiting = Message.objects.exclude(kind="digest").filter(sent_at=None)
    assert sorted((each.kind, each.failed_at is None) for each in waiting) == [
        *[("bulletin", False)] * 2,
        ("invitation", False),
        ("invitation", True),
    ]
    for edition in Edition.objects.exclude(content_hash="").select_related("plan__coalition"):
        assert verify_edition(edition).agrees, str(edition)
    assert [walked.broken for walked in walk() if walked.broken] == []
    told = " ".join(
        Message.objects.filter(kind__in=["signature_asked", "in_force"]).values_list(
            "text", flat=True
        )
    )
    receipts = [
        read_receipt(found) for found in set(re.findall(r"\d+-\d+(?:-[0-9A-F]{4}){5}", told))
    ]
    assert len(receipts) > 20
    assert all(receipt.is_of(receipt.link()) for receipt in receipts)
    for _, _, email in sign_ins():
        assert User.objects.get(email=email).check_password(cast.PASSWORD)


@pytest.mark.django_db
def test_no_demo_beside_real_districts(district, settings):
    """Nothing of it is made, and what a sign-in page would offer are only its own people
    (test_accounts).
    """
    settings.DEMO = True
    with pytest.raises(
        CommandError,
        match=f"There is 1 district here that the demo did not make, such as {district}",
    ):
        call_command("seed_demo")
    assert District.objects.get() == district


def test_a_directory_brought_in_to_try_that_does_no_harm_but_a_coalition_does(
    seeded_database, settings
):
    settings.DEMO = True
    tried = builders.make_district(name="Tried Out")
    call_command("seed_demo", "--check")
    builders.make_coalition(district=tried)
    with pytest.raises(CommandError, match="such as Tried Out") as refused:
        call_command("seed_demo", "--json")
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_no_demo_outside_the_demos_settings(settings, capsys):
    settings.DEMO = False
    with pytest.raises(CommandError, match="never on a real server") as refused:
        call_command("seed_demo")
    assert (refused.value.returncode, District.objects.count()) == (2, 0)
