"""Mail about somebody's place in a coalition, when another person changed it.

What, since when, what it opens, whom to ask.

It goes to those who can sign in: a person without an account is asked in by an invitation, and
hears nothing else. Nobody is told what they did themselves. A single change is told at once; what
is done to many together is told in the evening, all of a day in one mail.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import GROUP_OF, Group
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail

EVENING = time(18)
# What a role opens in the coalition, in the words of the table of roles (roles.py).
RIGHTS = {
    Group.ADMINISTRATOR: "You administer it: you invite people, write and publish its plan, verify training and see what is late.",
    Group.OFFICERS: "You read its whole plan, comment, suggest other words, and log training for yourself and others.",
    Group.RESPONDERS: (
        "You read its whole plan, comment, suggest other words, and log your training."
    ),
    Group.CARE: "You read what its plan shows to members, comment, suggest other words, and log your training.",
    Group.SCHOOL: "You read what its plan shows to members, acknowledge your protocols, comment, and log your training.",
    Group.OFFICIAL: "You read what its plan shows to members, and comment.",
    Group.COMMUNITY: "You read what is public of its plan, and comment.",
}
# Said of a field that became true or was filled, and of one that became false or was emptied; VALUE
# is what it is or was.
SAID = {
    "title": ("Your title there is “VALUE” now.", "You have no title there any more."),
    "seat": ("You hold the seat VALUE now.", "You no longer hold the seat VALUE."),
    "agency": ("You stand there for VALUE now.", "You no longer stand there for VALUE."),
    "is_chair": (
        "You chair it now: you are told when something there stays late.",
        "You no longer chair it.",
    ),
    "is_local_champion": (
        "You are its local champion now.",
        "You are no longer its local champion.",
    ),
}
GATHERED = "Your memberships were changed"
HEAD = f"{GATHERED}\n\nIf something is wrong here, ask who did it, or an administrator of the coalition.\n"


def lines_on_begin(membership, *, by) -> list[str]:
    """What is said of a new membership. Needs its seat and coalition."""
    place = f"{membership.get_role_display()} in {membership.coalition}"
    lines = [f"{_who(by)} made you {place}, from {full_day(membership.starts_on)} on."]
    if membership.ends_on:
        lines.append(f"{full_day(membership.ends_on)} is the first day without it.")
    if membership.seat:
        lines.append(_seat(membership.seat))
    return [*lines, RIGHTS[GROUP_OF[membership.role]]]


def changed(membership, before: dict, *, by) -> list[str]:
    """What is said of a membership of which the fields `before` were otherwise (name -> what it
    was).
    """
    place, day = (
        f"{membership.get_role_display()} in {membership.coalition}",
        full_day(timezone.localdate()),
    )
    lines = [f"{_who(by)} changed your membership as {place} on {day}."]
    for name, was in before.items():
        value = getattr(membership, name)
        lines.append(
            _seat(value)
            if name == "seat" and value
            else SAID[name][not value].replace("VALUE", str(value or was))
        )
    return lines


def held_on(membership, *, by) -> list[str]:
    """What is said of a term that ends later than it would have."""
    place, day = (
        f"{membership.get_role_display()} in {membership.coalition}",
        full_day(membership.ends_on),
    )
    return [f"{_who(by)} let you stay {place}; {day} is the first day without it."]


def until(membership, *, by) -> list[str]:
    """What is said of a membership that ends on another day than before, or had no end."""
    place, day = (
        f"{membership.get_role_display()} in {membership.coalition}",
        full_day(membership.ends_on),
    )
    return [f"{_who(by)} noted how long you are {place}: {day} is the first day without it."]


def lines_on_end(membership, *, by, because="") -> list[str]:
    """What is said of a membership that ended."""
    place, day = (
        f"{membership.get_role_display()} in {membership.coalition}",
        full_day(membership.ends_on),
    )
    lines = [f"{_who(by)} ended your membership as {place}; {day} is the first day without it."]
    if because:
        lines.append(f"The reason given: {because}")
    return [*lines, "What you signed, wrote and logged stays in the record under your name."]


def merged(membership, *, by, is_gained) -> list[str]:
    """What is said of a membership that an account gained or lost when two records were merged."""
    place = f"{membership.get_role_display()} in {membership.coalition}"
    if is_gained:
        return [
            f"{_who(by)} merged two records of you: you are {place} with this account now.",
            RIGHTS[GROUP_OF[membership.role]],
        ]
    return [
        f"{_who(by)} merged two records of one person: with this account you are no longer {place}."
    ]


def tell_begun(membership, *, by):
    """At once: a membership began."""
    heading = f"You are {membership.get_role_display()} in {membership.coalition} now"
    lines = lines_on_begin(membership, by=by)
    _tell_member(
        membership,
        by=by,
        kind=Kind("membership_added"),
        key=membership.pk,
        heading=heading,
        lines=lines,
    )


def tell_changed(membership, before, *, by, row):
    """At once.

    Seat, chair, title, agency or task of a membership changed; `row` is the audit row that says so.
    """
    heading = f"Your membership in {membership.coalition} was changed"
    lines = changed(membership, before, by=by)
    _tell_member(
        membership, by=by, kind=Kind("membership_changed"), key=row.pk, heading=heading, lines=lines
    )


def tell_ended(membership, *, by, because):
    """At once: a membership ended."""
    coalition, account = membership.coalition, _reader(membership, by)
    if account is None:
        return
    context = {
        "membership": membership,
        "coalition": coalition,
        "asker": str(by) if by else "",
        "because": because,
    }
    outbox.post(
        key=f"membership-ended:{membership.pk}:{membership.ends_on.isoformat()}",
        kind=Kind("membership_ended"),
        to=account.email,
        name=membership.person.name,
        subject=f"Your membership in {coalition.name} has ended",
        text=render_to_string("coalitions/memberships/mail/membership_ended.txt", context),
        account=account,
        scope=coalition,
    )


def gather(told, *, by):
    """In the evening, one mail a person and day: `told` are (membership, sentences), with
    person__account and coalition.
    """
    outbox.gather_each(
        [
            _paragraph(membership, lines, _reader(membership, by))
            for membership, lines in told
            if _reader(membership, by)
        ],
        kind=Kind("memberships_changed"),
        subject=GATHERED,
        head=HEAD,
        due_at=_evening(),
    )


def _paragraph(membership, lines, account):
    paragraph = f"\n{' '.join(lines)}\n"
    return {
        "account": account,
        "name": membership.person.name,
        "scope": membership.coalition_id,
        "paragraph": paragraph,
    }


def _evening():
    """The next six o'clock in the evening."""
    now = timezone.localtime()
    evening = datetime.combine(now.date(), EVENING)
    return timezone.make_aware(evening if now.time() < EVENING else evening + timedelta(days=1))


def _tell_member(membership, *, by, kind, key, heading, lines):
    """Owe a member one mail of what changed in their membership, where somebody reads it."""
    account = _reader(membership, by)
    if account is None:
        return
    coalition = membership.coalition
    context = {
        "heading": heading,
        "scope": str(coalition),
        "lines": lines,
        "url": settings.PORTAL_ADDRESS + reverse("coalition", args=[coalition.slug]),
        "button": f"Open {coalition}",
        "after": f"If this is wrong, ask {by or f'an administrator of {coalition}'}.",
        "foot": f"You get this because your membership in {coalition} on Safety Portal was changed.",
    }
    outbox.post(
        key=f"{kind.code}:{key}",
        kind=kind,
        to=account.email,
        name=membership.person.name,
        account=account,
        scope=coalition,
        **render_mail("mail/message", context)._asdict(),
    )


def _reader(membership, by):
    """The account that is told, or None: nobody can sign in, or did it themselves."""
    account = membership.person.account
    return account if account and account.is_active and account != by else None


def _who(by):
    return str(by) if by else "The operator of the portal"


def _seat(seat):
    signs = " Who holds it signs the plan." if seat.signs_plan else ""
    return f"You hold the seat {seat} now.{signs}"
