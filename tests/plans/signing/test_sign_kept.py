"""A given signature stays as it was given: no SQL changes it, and it is of one text."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from plans.signing.actions import signing
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from tests.plans import life
from tests.plans.signing.signatures import in_state
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db

GIVEN = {
    "another name": {"typed_name": "Tim Hesse"},
    "another text": {"content_hash": "1" * 64},
    "another person": {"membership": None},
    "another time": {"decided_at": None, "decided_by": None},
    "not signed after all": {"state": "asked"},
    "declined after all": {"state": "declined", "reason": "No."},
}


@pytest.mark.parametrize("change", GIVEN)
def test_no_sql_changes_a_given_signature(frozen, change):
    row = life.sign(frozen, frozen.fire)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(**GIVEN[change])
    with as_owner(), pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).delete()


def test_no_sql_changes_a_decline_but_to_answer_it(frozen):
    row = in_state(frozen, SignatureState.DECLINED)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(reason="Another.")
    signing.answer_decline(signature=row, answer="Yes.", by=frozen.administrator)
    with pytest.raises(InternalError, match="can only be voided"), transaction.atomic():
        Signature.objects.filter(pk=row.pk).update(answer="Another.")


def test_no_sql_signs_another_text(frozen):
    row = life.asked(frozen, frozen.fire)
    forged = {
        "state": "signed",
        "typed_name": "Tom Hesse",
        "decided_at": row.asked_at,
        "decided_by": frozen.fire,
    }
    with (
        pytest.raises(InternalError, match="not on the text that was frozen"),
        transaction.atomic(),
    ):
        Signature.objects.filter(pk=row.pk).update(content_hash="1" * 64, **forged)
    row.pk, row.membership, row.content_hash = (
        None,
        life.membership_of(frozen.law, frozen.coalition),
        "1" * 64,
    )
    for name, value in forged.items():
        setattr(row, name, value)
    with (
        pytest.raises(InternalError, match="not on the text that was frozen"),
        transaction.atomic(),
    ):
        row.save()


def test_the_database_asks_for_names_and_reasons(frozen):
    row = life.asked(frozen, frozen.fire)
    decided = {"decided_at": row.asked_at, "decided_by": frozen.fire}
    for wrong in (
        {"state": "signed", **decided},
        {"state": "declined", **decided},
        {"decided_at": row.asked_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.filter(pk=row.pk).update(**wrong)
    row.pk = None
    with pytest.raises(IntegrityError, match="asked_once_per_holder"), transaction.atomic():
        row.save()
