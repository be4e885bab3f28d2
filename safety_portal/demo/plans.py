"""The demo's plans, each school's at another point of its life."""

from coalitions.access.roles import Role
from plans.editions.actions import starting
from plans.editions.lifecycle import Change
from plans.review.lifecycle import Decision
from plans.signing.actions import freezing
from plans.writing.actions import arranging, not_needed
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago
from safety_portal.demo.steps import (
    carry_into_force,
    decline_one,
    read_by_most,
    review,
    revise,
    sign_some,
    whole_days,
    write,
)
from safety_portal.demo.talk import settle_about, talk_about

# What the reviewers of a round say, in turn; the last of them nothing.
DECISIONS = (
    (Decision.APPROVES, ""),
    (
        Decision.APPROVES_WITH_CONDITIONS,
        "Name a second place to meet for when the lower field is under water.",
    ),
    (Decision.ASKS_FOR_CHANGES, "The radio channel of the ambulance service is the old one."),
    ("", ""),
)


def make_plans(world):
    """Every coalition's plan, as its story in the cast says."""
    _district_plan(world)
    stories = {
        "in_force": _in_force,
        "changed": _changed,
        "overdue": _overdue,
        "drafting": _drafting,
        "in_review": _in_review,
        "awaiting_signatures": _awaiting,
        "thawed": _thawed,
    }
    for number, (slug, _, _, story) in enumerate(cast.SCHOOLS):
        if story in stories:
            stories[story](world.coalitions[slug], world.principals[slug], number)


def _district_plan(world):
    coalition, dana = world.coalitions["cedar-county"], world.dana
    first = write(coalition, dana, since=790, template="district")
    carry_into_force(first, dana, since=730)
    with at(days_ago(360)):
        second = starting.start_next_edition(plan=first.plan, by=dana)
        passage = "<p>Doors are checked on the first school day of each month.</p>"
        revise(second, "lockdown", passage, "Two doors could not be locked in the drill.", dana)
    carry_into_force(second, dana, since=340)
    read_by_most(second, since=330)
    with at(days_ago(40)):
        third = starting.start_next_edition(plan=first.plan, by=dana)
        passage = "<p>Buses wait on the lower field; engines need the bus loop.</p>"
        revise(third, "evacuation", passage, "Asked for by the fire service.", dana)
    review(third, dana, opened=30, due=16, decided=True)
    with at(days_ago(9)) as moment:
        freezing.freeze(edition=third, due_on=whole_days(-5), by=dana, now=moment)
    sign_some(third, 4, since=6)


def _in_force(coalition, principal, number):
    edition = write(coalition, principal, since=330 + number)
    carry_into_force(edition, principal, since=300 + 3 * number)
    read_by_most(edition, since=290)


def _overdue(coalition, principal, number):
    """In force for fourteen months: its yearly review is late."""
    edition = write(coalition, principal, since=460)
    carry_into_force(edition, principal, since=425)
    read_by_most(edition, since=400)


def _changed(coalition, principal, number):
    """A second edition in force for twelve days.

    What changed materially waits to be read again, what editorially does not.
    """
    _in_force(coalition, principal, number)
    plan = coalition.plans.get()
    with at(days_ago(45)):
        edition = starting.start_next_edition(plan=plan, by=principal)
        passage = "<p>A substitute finds the lockdown card beside the door of each room.</p>"
        revise(edition, "lockdown", passage, "Substitutes asked where the card is.", principal)
        passage = "<p>The places are drawn on the back of the card.</p>"
        revise(
            edition,
            "evacuation",
            passage,
            "Where the drawing is.",
            principal,
            change=Change.EDITORIAL,
        )
    carry_into_force(edition, principal, since=12)
    read_by_most(edition, since=8, share=2)


def _drafting(coalition, principal, number):
    edition = write(coalition, principal, since=25, fill=False)
    with at(days_ago(3)):
        trips = edition.sections.get(target="off_campus", removed_at=None)
        pool = arranging.add_section(
            edition=edition, title="Swimming pool", after=trips, by=principal
        )
        arranging.add_section(
            edition=edition, title="Portable classrooms", after=pool, by=principal
        )
        not_needed.mark_not_needed(section=pool, because="The school has no pool.", by=principal)


def _in_review(coalition, principal, number):
    _in_force(coalition, principal, number)
    plan = coalition.plans.get()
    with at(days_ago(35)):
        edition = starting.start_next_edition(plan=plan, by=principal)
        passage = "<p>Each door is checked on the first school day of the month.</p>"
        revise(edition, "lockdown", passage, "Drill of October.", principal)
    review(edition, principal, opened=12, due=-4, decided=False)
    talk_about(edition.sections.get(target="lockdown", removed_at=None), principal)
    settle_about(edition.sections.get(target="shelter_in_place", removed_at=None), principal)


def _awaiting(coalition, principal, number):
    edition = write(coalition, principal, since=80)
    review(edition, principal, opened=50, due=36, decided=True, decisions=DECISIONS)
    with at(days_ago(20)) as moment:
        freezing.freeze(edition=edition, due_on=whole_days(3), by=principal, now=moment)
    sign_some(edition, 2, since=15)
    with at(days_ago(14)) as moment:
        reason = "The county’s plan of 2026 names another command post. Please look at section 4."
        decline_one(edition, Role.EMERGENCY_MANAGER, reason, now=moment)


def _thawed(coalition, principal, number):
    """Frozen, signed by one, taken back because the text had to change, and frozen again.

    The first signature is void.
    """
    edition = write(coalition, principal, since=80)
    review(edition, principal, opened=50, due=36, decided=True)
    with at(days_ago(34)) as moment:
        freezing.freeze(edition=edition, due_on=whole_days(24), by=principal, now=moment)
    sign_some(edition, 1, since=33)
    with at(days_ago(30)) as moment:
        because = "The welding shop moved; its shut-off is another."
        freezing.thaw(edition=edition, because=because, by=principal, now=moment)
        revise(
            edition, "lockdown", "<p>The welding shop locks from outside.</p>", because, principal
        )
    with at(days_ago(20)) as moment:
        freezing.freeze(edition=edition, due_on=whole_days(3), by=principal, now=moment)
    sign_some(edition, 2, since=15)
