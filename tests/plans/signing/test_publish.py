"""Putting in force and retiring: only when every seat has answered, and one edition at a time."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans.editions.actions.starting import start_next_edition
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.history.change_log import record_of_changes
from plans.signing.actions import publishing, signing
from plans.signing.models import Signature
from plans.writing.actions import editing
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", EditionStatus)
def test_putting_in_force_only_from_awaiting_signatures(scene, status):
    builders.force_status(scene.edition, status)
    with pytest.raises(WrongState):
        publishing.put_in_force(edition=scene.edition, by=scene.administrator)


@pytest.mark.parametrize("status", EditionStatus)
def test_retiring_only_what_is_in_force(scene, status):
    builders.force_status(scene.edition, status)
    if status == EditionStatus.IN_FORCE:
        assert publishing.retire(
            edition=scene.edition, by=scene.administrator, because="Merged."
        ).ended_at
        return
    with pytest.raises(WrongState):
        publishing.retire(edition=scene.edition, by=scene.administrator, because="Merged.")


def test_a_reason_is_needed_to_retire(scene):
    builders.force_status(scene.edition, EditionStatus.IN_FORCE)
    with pytest.raises(Refused):
        publishing.retire(edition=scene.edition, by=scene.administrator, because=" ")


def test_every_seat_has_to_answer_first(scene):
    builders.make_seat(coalition=scene.coalition, title="Nurse")
    life.freeze(scene)
    signing.decline(signature=life.asked(scene, scene.fire), reason="No.", by=scene.fire)
    with pytest.raises(WrongState) as refused:
        publishing.put_in_force(edition=scene.edition, by=scene.administrator)

    assert str(refused.value) == (
        "Edition 1 cannot come into force yet."
        " Tom Hesse declined to sign for the seat Fire chief. Answer the reason first."
        " Ellen Prudhomme has not signed for the seat Law enforcement."
        " The seat Nurse is vacant. Record why nobody signs for it, or fill it."
    )


def test_a_waiver_is_enough_for_a_vacant_seat(scene):
    seat = builders.make_seat(coalition=scene.coalition, title="Nurse")
    life.freeze(scene)
    signing.waive(
        signature=Signature.objects.get(seat=seat), reason="Sought.", by=scene.administrator
    )
    for account in (scene.fire, scene.law):
        life.sign(scene, account)

    assert (
        publishing.put_in_force(edition=scene.edition, by=scene.administrator).status == "in_force"
    )


@pytest.mark.parametrize(
    ("months", "on", "due"),
    [
        (12, date(2026, 11, 17), date(2027, 11, 17)),
        (12, date(2028, 2, 29), date(2029, 2, 28)),
        (6, date(2026, 8, 31), date(2027, 2, 28)),
    ],
)
def test_review_is_due_as_many_months_later_as_the_coalition_says(scene, months, on, due):
    type(scene.coalition).objects.filter(pk=scene.coalition.pk).update(review_months=months)
    life.freeze(scene)
    for account in (scene.fire, scene.law):
        life.sign(scene, account)

    assert (
        publishing.put_in_force(edition=scene.edition, by=scene.administrator, on=on).review_due_on
        == due
    )


def test_twice_says_who_did_it_and_when(scene):
    life.put_in_force(scene)
    with pytest.raises(
        WrongState, match=r"already in force. Dana Whitlock put it in force today at"
    ):
        publishing.put_in_force(edition=scene.edition, by=scene.administrator)


def test_the_signers_are_told(scene):
    life.put_in_force(scene)

    assert set(Message.objects.filter(kind="in_force").values_list("to_address", flat=True)) == {
        scene.fire.email,
        scene.law.email,
    }


def test_the_superseded_edition_says_what_took_its_place(scene):
    first = life.put_in_force(scene)
    scene.edition = start_next_edition(plan=first.plan, by=scene.administrator)
    life.put_in_force(scene)
    with pytest.raises(
        WrongState,
        match=r"Edition 1 is no longer in force. Dana Whitlock put edition 2 in its place today at",
    ):
        publishing.put_in_force(edition=first, by=scene.administrator)


def test_the_database_keeps_one_edition_in_force(scene):
    life.put_in_force(scene)
    second = builders.make_edition(plan=scene.edition.plan, number=2)
    with pytest.raises(IntegrityError, match="one_edition_in_force"), transaction.atomic():
        builders.force_status(second, EditionStatus.IN_FORCE)
    assert Edition.objects.in_force().get() == scene.edition


def test_the_record_of_changes_is_made_from_what_happened(scene):
    from_word = scene.protocol.revisions.count()
    first = life.put_in_force(scene)
    scene.edition = start_next_edition(plan=first.plan, by=scene.administrator)
    for title, html, change, reason in (
        ("Lockdown", "<p>Gate C.</p>", "material", "The bus loop is for engines."),
        ("Command post", "<p>Room 5.</p>", "editorial", "It moved to Room 5."),
    ):
        section = scene.edition.sections.get(title=title)
        life.save(section, html=html, change=change, reason=reason, by=scene.administrator)
    rows = record_of_changes(scene.edition)
    hidden = record_of_changes(scene.edition, levels={"public", "members"})
    public = record_of_changes(scene.edition, levels={"public"})

    assert from_word == 0
    assert [
        (row.number, row.edition, row.section, row.change, row.reason, row.by) for row in rows
    ] == [
        (1, 2, "1 Lockdown", "material", "The bus loop is for engines.", "Dana Whitlock"),
        (2, 2, "2 Command post", "editorial", "It moved to Room 5.", "Dana Whitlock"),
    ]
    assert [(row.section, row.reason) for row in hidden][1] == ("Restricted section 2", "")
    assert [(row.section, row.reason) for row in public] == [("Restricted section 2", "")]


def test_why_a_section_changed_while_it_was_restricted_stays_so(scene):
    life.save(
        scene.other,
        html="<p>Room 9.</p>",
        change="material",
        reason="Keys in Room 9.",
        by=scene.administrator,
    )
    scene.other.refresh_from_db()
    editing.set_sensitivity(section=scene.other, sensitivity="public", by=scene.administrator)
    rows = record_of_changes(scene.edition, levels={"public", "members"})

    assert [row.reason for row in rows] == ["", "Readers: restricted to public"]


def test_the_record_of_changes_reads_no_text_and_costs_two_queries(
    scene, django_assert_num_queries
):
    """One change or fifty.

    The record shows who changed what and why, and what it says stays in the database.
    """
    for count in (1, 50):
        life.add_changes(scene.protocol, scene.administrator, upto=count)
        with django_assert_num_queries(2) as asked:
            rows = record_of_changes(scene.edition)
        assert [row.number for row in rows] == list(range(1, count + 1))
        assert [
            query["sql"]
            for query in asked.captured_queries
            if "html" in query["sql"] or "facts" in query["sql"]
        ] == []


def test_the_record_of_changes_names_who_has_no_name_by_the_address(scene):
    nameless = builders.make_account(name="", email="no.name@example.org")
    life.add_changes(scene.protocol, nameless, upto=1)
    life.add_changes(scene.protocol, None, upto=2)
    assert [row.by for row in record_of_changes(scene.edition)] == ["no.name@example.org", ""]
