"""Addresses of freezing, signatures and putting in force."""

from django.urls import path

from coalitions.access.policies import is_member
from coalitions.coalition.gates import of_coalition
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, of_edition
from plans.signing import policies
from plans.signing.queries import fetch_signature
from plans.signing.views import batch_signing, freezing, signing, to_sign
from safety_portal.core.authority import gate

SIGNATURE = EDITION + "sign/<int:signature>/"


def of_signature(policy, view, **more):
    return gate(policy, view, fetch=fetch_signature, **more)


urlpatterns = [
    # Signatures
    path(
        EDITION + "freeze/",
        of_edition(editions_policies.can_edit_edition, freezing.freeze),
        name="freeze",
    ),
    path(
        EDITION + "signatures/",
        of_edition(editions_policies.can_see_signatures, signing.signatures),
        name="signatures",
    ),
    path(
        SIGNATURE,
        of_signature(policies.can_see_signature, signing.sign, posting=policies.can_sign),
        name="sign",
    ),
    path(
        SIGNATURE + "decline/",
        of_signature(policies.can_sign, signing.decline),
        name="sign_decline",
    ),
    path(
        SIGNATURE + "answer/",
        of_signature(policies.can_manage_signature, signing.answer),
        name="sign_answer",
    ),
    path(
        SIGNATURE + "waive/",
        of_signature(policies.can_manage_signature, signing.waive),
        name="sign_waive",
    ),
    path(
        SIGNATURE + "ask-again/",
        of_signature(policies.can_manage_signature, signing.ask_again),
        name="sign_ask_again",
    ),
    path(
        SIGNATURE + "page/",
        of_signature(policies.can_see_signature, signing.page),
        name="sign_page",
    ),
    path(
        SIGNATURE + "paper/",
        of_signature(policies.can_manage_signature, signing.paper),
        name="sign_paper",
    ),
    path(
        SIGNATURE + "scan/",
        of_signature(policies.can_see_signature, signing.scan),
        name="sign_scan",
    ),
    path("c/<slug:coalition>/to-sign/", of_coalition(is_member, to_sign.to_sign), name="to_sign"),
    path(
        "c/<slug:coalition>/to-sign/several/",
        of_coalition(is_member, batch_signing.several),
        name="to_sign_several",
    ),
]
