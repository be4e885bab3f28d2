"""Champions of a place: the staff is one and spoke; somebody waits, somebody has not confirmed."""

from django.utils import timezone

from coalitions.champions.tokens import token_for
from tests import builders, championing
from tests.everywhere.world_plans import membership_of


def add_champions(place):
    """place.talk, the staff's; .join_request, which waits; .join_link, of one not confirmed yet."""
    secret, coalition = f"{place.mark}-secret", place.coalition
    member = membership_of(place, "staff")
    member.is_local_champion = True
    member.save(update_fields=["is_local_champion"])
    place.talk = championing.make_talk(
        coalition=coalition,
        account=place.cast["staff"],
        days_ago=0,
        audience=f"{place.mark}-inside-audience",
        about=f"{place.mark}-inside-about",
    )
    championing.open_asking(coalition=coalition, is_open=place.name == "own")
    asked = {"coalition": coalition, "name": f"{secret}-asker", "why": f"{secret}-why"}
    place.join_request = championing.make_request(**asked, days_ago=0)
    unconfirmed = championing.make_request(coalition=coalition, state="unconfirmed", days_ago=0)
    place.join_link = token_for(unconfirmed)


def grow_champions(place):
    """One more request in each state, a talk of another champion, and one of the staff."""
    count = place.coalition.join_requests.count()
    account = championing.make_champion(coalition=place.coalition, name=f"Champion {count}")
    championing.make_talk(coalition=place.coalition, account=account, days_ago=0)
    held = {"days_ago": 0, "audience": f"More {count}"}
    championing.make_talk(coalition=place.coalition, account=place.cast["staff"], **held)
    for state in ("unconfirmed", "waiting", "invited", "declined"):
        championing.make_request(coalition=place.coalition, state=state, days_ago=0, by=account)
    seat = builders.make_seat(coalition=place.coalition, roles=["parent"], signs_plan=False)
    championing.make_request(coalition=place.coalition, wanted="seat", seat=seat, days_ago=0)
    assert place.join_request.confirmed_at <= timezone.now()
