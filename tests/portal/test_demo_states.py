"""Every state that a page tells apart is somebody's in the demo.

A page that breaks for one state breaks here.

A new state gets a line in the table and somebody in safety_portal/demo. Not in it, because nobody
keeps them: a Word file between looking and importing, a signature on paper with its scan, two
records that were merged.
"""

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import Role, Sensitivity
from coalitions.coalition.models import Coalition
from coalitions.invitations.lifecycle import InvitationState
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import counted
from coalitions.reunification.lifecycle import RehearsalState
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.readiness import places_of
from plans.approvals.lifecycle import Outcome
from plans.approvals.models import Approval
from plans.comments.lifecycle import SuggestionState
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.lifecycle import Change, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.protocols.queries import protocols_for
from plans.review.lifecycle import Decision
from plans.review.models import Reviewer
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from plans.writing.models import Draft
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.views import became
from safety_portal.portal.reminders.obligations import KINDS, owed
from tests import bulletins
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord
from training.records.views.lists import standing_word


def today():
    return timezone.localdate()


def protocols():
    """How each account stands to each of its protocols in force."""
    found = set()
    for user in User.objects.all():
        for coalition in access_of(user).coalitions:
            for each in protocols_for(user, coalition):
                kind = each.section.change or "unchanged"
                read = "read" if each.read_at else "changed" if each.is_changed else "never read"
                found |= {read, f"{read}, {kind}"}
    return found


def memberships():
    on, rows = today(), Membership.objects.all()
    named = {
        "current": rows.current(on),
        "ended": rows.filter(ends_on__lte=on),
        "begins later": rows.filter(starts_on__gt=on),
        "with a term": rows.current(on).filter(ends_on__gt=on),
        "without an account": rows.current(on).filter(person__account=None),
        "chair": rows.chairs(on),
        "chair with a term": rows.chairs(on).filter(ends_on__gt=on),
        "local champion": rows.current(on).filter(is_local_champion=True),
        "for an agency": rows.current(on).filter(agency__isnull=False),
        "in no seat": rows.current(on).filter(seat=None),
    }
    chairs = list(rows.chairs(on).values_list("coalition_id", flat=True))
    found = {name for name, which in named.items() if which.exists()}
    return found | ({"one of two chairs"} if len(chairs) > len(set(chairs)) else set())


def seats():
    return {
        seat.standing
        for coalition in Coalition.objects.all()
        for seat in counted(coalition, on=today())
    }


def records():
    verified = TrainingRecord.objects.filter(state=RecordState.VERIFIED)
    return {standing_word(record, today()) for record in verified} | set(
        of(TrainingRecord, "state")
    )


def reviews():
    """Open and closed rounds, and what each reviewer decided in them, "" where nothing yet."""
    rows = Reviewer.objects.values_list("round__closed_at", "decision")
    return {(("closed" if closed else "open"), decision) for closed, decision in rows}


def signatures():
    on, rows = today(), Signature.objects.all()
    named = {
        "vacant": rows.filter(state=SignatureState.ASKED, membership=None)
        | rows.filter(state=SignatureState.WAIVED, membership=None),
        "asked, with a designee": rows.filter(
            state=SignatureState.ASKED, membership__designations__in=Designation.objects.current(on)
        ),
        "asked, late": rows.filter(state=SignatureState.ASKED, due_on__lt=on),
        "declined, not answered": rows.filter(state=SignatureState.DECLINED, answered_at=None),
        "declined, answered": rows.filter(answered_at__isnull=False),
        "voided after it was signed": rows.filter(state=SignatureState.VOIDED).exclude(
            typed_name=""
        ),
    }
    return set(of(Signature, "state")) | {name for name, which in named.items() if which.exists()}


def plans():
    """How a school's row stands: what is in force, what is in work, whether its review is late."""
    found = set()
    for coalition in Coalition.objects.all():
        editions = Edition.objects.filter(plan__coalition=coalition)
        in_force, in_work = editions.in_force().first(), editions.in_work().first()
        late = (
            "late" if in_force and in_force.review_due_on < today() else "" if in_force else "none"
        )
        found.add((late, in_work.status if in_work else ""))
    return found


def places():
    """Sections as the outline tells them apart."""
    rows = Section.objects.present()
    named = {
        "empty": rows.filter(html="", not_needed_at=None),
        "not needed": rows.filter(not_needed_at__isnull=False),
        "not saved yet": rows.filter(pk__in=Draft.objects.values("section")),
        "protocol": rows.exclude(protocol_for=[]),
    }
    return {name for name, which in named.items() if which.exists()} | set(
        of(Section, "sensitivity")
    )


