"""What stands for the arguments of actions on risks: a part of arguments.py."""

from tests.risking import weighed

RISKS = {
    "risk": lambda place: place.risk,
    ("risks", "weighed"): lambda place: weighed(),
    ("risks", "people"): lambda place: [],
    ("risks", "seen"): lambda place: place.risk.decision_id,
    ("risks", "title"): lambda place: "Plant next door",
    ("risks", "annex"): lambda place: "flood",
    ("risks", "file"): lambda place: place.risk_file,
    "building": lambda place: "",
    "group": lambda place: "natural",
    "hazards": lambda place: ["tornado"],
    "is_decided": lambda place: True,
}
