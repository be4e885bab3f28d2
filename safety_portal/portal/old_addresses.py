"""Where addresses of the release before were, and where the same page is now. Old links lead on.

Mail that was sent, bookmarks and forms that were open hold the old ones. Nothing is asked here:
whether somebody may is asked at the new address, as of everybody. Taken out with 0.3.0.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from coalitions.coalition.gates import HERE
from plans.editions.gates import EDITION, PLANS, SECTION
from safety_portal.core.authority import View, anyone, gate
from training.records.gates import TRAINING

SIGNATURE = EDITION + "sign/<int:signature>/"
PEOPLE_FILE = HERE + "people/from-file/<int:file>/"
SCHOOL_FILE = "schools/from-file/<int:file>/"
TRAINING_FILE = TRAINING + "from-file/<int:file>/"
WORD_FILE = PLANS + "bring-in/<int:file>/"

# The old path -> the name of the address, which takes the same parts.
MOVED = {
    "see-as/stop/": "coalition_view_as_stop",
    HERE + "see-as/": "coalition_view_as",
    HERE + "turn-of-year/": "year_rollover",
    HERE + "reads/": "edition_access_log",
    HERE + "to-sign/several/": "signing_batch",
    "schools/from-file/": "directory_import_new",
    SCHOOL_FILE: "directory_import",
    SCHOOL_FILE + "columns/": "directory_import_columns",
    SCHOOL_FILE + "bring-in/": "directory_import_apply",
    HERE + "people/from-file/": "roster_new",
    PEOPLE_FILE: "roster",
    PEOPLE_FILE + "columns/": "roster_columns",
    PEOPLE_FILE + "decide/": "roster_decide",
    PEOPLE_FILE + "bring-in/": "roster_apply",
    PEOPLE_FILE + "invite/": "roster_invite",
    PLANS + "bring-in/": "word_in_import",
    WORD_FILE: "word_in_file",
    WORD_FILE + "place/": "word_in_mapping",
    WORD_FILE + "passages/<int:passage>/": "word_in_passage",
    WORD_FILE + "make/": "word_in_make",
    SECTION + "here/": "writing_presence",
    EDITION + "suggestions/<int:suggestion>/take/": "comment_suggestion_accept",
    SIGNATURE: "signing_sign",
    SIGNATURE + "decline/": "signing_decline",
    SIGNATURE + "answer/": "signing_answer",
    SIGNATURE + "waive/": "signing_waive",
    SIGNATURE + "ask-again/": "signing_ask_again",
    SIGNATURE + "page/": "signing_page",
    SIGNATURE + "paper/": "signing_paper",
    SIGNATURE + "scan/": "signing_scan",
    TRAINING + "from-file/": "transcript_new",
    TRAINING_FILE: "transcript",
    TRAINING_FILE + "columns/": "transcript_columns",
    TRAINING_FILE + "bring-in/": "transcript_apply",
}


def _leads_to(name: str) -> View:
    """A view that leads on to the address `name`: 301, or 308 for what was posted."""

    def lead_on(request: HttpRequest, **parts: object) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        address = reverse(name, kwargs=parts) + (f"?{query}" if query else "")
        is_read = request.method in ("GET", "HEAD")
        return redirect(address, permanent=True, preserve_request=not is_read)

    return lead_on


app_name = "old_addresses"
urlpatterns = [path(old, gate(anyone, _leads_to(name)), name=name) for old, name in MOVED.items()]
