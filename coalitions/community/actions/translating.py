"""The coalition's own words in Spanish."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.community.models.translation import LONGEST_KEY, PublicTranslation
from coalitions.community.texts import OwnText, fingerprint
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

LONGEST = 20_000
STALE = "The English changed while you translated. Look at it as it stands now, then translate it."


@transaction.atomic
def translate(
    *, coalition: Coalition, own: OwnText, of_hash: str, spanish: str, by: User
) -> PublicTranslation:
    """Say a text of the coalition's page in Spanish; returns the PublicTranslation.

    `of_hash` is the fingerprint of the English that the translator read. Raises Refused, at the
    field, and WrongState where the English changed meanwhile. Audited where anything differs.
    """
    require(can_administer(by, coalition))
    lock_coalition(coalition)
    text = typed(spanish).replace("\r\n", "\n")
    if not text or len(text) > LONGEST:
        raise Refused(f"Write it in Spanish, {LONGEST:,} characters at most.", field="spanish")
    if of_hash != fingerprint(own.english):
        raise WrongState(STALE)
    known = PublicTranslation.objects.filter(coalition=coalition, key=own.key[:LONGEST_KEY]).first()
    if known and (known.text, known.of_hash) == (text, of_hash):
        return known
    translation, _ = PublicTranslation.objects.update_or_create(
        coalition=coalition,
        key=own.key[:LONGEST_KEY],
        defaults={
            "text": text,
            "of_hash": of_hash,
            "translated_at": timezone.now(),
            "translated_by": by,
        },
    )
    record(by=by, action="translation.written", subject=translation, scope=coalition)
    return translation
