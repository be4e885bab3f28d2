"""A coalition's page for everybody, put together out of its parts, in both languages at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.community.letters import Letter
from coalitions.community.lifecycle import PagePart
from coalitions.community.queries import page_of
from coalitions.community.texts import OwnText, translator_of
from safety_portal.portal.community.parts.about import About, LeftOut
from safety_portal.portal.community.parts.agreements import AgreementCount, agreements
from safety_portal.portal.community.parts.drills import PublicDrill, drills
from safety_portal.portal.community.parts.meetings import PublicMeetings, meetings
from safety_portal.portal.community.parts.people import PublicSeat, Trained, seats, training
from safety_portal.portal.community.parts.plans import PublicPlan, plans
from safety_portal.portal.community.parts.prevention import (
    PublicBrief,
    PublicProgram,
    briefs,
    programs,
)
from safety_portal.portal.community.parts.words import (
    ACTIONS,
    Action,
    PublicConcern,
    concerns,
    letters_on_file,
)

Value = TypeVar("Value")
CHOSEN = "An administrator left this part out."


@dataclass(frozen=True)
class PublicPage:
    """What everybody may know of a coalition; a part that is empty, or left out, is not drawn."""

    place: Coalition
    phone: str
    introduction: OwnText
    actions: tuple[Action, ...]
    tells_of_reunification: bool
    plans: list[PublicPlan]
    drills: list[PublicDrill]
    training: list[Trained]
    agreements: list[AgreementCount]
    seats: list[PublicSeat]
    meetings: PublicMeetings | None
    briefs: list[PublicBrief]
    programs: list[PublicProgram]
    concerns: list[PublicConcern]
    letters: list[Letter]
    facts: dict[str, str]
    left_out: tuple[LeftOut, ...]
    saved_at: datetime | None

    @property
    def filled(self) -> int:
        """How many seats are filled."""
        return sum(not seat.is_vacant for seat in self.seats)

    @property
    def texts(self) -> list[OwnText]:
        """The coalition's own words, which are its own to translate, in the order of the page."""
        found = [self.introduction, *(each.title for each in self.concerns)]
        found += [text for plan in self.plans for text in plan.texts]
        found += [seat.title for seat in self.seats]
        found += (self.meetings.agenda or ()) if self.meetings else ()
        found += [text for brief in self.briefs for text in brief.texts]
        found += [text for program in self.programs for text in program.texts]
        return [text for text in found if text.english.strip()]

    @property
    def updated_on(self) -> date | None:
        """The last day on which something of it became public."""
        days = [plan.in_force_on for plan in self.plans]
        days += [brief.published_on for brief in self.briefs]
        days += [timezone.localdate(self.saved_at)] if self.saved_at else []
        return max(days, default=None)

    @property
    def over_at(self) -> datetime | None:
        """From when on it says something else though nothing was changed, besides midnight."""
        return self.meetings.over_at if self.meetings else None

    def brief(self, pk: int) -> PublicBrief | None:
        """One of its briefs."""
        return next((each for each in self.briefs if each.pk == pk), None)

    def letter(self, code: str) -> Letter | None:
        """One of its letters on file."""
        return next((each for each in self.letters if each.code == code), None)


class _Parts:
    """Asks the parts that are not left out, and gathers what they leave out."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.left_out: list[LeftOut] = []

    def ask(
        self, part: PagePart, of: Callable[[About], tuple[Value, list[LeftOut]]], nothing: Value
    ) -> Value:
        """What a part brings; `nothing` where an administrator left it out."""
        if part in self.about.page.left_out:
            self.left_out.append(LeftOut(part.label, CHOSEN))
            return nothing
        value, left_out = of(self.about)
        self.left_out += left_out
        return value


def public_page_of(coalition_id: int, *, now: datetime) -> PublicPage:
    """The page of the coalition with this key."""
    place = Coalition.objects.select_related("district", "school").get(pk=coalition_id)
    return public_page(place, now=now)


def public_page(place: Coalition, *, now: datetime) -> PublicPage:
    """The page of a coalition at a moment, whether or not it is public. About 20 queries."""
    page = page_of(place)
    about = About(place, page, now, timezone.localdate(now), translator_of(place))
    ask = _Parts(about)
    return PublicPage(
        place=place,
        phone=page.phone,
        introduction=about.translator.text("introduction", "Introduction", page.introduction),
        actions=ask.ask(PagePart.ACTIONS, lambda _: (ACTIONS, []), ()),
        tells_of_reunification=ask.ask(PagePart.REUNIFICATION, lambda _: (True, []), nothing=False),
        plans=ask.ask(PagePart.PLAN, plans, []),
        drills=ask.ask(PagePart.DRILLS, drills, []),
        training=ask.ask(PagePart.TRAINING, training, []),
        agreements=ask.ask(PagePart.AGREEMENTS, agreements, []),
        seats=ask.ask(PagePart.SEATS, seats, []),
        meetings=ask.ask(PagePart.MEETINGS, meetings, None),
        briefs=ask.ask(PagePart.BRIEFS, briefs, []),
        programs=ask.ask(PagePart.PROGRAMS, programs, []),
        concerns=ask.ask(PagePart.CONCERNS, concerns, []),
        letters=ask.ask(PagePart.LETTERS, letters_on_file, []),
        facts=about.facts,
        left_out=tuple(ask.left_out),
        saved_at=page.saved_at if page.pk else None,
    )
