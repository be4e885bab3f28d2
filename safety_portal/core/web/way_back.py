"""Where somebody goes on after a form that was opened from another page."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, default: str) -> str:
    """The address in `?back=`, where it is one of the portal's own; else `default`.

    It stays in the address of the form, so it is there still when the form is shown again.
    """
    back = request.GET.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if back.startswith("/") and is_ours else default
