"""Protocols in force that one reader has to read, and has.

Pure questions, each in a constant number of queries.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import product

from django.db.models import BigIntegerField, CharField, Q, QuerySet, UUIDField

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section, SectionQuerySet, reading
from plans.editions.outline import OutlineEntry
from plans.protocols.models import Acknowledgement
from safety_portal.core.accounts.models import User
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot


@dataclass(frozen=True)
class Protocol:
    """A protocol of one reader.

    Its section, when this text was read (or None), and the last text of it that was.
    """

    section: Section
    read_at: datetime | None
    last: Acknowledgement | None

    @property
    def is_changed(self) -> bool:
        """Read once, and materially changed since."""
        return self.read_at is None and self.last is not None


def _made() -> QuerySet[Acknowledgement]:
    mine = Q(Among("person_id", ListSlot("people"))) & Q(
        Among("lineage", ListSlot("lineages", UUIDField))
    )
    return Acknowledgement.objects.filter(mine).order_by("made_at", "id")


MADE = KeptQuery(_made)
MADE_WITH_TEXTS = KeptQuery(lambda: _made().select_related("section__edition__plan__coalition"))
# What a list says of a protocol: its name and where it stands. A page of texts reads their words
# too.
NAMED = ("number", "title", "lineage", "protocol_hash", "edition__number", "edition__plan__title")
ROLES = ListSlot("roles", partial(CharField, max_length=30))


def _protocols(of_edition: bool, texts: bool) -> SectionQuerySet:
    sections = Section.objects.read_by_slots().present()
    sections = sections.filter(
        edition__plan__coalition=Slot("coalition", BigIntegerField()),
        edition__status=EditionStatus.IN_FORCE,
        protocol_for__overlap=ROLES,
    ).order_by("edition__plan__title", "position")
    if of_edition:
        sections = sections.filter(edition=Slot("edition", BigIntegerField()))
    if texts:
        return sections.select_related("edition__plan__coalition")
    return sections.select_related("edition__plan").only(*NAMED)


# By whether they are of one edition, and with their texts.
PROTOCOLS = {
    which: KeptQuery(partial(_protocols, *which)) for which in product((False, True), repeat=2)
}


def protocols_for(
    user: User, coalition: Coalition, *, edition: Edition | None = None, texts: bool = False
) -> list[Protocol]:
    """The protocols in force of `coalition` for the account's roles there that it may read, in
    reading order. Two queries.

    `texts`: with their words, and with the section that was acknowledged last.
    """
    access = access_of(user)
    which = {
        "coalition": coalition.pk,
        "roles": [*access.roles_in(coalition)],
        **reading(access),
    }
    if edition is not None:
        which["edition"] = edition.pk
    sections = PROTOCOLS[edition is not None, texts].ask(**which)
    last, read_at = {}, {}
    made = MADE_WITH_TEXTS if texts else MADE
    lineages = [section.lineage for section in sections]
    for row in made.ask(people=[*access.person_ids], lineages=lineages) if lineages else ():
        last[row.lineage] = row
        read_at[row.lineage, row.protocol_hash] = row.made_at
    return [
        Protocol(
            section,
            read_at.get((section.lineage, section.protocol_hash)),
            last.get(section.lineage),
        )
        for section in sections
    ]


def unread_by(user: User, coalition: Coalition, places: list[OutlineEntry]) -> int:
    """How many protocols for the account's roles among the `places` of an outline it has not read.

    At most one query.
    """
    mine = access_of(user).roles_in(coalition)
    asked = {
        place.protocol
        for place in places
        if place.is_readable and mine.intersection(place.protocol_for)
    }
    if not asked:
        return 0
    made = Acknowledgement.objects.filter(
        person_id__in=access_of(user).person_ids, protocol_hash__in=[text for _, text in asked]
    )
    return len(asked.difference(made.values_list("lineage", "protocol_hash")))
