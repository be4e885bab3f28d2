"""Who may do what with a plan. Each policy answers Allowed or Denied with the sentence a person is shown.

Who is decided here, when is decided by lifecycle.py: a policy never looks at an edition's state.
"""

from coalitions import roles
from coalitions.policies import LOOKING_ONLY, administered_districts, can_administer
from coalitions.standing import standing_of
from safety_portal.authority import Allowed, Denied


def can_see_plans(user, coalition):
    """The list of plans: everybody whom `visible_to` let through to the coalition."""
    return Allowed()


def can_ask_for_plan(user, coalition):
    """Ask a school's coalition for the plan it does not have: the administrators of its district's coalition."""
    if standing_of(user).seen_as:
        return LOOKING_ONLY
    if coalition.school_id and coalition.district_id in administered_districts(user):
        return Allowed()
    return Denied("Only an administrator of the district’s coalition asks a school for its plan.")


def can_read_plan(user, plan):
    """Open a plan at all; what is readable in it is decided section by section."""
    return Allowed()


def can_read_edition(user, edition):
    """Open an edition, and take a copy of what one may read in it: everybody whom `visible_to` let through."""
    return Allowed()


def can_print(user, edition):
    """Have a PDF made of what one may read in it: as can_read_edition, for oneself."""
    return LOOKING_ONLY if standing_of(user).seen_as else can_read_edition(user, edition)


def can_see_drafts(user, coalition):
    """See each edition of a coalition's plans in work, also while it is only drafted: as open_to lets everybody in.

    Whoever may not is never told that none is in work.
    """
    for hold in standing_of(user).holds:
        is_member = hold.coalition_id == coalition.pk and hold.group != "community"
        reaches_down = coalition.school_id and not hold.of_school and hold.group in roles.READS_DOWN
        if is_member or (reaches_down and hold.district_id == coalition.district_id):
            return Allowed()
    return Denied(f"What {coalition} is writing is shown to its members.")


def can_read_section(user, section):
    """Read one section's text: by the level the reader has in the coalition, or as a named reviewer of an open round."""
    coalition = section.edition.plan.coalition
    if section.sensitivity in standing_of(user).levels_in(coalition):
        return Allowed()
    if _is_put_to(user, section):
        return Allowed()
    if section.sensitivity == roles.RESTRICTED:
        return Denied(f"This section is restricted. Administrators of {coalition} say who reads it.")
    return Denied(f"This section is for members of {coalition}.")


def _is_put_to(user, section):
    holds = [hold.membership_id for hold in standing_of(user).holds if hold.group != "community"]
    return section.reviewers.filter(membership_id__in=holds, round__closed_at__isnull=True).exists()


def can_edit(user, plan):
    """Write the text, and move the plan through its life: the coalition's administrators."""
    return can_administer(user, plan.coalition)


def can_edit_edition(user, edition):
    """Write, add, move and remove sections of an edition: as can_edit."""
    return can_edit(user, edition.plan)


def can_edit_section(user, section):
    """Write one section's text and say who reads it: as can_edit."""
    return can_edit(user, section.edition.plan)


def can_see_revisions(user, section):
    """What a section said before, and who changed it: members who may read it now. Who only reaches in reads what is in force."""
    coalition = section.edition.plan.coalition
    if roles.MEMBERS not in {
        level for hold in standing_of(user).holds_in(coalition) for level in roles.levels(hold.role)
    }:
        return Denied(f"Only members of {coalition} see how its plan changed.")
    return can_read_section(user, section)


def can_comment(user, section):
    """Every member of the plan's coalition comments on what they read; who only reaches in reads."""
    coalition = section.edition.plan.coalition
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if not standing.holds_in(coalition):
        return Denied(f"Only members of {coalition} comment on its plan.")
    return can_read_section(user, section)


def can_suggest(user, section):
    """Propose other words for what they read: members whose role suggests (coalitions/roles.py)."""
    coalition = section.edition.plan.coalition
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if not standing.holds_in(coalition):
        return Denied(f"Only members of {coalition} suggest other words for its plan.")
    if not standing.groups_in(coalition) & roles.MAY_SUGGEST:
        return Denied("Elected officials, parents and students comment on the plan; they do not suggest its words.")
    return can_read_section(user, section)


