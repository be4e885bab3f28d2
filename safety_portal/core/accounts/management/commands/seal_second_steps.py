"""manage.py seal_second_steps.

After SECRET_KEY was changed, so that the former key may be forgotten.
"""

from django.core.management.base import CommandError

from safety_portal.core.accounts.actions.sealing import seal_anew
from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import counted


class Command(PlainCommand):
    help = "Encrypt with SECRET_KEY the keys of authenticator apps and recovery codes that a key of SECRET_KEY_FALLBACKS encrypted."

    def handle(self, **options: object) -> None:
        done, closed = seal_anew(by=None)
        self.stdout.write(f"Encrypted {counted(done, 'second step')} anew with the present key.")
        if closed:
            raise CommandError(
                f"{counted(closed, 'second step')} could not be opened: name the key they were made with in SECRET_KEY_FALLBACKS.",
                returncode=2,
            )
