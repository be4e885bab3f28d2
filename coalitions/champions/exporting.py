"""What champions give away of a coalition, to its operator: what was asked by whom stays here."""

from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.champions.models.talk import Talk
from safety_portal.core.exports.offers import Rows

ROWS = (
    Rows(name="join_rules", model=JoinRules, of="coalition"),
    Rows(
        name="talks",
        model=Talk,
        of="membership__coalition",
        sheet={
            "Name": "membership__person__name",
            "Held on": "held_on",
            "Where": "audience",
            "About": "about",
            "People": "people",
        },
    ),
)
LEFT_OUT = {
    JoinRequest: "words and addresses of people who are no members, deleted after some weeks",
}
