"""Receipts of the chain: found again, and what they tell of a chain made anew or cut off."""

import pytest

from safety_portal.core.audit.models import AuditRow, Link
from safety_portal.core.audit.receipts import Receipt, read_receipt
from tests.core.audit.chains import problems, receipt_at, tell, write
from tests.tampering import by_the_owner


@pytest.mark.django_db
def test_a_receipt_is_found_again_whatever_comes_after(coalition):
    write(coalition, 3, scope=coalition)
    receipt = receipt_at(2)
    write(coalition, 3, scope=coalition)

    assert tell("--receipt", receipt) == (
        0,
        f"{receipt}: The chain still holds it, and is whole up to there.\n",
    )
    assert tell("--receipt", receipt.lower().replace("-", " "))[0] == 0


@pytest.mark.django_db
def test_a_chain_made_anew_is_whole_and_noticed_by_the_receipt(coalition):
    """The owner changes a row and chains everything again, as the portal would.

    Only what lies outside knows.
    """
    write(coalition, 4, scope=coalition)
    receipt = receipt_at(3)
    with by_the_owner() as cursor:
        AuditRow.objects.filter(pk=AuditRow.objects.earliest("pk").pk).update(by_name="Eve")
        Link.objects.all().delete()
        cursor.execute(
            "SELECT audit_chain_row(told) FROM (SELECT * FROM audit_auditrow ORDER BY id) AS told"
        )

    assert problems() == []
    assert tell("--receipt", receipt) == (
        1,
        f"{receipt}: The chain does not hold it: it was made anew, or cut off before.\n",
    )


@pytest.mark.django_db
def test_a_chain_cut_off_is_noticed_by_the_receipt(coalition):
    write(coalition, 4, scope=coalition)
    receipt = receipt_at(4)
    with by_the_owner():
        AuditRow.objects.filter(pk=Link.objects.get(place=4).row_id).delete()
        Link.objects.filter(place=4).delete()

    assert (problems(), tell("--receipt", receipt)[0]) == ([], 1)


@pytest.mark.django_db
def test_a_receipt_on_a_chain_that_is_broken_before_it_proves_nothing(coalition):
    write(coalition, 4, scope=coalition)
    receipt = receipt_at(3)
    with by_the_owner():
        AuditRow.objects.filter(pk=Link.objects.get(place=1).row_id).update(by_name="Eve")
    code, out = tell("--receipt", receipt)

    assert (code, "is not whole up to there. Row changed: row" in out) == (1, True)


@pytest.mark.parametrize(
    "typed",
    [
        "12-1042-3F9A-22C1-77DE-0B1A-94C2",
        " 12 1042 3f9a 22c1 77de 0b1a 94c2 ",
        "12-1042-3f9a22c177de0b1a94c2",
    ],
)
def test_receipts_are_read_as_people_type_them(typed):
    assert read_receipt(typed) == Receipt(12, 1042, "3F9A22C177DE0B1A94C2")


@pytest.mark.parametrize(
    "typed",
    ["", "12-1042", "12-1042-3F9A-22C1-77DE-0B1A-94CG", "x-1-3F9A-22C1-77DE-0B1A-94C2", "1" * 400],
)
def test_what_is_no_receipt_is_none(typed):
    assert read_receipt(typed) is None
