"""Django's door to the models of WHO. Nobody of ours imports it: a model lies with its noun."""

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
from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.models.recipient import (
    BulletinReading,
    BulletinRecipient,
    BulletinTelling,
)
from coalitions.bulletins.models.words import BulletinAnswer, BulletinNews
from coalitions.calendars.models import CalendarFile, SchoolYear, YearSpan
from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.champions.models.talk import Talk
from coalitions.coalition.models import Coalition
from coalitions.community.models.consent import NameConsent
from coalitions.community.models.page import CommunityPage
from coalitions.community.models.translation import PublicTranslation
from coalitions.contacts.models.contact import Contact, ContactChange
from coalitions.contacts.models.sheet import ContactPlace, ContactRole, PrintedSheet
from coalitions.directory_import.models import SchoolFile
from coalitions.invitations.models import Invitation
from coalitions.meetings.models.agenda import AgendaLine, Decision, LineItem, Recusal
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Correction, Meeting, MeetingRules
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.openings.models import Opening
from coalitions.people.models import Person, RosterIdentity
from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.models.program import Program
from coalitions.programs.models.review import ProgramReview
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from coalitions.reunification.models.kit import Kit, KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RoleHolder
from coalitions.reunification.models.site import ReunificationSite, SiteWalk
from coalitions.rosters.models import PeopleFile
from coalitions.school_facts.models import SchoolFact
from coalitions.schools.models import District, School
from coalitions.seats.models import Seat

__all__ = [
    "ActionItem",
    "Agency",
    "AgendaLine",
    "Agreement",
    "AgreementPaper",
    "AgreementParty",
    "AgreementReview",
    "Amendment",
    "AttendanceSheet",
    "Brief",
    "BriefAnswer",
    "BriefDay",
    "BriefRead",
    "BriefVersion",
    "Bulletin",
    "BulletinAnswer",
    "BulletinNews",
    "BulletinPlace",
    "BulletinReading",
    "BulletinRecipient",
    "BulletinRole",
    "BulletinTelling",
    "CalendarFile",
    "Coalition",
    "CommunityPage",
    "Contact",
    "ContactChange",
    "ContactPlace",
    "ContactRole",
    "Correction",
    "Decision",
    "Designation",
    "District",
    "Invitation",
    "Invitee",
    "ItemEvidence",
    "JoinRequest",
    "JoinRules",
    "Kit",
    "KitCheck",
    "LineItem",
    "Measure",
    "MeasureValue",
    "Meeting",
    "MeetingRules",
    "Membership",
    "MinutesDraft",
    "NameConsent",
    "OfficerAssignment",
    "Opening",
    "PaperRead",
    "PeopleFile",
    "Person",
    "PrintedSheet",
    "Program",
    "ProgramEntry",
    "ProgramReview",
    "PublicTranslation",
    "RecordsPacket",
    "RecordsRequest",
    "Recusal",
    "Rehearsal",
    "ReunificationSite",
    "RoleHolder",
    "RosterIdentity",
    "School",
    "SchoolFact",
    "SchoolFile",
    "SchoolYear",
    "Seat",
    "SiteWalk",
    "Talk",
    "YearSpan",
]
