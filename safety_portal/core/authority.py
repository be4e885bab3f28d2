"""Who may: verdicts with reasons, and the gate every address stands behind.

A policy is a function `policy(user, subject) -> Allowed | Denied`. `gate` declares it in urls.py,
so that each app's authority reads as one screen. `may` asks an address for what it declares, so
that the button that leads there is drawn by the policy that gates it; a view calls no such policy
itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, get_type_hints

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import URLPattern, URLResolver, get_resolver

READING = frozenset({"GET", "HEAD", "OPTIONS"})


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


def operator_or(policy, by, subject=None):
    """The verdict on an action that a command does, too: `by` None is the operator who types it.

    Allowed for the operator, who holds the server; else what the policy says of `by`.
    """
    return Allowed() if by is None else policy(by, subject)


def unasked(why):
    """Declare that an action asks no policy, and why.

    It is a step of actions that have asked, or the portal's own doing, or its right is something
    else, such as the link of an invitation. Any other public function of an actions room requires a
    verdict, because pages are not its only callers.
    """

    def declared(action):
        action.unasked = why
        return action

    return declared


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


def gate(policy, view, *, fetch=None, posting=None, before_second_step=False):
    """Put `view` behind `policy` and declare it for `may`, and for the test that walks every URL.

    `fetch(user, **url_kwargs) -> Subject` brings the subject from what the user may see (raising
    Http404 for strangers); the view finds it as request.subject. Somebody who is not signed in is
    sent to sign in, unless the policy is `anyone`.

    `posting` is the policy of who may send something, where not everybody may who looks at it.

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
        if posting and request.method not in READING:
            require(posting(request.user, request.subject))
        return view(request, *args, **kwargs)

    gated.policy, gated.posting, gated.fetch = policy, posting or policy, fetch
    gated.of = get_type_hints(fetch).get("return", object) if fetch else type(None)
    gated.before_second_step = before_second_step
    return gated


def may(user, name: str, subject: object = None, *, posting: bool = False) -> Allowed | Denied:
    """Say whether the gate of the address `name` lets the account in with `subject`, or why not.

    Asked before a link or a form to it is shown; `posting`: before a form on a page that more
    people look at. Whether the subject is in a state for it is asked of its lifecycle. LookupError
    where no gate has that name, TypeError for another thing than the gate's fetch brings: the
    answer would be about something else.
    """
    view = _gated(name)
    if not isinstance(subject, view.of):
        raise TypeError(f'"{name}" is of {view.of.__name__}, not of {type(subject).__name__}.')
    return _verdict(view, view.posting if posting else view.policy, user, subject)


def may_each(user, name: str, subjects: Iterable[Any]) -> list[Allowed | Denied]:
    """Say of each subject what `may` says: in one go where its policy is asked_of_many."""
    view, subjects = _gated(name), list(subjects)
    if user.is_authenticated and (of_many := getattr(view.policy, "of_many", None)):
        return of_many(user, subjects)
    return [may(user, name, subject) for subject in subjects]


def asked_of_many(of_many):
    """Declare how a policy that asks the database is asked of a list: of_many(user, subjects) ->
    verdicts.
    """

    def declared(policy):
        policy.of_many = of_many
        return policy

    return declared


def _verdict(view, policy, user, subject):
    if view.policy is not anyone and not user.is_authenticated:
        return signed_in(user)
    return policy(user, subject)


def _gated(name):
    """The view of the address `name`. Kept on the resolver, so that other URLs have theirs."""
    resolver = get_resolver()
    kept = resolver.__dict__
    if "gated_views" not in kept:
        kept["gated_views"] = {
            pattern.name: pattern.callback
            for pattern in _patterns(resolver)
            if pattern.name and hasattr(pattern.callback, "policy")
        }
    try:
        return kept["gated_views"][name]
    except KeyError:
        raise LookupError(f'No gate has the name "{name}".') from None


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every pattern without a namespace: the back office has its own."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif not pattern.namespace:
            yield from _patterns(pattern)
