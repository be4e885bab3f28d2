"""manage.py verify_edition EDITION_ID [--json].

Exit 0 if text, hash and signatures agree, 1 if not, 2 for bad input.
"""

import json

from django.core.management.base import CommandError

from plans.editions.models.edition import Edition
from plans.signing.verification.edition import verify_edition
from safety_portal.core.commands import PlainCommand
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number


class Command(PlainCommand):
    """Compute the fingerprint of a frozen edition again and compare it with what was signed."""

    help = "Check that the text of an edition is what was frozen and signed. Exit 0 if it is, 1 if not, 2 for bad input."

    def add_arguments(self, parser):
        parser.add_argument("edition", metavar="EDITION_ID")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, edition, **options):
        found = (
            Edition.objects.select_related("plan__coalition")
            .filter(pk=whole_number(edition))
            .first()
        )
        if found is None:
            raise CommandError(f"There is no edition {edition!r}.", returncode=2)
        try:
            report = verify_edition(found)
        except WrongState as wrong:
            raise CommandError(str(wrong), returncode=2) from wrong
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), indent=2))
        else:
            self._tell(report)
        if not report.agrees:
            raise SystemExit(1)

    def _tell(self, report):
        self.stdout.write(f"{report.edition}: {report.edition.get_status_display().lower()}")
        self.stdout.write(f"fingerprint {report.edition.content_hash}, {report.sections} sections")
        states = ", ".join(
            f"{count} {state}" for state, count in report.signatures.items() if count
        )
        self.stdout.write(f"signatures: {states or 'none'}")
        for problem in report.problems:
            self.stdout.write(problem)
        self.stdout.write(
            "Text, hash and signatures agree." if report.agrees else "They do not agree."
        )
