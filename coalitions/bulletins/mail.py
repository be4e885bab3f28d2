"""Mail of bulletins: the title, who sent it, and a link. Every other word is read in the portal."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinRecipient, Told
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail
from safety_portal.core.web.addresses import address

BULLETIN, ANSWER = Kind("bulletin"), Kind("bulletin_answer")
FIRST_LINE = {
    Told.SENT: "{who} of {scope} sent you this bulletin.",
    Told.AGAIN: "{who} of {scope} sent you this bulletin; you have not said yet that you read it.",
    Told.NEWS: "There is news of this bulletin of {who}, {scope}. Please read it again.",
}
ELSEWHERE = "It is read in the portal only: this mail holds no more than its title."


def letters(keyed: Mapping[str, BulletinRecipient], *, why: Told) -> Iterator[dict[str, object]]:
    """For each recipient the mail that is owed under its key, as outbox.post_each takes it.

    One query. The recipients come with their bulletin, its sender and coalition, and the account of
    the person. Written once for all who read it on the pages of one coalition.
    """
    slugs, written = _slugs(keyed.values()), {}
    for key, recipient in keyed.items():
        slug, bulletin = slugs[recipient.membership_ids[0]], recipient.bulletin
        if (bulletin.pk, slug) not in written:
            written[bulletin.pk, slug] = _bulletin(bulletin, why=why, slug=slug)
        yield {
            "key": key,
            "kind": BULLETIN,
            "to": address_of(recipient),
            "name": str(recipient.person),
            "account": recipient.person.account,
            # No coalition's: whoever administers one would read there that there is a bulletin.
            "scope": None,
            "expires_at": _end_of(bulletin),
            **written[bulletin.pk, slug],
        }


def _end_of(bulletin: Bulletin) -> datetime:
    """When its last day is over: nobody is told of it any more."""
    return timezone.make_aware(datetime.combine(bulletin.expires_on + timedelta(days=1), time.min))


def address_of(recipient: BulletinRecipient) -> str:
    """Of the account; "" for who has none, for a bulletin is read in the portal."""
    account = recipient.person.account
    return account.email if account and account.is_active else ""


def _slugs(recipients: Iterable[BulletinRecipient]) -> dict[int, str]:
    """Of the first membership of each, on the pages of which coalition they read it."""
    first = [each.membership_ids[0] for each in recipients]
    rows = Membership.objects.filter(pk__in=first)
    return dict(rows.values_list("pk", "coalition__slug"))


def _bulletin(bulletin: Bulletin, *, why: Told, slug: str) -> dict[str, object]:
    who, scope = str(bulletin.sent_by), str(bulletin.coalition)
    lines = [
        FIRST_LINE[why].format(who=who, scope=scope),
        f"{ELSEWHERE} It is in force through {full_day(bulletin.expires_on)}.",
    ]
    foot = "You get this because of your role. Do not answer or forward it: answer in the portal."
    return _mail(bulletin, lines, slug, f"Bulletin: {bulletin.title}", foot)


def _mail(
    bulletin: Bulletin, lines: list[str], slug: str, heading: str, foot: str
) -> dict[str, object]:
    context = {
        "heading": heading,
        "scope": str(bulletin.coalition),
        "lines": lines,
        "url": settings.PORTAL_ADDRESS + address("bulletin", slug, bulletin.pk),
        "button": "Read the bulletin",
        "after": "",
        "foot": foot,
    }
    return {"calendar": "", **render_mail("mail/message", context)._asdict()}


def tell_answer(
    bulletin: Bulletin, answer: int, people: Iterable[tuple[User, str]], *, by: User
) -> None:
    """Tell these accounts that somebody answered, each on the pages of the coalition of a slug."""
    lines = [f"{by} wrote something below this bulletin. It is read in the portal only."]
    foot = "You get this because you sent the bulletin or wrote below it."
    outbox.post_each(
        {
            "key": f"bulletin-answer:{bulletin.pk}:{answer}:{account.pk}",
            "kind": ANSWER,
            "to": account.email,
            "name": str(account),
            "account": account,
            "scope": None,
            **_mail(bulletin, lines, slug, f"An answer: {bulletin.title}", foot),
        }
        for account, slug in people
        if account.is_active
    )
