"""Limits that a child process puts on itself before it works on what others wrote."""

import resource


def limit(what: int, most: int) -> None:
    """Lower a limit of this process for good, as far as it is not lower already."""
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))
