"""Who gets a bulletin: the people who hold a role it names, found and told all at once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from coalitions.bulletins.mail import address_of, letters
from coalitions.bulletins.models.bulletin import in_force
from coalitions.bulletins.models.recipient import BulletinRecipient, BulletinTelling, Told, Way
from coalitions.memberships.models.membership import holds
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each, unrecorded
from safety_portal.core.authority import unasked
from safety_portal.core.notices import outbox
from safety_portal.core.notices.models import Message

# Each person once, by all memberships that count on the day; never who sent it. Whoever is there
# already stays as they are, so it may run twice or at the same time.
REACHED = f"""
    INSERT INTO coalitions_bulletinrecipient (bulletin_id, person_id, membership_ids, added_at)
    SELECT bulletin.id, member.person_id, ARRAY_AGG(member.id ORDER BY member.id), %(now)s
    FROM coalitions_bulletin bulletin
    JOIN coalitions_bulletinplace place ON place.bulletin_id = bulletin.id
    JOIN coalitions_bulletinrole named ON named.bulletin_id = bulletin.id
    JOIN coalitions_membership member ON member.coalition_id = place.coalition_id
         AND member.role = named.role AND {holds("member")}
    JOIN coalitions_person person ON person.id = member.person_id
    WHERE {in_force("bulletin")} {{narrowed}}
          AND person.account_id IS DISTINCT FROM bulletin.sent_by_id
          AND NOT EXISTS (
              SELECT 1 FROM coalitions_bulletinrecipient known
              WHERE known.bulletin_id = bulletin.id AND known.person_id = member.person_id)
    GROUP BY bulletin.id, member.person_id
    ON CONFLICT (bulletin_id, person_id) DO NOTHING
    RETURNING id
"""  # noqa: S608  put together from our own words
OF_ONE = "AND bulletin.id = %(bulletin)s"
OF_PEOPLE = f"{OF_ONE} AND member.person_id = ANY(%(people)s)"
# As one statement: each page of a bulletin that is opened asks for it. Of one that was deleted
# since it was looked for there is nothing to write.
READ = f"""
    WITH reached AS ({REACHED.format(narrowed=OF_PEOPLE)})
    INSERT INTO coalitions_bulletinreading (bulletin_id, account_id, reader_name, way, read_at)
    SELECT bulletin.id, %(account)s, %(name)s, %(way)s, %(now)s
    FROM coalitions_bulletin bulletin WHERE bulletin.id = %(bulletin)s FOR KEY SHARE
"""  # noqa: S608  put together from our own words


@unasked("A step of sending, which asked.")
@unrecorded("Sending says to how many it went.")
def reach(*, bulletin: int, by: User, now: datetime, on: date) -> list[BulletinRecipient]:
    """Make everybody whom a bulletin names its recipient, and owe them mail; returns them."""
    return _reached(OF_ONE, {"bulletin": bulletin}, now=now, on=on)


@unasked("The portal itself looks, every hour, who has taken a role.")
@transaction.atomic
def reach_newcomers(*, on: date, by: User | None = None) -> int:
    """Make who took a role that a bulletin in force names its recipient, with mail; returns how
    many. May run twice. Audited, once for each bulletin.
    """
    found = _reached("", {}, now=timezone.now(), on=on)
    bulletins = {each.bulletin_id: each.bulletin for each in found}
    numbers = [each.bulletin_id for each in found]
    record_each(
        {
            "by": by,
            "action": "bulletin.reached",
            "subject": bulletin,
            "name": bulletin.logged_as,
            "detail": {"people": numbers.count(pk)},
        }
        for pk, bulletin in bulletins.items()
    )
    return len(found)


@unasked("A step of opening: whoever `visible_to` let through by a role is a recipient.")
@unrecorded("The reading that it is a step of is itself a record.")
def reach_reader(*, bulletin: int, people: Iterable[int], by: User, now: datetime) -> None:
    """Make somebody who took a role since a recipient as they open the bulletin; without mail."""
    told = {"bulletin": bulletin, "people": list(people)}
    _insert(OF_PEOPLE, told, now=now, on=timezone.localdate(now))


@unasked("A step of opening: whoever `visible_to` let through by a role is a recipient.")
@unrecorded("It is itself the record of who read what.")
def read_by(*, bulletin: int, people: Iterable[int], by: User, way: Way, now: datetime) -> None:
    """Write down that somebody read it, and make them a recipient as these people, without mail,
    where they hold a role of it and it is in force.
    """
    told: dict[str, Any] = {"bulletin": bulletin, "people": list(people), "account": by.pk}
    told |= {"name": str(by)[:254], "way": way, "now": now, "on": timezone.localdate(now)}
    with connection.cursor() as cursor:
        cursor.execute(READ, told)


def _insert(narrowed: str, told: dict[str, Any], *, now: datetime, on: date) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(REACHED.format(narrowed=narrowed), {**told, "now": now, "on": on})
        return [pk for (pk,) in cursor.fetchall()]


def _reached(
    narrowed: str, told: dict[str, Any], *, now: datetime, on: date
) -> list[BulletinRecipient]:
    keys = _insert(narrowed, told, now=now, on=on)
    rows = BulletinRecipient.objects.filter(pk__in=keys).to_tell()
    recipients = list(rows.order_by("pk"))
    tell(recipients=recipients, by=None, why=Told.SENT, now=now)
    return recipients


@unasked("A step of actions that asked.")
@unrecorded("The action it is a step of says to how many mail went.")
def tell(
    *, recipients: Iterable[BulletinRecipient], by: User | None, why: Told, now: datetime
) -> int:
    """Owe each of them who has an account a mail, and write down which; returns how many.

    Four queries, however many. They come as `to_tell` brings them.
    """
    on = timezone.localdate(now)
    keyed = {_key(each, why, now): each for each in recipients if address_of(each)}
    outbox.post_each(letters(keyed, why=why))
    found = Message.objects.filter(dedupe_key__in=keyed).values_list("dedupe_key", "pk")
    tellings = [
        BulletinTelling(recipient=keyed[key], why=why, told_on=on, told_at=now, message_id=message)
        for key, message in found
    ]
    BulletinTelling.objects.bulk_create(tellings, batch_size=1000)
    return len(tellings)


def _key(recipient: BulletinRecipient, why: Told, now: datetime) -> str:
    """The same for the same mail: once when it is sent, again once a day, each news once."""
    when = {Told.SENT: "", Told.AGAIN: timezone.localdate(now), Told.NEWS: now.timestamp()}[why]
    return f"bulletin:{recipient.bulletin_id}:{recipient.pk}:{why.value}:{when}"
