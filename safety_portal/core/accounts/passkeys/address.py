"""The name that passkeys belong to: a browser offers them nowhere else."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def host() -> str:
    """The portal's own name, whatever host a request named.

    For a number of this machine it is localhost; they need a name.
    """
    name = urlsplit(settings.PORTAL_ADDRESS).hostname or ""
    return "localhost" if _is_this_machine(name) else name


def elsewhere(request: HttpRequest) -> str:
    """The address of the same page where passkeys work, if they do not under the name it was asked
    by; else ""."""
    name, here = host(), urlsplit(f"//{request.get_host()}").hostname or ""
    if here == name or here.endswith(f".{name}"):
        return ""
    own = urlsplit(settings.PORTAL_ADDRESS)
    return f"{own.scheme}://{name}{f':{own.port}' if own.port else ''}{request.path}"


def _is_this_machine(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
