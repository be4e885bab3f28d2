"""Who gets what of risks: a part of the table (audience.py)."""

from tests.everywhere.readers import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    NO_REACH_DOWN,
    REACH_DOWN,
    SUGGESTING,
    Row,
)

LIST = Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS)
# Parents and students are not even told that a risk exists.
HIDDEN = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": "community"}
DECIDING = Row(own=ADMINISTRATOR, **HIDDEN)

FILE = {"own": ADMINISTRATOR, "hidden": ALL, "hidden_above": ALL, "hidden_below": ALL}

RISKS = {
    "risks": LIST,
    "risk_csv": LIST,
    "risk_xlsx": LIST,
    "risk_choose": Row(own=ADMINISTRATOR),
    "risk_add_own": Row(own=ADMINISTRATOR),
    "risk_import_new": Row(own=ADMINISTRATOR),
    "risk_import": Row(**FILE, file="risk_file"),
    "risk_import_columns": Row(**FILE, file="risk_file"),
    "risk_import_apply": Row(**FILE, file="risk_file", answers=405),
    "risk": Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS, **HIDDEN),
    "risk_decide": DECIDING,
    "risk_propose": Row(own=SUGGESTING, **HIDDEN),
    "risk_accept": DECIDING,
    "risk_set_aside": DECIDING,
}
