"""Write what a comparison of a roster says, in batches: no query for each person."""

from collections import Counter

from coalitions.coalition.models import Coalition
from coalitions.memberships import mail
from coalitions.memberships.actions.ending import end_rows
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.rosters.comparison import PeopleComparison, PersonChange
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import unasked

BATCH = 1000
FIELDS = ("name", "email", "phone")
BECAUSE = "No longer in the district’s list of staff."


@unasked("A step of the import, which has asked.")
def write(*, comparison: PeopleComparison, by, file, on):
    """Write people, numbers and memberships, and end what ends. Audited by coalition; mailed."""
    people = _write_people(comparison)
    _write_numbers(comparison, people)
    _begin(comparison, people, by=by, on=on)
    _retitle(comparison, by=by)
    _begin_sooner(comparison, by=by)
    _set_terms(comparison, by=by)
    end_rows(ids=[held.id for held in comparison.ends], by=by, on=on, because=BECAUSE)
    _tell_others(comparison, by=by, file=file)


def _write_people(comparison: PeopleComparison) -> dict[int, int]:
    """Make and change people; returns number of the row -> id of the person."""
    district = comparison.atlas.coalition.district_id
    changed = [change for change in comparison.changed if set(change.fields) & set(FIELDS)]
    # An address that moves from one person to another must be free before it is taken.
    moving = [change.person.id for change in changed if "email" in change.fields]
    Person.objects.filter(pk__in=moving).update(email="")
    rows = [Person(**_as_is(change.person)) for change in changed]
    for person, change in zip(rows, changed, strict=True):
        for name, (_, after) in change.fields.items():
            setattr(person, name, after)
    if rows:
        Person.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=FIELDS,
        )
    new = [
        Person(
            district_id=district,
            name=change.row.name,
            email=change.row.email,
            phone=change.row.phone,
        )
        for change in comparison.new
    ]
    Person.objects.bulk_create(new, batch_size=BATCH)
    made = {
        change.row.number: person.pk for change, person in zip(comparison.new, new, strict=True)
    }
    return {**made, **{change.row.number: change.person.id for change in comparison.changed}}


def _as_is(person) -> dict:
    """The columns of a person as they stand."""
    return {name: getattr(person, name) for name in ("id", "district_id", "account_id", *FIELDS)}


def _write_numbers(comparison: PeopleComparison, people: dict[int, int]):
    """Note by which numbers the source knows the people."""
    source, district = comparison.roster.source, comparison.atlas.coalition.district_id
    rows = [
        RosterIdentity(
            district_id=district, source=source, sourced_id=number, username=change.row.username,
            person_id=people[change.row.number],
        )
        for change in (*comparison.new, *comparison.changed)
        for number in (change.row.ids if change.person is None else change.ids)
    ]  # fmt: skip
    RosterIdentity.objects.bulk_create(rows, batch_size=BATCH)


def _begin(comparison: PeopleComparison, people: dict[int, int], *, by, on):
    """Begin memberships on the day; who has an account is told."""
    rows = [
        Membership(
            person_id=people[change.row.number], coalition_id=begin.coalition, role=begin.role, title=change.row.title,
            starts_on=begin.on or on, ends_on=begin.until, roster_source=comparison.roster.source,
        )
        for change in (*comparison.new, *comparison.changed)
        for begin in change.begins
    ]  # fmt: skip
    Membership.objects.bulk_create(rows, batch_size=BATCH)
    mail.gather(((each, mail.lines_on_begin(each, by=by)) for each in _of_accounts(rows)), by=by)


def _retitle(comparison: PeopleComparison, *, by):
    """Change the titles of memberships that the source made; who has an account is told."""
    rows = [
        Membership(pk=held.id, title=change.row.title)
        for change in comparison.changed
        for held in change.titles
    ]
    if rows:
        Membership.objects.bulk_update(rows, ["title"], batch_size=BATCH)
    mail.gather(
        ((each, mail.changed(each, {"title": ""}, by=by)) for each in _of_accounts(rows)), by=by
    )


def _begin_sooner(comparison: PeopleComparison, *, by):
    """Move up the first day of memberships that were to begin later; who has an account is told."""
    rows = [
        Membership(pk=held.id, starts_on=day) for change in comparison.changed for held, day in change.sooner
    ]  # fmt: skip
    if rows:
        Membership.objects.bulk_update(rows, ["starts_on"], batch_size=BATCH)
        mail.gather(
            ((each, mail.lines_on_begin(each, by=by)) for each in _of_accounts(rows)), by=by
        )


def _set_terms(comparison: PeopleComparison, *, by):
    """Write until when memberships hold, where the file says it; who has an account is told."""
    rows = [
        Membership(pk=held.id, ends_on=day)
        for change in comparison.changed
        for held, day in change.terms
    ]
    if rows:
        Membership.objects.bulk_update(rows, ["ends_on"], batch_size=BATCH)
        mail.gather(((each, mail.until(each, by=by)) for each in _of_accounts(rows)), by=by)


def _of_accounts(rows) -> list[Membership]:
    """Those of the memberships whose person can sign in, with what memberships/mail.py needs.

    One query.
    """
    held = Membership.objects.filter(
        pk__in=[row.pk for row in rows], person__account__is_active=True
    ).order_by("pk")
    return list(held.select_related("person__account", "coalition", "seat"))


def _tell_others(comparison: PeopleComparison, *, by, file):
    """The audit rows of the other coalitions in which memberships begin or end, each with its own."""
    own = comparison.atlas.coalition
    every: list[PersonChange] = [*comparison.new, *comparison.changed]
    begun = Counter(begin.coalition for change in every for begin in change.begins)
    ended = Counter(held.coalition_id for held in comparison.ends)
    others = Coalition.objects.filter(pk__in=(begun.keys() | ended.keys()) - {own.pk}).order_by(
        "pk"
    )
    record_each(
        {
            "by": by, "action": "people.brought_in", "subject": file, "scope": other.pk,
            "detail": {"by_coalition": own.name, "begun": begun[other.pk], "ended": ended[other.pk]},
        }
        for other in others
    )  # fmt: skip
