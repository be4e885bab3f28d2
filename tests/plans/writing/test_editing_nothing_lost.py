"""Words are never lost.

Two who save at once, an edition that froze meanwhile, a session that ended.
"""

import lxml.html
import pytest
from django.urls import reverse

from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.writing.actions import editing
from plans.writing.models import Draft
from plans.writing.views import unsaved
from tests import builders
from tests.plans.writing.pages.section_pages import LOCKED, at, said, save_as, sent


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, title="Lockdown", html=LOCKED)


def test_the_second_of_two_saves_gets_both_texts_and_loses_nothing(writer, section, nadia):
    editing.save_section(
        section=section, title="Lockdown", html="<p>Lock the door, lights off.</p>", base_version=1,
        change="material", by=nadia,
    )  # fmt: skip
    response = sent(writer, section, "<p>Lock every door.</p>")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Two people changed Lockdown; 1 passage needs your decision" in page
    assert '<textarea name="html" hidden>&lt;p&gt;Lock every door.&lt;/p&gt;</textarea>' in page
    assert "lights off" in said(response)
    assert Draft.objects.get(account=writer.account).html == "<p>Lock every door.</p>"
    assert Section.objects.get(pk=section.pk).html == "<p>Lock the door, lights off.</p>"


@pytest.mark.parametrize(
    ("choice", "html"),
    [
        ({"keep-1": "theirs"}, "<p>Lock the door, lights off.</p>"),
        ({"keep-1": "mine"}, "<p>Lock every door.</p>"),
        ({"keep-1": "both"}, "<p>Lock the door, lights off.</p><p>Lock every door.</p>"),
        ({}, "<p>Lock the door, lights off.</p><p>Lock every door.</p>"),
        (
            {"keep-1": "new", "new-1": "Lock every door, lights off."},
            "<p>Lock every door, lights off.</p>",
        ),
    ],
)
def test_what_is_chosen_is_what_is_saved(writer, section, nadia, choice, html):
    save_as(nadia, section, "<p>Lock the door, lights off.</p>", base=1)
    sent(writer, section, "<p>Lock every door.</p>")
    response = sent(
        writer, section, "<p>Lock every door.</p>", merge="yes", theirs_version=2, **choice
    )

    assert response.status_code == 302
    assert Section.objects.get(pk=section.pk).html == html
    assert Draft.objects.count() == 0


def test_a_third_save_meanwhile_shows_both_texts_again(writer, section, nadia):
    save_as(nadia, section, "<p>Lock the door, lights off.</p>", base=1)
    save_as(nadia, section, "<p>Lock the door, lights off, silence.</p>", base=2)
    response = sent(
        writer,
        section,
        "<p>Lock every door.</p>",
        merge="yes",
        theirs_version=2,
        **{"keep-1": "mine"},
    )

    assert response.status_code == 409
    assert 'name="base_version" value="2"' in response.content.decode()
    assert 'name="theirs_version" value="3"' in response.content.decode()
    assert Draft.objects.get(account=writer.account).html == "<p>Lock every door.</p>"


def test_what_was_chosen_before_a_third_save_stays_chosen(writer, section, nadia):
    """Hers in the first passage, a new wording in the second.

    Then a third save of what stands between.
    """
    save_as(nadia, section, "<p>One.</p><p>Between.</p><p>Two.</p>", base=1)
    save_as(nadia, section, "<p>One of hers.</p><p>Between.</p><p>Two of hers.</p>", base=2)
    mine = "<p>One of mine.</p><p>Between.</p><p>Two of mine.</p>"
    save_as(nadia, section, "<p>One of hers.</p><p>Between, later.</p><p>Two of hers.</p>", base=3)
    chosen = {"keep-1": "mine", "keep-2": "new", "new-2": "Two of both."}
    again = sent(writer, section, mine, base=2, merge="yes", theirs_version=3, **chosen)
    refused = lxml.html.fromstring(again.content).xpath("//textarea[@name='html']")[0].text

    assert (again.status_code, refused) == (
        409,
        "<p>One of mine.</p><p>Between.</p><p>Two of both.</p>",
    )
    assert "both changes fit together" in again.content.decode()
    assert sent(writer, section, refused, base=3, merge="yes", theirs_version=4).status_code == 302
    kept = "<p>One of mine.</p><p>Between, later.</p><p>Two of both.</p>"
    assert (Section.objects.get(pk=section.pk).html, Draft.objects.count()) == (kept, 0)


