"""manage.py installation: which version, which database, whose districts, and where mail goes."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from coalitions.coalition.models import Coalition
from coalitions.schools.models import District, School
from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import counted
from safety_portal.demo import beside


class Command(PlainCommand):
    """Says no secrets."""

    help = "Say what is installed here: version, database, districts, coalitions, where mail goes. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options):
        facts = as_json()
        if options["json"]:
            self.print_json(facts)
        else:
            self.stdout.write("\n".join(as_lines(facts)))


def as_json() -> dict:
    """What scripts read; `demo` is whether the fictional district is in the database."""
    where = connection.settings_dict
    return {
        "version": settings.PORTAL_VERSION,
        "address": settings.PORTAL_ADDRESS,
        "database": {"name": where["NAME"], "host": where["HOST"] or "this machine"},
        "demo": beside.is_here(),
        "districts": District.objects.count(),
        "schools": School.objects.count(),
        "coalitions": Coalition.objects.count(),
        "mail": {
            "to": "files" if settings.MAIL_TO_FILES else "server",
            "from": settings.DEFAULT_FROM_EMAIL,
        },
    }


def as_lines(facts: dict) -> list[str]:
    """The same for a person."""
    database, mail = facts["database"], facts["mail"]
    return [
        f"Safety Portal {facts['version']} at {facts['address']}",
        f"Database {database['name']} on {database['host']}: {counted(facts['districts'], 'district')}, "
        f"{counted(facts['schools'], 'school')}, {counted(facts['coalitions'], 'coalition')}.",
        *(
            ["The demo district is here: nothing in this database is real."]
            if facts["demo"]
            else []
        ),
        "Mail is written to files and reaches nobody."
        if mail["to"] == "files"
        else f"Mail leaves by {urlsplit('//' + settings.EMAIL_HOST).hostname}, from {mail['from']}.",
    ]
