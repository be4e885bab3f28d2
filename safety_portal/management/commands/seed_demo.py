"""manage.py seed_demo: the fictional demo district; idempotent.

Prints the slugs and one sign-in per role.
"""

import json
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import CommandError

from safety_portal.core.commands import PlainCommand
from safety_portal.core.database import roles
from safety_portal.core.look.wording import counted
from safety_portal.demo import beside, cast
from safety_portal.demo.seed import introduced, seed, take_away

NO_DEMO = "The demo district is only made with the demo's settings, never on a real server."
OTHERS = """There {are} here that the demo did not make, such as {name}, and the demo has no place beside real ones. Serve them with
./run serve, or give the demo a folder of its own: PORTAL_VAR=FOLDER ./run demo"""


class Command(PlainCommand):
    """Refuses outside the demo's settings and beside real districts.

    Their database is no place for fictional people.

    Run as the owner of the tables: the demo's past is written into rows that the application may
    only add to.
    """

    help = "Make the fictional demo district."

    def add_arguments(self, parser):
        parser.add_argument(
            "--reset", action="store_true", help="take the demo district away first"
        )
        parser.add_argument(
            "--remove", action="store_true", help="take it away and make none; all else stays"
        )
        parser.add_argument(
            "--check", action="store_true", help="only say whether it can be made here"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options):
        if options["remove"]:
            self.stdout.write(_removed())
            return
        _refuse_beside_others()
        if not options["check"]:
            answer = _made(reset=options["reset"])
            self.stdout.write(json.dumps(answer) if options["json"] else _sentences(answer))


def _removed():
    if not beside.is_here():
        return "There is no demo district here: nothing changed."
    with _as_owner():
        take_away()
    return "The demo district is taken away."


@contextmanager
def _as_owner():
    with roles.as_owner():
        roles.require_owner("seed_demo")
        yield


def _refuse_beside_others():
    if not settings.DEMO:
        raise CommandError(NO_DEMO, returncode=2)
    if others := list(beside.others().values_list("name", flat=True).order_by("name")[:1]):
        number = beside.others().count()
        are = f"{'is' if number == 1 else 'are'} {counted(number, 'district')}"
        raise CommandError(OTHERS.format(are=are, name=others[0]).replace("\n", " "), returncode=2)


def _made(*, reset):
    """Make it unless it is here; what a script needs to know of it."""
    with _as_owner():
        made = seed(reset=reset)
    return {"made": made, **introduced()}


def _sentences(answer):
    lines = [f"Coalitions: {', '.join(answer['slugs'])}", f"Password of everybody: {cast.PASSWORD}"]
    return "\n".join(
        [*lines, *(f"{sign_in['label']}: {sign_in['email']}" for sign_in in answer["sign_ins"])]
    )
