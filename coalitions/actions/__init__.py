"""The verbs of WHO. Each is one transaction: lock, check, change, audit row, mail."""

from coalitions.actions.agencies import add_agency, change_agency
from coalitions.actions.answering import WrongAccount, accept, decline
from coalitions.actions.coalitions import change_settings
from coalitions.actions.designating import designate, end_designation
from coalitions.actions.forming import CoalitionExists, form_coalition
from coalitions.actions.inviting import AlreadyInvited, ListRefused, invite, invite_many, resend, revoke
from coalitions.actions.memberships import (
    AlreadyMember,
    LastAdministrator,
    add_membership,
    change_membership,
    end_membership,
    leave,
)
from coalitions.actions.naming import rename
from coalitions.actions.seats import add_seat, change_seat, leave_seat_empty, seek_for_seat

__all__ = [
    "AlreadyInvited",
    "AlreadyMember",
    "CoalitionExists",
    "LastAdministrator",
    "ListRefused",
    "WrongAccount",
    "accept",
    "add_agency",
    "add_membership",
    "add_seat",
    "change_agency",
    "change_membership",
    "change_seat",
    "change_settings",
    "decline",
    "designate",
    "end_designation",
    "end_membership",
    "form_coalition",
    "invite",
    "invite_many",
    "leave",
    "leave_seat_empty",
    "rename",
    "resend",
    "revoke",
    "seek_for_seat",
]
