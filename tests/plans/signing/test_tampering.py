"""Every way known to change what was signed, by the owner of the tables with the triggers off.

Each is found, and named.
"""

import pytest

from plans.editions.evidence import edition_evidence
from plans.editions.models.edition import Edition
from plans.signing.models import Signature
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.audit.record import record
from safety_portal.core.audit.walk import walk
from tests.plans.signing.ways_to_tamper import TAMPERING, edition, forge_signature, problems
from tests.tampering import by_the_owner

pytestmark = pytest.mark.django_db


def test_what_nobody_touched_agrees(binding):
    assert problems(binding) == []
    assert [walked.broken for walked in walk()] == [""]


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_found_and_named(binding, name):
    tamper, said = TAMPERING[name]
    with by_the_owner():
        tamper(binding)

    assert any(said in problem for problem in problems(binding)), problems(binding)


def test_a_signature_forged_with_a_row_of_the_audit_comes_too_late(binding):
    """Whoever may write rows as the portal does, chained and all, cannot write them before the
    edition came into force.
    """
    with by_the_owner():
        forge_signature(binding)
    row = Signature.objects.get(seat_title="Mayor")
    record(
        by=None,
        action="signature.signed",
        subject=row,
        scope=binding.coalition,
        **edition_evidence(row, binding.edition),
    )

    [problem] = problems(binding)
    assert problem.endswith("was written after the edition came into force.")


def test_a_row_of_the_audit_that_rewrites_what_came_into_force_is_named(binding):
    """Changed with the triggers off, and covered by one more row as the portal writes it."""
    with by_the_owner():
        edition(review_due_on="2031-01-01")(binding)
    changed = Edition.objects.get(pk=binding.edition.pk)
    for action in ("edition.put_in_force", "edition.retired", "evidence.recorded"):
        record(
            by=None,
            action=action,
            subject=changed,
            scope=binding.coalition,
            **edition_evidence(changed, changed),
        )
    said = " ".join(problems(binding))

    assert "(edition put in force, " in said
    assert "rewrites what came into force: review due on." in said
    assert "records evidence for an edition that has its own." in said


AUDIT_ALONE = {
    "row changed": (
        lambda rows: rows.filter(action="signature.waived").update(by_name="Eve"),
        "Row changed: row",
    ),
    "row deleted": (
        lambda rows: rows.filter(action="signature.waived").delete(),
        "Row missing: row",
    ),
    "row moved": (
        lambda rows: rows.filter(action="signature.waived").update(scope=None),
        "Row changed: row",
    ),
    "row put in": (
        lambda rows: rows.create(
            by_name="Eve", action="signature.signed", subject_kind="x", scope=rows.first().scope
        ),
        "Row put in: row",
    ),
}


@pytest.mark.parametrize("name", AUDIT_ALONE)
def test_tampering_with_the_audit_is_found_by_its_chain(binding, name):
    tamper, said = AUDIT_ALONE[name]
    with by_the_owner():
        tamper(AuditRow.objects.all())

    assert any(said in walked.broken for walked in walk()), walk()
