"""What a protocol asks of who comes to a school, and of its staff: the cards of a phone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from coalitions.access.roles import Role
from plans.editions.models.section import Section
from plans.editions.placeholders import fill_plain
from plans.editions.reader_text import facts_on_page, filled
from plans.protocols.role_steps import Step, in_phases, steps_for
from safety_portal.portal.responder.queries import KeptSection

STAFF = frozenset({Role.TEACHER, Role.STAFF})


@dataclass(frozen=True)
class Card:
    """A protocol: the steps of the reader's roles, and those of staff, each by phase.

    `section` is where the whole of it stands.
    """

    section: Section
    title: str
    own: list[tuple[str, list[Step]]]
    staff: list[tuple[str, list[Step]]]


def cards_of(sections: Iterable[KeptSection], roles: Collection[str]) -> list[Card]:
    """A card for each protocol that says what somebody of the roles, or staff, do."""
    cards = [_card(section, frozenset(roles)) for section in sections]
    return [card for card in cards if card.own or card.staff]


def _card(kept: KeptSection, roles: frozenset[str]) -> Card:
    section = kept.section
    facts = facts_on_page(section.edition)
    text = filled(kept.words, facts)
    return Card(
        section,
        fill_plain(section.title, facts),
        in_phases(steps_for(text, roles)),
        in_phases(steps_for(text, STAFF)),
    )
