"""Two records of one person become one, with everything that belongs to either."""

from itertools import groupby

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from coalitions.memberships import mail, policies
from coalitions.memberships.actions.designating import end_these, end_with
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.records import merge_rules
from coalitions.rosters.locks import lock_district
from safety_portal.core.audit.record import record, record_each
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState

MERGED = "Two records of one person became one."
TAKEN_OVER = ("title", "seat_id", "agency_id", "is_chair", "is_local_champion")


@transaction.atomic
def merge_people(*, kept, gone, by, name, email, phone, account) -> Person:
    """Make `gone` a record of `kept`.

    Memberships, training, acknowledgements, numbers and what waits follow; returns `kept`.

    `name`, `email`, `phone` and `account` are what the one record has from now on. What was signed
    keeps the name as it was signed. `gone` stays as history, without address and account; an
    account that is not kept reaches nothing here. Raises PermissionDenied, and WrongState where the
    two cannot be one. Writes an audit row in every coalition of theirs; whose account gains or
    loses a membership is told.
    """
    for person in (kept, gone):
        require(policies.can_keep_record(by, person))
    lock_district(kept)
    kept, gone = _locked_records(kept, gone)
    reached = _reached(kept, gone)
    coalitions = set(
        Membership.objects.filter(person__in=[kept, gone]).values_list("coalition_id", flat=True)
    )
    _end_designations_between(kept, gone, by=by)
    closed = _untangle(kept, gone)
    for row, going_on in closed:
        _waiting_follows(row, going_on)
    end_with(
        memberships=[row.pk for row, _ in closed], by=by, on=timezone.localdate(), because=MERGED
    )
    for reference in merge_rules.references(Person):
        _follow(reference, kept, gone)
    _close(gone, into=kept, by=by)
    detail = {
        "merged": gone.name,
        "merged_record": gone.pk,
        "kept_record": kept.pk,
        "was_called": kept.name,
    }
    kept.name, kept.email, kept.phone, kept.account = name, email, phone, account
    kept.save(update_fields=["name", "email", "phone", "account"])
    _tell(reached, _reached(kept, gone), by=by)
    _write_down(kept, detail, coalitions=coalitions, by=by)
    return kept


def _write_down(kept, detail, *, coalitions, by):
    """An audit row in each of these coalitions; one of no coalition where there are none."""
    row = {"by": by, "action": "person.merged", "subject": kept}
    record_each({**row, "scope": coalition, "detail": detail} for coalition in sorted(coalitions))
    if not coalitions:
        record(**row, **detail)


def _locked_records(kept, gone):
    """Both records of one person, locked. Raises WrongState unless they are two of one district."""
    rows = (
        Person.objects.select_for_update(no_key=True, of=("self",))
        .select_related("account")
        .order_by("pk")
    )
    people = {person.pk: person for person in rows.filter(pk__in=[kept.pk, gone.pk])}
    if len(people) < 2 or kept.district_id != gone.district_id:
        raise WrongState("Two records of one district can be merged, and a record not with itself.")
    if any(person.merged_into_id for person in people.values()):
        raise WrongState("One of these records was merged already. Look for the other one again.")
    return people[kept.pk], people[gone.pk]


def _reached(kept, gone):
    """What the accounts of both reach today: (account, coalition, role) -> the membership."""
    current = Membership.objects.current(timezone.localdate()).filter(
        person__in=[kept, gone], person__account__isnull=False
    )
    rows = current.select_related("person__account", "coalition").order_by("pk")
    return {(row.person.account_id, row.coalition_id, row.role): row for row in rows}


def _tell(before, after, *, by):
    gained = [
        (after[key], mail.merged(after[key], by=by, is_gained=True))
        for key in after
        if key not in before
    ]
    lost = [
        (before[key], mail.merged(before[key], by=by, is_gained=False))
        for key in before
        if key not in after
    ]
    mail.gather([*gained, *lost], by=by)


def _untangle(kept, gone):
    """Give the memberships of both to `kept`, with no day held twice.

    Returns (closed, the one that goes on in its place).
    """
    rows = Membership.objects.select_for_update(no_key=True).filter(person__in=[kept, gone])
    rows = sorted(
        rows,
        key=lambda row: (
            row.coalition_id,
            row.role,
            row.starts_on,
            _last(row),
            row.person_id != kept.pk,
        ),
    )
    closed = []
    for _, same in groupby(rows, key=lambda row: (row.coalition_id, row.role)):
        closed += _put_behind_each_other(list(same))
    for row in rows:
        row.save(update_fields=["starts_on", "ends_on", *TAKEN_OVER])
    Membership.objects.filter(person=gone).update(person=kept)
    return closed