def can_read_suggestion(user, suggestion):
    """Read other words that somebody suggested: everybody whom `visible_to` let through."""
    return Allowed()


def can_answer_suggestion(user, suggestion):
    """Take or decline other words that somebody suggested: who edits the plan."""
    return can_edit(user, suggestion.section.edition.plan)


def can_withdraw_suggestion(user, suggestion):
    """Take one's own suggestion back: who made it, while they may still suggest."""
    if suggestion.made_by_id != user.pk:
        return Denied(f"Only {suggestion.made_by} withdraws this suggestion.")
    return can_suggest(user, suggestion.section)


def can_see_who_is_here(user, section):
    """Who else has a section open that is being written: members of the coalition who read what members read."""
    coalition = section.edition.plan.coalition
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if not any(roles.MEMBERS in roles.levels(hold.role) for hold in standing.holds_in(coalition)):
        return Denied(f"Only members of {coalition} see who else has a section of its plan open.")
    return can_read_section(user, section)


def can_decide_review(user, reviewer):
    """Give the decision a reviewer was asked for: that member, nobody else."""
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if any(hold.membership_id == reviewer.membership_id for hold in standing.holds):
        return Allowed()
    return Denied(f"Only {reviewer.membership.person} gives this decision.")


def can_sign(user, signature):
    """Sign or decline: the holder of the seat, while the membership lasts, and their designee."""
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    hold = next((hold for hold in standing.holds if hold.membership_id == signature.membership_id), None)
    if hold is None and signature.membership_id in standing.signs_for:
        return Allowed()
    if hold is None:
        return Denied(f"Only who holds the seat {signature.seat_title} signs here.")
    if hold.group not in roles.MAY_SIGN:
        return Denied("Parents and students do not sign the plan; they comment on what they read.")
    return Allowed()


def can_acknowledge(user, section):
    """Say that a protocol was read: members in a role it is meant for."""
    coalition = section.edition.plan.coalition
    standing = standing_of(user)
    if standing.seen_as:
        return LOOKING_ONLY
    if standing.roles_in(coalition) & set(section.protocol_for):
        return can_read_section(user, section)
    return Denied("This section is not a protocol for your role.")


def can_see_acknowledgements(user, coalition):
    """Who has read what, by name: the coalition's administrators."""
    if "administrator" in standing_of(user).groups_in(coalition):
        return Allowed()
    return Denied(f"Only an administrator of {coalition} sees who has read what.")


def can_resolve(user, comment, *, section=None):
    """Mark a comment as dealt with: who made it, and who edits the plan."""
    section = section or comment.section
    if standing_of(user).seen_as:
        return LOOKING_ONLY
    if comment.made_by_id == user.pk:
        return can_comment(user, section)
    return can_edit(user, section.edition.plan)


def can_see_signatures(user, edition):
    """Who has signed, by name and seat: whoever reads what members read. Parents and students see the plan, not the names."""
    coalition = edition.plan.coalition
    if roles.MEMBERS in standing_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Only members of {coalition} see who signed its plan.")


def can_see_signature(user, signature):
    """The page of one signature: who holds the seat, their designee, and the coalition's administrators."""
    standing = standing_of(user)
    if any(hold.membership_id == signature.membership_id for hold in standing.holds):
        return Allowed()
    if "administrator" in standing.groups_in(signature.edition.plan.coalition):
        return Allowed()
    if signature.membership_id in standing.signs_for:
        return Allowed()
    return Denied(f"Only who holds the seat {signature.seat_title} sees this page.")


def can_manage_signature(user, signature):
    """Waive, record on paper, answer a decline, ask again: who edits the plan."""
    return can_edit(user, signature.edition.plan)


def can_see_approval(user, approval):
    """How a board voted, and its minutes: as can_see_signatures."""
    return can_see_signatures(user, approval.edition)


def can_manage_approval(user, approval):
    """Add the minutes of a vote, or void it: who edits the plan."""
    return can_edit(user, approval.edition.plan)


def can_see_readers(user, edition):
    """Who has read the protocols of an edition, by name: as can_see_acknowledgements."""
    return can_see_acknowledgements(user, edition.plan.coalition)


def can_bring_in(user, word_file):
    """Decide about a Word file: who brought it, while an administrator of the coalition."""
    return can_administer(user, word_file.coalition)
