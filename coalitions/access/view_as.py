"""See as another role: what an administrator looks through, kept in the session."""

from coalitions.access import grants
from coalitions.access.policies import can_administer

KEY = "see_as"


def begin(request, *, coalition, role):
    """Look at the portal as a member of `coalition` in `role`, from the next request on."""
    request.session[KEY] = {"coalition": coalition.pk, "role": role}


def end(request):
    """Look with one's own eyes again."""
    request.session.pop(KEY, None)


def apply(request):
    """Set the request's account to the standing it looks through.

    False (and over) if it no longer administers there.
    """
    chosen = request.session[KEY]
    coalition = next(
        (
            each
            for each in grants.standing_of(request.user).coalitions
            if each.pk == chosen["coalition"]
        ),
        None,
    )
    if coalition is None or not can_administer(request.user, coalition):
        end(request)
        return False
    grants.see_as(request.user, coalition=coalition, role=chosen["role"])
    return True
