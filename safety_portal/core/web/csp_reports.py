"""What browsers report by themselves.

That a page wanted something which its content policy forbids.
"""

import json
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from safety_portal.core.web import rate_limits
from safety_portal.core.web.secret_addresses import masked

log = structlog.get_logger(__name__)
LARGEST_BYTES, LONGEST_VALUE = 8192, 300
RATE = "20/m"
# What browsers send a report as. A form is none: it is read before this view, as every form.
CONTENT_TYPES = {"application/csp-report", "application/json"}
# What of a report is logged: which rule was broken, where and by what. Never a sample of the page,
# nor what the policy is.
ADDRESSES = ("document-uri", "blocked-uri", "source-file")
WORDS, NUMBERS = (
    ("effective-directive", "violated-directive", "disposition"),
    ("line-number", "column-number"),
)


@csrf_exempt  # Browsers send these reports by themselves, without our token; nothing is stored.
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Log which rule was broken: 204. What is a form or the like (415), too large (413), too much
    from one place (429) or no
    report (400) is not logged."""
    if request.content_type not in CONTENT_TYPES:
        return HttpResponse(status=415)
    body = request.read(LARGEST_BYTES + 1)
    if len(body) > LARGEST_BYTES:
        return HttpResponse(status=413)
    if not rate_limits.count(f"csp_report {rate_limits.network_of(request)}", RATE):
        return HttpResponse(status=429)
    if not (known := _known(body)):
        return HttpResponse(status=400)
    log.warning("csp_report", **known)
    return HttpResponse(status=204)


def _known(body: bytes) -> dict[str, Any]:
    """The known fields of a report, shortened; {} for what is none."""
    try:
        report = json.loads(body)["csp-report"]
        fields = {name: report.get(name) for name in (*ADDRESSES, *WORDS, *NUMBERS)}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}
    found = {
        name: _address(value)
        for name, value in fields.items()
        if name in ADDRESSES and isinstance(value, str)
    }
    found |= {
        name: value for name, value in fields.items() if name in WORDS and isinstance(value, str)
    }
    found = {name: masked(value[:LONGEST_VALUE]) for name, value in found.items() if value}
    return found | {
        name: fields[name]
        for name in NUMBERS
        if type(fields[name]) is int and 0 <= fields[name] < 2**31
    }


def _address(value: str) -> str:
    """An address without its query and what stands behind it, where searches and tokens are."""
    try:
        return urlsplit(value)._replace(query="", fragment="").geturl()
    except ValueError:
        return ""
