"""What each check of champions alone refuses, as violations.py has the others."""

VIOLATIONS = {
    "request_answered_within_60_days": {"answer_days": 61},
    "request_kept_for_a_year_at_most": {"keep_days": 366},
    "request_says_who_and_why": {"why": ""},
    "request_confirmed_is_answered_by_a_day": {"answer_due_on": None},
    "request_waits_once_confirmed": {"state": "unconfirmed"},
    "request_decided_when_answered": {"state": "invited"},
    "request_declined_with_words": {"answer": "Not this year."},
    "talk_says_to_whom": {"audience": ""},
    "talk_had_an_audience": {"people": 0},
}
# Told with the other columns of their row.
NEEDS_MORE = {
    "request_names_a_seat_it_is_for": lambda world: {"seat": world.places["own"].seat},
    "request_invited_by_an_invitation": lambda world: {
        "invitation": world.places["own"].invitation
    },
}
