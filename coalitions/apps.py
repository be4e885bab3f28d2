"""Django's handle on the coalitions app."""

from django.apps import AppConfig
from django.db.models import F

from coalitions.records.merge_rules import Moves, Stays, Untangled


class CoalitionsConfig(AppConfig):
    """Installed as `coalitions`."""

    name = "coalitions"
    follows = {
        "ActionItem.accepter": Moves(),
        "ActionItem.owner": Moves(),
        "ActionItem.verifier": Moves(),
        # They speak in the membership in which they spoke.
        "BriefAnswer.membership": Stays(),
        # Where both records got one bulletin, the other one stays: it is nobody's to read any more.
        "BulletinRecipient.person": Moves(),
        # Where one coalition has both records as contacts, the other one stays as it is.
        "Contact.person": Moves(),
        # They end with a membership that is closed (records/actions/merging.py): the holder names
        # somebody again.
        "Designation.designee": Stays(),
        "Designation.holder": Stays(),
        # They answer and spoke in the membership in which they did.
        "JoinRules.answerer": Stays(),
        "Talk.membership": Stays(),
        "Membership.person": Untangled(),
        # At one school in the same time: the other one is closed on its first day, as history.
        "OfficerAssignment.person": Moves(doubles={"ends_on": F("starts_on")}),
        # Where both stand in one role, the other one stays, and counts for nothing.
        "RoleHolder.person": Moves(),
        "RosterIdentity.person": Moves(),
        # Where both records were invited to one meeting, the other one stays as history.
        "Invitee.person": Moves(),
        "Recusal.person": Moves(),
        "Meeting.note_taker": Stays(),
        # Of a membership that is closed nobody is named: they say so again in the one that is left.
        "NameConsent.membership": Stays(),
        "Program.leader": Moves(),
        "Person.merged_into": Moves(),
    }
    audit_places = {
        "Agreement": ("agreement", "coalition__slug", "pk"),
        "ActionItem": ("action_item", "coalition__slug", "pk"),
        "Brief": ("brief", "coalition__slug", "pk"),
        "BriefAnswer": ("brief", "membership__coalition__slug", "version__brief_id"),
        "Contact": ("contact", "coalition__slug", "pk"),
        "CommunityPage": ("community", "coalition__slug"),
        "PublicTranslation": ("community_translations", "coalition__slug"),
        "ContactRole": ("contacts", "coalition__slug"),
        "PrintedSheet": ("contact_printed", "coalition__slug"),
        "JoinRequest": ("champion_request", "coalition__slug", "pk"),
        "JoinRules": ("champion_requests", "coalition__slug"),
        "Kit": ("reunification", "coalition__slug"),
        "Membership": ("record_of_person", "coalition__slug", "person_id"),
        "Invitation": ("invitations", "coalition__slug"),
        "Meeting": ("meeting", "coalition__slug", "pk"),
        "AgendaLine": ("meeting", "meeting__coalition__slug", "meeting_id"),
        "AttendanceSheet": ("meeting", "meeting__coalition__slug", "meeting_id"),
        "Program": ("program", "coalition__slug", "pk"),
        "ProgramEntry": ("program_entry", "coalition__slug", "code"),
        "RecordsPacket": ("public_records_packet", "coalition__slug", "pk"),
        "RecordsRequest": ("records_packet", "coalition__slug", "pk"),
        "Rehearsal": ("reunification_rehearsal", "coalition__slug", "pk"),
        "ReunificationSite": ("reunification", "coalition__slug"),
        "Talk": ("champions", "membership__coalition__slug"),
        "Seat": ("membership_seats", "coalition__slug"),
    }
