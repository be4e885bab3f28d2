"""manage.py find_district NAME: the id that form_coalition asks for."""

from django.core.management.base import CommandError, CommandParser

from coalitions.coalition.command_line import in_words, nearest, place_id
from coalitions.schools.models import District, School
from safety_portal.core.commands import PlainCommand

MOST = 20


class Command(PlainCommand):
    help = "Look up the id of a district, or of a school, by words of its name. Changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="+", help="words of its name, or a part of its id")
        parser.add_argument("--school", action="store_true", help="look for a school")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, name: str, school: bool, **options: object) -> None:
        kind, text = School if school else District, " ".join(name)
        places = nearest(kind.objects, text, most=MOST)
        if options["json"]:
            rows = [
                {
                    "id": place_id(place),
                    "name": place.name,
                    "city": place.city,
                    "state": place.state,
                }
                for place in places
            ]
            self.print_json({"found": rows})
        elif places:
            self.stdout.write(
                "\n".join(f"{place_id(place):<14} {in_words(place)}" for place in places)
            )
        else:
            noun = kind._meta.verbose_name
            raise CommandError(
                f"No {noun} here is called like “{text}”. Import it with import_schools.",
                returncode=2,
            )
