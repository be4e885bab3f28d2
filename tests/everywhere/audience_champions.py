"""Who gets what of champions: a part of the table (audience.py). The champion is of the staff."""

from tests.everywhere.readers import ADMINISTRATOR, ALL, Row, administrators, anybody

NOBODY_ELSE = {"hidden": ALL, "hidden_above": ALL, "hidden_below": ALL}


def of_request(**rest):
    """Who answers; nobody else learns that somebody asks."""
    return Row(own=ADMINISTRATOR, **NOBODY_ELSE, **rest)


CHAMPIONS = {
    "champions": Row(own=ALL),
    "champion_paper": Row(own=ALL),
    "champion_talk_log": Row(own="staff", answers=405),
    "champion_talk_remove": Row(own="staff", **NOBODY_ELSE, answers=405),
    "champion_requests": administrators(),
    "champion_join_rules": administrators(),
    "champion_request": of_request(),
    "champion_request_invite": of_request(),
    "champion_request_decline": of_request(),
    # Open where the coalition says so, which one of the four does (world_champions.py).
    "champion_join": Row(own=ALL, above=ALL, hidden_below=ALL, signed_out=200),
    "champion_join_confirm": anybody(),
}
