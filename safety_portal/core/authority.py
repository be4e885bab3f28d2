"""Who may: verdicts with reasons, and the gate every address stands behind.

A policy is a function `policy(user, subject) -> Allowed | Denied`. The same policy gates the
address and draws (or explains) the button. `gate` declares it in urls.py, so that each app's
authority reads as one screen; a test walks every URL and fails on one without a declared policy.
"""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    reason: str = ""

    def __bool__(self):
        return True


@dataclass(frozen=True)
class Denied:
    """No, and the sentence a person is shown: who may, or what has to happen first."""

    reason: str

    def __bool__(self):
        return False


def require(verdict):
    """Raise PermissionDenied (the 403 page with the reason) unless `verdict` is Allowed."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def anyone(user, subject=None):
    """Open to everybody, signed in or not."""
    return Allowed()


def signed_in(user, subject=None):
    """Open to every account."""
    return Allowed() if user.is_authenticated else Denied("Sign in first.")


def operator(user, subject=None):
    """Only who runs this server."""
    return (
        Allowed() if user.is_superuser else Denied("Only the operator of this server may do this.")
    )


def gate(policy, view, *, fetch=None, before_second_step=False):
    """Put `view` behind `policy` and declare it for the test that walks every URL.

    `fetch(user, **url_kwargs)` brings the subject from what the user may see (raising Http404 for
    strangers); the view finds it as request.subject. Somebody who is not signed in is sent to sign
    in, unless the policy is `anyone`.

    `before_second_step` opens the address to an account that has yet to set its second step up
    (second_step.py): only what leads there, what signs in and out, and what says nothing of a
    coalition. Everything else waits for it.
    """

    @wraps(view)
    def gated(request, *args, **kwargs):
        if policy is not anyone and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.subject = fetch(request.user, **kwargs) if fetch else None
        require(policy(request.user, request.subject))
        return view(request, *args, **kwargs)

    gated.policy, gated.before_second_step = policy, before_second_step
    return gated
