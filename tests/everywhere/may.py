"""The words of verbs.py: who may, in which way of standing to a place."""

from dataclasses import dataclass

PEOPLE = {
    "administrator": ["administrator"],
    "officers": ["sro", "security_officer"],
    "responders": ["law_enforcement", "fire", "ems", "emergency_manager"],
    "care": ["health", "mental_health"],
    "school": ["teacher", "staff"],
    "official": ["official"],
    "community": ["parent", "student"],
}
ALL = "administrator officers responders care school official community"
MEMBERS = "administrator officers responders care school official"
RESTRICTED = "administrator officers responders"
REACH_DOWN = "administrator officers responders care"
TRAINED = "administrator officers responders care school"
SUGGESTING = "administrator officers responders care school"
WALKS = "administrator officers"
ADMINISTRATOR, NOBODY = "administrator", ""
# Way of standing to a place: whose cast asks about which place. In a sibling's or a foreign
# coalition nobody may anything.
WAYS = {
    "own": ("own", "own"),
    "district": ("district", "district"),
    "down": ("district", "own"),
    "up": ("own", "district"),
}
ELSEWHERE = [("own", "sibling"), ("own", "foreign"), ("district", "foreign")]


@dataclass(frozen=True)
class May:
    """Who may.

    Members of a school's own coalition (and of a district's, unless `district` differs), from
    above, from below.
    """

    policy: object
    about: object
    own: str = ""
    down: str = ""
    up: str = ""
    district: str | None = None

    def roles(self, way):
        """The roles that may, standing to the place in this way."""
        words = {"own": self.own, "down": self.down, "up": self.up, "district": self.district}[way]
        words = self.own if words is None else words
        return {role for group in words.split() for role in PEOPLE.get(group, [group])}
