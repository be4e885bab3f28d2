"""Who gets what of schools at hand, and of who opened them: rows of the table in audience.py."""

from tests.everywhere.readers import ALL, RESTRICTED, Row, everybody

ANSWERING = "officers responders"
# Of a school alone: a district has its schools.
AT_HAND = Row(own=ANSWERING, above=ANSWERING, hidden_below=ALL)
ANY_SCHOOL = Row(own=ANSWERING)

OPENINGS = {
    "openings": Row(own=RESTRICTED, above=RESTRICTED),
    "opening_receive": everybody(answers=405),
    "responder": ANY_SCHOOL,
    "responder_worker": ANY_SCHOOL,
    "responder_school": AT_HAND,
    "responder_plan": AT_HAND,
}
