"""manage.py form_coalition: the first administrator's way in."""

import json

from django.core.management.base import CommandError
from django.utils import timezone

from coalitions.coalition.command_line import place_of
from coalitions.invitations.actions.forming import form_coalition
from coalitions.schools.models import District, School
from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import full_day
from safety_portal.core.refusals import Refused


class Command(PlainCommand):
    help = "Form the coalition of a district or a school and print the link that lets its first administrator in."

    def add_arguments(self, parser):
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument(
            "--district", metavar="ID", help="NCES id, state id or number of the district"
        )
        place.add_argument(
            "--school", metavar="ID", help="NCES id, state id or number of the school"
        )
        parser.add_argument(
            "--administrator",
            metavar="EMAIL",
            required=True,
            help="who is invited to administer it",
        )
        parser.add_argument(
            "--slug", help="the short name in addresses; made from the name if not given"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, district, school, administrator, slug, json, **options):
        place = (
            {"district": place_of(District, district)}
            if district
            else {"school": place_of(School, school)}
        )
        try:
            coalition, invitation, link = form_coalition(
                **place, administrator_email=administrator, slug=slug, by=None
            )
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        self.stdout.write(
            as_json(coalition, invitation, link) if json else in_words(coalition, invitation, link)
        )


def as_json(coalition, invitation, link):
    """What other people's scripts read: the slug and the invitation link."""
    return json.dumps(
        {
            "slug": coalition.slug,
            "name": coalition.name,
            "scope": coalition.scope,
            "administrator": invitation.email,
            "invitation_link": link,
            "expires_at": invitation.expires_at.isoformat(),
        }
    )


def in_words(coalition, invitation, link):
    """The same for a person."""
    day = full_day(timezone.localdate(invitation.expires_at))
    return (
        f"{coalition.name} has its coalition: {coalition.slug}\n"
        f"{invitation.email} becomes its administrator with this link, good until {day}:\n"
        f"{link}"
    )
