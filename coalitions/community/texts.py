"""A coalition's own words on pages for everybody: in English, and in Spanish where translated."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Case, Q, When

from coalitions.access.filters import by_coalition
from coalitions.coalition.models import Coalition
from coalitions.community.models.translation import PublicTranslation


def fingerprint(english: str) -> str:
    """By what a translation knows what it was made from."""
    return sha256(english.encode()).hexdigest()


@dataclass(frozen=True)
class OwnText:
    """A text under its `key`; `label` says to a translator what it is. `spanish` is "" where nobody
    translated it, and `is_stale` where the English changed since.

    `is_html`: the English is HTML as the portal keeps it. The Spanish is always plain text.
    """

    key: str
    label: str
    english: str
    spanish: str = ""
    is_stale: bool = False
    is_html: bool = False

    def __str__(self) -> str:
        return self.english

    @property
    def is_translated(self) -> bool:
        """Whether the Spanish says what the English says."""
        return bool(self.spanish) and not self.is_stale

    @property
    def shown(self) -> str:
        """The Spanish where there is one, else the English."""
        return self.spanish or self.english


@dataclass(frozen=True)
class Translator:
    """Gives the coalition's texts their Spanish: (text, fingerprint of its English) by key."""

    kept: Mapping[str, tuple[str, str]]

    def text(self, key: str, label: str, english: str, *, is_html: bool = False) -> OwnText:
        """The text with what is known of it in Spanish."""
        spanish, of_hash = self.kept.get(key, ("", ""))
        is_stale = bool(spanish) and of_hash != fingerprint(english)
        return OwnText(key, label, english, spanish, is_stale, is_html)


def translator_of(coalition: Coalition) -> Translator:
    """For the texts of a coalition; of a school's with the district's, too. One query."""
    own = Q(coalition=coalition.pk)
    if coalition.school_id:
        own |= by_coalition("coalition", up=[coalition.district_id])
    rows = PublicTranslation.objects.filter(own).values_list("key", "text", "of_hash")
    # The coalition's own come last, and win.
    ordered = rows.order_by(Case(When(coalition=coalition.pk, then=1), default=0), "id")
    return Translator({key: (text, of_hash) for key, text, of_hash in ordered})