def _end_designations_between(kept, gone, *, by):
    """Nobody signs for themselves: what one record let the other sign ends, as the two are one."""
    between = Designation.objects.filter(
        holder__person__in=[kept, gone], designee__person__in=[kept, gone]
    )
    end_these(designations=between, by=by, on=timezone.localdate(), because=MERGED)


def _last(row):
    """For sorting: the longer of two that begin on one day first."""
    return -row.ends_on.toordinal() if row.ends_on else -(10**9)


def _put_behind_each_other(rows):
    """Let each begin where the one before ends.

    One that lies within another is closed on its first day, as history.
    """
    closed, before = [], rows[0]
    for row in rows[1:]:
        if before.ends_on and row.starts_on >= before.ends_on:
            before = row
        elif before.ends_on and (row.ends_on is None or row.ends_on > before.ends_on):
            row.starts_on, before = before.ends_on, row
        else:
            for name in TAKEN_OVER:
                setattr(before, name, getattr(before, name) or getattr(row, name))
            row.ends_on, row.is_chair, row.is_local_champion = row.starts_on, False, False
            closed.append((row, before))
    return closed


def _waiting_follows(closed, going_on):
    """What waits for a membership that was closed waits for the one that goes on."""
    for reference in merge_rules.references(Membership):
        rule = merge_rules.rule_of(reference)
        if isinstance(rule, merge_rules.MovesWhere):
            rows = reference.model.objects.filter(**{reference.name: closed}, **rule.waiting)
            rows.exclude(pk__in=_doubles(reference, rows, going_on)).update(
                **{reference.name: going_on}
            )


def _follow(reference, kept, gone):
    """Let the rows of one foreign key to a person follow, as its app says."""
    rule, rows = (
        merge_rules.rule_of(reference),
        reference.model._base_manager.filter(**{reference.name: gone}),
    )
    if isinstance(rule, merge_rules.Copies):
        copies = list(rows.exclude(pk__in=_doubles(reference, rows, kept)))
        for copy in copies:
            copy.pk = None
            setattr(copy, reference.attname, kept.pk)
        reference.model.objects.bulk_create(copies)
    elif isinstance(rule, merge_rules.Moves):
        if rule.doubles:
            rows.filter(pk__in=_doubles(reference, rows, kept)).update(**rule.doubles)
        rows.exclude(pk__in=_doubles(reference, rows, kept)).update(**{reference.name: kept})


def _doubles(reference, rows, kept) -> list[int]:
    """Ids of those of `rows` that `kept` has already, by the unique keys of their table."""
    doubles = []
    for key in reference.model._meta.constraints:
        if isinstance(key, ExclusionConstraint):
            doubles += _at_the_same_time(key, reference, rows, kept)
        if reference.name not in getattr(key, "fields", ()):
            continue
        others = [name for name in key.fields if name != reference.name]
        same = reference.model._base_manager.filter(
            **{reference.name: kept}, **{name: OuterRef(name) for name in others}
        )
        if key.condition is not None:
            rows, same = rows.filter(key.condition), same.filter(key.condition)
        doubles += rows.filter(Exists(same)).values_list("pk", flat=True)
    return doubles


def _at_the_same_time(key, reference, rows, kept) -> list[int]:
    """Ids of those of `rows` whose days `kept` holds already, by a key that excludes days twice."""
    named = [name for name, _ in key.expressions if isinstance(name, str)]
    if reference.name not in named:
        return []
    (days,) = [words for words, _ in key.expressions if not isinstance(words, str)]
    others = {name: OuterRef(name) for name in named if name != reference.name}
    same = reference.model._base_manager.filter(**{reference.name: kept}, **others)
    same = same.alias(held_days=days).filter(held_days__overlap=OuterRef("own_days"))
    return list(rows.alias(own_days=days).filter(Exists(same)).values_list("pk", flat=True))


def _close(gone, *, into, by):
    """The record that was merged: history, without what could reach anybody."""
    gone.email, gone.phone, gone.account = "", "", None
    gone.merged_into, gone.merged_at, gone.merged_by = into, timezone.now(), by
    gone.save(update_fields=["email", "phone", "account", "merged_into", "merged_at", "merged_by"])
