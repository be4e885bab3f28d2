"""The nouns of WHO, one per file."""

from coalitions.models.agency import Agency
from coalitions.models.coalition import Coalition
from coalitions.models.designation import Designation
from coalitions.models.district import District
from coalitions.models.invitation import Invitation
from coalitions.models.membership import Membership
from coalitions.models.people_file import PeopleFile
from coalitions.models.person import Person
from coalitions.models.roster_identity import RosterIdentity
from coalitions.models.school import School
from coalitions.models.school_file import SchoolFile
from coalitions.models.seat import Seat

__all__ = [
    "Agency",
    "Coalition",
    "Designation",
    "District",
    "Invitation",
    "Membership",
    "PeopleFile",
    "Person",
    "RosterIdentity",
    "School",
    "SchoolFile",
    "Seat",
]
