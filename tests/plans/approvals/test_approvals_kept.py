"""A vote stays as it was recorded: the database keeps it, and verifying finds one on another text."""

import pgtrigger
import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from plans.approvals.models import Approval
from plans.editions.models.edition import Edition
from plans.signing.verification.edition import verify_edition
from tests import builders
from tests.plans import life
from tests.plans.approvals.voting import changed, vote
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db


def test_the_database_keeps_a_vote_as_it_was_recorded(scene):
    life.freeze(scene)
    made, now = vote(scene), timezone.now()
    by = {"minutes_added_at": now, "minutes_added_by": scene.administrator}
    for fields in (
        {"outcome": "not_approved"},
        {"voted_on": life.in_days(1)},
        {"body": "X"},
        {"minutes": "x.pdf"},
    ):
        with pytest.raises(InternalError, match="can only be voided, or get its minutes once"):
            changed(made, **fields)
    with as_owner(), pytest.raises(InternalError, match="Cannot delete rows"), transaction.atomic():
        made.delete()
    with (
        pytest.raises(InternalError, match="is not on the text that was frozen"),
        transaction.atomic(),
    ):
        builders.make_approval(edition=Edition(pk=scene.edition.pk, content_hash="1" * 64))
    scene.edition.signatures.update(
        state="voided", voided_at=now, voided_by=scene.administrator, voided_because="X"
    )
    with pytest.raises(InternalError, match="has votes that are not voided"), transaction.atomic():
        Edition.objects.filter(pk=scene.edition.pk).update(status="in_review", content_hash="")
    assert changed(made, minutes="x.pdf", **by) == 1
    with pytest.raises(InternalError, match="get its minutes once"):
        changed(made, minutes="y.pdf")
    assert changed(made, voided_at=now, voided_by=scene.administrator, voided_because="Wrong.") == 1
    with pytest.raises(InternalError, match="can only be voided"):
        changed(made, voided_at=None, voided_by=None, voided_because="")


def test_a_vote_on_another_text_is_found_by_verifying(scene):
    life.freeze(scene)
    made = vote(scene)
    assert verify_edition(scene.edition).as_dict()["approvals"] == {
        "approved": 1,
        "not_approved": 0,
    }
    with as_owner(), pgtrigger.ignore("plans.Approval:votes_stay"):
        Approval.objects.filter(pk=made.pk).update(content_hash="1" * 64)

    assert (
        f"The vote of {made} is on another fingerprint." in verify_edition(scene.edition).problems
    )
