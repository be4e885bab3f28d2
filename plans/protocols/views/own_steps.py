"""What a protocol asks of its reader, above the text in which it stands."""

from typing import NamedTuple

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from plans.editions.models.section import Section
from plans.editions.reader_text import filled
from plans.protocols.role_steps import Step, in_phases, steps_for
from safety_portal.core.accounts.models import User


class OwnSteps(NamedTuple):
    """`roles` in words; `phases`: (during, steps) and so on, the emergency first."""

    roles: str
    phases: list[tuple[str, list[Step]]]

    @property
    def in_one_line(self) -> str:
        """The first of them, which is the first thing to do."""
        return self.phases[0][1][0].what


def own_steps(user: User, section: Section, facts: dict[str, str]) -> OwnSteps | None:
    """The steps of a protocol for the account's own roles.

    None where it is no protocol of theirs, or names no step.
    """
    mine = (
        access_of(user).roles_in(section.edition.plan.coalition).intersection(section.protocol_for)
    )
    steps = steps_for(filled(section.html, facts), mine) if mine else ()
    if not steps:
        return None
    return OwnSteps(", ".join(role.label for role in Role if role in mine), in_phases(steps))
