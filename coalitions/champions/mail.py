"""Mail to who asks to join: a link to confirm it with, and the words with which it is declined."""

from datetime import date

from django.conf import settings

from coalitions.champions import tokens
from coalitions.champions.lifecycle import CONFIRM_WITHIN
from coalitions.champions.models.asking import JoinRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail
from safety_portal.core.web.addresses import address

CONFIRM = Kind("join_confirm", secret_for=lambda: CONFIRM_WITHIN)
DECLINED = Kind("join_declined")
FORGOTTEN = "Mail to somebody who asked to join, whose request was deleted"


def keys_of(asked: JoinRequest) -> list[str]:
    """How the keys of all mails about a request begin."""
    return [f"join:{asked.pk}:"]


def ask_to_confirm(asked: JoinRequest, *, on: date) -> None:
    """Mail the link, once a day at most. In no coalition's ledger: nobody has asked yet."""
    link = address("champion_join_confirm", tokens.token_for(asked))
    days = counted(CONFIRM_WITHIN.days, "day")
    _post(
        asked,
        key=f"join:{asked.pk}:confirm:{on}",
        kind=CONFIRM,
        scope=None,
        heading=f"Do you ask to join the safety coalition of {asked.coalition}?",
        lines=[
            "Somebody gave this address on the public page of the coalition. If it was you, open"
            f" the link and say yes. It is good for {days}.",
            "If it was not you, do nothing: then nothing is kept, and nobody learns of it.",
        ],
        link=(settings.PORTAL_ADDRESS + link, "See what I asked"),
        foot="You get this once, because your address was typed into a public form.",
    )


def tell_declined(asked: JoinRequest) -> None:
    """Mail the words of who declined."""
    _post(
        asked,
        key=f"join:{asked.pk}:declined",
        kind=DECLINED,
        scope=asked.coalition,
        heading=f"Your request to join the safety coalition of {asked.coalition}",
        lines=[
            f"Thank you for asking. {asked.decided_by} writes:",
            *(line for line in asked.answer.split("\n") if line),
        ],
        link=None,
        foot="You get this because you asked to join. What you wrote is deleted after some weeks.",
    )


def _post(
    asked: JoinRequest,
    *,
    key: str,
    kind: Kind,
    scope: object,
    heading: str,
    lines: list[str],
    link: tuple[str, str] | None,
    foot: str,
) -> None:
    context = {
        "heading": heading,
        "scope": str(asked.coalition),
        "lines": lines,
        "url": link[0] if link else "",
        "button": link[1] if link else "",
        "after": "",
        "foot": foot,
    }
    outbox.post(
        key=key,
        kind=kind,
        to=asked.email,
        name=asked.name,
        scope=scope,
        **render_mail("mail/message", context)._asdict(),
    )
