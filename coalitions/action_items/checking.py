"""What an action item may say, who may own it, and what may become of it.

It checks and puts into shape; it writes nothing.
"""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from coalitions.action_items.lifecycle import ITEM_MOVES, ItemState
from coalitions.action_items.models import ActionItem
from coalitions.action_items.queries import owners_of, verifiers_of
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import LONGEST_NAME, tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState, check_move

LONGEST_YEARS = 5


NO_WHAT = "Say what is to be done."
NO_CHECK = "Say how somebody will check it, such as “try the door ten times”."


class AlreadyOpen(Refused):
    """The same is there and nobody has verified it: `item`."""

    def __init__(self, item: ActionItem) -> None:
        super().__init__(f"“{item}” is there already. {where_it_stands(item)}", field="what")
        self.item = item


class Stale(WrongState):
    """Somebody changed the item since the form was opened: `item` is how it stands now."""

    def __init__(self, item: ActionItem) -> None:
        super().__init__(
            "This action item was changed while you had it open. "
            "Look at it as it stands now, then save again."
        )
        self.item = item


def check_words(item: ActionItem) -> None:
    """Put the words of an item into shape, or Refused at the field with none or too many."""
    item.what = line(item.what, field="what", missing=NO_WHAT, limit=200)
    item.why = words(item.why, field="why", limit=1000)
    item.how_checked = line(item.how_checked, field="how_checked", missing=NO_CHECK, limit=500)
    item.origin_words = words(item.origin_words, field="origin_words", limit=300)
    item.origin_address = check_origin(item.origin_address)


def check_item(item: ActionItem, owner: Person | Seat, *, on: date) -> None:
    """Check and put into shape everything of an item, new or changed, that `owner` is to own.

    Refused at its field; AlreadyOpen. Asked under the lock of its coalition.
    """
    check_words(item)
    check_owner(owner, item, on=on)
    check_verifier(item.verifier, item, owner=owner, on=on)
    item.school = check_school(item.school, coalition=item.coalition)
    item.owner = owner if isinstance(owner, Person) else None
    item.owner_seat = owner if isinstance(owner, Seat) else None
    refuse_double(item)


def refuse_double(item: ActionItem) -> None:
    """AlreadyOpen where the same is not closed."""
    others = ActionItem.objects.not_closed().filter(coalition=item.coalition)
    same = (
        others.filter(origin_key=item.origin_key)
        if item.origin_key
        else others.filter(origin_key="", school=item.school, what__iexact=item.what)
    )
    same = same.exclude(pk=item.pk) if item.pk else same
    if (other := same.select_related("accepter", "done_by").first()) is not None:
        raise AlreadyOpen(other)


def line(text: str, *, field: str, missing: str, limit: int) -> str:
    """One line without what no page should show, or Refused where nothing is left of it."""
    tidy = " ".join(text.replace("\0", "").split())
    if limit <= LONGEST_NAME:
        tidy = tidy_name(tidy) if len(tidy) <= limit else tidy
    if not tidy:
        raise Refused(missing, field=field)
    return words(tidy, field=field, limit=limit)


def words(text: str, *, field: str, limit: int) -> str:
    """Words as they were typed, or Refused where they are too many: nothing is cut off."""
    if len(tidy := text.strip()) > limit:
        raise Refused(f"This is longer than {limit:,} characters. Say it shorter.", field=field)
    return tidy


def check_day(due_on: date, *, on: date, field: str = "due_on") -> None:
    """Refuse a day that is past, or so far away that a digit is wrong."""
    if due_on < on:
        raise Refused("This day is past. Choose today or a later day.", field=field)
    if due_on > on + relativedelta(years=LONGEST_YEARS):
        raise Refused(
            f"This day is more than {LONGEST_YEARS} years away. Look at the year.", field=field
        )


def check_owner(owner: Person | Seat, item: ActionItem, *, on: date) -> None:
    """Refuse who is no member on the day, a seat that nobody holds, and who may not read it."""
    place = item.coalition
    if not owners_of(place, on=on).filter(**_of(owner)).exists():
        sentence = (
            f"Nobody of {place} holds the seat {owner}. Choose somebody who does."
            if isinstance(owner, Seat)
            else f"{owner} is no member of {place} today. Choose somebody who is."
        )
        raise Refused(sentence, field="owner")
    can = owners_of(place, is_restricted=item.is_restricted, on=on)
    if not can.filter(**_of(owner)).exists():
        sentence = f"{owner} does not read what is restricted. Choose somebody who does."
        raise Refused(sentence, field="owner")


def check_verifier(
    verifier: Person | None, item: ActionItem, *, owner: Person | Seat, on: date
) -> None:
    """Refuse the owner as second person, and who could not say so here."""
    if verifier is None:
        return
    can = verifiers_of(item.coalition, is_restricted=item.is_restricted, on=on)
    if not can.filter(person=verifier).exists():
        takes = "It takes a member with an account who may read it."
        raise Refused(f"{verifier} cannot verify this here. {takes}", field="verifier")
    owners = owners_of(item.coalition, on=on).filter(**_of(owner))
    if owners.filter(person=verifier).exists():
        else_who = "Name a second person, or nobody: then an administrator verifies it."
        raise Refused(f"{verifier} owns it. {else_who}", field="verifier")


def check_school(school: School | None, *, coalition: Coalition) -> School | None:
    """The school it concerns: of a school's coalition its own. Refuses one of another district."""
    if coalition.school_id:
        return coalition.school
    if school is not None and school.district_id != coalition.district_id:
        raise Refused(f"{school} is no school of {coalition}.", field="school")
    return school


def check_origin(address: str) -> str:
    """An address of this portal, or "": never one that leads elsewhere."""
    if address and (not address.startswith("/") or address.startswith(("//", "/\\"))):
        raise Refused("Where it came from is an address of this portal.", field="origin_address")
    return address


def _of(owner: Person | Seat) -> dict[str, Person | Seat]:
    return {"seat": owner} if isinstance(owner, Seat) else {"person": owner}


def move(item: ActionItem, new: ItemState) -> None:
    """Set the state, or raise WrongState with what it is, and since when."""
    check_move(ITEM_MOVES, old=item.state, new=new, sentence=where_it_stands(item))
    item.state = new


def require_state(item: ActionItem, *states: str) -> None:
    """Raise WrongState, with where it stands, unless the item is in one of these states."""
    if item.state not in states:
        raise WrongState(where_it_stands(item))


def where_it_stands(item: ActionItem) -> str:
    """Where an item stands, and who brought it there, in one sentence."""
    if item.state == ItemState.VERIFIED and item.verified_at:
        return f"{item.verified_by} verified this on {_day(item.verified_at)}."
    if item.state == ItemState.DONE and item.done_at:
        said = f"{item.done_by} said on {_day(item.done_at)} that this is done."
        return f"{said} It waits to be verified."
    if item.state == ItemState.RISK_ACCEPTED and item.comes_back_on:
        return f"{item.accepter} accepts the risk until {full_day(item.comes_back_on)}."
    return f"It is open, due on {full_day(item.due_on)}."


def _day(moment: datetime) -> str:
    return full_day(timezone.localdate(moment))
