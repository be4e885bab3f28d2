"""Who has to read the protocols of an edition, and who has: by name in pages, and in numbers. All of it asked in SQL, so that
a coalition of ten thousand costs a page what one of sixty does."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef
from django.db.models.expressions import RawSQL

from coalitions import roles
from coalitions.models import Membership
from coalitions.models.membership import holds
from coalitions.roles import Role
from plans.models import Acknowledgement

# Up to so many readers are counted anew for each page; more of them once in so many seconds.
MOST, COUNTED_EVERY = 1000, 60


@dataclass(frozen=True)
class Reader:
    """One member and the protocols meant for their roles: how many, how many read, when last, which not."""

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


# Each protocol with each role it is meant for, and what is left of it: nobody's acknowledgement of this very text.
WANTED = "unnest(%(role)s::text[], %(lineage)s::uuid[], %(text)s::text[]) wanted(role, lineage, text)"
LEFT = f"""
    FROM {WANTED}
    JOIN coalitions_membership own ON own.role = wanted.role AND own.coalition_id = %(coalition)s AND {holds("own")}
    LEFT JOIN plans_acknowledgement made
      ON made.person_id = own.person_id AND made.lineage = wanted.lineage AND made.protocol_hash = wanted.text
    WHERE made.id IS NULL
"""
COUNTED = f"""
    WITH reader AS MATERIALIZED (
        SELECT DISTINCT held.person_id FROM coalitions_membership held
        WHERE held.coalition_id = %(coalition)s AND held.role = ANY(%(role)s) AND {holds("held")} LIMIT %(most)s
    )
    SELECT (SELECT COUNT(*) FROM reader),
           (SELECT COUNT(DISTINCT own.person_id) {LEFT} AND (SELECT COUNT(*) FROM reader) < %(most)s)
"""  # noqa: S608  put together from our own words
# By edition and day: when it was counted, and the numbers of a coalition with more readers than MOST.
_kept = {}


class Readership:
    """The readers of one edition on a day. One query when made; each question is one more."""

    def __init__(self, edition, *, on):
        self.edition, self.on = edition, on
        protocols = edition.sections.present().exclude(protocol_for=[]).defer("html")
        self.protocols = [(section, frozenset(_readable(section))) for section in protocols]
        wanted = [(role, section) for section, readers in self.protocols for role in sorted(readers)]
        self.asked = {
            "role": [role for role, _ in wanted],
            "lineage": [section.lineage for _, section in wanted],
            "text": [section.protocol_hash for _, section in wanted],
            "coalition": edition.plan.coalition_id,
            "on": on,
        }

    def members(self, *, only_missing=False):
        """A queryset of one membership for each reader, with `.roles` (all of that person here); or who has something left."""
        here = Membership.objects.current(self.on).filter(coalition=self.edition.plan.coalition_id)
        here = here.filter(role__in=sorted(set(self.asked["role"]))).order_by()
        of_person = here.filter(person=OuterRef("person"))
        # Of the district, as in the list of people: so PostgreSQL may walk them by name.
        first = here.filter(~Exists(of_person.filter(pk__lt=OuterRef("pk")))).filter(
            person__district=self.edition.plan.coalition.district_id
        )
        if only_missing:
            first = first.annotate(left=self._left()).filter(left=True)
        return first.select_related("person").annotate(roles=ArraySubquery(of_person.values("role")))

    def _left(self):
        """Whether a row of coalitions_membership is of somebody who has something left to read."""
        names = ("role", "lineage", "text", "coalition", "on", "on")
        sql = f"SELECT 1 {LEFT} AND own.person_id = coalitions_membership.person_id"
        for name in dict.fromkeys(names):
            sql = sql.replace(f"%({name})s", "%s")
        return RawSQL(f"EXISTS ({sql})", [self.asked[name] for name in names], BooleanField())  # noqa: S611

    def rows(self, members):
        """The Readers that such memberships are. One query."""
        members = list(members)
        made = Acknowledgement.objects.filter(
            person_id__in=[member.person_id for member in members], protocol_hash__in=set(self.asked["text"])
        )
        read = {(row.person_id, row.lineage, row.protocol_hash): row.made_at for row in made}
        return [self._reader(member, read) for member in members]

    def _reader(self, member, read):
        asked = [section for section, readers in self.protocols if readers.intersection(member.roles)]
        keys = {section.pk: (member.person_id, section.lineage, section.protocol_hash) for section in asked}
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
        """(readers, how many of them have something left). One query; of more than MOST as it was a minute ago at most."""
        people, left = self._count(most=MOST + 1)
        return (people, left) if people <= MOST else self._kept_counts()

    def _kept_counts(self):
        key, now = (self.edition.pk, self.on), time.monotonic()
        counted_at, counts = _kept.get(key, (0, None))
        if counts is None or now - counted_at > COUNTED_EVERY:
            counts = self._count(most=2**31 - 1)
            for old in [old for old, (at, _) in _kept.items() if now - at > COUNTED_EVERY]:
                _kept.pop(old, None)
            _kept[key] = now, counts
        return counts

    def _count(self, *, most):
        with connection.cursor() as cursor:
            cursor.execute(COUNTED, {**self.asked, "most": most})
            return cursor.fetchone()


def _readable(section):
    """The roles that a protocol is meant for and that may read it."""
    return (role for role in section.protocol_for if section.sensitivity in roles.levels(role))
