"""What waits to be verified is one obligation of each administrator of the coalition."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.portal.reminders.obligations import owed
from tests import builders
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord

TODAY = date(2026, 11, 17)


def enter(coalition, account, *, on, **fields):
    record = builders.make_record(person=account.people.get(), coalition=coalition, **fields)
    entered = timezone.make_aware(datetime.combine(on, time(23, 30)))
    TrainingRecord.objects.filter(pk=record.pk).update(entered_at=entered)
    return record


def test_one_obligation_due_seven_days_after_the_oldest_entry(coalition, cast, sibling):
    builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    oldest = enter(coalition, cast.sro, on=date(2026, 11, 12))
    enter(coalition, cast.teacher, on=date(2026, 11, 16))
    enter(coalition, cast.fire, on=date(2026, 11, 1), state=RecordState.VERIFIED)
    (found,) = owed(on=TODAY)
    assert (found.account_id, found.title, found.due_on) == (
        cast.administrator.pk,
        "Verify 2 training records",
        date(2026, 11, 19),
    )
    assert found.key == f"verification:{coalition.pk}:2026-11-12"
    TrainingRecord.objects.filter(pk=oldest.pk).update(state=RecordState.VERIFIED)
    assert [o.due_on for o in owed(on=TODAY)] == [date(2026, 11, 23)]


def test_a_further_record_does_not_change_the_key(coalition, cast):
    enter(coalition, cast.sro, on=date(2026, 11, 12))
    (before,) = owed(on=TODAY)
    enter(coalition, cast.teacher, on=date(2026, 11, 16))
    (after,) = owed(on=TODAY)
    assert after.key == before.key


def test_nobody_owes_what_is_not_waiting(coalition, cast):
    assert owed(on=TODAY) == []


def test_the_only_administrator_owes_a_second_one_for_their_own_records(coalition, sibling, cast):
    elsewhere = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    enter(coalition, cast.administrator, on=date(2026, 11, 12))
    enter(coalition, cast.administrator, on=date(2026, 11, 16), held_on=date(2026, 11, 15))
    (found,) = owed(on=TODAY)
    assert (found.kind, found.account_id, found.title, found.due_on, found.path) == (
        "second_administrator",
        cast.administrator.pk,
        "Invite a second administrator",
        date(2026, 11, 19),
        "/c/juniper/people/invite/",
    )
    assert "2 records wait for somebody else" in found.why

    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, starts_on=date(2026, 11, 18))
    assert [each.kind for each in owed(on=TODAY)] == ["second_administrator"]
    second = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Ben Adeyemi")
    assert [(each.kind, each.account_id) for each in owed(on=TODAY)] == [
        ("verification", second.pk)
    ]
    assert owed(accounts=[elsewhere.pk, cast.administrator.pk], on=TODAY) == []
    second.is_active = False
    second.save(update_fields=["is_active"])
    assert [each.kind for each in owed(accounts=[cast.administrator.pk], on=TODAY)] == [
        "second_administrator"
    ]


def hold(coalition, account, *, expires_on, **fields):
    fields = {
        "state": RecordState.VERIFIED,
        "decided_at": timezone.now(),
        "decided_by": account,
    } | fields
    return builders.make_record(
        person=account.people.get(),
        coalition=coalition,
        expires_on=expires_on,
        held_on=date(2025, 1, 5),
        **fields,
    )


@pytest.mark.parametrize(
    ("days", "shown"),
    [(-366, False), (-365, True), (-21, True), (0, True), (60, True), (61, False)],
)
def test_a_certificate_is_its_holders_from_sixty_days_before_until_a_year_after(
    coalition, cast, days, shown
):
    record = hold(coalition, cast.health, expires_on=TODAY + timedelta(days=days))
    found = owed(on=TODAY)
    assert [(each.kind, each.account_id, each.due_on, each.runs_out) for each in found] == (
        [("certificate", cast.health.pk, record.expires_on, True)] if shown else []
    )


def test_a_certificate_held_again_counts_until_the_later_day_and_one_that_waits_answers_it(
    coalition, sibling, cast
):
    builders.make_member(coalition=sibling, role=Role.HEALTH, account=cast.health)
    first = hold(coalition, cast.health, expires_on=TODAY + timedelta(days=5))
    hold(sibling, cast.health, course=first.course, expires_on=TODAY + timedelta(days=30))
    (row,) = owed(on=TODAY)
    assert (row.due_on, row.scope, row.title) == (
        TODAY + timedelta(days=30),
        sibling.pk,
        f"Renew {first.course.title}",
    )
    enter(coalition, cast.health, on=TODAY, course=first.course, held_on=TODAY)
    assert [each.kind for each in owed(accounts=[cast.health], on=TODAY)] == []


def test_who_may_not_log_training_is_asked_to_renew_none(coalition, cast):
    hold(coalition, cast.parent, expires_on=TODAY)
    assert owed(on=TODAY) == []
