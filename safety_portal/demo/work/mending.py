"""Action items of the demo.

Overdue, waiting to be verified, returned, a risk accepted, found again, closed by a second person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from coalitions.action_items.actions.opening import open_item
from coalitions.action_items.actions.risks import accept_risk
from coalitions.action_items.actions.showing import say_done
from coalitions.action_items.actions.verifying import send_back, verify_item
from coalitions.action_items.models import ActionItem
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import days_ago, fresh, recorded_at


@dataclass(frozen=True)
class Told:
    """An item: opened so many days ago and due then (days ago; below zero to come), by whom it is
    owned, about which school.
    """

    opened: int
    due: int
    what: str
    owner: str
    check: str
    origin: str
    school: str = ""
    why: str = ""
    is_restricted: bool = False
    # Days until which its risk is accepted.
    until: int = 212
    # What became of it: days ago, the step, and its words.
    steps: tuple[tuple[int, str, str], ...] = ()


ITEMS = (
    Told(
        420,
        395,
        "Amplifier of the music room",
        "marcus",
        "Announcement heard by two people",
        "Lockdown drill of last fall",
        "larkspur",
        "The announcement was not heard.",
        steps=(
            (400, "done", "Amplifier replaced, heard from the hall."),
            (398, "verified", "Heard it myself."),
        ),
    ),
    Told(
        60,
        18,
        "Give the bus evacuation a new date",
        "marcus",
        "A date stands in the drill year",
        "Bus evacuation that was missed",
        "cedar-ridge",
    ),
    Told(
        47,
        6,
        "Mend the bell in Portable 2",
        "marcus",
        "Heard at the next drill",
        "Fire drill, Cedar Ridge",
        "cedar-ridge",
        "Nobody in Portable 2 heard the alarm.",
    ),
    Told(
        40,
        4,
        "Repair the gym lock",
        "marcus",
        "Try the door ten times",
        "Lockdown drill, Juniper",
        "juniper",
        "The lock is loose and did not catch. The class moved to the equipment room, which locks.",
        steps=((7, "done", "New lock set, tried 20 times. Invoice 4471."),),
    ),
    Told(
        30,
        -6,
        "Put key 14 into the box at Gate C",
        "bianca",
        "Open it at the next fire drill",
        "Walk of the grounds",
        "cedar-ridge",
        steps=((2, "done", "Key 14 is in the box."),),
    ),
    Told(
        20,
        -3,
        "Trim the hedge at door 9",
        "marcus",
        "Follow-up walk",
        "Walk of the grounds",
        "alder-creek",
        steps=((9, "done", "Trimmed."), (7, "sent_back", "The photo shows door 7.")),
    ),
    Told(
        17,
        -10,
        "Amplifier in the music room is off again",
        "marcus",
        "Announcement heard by two people",
        "Second walk in a row",
        "larkspur",
    ),
    Told(
        35,
        -13,
        "Try the first message to families",
        "marian",
        "Sent within 15 minutes in a drill",
        "Coalition meeting of the fall",
    ),
    Told(
        56,
        -35,
        "Write who answers the second phone line",
        "joan",
        "Section signed again",
        "After-action review",
    ),
    Told(
        25,
        -20,
        "Change the code of the north gate",
        "bianca",
        "Old code no longer opens it",
        "Walk of the grounds",
        "alder-creek",
        "Former contractors still know the code.",
        is_restricted=True,
    ),
    Told(
        120,
        90,
        "Raise the fence along the creek",
        "marcus",
        "Measured at three places",
        "Walk of the grounds",
        "alder-creek",
        "It is four feet high.",
        steps=((100, "accepted", "The flood authority rebuilds the bank in summer."),),
    ),
    Told(
        150,
        110,
        "Put film on the glass beside door 2",
        "marcus",
        "Film on all four panes",
        "Walk of the grounds",
        "larkspur",
        "A pane beside the lock can be broken.",
        until=40,
        steps=((130, "accepted", "The doors are replaced in a few months, panes and all."),),
    ),
    Told(
        200,
        170,
        "Post the assembly places at every exit",
        "bianca",
        "Walk past every exit",
        "Fire drill, Magnolia",
        "magnolia",
        steps=((175, "done", "Posted at all 22 exits."), (172, "verified", "")),
    ),
)


def make_items(world: SimpleNamespace) -> None:
    """Open them in the district's coalition, as its director of safety, and go on with each."""
    coalition = world.coalitions["cedar-county"]
    schools = {slug: each.school for slug, each in world.coalitions.items() if each.school}
    for told in ITEMS:
        with recorded_at(days_ago(told.opened)) as moment:
            item = open_item(
                coalition=coalition,
                what=told.what,
                why=told.why,
                owner=_person(world, told.owner),
                due_on=timezone.localdate() - timedelta(days=told.due),
                how_checked=told.check,
                school=schools.get(told.school),
                origin_words=told.origin,
                is_restricted=told.is_restricted,
                by=fresh(world.accounts["dana"]),
                now=moment,
            )
        for days, step, words in told.steps:
            with recorded_at(days_ago(days, hour=14)) as moment:
                STEPS[step](world, item, told, words, moment)
    _left_behind(world)


def _left_behind(world: SimpleNamespace) -> None:
    """The teacher who left Foxglove owned one; nobody was named since."""
    person = Person.objects.get(district=world.district, name="Sylvan Tarrant")
    with recorded_at(days_ago(170)) as moment:
        open_item(
            coalition=world.coalitions["foxglove"],
            what="Paint the assembly places on the ball field",
            owner=person,
            due_on=timezone.localdate() + timedelta(days=12),
            how_checked="Every class finds its own at the next fire drill",
            origin_words="Fire drill, Foxglove",
            by=fresh(world.principals["foxglove"]),
            now=moment,
        )


def _person(world: SimpleNamespace, key: str) -> Person:
    person: Person = world.accounts[key].people.get()
    return person


def _say_done(
    world: SimpleNamespace, item: ActionItem, told: Told, words: str, moment: datetime
) -> None:
    by: User = fresh(world.accounts[told.owner])
    say_done(item=item, words=words, by=by, now=moment)


def _verify(
    world: SimpleNamespace, item: ActionItem, told: Told, words: str, moment: datetime
) -> None:
    verify_item(item=_now(item), words=words, by=fresh(world.accounts["dana"]), now=moment)


def _send_back(
    world: SimpleNamespace, item: ActionItem, told: Told, words: str, moment: datetime
) -> None:
    send_back(item=_now(item), reason=words, by=fresh(world.accounts["dana"]))


def _accept(
    world: SimpleNamespace, item: ActionItem, told: Told, words: str, moment: datetime
) -> None:
    until = timezone.localdate() + timedelta(days=told.until)
    accept_risk(
        item=item,
        accepter=_person(world, "marian"),
        until=until,
        because=words,
        by=fresh(world.accounts["dana"]),
        now=moment,
    )


def _now(item: ActionItem) -> ActionItem:
    """The item as it stands now: a policy looks at who said it is done."""
    return ActionItem.objects.select_related("coalition").get(pk=item.pk)


STEPS: dict[str, Callable[..., None]] = {
    "done": _say_done,
    "verified": _verify,
    "sent_back": _send_back,
    "accepted": _accept,
}
