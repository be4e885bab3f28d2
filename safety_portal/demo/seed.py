"""Make the demo district, once; or take it away and make it again."""

import pgtrigger
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.invitations.models import Invitation
from coalitions.meetings.models.agenda import AgendaLine, Decision, LineItem, Recusal
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Correction, Meeting, MeetingRules
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.schools.models import District, School
from plans.approvals.models import Approval
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.protocols.models import Acknowledgement
from plans.required_changes.models import RequiredChange
from plans.review.models import Reviewer, ReviewRound
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow, Chain, Link
from safety_portal.core.notices.models import Digest, Message, Reminder, Tally
from safety_portal.demo import cast
from safety_portal.demo.calendars import calendar_rows, make_calendars
from safety_portal.demo.drills import drill_rows, make_drills
from safety_portal.demo.facts import fact_rows, make_facts
from safety_portal.demo.history import recorded_in_turn
from safety_portal.demo.outward.champions import champion_rows, make_champions
from safety_portal.demo.outward.public_page import community_rows, make_community
from safety_portal.demo.outward.public_records import make_public_records, record_rows
from safety_portal.demo.people import make_world
from safety_portal.demo.plans import make_plans
from safety_portal.demo.practice import make_records
from safety_portal.demo.situation.risks import let_go_of_weighings, make_risks, risk_rows
from safety_portal.demo.states import make_states
from safety_portal.demo.work import loops, walks
from safety_portal.demo.work.agreements import agreement_rows, make_agreements
from safety_portal.demo.work.briefs import brief_rows, make_briefs
from safety_portal.demo.work.bulletins import bulletin_rows, make_bulletins
from safety_portal.demo.work.contacts import contact_rows, make_contacts
from safety_portal.demo.work.meetings import make_meetings
from safety_portal.demo.work.mending import make_items
from safety_portal.demo.work.openings import make_openings, opening_rows
from safety_portal.demo.work.programs import make_programs, program_rows
from safety_portal.demo.work.reunification import make_reunification, reunification_rows
from safety_portal.demo.work.walks import make_walks
from safety_portal.portal.reminders.reminding import count_owed, remind
from training.courses.actions import load_catalogue
from training.records.models import TrainingRecord


@transaction.atomic
def seed(*, reset=False):
    """Make the demo district unless it is there; with `reset` take it away first.

    Returns whether it was made now.
    """
    if District.objects.filter(nces_id=cast.DISTRICT["nces_id"]).exists():
        if not reset:
            return False
        take_away()
    with recorded_in_turn():
        load_catalogue(by=None)
        world = make_world()
        make_calendars(world)
        make_facts(world)
        make_plans(world)
        make_records(world)
        make_drills(world)
        make_walks(world)
        loops.make_loops(world)
        make_risks(world)
        make_agreements(world)
        make_contacts(world)
        make_reunification(world)
        make_states(world)
        make_briefs(world)
        make_meetings(world)
        make_programs(world)
        make_items(world)
        make_bulletins(world)
        make_public_records(world)
        make_openings(world)
        make_community(world)
        make_champions(world)
    # The first sweep, so that who is late finds a digest at whatever hour the demo starts.
    remind(on=timezone.localdate())
    count_owed(on=timezone.localdate())
    return True


def sign_ins():
    """(role, name, address) of one account per role, as the sign-in page offers them."""
    names = {row[0]: row[1] for row in cast.DISTRICT_PEOPLE}
    return [(role, names[key], cast.address(names[key])) for role, key in cast.SIGN_INS]


def introduced():
    """What a script needs to know of the demo: its district, slugs, and one sign-in per role."""
    district = cast.DISTRICT["nces_id"]
    coalitions = Coalition.objects.filter(district__nces_id=district).order_by("pk")
    return {
        "district": district,
        "slugs": list(coalitions.values_list("slug", flat=True)),
        "sign_ins": [
            {
                "role": role.value,
                "label": role.label,
                "name": name,
                "email": email,
                "password": cast.PASSWORD,
            }
            for role, name, email in sign_ins()
        ],
    }


