"""The demo's plans, each school's at another point of its life."""

import re
from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.approvals import actions as approvals_actions
from plans.approvals.lifecycle import Outcome
from plans.editions.actions import starting
from plans.editions.lifecycle import Change
from plans.editions.models.section import Section
from plans.protocols import actions
from plans.review import actions as review_actions
from plans.review.lifecycle import Decision
from plans.signing.actions import freezing, publishing, signing
from plans.signing.lifecycle import SignatureState
from plans.writing.actions import arranging, editing, not_needed
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago, fresh
from safety_portal.demo.talk import settle_about, talk_about

TITLE = "Emergency operations plan"
PROTOCOLS = ("lockdown", "evacuation", "shelter_in_place")
READERS = [Role.TEACHER, Role.STAFF, Role.HEALTH, Role.MENTAL_HEALTH]
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
LOCAL = re.compile(r"\{\{\s*local\.([a-z_]+)\s*\}\}")


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
        freezing.freeze(edition=third, due_on=_day(-5), by=dana, now=moment)
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
        not_needed.declare_not_needed(section=pool, because="The school has no pool.", by=principal)


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
        freezing.freeze(edition=edition, due_on=_day(3), by=principal, now=moment)
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
        freezing.freeze(edition=edition, due_on=_day(24), by=principal, now=moment)
    sign_some(edition, 1, since=33)
    with at(days_ago(30)) as moment:
        because = "The welding shop moved; its shut-off is another."
        freezing.thaw(edition=edition, because=because, by=principal, now=moment)
        revise(
            edition, "lockdown", "<p>The welding shop locks from outside.</p>", because, principal
        )
    with at(days_ago(20)) as moment:
        freezing.freeze(edition=edition, due_on=_day(3), by=principal, now=moment)
    sign_some(edition, 2, since=15)


def write(coalition, by, *, since, template="school", fill=True):
    """A first edition from the federal structure.

    With its local questions answered, and three protocols named.
    """
    with at(days_ago(since)):
        edition = starting.start_plan(coalition=coalition, title=TITLE, by=by, template=template)
        for section in edition.sections.present():
            if fill and LOCAL.search(section.html):
                html = LOCAL.sub(
                    lambda found: cast.LOCAL.get(found[1], "to be named"), section.html
                )
                editing.save_section(
                    section=section,
                    title=section.title,
                    html=html,
                    base_version=section.version,
                    change=Change.EDITORIAL,
                    reason="Local facts filled in.",
                    by=by,
                )
            if section.target in PROTOCOLS:
                editing.set_protocol_for(section=section, roles=READERS, by=by)
    return edition


def revise(edition, target, html, reason, by, *, change=Change.MATERIAL):
    """Add a passage to one annex."""
    section = edition.sections.get(target=target, removed_at=None)
    editing.save_section(
        section=section,
        title=section.title,
        html=section.html + html,
        base_version=section.version,
        change=change,
        reason=reason,
        by=by,
    )


def review(edition, by, *, opened, due, decided, decisions=((Decision.APPROVES, ""),)):
    """A round of the signing members; everybody decides, or only the first.

    What stands in `decisions`, in turn.
    """
    members = Membership.objects.filter(
        coalition=edition.plan.coalition, seat__signs_plan=True
    ).exclude(role=Role.ADMINISTRATOR)
    with at(days_ago(opened)) as moment:
        round_ = review_actions.open_review(
            edition=edition,
            reviewers=[(member, []) for member in members],
            due_on=_day(due),
            by=by,
            now=moment,
        )
    asked = list(round_.reviewers.select_related("membership__person__account"))
    with at(days_ago(opened - 4)) as moment:
        for reviewer, (decision, conditions) in zip(
            asked if decided else asked[:1], cycle(decisions), strict=False
        ):
            if decision:
                account = reviewer.membership.person.account
                review_actions.decide(
                    reviewer=reviewer,
                    decision=decision,
                    conditions=conditions,
                    by=account,
                    now=moment,
                )


