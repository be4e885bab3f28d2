"""A comment that the text alone cannot answer becomes an action item."""

from datetime import date

from django.db import transaction

from coalitions.access.roles import Sensitivity
from coalitions.action_items.actions.opening import open_item
from coalitions.action_items.models import ActionItem
from coalitions.people.models import Person
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from plans.comments.models.comment import Comment
from plans.comments.policies import can_open_item_of
from plans.required_changes.actions import name_section
from plans.required_changes.policies import can_name_section
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require
from safety_portal.core.web.addresses import address


@unrecorded("Opening the item and naming the section each leave a row.")
@transaction.atomic
def open_item_of(
    *,
    comment: Comment,
    what: str,
    why: str,
    owner: Person | Seat,
    due_on: date,
    how_checked: str,
    verifier: Person | None = None,
    school: School | None = None,
    by: User,
) -> ActionItem:
    """Open an action item that comes from a comment; returns it.

    It is restricted where the comment or its section is, and names the section where `by` edits the
    plan. One at a time for a comment: else AlreadyOpen. Refused as for opening one.
    """
    require(can_open_item_of(by, comment))
    section = comment.section
    edition = section.edition
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk]
    item = open_item(
        coalition=edition.plan.coalition,
        what=what,
        why=why,
        owner=owner,
        due_on=due_on,
        how_checked=how_checked,
        verifier=verifier,
        school=school,
        is_restricted=Sensitivity.RESTRICTED in (section.sensitivity, comment.sensitivity),
        origin_words=f"Comment on {section}, edition {edition.number}"[:300],
        origin_address=address("workspace_section", *where),
        origin_key=f"comment:{comment.pk}",
        by=by,
    )
    if can_name_section(by, item):
        name_section(item=item, section=section, by=by)
    return item
