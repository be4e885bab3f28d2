"""Who reads agreements, and who opens their papers. Writing them down is the administrators'."""

from coalitions.access.grants import access_of
from coalitions.access.policies import Scope
from coalitions.access.roles import MEMBERS
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_read_agreements(user: User, coalition: Scope) -> Allowed | Denied:
    """What is agreed, and which officers stand on it: who reads what members read there."""
    if MEMBERS in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Agreements of {coalition} are for its members; parents and students read none.")


def can_read_agreement(user: User, agreement: Agreement) -> Allowed | Denied:
    """The same of one agreement."""
    return can_read_agreements(user, agreement.coalition)


def can_open_paper(user: User, paper: AgreementPaper) -> Allowed | Denied:
    """A file: who reads what is members', or restricted, in the coalition of its agreement."""
    coalition = paper.agreement.coalition
    if paper.sensitivity in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Administrators of {coalition} say who opens this paper.")


def can_see_assignment(user: User, assignment: OfficerAssignment) -> Allowed | Denied:
    """Where an officer is on which days: who reads the agreements, and the officer."""
    if assignment.person_id in access_of(user).person_ids:
        return Allowed()
    return can_read_agreements(user, assignment.coalition)
