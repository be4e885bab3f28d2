"""The ways to build `meetings` wrongly, by the ten points of the review, and what the guard says to
each: rule, sentence.
"""

from dataclasses import dataclass, field

NOUN = "coalitions/meetings/"
HERE = "coalitions.meetings."


@dataclass(frozen=True)
class Way:
    """A way to build it wrongly.

    What differs from the right house, and the one thing that is said.
    """

    name: str
    rule: str
    sentence: str
    add: dict = field(default_factory=dict)
    instead: dict = field(default_factory=dict)
    without: tuple = ()


def at(file, text):
    """Text put at the end of a file of the noun."""
    return {NOUN + file: text}


ACTS = "If it does not act, move it to policies, queries or lifecycle, or begin its name with _."
SAYS = '    """Open it again."""\n'
ASKS = f"{SAYS}    require(can_close(by, meeting))\n"
ASKS_NOBODY = (
    "asks nobody whether they may: require(policies.can_...(by, subject)), "
    'or say why not: @unasked("...").'
)
BEGIN = "begin with .visible_to(request.user) or request.subject, or ask in queries.py."
LONG = "x = 1  # " + "a" * 95 + "\n"

TEN = [
    Way(
        "1 a room imports a higher room",
        "tiers",
        f"{HERE}readers.agenda imports {HERE}views: readers stand below views: "
        "move what it needs to a lower room, or let views hand it in.",
        at("readers/agenda.py", f"from {HERE}views import meetings\n"),
    ),
    Way(
        "1 a room imports a higher room of another noun",
        "tiers",
        f"{HERE}policies imports coalitions.seats.actions: policies stand below actions: "
        "move what it needs to a lower room, or let actions hand it in.",
        at("policies.py", "from coalitions.seats import actions\n"),
    ),
    Way(
        "2 a noun imports a later one",
        "order",
        f"{HERE}queries imports coalitions.briefs.models: meetings stands before briefs in NOUNS of coalitions. "
        "Put meetings behind briefs there: nothing between knows it.",
        at("queries.py", "from coalitions.briefs.models import MOST\n"),
    ),
    Way(
        "2 a noun imports a later one that knows it",
        "order",
        "coalitions.seats.actions imports coalitions.meetings.policies: seats stands before meetings in NOUNS of "
        "coalitions. Turn the arrow: let meetings import seats, or move what both need into seats or below.",
        {"coalitions/seats/actions.py": "from coalitions.meetings.policies import can_close\n"},
    ),
    Way(
        "2 a folder is no noun of the list",
        "layout",
        "coalitions/minutes/__init__.py: minutes is no noun of coalitions. "
        'Add "minutes" to NOUNS in coalitions/__init__.py, in its place in the order.',
        {"coalitions/minutes/__init__.py": '"""Minutes are what was said."""\n'},
    ),
    Way(
        "2 a whole folder is no noun of the list, which is said once",
        "layout",
        "coalitions/minutes/__init__.py: minutes is no noun of coalitions. "
        'Add "minutes" to NOUNS in coalitions/__init__.py, in its place in the order.',
        {
            "coalitions/minutes/__init__.py": '"""Minutes are what was said."""\n',
            "coalitions/minutes/policies.py": '"""Who may."""\n',
            "coalitions/minutes/urls.py": '"""Addresses."""\nurlpatterns = [path("m/", None, name="minutes")]\n',
        },
    ),
    Way(
        "2 a room lies beside the nouns",
        "layout",
        "coalitions/views.py: move it into its noun: coalitions/<noun>/views.py.",
        {"coalitions/views.py": '"""Pages of all nouns."""\n'},
    ),
    Way(
        "2 a file of the core is no noun of the list",
        "layout",
        "safety_portal/core/clocks.py: move it into its noun: safety_portal/core/<noun>/clocks.py, "
        'or add "clocks" to NOUNS in safety_portal/core/__init__.py.',
        {"safety_portal/core/clocks.py": '"""What time it is."""\n'},
    ),
    Way(
        "2 a file of the frame lies in neither core nor portal",
        "layout",
        "safety_portal/clocks.py: move clocks to safety_portal/core/ (it knows no school) "
        "or safety_portal/portal/ (it composes apps).",
        {"safety_portal/clocks.py": '"""What time it is."""\n'},
    ),
    Way(
        "3 a door is imported",
        "doors",
        f"{HERE}queries imports coalitions.models: the door is Django's alone. Import from coalitions.<noun>.models.",
        at("queries.py", "from coalitions.models import Seat\n"),
    ),
    Way(
        "3 another door is imported from inside",
        "doors",
        f"{HERE}views imports coalitions.obligations: a door is for what composes. "
        "Import from the noun: coalitions.<noun>.obligations.",
        at("views.py", "from coalitions.obligations import KINDS\n"),
    ),
    Way(
        "3 a door defines",
        "doors",
        "coalitions.obligations defines Owed: a door only gathers. Move it to coalitions/<noun>/obligations.py.",
        {"coalitions/obligations.py": 'class Owed:\n    """Owed."""\n'},
    ),
    Way(
        "3 a model is not gathered by its door",
        "gathered",
        "coalitions/models.py does not load coalitions.meetings.models, so Django knows no model of it: import it there.",
        instead={
            "coalitions/models.py": '"""For Django."""\nfrom coalitions.seats.models import Seat\n'
        },
    ),
    Way(
        "3 tasks are gathered by no door",
        "gathered",
        "coalitions/tasks.py does not load coalitions.meetings.tasks, so no worker does them: import it there.",
        at("tasks.py", '"""Tasks."""\n'),
    ),
    Way(
        "3 addresses are not included by their door",
        "gathered",
        'coalitions/urls.py does not include coalitions.meetings.urls, so its pages are not there: add "meetings" there.',
        instead={"coalitions/urls.py": '"""None."""\nurlpatterns = []\n'},
    ),
    Way(
        "4 the core knows an app",
        "apps",
        "safety_portal.core.states imports coalitions.seats.models: only portal, demo, bench, management, urls, "
        "settings and celery know apps: move it to safety_portal/portal/.",
        {"safety_portal/core/states.py": "from coalitions.seats.models import Seat\n"},
    ),
    Way(
        "4 an app knows the roof",
        "apps",
        f"{HERE}views imports safety_portal.portal.obligations: nothing below knows what composes: "
        "offer it in a door of the app (obligations, tasks) and let the portal ask.",
        at("views.py", "from safety_portal.portal.obligations import ALL\n"),
    ),
    Way(
        "5 a model is loaded by its name",
        "by_name",
        f"{HERE}models:13 calls get_model(): import it. Who may not is in BY_NAME (rules/arrows.py), with why.",
        at("models.py", 'SEAT = apps.get_model("coalitions", "Seat")\n'),
    ),
    Way(
        "6 a view writes",
        "writes",
        f"{HERE}views:14 writes (.save()): move it into an action of meetings.",
        at("views.py", "    request.subject.save()\n"),
    ),
    Way(
        "6 a file reader updates",
        "writes",
        f"{HERE}readers.agenda:4 writes (.update()): move it into an action of meetings.",
        at("readers/agenda.py", 'Meeting.objects.filter(pk=1).update(state="closed")\n'),
    ),
    Way(
        "6 the portal creates",
        "writes",
        "safety_portal.portal.obligations:4 writes (.create()): move it into an action of obligations.",
        {"safety_portal/portal/obligations.py": "ALL[0].objects.create()\n"},
    ),
    Way(
        "6 a statement of SQL writes",
        "writes",
        f"{HERE}queries:8 writes (DELETE FROM): move it into an action of meetings.",
        at("queries.py", 'FORGET = "DELETE FROM coalitions_meeting"\n'),
    ),
    Way(
        "7 an action takes its arguments by their place",
        "actions",
        f"{HERE}actions.reopen takes arguments by their place: put a * before them. {ACTS}",
        at("actions.py", f"def reopen(meeting, *, by):\n{ASKS}    _close(meeting, by)\n"),
    ),
    Way(
        "7 an action does not say whose doing it is",
        "actions",
        f"{HERE}actions.reopen does not say whose doing it is: give it the argument by= (or account=, token=). {ACTS}",
        at("actions.py", f"def reopen(*, meeting):\n{ASKS}    _close(meeting, None)\n"),
    ),
    Way(
        "7 an action asks nobody whether they may",
        "actions",
        f"{HERE}actions.reopen {ASKS_NOBODY} {ACTS}",
        at("actions.py", f"def reopen(*, meeting, by):\n{SAYS}    _close(meeting, by)\n"),
    ),
    Way(
        "7 an action asks nobody, and calls that a step",
        "actions",
        f"{HERE}actions.reopen {ASKS_NOBODY} {ACTS}",
        at(
            "actions.py",
            f'@unasked("step")\ndef reopen(*, meeting, by):\n{SAYS}    _close(meeting, by)\n',
        ),
    ),
    Way(
        "7 an action leaves no audit row",
        "actions",
        f"{HERE}actions.reopen leaves no audit row: call safety_portal's audit.record(by=by, ...) in its "
        f'transaction, or say why not: @unrecorded("..."). {ACTS}',
        at("actions.py", f"def reopen(*, meeting, by):\n{ASKS}    meeting.save()\n"),
    ),
    Way(
        "8 a view asks for everything",
        "views",
        f"{HERE}views:14 asks Meeting.objects for everything: {BEGIN}",
        at("views.py", '    return Meeting.objects.filter(state="open")\n'),
    ),
    Way(
        "8 a view fetches from everything",
        "views",
        f"{HERE}views:14 asks Meeting for everything: {BEGIN}",
        at("views.py", "    return get_object_or_404(Meeting, pk=1)\n"),
    ),
    Way(
        "9 a folder holds too many modules",
        "folders",
        "coalitions/meetings holds 17 modules, 16 at most: make a folder of each noun that is in it.",
        {f"{NOUN}part{number}.py": '"""A part."""\n' for number in range(9)},
    ),
    Way(
        "9 a folder holds too many lines",
        "folders",
        "coalitions/meetings holds 2040 lines, 2000 at most: make a folder of each noun that is in it.",
        {f"{NOUN}part{number}.py": '"""A part."""\n' + "x = 1\n" * 279 for number in range(7)},
    ),
    Way(
        "9 a line of code is too long",
        "lines",
        f"{HERE}policies:7 has 104 characters, 100 at most: "
        "break it; a comma behind the last argument keeps it broken.",
        at("policies.py", LONG),
    ),
    Way(
        "9 a line of a template is too long",
        "templates",
        "templates/coalitions/meetings/meetings.html:2 has 161 characters, 160 at most: break it.",
        {"templates/coalitions/meetings/meetings.html": "a" * 161 + "\n"},
    ),
    Way(
        "10 a noun has no tests",
        "mirrors",
        "coalitions.meetings has no tests under its name: write tests/coalitions/meetings/test_meetings.py.",
        without=("tests/coalitions/meetings/test_actions.py",),
    ),
    Way(
        "10 a noun has a folder for its tests and nothing in it",
        "mirrors",
        "coalitions.meetings has no tests under its name: write tests/coalitions/meetings/test_meetings.py.",
        instead={"tests/coalitions/meetings/__init__.py": ""},
        without=("tests/coalitions/meetings/test_actions.py",),
    ),
    Way(
        "10 a noun has no templates",
        "mirrors",
        "coalitions.meetings has views and no templates under its name: "
        "write them into templates/coalitions/meetings/.",
        without=("templates/coalitions/meetings/meetings.html",),
    ),
    Way(
        "10 an address does not begin with its noun",
        "addresses",
        f'{HERE}urls names the address "end_meeting": begin it with the word of its noun, meeting_...',
        at("urls.py", 'urlpatterns.append(path("end/", views.close, name="end_meeting"))\n'),
    ),
    Way(
        "10 an address lies in the door",
        "addresses",
        'coalitions.urls names the address "meetings_all": move it to the urls.py of its noun '
        "in coalitions; the door includes that.",
        {"coalitions/urls.py": 'urlpatterns.append(path("all/", None, name="meetings_all"))\n'},
    ),
]
