"""More rows of every kind that lists show, into one place of world.py.

Each time so many of each.
"""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from plans.assessments.models.assessment import Assessment
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.protocols.models import Acknowledgement
from plans.required_changes.models import RequiredChange
from plans.review.models import Reviewer
from plans.signing.models import Signature
from safety_portal.core.accounts import tokens
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.audit.record import record
from safety_portal.core.notices.models import Message
from tests import action_items, builders, walks
from tests.everywhere.world_agreements import grow_agreements
from tests.everywhere.world_briefs import grow_briefs
from tests.everywhere.world_bulletins import grow_bulletins
from tests.everywhere.world_calendars import grow_calendars
from tests.everywhere.world_champions import grow_champions
from tests.everywhere.world_community import grow_community
from tests.everywhere.world_contacts import grow_contacts
from tests.everywhere.world_drills import grow_drills
from tests.everywhere.world_facts import grow_facts
from tests.everywhere.world_loops import grow_loops
from tests.everywhere.world_meetings import grow_meetings
from tests.everywhere.world_openings import grow_openings
from tests.everywhere.world_plans import HASH, TOMORROW, membership_of
from tests.everywhere.world_programs import grow_programs
from tests.everywhere.world_records import grow_public_records
from tests.everywhere.world_reunification import grow_reunification
from tests.everywhere.world_risks import grow_risks
from tests.everywhere.world_walks import grow_walks

ROLES = (Role.TEACHER, Role.FIRE, Role.STAFF, Role.SRO)


def grow(place, number):
    """`number` more people with all that people have, plans, schools, and what is told of them."""
    for _ in range(number):
        _person(place)
        _plan(place)
        _said(place)
        _told(place)
        _item(place)
        grow_calendars(place)
        grow_facts(place)
        grow_agreements(place)
        grow_contacts(place)
        grow_reunification(place)
        grow_openings(place)
        grow_meetings(place)
        grow_briefs(place)
        grow_bulletins(place)
        grow_programs(place)
        grow_public_records(place)
        grow_community(place)
        grow_champions(place)
        grow_drills(place)
        grow_walks(place)
        grow_risks(place)
        grow_loops(place)
        _walked(place)
        school = builders.make_school(
            district=place.coalition.district, name=f"{place.mark}-school"
        )
        builders.make_coalition(school=school, name=f"{place.mark}-more")


def _person(place):
    """A member with an agency and a seat who trained, entered by somebody of their own, and is
    asked to sign and to review.
    """
    count = Membership.objects.count()
    agency = builders.make_agency(
        district=place.coalition.district, name=f"zq-district-agency-more-{count}"
    )
    seat = builders.make_seat(coalition=place.coalition, code=f"more-{count}")
    account = builders.make_member(
        coalition=place.coalition,
        role=ROLES[count % len(ROLES)],
        title=f"Title {count}",
        agency=agency,
        seat=seat,
    )
    membership = Membership.objects.get(person__account=account)
    entered = {
        "entered_by": account,
        "course": builders.make_course(),
        "coalition": place.coalition,
    }
    builders.make_record(person=membership.person, **entered)
    for role in ("administrator", "teacher"):
        builders.make_record(person=membership_of(place, role).person, **entered)
    Signature.objects.create(
        edition=place.signature.edition,
        membership=membership,
        seat=seat,
        seat_title=seat.title,
        content_hash="0" * 64,
        asked_at=timezone.now(),
        due_on=TOMORROW,
    )
    Reviewer.objects.create(round=place.reviewer.round, membership=membership, due_on=TOMORROW)
    designee = builders.make_member(coalition=place.coalition, role=Role.EMS)
    builders.make_designation(
        holder=membership, designee=Membership.objects.get(person__account=designee)
    )
    Invitation.objects.create(
        coalition=place.coalition,
        email=f"more{count}@example.org",
        role=Role.STAFF,
        seat=seat,
        token_hash=tokens.hash_of(f"token {count}"),
        created_at=timezone.now(),
        created_by=account,
        expires_at=timezone.now() + timedelta(days=7),
    )


