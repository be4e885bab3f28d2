"""What, when and where a meeting is, as somebody planned it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coalitions.memberships.models.membership import Membership
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused

LONGEST = timedelta(hours=24)
FURTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True, kw_only=True)
class Details:
    """`starts_at` and `ends_at` are aware; `place` or `link` say where, at least one of them."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    about: str = ""
    note_taker: Membership | None = None

    def fields(self) -> dict[str, object]:
        """The fields of a Meeting, tidied."""
        return vars(self) | {"place": tidy_name(self.place), "about": tidy_name(self.about)}

    def check(self, *, now: datetime) -> None:
        """Raise Refused for hours out of order, a day far away, or no place."""
        if self.ends_at <= self.starts_at:
            raise Refused("It ends before it begins. Set a later hour.", field="ends")
        if self.ends_at - self.starts_at > LONGEST:
            raise Refused("It lasts longer than a day. Set an earlier end.", field="ends")
        if abs(self.starts_at - now) > FURTHEST:
            raise Refused("This day is more than three years away. Check the year.", field="day")
        if not (tidy_name(self.place) or self.link):
            raise Refused("Say where: a place, or a link to join by.", field="place")