def test_two_titles_are_a_choice_too(writer, section, nadia):
    save_as(nadia, section, LOCKED, base=1, title="Lockdown now")
    response = sent(writer, section, LOCKED, title="Locking down")
    assert "1 passage needs your decision" in response.content.decode()
    sent(
        writer,
        section,
        LOCKED,
        title="Locking down",
        merge="yes",
        theirs_version=2,
        **{"keep-title": "mine"},
    )
    assert Section.objects.get(pk=section.pk).title == "Locking down"


def test_mine_can_be_dropped(writer, section, nadia):
    save_as(nadia, section, "<p>Hers.</p>", base=1)
    sent(writer, section, "<p>Mine.</p>")
    sent(writer, section, "<p>Mine.</p>", merge="yes", theirs_version=2, drop="yes")
    assert (Draft.objects.count(), Section.objects.get(pk=section.pk).html) == (0, "<p>Hers.</p>")


def test_words_sent_to_a_frozen_edition_are_kept(writer, section):
    builders.force_status(section.edition, EditionStatus.AWAITING_SIGNATURES)
    response = sent(writer, section, "<p>Too late.</p>")

    assert response.status_code == 409
    assert "Your words are kept as your draft." in said(response)
    assert "Too late." in said(writer.get(at("writing_draft", section)))
    assert writer.get(at("writing_edit", section)).status_code == 409


def test_somebody_else_signed_in_meanwhile(writer, section, nadia):
    response = sent(writer, section, "<p>Typed by Nadia.</p>", writer=nadia.pk)
    assert response.status_code == 409
    assert "You are signed in as Dana Whitlock now" in said(response)
    assert "Typed by Nadia." in response.content.decode()
    assert Section.objects.get(pk=section.pk).version == 1


def test_words_sent_without_a_session_come_back_after_signing_in(client, section, administrator):
    client.account = administrator
    response = sent(client, section, "<p>Typed before.</p>", title="Lockdown 2")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    assert Draft.objects.count() == 0

    client.post(response.url, {"login": administrator.email, "password": builders.PASSWORD})
    page = client.get(at("writing_edit", section)).content.decode()
    assert "The words you sent before signing in are here." in page
    assert "Typed before." in page
    assert Draft.objects.get().account == administrator


def test_words_sent_without_a_session_go_to_nobody_who_may_not_write(
    client, section, administrator, cast
):
    client.account = administrator
    response = sent(client, section, "<p>Typed before.</p>")
    client.post(response.url, {"login": cast.teacher.email, "password": builders.PASSWORD})
    refused = client.get(at("writing_edit", section))
    assert (refused.status_code, Draft.objects.count()) == (403, 0)
    assert "Typed before." not in refused.content.decode()


def test_what_is_kept_for_strangers_is_bounded(client, section, administrator):
    client.account = administrator
    sent(client, section, "<p>" + "x" * 300_001)
    assert "unsaved_words" not in client.session
    for _ in range(unsaved.MOST_PER_ADDRESS):
        client.session.flush()
        sent(client, section, "<p>Words.</p>")
    client.cookies.clear()
    sent(client, section, "<p>Words.</p>")
    assert "unsaved_words" not in client.session


def test_nothing_is_kept_for_a_section_that_is_not_written_now(client, section, administrator):
    client.account = administrator
    builders.force_status(section.edition, EditionStatus.IN_FORCE)
    sent(client, section, "<p>Words.</p>")
    assert "unsaved_words" not in client.session
