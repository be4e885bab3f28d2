"""Who has to read the protocols of an edition, and who has: by name in pages, and in numbers. All
of it asked in SQL, so that
a coalition of ten thousand costs a page what one of sixty does."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    Exists,
    OuterRef,
    TextField,
    UUIDField,
)
from django.db.models.expressions import RawSQL

from coalitions.access import roles
from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership, holds
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from safety_portal.core.database.kept_counts import KeptCounts
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot
from safety_portal.core.database.prepared import Parameter, Prepared
from safety_portal.core.paging import KeptPages

# Up to so many readers are counted anew for each page; more of them once in so many seconds.
MOST, COUNTED_EVERY = 1000, 60


@dataclass(frozen=True)
class Reader:
    """One member and the protocols meant for their roles.

    How many, how many read, when last, which not.
    """

    name: str
    role: str
    asked: int
    read: int
    last_at: datetime | None
    missing: tuple

    @property
    def is_done(self):
        """Whether nothing is left to read."""
        return self.read == self.asked

    @property
    def in_words(self):
        """ "2 of 3"."""
        return f"{self.read} of {self.asked}"


# Each protocol with each role it is meant for, and what is left of it: nobody's acknowledgement of
# this very text.
WANTED = (
    "unnest(%(role)s::text[], %(lineage)s::uuid[], %(text)s::text[]) wanted(role, lineage, text)"
)
LEFT = f"""
    FROM {WANTED}
    JOIN coalitions_membership own ON own.role = wanted.role AND own.coalition_id = %(coalition)s AND {holds("own")}
    LEFT JOIN plans_acknowledgement made
      ON made.person_id = own.person_id AND made.lineage = wanted.lineage AND made.protocol_hash = wanted.text
    WHERE made.id IS NULL
"""
COUNTED = f"""
    WITH reader AS MATERIALIZED (
        SELECT DISTINCT holder.person_id FROM (SELECT DISTINCT unnest(%(role)s)) asked(role), LATERAL (
            SELECT held.person_id FROM coalitions_membership held
            WHERE held.coalition_id = %(coalition)s AND held.role = asked.role AND {holds("held")} LIMIT %(most)s
        ) holder LIMIT %(most)s
    )
    SELECT (SELECT COUNT(*) FROM reader),
           (SELECT COUNT(DISTINCT own.person_id) {LEFT} AND (SELECT COUNT(*) FROM reader) < %(most)s)
"""  # noqa: S608  put together from our own words
PARAMETERS = {
    "role": Parameter("text[]"),
    "lineage": Parameter("uuid[]"),
    "text": Parameter("text[]"),
    "coalition": Parameter("bigint"),
    "on": Parameter("date"),
    "most": Parameter("int"),
}
COUNT = Prepared("readers_counted", COUNTED, PARAMETERS, {})
# The same by name for queries that are kept.
GIVEN = {
    "role": ListSlot("role", TextField),
    "lineage": ListSlot("lineage", UUIDField),
    "text": ListSlot("text", TextField),
    "coalition": Slot("coalition", BigIntegerField()),
    "on": Slot("on", DateField()),
}
# By edition and day: the numbers of a coalition with more readers than MOST.
COUNTS = KeptCounts()


def _protocols():
    rows = (
        Section.objects.filter(edition=Slot("edition", BigIntegerField()))
        .present()
        .exclude(protocol_for=[])
    )
    return rows.only("number", "title", "sensitivity", "protocol_for", "lineage", "protocol_hash")


def _members(only_missing):
    """One membership for each reader, with `.roles` (all of that person here).

    Or of those alone who have something left.
    """
    here = Membership.objects.current(GIVEN["on"]).filter(
        Among("role", GIVEN["role"]), coalition=GIVEN["coalition"]
    )
    of_person = here.order_by().filter(person=OuterRef("person"))
    # Of the district, as in the list of people: so PostgreSQL may walk them by name.
    first = here.filter(~Exists(of_person.filter(pk__lt=OuterRef("pk")))).filter(
        person__district=Slot("district", BigIntegerField())
    )
    if only_missing:
        first = first.annotate(left=_left()).filter(left=True)
    first = first.select_related("person").only("role", "person__name")
    return first.annotate(roles=ArraySubquery(of_person.values("role")))


def _left():
    """Whether a row of coalitions_membership is of somebody who has something left to read."""
    names = ("role", "lineage", "text", "coalition", "on", "on")
    sql = f"SELECT 1 {LEFT} AND own.person_id = coalitions_membership.person_id"
    for name in dict.fromkeys(names):
        sql = sql.replace(f"%({name})s", "%s")
    return RawSQL(f"EXISTS ({sql})", [GIVEN[name] for name in names], BooleanField())  # noqa: S611


def _made():
    made = Acknowledgement.objects.filter(
        Among("person_id", ListSlot("people")), Among("protocol_hash", GIVEN["text"])
    )
    return made.order_by().values_list("person_id", "lineage", "protocol_hash", "made_at")


PROTOCOLS, MADE = KeptQuery(_protocols), KeptQuery(_made)
MEMBERS = {
    only_missing: KeptPages(
        partial(_members, only_missing), by=("person__name", "id"), is_planned=False
    )
    for only_missing in (False, True)
}


class Readership:
    """The readers of one edition on a day. One query when made; each question is one more."""

    def __init__(self, edition, *, on):
        self.edition, self.on = edition, on
        self.protocols = [
            (section, frozenset(_readable(section)))
            for section in PROTOCOLS.ask(edition=edition.pk)
        ]
        wanted = [
            (role, section) for section, readers in self.protocols for role in sorted(readers)
        ]
        self.asked = {
            "role": [role for role, _ in wanted],
            "lineage": [section.lineage for _, section in wanted],
            "text": [section.protocol_hash for _, section in wanted],
            "coalition": edition.plan.coalition_id,
            "on": on,
        }

    def page(self, request, *, only_missing=False):
        """A page of memberships by name, one for each reader, with `.roles` (all of that person
        here).
        """
        district = self.edition.plan.coalition.district_id
        return MEMBERS[only_missing].page(request, district=district, **self.asked)

    def rows(self, members):
        """The Readers that such memberships are. One query."""
        members = list(members)
        made = MADE.ask(people=[member.person_id for member in members], text=self.asked["text"])
        read = {tuple(key): made_at for *key, made_at in made}
        return [self._reader(member, read) for member in members]

    def _reader(self, member, read):
        asked = [
            section for section, readers in self.protocols if readers.intersection(member.roles)
        ]
        keys = {
            section.pk: (member.person_id, section.lineage, section.protocol_hash)
            for section in asked
        }
        times = [read[key] for key in keys.values() if key in read]
        return Reader(
            name=member.person.name,
            role=Role(member.role).label,
            asked=len(asked),
            read=len(times),
            last_at=max(times, default=None),
            missing=tuple(section for section in asked if keys[section.pk] not in read),
        )

    def counts(self):
        """(readers, how many of them have something left). One query.

        Of more than MOST as it was a minute ago at most.
        """
        people, left = self._count(most=MOST + 1)
        return (people, left) if people <= MOST else self._kept_counts()

    def _kept_counts(self):
        key = (self.edition.pk, self.on)
        return COUNTS.of(key, lambda: self._count(most=2**31 - 1), seconds=COUNTED_EVERY)

    def _count(self, *, most):
        (counts,) = COUNT.rows(**self.asked, most=most)
        return counts


def _readable(section):
    """The roles that a protocol is meant for and that may read it."""
    return (role for role in section.protocol_for if section.sensitivity in roles.levels(role))
