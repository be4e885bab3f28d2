"""Who gets what of the facts about a school: a part of the table (audience.py)."""

from tests.everywhere.readers import ADMINISTRATOR, MEMBERS, REACH_DOWN, Row

READ = {"own": MEMBERS, "above": REACH_DOWN}

FACTS = {
    "duty_facts": Row(**READ, posts=ADMINISTRATOR),
    "duty_facts / of a district": Row(of="district"),
    "duty_facts_blank": Row(**READ),
    "duty_facts_confirm": Row(own=ADMINISTRATOR, answers=405),
    "duty_fact_change": Row(own=ADMINISTRATOR),
}
