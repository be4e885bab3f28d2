"""Who may: verdicts with reasons, and the gate every address stands behind.

A policy is a function `policy(user, subject) -> Allowed | Denied`. `gate` declares it in urls.py,
so that each app's authority reads as one screen. `may` asks an address for what it declares, so
that the button that leads there is drawn by the policy that gates it; a view calls no such policy
itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, get_type_hints

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

# Says of (user, subject) who may; the view behind a gate; a policy's verdicts on many subjects.
Policy = Callable[..., "Allowed | Denied"]
View = Callable[..., HttpResponseBase]
OfMany = Callable[[Any, list[Any]], "list[Allowed | Denied]"]
Action = TypeVar("Action", bound=Callable[..., Any])
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    reason: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """No, and the sentence a person is shown: who may, or what has to happen first."""

    reason: str

    def __bool__(self) -> bool:
        return False


def require(verdict: Allowed | Denied) -> None:
    """Raise PermissionDenied (the 403 page with the reason) unless `verdict` is Allowed."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def operator_or(policy: Policy, by: Any, subject: object = None) -> Allowed | Denied:
    """The verdict on an action that a command does, too: `by` None is the operator who types it.

    Allowed for the operator, who holds the server; else what the policy says of `by`.
    """
    return Allowed() if by is None else policy(by, subject)


def unasked(why: str) -> Callable[[Action], Action]:
    """Declare that an action asks no policy, and why.

    It is a step of actions that have asked, or the portal's own doing, or its right is something
    else, such as the link of an invitation. Any other public function of an actions room requires a
    verdict, because pages are not its only callers.
    """

    def declared(action: Action) -> Action:
        action.__dict__["unasked"] = why
        return action

    return declared


def anyone(user: Any, subject: object = None) -> Allowed | Denied:
    """Open to everybody, signed in or not."""
    return Allowed()


def signed_in(user: Any, subject: object = None) -> Allowed | Denied:
    """Open to every account."""
    return Allowed() if user.is_authenticated else Denied("Sign in first.")


def operator(user: Any, subject: object = None) -> Allowed | Denied:
    """Only who runs this server."""
    return (
        Allowed() if user.is_superuser else Denied("Only the operator of this server may do this.")
    )


def gate(
    policy: Policy,
    view: View,
    *,
    fetch: Callable[..., Any] | None = None,
    posting: Policy | None = None,
    before_second_step: bool = False,
) -> View:
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
    def gated(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if policy is not anyone and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.subject = fetch(request.user, **kwargs) if fetch else None
        require(policy(request.user, request.subject))
        if posting and request.method not in READING:
            require(posting(request.user, request.subject))
        return view(request, *args, **kwargs)

    of = get_type_hints(fetch).get("return", object) if fetch else type(None)
    gated.__dict__ |= {"policy": policy, "posting": posting or policy, "fetch": fetch, "of": of}
    gated.__dict__["before_second_step"] = before_second_step
    return gated


def may(user: Any, name: str, subject: object = None, *, posting: bool = False) -> Allowed | Denied:
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


def may_each(user: Any, name: str, subjects: Iterable[Any]) -> list[Allowed | Denied]:
    """Say of each subject what `may` says: in one go where its policy is asked_of_many."""
    view, asked = _gated(name), list(subjects)
    if user.is_authenticated and (of_many := getattr(view.policy, "of_many", None)):
        return list(of_many(user, asked))
    return [may(user, name, subject) for subject in asked]


def asked_of_many(of_many: OfMany) -> Callable[[Action], Action]:
    """Declare how a policy that asks the database is asked of a list: of_many(user, subjects) ->
    verdicts.
    """

    def declared(policy: Action) -> Action:
        policy.__dict__["of_many"] = of_many
        return policy

    return declared


def _verdict(view: Any, policy: Policy, user: Any, subject: object) -> Allowed | Denied:
    if view.policy is not anyone and not user.is_authenticated:
        return signed_in(user)
    return policy(user, subject)


def _gated(name: str) -> Any:
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
