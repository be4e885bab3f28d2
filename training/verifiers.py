"""Who verifies: the administrators of a coalition, each for everybody but themselves."""

from coalitions.models import Membership
from coalitions.roles import Role


def verifiers_of(coalition, *, trained, on):
    """Names of the administrators on the day `on` who can verify what the person `trained` logged; none where there is no other."""
    held = Membership.objects.current(on).filter(coalition=coalition, role=Role.ADMINISTRATOR)
    others = held.filter(person__account__is_active=True).exclude(person=trained)
    return list(others.order_by("person__name", "person_id").values_list("person__name", flat=True))
