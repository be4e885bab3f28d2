"""manage.py forget_people.

Remove the addresses of people who left long ago, previewed unless told to apply.
"""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from coalitions.records.actions.contacts import forget_people
from coalitions.records.queries import forgettable
from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import counted, full_day


class Command(PlainCommand):
    """What beat does every night, now, or with other years."""

    help = "Remove e-mail, telephone and roster numbers of people whose last membership ended years ago. Names stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--years", type=int, default=settings.PERSON_YEARS, help="default: PORTAL_PERSON_YEARS"
        )
        parser.add_argument("--apply", action="store_true", help="write, all or nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, years: int, apply: bool, **options: object) -> None:
        if not 0 <= years <= 100:
            raise CommandError("Years are 0 to 100.", returncode=2)
        before = timezone.localdate() - relativedelta(years=years)
        number = forget_people(before=before) if apply else forgettable(before=before).count()
        if options["json"]:
            self.print_json({"applied": apply, "before": before.isoformat(), "people": number})
            return
        people = f"{counted(number, 'person', 'people')} whose last membership ended before {full_day(before)}"
        self.stdout.write(
            f"Forgot how to reach {people}."
            if apply
            else f"{people}. Add --apply to remove how to reach them."
        )
