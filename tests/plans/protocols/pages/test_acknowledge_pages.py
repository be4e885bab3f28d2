"""The pages of protocols.

What a reader is shown of a change, what the tick records, and who sees who has read.
"""

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from plans.editions.actions.starting import start_next_edition
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from tests import builders
from tests.plans import life
from tests.plans.protocols.pages.protocol_pages import address, change, text_of

pytestmark = pytest.mark.django_db


def test_a_new_protocol_is_shown_whole(client, scene):
    client.force_login(scene.teacher)
    shown = text_of(client.get(address(scene, "protocol_changes")))

    assert "1 protocol to read" in shown
    assert "<p>Lock the door.</p>" in shown
    assert "Material" not in shown
    assert "Room 4" not in shown
    assert Distribution.objects.get().account == scene.teacher


def test_a_change_is_shown_against_what_the_reader_acknowledged(client, scene):
    life.acknowledge(scene, scene.teacher)
    change(scene, "<p>Lock the north door.</p>")
    client.force_login(scene.teacher)
    shown = text_of(client.get(address(scene, "protocol_changes")))

    assert "1 of your protocols changed since you acknowledged them" in shown
    assert "<ins>north</ins>" in shown.replace(" </ins>", "</ins>").replace("<ins> ", "<ins>")
    assert "The drill of October 6." in shown
    assert "Dana Whitlock" in shown


def test_who_skipped_an_edition_is_shown_the_difference_from_what_they_know(client, scene):
    life.acknowledge(scene, scene.teacher)
    change(scene, "<p>Lock every door.</p>")
    change(scene, "<p>Lock every window.</p>")
    client.force_login(scene.teacher)
    shown = text_of(client.get(address(scene, "protocol_changes")))

    assert "every window" in shown.replace("</ins>", "").replace("<ins>", "")
    assert "every door" not in shown


def test_the_tick_and_the_button_record_what_the_page_showed(client, scene):
    client.force_login(scene.teacher)
    url = address(scene, "protocol_changes")
    without = client.post(url, {"section": [scene.protocol.pk]}, follow=True)
    assert "Tick that you have read them. Nothing is recorded yet." in text_of(without)
    assert Acknowledgement.objects.count() == 0
    response = client.post(
        url, {"section": [scene.protocol.pk, scene.other.pk, "x"], "read": "yes"}, follow=True
    )
    client.post(url, {"section": [scene.protocol.pk], "read": "yes"})

    assert "1 protocol read today." in text_of(response)
    assert "You have read your protocol" in text_of(response)
    assert [(row.section, row.person.name) for row in Acknowledgement.objects.all()] == [
        (scene.protocol, "Priya Venn")
    ]


def test_an_edition_that_was_superseded_while_reading_leads_to_the_newer(client, scene):
    old = address(scene, "protocol_changes")
    change(scene, "<p>Lock the north door.</p>")
    client.force_login(scene.teacher)
    for response in (
        client.get(old),
        client.post(old, {"section": [scene.protocol.pk], "read": "yes"}),
    ):
        assert (response.status_code, response.url) == (302, address(scene, "protocol_changes"))

    assert Acknowledgement.objects.count() == 0


def test_before_anything_is_in_force_there_is_nothing_to_acknowledge(
    client, coalition, administrator
):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    client.force_login(administrator)
    response = client.get(address(scene, "protocol_changes"))

    assert response.status_code == 409
    assert "Edition 1 is being drafted." in text_of(response)


def test_a_restricted_protocol_is_logged_when_shown_and_not_shown_to_others(client, scene, cast):
    change(scene, "<p>Lock it.</p>")
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    Section.objects.filter(edition=scene.edition, title="Command post").update(
        protocol_for=["teacher", "fire"]
    )
    life.put_in_force_again(scene)
    shown = []
    for account in (scene.teacher, scene.fire, cast.parent):
        client.force_login(account)
        shown.append("Room 4" in text_of(client.get(address(scene, "protocol_changes"))))

    assert shown == [False, True, False]
    assert list(RestrictedRead.objects.values_list("account", flat=True)) == [scene.fire.pk]


def test_everything_that_changed_is_shown_as_far_as_the_reader_may_read(client, scene, cast):
    change(scene, "<p>Lock the north door.</p>")
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    for title, html in (("Lockdown", "<p>Lock them.</p>"), ("Command post", "<p>Room 5.</p>")):
        life.save(
            scene.edition.sections.get(title=title), html=html, change="material", by=scene.administrator,
            reason=f"Why {title}",
        )  # fmt: skip
    life.ask_for_review(scene)
    found = {}
    for name in ("fire", "teacher", "parent"):
        client.force_login(getattr(cast, name))
        shown = text_of(client.get(address(scene, "protocol_changes_all")))
        found[name] = [
            word in shown for word in ("Lock", "Room", "Why Command post", "not shown to you")
        ]

    assert found == {
        "fire": [True, True, True, False],
        "teacher": [True, False, False, True],
        "parent": [False, False, False, True],
    }


