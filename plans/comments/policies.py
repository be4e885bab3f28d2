"""Who comments and suggests, who answers, and who takes back."""

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.action_items.policies import can_open_item
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.section import Section
from plans.editions.policies import can_edit, can_read_section
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_comment(user: User, section: Section) -> Allowed | Denied:
    """Every member of the plan's coalition comments on what they read.

    Who only reaches in reads.
    """
    coalition = section.edition.plan.coalition
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if not access.grants_in(coalition):
        return Denied(f"Only members of {coalition} comment on its plan.")
    return can_read_section(user, section)


def can_suggest(user: User, section: Section) -> Allowed | Denied:
    """Propose other words for what they read.

    Members whose role suggests (coalitions/access/roles.py).
    """
    coalition = section.edition.plan.coalition
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if not access.grants_in(coalition):
        return Denied(f"Only members of {coalition} suggest other words for its plan.")
    if not access.groups_in(coalition) & roles.MAY_SUGGEST:
        return Denied(
            "Elected officials, parents and students comment on the plan; they do not suggest its words."
        )
    return can_read_section(user, section)


def can_read_suggestion(user: User, suggestion: Suggestion) -> Allowed | Denied:
    """Read other words that somebody suggested: everybody whom `visible_to` let through."""
    return Allowed()


def can_answer_suggestion(user: User, suggestion: Suggestion) -> Allowed | Denied:
    """Accept or decline other words that somebody suggested: who edits the plan."""
    return can_edit(user, suggestion.section.edition.plan)


def can_withdraw_suggestion(user: User, suggestion: Suggestion) -> Allowed | Denied:
    """Take one's own suggestion back: who made it, while they may still suggest."""
    if suggestion.made_by_id != user.pk:
        return Denied(f"Only {suggestion.made_by} withdraws this suggestion.")
    return can_suggest(user, suggestion.section)


def can_resolve(user: User, comment: Comment) -> Allowed | Denied:
    """Mark a comment as dealt with: who made it, and who edits the plan."""
    section = comment.section
    if access_of(user).view_as:
        return LOOKING_ONLY
    if comment.made_by_id == user.pk:
        return can_comment(user, section)
    return can_edit(user, section.edition.plan)


def can_open_item_of(user: User, comment: Comment) -> Allowed | Denied:
    """Make an action item of what was said: who opens action items of the plan's coalition."""
    return can_open_item(user, comment.section.edition.plan.coalition)
