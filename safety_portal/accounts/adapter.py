"""What allauth asks the house."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations (coalitions.views.joining), never from a sign-up page."""

    def is_open_for_signup(self, request):
        """Nobody signs up unasked."""
        return False
