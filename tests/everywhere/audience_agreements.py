"""Who gets what of agreements and officers at schools: rows of the table in audience.py."""

from tests.everywhere.readers import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    NO_REACH_DOWN,
    REACH_DOWN,
    RESTRICTED,
    Row,
    administrators,
)

LISTED = Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS)


def of_agreement(own: str, above: str = "", below: str = "", **rest: object) -> Row:
    """Of one that members read: parents and students do not know of it, nor who reaches it not."""
    hidden = {"hidden": "community", "hidden_above": NO_REACH_DOWN, "hidden_below": "community"}
    return Row(own=own, above=above, below=below, **{**hidden, **rest})


def kept(**rest: object) -> Row:
    """Writing down what becomes of it: the coalition's own administrators."""
    return of_agreement(ADMINISTRATOR, **rest)


AGREEMENTS = {
    "agreements": LISTED,
    "agreement_csv": LISTED,
    "agreement_officers": LISTED,
    "agreement_record": administrators(),
    "agreement_assign": administrators(),
    "agreement": of_agreement(MEMBERS, REACH_DOWN, MEMBERS),
    # It is in force, so it is no more changed or taken back.
    "agreement_change": kept(answers=409),
    "agreement_withdraw": kept(answers=409),
    "agreement_amend": kept(),
    "agreement_renew": kept(),
    "agreement_review": kept(),
    "agreement_end": kept(),
    "agreement_add_paper": kept(),
    "agreement_paper": of_agreement(MEMBERS, REACH_DOWN, MEMBERS),
    "agreement_paper / restricted": Row(
        own=RESTRICTED,
        hidden="care school official community",
        above=RESTRICTED,
        hidden_above="care school official community",
        hidden_below=ALL,
        level="restricted",
    ),
    "agreement_withdraw_paper": kept(),
    "agreement_assignment": of_agreement(MEMBERS, REACH_DOWN, MEMBERS, posts=ADMINISTRATOR),
}
