"""The pages of passkeys, what they refuse, and who is in."""

from safety_portal.core.accounts.models import SignInEvent

DOOR = "/accounts/2fa/passkeys/sign-in/"
ADD = "/accounts/2fa/passkeys/add/"


def outcomes():
    return list(SignInEvent.objects.order_by("id").values_list("outcome", flat=True))


def is_in(client):
    return "_auth_user_id" in client.session
