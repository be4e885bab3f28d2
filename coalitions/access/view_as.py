"""View as another role: what an administrator looks through, kept in the session."""

from coalitions.access import grants
from coalitions.access.policies import can_administer

KEY = "view_as"


def begin(request, *, coalition, role):
    """Look at the portal as a member of `coalition` in `role`, from the next request on."""
    request.session[KEY] = {"coalition": coalition.pk, "role": role}


def end(request):
    """Look with one's own eyes again."""
    request.session.pop(KEY, None)


def apply(request):
    """Set the request's account to the access it looks through.

    False (and over) if it no longer administers there.
    """
    looks_through = request.session[KEY]
    coalition = next(
        (
            known
            for known in grants.access_of(request.user).coalitions
            if known.pk == looks_through["coalition"]
        ),
        None,
    )
    if coalition is None or not can_administer(request.user, coalition):
        end(request)
        return False
    grants.view_as(request.user, coalition=coalition, role=looks_through["role"])
    return True
