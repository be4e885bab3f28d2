"""What the demo's officer has told principals: three bulletins that are over, one of them taken
back; and one in force, with news, a question and its answer, that was sent again to those who had
not read it, of whom one was not reached.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions import answering, following, reading, sending
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.models.recipient import (
    BulletinReading,
    BulletinRecipient,
    BulletinTelling,
    Told,
    Way,
)
from coalitions.bulletins.models.words import BulletinAnswer, BulletinNews
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Message
from safety_portal.demo.history import at, days_ago, fresh

BASIS = "Shared for the safety of the schools named, with people who need it for their duty there."
SCHOOLS = ("foxglove", "juniper", "alder-creek", "cedar-ridge", "larkspur", "tamarack")
NAMED = (Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.FIRE, Role.EMERGENCY_MANAGER)
# Days ago, title, text, what is asked, source, how sure.
OVER = [
    (310, "Calls in the district’s name",
     "Families of two schools were called by somebody who said he was from the district office and"
     " asked for a fee. The number is not ours.",
     "Tell callers that the district asks for no fee by telephone.",
     "Two families; the telephone company", "confirmed"),
    (140, "Paint on the wall of the gym",
     "The same sign was painted at two schools on one weekend. The sheriff’s office knows it as"
     " that of a group in the county seat.",
     "Photograph new ones before they are washed off, and send them to the sheriff’s office.",
     "Sheriff’s Office", "likely"),
    (75, "Fight announced for Friday",
     "A message announces a fight behind the stadium after the game on Friday.",
     "Two more adults at the north gate.", "A screenshot, sent on by a coach", "unconfirmed"),
]  # fmt: skip
NOT_REACHED = "tamarack"
PHONES = {
    "alder-creek": "989-555-0190",
    "cedar-ridge": "989-555-0114",
    "larkspur": "989-555-0172",
    "tamarack": "989-555-0182",
}
VEHICLE = (
    "On three school days since the beginning of the month a grey van stood on Mill Street across"
    " from door 3 of Foxglove Elementary between 3:05 and 3:25 pm and left when staff came near."
    " The sheriff’s office has the plate and has spoken with the owner’s family; no offense is"
    " known."
)
ASK = (
    "Two adults at door 3 at dismissal for the next two weeks. If it is there again, call dispatch,"
    " do not walk up to it. Do not describe it to families yet; the sheriff’s office will."
)


def make_bulletins(world: SimpleNamespace) -> None:
    """Ray Castellan sends them from the district's coalition."""
    for days, title, *words in OVER:
        with at(days_ago(days)):
            sent = _send(world, title, *words)
            _read(world, sent, SCHOOLS)
        if days == OVER[-1][0]:
            with at(days_ago(days - 1)):
                because = "The message was about a game in another county."
                following.withdraw_bulletin(
                    here=_here(sent, sent.coalition), by=world.dana, because=because
                )
        _shift(sent, days)
    with at(days_ago(5)):
        sent = _send(world, "Vehicle near dismissal", VEHICLE, ASK, "Sheriff’s Office", "likely")
        _read(world, sent, ("foxglove", "juniper"))
        _talk(world, sent)
    _shift(sent, 5)
    _send_again(world, sent)


def _send(
    world: SimpleNamespace, title: str, text: str, ask: str, source: str, certainty: str
) -> Bulletin:
    district = world.coalitions["cedar-county"]
    return sending.send_bulletin(
        coalition=district,
        by=fresh(world.accounts["ray"]),
        title=title,
        text=text,
        ask=ask,
        source=source,
        certainty=certainty,
        legal_basis=BASIS,
        asks_reading=True,
        expires_on=timezone.localdate() + timedelta(days=30),
        roles=[role.value for role in NAMED],
        places=[district, *(world.coalitions[slug] for slug in SCHOOLS)],
        because="",
    )


def _here(bulletin: Bulletin, coalition: Coalition) -> BulletinHere:
    return BulletinHere(Bulletin.objects.filter(pk=bulletin.pk).described().get(), coalition)


def _read(world: SimpleNamespace, sent: Bulletin, slugs: Iterable[str]) -> None:
    """The principals of these schools, the captain and the security officer have read it."""
    readers = [world.principals[slug] for slug in slugs if slug in world.principals]
    for reader in (*readers, world.accounts["tom"], world.accounts["bianca"]):
        here = _here(sent, sent.coalition)
        reading.note_reading(here=here, by=fresh(reader), way=Way.OPENED)
        reading.confirm_reading(here=here, by=fresh(reader))


