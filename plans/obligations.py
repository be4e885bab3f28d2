"""What is owed in WHAT, by whom, by when. Sends nothing. One query for each kind, however many people."""

from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from coalitions import roles
from coalitions.models import Membership
from coalitions.roles import Role
from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Reviewer, Signature
from safety_portal.look.wording import counted, day_in_words, full_day
from safety_portal.notices.obligation import Obligation

ACKNOWLEDGE_WITHIN = timedelta(days=14)
# A review is nobody's task before: for most of the year a list of what is owed would start with it.
REVIEW_ASKED_BEFORE = timedelta(days=90)


def owed(*, accounts=None, scopes=None, on):
    """Obligations of this app on the day `on`: four queries. `accounts`, `scopes` (coalition ids): None is all."""
    yield from _plan_reviews(accounts, scopes, on)
    yield from _decisions(accounts, scopes, on)
    yield from _signatures(accounts, scopes, on)
    yield from _acknowledgements(accounts, scopes, on)


def _of(memberships, accounts, scopes, *, prefix=""):
    """Only the memberships of these accounts, in these coalitions."""
    if accounts is not None:
        memberships = memberships.filter(**{f"{prefix}person__account__in": accounts})
    if scopes is not None:
        memberships = memberships.filter(**{f"{prefix}coalition__in": scopes})
    return memberships


def _plan_reviews(accounts, scopes, on):
    """The edition in force must be looked at again: the coalition's administrators."""
    rows = (
        _of(Membership.objects.current(on).filter(role=Role.ADMINISTRATOR), accounts, scopes)
        .filter(
            coalition__plans__editions__status=EditionStatus.IN_FORCE,
            coalition__plans__editions__review_due_on__lte=on + REVIEW_ASKED_BEFORE,
        )
        .values_list(
            "person__account_id",
            "person__name",
            "coalition_id",
            "coalition__name",
            "coalition__slug",
            "coalition__plans__id",
            "coalition__plans__title",
            "coalition__plans__editions__id",
            "coalition__plans__editions__number",
            "coalition__plans__editions__in_force_at",
            "coalition__plans__editions__review_due_on",
        )
    )
    for account, name, scope, coalition, slug, plan_id, plan, edition, number, since, due_on in rows.iterator():
        in_force = f" is in force since {full_day(timezone.localdate(since))}" if since else " is in force"
        yield Obligation(
            kind="plan_review",
            key=f"plan_review:{edition}",
            account_id=account,
            person_name=name,
            scope=scope,
            scope_name=coalition,
            title=f"Review the {plan}",
            why=f"Edition {number}{in_force}. A new edition in force is the review.",
            due_on=due_on,
            path=reverse("edition", args=[slug, plan_id, number]),
            verb="Review",
        )


def _decisions(accounts, scopes, on):
    """A review round waits for a decision: its reviewer, while a member."""
    held = _of(Membership.objects.current(on), accounts, scopes)
    rows = (
        Reviewer.objects.filter(membership__in=held, decided_at__isnull=True, round__closed_at__isnull=True)
        .filter(round__edition__status=EditionStatus.IN_REVIEW)
        .values_list(
            "id",
            "due_on",
            "membership__person__account_id",
            "membership__person__name",
            "round__edition__number",
            "round__opened_at",
            "round__edition__plan_id",
            "round__edition__plan__title",
            "round__edition__plan__coalition_id",
            "round__edition__plan__coalition__name",
            "round__edition__plan__coalition__slug",
        )
    )
    for pk, due_on, account, name, number, asked_at, plan_id, plan, scope, coalition, slug in rows.iterator():
        asked_on = day_in_words(timezone.localdate(asked_at), on=on)
        yield Obligation(
            kind="review_decision",
            key=f"review_decision:{pk}",
            account_id=account,
            person_name=name,
            scope=scope,
            scope_name=coalition,
            title=f"Decide on the {plan}, edition {number}",
            why=f"You were asked to review it {asked_on}.",
            due_on=due_on,
            path=reverse("review_decide", args=[slug, plan_id, number, pk]),
            verb="Review",
        )


def _signatures(accounts, scopes, on):
    """A frozen edition waits for a seat's signature: the seat's holder, while a member."""
    held = _of(Membership.objects.current(on), accounts, scopes)
    rows = (
        Signature.objects.filter(membership__in=held, state=SignatureState.ASKED)
        .filter(edition__status=EditionStatus.AWAITING_SIGNATURES)
        .values_list(
            "id",
            "due_on",
            "seat_title",
            "membership__person__account_id",
            "membership__person__name",
            "edition__number",
            "edition__plan_id",
            "edition__plan__title",
            "edition__plan__coalition_id",
            "edition__plan__coalition__name",
            "edition__plan__coalition__slug",
        )
    )
    for pk, due_on, seat, account, name, number, plan_id, plan, scope, coalition, slug in rows.iterator():
        yield Obligation(
            kind="signature",
            key=f"signature:{pk}",
            account_id=account,
            person_name=name,
            scope=scope,
            scope_name=coalition,
            title=f"Sign the {plan}, edition {number}",
            why=f"You hold the seat {seat}. It is in force only when every seat has signed.",
            due_on=due_on,
            path=reverse("sign", args=[slug, plan_id, number, pk]),
            verb="Sign",
        )


