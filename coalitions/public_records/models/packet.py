"""A packet as it was made: its sentences, what stays in, and the law of that day."""

from dataclasses import dataclass
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from coalitions.coalition.models import Coalition
from coalitions.public_records.library import Effect
from coalitions.public_records.models.request import RecordsRequest, administered_by
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied


@dataclass(frozen=True)
class KeptLaw:
    """A law beside a sentence, or a statute that keeps a paper in."""

    citation: str
    effect: str = ""
    confidence: str = ""

    @property
    def effect_in_words(self) -> str:
        """ "Must be published"; "" for a statute that keeps a paper in."""
        return str(Effect(self.effect).label) if self.effect else ""


@dataclass(frozen=True)
class KeptLine:
    """A sentence of a packet with its laws; of a kind of paper that stays in, `what` it is."""

    code: str
    sentence: str
    what: str
    laws: tuple[KeptLaw, ...]

    @property
    def citations(self) -> str:
        """The laws in a line; "" where none was read."""
        return "; ".join(law.citation for law in self.laws)


def lines_of(kept: list[dict[str, object]]) -> list[KeptLine]:
    """The lines of a column of a packet."""
    return [
        KeptLine(
            code=str(each["code"]),
            sentence=str(each["sentence"]),
            what=str(each.get("what", "")),
            laws=tuple(KeptLaw(**law) for law in _laws(each)),
        )
        for each in kept
    ]


def _laws(kept: dict[str, object]) -> list[dict[str, str]]:
    laws = kept["laws"]
    return laws if isinstance(laws, list) else []


class RecordsPacketQuerySet(models.QuerySet["RecordsPacket"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions that the account administers."""
        return self.filter(administered_by(user))


class RecordsPacket(models.Model):
    """The `number`th of a coalition, for `request`. Never changed.

    `facts` are sentences with the values of `taken_on`, `withheld` the kinds of papers that stay
    in, both as KeptLines; `closing` says so in words. The laws of `law_state` were read on
    `checked_on`.
    """

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="records_packets"
    )
    request = models.ForeignKey(RecordsRequest, on_delete=models.PROTECT, related_name="packets")
    number = models.PositiveIntegerField()
    taken_on = models.DateField()
    law_state = models.CharField(max_length=60)
    checked_on = models.DateField()
    facts = models.JSONField()
    withheld = models.JSONField()
    closing = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = RecordsPacketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "number"], name="one_records_packet_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(facts__0__isnull=False), name="records_packet_has_a_fact"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="records_packets_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Packet {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("public_records_packet", args=[self.coalition.slug, self.pk])

    @property
    def fact_lines(self) -> list[KeptLine]:
        """What goes out."""
        return lines_of(self.facts)

    @property
    def withheld_lines(self) -> list[KeptLine]:
        """What stays in."""
        return lines_of(self.withheld)