def _talk(world: SimpleNamespace, sent: Bulletin) -> None:
    here, ray = _here(sent, sent.coalition), fresh(world.accounts["ray"])
    principal: User = fresh(world.principals["foxglove"])
    answering.answer_bulletin(
        here=here, by=principal, answer="Two aides stand there from today. Until which day?"
    )
    answering.answer_bulletin(here=here, by=ray, answer="Through the end of next week. Thank you.")
    news = "Not seen on the last two days. The request stays."
    following.add_news(here=here, by=ray, text=news, asks_again=False)


def _send_again(world: SimpleNamespace, sent: Bulletin) -> None:
    """Two days ago; the mailbox of one of them is no more, and some can be called."""
    with at(days_ago(2, hour=8)) as moment:
        following.send_again(here=_here(sent, sent.coalition), by=fresh(world.accounts["ray"]))
    told = BulletinTelling.objects.filter(recipient__bulletin=sent)
    told.filter(why=Told.AGAIN).update(told_at=moment, told_on=timezone.localdate(moment))
    lost = told.filter(recipient__person__account=world.principals[NOT_REACHED])
    Message.objects.filter(bulletin__in=lost).update(
        sent_at=None, failed_at=moment, last_error="550 5.1.1 No such mailbox here"
    )
    for slug, phone in PHONES.items():
        Person.objects.filter(account=world.principals[slug]).update(phone=phone)


def _shift(sent: Bulletin, days: int) -> None:
    """All of it happened so many days ago, one thing after the other; nobody can wait for that."""
    ago = sent.sent_at - days_ago(days, hour=14)
    of_it: dict[str, Any] = {"bulletin": sent}
    moved = Bulletin.objects.filter(pk=sent.pk)
    moved.update(sent_at=F("sent_at") - ago, asked_at=F("asked_at") - ago)
    moved.update(withdrawn_at=F("withdrawn_at") - ago + timedelta(hours=20))
    in_days = timedelta(days=days)
    moved.update(sent_on=F("sent_on") - in_days, expires_on=F("expires_on") - in_days)
    BulletinTelling.objects.filter(recipient__bulletin=sent).update(
        told_at=F("told_at") - ago, told_on=F("told_on") - in_days
    )
    people = BulletinRecipient.objects.filter(**of_it)
    people.update(added_at=F("added_at") - ago, read_at=F("read_at") - ago)
    for number, person in enumerate(people.filter(read_at__isnull=False).order_by("pk"), start=1):
        later = timedelta(minutes=47 * number)
        people.filter(pk=person.pk).update(read_at=F("read_at") + later)
        _later(BulletinReading, "read_at", later - ago, account=person.person.account, **of_it)
    for number, answer in enumerate(BulletinAnswer.objects.filter(**of_it).order_by("pk"), start=2):
        _later(BulletinAnswer, "made_at", timedelta(hours=number) - ago, pk=answer.pk)
    _later(BulletinNews, "made_at", timedelta(days=3, hours=18) - ago, **of_it)


def _later(model: type[Model], name: str, by: timedelta, **which: object) -> None:
    """Rows that stay as they are written, for anybody but the demo."""
    with pgtrigger.ignore(
        "coalitions.BulletinReading:bulletin_readings_stay",
        "coalitions.BulletinNews:bulletin_news_stay",
        "coalitions.BulletinAnswer:bulletin_answers_stay",
    ):
        model._default_manager.filter(**which).update(**{name: F(name) + by})


def bulletin_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the bulletins of coalitions (ids) left, each before what it refers to."""
    of_it: dict[str, Any] = {"bulletin__coalition__in": coalitions}
    sent = Bulletin.objects.filter(coalition__in=coalitions)
    return (
        BulletinTelling.objects.filter(recipient__bulletin__coalition__in=coalitions),
        *(
            model.objects.filter(**of_it)
            for model in (BulletinReading, BulletinNews, BulletinAnswer, BulletinRecipient)
        ),
        BulletinRole.objects.filter(**of_it),
        BulletinPlace.objects.filter(**of_it),
        sent,
    )
