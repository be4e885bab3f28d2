"""What WHO offers for a whole export of a coalition: a new noun joins by one line of ROWS.

docs/coalition-export.md says what each object holds; a test compares both, and asks of every model
whether it is offered or left out.
"""

from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.agencies.models import Agency
from coalitions.agreements.models.agreement import (
    Agreement,
    AgreementParty,
    AgreementReview,
    Amendment,
)
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from coalitions.briefs.models.answer import BriefAnswer, BriefRead
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.models.day import BriefDay
from coalitions.bulletins import exporting as bulletins
from coalitions.calendars import exporting as calendars
from coalitions.champions import exporting as champions
from coalitions.coalition.models import Coalition
from coalitions.community import exporting as community
from coalitions.contacts.models.contact import Contact, ContactChange
from coalitions.contacts.models.sheet import ContactPlace, ContactRole, PrintedSheet
from coalitions.directory_import.models import SchoolFile
from coalitions.invitations.models import Invitation
from coalitions.meetings.models.agenda import AgendaLine, Decision, LineItem, Recusal
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Correction, Meeting, MeetingRules
from coalitions.meetings.writers.calendars import calendar_of
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.openings.models import Opening
from coalitions.people.models import Person, RosterIdentity
from coalitions.programs.offering import export as programs
from coalitions.public_records import exporting as public_records
from coalitions.reunification.models.kit import Kit, KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite, SiteWalk
from coalitions.rosters.models import PeopleFile
from coalitions.school_facts.models import SchoolFact
from coalitions.schools.models import District, School
from coalitions.seats.models import Seat
from safety_portal.core.exports.offers import Papers, Rows

