"""The lock under which a coalition's seats and memberships change."""

from coalitions.coalition.models import Coalition


def lock_coalition(coalition: Coalition) -> Coalition:
    """The coalition's row, locked until the transaction ends.

    Changes of who is in it happen one after the other.
    """
    return (
        Coalition.objects.select_for_update(no_key=True, of=("self",))
        .select_related("district", "school")
        .get(pk=coalition.pk)
    )
