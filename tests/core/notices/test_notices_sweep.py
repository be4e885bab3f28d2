"""The sweep: one digest per person and day, of what is due and not yet told.

Nobody twice, nobody forgotten.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.signing.models import Signature
from safety_portal.core.notices import digest
from safety_portal.core.notices.models import Digest, Heartbeat, Message, Reminder
from safety_portal.portal.reminders import reminding
from safety_portal.portal.reminders.obligations import WORK_MEMORY, owed_today
from tests import builders
from tests.core.notices.sweeping import TODAY, ask, make_chair, words


def told():
    return list(Reminder.objects.order_by("id").values_list("key", "step", "told_on"))


def test_who_owes_something_due_gets_one_digest(frozen, cast, coalition):
    asked = ask(frozen, cast.fire, due_on=TODAY + timedelta(days=7))
    ask(frozen, cast.ems, due_on=TODAY + timedelta(days=31))
    swept = reminding.remind(on=TODAY)
    assert (swept.told, swept.digests, swept.quiet, swept.after) == (1, 1, 0, None)
    message = Message.objects.get()
    assert (message.account, message.to_address, message.kind, message.scope, message.subject) == (
        cast.fire,
        cast.fire.email,
        "digest",
        coalition.pk,
        "1 due this week: Juniper Elementary",
    )
    assert told() == [(f"signature:{asked.pk}", 7, TODAY)]
    assert Digest.objects.get().message == message
    assert Heartbeat.objects.get().name == "reminders"


def test_sweeping_again_and_on_the_days_between_tells_nothing(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY + timedelta(days=7))
    for day in (0, 0, 1, 5):
        reminding.remind(on=TODAY + timedelta(days=day))
    assert Message.objects.count() == 1
    reminding.remind(on=TODAY + timedelta(days=6))
    assert [step for _, step, _ in told()] == [7, 1]


def test_missed_days_send_the_newest_missed_step_once(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY + timedelta(days=30))
    for day in (0, 25, 26, 60, 61):
        reminding.remind(on=TODAY + timedelta(days=day))
    assert [step for _, step, _ in told()] == [30, 7, -29]


def test_a_new_due_date_is_a_new_ladder(frozen, cast):
    asked = ask(frozen, cast.fire, due_on=TODAY + timedelta(days=7))
    reminding.remind(on=TODAY)
    Signature.objects.filter(pk=asked.pk).update(due_on=TODAY + timedelta(days=14))
    reminding.remind(on=TODAY + timedelta(days=7))
    assert [(t.due_on, t.step) for t in Reminder.objects.order_by("id")] == [
        (TODAY + timedelta(days=7), 7),
        (TODAY + timedelta(days=14), 7),
    ]


def test_the_digest_lists_everything_owed_also_what_is_not_new(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY + timedelta(days=7))
    later = builders.force_status(
        builders.make_edition(
            plan=builders.make_plan(coalition=frozen.plan.coalition, title="Bus plan")
        ),
        EditionStatus.AWAITING_SIGNATURES,
    )
    ask(later, cast.fire, due_on=TODAY + timedelta(days=40))
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    assert message.subject == "1 due this week, 1 due later: Juniper Elementary"
    assert "Sign the Bus plan, edition 1" in words(message)
    assert "Sign the Bus plan, edition 1" in digest.rendered(message)[1]
    assert Reminder.objects.count() == 1


def test_one_digest_for_two_coalitions_which_keep_to_themselves(frozen, cast, coalition, sibling):
    other = builders.force_status(
        builders.make_edition(plan=builders.make_plan(coalition=sibling)),
        EditionStatus.AWAITING_SIGNATURES,
    )
    builders.make_member(coalition=sibling, role=Role.FIRE, account=cast.fire)
    ask(frozen, cast.fire, due_on=TODAY)
    ask(other, cast.fire, due_on=TODAY)
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    assert message.scope is None
    assert sorted(Reminder.objects.values_list("scope", flat=True)) == sorted(
        [coalition.pk, sibling.pk]
    )
    assert "Juniper Elementary and Foxglove Elementary" in words(message) or "Foxglove" in words(
        message
    )


def test_each_coalition_has_its_own_ladder(frozen, cast, coalition):
    Coalition.objects.filter(pk=coalition.pk).update(ladder=[3])
    ask(frozen, cast.fire, due_on=TODAY + timedelta(days=7))
    assert reminding.remind(on=TODAY).told == 0
    assert reminding.remind(on=TODAY + timedelta(days=4)).told == 1


def test_a_long_ladder_reaches_further_than_the_others(frozen, cast, coalition, sibling):
    other = builders.force_status(
        builders.make_edition(plan=builders.make_plan(coalition=sibling)),
        EditionStatus.AWAITING_SIGNATURES,
    )
    builders.make_member(coalition=sibling, role=Role.FIRE, account=cast.fire)
    Coalition.objects.filter(pk=sibling.pk).update(ladder=[90, 7])
    for edition, where in ((frozen, coalition), (other, sibling)):
        ask(edition, cast.fire, due_on=TODAY + timedelta(days=80), coalition=where)
    assert reminding.remind(on=TODAY).told == 1
    assert list(Reminder.objects.values_list("scope", "step")) == [(sibling.pk, 90)]


def test_what_a_digest_says_is_kept_as_it_was_written(frozen, cast, coalition):
    name = 'Juniper\t"\\N" \\. school\r\nwest'
    Coalition.objects.filter(pk=coalition.pk).update(name=name)
    ask(frozen, cast.fire, due_on=TODAY)
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    assert (message.subject, message.parts["scopes"]) == (f"1 due this week: {name}", [name])
    assert (message.attempts, message.text, message.sent_at, message.is_file) == (
        0,
        "",
        None,
        False,
    )
    assert message.created_at == message.due_at


def test_a_sweep_gives_back_the_memory_that_its_queries_may_take(frozen, cast):
    def allowed():
        with connection.cursor() as cursor:
            cursor.execute("SHOW work_mem")
            return cursor.fetchone()

    before = allowed()
    with owed_today(on=TODAY):
        assert allowed() == (WORK_MEMORY,)
    assert allowed() == before != (WORK_MEMORY,)


def test_the_chair_is_named_from_the_second_day_on(frozen, cast, coalition):
    Membership.objects.filter(person__account=cast.official).update(is_chair=True)
    ask(frozen, cast.fire, due_on=TODAY - timedelta(days=1))
    ask(frozen, cast.ems, due_on=TODAY - timedelta(days=2))
    reminding.remind(on=TODAY)
    late = Message.objects.get(account=cast.ems)
    assert f"Ask {cast.official.name}, who chairs the coalition" in words(late)
    assert f"Ask {cast.official.name}, who chairs the coalition" in digest.rendered(late)[1]
    assert "chairs" not in words(Message.objects.get(account=cast.fire))


def test_the_chair_is_told_of_who_is_behind_for_more_than_a_week_and_they_know(
    frozen, cast, coalition
):
    make_chair(cast.official)
    asked = ask(frozen, cast.fire, due_on=TODAY - timedelta(days=7))
    ask(frozen, cast.ems, due_on=TODAY + timedelta(days=60))
    reminding.remind(on=TODAY)
    assert not Message.objects.filter(account=cast.official).exists()
    tomorrow = TODAY + timedelta(days=1)
    reminding.remind(on=tomorrow)
    message = Message.objects.get(account=cast.official)
    assert "See to 1 person behind for more than a week" in words(message)
    assert f"1 thing overdue since November 10, 2026: {cast.fire.name}." in words(message)
    assert cast.ems.name not in words(message)
    late = Message.objects.filter(account=cast.fire).latest("pk")
    assert f"{cast.official.name}, who chairs the coalition, is told as well." in words(late)
    reminding.remind(on=tomorrow + timedelta(days=1))
    assert Message.objects.filter(account=cast.official).count() == 1
    reminding.remind(on=tomorrow + timedelta(days=7))
    assert Message.objects.filter(account=cast.official).count() == 2
    Signature.objects.filter(pk=asked.pk).update(due_on=TODAY + timedelta(days=90))
    reminding.remind(on=tomorrow + timedelta(days=14))
    assert Message.objects.filter(account=cast.official).count() == 2


def test_a_chair_who_is_behind_is_not_told_of_as_chair(frozen, cast):
    make_chair(cast.fire)
    ask(frozen, cast.fire, due_on=TODAY - timedelta(days=20))
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    assert "chair" not in words(message)
    assert Reminder.objects.get().kind == "signature"


def test_on_a_holiday_nobody_is_told_until_the_next_day(frozen, cast):
    thanksgiving = date(2026, 11, 26)
    ask(frozen, cast.fire, due_on=thanksgiving + timedelta(days=7))
    swept = reminding.remind(on=thanksgiving)
    assert (swept.told, swept.quiet) == (0, 1)
    Coalition.objects.filter(pk=frozen.plan.coalition_id).update(ladder=[30, 7])
    assert reminding.remind(on=date(2026, 11, 28)).told == 1


def test_who_left_or_may_not_sign_in_or_has_no_account_is_not_told(frozen, cast, coalition):
    left, barred = ask(frozen, cast.fire, due_on=TODAY), ask(frozen, cast.ems, due_on=TODAY)
    Membership.objects.filter(pk=left.membership_id).update(ends_on=TODAY)
    cast.ems.is_active = False
    cast.ems.save(update_fields=["is_active"])
    person = builders.make_person(district=coalition.district, name="On Paper")
    held = Membership.objects.create(
        person=person, coalition=coalition, role=Role.SRO, starts_on=builders.LONG_AGO
    )
    Signature.objects.filter(pk=barred.pk).update(due_on=TODAY)
    Signature.objects.create(
        edition=frozen,
        membership=held,
        content_hash="0" * 64,
        asked_at="2026-11-01T12:00Z",
        due_on=TODAY,
    )
    assert reminding.remind(on=TODAY).digests == 0


def test_the_keys_refuse_a_second_digest_and_a_second_telling(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY)
    reminding.remind(on=TODAY)
    first = Reminder.objects.get()
    message = Message.objects.create(
        dedupe_key="another",
        to_address="a@example.org",
        due_at="2026-11-17T12:00Z",
        subject="x",
        text="x",
    )
    first.pk, first.message = None, message
    with pytest.raises(IntegrityError, match="reminded_once_per_step"), transaction.atomic():
        first.save(force_insert=True)
    with pytest.raises(IntegrityError, match="one_digest_a_day"), transaction.atomic():
        Digest.objects.create(account=cast.fire, day=TODAY, message=message)


def test_a_sweep_that_runs_out_of_time_goes_on_where_it_stopped(frozen, cast, monkeypatch):
    monkeypatch.setattr("safety_portal.core.notices.sweep.READ_AT_ONCE", 1)
    for account in (cast.fire, cast.ems, cast.sro, cast.health):
        ask(frozen, account, due_on=TODAY)
    swept, digests, rounds = reminding.remind(on=TODAY, seconds=0), 0, 0
    while swept.after is not None:
        digests, rounds = digests + swept.digests, rounds + 1
        assert not Heartbeat.objects.exists()
        swept = reminding.remind(on=TODAY, after=swept.after, seconds=0)
    assert digests + swept.digests == 4
    assert rounds == 3
    assert Heartbeat.objects.exists()


@pytest.mark.parametrize("people", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_people(
    frozen, coalition, people, django_assert_num_queries
):
    for _ in range(people):
        account = builders.make_account(password=None)
        ask(
            frozen,
            builders.make_member(coalition=coalition, role=Role.FIRE, account=account),
            due_on=TODAY,
        )
    with django_assert_num_queries(26):
        assert reminding.remind(on=TODAY).digests == people
