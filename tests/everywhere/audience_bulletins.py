"""Who gets what of bulletins: rows of the table in audience.py.

The world's bulletin names administrators, SROs and the fire service, and the security officer sent
it: nobody else learns that it exists, whatever they read of plans.
"""

from tests.everywhere.readers import ALL, RESTRICTED, Row

NAMED, SENDER = "administrator sro fire", "security_officer"
OTHERS = "law_enforcement ems emergency_manager care school official community"


def of_bulletin(own: str, **rest: object) -> Row:
    """Of one that is for three roles of its coalition, and of its sender."""
    return Row(own=own, hidden=OTHERS, hidden_above=ALL, hidden_below=ALL, **rest)


BULLETINS = {
    "bulletins": Row(own=RESTRICTED),
    "bulletin_send": Row(own="administrator officers"),
    "bulletin": of_bulletin(f"{NAMED} {SENDER}"),
    "bulletin_paper": of_bulletin(f"{NAMED} {SENDER}"),
    "bulletin_confirm": of_bulletin(NAMED, answers=405),
    "bulletin_answer": of_bulletin(f"administrator {SENDER}", answers=405),
    "bulletin_receipts": of_bulletin(f"administrator {SENDER}"),
    "bulletin_recipients": of_bulletin(f"administrator {SENDER}"),
    "bulletin_readings": of_bulletin(f"administrator {SENDER}"),
    "bulletin_send_again": of_bulletin(f"administrator {SENDER}", answers=405),
    "bulletin_news": of_bulletin(f"administrator {SENDER}"),
    "bulletin_withdraw": of_bulletin(f"administrator {SENDER}"),
}
