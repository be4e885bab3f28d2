"""What tests of the sweep have in common.

A day, somebody who is asked, somebody who chairs, the words of a digest.
"""

from datetime import date

from coalitions.memberships.models.membership import Membership
from plans.signing.models import Signature
from safety_portal.core.notices import digest

# A Tuesday, and no holiday anywhere.
TODAY = date(2026, 11, 17)


def ask(edition, account, *, due_on, coalition=None):
    """Ask an account to sign, past every action: what is owed is all that a sweep looks at."""
    held = Membership.objects.get(
        person__account=account, coalition=coalition or edition.plan.coalition
    )
    return Signature.objects.create(
        edition=edition,
        membership=held,
        seat_title="Fire chief",
        content_hash="0" * 64,
        asked_at="2026-11-01T12:00Z",
        due_on=due_on,
    )


def make_chair(account):
    Membership.objects.filter(person__account=account).update(is_chair=True)


def words(message):
    """The text of a digest, as it will be sent."""
    return digest.rendered(message)[0]
