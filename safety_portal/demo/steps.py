"""The steps of a plan's life, as the demo's people take them."""

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
from plans.writing.actions import editing
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago, fresh

TITLE = "Emergency operations plan"
PROTOCOLS = ("lockdown", "evacuation", "shelter_in_place")
READERS = [Role.TEACHER, Role.STAFF, Role.HEALTH, Role.MENTAL_HEALTH]
LOCAL = re.compile(r"\{\{\s*local\.([a-z_]+)\s*\}\}")


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
            due_on=whole_days(due),
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
        freezing.freeze(edition=edition, due_on=whole_days(since + 1), by=by, now=moment)
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
            put_off(edition, by, since=since + 5)
        with at(days_ago(since + 2)) as moment:
            record_vote(edition, by, moment)
    with at(days_ago(since)) as moment:
        publishing.put_in_force(edition=edition, by=by, on=timezone.localdate(moment), now=moment)


def put_off(edition, by, *, since):
    """At its meeting before, the board did not approve it.

    That vote had been recorded once with the wrong outcome.
    """
    with at(days_ago(since)) as moment:
        wrong = record_vote(edition, by, moment)
        because = "Recorded from memory: the minutes say that the motion failed."
        approvals_actions.void_vote(approval=wrong, because=because, by=by, now=moment)
        record_vote(edition, by, moment, outcome=Outcome.NOT_APPROVED, ayes=2, noes=3)


def record_vote(edition, by, moment, *, outcome=Outcome.APPROVED, ayes=4, noes=0):
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
        then=signing.tell_if_complete,
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


def whole_days(days):
    """The date that many days ago; negative: to come."""
    return timezone.localdate() - timedelta(days=days)
