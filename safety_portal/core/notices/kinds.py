"""What sorts of mail there are.

Each is declared where it is written, and says whether whoever reads it could act by it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from safety_portal.core.web.secret_addresses import holds_link


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of mail, by the code that is stored.

    `secret_for` is how long the link in it lets its holder act (a password, a membership): no page
    shows such a mail, and its text is blanked once it was sent (sending.py). None says that it may
    be read by whoever may read the row.
    """

    code: str
    secret_for: Callable[[], timedelta] | None = None

    def secret_until(self, now: datetime) -> datetime | None:
        """When the link of a mail written at `now` stops working.

        None where it carries no secret.
        """
        return now + self.secret_for() if self.secret_for else None

    def check(self, *texts: str) -> None:
        """Raise ValueError if a text holds a link that lets its holder act, and the kind does not
        say so.
        """
        if self.secret_for is None and any(map(holds_link, texts)):
            raise ValueError(
                f"Mail of the kind {self.code} holds a link with a secret: declare secret_for of its Kind."
            )