# Every current member x every protocol for their role in the edition in force whose text they may read, less what they have
# acknowledged; one row per person and the edition in which that text first came in force. An editorial edition keeps the
# protocol's hash, so it neither asks again nor moves the deadline. Whoever joins later has the same time from that day.
UNREAD = """
WITH member AS MATERIALIZED (
    SELECT membership.coalition_id, membership.role, membership.starts_on, person.id, person.account_id, person.name
    FROM coalitions_membership membership JOIN coalitions_person person ON person.id = membership.person_id
    WHERE membership.starts_on <= %(on)s AND (membership.ends_on IS NULL OR membership.ends_on > %(on)s)
      AND (%(accounts)s::bigint[] IS NULL OR person.account_id = ANY(%(accounts)s))
      AND (%(scopes)s::bigint[] IS NULL OR membership.coalition_id = ANY(%(scopes)s))
), protocol AS MATERIALIZED (
    SELECT plan.coalition_id, plan.id AS plan_id, plan.title, edition.number AS in_force, section.id, section.lineage,
           section.protocol_hash, section.protocol_for, section.sensitivity, asked.edition_id, asked.since
    FROM plans_plan plan
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
    JOIN plans_section section ON section.edition_id = edition.id AND section.removed_at IS NULL
         AND section.protocol_for <> '{}' AND section.protocol_hash <> ''
    JOIN LATERAL (
        SELECT earlier.id AS edition_id, earlier.in_force_at AS since
        FROM plans_section same JOIN plans_edition earlier ON earlier.id = same.edition_id
        WHERE same.lineage = section.lineage AND same.protocol_hash = section.protocol_hash
          AND earlier.plan_id = plan.id AND earlier.in_force_at IS NOT NULL
        ORDER BY earlier.in_force_at LIMIT 1
    ) asked ON TRUE
    WHERE plan.coalition_id IN (SELECT coalition_id FROM member)
)
SELECT member.account_id, member.name, coalition.id, coalition.name, coalition.slug, protocol.plan_id, protocol.title,
       protocol.in_force, protocol.edition_id, protocol.since, MIN(member.starts_on), COUNT(DISTINCT protocol.id)
FROM member
JOIN protocol ON protocol.coalition_id = member.coalition_id AND member.role = ANY(protocol.protocol_for)
     AND member.role || ' ' || protocol.sensitivity = ANY(%(readable)s)
JOIN coalitions_coalition coalition ON coalition.id = member.coalition_id
WHERE NOT EXISTS (
    SELECT 1 FROM plans_acknowledgement given
    WHERE given.person_id = member.id AND given.lineage = protocol.lineage
      AND given.protocol_hash = protocol.protocol_hash
)
GROUP BY member.id, member.account_id, member.name, coalition.id, protocol.plan_id, protocol.title,
         protocol.in_force, protocol.edition_id, protocol.since
"""
READABLE = [f"{role} {level}" for role in Role.values for level in roles.levels(role)]
CHUNK = 2000


def _acknowledgements(accounts, scopes, on):
    """Protocols in force that somebody in their role has not acknowledged."""
    asked = {
        "on": on,
        "accounts": None if accounts is None else [getattr(account, "pk", account) for account in accounts],
        "scopes": None if scopes is None else [getattr(scope, "pk", scope) for scope in scopes],
        "readable": READABLE,
    }
    # A server-side cursor: a state has hundreds of thousands of people, and they need not be in memory at once.
    with connection.chunked_cursor() as cursor:
        cursor.execute(UNREAD, asked)
        while rows := cursor.fetchmany(CHUNK):
            yield from (_acknowledgement(*row, on=on) for row in rows)


def _acknowledgement(
    account, name, scope, coalition, slug, plan_id, plan, in_force, edition, since, member_since, number, *, on
):
    asked_on = max(timezone.localdate(since), member_since)
    return Obligation(
        kind="acknowledgement",
        key=f"acknowledgement:{edition}",
        account_id=account,
        person_name=name,
        scope=scope,
        scope_name=coalition,
        title=f"Read and acknowledge {counted(number, 'protocol')}",
        why=f"From the {plan}, for your role, since {day_in_words(asked_on, on=on)}.",
        due_on=asked_on + ACKNOWLEDGE_WITHIN,
        path=reverse("edition_changes", args=[slug, plan_id, in_force]),
        verb="Read",
    )
