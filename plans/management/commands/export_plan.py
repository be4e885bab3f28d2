"""manage.py export_plan PLAN [--edition ID] --format pdf|docx|html|json -o FILE.

The whole text, for the operator.
"""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from plans.book.writers.book import assemble
from plans.book.writers.formats import FORMATS
from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.edition import Edition
from safety_portal.core.exports.paper import PaperUnavailable


class Command(BaseCommand):
    """The edition in force, else the one in work, else the newest; `-` writes to stdout. Bad input.

    Exit 2, one sentence.
    """

    help = "Write an edition of a plan to a file."

    def add_arguments(self, parser):
        parser.add_argument("plan", type=int, metavar="PLAN")
        parser.add_argument("--edition", type=int, metavar="ID")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("-o", "--output", required=True, metavar="FILE")

    def handle(self, *args, **options):
        edition = self._edition(options["plan"], options["edition"])
        if edition is None:
            self._refuse(
                "There is no such plan or edition. The id is the one that import_plan printed."
            )
        try:
            content = FORMATS[options["format"]](assemble(edition))
            self._write(options["output"], content)
        except PaperUnavailable as error:
            self._refuse(str(error))
        except OSError as error:
            self._refuse(f"{options['output']} cannot be written: {error.strerror}.")

    def _edition(self, plan, edition):
        editions = Edition.objects.filter(plan=plan).select_related(
            "plan__coalition__district", "plan__coalition__school"
        )
        if edition:
            return editions.filter(pk=edition).first()
        in_force = editions.filter(status=EditionStatus.IN_FORCE).first()
        return (
            in_force
            or editions.filter(status__in=IN_WORK).first()
            or editions.order_by("-number").first()
        )

    def _write(self, output, content):
        if output == "-":
            sys.stdout.buffer.write(content)
        else:
            Path(output).write_bytes(content)

    def _refuse(self, sentence):
        self.stderr.write(sentence)
        sys.exit(2)
