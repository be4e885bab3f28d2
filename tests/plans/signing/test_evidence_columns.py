"""No column of what makes an edition binding is forgotten.

Each is compared by verify_edition, or left out for a reason.
"""

import pytest

from coalitions.memberships.models.designation import Designation
from plans.approvals.models import Approval
from plans.editions.evidence import LEFT_OUT, revision_row
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.signing.models import Signature
from plans.signing.verification.answers import _state
from safety_portal.core.audit.evidence import differing, state_of

BINDING = (Edition, Section, Signature, Approval, Designation, Revision)
# What a frozen text itself is made of: an edition's fingerprint is computed from it, so it needs no
# evidence.
IN_THE_FINGERPRINT = {"title", "html", "sensitivity", "protocol_for", "not_needed_because"}


def columns(model):
    return {field.attname for field in model._meta.concrete_fields}


@pytest.mark.parametrize("model", BINDING)
def test_every_column_is_compared_or_left_out_with_a_reason(model):
    left_out = LEFT_OUT.get(model._meta.label_lower, {})

    assert columns(model) == set(state_of(model(), without=left_out)) | set(left_out)
    assert all(reason.strip() for reason in left_out.values())


def test_only_what_the_fingerprint_covers_is_left_out_of_sections():
    assert LEFT_OUT.keys() == {"plans.section"}
    assert LEFT_OUT["plans.section"].keys() == IN_THE_FINGERPRINT | {"edition_id"}


def test_of_a_seat_that_is_asked_only_the_membership_may_follow():
    assert columns(Signature) - set(_state(Signature(state="asked"))) == {"membership_id"}
    assert columns(Signature) == set(_state(Signature(state="signed")))


@pytest.mark.parametrize(
    "name", sorted(columns(Revision) - {"id", "section_id", "version", "saved_at"})
)
def test_every_column_of_a_revision_is_in_its_hash(name):
    one, other = Revision(), Revision()
    setattr(
        other,
        name,
        ["parent"] if name == "protocol_for" else 7 if name.endswith("_id") else "other",
    )

    assert revision_row(one) != revision_row(other)


def test_a_state_survives_json_and_younger_columns_are_not_compared():
    assert differing({"a": 1, "b": 2}, {"a": 1}) == []
    assert differing({"a": 1, "b": 2}, {"a": 2, "gone": 3}) == ["a"]
