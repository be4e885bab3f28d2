"""What differs from what somebody signed before."""

from django.db.models import Q

from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.history.differences import between
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User


def since_last_signature(edition: Edition, account: User) -> tuple[Signature | None, list[Section]]:
    """(the account's last signature on this plan or None, sections that changed since) for the sign
    page.

    An earlier edition is compared text by text; for a signature on this edition that was voided,
    what was saved since counts. A signature that stands on this very text is not counted: nothing
    changed since.
    """
    last = (
        Signature.objects.filter(
            Q(designee__person__account=account)
            | Q(designee__isnull=True, membership__person__account=account),
            edition__plan=edition.plan_id,
        )
        .exclude(typed_name="")
        .exclude(edition=edition, state=SignatureState.SIGNED)
        .select_related("edition")
        .order_by("decided_at")
        .last()
    )
    if last is None:
        return None, []
    if last.edition_id != edition.pk:
        return last, [difference.section for difference in between(edition, last.edition)]
    return last, list(edition.sections.present().filter(saved_at__gt=last.decided_at))
