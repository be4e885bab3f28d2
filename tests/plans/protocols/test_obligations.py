"""What is owed on a plan: by whom, by when, and by nobody else."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from plans.review.lifecycle import Decision
from plans.review.models import Reviewer, ReviewRound
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.portal.reminders.obligations import each_owed, owed
from tests import builders

TODAY = date(2026, 11, 17)


def at(day):
    return timezone.make_aware(datetime.combine(day, time(9)))


def put_in_force(edition, *, on, review_due_on=None):
    builders.force_status(edition, EditionStatus.IN_FORCE)
    Edition.objects.filter(pk=edition.pk).update(
        in_force_at=at(on), in_force_by=edition.frozen_by, review_due_on=review_due_on
    )


def make_protocol(edition, *, protocol_for=("teacher",), text="a", **fields):
    return builders.make_section(
        edition=edition, protocol_for=list(protocol_for), protocol_hash=text * 64, **fields
    )


def membership(account, coalition):
    return Membership.objects.get(person__account=account, coalition=coalition)


def brief(obligations):
    return [(o.kind, o.person_name, o.due_on, o.title) for o in obligations]


def test_a_review_is_owed_by_each_administrator_of_the_coalition(edition, cast, sibling, coalition):
    builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    put_in_force(edition, on=date(2026, 1, 5), review_due_on=date(2027, 1, 5))
    found = owed(on=TODAY)
    assert brief(found) == [
        (
            "plan_review",
            cast.administrator.name,
            date(2027, 1, 5),
            "Review the Emergency operations plan",
        )
    ]
    assert (found[0].key, found[0].account_id, found[0].scope) == (
        f"plan_review:{edition.pk}",
        cast.administrator.pk,
        coalition.pk,
    )


def test_a_review_a_year_away_is_nobodys_task_yet(edition, cast):
    put_in_force(edition, on=date(2026, 11, 1), review_due_on=date(2027, 11, 1))
    assert owed(on=TODAY) == []


def make_reviewer(edition, account, coalition, **fields):
    round_, _ = ReviewRound.objects.get_or_create(
        edition=edition,
        number=1,
        defaults={"due_on": TODAY, "opened_at": at(TODAY), "opened_by": account},
    )
    fields.setdefault("due_on", date(2026, 12, 1))
    return Reviewer.objects.create(
        round=round_, membership=membership(account, coalition), **fields
    )


def test_a_decision_is_owed_by_who_was_asked_until_it_is_given(edition, cast, coalition):
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    make_reviewer(edition, cast.fire, coalition)
    make_reviewer(
        edition,
        cast.ems,
        coalition,
        decision=Decision.APPROVES,
        decided_at=at(TODAY),
        decided_by=cast.ems,
    )
    assert brief(owed(on=TODAY)) == [
        (
            "review_decision",
            cast.fire.name,
            date(2026, 12, 1),
            "Decide on the Emergency operations plan, edition 1",
        )
    ]
    ReviewRound.objects.update(closed_at=at(TODAY), closed_by=cast.administrator)
    assert owed(on=TODAY) == []


def test_a_signature_is_owed_by_its_holder_while_the_membership_lasts(edition, cast, coalition):
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    held = membership(cast.fire, coalition)
    ask = {
        "edition": edition,
        "content_hash": "0" * 64,
        "asked_at": at(TODAY),
        "due_on": date(2026, 11, 23),
    }
    asked = Signature.objects.create(membership=held, seat_title="Fire chief", **ask)
    Signature.objects.create(membership=None, seat_title="Mayor", **ask)
    Signature.objects.create(
        membership=membership(cast.ems, coalition),
        seat_title="Medical",
        state=SignatureState.DECLINED,
        reason="The map is wrong.",
        decided_at=at(TODAY),
        decided_by=cast.ems,
        **ask,
    )
    found = owed(on=TODAY)
    assert [(o.key, o.title, o.account_id) for o in found if o.kind == "signature"] == [
        (f"signature:{asked.pk}", "Sign the Emergency operations plan, edition 1", cast.fire.pk)
    ]
    Membership.objects.filter(pk=held.pk).update(ends_on=TODAY)
    assert [o.kind for o in owed(on=TODAY)] == ["signatures_stuck"]


def test_protocols_are_owed_by_each_role_that_may_read_them(edition, cast):
    make_protocol(edition, protocol_for=["teacher", "parent"], sensitivity="members")
    make_protocol(edition, protocol_for=["teacher"], text="b")
    make_protocol(edition, protocol_for=["teacher", "sro"], text="c", sensitivity="restricted")
    put_in_force(edition, on=date(2026, 11, 10))
    assert brief(owed(on=TODAY)) == [
        ("acknowledgement", cast.sro.name, date(2026, 11, 24), "Read and acknowledge 1 protocol"),
        (
            "acknowledgement",
            cast.teacher.name,
            date(2026, 11, 24),
            "Read and acknowledge 2 protocols",
        ),
    ]


def test_the_restricted_title_of_a_protocol_travels_in_no_obligation(edition, cast):
    make_protocol(edition, protocol_for=["sro"], sensitivity="restricted", title="Armory code 4711")
    put_in_force(edition, on=date(2026, 11, 10))
    (found,) = owed(on=TODAY)
    assert "4711" not in str(found)


def acknowledge(section, account):
    Acknowledgement.objects.create(
        person=account.people.get(),
        section=section,
        lineage=section.lineage,
        protocol_hash=section.protocol_hash,
        made_at=timezone.now(),
        made_by=account,
    )


def test_what_was_acknowledged_is_not_owed_and_the_rest_keeps_its_key(edition, cast):
    read = make_protocol(edition)
    make_protocol(edition, text="b")
    put_in_force(edition, on=date(2026, 11, 10))
    (before,) = owed(on=TODAY)
    acknowledge(read, cast.teacher)
    (after,) = owed(on=TODAY)
    assert (after.key, after.title) == (before.key, "Read and acknowledge 1 protocol")


@pytest.mark.parametrize(("text", "asked_by"), [("a", 1), ("b", 2)])
def test_an_editorial_edition_asks_nobody_again_and_a_material_one_does(
    edition, cast, text, asked_by
):
    old = make_protocol(edition)
    put_in_force(edition, on=date(2026, 3, 2))
    new = builders.make_edition(plan=edition.plan, number=2)
    make_protocol(new, text=text, lineage=old.lineage)
    builders.force_status(edition, EditionStatus.SUPERSEDED)
    put_in_force(new, on=date(2026, 11, 10))
    (found,) = owed(on=TODAY)
    asking = {1: edition, 2: new}[asked_by]
    since = {1: date(2026, 3, 2), 2: date(2026, 11, 10)}[asked_by]
    assert (found.key, found.due_on) == (f"acknowledgement:{asking.pk}", since + timedelta(days=14))
    acknowledge(old, cast.teacher)
    assert len(owed(on=TODAY)) == asked_by - 1


def test_who_joins_later_has_the_same_time(edition, coalition):
    make_protocol(edition)
    put_in_force(edition, on=date(2026, 3, 2))
    builders.make_member(coalition=coalition, role=Role.TEACHER, starts_on=date(2026, 11, 16))
    assert [o.due_on for o in owed(on=TODAY)] == [date(2026, 11, 30)]


def test_accounts_and_scopes_narrow_and_people_without_account_are_there_only_for_all(
    edition, cast, coalition, foreign
):
    make_protocol(edition)
    other = builders.make_edition(plan=builders.make_plan(coalition=foreign))
    make_protocol(other)
    put_in_force(edition, on=date(2026, 11, 10))
    put_in_force(other, on=date(2026, 11, 10))
    abroad = builders.make_member(coalition=foreign, role=Role.TEACHER, name="Abroad")
    paper = builders.make_person(district=coalition.district, name="On Paper")
    Membership.objects.create(
        person=paper, coalition=coalition, role=Role.TEACHER, starts_on=builders.LONG_AGO
    )

    def names(**narrow):
        return sorted(o.person_name for o in owed(on=TODAY, **narrow))

    assert names() == sorted(["Abroad", "On Paper", cast.teacher.name])
    assert names(accounts=[abroad.pk]) == ["Abroad"]
    assert names(accounts=[abroad]) == ["Abroad"]
    assert names(accounts=[]) == []
    assert names(scopes=[coalition.pk]) == sorted(["On Paper", cast.teacher.name])


@pytest.mark.parametrize("teachers", [1, 40])
def test_the_number_of_queries_does_not_grow_with_the_people(
    edition, cast, coalition, teachers, django_assert_num_queries
):
    make_protocol(edition)
    put_in_force(edition, on=date(2026, 11, 10), review_due_on=TODAY)
    for _ in range(teachers - 1):
        builders.make_member(
            coalition=coalition, role=Role.TEACHER, account=builders.make_account(password=None)
        )
    builders.make_record(person=cast.sro.people.get(), coalition=coalition)
    with django_assert_num_queries(1):
        found = list(each_owed(on=TODAY))
    assert len(found) == teachers + 2


@pytest.mark.django_db
def test_members_and_signers_are_worked_out_once():
    """Asked for each row beside them, 500 signatures of people the database did not yet know of
    took hours.
    """
    with CaptureQueriesContext(connection) as asked:
        owed(on=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert [
        plan.count(part) for part in ("CTE member\n", "CTE signer\n", " on coalitions_designation ")
    ] == [1, 1, 1]


def test_a_section_taken_out_is_not_owed(edition, cast):
    gone = make_protocol(edition)
    Section.objects.filter(pk=gone.pk).update(
        removed_at=timezone.now(), removed_by=cast.administrator
    )
    put_in_force(edition, on=date(2026, 11, 10))
    assert owed(on=TODAY) == []


def test_each_leads_to_the_page_where_it_is_done(edition, cast, coalition, client):
    make_protocol(edition)
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    make_reviewer(edition, cast.fire, coalition)
    in_review = owed(on=TODAY)
    builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)
    Signature.objects.create(
        edition=edition,
        membership=membership(cast.fire, coalition),
        seat_title="Fire chief",
        content_hash="0" * 64,
        asked_at=at(TODAY),
        due_on=TODAY,
    )
    to_sign = owed(on=TODAY)
    put_in_force(edition, on=date(2026, 11, 10), review_due_on=TODAY)
    here = f"/c/juniper/plans/{edition.plan_id}/editions/1/"
    assert [o.path for o in in_review] == [
        f"{here}review/decide/{edition.rounds.get().reviewers.get().pk}/"
    ]
    assert [o.path for o in to_sign] == [f"{here}signatures/{edition.signatures.get().pk}/"]
    assert {o.kind: o.path for o in owed(on=TODAY)} == {
        "plan_review": here,
        "acknowledgement": f"{here}changes/",
    }
    client.force_login(cast.teacher)
    assert client.get(f"{here}changes/").status_code == 200
