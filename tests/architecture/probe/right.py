"""The source of a house of two nouns, as it should be: path -> text.

`meetings` is whole, with all it has to do with.
"""

FRAME = {
    "safety_portal/__init__.py": '"""The frame."""\n',
    "safety_portal/urls.py": '"""All addresses."""\nfrom django.urls import include, path\n'
    'urlpatterns = [path("", include("coalitions.urls"))]\n',
    "safety_portal/core/__init__.py": '"""Below everything."""\nNOUNS = ("authority", "states")\n',
    "safety_portal/core/states.py": '''"""When something may be done."""


class WrongState(Exception):
    """The move is not allowed from where it stands; the text says why."""
''',
    "safety_portal/core/authority.py": '''"""Who may."""


def require(verdict):
    """Raise unless the verdict is yes."""


def unasked(why):
    """Say why an action asks nobody."""
''',
    "tests/core/test_authority.py": "",
    "tests/core/test_states.py": "",
    "safety_portal/portal/__init__.py": '"""Above everything."""\nNOUNS = ("obligations",)\n',
    "safety_portal/portal/obligations.py": '"""What all apps offer."""\nfrom coalitions import obligations\n'
    "ALL = [*obligations.KINDS]\n",
    "tests/portal/test_obligations.py": "",
    "plans/__init__.py": '"""WHAT."""\nNOUNS = ()\n',
    "training/__init__.py": '"""PRACTICE."""\nNOUNS = ()\n',
}

COALITIONS = {
    "coalitions/__init__.py": '"""WHO."""\nNOUNS = ("seats", "meetings", "briefs")\n',
    "coalitions/models.py": '"""For Django."""\nfrom coalitions.meetings.models import Meeting\n'
    "from coalitions.seats.models import Seat\n"
    '__all__ = ["Meeting", "Seat"]\n',
    "coalitions/urls.py": '"""One include a noun."""\nfrom django.urls import include, path\n'
    'urlpatterns = [path("", include("coalitions.meetings.urls"))]\n',
    "coalitions/obligations.py": '"""What is offered."""\nfrom coalitions.meetings.obligations import MINUTES\nKINDS = [MINUTES]\n',
    "coalitions/briefs/__init__.py": '"""A brief is what an official is told."""\n',
    "coalitions/briefs/models.py": '"""The brief."""\nMOST = 1\n',
    "tests/coalitions/briefs/test_models.py": "",
    "coalitions/seats/__init__.py": '"""A seat is a place to fill."""\n',
    "coalitions/seats/models.py": '"""The seat."""\nfrom django.db import models\n\n\n'
    'class Seat(models.Model):\n    """A place that somebody fills."""\n',
    "coalitions/seats/actions.py": '''"""Fill and empty seats."""
from safety_portal.core.audit.record import record
from safety_portal.core.authority import unasked


@unasked("A step of actions that have asked.")
def vacate(*, seat, by):
    """Empty a seat."""
    seat.save(update_fields=["holder"])
    record(by=by, action="seat.vacated", subject=seat)
''',
    "tests/coalitions/seats/test_actions.py": "",
}

MEETINGS = {
    "coalitions/meetings/__init__.py": '"""A meeting is held on a day by those who came, and closed with its minutes."""\n',
    "coalitions/meetings/lifecycle.py": '"""Open, then closed."""\nfrom safety_portal.core.states import WrongState\n'
    'MOVES = {"open": {"closed"}}\nREFUSES = WrongState\n',
    "coalitions/meetings/models.py": '''"""The meeting."""
from django.db import models


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a user may see."""
        return self.filter(coalition__members=user)


class Meeting(models.Model):
    """A day on which a coalition met."""
''',
    "coalitions/meetings/policies.py": '''"""Who may."""


def can_close(user, meeting):
    """Who chairs the coalition."""
    return meeting.chair == user
''',
    "coalitions/meetings/queries.py": '''"""Questions about meetings."""
from coalitions.meetings.models import Meeting


def open_meetings(user):
    """The open meetings that a user may see."""
    return Meeting.objects.visible_to(user).filter(state="open")
''',
    "coalitions/meetings/obligations.py": '"""What is owed."""\n'
    "from coalitions.meetings.models import Meeting\nMINUTES = Meeting\n",
    # Another noun's action is called by an action: the right thing, which the test of the old
    # layout refused.
    "coalitions/meetings/actions.py": '''"""Close a meeting."""
from coalitions.meetings.lifecycle import MOVES
from coalitions.meetings.policies import can_close
from coalitions.seats import actions as seats
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


def close(*, meeting, by, now):
    """Close a meeting and empty the seats of who left."""
    require(can_close(by, meeting))
    if MOVES:
        _close(meeting, by)


def vacate_all(*, meeting, by):
    """Empty the seats of a meeting: each leaves its own audit row."""
    require(can_close(by, meeting))
    for seat in meeting.seats.all():
        seats.vacate(seat=seat, by=by)


def _close(meeting, by):
    meeting.save(update_fields=["state"])
    record(by=by, action="meeting.closed", subject=meeting)
''',
    "coalitions/meetings/readers/__init__.py": '"""Files that tell of meetings."""\n',
    "coalitions/meetings/readers/agenda.py": '"""An agenda as a file."""\n'
    "from coalitions.meetings.models import Meeting\nREADS = Meeting\n",
    "coalitions/meetings/views.py": '''"""Pages of meetings."""
from coalitions.meetings import actions
from coalitions.meetings.models import Meeting


def meetings(request):
    """Those the user may see."""
    return Meeting.objects.visible_to(request.user).filter(state="open")


def close(request):
    """Close one."""
    actions.close(meeting=request.subject, by=request.user, now=None)
''',
    "coalitions/meetings/urls.py": '''"""Addresses of meetings."""
from django.urls import path

from coalitions.meetings import policies, views
from safety_portal.authority import gate

urlpatterns = [
    path("meetings/", gate(policies.can_close, views.meetings), name="meetings"),
    path("meetings/close/", gate(policies.can_close, views.close), name="meeting_close"),
]
''',
    "templates/coalitions/meetings/meetings.html": "<h1>Meetings</h1>\n",
    "tests/coalitions/meetings/test_actions.py": "",
}

RIGHT = {**FRAME, **COALITIONS, **MEETINGS}


def build(folder, *, add=(), instead=(), without=()):
    """Write the house into a folder and return the folder.

    `add` is path -> text put at the end of it, `instead` path -> the whole text, `without` paths
    left out.
    """
    texts = {**RIGHT, **dict(instead)}
    for path, text in dict(add).items():
        texts[path] = texts.get(path, "") + text
    for path in texts.keys() - set(without):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(texts[path], encoding="utf-8")
    return folder