def carry_into_force(edition, by, *, since):
    """Reviewed, frozen, signed by every seat, approved where a board is named, put in force.

    Over the three weeks before.
    """
    review(edition, by, opened=since + 20, due=since + 8, decided=True)
    with at(days_ago(since + 7)) as moment:
        freezing.freeze(edition=edition, due_on=_day(since + 1), by=by, now=moment)
    sign_some(edition, None, since=since + 4)
    with at(days_ago(since + 3)) as moment:
        for signature in edition.signatures.filter(state=SignatureState.ASKED, membership=None):
            signing.waive(
                signature=signature,
                reason="Nobody holds this seat yet; the search goes on.",
                by=by,
                now=moment,
            )
    if edition.plan.coalition.approving_board:
        if edition.number > 1:
            _put_off(edition, by, since=since + 5)
        with at(days_ago(since + 2)) as moment:
            _vote(edition, by, moment)
    with at(days_ago(since)) as moment:
        publishing.put_in_force(edition=edition, by=by, on=timezone.localdate(moment), now=moment)


def _put_off(edition, by, *, since):
    """At its meeting before, the board did not approve it.

    That vote had been recorded once with the wrong outcome.
    """
    with at(days_ago(since)) as moment:
        wrong = _vote(edition, by, moment)
        because = "Recorded from memory: the minutes say that the motion failed."
        approvals_actions.void_vote(approval=wrong, because=because, by=by, now=moment)
        _vote(edition, by, moment, outcome=Outcome.NOT_APPROVED, ayes=2, noes=3)


def _vote(edition, by, moment, *, outcome=Outcome.APPROVED, ayes=4, noes=0):
    """The board voted on it in open meeting; its minutes are on the web."""
    return approvals_actions.record_vote(
        edition=edition,
        voted_on=timezone.localdate(moment),
        outcome=outcome,
        ayes=ayes,
        noes=noes,
        abstained=5 - ayes - noes,
        minutes_item="7.2",
        minutes_url=f"https://board.cedar.example/minutes/{timezone.localdate(moment)}",
        by=by,
        now=moment,
    )


def decline_one(edition, role, reason, *, now):
    """Whoever holds the signing seat in that role declines."""
    signature = edition.signatures.select_related("membership__person__account").get(
        state=SignatureState.ASKED, membership__role=role
    )
    signing.decline(
        signature=signature, reason=reason, by=fresh(signature.membership.person.account), now=now
    )


def sign_some(edition, count, *, since):
    """The first `count` holders sign (None: all), but for whoever lets somebody sign for them.

    That still waits.
    """
    asked = edition.signatures.filter(
        state=SignatureState.ASKED, membership__isnull=False
    ).order_by("pk")
    with at(days_ago(since)) as moment:
        asked = asked.exclude(membership__designations__starts_on__lte=timezone.localdate(moment))
        for signature in asked.select_related("membership__person__account")[:count]:
            signing.sign(
                signature=signature,
                typed_name=signature.signer_name,
                by=fresh(signature.membership.person.account),
                fingerprint=signature.content_hash,
                now=moment,
            )


def read_by_most(edition, *, since, share=5):
    """Of every `share` readers all but one acknowledge each protocol."""
    coalition = edition.plan.coalition
    sections = list(Section.objects.present().filter(edition=edition).exclude(protocol_for=[]))
    readers = Membership.objects.current(timezone.localdate()).filter(
        coalition=coalition, role__in=READERS
    )
    readers = readers.select_related("person__account")
    with at(days_ago(since)) as moment:
        for number, member in enumerate(readers.order_by("pk")):
            if number % share != share - 1:
                actions.acknowledge_all(
                    sections=sections, by=fresh(member.person.account), now=moment
                )


def _day(days):
    """The date that many days ago; negative: to come."""
    return timezone.localdate() - timedelta(days=days)