@pgtrigger.ignore()
def take_away():
    """Remove the demo district and everything in it; nobody else's rows are touched."""
    district = District.objects.get(nces_id=cast.DISTRICT["nces_id"])
    coalitions = list(Coalition.objects.filter(district=district).values_list("pk", flat=True))
    editions = Edition.objects.filter(plan__coalition__in=coalitions)
    let_go_of_weighings(coalitions)
    for rows in _history(district, coalitions, editions):
        rows._raw_delete(rows.db)
    Section.objects.filter(edition__in=editions).update(parent=None)
    editions.update(based_on=None)
    Section.objects.filter(edition__in=editions).delete()
    editions.delete()
    Plan.objects.filter(coalition__in=coalitions).delete()
    Invitation.objects.filter(coalition__in=coalitions).delete()
    Designation.objects.filter(holder__coalition__in=coalitions).delete()
    Membership.objects.filter(coalition__in=coalitions).delete()
    Coalition.objects.filter(pk__in=coalitions).delete()
    accounts = list(
        User.objects.filter(
            people__district=district, email__endswith="@cedar.example"
        ).values_list("pk", flat=True)
    )
    for model in (Person, Agency, School):
        model.objects.filter(district=district).delete()
    User.objects.filter(pk__in=accounts).delete()
    district.delete()


# Rows of nouns that say themselves what they left.
KEPT_BY_NOUNS = (
    record_rows,
    fact_rows,
    calendar_rows,
    opening_rows,
    champion_rows,
    bulletin_rows,
    brief_rows,
    contact_rows,
    reunification_rows,
    agreement_rows,
    risk_rows,
)


def _history(district, coalitions, editions):
    """Rows that nobody else may take away, each before what it refers to."""
    return (
        *(loops.rows_of(coalitions), *walks.rows_of(district, coalitions)),
        Acknowledgement.objects.filter(section__edition__in=editions),
        Comment.objects.filter(section__edition__in=editions),
        Suggestion.objects.filter(section__edition__in=editions),
        Reviewer.sections.through.objects.filter(section__edition__in=editions),
        Reviewer.objects.filter(round__edition__in=editions),
        ReviewRound.objects.filter(edition__in=editions),
        Signature.objects.filter(edition__in=editions),
        Approval.objects.filter(edition__in=editions),
        Distribution.objects.filter(edition__in=editions),
        Revision.objects.filter(section__edition__in=editions),
        RestrictedRead.objects.filter(coalition_id__in=coalitions),
        TrainingRecord.objects.filter(coalition__in=coalitions),
        *community_rows(coalitions),
        *program_rows(coalitions),
        Recusal.objects.filter(decision__line__meeting__coalition__in=coalitions),
        Decision.objects.filter(line__meeting__coalition__in=coalitions),
        LineItem.objects.filter(line__meeting__coalition__in=coalitions),
        AgendaLine.objects.filter(meeting__coalition__in=coalitions),
        Invitee.objects.filter(meeting__coalition__in=coalitions),
        AttendanceSheet.objects.filter(meeting__coalition__in=coalitions),
        Correction.objects.filter(meeting__coalition__in=coalitions),
        Meeting.objects.filter(coalition__in=coalitions),
        MeetingRules.objects.filter(coalition__in=coalitions),
        *drill_rows(coalitions),
        RequiredChange.objects.filter(item__coalition__in=coalitions),
        ItemEvidence.objects.filter(item__coalition__in=coalitions),
        ActionItem.objects.filter(coalition__in=coalitions),
        *(row for rows in KEPT_BY_NOUNS for row in rows(coalitions)),
        Link.objects.filter(scope__in=coalitions),
        Chain.objects.filter(scope__in=coalitions),
        AuditRow.objects.filter(scope__in=coalitions),
        Reminder.objects.filter(account__people__district=district),
        Digest.objects.filter(account__people__district=district),
        Tally.objects.filter(scope__in=coalitions),
        Message.objects.filter(Q(scope__in=coalitions) | Q(account__people__district=district)),
    )
