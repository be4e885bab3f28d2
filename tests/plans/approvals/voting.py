"""A board that votes, and a plan whose seats have signed."""

from django.db import transaction
from django.utils import timezone

from plans.approvals import actions
from plans.approvals.models import Approval
from plans.signing.actions import signing

BOARD = "Cedar County Board of Education"


def vote(scene, **changed):
    told = {
        "outcome": "approved",
        "body": BOARD,
        "minutes_item": "7.2",
        "voted_on": timezone.localdate(),
    }
    told |= {"then": signing.tell_if_complete, "edition": scene.edition, "by": scene.administrator}
    return actions.record_vote(**told | changed)


def changed(approval, **fields):
    with transaction.atomic():
        return Approval.objects.filter(pk=approval.pk).update(**fields)
