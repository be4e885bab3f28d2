"""Of what and when a page is put together, and what a part leaves out."""

from dataclasses import dataclass
from datetime import date, datetime

from coalitions.coalition.models import Coalition
from coalitions.community.models.page import CommunityPage
from coalitions.community.texts import Translator


@dataclass(frozen=True)
class About:
    """The page of a coalition, as it was at a moment; `translator` knows its words in Spanish."""

    place: Coalition
    page: CommunityPage
    now: datetime
    on: date
    translator: Translator

    @property
    def facts(self) -> dict[str, str]:
        """What {school}, {district} and {phone} stand for in letters; the others are left out."""
        place = self.place
        facts = {
            "school": str(place.place),
            "district": str(place.district),
            "phone": self.page.phone,
        }
        return {name: value for name, value in facts.items() if value}


@dataclass(frozen=True)
class LeftOut:
    """What does not stand on the page, and why: for its administrators."""

    what: str
    why: str


def lacking(number: int, what: str, why: str) -> list[LeftOut]:
    """That so many are left out, such as "3 briefs"; nothing where there are none."""
    return [LeftOut(what, why)] if number else []
