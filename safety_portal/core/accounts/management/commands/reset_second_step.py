"""manage.py reset_second_step EMAIL.

For somebody who lost the app or key and every recovery code.
"""

from django.core.management import CommandParser
from django.core.management.base import CommandError

from safety_portal.core.accounts.actions.resetting import reset_second_step
from safety_portal.core.accounts.models import User
from safety_portal.core.commands import PlainCommand


class Command(PlainCommand):
    help = "Remove the passkeys, apps and recovery codes of an account and sign it out everywhere. Make sure first who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: object) -> None:
        account = User.objects.filter(email=email.strip().lower()).first()
        if account is None:
            raise CommandError(f"There is no account with the address {email}.", returncode=2)
        if reset_second_step(account=account, by=None):
            self.stdout.write(f"{account.email} has no second step any more, and was told so.")
        else:
            self.stdout.write(f"{account.email} has no second step: nothing changed.")