ROWS = (
    Rows(name="coalitions", model=Coalition, of="pk"),
    Rows(
        name="seats",
        model=Seat,
        of="coalition",
        sheet={
            "Seat": "title",
            "Signs the plan": "signs_plan",
            "Asked for": "recommended_minimum",
            "Why": "why",
            "Left empty because": "left_empty_because",
        },
    ),
    Rows(
        name="memberships",
        model=Membership,
        of="coalition",
        sheet={
            "Name": "person__name",
            "E-mail": "person__email",
            "Telephone": "person__phone",
            "Role": "role",
            "Title": "title",
            "Agency": "agency__name",
            "Seat": "seat__title",
            "Chair": "is_chair",
            "From": "starts_on",
            "First day without": "ends_on",
        },
    ),
    Rows(name="designations", model=Designation, of="holder__coalition"),
    Rows(
        name="invitations",
        model=Invitation,
        of="coalition",
        # By it somebody could accept in another's name.
        leaves_out=("token_hash",),
    ),
    # What was read of a file, and chosen for it, goes once it is imported.
    Rows(name="people_files", model=PeopleFile, of="coalition", leaves_out=("content", "choices")),
    Rows(
        name="agreements",
        model=Agreement,
        of="coalition",
        sheet={
            "Agreement": "title",
            "Kind": "kind",
            "Signed on": "signed_on",
            "In force from": "starts_on",
            "Ends on": "ends_on",
            "Read again by": "review_due_on",
            "Terms": "terms",
            "Closed because": "closed_because",
        },
    ),
    Rows(name="agreement_parties", model=AgreementParty, of="agreement__coalition"),
    Rows(name="amendments", model=Amendment, of="agreement__coalition"),
    Rows(name="agreement_reviews", model=AgreementReview, of="agreement__coalition"),
    Rows(
        name="agreement_papers",
        model=AgreementPaper,
        of="agreement__coalition",
        uploads={"file": "sha256"},
    ),
    Rows(name="paper_reads", model=PaperRead, of="paper__agreement__coalition"),
    Rows(name="officer_assignments", model=OfficerAssignment, of="coalition"),
    Rows(
        name="contacts",
        model=Contact,
        of="coalition",
        sheet={
            "Name": "name",
            "Person": "person__name",
            "Agency": "agency__name",
            "Title": "title",
            "Day": "day_phone",
            "Night": "night_phone",
            "Radio": "radio",
            "Confirmed on": "confirmed_on",
            "Not listed since": "retired_at",
        },
    ),
    Rows(name="contact_changes", model=ContactChange, of="contact__coalition"),
    Rows(name="contact_roles", model=ContactRole, of="coalition"),
    Rows(name="contact_places", model=ContactPlace, of="role__coalition"),
    Rows(name="printed_sheets", model=PrintedSheet, of="coalition"),
    Rows(
        name="reunification_sites",
        model=ReunificationSite,
        of="coalition",
        sheet={
            "Site": "name",
            "Which": "which",
            "Agreement": "agreement__title",
            "Where": "location",
            "Way": "way",
            "Given up": "given_up_at",
        },
    ),
    Rows(name="site_walks", model=SiteWalk, of="site__coalition"),
    Rows(name="role_holders", model=RoleHolder, of="coalition"),
    Rows(name="rehearsals", model=Rehearsal, of="coalition"),
    Rows(name="kits", model=Kit, of="coalition"),
    Rows(name="kit_checks", model=KitCheck, of="kit__coalition"),
    Rows(
        name="openings",
        model=Opening,
        of="coalition",
        sheet={
            "When": "opened_at",
            "Who": "reader_name",
            "Role": "role",
            "Page": "page",
            "How": "way",
            "Received": "received_at",
        },
    ),
    Rows(
        name="action_items",
        model=ActionItem,
        of="coalition",
        sheet={
            "Action item": "what",
            "Why": "why",
            "State": "state",
            "Owner": "owner__name",
            "Owner's seat": "owner_seat__title",
            "Due on": "due_on",
            "How it is checked": "how_checked",
            "School": "school__name",
            "From": "origin_words",
            "Opened": "opened_at",
            "Done": "done_at",
            "Verified": "verified_at",
            "Restricted": "is_restricted",
        },
    ),
    Rows(
        name="evidence",
        model=ItemEvidence,
        of="item__coalition",
        uploads={"file": "file_sha256"},
    ),
    Rows(name="meeting_rules", model=MeetingRules, of="coalition"),
    Rows(
        name="meetings",
        model=Meeting,
        of="coalition",
        sheet={
            "Begins": "starts_at",
            "Ends": "ends_at",
            "Kind": "kind",
            "About": "about",
            "Place": "place",
            "State": "state",
            "Others present": "guests",
            "Quorum, in seats": "quorum_needed",
        },
    ),
    Rows(name="agenda_lines", model=AgendaLine, of="meeting__coalition"),
    Rows(
        name="decisions",
        model=Decision,
        of="line__meeting__coalition",
        sheet={
            "Meeting": "line__meeting__starts_at",
            "Item": "line__title",
            "Decision": "text",
            "For": "votes_for",
            "Against": "votes_against",
            "Abstained": "abstained",
            "Taken out": "removed_at",
        },
    ),
    Rows(name="recusals", model=Recusal, of="decision__line__meeting__coalition"),
    Rows(name="line_items", model=LineItem, of="line__meeting__coalition"),
    Rows(
        name="invitees",
        model=Invitee,
        of="meeting__coalition",
        sheet={
            "Meeting": "meeting__starts_at",
            "Name": "person__name",
            "Answer": "answer",
            "Present": "present_at",
            "Seat": "seat__title",
            "Invitation taken back": "withdrawn_at",
        },
    ),
    Rows(
        name="attendance_sheets",
        model=AttendanceSheet,
        of="meeting__coalition",
        uploads={"file": "sha256"},
    ),
    Rows(name="corrections", model=Correction, of="meeting__coalition"),
    Rows(name="briefs", model=Brief, of="coalition"),
    Rows(
        name="brief_versions",
        model=BriefVersion,
        of="brief__coalition",
        sheet={
            "Brief": "title",
            "Version": "number",
            "State": "state",
            "First place in the matrix": "primary_cell",
            "Read by": "sensitivity",
            "Question": "question",
            "Published for": "publish_on",
        },
    ),
    Rows(
        name="brief_answers",
        model=BriefAnswer,
        of="membership__coalition",
        sheet={
            "Question": "version__question",
            "Name": "membership__person__name",
            "Answer": "text",
            "Written": "written_at",
            "Removed because": "removed_because",
        },
    ),
    Rows(name="brief_reads", model=BriefRead, of="version__brief__coalition"),
    Rows(name="brief_days", model=BriefDay, of="coalition"),
    *calendars.ROWS,
    Rows(name="school_facts", model=SchoolFact, of="coalition"),
    *programs.ROWS,
    *bulletins.ROWS,
    *public_records.ROWS,
    *community.ROWS,
    *champions.ROWS,
)
# Of the district rather than the coalition: only those that rows above refer to.
REFERENCED = (
    Rows(name="people", model=Person, is_referenced=True),
    Rows(name="agencies", model=Agency, is_referenced=True),
    Rows(name="schools", model=School, is_referenced=True),
    Rows(name="districts", model=District, is_referenced=True),
)
PAPERS = (Papers(calendar_of),)
LEFT_OUT = {
    MinutesDraft: "what one writer has typed and not saved, nobody else's business",
    RosterIdentity: "numbers of the district's other systems, which the next roster brings again",
    SchoolFile: "a list of schools of whole districts, of whoever brought it",
} | champions.LEFT_OUT
