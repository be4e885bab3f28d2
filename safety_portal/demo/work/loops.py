"""The loop of one finding of the demo, all seven steps of it: from a walk to those who read again.

Others stand where walks.py left them: no action item, evidence that is owed, a section to change.
"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.action_items.actions import showing, verifying
from coalitions.action_items.models import ActionItem
from coalitions.memberships.models.membership import Membership
from plans.editions.actions import starting
from plans.editions.models.edition import Edition
from plans.findings.actions import deciding
from plans.findings.models import Finding
from plans.loops.models import StepNotNeeded
from plans.required_changes.actions import name_section
from safety_portal.core.accounts.models import User
from safety_portal.demo import steps
from safety_portal.demo.history import at, days_ago, fresh, recorded_at

SCHOOL, ITEM, SECTION = "foxglove", "digital.12", "shelter_in_place"
PASSAGE = "<p>The radio in the boiler room is tried on the first school day of the month.</p>"
# More readers than any school has: all of them read it.
EVERYBODY = 10_000


def make_loops(world: SimpleNamespace) -> None:
    """Foxglove had no radio in the boiler room; now it has, and all have read so in the plan."""
    coalition, principal = world.coalitions[SCHOOL], world.principals[SCHOOL]
    finding = Finding.objects.get(coalition=coalition, item=ITEM)
    item = _mended(finding, principal)
    edition = _plan_changed(item, principal)
    steps.carry_into_force(edition, principal, since=150)
    steps.read_by_most(edition, since=143, share=EVERYBODY)


def rows_of(coalitions: list[int]) -> "QuerySet[StepNotNeeded]":
    """What of it is there in a district, for taking it away."""
    return StepNotNeeded.objects.filter(finding__coalition__in=coalitions)


def _mended(finding: Finding, principal: User) -> ActionItem:
    """Given to the officer of the school, shown, and verified by the principal."""
    held = Membership.objects.filter(
        coalition=finding.coalition, role__in=[Role.SRO, Role.LAW_ENFORCEMENT, Role.FIRE]
    )
    officer = held.select_related("person__account").earliest("pk").person
    with recorded_at(days_ago(220)) as moment:
        item = deciding.open_action(
            finding=finding,
            what="A radio for the boiler room",
            owner=officer,
            due_on=_day_after(moment, 20),
            how_checked="Call the office from there, with the doors shut.",
            by=fresh(principal),
            now=moment,
        )
    with recorded_at(days_ago(206)) as moment:
        words = "Radio 9 stands in the boiler room, on its charger. Heard in the office."
        showing.say_done(item=item, words=words, by=fresh(officer.account), now=moment)
    with recorded_at(days_ago(204)) as moment:
        item = ActionItem.objects.select_related("coalition").get(pk=item.pk)
        verifying.verify_item(item=item, by=fresh(principal), now=moment)
    return item


def _plan_changed(item: ActionItem, principal: User) -> Edition:
    """The section is named, and the next edition has it changed."""
    plan = item.coalition.plans.get(title=steps.TITLE)
    in_force = plan.editions.get(status="in_force")
    with recorded_at(days_ago(203)) as moment:
        section = in_force.sections.get(target=SECTION, removed_at=None)
        name_section(item=item, section=section, by=fresh(principal), now=moment)
    with at(days_ago(190)):
        edition: Edition = starting.start_next_edition(plan=plan, by=fresh(principal))
        steps.revise(edition, SECTION, PASSAGE, "A walk found no radio there.", principal)
    return edition


def _day_after(moment: datetime, days: int) -> date:
    return timezone.localdate(moment + timedelta(days=days))
