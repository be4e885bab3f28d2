"""The signature that an address names, and what keeps an edition from coming into force."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import BigIntegerField, Count, Q
from django.shortcuts import get_object_or_404

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import designations_of
from coalitions.memberships.signing_seats import holders_by_seat
from coalitions.people.models import Person
from plans.approvals.queries import missing_vote
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.editions.queries import fetch_edition
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot


def fetch_signature(user, *, signature, **where) -> Signature:
    """The signature of the address, with its edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Signature.objects.filter(edition=edition).select_related(
        "membership__person__account",
        "membership__agency",
        "seat",
        "decided_by",
        "answered_by",
        "voided_by",
    )
    signature_row = get_object_or_404(rows, pk=signature)
    signature_row.edition = edition
    return signature_row


def standing_signatures(edition):
    """The edition's signatures but for the voided ones, in the order of asking, ready for a page."""
    rows = edition.signatures.exclude(state=SignatureState.VOIDED).order_by("seat__position", "id")
    return rows.select_related(
        "membership__person__account", "membership__agency", "seat", "decided_by", "answered_by"
    )


OF_SIGNATURE = [
    *("edition", "seat", "seat_title", "state", "typed_name", "is_on_paper", "signed_on"),
    *("signer_name", "designee_name", "asked_at", "decided_at", "reason"),
    *("answer", "answered_at", "voided_at", "voided_because"),
]
# Whose names stand beside it.
BY = ("decided_by", "answered_by", "voided_by")


def _signature_rows():
    rows = Signature.objects.filter(edition=Slot("edition", BigIntegerField())).order_by(
        "seat__position", "id"
    )
    names = [f"{by}__{name}" for by in BY for name in ("name", "email")]
    return rows.select_related("membership__agency", *BY).only(
        *OF_SIGNATURE, "membership__agency__name", *names
    )


GIVEN = KeptQuery(_signature_rows)


@dataclass(frozen=True)
class SignatureRow:
    """A standing signature; where it waits, by what somebody else may sign it on the day."""

    signature: Signature
    designation: Designation | None


def signatures_to_show(edition, *, on) -> tuple[list[SignatureRow], list[Signature]]:
    """(the standing signatures in the order of the seats, the voided ones as they were asked).

    With what a page says of them. Two queries, one where none waits.
    """
    rows = GIVEN.ask(edition=edition.pk)
    for row in rows:
        row.edition = edition
    standing = [row for row in rows if row.state != SignatureState.VOIDED]
    asked = [
        row.membership for row in standing if row.state == SignatureState.ASKED and row.membership
    ]
    designations = designations_of(asked, on=on)
    voided = [row for row in rows if row.state == SignatureState.VOIDED]
    return (
        [SignatureRow(row, designations.get(row.membership_id)) for row in standing],
        sorted(voided, key=attrgetter("pk")),
    )


def _waiting():
    rows = Signature.objects.filter(
        Among("membership_id", ListSlot("memberships")),
        state=SignatureState.ASKED,
        edition__status=EditionStatus.AWAITING_SIGNATURES,
    )
    rows = rows.select_related("edition__plan__coalition", "membership__person").defer(
        "edition__facts"
    )
    return rows.order_by("due_on", "id")


WAITING = KeptQuery(_waiting)


@dataclass(frozen=True)
class Waiting:
    """A signature that waits for an account.

    `holder` is whom it signs for as designee, "" for a seat of its own; `signs_as` what it types.
    """

    signature: Signature
    holder: str
    signs_as: str


def waiting_for(user, *, most=None) -> list[Waiting]:
    """What waits for the account's signature, in every coalition of its, soonest due first.

    At most `most`. Two queries.
    """
    access = access_of(user)
    membership_ids = {grant.membership_id for grant in access.grants}
    rows = WAITING.ask(memberships=[*(membership_ids | access.signs_for.keys())])[:most]
    return [
        _for_own_seat(row)
        if row.membership_id in membership_ids
        else _as_designee(row, access.signs_for[row.membership_id])
        for row in rows
    ]


def _for_own_seat(row):
    return Waiting(row, "", row.membership.person.name)


