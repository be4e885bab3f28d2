"""The page of a place for everybody: public in two of the four, with a name and a translation."""

from coalitions.community.models.consent import NameConsent
from coalitions.community.texts import fingerprint
from coalitions.memberships.models.membership import Membership
from tests.everywhere.world_plans import membership_of
from tests.publishing import choose, publish, show_name, translate

PUBLIC = ("own", "district")
INTRODUCTION = "What everybody may know."


def add_community(place):
    """place.page; the fire chief lets it name them."""
    by = place.administrator
    place.page = choose(
        place.coalition,
        by,
        introduction=INTRODUCTION,
        phone="555-0100",
        letters=["gas_leak"],
        concerns=[{"title": "Tip line", "url": "https://tips.example/"}],
    )
    if place.name in PUBLIC:
        publish(place.coalition, by)
    fire = place.cast["fire"]
    place.consent = show_name(membership_of(place, "fire"), fire)
    place.translation = translate(
        place.coalition, by, "introduction", INTRODUCTION, "Lo que todos pueden saber."
    )
    place.of_hash = fingerprint(INTRODUCTION)


def grow_community(place):
    """One more translation, and whoever came last with a seat lets the page name them."""
    last = Membership.objects.filter(coalition=place.coalition, seat__isnull=False)
    newest = last.select_related("coalition", "person__account").latest("pk")
    if not NameConsent.objects.filter(membership=newest).exists():
        show_name(newest, newest.person.account)
    count = place.coalition.public_translations.count()
    translate(place.coalition, place.administrator, f"seat:{count}", f"Seat {count}", "Lugar")
