"""manage.py seed_demo [--reset] [--json]: the fictional demo district; idempotent; prints the slugs and one sign-in per role."""

import json
import sys

from django.conf import settings

from coalitions.models import Coalition
from safety_portal import database_roles
from safety_portal.commands import PlainCommand
from safety_portal.demo import cast
from safety_portal.demo.seed import seed, sign_ins


class Command(PlainCommand):
    """Refuses outside the demo's settings: a real district's database is no place for fictional people.

    Run as the owner of the tables: the demo's past is written into rows that the application may only add to.
    """

    help = "Make the fictional demo district."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="take the demo district away first")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        if not settings.DEMO:
            self.stderr.write("The demo district is only made with the demo's settings, never on a real server.")
            sys.exit(2)
        with database_roles.as_owner():
            database_roles.require_owner("seed_demo")
            made = seed(reset=options["reset"])
        district = cast.DISTRICT["nces_id"]
        slugs = list(Coalition.objects.filter(district__nces_id=district).order_by("pk").values_list("slug", flat=True))
        told = {
            "made": made,
            "slugs": slugs,
            "sign_ins": [self._sign_in(*row) for row in sign_ins()],
        }
        self.stdout.write(json.dumps(told) if options["json"] else self._sentences(told))

    def _sign_in(self, role, name, email):
        return {"role": role.value, "label": role.label, "name": name, "email": email, "password": cast.PASSWORD}

    def _sentences(self, told):
        lines = [f"Coalitions: {', '.join(told['slugs'])}", f"Password of everybody: {cast.PASSWORD}"]
        lines += [f"{each['label']}: {each['email']}" for each in told["sign_ins"]]
        return "\n".join(lines)
