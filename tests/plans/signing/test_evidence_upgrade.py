"""A database of the version before.

Its rows are chained, its files hashed, and its editions vouched for since the upgrade.
"""

from contextlib import redirect_stdout
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from plans.editions.evidence import edition_evidence
from plans.editions.lifecycle import FROZEN
from plans.editions.models.edition import Edition
from plans.signing.models import Signature
from plans.signing.receipts import receipts_given
from plans.signing.verification.edition import verify_edition
from safety_portal.core.audit.models import AuditRow, Link
from safety_portal.core.audit.record import record
from safety_portal.core.audit.walk import walk
from tests.plugins import databases
from tests.plugins.databases import as_owner

# What the version before did not write: as if none of it had ever been.
OF_BEFORE = """
    ALTER TABLE audit_auditrow DISABLE TRIGGER USER;
    DELETE FROM audit_auditrow WHERE action IN ('signature.asked', 'signature.voided', 'edition.superseded');
    UPDATE audit_auditrow SET detail = detail - 'evidence' - 'edition_id';
    ALTER TABLE audit_auditrow ENABLE TRIGGER USER;
    ALTER TABLE plans_signature DISABLE TRIGGER USER;
    UPDATE plans_signature SET scan = 'scans/gone.pdf' WHERE id = %s;
    UPDATE plans_signature SET scan = 'scans/here.pdf' WHERE id = %s;
    ALTER TABLE plans_signature ENABLE TRIGGER USER;
"""


def problems():
    editions = (
        Edition.objects.filter(status__in=FROZEN).select_related("plan__coalition").order_by("pk")
    )
    return {edition.pk: verify_edition(edition).problems for edition in editions}


def lay_scan(folder):
    """A folder of uploads with the one scan that is there."""
    (folder / "scans").mkdir()
    (folder / "scans" / "here.pdf").write_bytes(b"%PDF-1.7")
    return folder


def become_of_before():
    """The demo as the version before would have left it.

    Ids of a signature whose scan is gone, and of one whose is there.
    """
    signed = Signature.objects.filter(state="signed", edition__status="in_force").order_by("pk")
    ids = signed[0].pk, signed[1].pk
    call_command("migrate", "plans", "0014", verbosity=0)
    call_command("migrate", "audit", "0003", verbosity=0)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(OF_BEFORE, ids)
    return ids


@pytest.fixture(scope="module")
def upgrade(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database as it was `before` and one that was upgraded, `after`, both to be copied.

    The `ids` of its signatures with scans, and what the upgrade `said`.
    """
    before, after = (f"{word}_upgrade_{databases.RUN}" for word in ("before", "after"))
    media, said = lay_scan(tmp_path_factory.mktemp("media")), StringIO()
    with django_db_blocker.unblock(), databases.copied(databases.seeded()) as copy:
        ids = become_of_before()
        connection.close()
        databases.copy(copy, before)
        with override_settings(MEDIA_ROOT=media), redirect_stdout(said):
            call_command("migrate", verbosity=0)
        connection.close()
        databases.copy(copy, after)
    yield SimpleNamespace(before=before, after=after, ids=ids, said=said.getvalue())
    databases.drop(before)
    databases.drop(after)


@pytest.fixture
def of_before(upgrade, django_db_blocker, settings, tmp_path):
    """The database of before and the folder of its uploads, the test's own."""
    settings.MEDIA_ROOT = lay_scan(tmp_path)
    with django_db_blocker.unblock(), databases.copied(upgrade.before):
        yield


@pytest.fixture
def upgraded(upgrade, django_db_blocker, settings, tmp_path):
    """The upgrade, in a database and a folder of the test's own."""
    settings.MEDIA_ROOT = lay_scan(tmp_path)
    with django_db_blocker.unblock(), databases.copied(upgrade.after):
        yield upgrade


@pytest.mark.usefixtures("seeded_database")
def test_the_demo_verifies():
    assert (
        set(map(str, problems().values())),
        [each.broken for each in walk() if each.broken],
    ) == ({"[]"}, [])


def test_an_upgrade_vouches_for_what_it_finds_and_says_since_when(upgraded):
    gone, here = upgraded.ids
    found = problems()
    of_gone = Signature.objects.select_related("edition__plan__coalition").get(pk=gone)

    assert f"The scan of signature {gone} is missing: scans/gone.pdf" in upgraded.said
    assert len(Signature.objects.get(pk=here).scan_sha256) == 64
    assert Link.objects.count() == AuditRow.objects.count() > 1000
    assert [each.broken for each in walk() if each.broken] == []
    assert {pk for pk, sentences in found.items() if sentences} == {of_gone.edition_id}
    assert found[of_gone.edition_id] == [
        f"The scan of the signature of {of_gone} is missing from this server."
    ]
    assert verify_edition(of_gone.edition).since is not None
    assert [given.words for given in receipts_given(of_gone.edition)] == ["Portal upgraded"]


def test_what_is_changed_after_the_upgrade_is_found(upgraded):
    _, here = upgraded.ids
    default_storage.delete("scans/here.pdf")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_signature DISABLE TRIGGER USER")
        cursor.execute("UPDATE plans_signature SET typed_name = 'Eve' WHERE id = %s", [here])
        cursor.execute("ALTER TABLE plans_signature ENABLE TRIGGER USER")
    row = Signature.objects.select_related("edition__plan__coalition").get(pk=here)

    assert (
        f"The scan of the signature of {row} is missing from this server."
        in problems()[row.edition_id]
    )
    [said] = [each for each in problems()[row.edition_id] if "typed name" in each]
    assert said.startswith(
        f"The signature of {row}: typed name is not what the audit says (evidence recorded, "
    )


def test_a_signature_forged_after_the_upgrade_comes_too_late_for_what_was_in_force(upgraded):
    row = Signature.objects.select_related("edition__plan").get(pk=upgraded.ids[1])
    with transaction.atomic():
        told = {"scope": row.edition.plan.coalition_id, **edition_evidence(row, row.edition)}
        record(by=None, action="signature.signed", subject=row, **told)

    assert any(
        "was written after the edition came into force" in said
        for said in problems()[row.edition_id]
    )


@pytest.mark.usefixtures("of_before")
def test_an_upgrade_done_twice_records_once():
    call_command("migrate", "plans", "0016", verbosity=0)
    recorded = AuditRow.objects.filter(action="evidence.recorded").count()
    call_command("migrate", "plans", "0015", verbosity=0)
    call_command("migrate", verbosity=0)

    assert (
        AuditRow.objects.filter(action="evidence.recorded").count() == recorded == len(problems())
    )
