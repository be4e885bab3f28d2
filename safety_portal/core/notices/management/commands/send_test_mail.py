"""manage.py send_test_mail ADDRESS.

Whether the mail server takes mail from here, and what it says.
"""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email

from safety_portal.core.commands import PlainCommand
from safety_portal.core.notices.management.test_mail import NotTaken, send_test_mail


class Command(PlainCommand):
    help = "Send one mail to an address and print what the mail server answered. Ends with 2 if it was not taken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="where to, such as your own mailbox")

    def handle(self, *, address: str, **options: object) -> None:
        try:
            validate_email(address)
            answer = send_test_mail(address=address)
        except ValidationError as error:
            raise CommandError(f"{address} is no e-mail address.", returncode=2) from error
        except NotTaken as why:
            raise CommandError(str(why), returncode=2) from why
        self.stdout.write(answer)
