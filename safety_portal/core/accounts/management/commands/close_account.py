"""manage.py close_account EMAIL: nobody signs in with it any more."""

from django.core.management import CommandParser
from django.core.management.base import CommandError

from safety_portal.core.accounts.actions.closing import close_account, open_again
from safety_portal.core.accounts.models import User
from safety_portal.core.commands import PlainCommand


class Command(PlainCommand):
    help = "Close an account: it cannot sign in, and its sessions end. --open opens it again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--open", dest="again", action="store_true", help="let it sign in again"
        )

    def handle(self, *, email: str, again: bool, **options: object) -> None:
        account = User.objects.filter(email=email.strip().lower()).first()
        if account is None:
            raise CommandError(f"There is no account with the address {email}.", returncode=2)
        (open_again if again else close_account)(account=account, by=None)
        self.stdout.write(f"{account.email} {'can sign in again' if again else 'is closed'}.")
