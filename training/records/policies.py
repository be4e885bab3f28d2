"""Who may do what with training.

Each policy answers Allowed or Denied with the sentence a person is shown.
"""

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, can_administer
from coalitions.access.roles import Group
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied
from training.records.models import TrainingRecord


def can_log(user: User, coalition: Coalition) -> Allowed | Denied:
    """Log one's own training.

    Everybody who trains, which is all but officials, parents and students.
    """
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.groups_in(coalition) & roles.MAY_LOG_OWN:
        return Allowed()
    if access.grants_in(coalition):
        return Denied(
            "Officials, parents and students are not asked to train, so they log nothing."
        )
    return Denied(f"Only members of {coalition} log training here.")


def can_log_for_others(user: User, coalition: Coalition) -> Allowed | Denied:
    """Log for somebody else: administrators and officers."""
    if not (verdict := can_log(user, coalition)):
        return verdict
    if access_of(user).groups_in(coalition) & roles.MAY_LOG_FOR_OTHERS:
        return Allowed()
    return Denied("Only administrators and officers log for others.")


def can_see_own(user: User, coalition: Coalition) -> Allowed | Denied:
    """My record as a page, a print and a file.

    Every member, also looking as another role (nobody's records are shown then).
    """
    if access_of(user).grants_in(coalition):
        return Allowed()
    return Denied(f"Only members of {coalition} see this page.")


def can_verify(user: User, coalition: Coalition) -> Allowed | Denied:
    """Verify and return, and see everybody's records: the coalition's administrators."""
    return can_administer(user, coalition)


def can_see_records(user: User, coalition: Coalition) -> Allowed | Denied:
    """Everybody's records: the coalition's administrators, also when they only look."""
    if Group.ADMINISTRATOR in access_of(user).groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} sees everybody's training.")


def can_read_record(user: User, record: TrainingRecord) -> Allowed | Denied:
    """Anybody whom `visible_to` let through: whose it is, who entered it, administrators."""
    return Allowed()


def can_change_record(user: User, record: TrainingRecord) -> Allowed | Denied:
    """Correct or withdraw.

    Whose record it is, and who entered it while still an officer or administrator there.
    """
    if access_of(user).view_as:
        return LOOKING_ONLY
    if record.person.account_id == user.pk:
        return Allowed()
    if record.entered_by_id == user.pk and can_log_for_others(user, record.coalition):
        return Allowed()
    return Denied(
        f"Only {record.person}, or who entered it, corrects this record. An administrator can return it."
    )


def can_decide_record(user: User, record: TrainingRecord) -> Allowed | Denied:
    """Verify or return: an administrator who is not the one who trained."""
    if not (verdict := can_verify(user, record.coalition)):
        return verdict
    if record.person.account_id == user.pk:
        return Denied(
            f"This is your own record. A second administrator of {record.coalition} verifies it."
        )
    return Allowed()
