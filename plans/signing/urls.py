"""Addresses of freezing, signatures and putting in force."""

from django.urls import path

from coalitions.access.policies import is_member
from coalitions.coalition.gates import of_coalition
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, of_edition
from plans.signing import policies
from plans.signing.queries import fetch_signature
from plans.signing.views import batch_signing, freezing, signing, to_sign, voting
from safety_portal.core.authority import Policy, View, gate

SIGNATURE = EDITION + "signatures/<int:signature>/"


def of_signature(policy: Policy, view: View, *, posting: Policy | None = None) -> View:
    return gate(policy, view, fetch=fetch_signature, posting=posting)


urlpatterns = [
    # Signatures
    path(
        EDITION + "freeze/",
        of_edition(editions_policies.can_edit_edition, freezing.freeze),
        name="signing_freeze",
    ),
    path(
        EDITION + "signatures/",
        of_edition(editions_policies.can_see_signatures, signing.signatures),
        name="signing_signatures",
    ),
    path(
        EDITION + "approvals/record/",
        of_edition(editions_policies.can_edit_edition, voting.record),
        name="signing_vote",
    ),
    path(
        SIGNATURE,
        of_signature(policies.can_see_signature, signing.sign, posting=policies.can_sign),
        name="signing_sign",
    ),
    path(
        SIGNATURE + "decline/",
        of_signature(policies.can_sign, signing.decline),
        name="signing_decline",
    ),
    path(
        SIGNATURE + "answer/",
        of_signature(policies.can_manage_signature, signing.answer),
        name="signing_answer",
    ),
    path(
        SIGNATURE + "waive/",
        of_signature(policies.can_manage_signature, signing.waive),
        name="signing_waive",
    ),
    path(
        SIGNATURE + "ask-again/",
        of_signature(policies.can_manage_signature, signing.ask_again),
        name="signing_ask_again",
    ),
    path(
        SIGNATURE + "page/",
        of_signature(policies.can_see_signature, signing.page),
        name="signing_page",
    ),
    path(
        SIGNATURE + "paper/",
        of_signature(policies.can_manage_signature, signing.paper),
        name="signing_paper",
    ),
    path(
        SIGNATURE + "scan/",
        of_signature(policies.can_see_signature, signing.scan),
        name="signing_scan",
    ),
    path(
        "c/<slug:coalition>/to-sign/",
        of_coalition(is_member, to_sign.to_sign),
        name="signing_to_sign",
    ),
    path(
        "c/<slug:coalition>/to-sign/batch/",
        of_coalition(is_member, batch_signing.batch),
        name="signing_batch",
    ),
]
