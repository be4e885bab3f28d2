"""What verifying an edition found last, kept for some minutes.

The page that shows it is opened more often than it changes.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import BigIntegerField
from django.utils import timezone

from plans.signing.verification.edition import verify_edition
from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.models import Link
from safety_portal.core.database.kept_queries import KeptQuery, Slot

# Seconds. Whatever the portal itself writes is seen at once: the end of the coalition's chain is
# part of the key.
KEPT_FOR = 5 * 60


def _last():
    links = Link.objects.filter(scope=Slot("scope", BigIntegerField())).order_by("-place")
    return links.values_list("hash")[:1]


LAST = KeptQuery(_last)


@dataclass(frozen=True)
class Verdict:
    """Whether everything agreed, what did not, in sentences, how many sections there were, and when
    it was computed.
    """

    agrees: bool
    problems: tuple[str, ...]
    sections: int
    at: datetime


def verdict_of(edition, *, anew=False) -> Verdict:
    """The last verdict on a frozen edition.

    Computed now with `anew`, where none is kept, or where the audit went on since.
    """
    seal()
    last = next((digest for (digest,) in LAST.ask(scope=edition.plan.coalition_id)), None)
    key = f"verdict:{edition.pk}:{last}"
    if not anew and (kept := cache.get(key)):
        return Verdict(**kept)
    report = verify_edition(edition)
    verdict = Verdict(report.agrees, tuple(report.problems), report.sections, timezone.now())
    cache.set(key, asdict(verdict), KEPT_FOR)
    return verdict
