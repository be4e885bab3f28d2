"""Mail about briefs: one waits for you, and one is for your role. A title and a link, no more of
what is for members only.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from coalitions.access.roles import PUBLIC
from coalitions.briefs.here import BriefHere
from coalitions.briefs.models.brief import BriefVersion
from coalitions.memberships.models.membership import Membership
from coalitions.people.addresses import address_of
from safety_portal.core.accounts.models import User
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail

SENT = Kind("brief_sent")
PROPOSED = Kind("brief_proposed")


def send(
    here: BriefHere, version: BriefVersion, members: Iterable[Membership], *, by: User
) -> None:
    """Send a version to members whom mail reaches, each person once."""
    lines = [f"{by} sends you a prevention brief of {here.coalition}."]
    if version.sensitivity == PUBLIC:
        lines.append(f"It asks: {version.question}")
    outbox.post_each(
        _letter(
            here,
            member,
            kind=SENT,
            key=key_of(version, member),
            heading=f"Brief: {version.title}",
            lines=lines,
            foot=f"You get this because of your role in {here.coalition}.",
        )
        for member in members
    )


def key_of(version: BriefVersion, member: Membership) -> str:
    """What tells that a person was sent a version."""
    return f"brief-sent:{version.pk}:{member.person_id}"


def ask_to_publish(here: BriefHere, version: BriefVersion, members: Iterable[Membership]) -> None:
    """Tell administrators that a version waits for one of them."""
    outbox.post_each(
        _letter(
            here,
            member,
            kind=PROPOSED,
            key=f"brief-proposed:{version.pk}:{version.saves}:{member.person_id}",
            heading=f"A brief waits for you: {version.title}",
            lines=[
                f"{version.written_by or 'Safety Portal'} handed it in. Another administrator than"
                " its writer publishes it, or sends it back with a reason."
            ],
            foot=f"You get this because you are an administrator of {here.coalition}.",
        )
        for member in members
        if address_of(member.person)
    )


def _letter(
    here: BriefHere,
    member: Membership,
    *,
    kind: Kind,
    key: str,
    heading: str,
    lines: list[str],
    foot: str,
) -> dict[str, object]:
    context = {
        "heading": heading,
        "scope": str(here.coalition),
        "lines": lines,
        "url": settings.PORTAL_ADDRESS
        + reverse("brief", args=[here.coalition.slug, here.brief.pk]),
        "button": "Open the brief",
        "after": "",
        "foot": foot,
    }
    return {
        "key": key,
        "kind": kind,
        "to": address_of(member.person),
        "name": member.person.name,
        "account": member.person.account,
        "scope": here.coalition,
        "calendar": "",
        **render_mail("mail/message", context)._asdict(),
    }