def _plan(place):
    """A plan with an edition in force that is a protocol, read by somebody."""
    count = Section.objects.count()
    plan = builders.make_plan(coalition=place.coalition, title=f"{place.mark}-plan {count}")
    edition = builders.make_edition(plan=plan)
    section = builders.make_section(edition=edition, protocol_for=["teacher"], protocol_hash=HASH)
    builders.force_status(edition, "in_force")
    edition.review_due_on, edition.in_force_at, edition.in_force_by = (
        TOMORROW,
        timezone.now(),
        place.administrator,
    )
    edition.save(update_fields=["review_due_on", "in_force_at", "in_force_by"])
    Acknowledgement.objects.create(
        person=membership_of(place, "teacher").person,
        section=section,
        lineage=section.lineage,
        protocol_hash=HASH,
        made_at=timezone.now(),
        made_by=place.cast["teacher"],
    )


def _walked(place):
    """A walk that is finished with a finding, one that is planned, a report from outside, and
    answers and a version of the checklist more.
    """
    count = Assessment.objects.count()
    said = {"coalition": place.coalition, "lead": membership_of(place, "sro")}
    done = walks.make_assessment(**said, state="finished", building=f"More {count}")
    walks.make_finding(assessment=done)
    walks.make_assessment(**said, building=f"More {count}")
    for walk in (place.assessment, place.walked):
        walks.make_answer(assessment=walk)
    place.outside_report.pk = None
    place.outside_report.file_sha256 = f"{count:064x}"
    place.outside_report.save(force_insert=True)
    walks.make_finding(
        coalition=place.coalition, report=place.outside_report, title=f"More {count}"
    )
    walks.make_checklist(district=place.coalition.district, number=count + 100)


def _said(place):
    """A comment, a suggestion and a save by somebody new of each text that the world's addresses
    name.
    """
    account = builders.make_member(coalition=place.coalition, role=Role.SRO)
    membership = Membership.objects.get(person__account=account)
    for at in place.at.values():
        for section in at["sections"].values():
            builders.make_comment(section=section, membership=membership)
            builders.make_suggestion(section=section, membership=membership)
            _saved(section, account)


def _saved(section, account):
    """The section's text of today, saved once more."""
    Revision.objects.create(
        section=section,
        version=section.revisions.aggregate(latest=Max("version", default=0))["latest"] + 1,
        title=section.title,
        html=section.html,
        sensitivity=section.sensitivity,
        saved_at=timezone.now(),
        saved_by=account,
    )


def _item(place):
    """An action item in each state by somebody of their own, and evidence of the one that waits."""
    for state in ("open", "done", "verified", "accepted"):
        account = builders.make_member(coalition=place.coalition, role=Role.STAFF)
        how = {
            "open": {},
            "done": action_items.done(),
            "verified": action_items.verified(),
            "accepted": action_items.accepted(accepter=account.people.get()),
        }[state]
        action_items.make_item(
            coalition=place.coalition, owner=account.people.get(), by=account, **how
        )
    action_items.make_evidence(item=place.done_item, by=account)
    edition = place.at["in_review"]["sections"]["members"].edition
    RequiredChange.objects.create(
        item=place.item,
        plan=edition.plan,
        lineage=builders.make_section(edition=edition).lineage,
        named_at=timezone.now(),
        named_by=account,
    )


def _told(place):
    """A row of each ledger by, for and of somebody new."""
    account = builders.make_member(coalition=place.coalition, role=Role.HEALTH)
    membership = Membership.objects.get(person__account=account)
    record(by=account, action="membership.ended", subject=membership, scope=place.coalition)
    for whose in (account, place.administrator):
        Message.objects.create(
            dedupe_key=f"more {AuditRow.objects.count()} {whose.pk}",
            kind="digest",
            scope=place.coalition.pk,
            account=whose,
            to_name="More",
            to_address=whose.email,
            subject="1 thing is due",
            text="One thing is due.",
            due_at=timezone.now(),
            sent_at=timezone.now(),
        )
    section = place.at["in_force"]["sections"]["restricted"]
    RestrictedRead.objects.create(
        section=section,
        section_title=section.title,
        coalition_id=place.coalition.pk,
        account=account,
        reader_name=str(account),
        role="health",
        channel="opened",
        read_at=timezone.now(),
    )