def _as_designee(row, designation):
    return Waiting(row, row.membership.person.name, designation.designee.person.name)


def _signed_rows():
    held = ListSlot("held")
    by_me = Q(Among("membership_id", held), designee__isnull=True) | Q(Among("designee_id", held))
    rows = Signature.objects.filter(by_me, state=SignatureState.SIGNED)
    rows = rows.select_related("edition__plan__coalition").defer("edition__facts")
    return rows.order_by("-decided_at")[:SIGNED_SHOWN]


# What was signed last by some memberships (`held`, their keys).
SIGNED, SIGNED_SHOWN = KeptQuery(_signed_rows), 10


def asked_of(user):
    """The signatures that the account is, or was, asked for, on plans that it still sees.

    A queryset, each once.
    """
    own = Q(membership__person__account=user)
    as_designee = Q(membership__designations__designee__person__account=user)
    rows = Signature.objects.filter(own | as_designee)
    return rows.filter(edition__in=Edition.objects.visible_to(user)).distinct()


def designation_for(signature, *, on):
    """By what somebody may sign for the holder of the seat on the day; None for nothing."""
    rows = Designation.objects.current(on).filter(holder=signature.membership_id)
    return rows.select_related("designee__person", "holder__person").first()


def telephone_of(edition):
    """Under which number the district knows who froze the text, "" where it knows none."""
    known = Person.objects.of_account(edition.frozen_by).exclude(phone="")
    known = known.filter(district=edition.plan.coalition.district_id)
    return known.values_list("phone", flat=True).first() or ""


def restricted_not_shown(editions, user):
    """How many restricted sections of each of the editions (their ids) the account may not read, by
    id; none: not in it.
    """
    rows = (
        Section.objects.present()
        .filter(edition__in=editions, sensitivity=roles.RESTRICTED)
        .order_by()
    )
    hidden = rows.exclude(
        pk__in=Section.objects.visible_to(user).filter(edition__in=editions).values("pk")
    )
    return dict(hidden.values_list("edition_id").annotate(Count("pk")))


def blockers(edition, *, on):
    """Sentences, one for each thing that keeps the edition from coming into force.

    None when every seat has answered and, where the coalition names a board, the board has
    approved.
    """
    return blockers_of(
        edition, list(standing_signatures(edition)), holders_by_seat(edition.plan.coalition, on=on)
    )


def blockers_of(edition, rows, holders):
    """The same, of its standing signatures `rows` and who holds the seats that sign (`holders`.

    Of holders_by_seat).
    """
    blockers = [*filter(None, map(_blocker, rows)), *not_asked(rows, holders)]
    vote = missing_vote(edition)
    return [*blockers, vote] if vote else blockers


def not_asked(rows, held):
    """Sentences, one for each seat that signs, is held and was never asked."""
    answered = {row.seat_id for row in rows if row.state != SignatureState.WAIVED}
    return [
        f"{holders[0].person} holds the seat {holders[0].seat} now and was not asked to sign."
        for holders in held.values()
        if holders[0].seat_id not in answered
    ]


def _blocker(row):
    if row.state == SignatureState.DECLINED and row.answered_at is None:
        return f"{row.who} declined to sign for the seat {row.seat_title}. Answer the reason first."
    if row.state != SignatureState.ASKED:
        return None
    if row.membership_id is None:
        return f"The seat {row.seat_title} is vacant. Record why nobody signs for it, or fill it."
    return f"{row.signer_name} has not signed for the seat {row.seat_title}."


def has_changed_hands(signature, held):
    """Whether somebody else must answer for the seat of this row.

    Its holder left, or a vacant seat was filled.

    `held` is holders_by_seat of the coalition.
    """
    holders = held.get(signature.seat_id, [])
    if signature.membership_id is None:
        return bool(holders)
    return signature.membership_id not in [membership.pk for membership in holders]


def administrators(coalition, *, on):
    """Memberships of those who administer a coalition on the day."""
    rows = Membership.objects.current(on).filter(coalition=coalition, role=roles.Role.ADMINISTRATOR)
    return rows.select_related("person__account").order_by("id")
