"""Administrators answer a bulletin or ask back, and its sender answers them."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from coalitions.bulletins.checking import said
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.locks import lock_in_force
from coalitions.bulletins.mail import tell_answer
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.words import BulletinAnswer
from coalitions.bulletins.policies import can_answer_bulletin
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


@transaction.atomic
def answer_bulletin(*, here: BulletinHere, by: User, answer: str) -> BulletinAnswer:
    """Write below a bulletin in force, and tell its sender and who wrote there before; returns the
    answer. The same words again are the answer there is. Raises Refused without words, WrongState
    where it is over. Audited, without the words.
    """
    require(can_answer_bulletin(by, here))
    text = said(answer, field="answer", missing="Write your answer or question.")
    bulletin = lock_in_force(here.bulletin, on=timezone.localdate())
    if there := bulletin.answers.filter(text=text, made_by=by).first():
        return there
    told = list(_told(bulletin, by))
    made = BulletinAnswer.objects.create(
        bulletin=bulletin, text=text, made_at=timezone.now(), made_by=by
    )
    tell_answer(bulletin, made.pk, told, by=by)
    record(by=by, action="bulletin.answered", subject=bulletin, name=bulletin.logged_as)
    return made


def _told(bulletin: Bulletin, by: User) -> Iterator[tuple[User, str]]:
    """The accounts that take part and still may, but who writes; each with where they read it."""
    writers = bulletin.answers.values("made_by")
    held = Membership.objects.current(timezone.localdate()).filter(
        role__in=bulletin.roles.values("role"),
        coalition__in=bulletin.places.values("coalition"),
        role="administrator",
        person__account__in=writers,
    )
    rows = held.select_related("person__account", "coalition").order_by("pk")
    told = {row.person.account: row.coalition.slug for row in rows if row.person.account}
    told.setdefault(bulletin.sent_by, bulletin.coalition.slug)
    return ((account, slug) for account, slug in told.items() if account != by)