@pytest.mark.parametrize("role", Role)
def test_who_sees_who_has_read(client, scene, role):
    client.force_login(builders.make_member(coalition=scene.coalition, role=role))
    response = client.get(address(scene, "protocol_readers"))

    assert response.status_code == (200 if role == "administrator" else 403)
    assert ("Priya Venn" in text_of(response)) == (role == "administrator")


def test_the_readers_in_pages_with_what_is_missing(client, scene, django_assert_num_queries):
    life.acknowledge(scene, scene.teacher)
    client.force_login(scene.administrator)
    one = text_of(client.get(address(scene, "protocol_readers")))
    queries = 8
    with django_assert_num_queries(queries):
        client.get(address(scene, "protocol_readers"))
    for number in range(60):
        builders.make_member(coalition=scene.coalition, role="teacher", name=f"Reader {number:02}")
    with django_assert_num_queries(queries):
        many = client.get(address(scene, "protocol_readers"))
    missing = text_of(client.get(address(scene, "protocol_readers"), {"show": "missing"}))

    assert "1 of 1 person has read their protocols" in one
    assert "1 of 61 people have read their protocols" in text_of(many)
    assert text_of(many).count("<tr>") == 26
    assert len(many.content) < 40_000
    assert ("Priya Venn" in missing, "older=" in missing) == (False, True)


def test_my_protocols_cost_the_same_for_few_and_many(client, scene, django_assert_num_queries):
    client.force_login(scene.teacher)
    url = reverse("protocols", args=[scene.coalition.slug])
    client.get(url)
    with django_assert_num_queries(5):
        client.get(url)
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    for number in range(30):
        builders.make_section(
            edition=scene.edition, title=f"Protocol {number}", protocol_for=["teacher"], level=1
        )
    life.put_in_force_again(scene)
    with django_assert_num_queries(5):
        shown = client.get(url)

    assert "31 of your 31 protocols to read" in text_of(shown)


def test_text_that_was_restricted_does_not_show_through_a_redline(client, scene, cast):
    """A restricted section becomes public, a members' one is taken out.

    Neither earlier text reaches who may not read it.
    """
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    opened = scene.edition.sections.get(title="Command post")
    life.save(
        opened,
        html="<p>Ask at the office.</p>",
        change="material",
        by=scene.administrator,
        reason="Opened up",
    )
    Section.objects.filter(pk=opened.pk).update(
        sensitivity="public", protocol_for=["teacher", "parent"]
    )
    gone = scene.edition.sections.get(title="Lockdown")
    Section.objects.filter(pk=gone.pk).update(
        removed_at=gone.saved_at, removed_by=scene.administrator
    )
    life.put_in_force_again(scene)
    found = {}
    for name in ("fire", "teacher", "parent"):
        client.force_login(getattr(cast, name))
        shown = text_of(client.get(address(scene, "protocol_changes_all")))
        found[name] = [
            "Room 4" in shown,
            "Ask at the office" in shown.replace("<ins>", ""),
            "Lock the door" in shown,
        ]

    assert found == {
        "fire": [True, True, True],
        "teacher": [False, True, True],
        "parent": [False, True, False],
    }
    assert {row.section_title for row in RestrictedRead.objects.filter(account=cast.fire)} == {
        "Command post"
    }


def test_who_acknowledged_a_restricted_text_and_lost_the_role_is_shown_the_new_one_whole(
    client, coalition, administrator
):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    Section.objects.filter(pk=scene.other.pk).update(protocol_for=["teacher", "sro"])
    life.put_in_force(scene)
    reader = builders.make_member(coalition=coalition, role="sro", name="Sam Reyes")
    Acknowledgement.objects.create(
        person=reader.people.get(), section=scene.other, lineage=scene.other.lineage,
        protocol_hash=scene.other.protocol_hash, made_at=scene.edition.in_force_at, made_by=reader,
    )  # fmt: skip
    scene.edition = start_next_edition(plan=scene.edition.plan, by=administrator)
    opened = scene.edition.sections.get(title="Command post")
    life.save(opened, html="<p>Ask at the office.</p>", change="material", by=administrator)
    Section.objects.filter(pk=opened.pk).update(sensitivity="members")
    life.put_in_force_again(scene)
    shown = []
    for role in ("sro", "teacher"):
        reader.people.get().memberships.update(role=role)
        client.force_login(reader)
        shown.append("Room 4" in text_of(client.get(address(scene, "protocol_changes"))))

    assert shown == [True, False]