def votes():
    rows = Approval.objects.values_list("outcome", "voided_at")
    return {"voided" if voided else outcome for outcome, voided in rows}


def accounts():
    """Accounts by what they belong to."""
    found = set()
    for user in User.objects.all():
        coalitions = access_of(user).coalitions
        found.add({0: "of nothing now", 1: "of one"}.get(len(coalitions), "of several"))
    return found


def comments():
    named = {
        "on words": Comment.objects.exclude(quote=""),
        "on the whole": Comment.objects.filter(quote="", answers=None),
        "an answer": Comment.objects.filter(answers__isnull=False),
        "open": Comment.objects.filter(resolved_at=None),
        "resolved": Comment.objects.filter(resolved_at__isnull=False),
    }
    return {name for name, which in named.items() if which.exists()}


def sites_to_reunify_at():
    schools = Coalition.objects.filter(school__isnull=False)
    return {place.stands for each in schools for place in places_of(each.pk, on=today())}


def of(model, field):
    return model.objects.order_by().values_list(field, flat=True).distinct()


# The thing that a page tells apart: (what states there are, which the demo has).
TABLE = {
    "a protocol, to who has to read it": (
        {"never read", "read", "changed", "changed, material", "read, editorial"},
        protocols,
    ),
    "an edition": (EditionStatus.values, lambda: of(Edition, "status")),
    "a school's plans": (
        {
            ("", ""),
            ("late", ""),
            ("none", ""),
            ("none", "drafting"),
            ("none", "awaiting_signatures"),
            ("", "in_review"),
        },
        plans,
    ),
    "a section": (
        {*Sensitivity.values, "empty", "not needed", "not saved yet", "protocol"},
        places,
    ),
    "a change": (Change.values, lambda: of(Section, "change")),
    "a signature": (
        {
            *SignatureState.values,
            *(
                "vacant",
                "asked, with a designee",
                "asked, late",
                "declined, not answered",
                "declined, answered",
            ),
            "voided after it was signed",
        },
        signatures,
    ),
    "a vote": ({*Outcome.values, "voided"}, votes),
    "a reviewer": (
        {
            *(("closed", code) for code in ["", *Decision.values]),
            ("open", ""),
            ("open", "approves"),
        },
        reviews,
    ),
    "a comment": ({"on words", "on the whole", "an answer", "open", "resolved"}, comments),
    "a suggestion": (SuggestionState.values, lambda: of(Suggestion, "state")),
    "a record of training": ({*RecordState.values, "met", "due_soon", "overdue"}, records),
    "an invitation": (
        InvitationState.values,
        lambda: {each.state(timezone.now()) for each in Invitation.objects.all()},
    ),
    "a membership": (
        {
            *(
                "current",
                "ended",
                "begins later",
                "with a term",
                "without an account",
                "chair",
                "chair with a term",
            ),
            *("one of two chairs", "local champion", "for an agency", "in no seat"),
        },
        memberships,
    ),
    "a role": (Role.values, lambda: of(Membership, "role")),
    "a seat": ({"filled", "vacant", "left_empty", "open"}, seats),
    "a designation": (
        {"current", "over"},
        lambda: {
            "current" if row.ends_on > today() else "over" for row in Designation.objects.all()
        },
    ),
    "an account": ({"of nothing now", "of one", "of several"}, accounts),
    "a site to reunify at": ({"usable", "ended", "none"}, sites_to_reunify_at),
    "a rehearsal of reunification": (
        RehearsalState.values,
        lambda: {rehearsal.state for rehearsal in Rehearsal.objects.all()},
    ),
    "a bulletin, and who got it": (bulletins.STANDS, lambda: bulletins.stands(on=today())),
    "a message": (
        {"met", "overdue", "due", "quiet"},
        lambda: {became(message)["color"] for message in Message.objects.all()},
    ),
    "what is owed, with what its button says": (
        # Without its calendar the demo could say of no drill when it is due.
        set(KINDS) - {"calendar_missing"},
        lambda: {each.kind for each in owed(on=today()) if each.button},
    ),
    "how far away it is": (
        {"late", "this week", "soon"},
        lambda: {
            "late" if left < 0 else "this week" if left <= 7 else "soon"
            for left in ((each.due_on - today()).days for each in owed(on=today()))
        },
    ),
}


def test_somebody_in_the_demo_is_in_every_state_of_every_page(seeded_database):
    missing = {
        name: set(map(str, states)) - set(map(str, found()))
        for name, (states, found) in TABLE.items()
    }
    assert {name: sorted(states) for name, states in missing.items() if states} == {}
