"""Addresses of invitations, of the link in their mail, and of signing in."""

from django.urls import path

from coalitions.access import policies
from coalitions.coalition import policies as coalition_policies
from coalitions.coalition import queries as coalition_queries
from coalitions.coalition.gates import HERE, administer, at_once, of_coalition
from coalitions.invitations import queries
from coalitions.invitations.views import accepting, demo_sign_in, forming, inviting, sso_return
from safety_portal.core.authority import View, anyone, gate

INVITATION = HERE + "invitations/<int:invitation>/"
LINK = "invitations/<str:token>/"


def of_invitation(view: View) -> View:
    return gate(policies.can_administer_subject, view, fetch=queries.fetch_invitation)


urlpatterns = [
    path("accounts/login/", at_once(anyone, demo_sign_in.SignIn.as_view()), name="account_login"),
    path(
        "accounts/with/<slug:issuer>/back/",
        at_once(anyone, sso_return.come_back),
        name="invitation_sso_return",
    ),
    path("demo-sign-in/", gate(anyone, demo_sign_in.demo_sign_in), name="invitation_demo_sign_in"),
    path(
        HERE + "people/invite/", of_coalition(administer, inviting.invite), name="invitation_send"
    ),
    path(
        HERE + "people/invite-many/",
        of_coalition(administer, inviting.invite_many),
        name="invitation_send_many",
    ),
    path(HERE + "invitations/", of_coalition(administer, inviting.invitations), name="invitations"),
    path(INVITATION + "resend/", of_invitation(inviting.resend), name="invitation_resend"),
    path(INVITATION + "revoke/", of_invitation(inviting.revoke), name="invitation_revoke"),
    path(
        HERE + "schools/<int:school>/form-coalition/",
        gate(
            coalition_policies.can_form_coalition_here,
            forming.form_coalition,
            fetch=coalition_queries.fetch_school,
        ),
        name="invitation_form_coalition",
    ),
    # The link of an invitation
    path(LINK, at_once(anyone, accepting.InvitationPage.as_view()), name="invitation"),
    path(LINK + "decline/", at_once(anyone, accepting.decline), name="invitation_decline"),
    path(LINK + "sign-out/", at_once(anyone, accepting.sign_out_for), name="invitation_sign_out"),
]
