"""The pages of suggestions: written beside the text, decided with both texts in view."""

import re

import pytest

from plans.comments.actions import suggesting
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.section import Section
from plans.text.anchors import Anchor
from tests import builders
from tests.markup import flat
from tests.plans import life
from tests.plans.comments.pages.noting import HTML, address, shown

pytestmark = pytest.mark.django_db


def test_a_suggestion_is_written_by_paragraph_seen_beside_the_text_and_taken(client, scene):
    url = address(scene, "comment_suggest", scene.protocol.pk)
    client.force_login(scene.fire)
    assert '?paragraph=1">All are out of sight within two minutes.</a>' in flat(client.get(url))
    assert "within two minutes.</textarea>" in flat(client.get(f"{url}?paragraph=1"))
    words = {
        "paragraph": "1",
        "version": "1",
        "words": "All are out of sight within 90 seconds.",
        "why": "October.",
    }
    assert client.post(url, words | {"back": "section"}).status_code == 302
    made = Suggestion.objects.get()

    page = shown(client, scene, scene.law)
    assert "<del>two minutes</del><ins>90 seconds</ins>" in page
    assert "Accept the suggestion" not in page
    assert "Accept the suggestion of Tom Hesse" in shown(client, scene, scene.administrator)
    response = client.post(
        address(scene, "comment_suggestion_accept", made.pk),
        {"change": "editorial", "back": "section"},
        follow=True,
    )
    assert "Accepted: revision 2 saved." in flat(response)
    assert Section.objects.get(pk=scene.protocol.pk).html == HTML.replace(
        "two minutes", "90 seconds"
    )
    nadia = builders.make_member(coalition=scene.coalition, role="administrator")
    client.force_login(nadia)
    again = client.post(address(scene, "comment_suggestion_accept", made.pk))
    assert (
        again.status_code,
        "This suggestion was accepted by Dana Whitlock today at" in flat(again),
    ) == (
        409,
        True,
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Choose a paragraph, or words in the text, first."),
        ({"quote": "two minutes", "words": "two minutes"}, "It says that already."),
        ({"quote": "nowhere at all", "words": "x"}, "These words are not in the text any more."),
        ({"paragraph": "9", "version": "1", "words": "x"}, "This section was saved after"),
    ],
)
def test_what_a_suggestion_is_refused_for(client, scene, given, sentence):
    client.force_login(scene.fire)
    response = client.post(
        address(scene, "comment_suggest", scene.protocol.pk), {"why": "My reason."} | given
    )
    assert (response.status_code, Suggestion.objects.count()) == (422, 0)
    assert sentence in flat(response)
    assert "My reason.</textarea>" in flat(response)


def test_a_whole_section_is_suggested_in_the_editor(client, scene):
    url = address(scene, "comment_suggest_whole", scene.protocol.pk)
    assert "&lt;p&gt;Each door" in shown(client, scene, scene.fire, "comment_suggest_whole")
    client.post(
        url,
        {"version": "1", "html": f"{HTML}<table><tr><td>Aide</td></tr></table>", "why": "Missing."},
    )
    made = Suggestion.objects.get()
    assert (made.quote, made.why) == ("", "Missing.")
    page = shown(client, scene, scene.administrator)
    assert ("See what it changes" in page, "<ins>Aide</ins>" in page) == (True, False)
    whole = flat(client.get(address(scene, "comment_suggestion", made.pk)))
    assert ("<ins>Aide</ins>" in whole, "Decline with this reason" in whole) == (True, True)


def test_declining_on_a_page_needs_a_reason_which_its_writer_reads(client, scene):
    made = suggesting.suggest_words(
        section=scene.protocol, about=Anchor("two minutes"), words="a minute", by=scene.fire
    )
    client.force_login(scene.administrator)
    assert (
        client.post(
            address(scene, "comment_suggestion_decline", made.pk), {"because": " "}
        ).status_code
        == 422
    )
    client.post(
        address(scene, "comment_suggestion_decline", made.pk), {"because": "The drill says two."}
    )
    client.force_login(scene.fire)
    page = flat(client.get(address(scene, "comment_suggestion", made.pk)))
    assert "The drill says two." in page
    assert client.post(address(scene, "comment_suggestion_withdraw", made.pk)).status_code == 409


def test_a_passage_that_was_changed_since_is_decided_on_the_page_of_both_texts(client, scene):
    made = suggesting.suggest_words(
        section=scene.protocol, about=Anchor("two minutes"), words="90 seconds", by=scene.fire
    )
    life.save(
        scene.protocol, html=HTML.replace("two", "three"), change="material", by=scene.administrator
    )
    client.force_login(scene.administrator)
    url = address(scene, "comment_suggestion_accept", made.pk)
    page = client.post(url, {"back": "section"})
    assert page.status_code == 409
    text = flat(page)
    assert "Lockdown was changed since it was suggested; 1 passage needs your decision" in text
    assert ("Tom Hesse suggests" in text, "Drop mine" in text) == (True, False)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    fields |= {"html": HTML.replace("two minutes", "90 seconds"), "keep-1": "mine"}
    done = client.post(url, fields, follow=True)
    assert "Accepted: revision 3 saved." in flat(done)
    assert Section.objects.get(pk=scene.protocol.pk).html == HTML.replace(
        "two minutes", "90 seconds"
    )
    assert Suggestion.objects.get().revision.version == 3


def test_the_second_of_two_writers_keeps_theirs_as_a_suggestion(client, scene):
    first = builders.make_member(coalition=scene.coalition, role="administrator")
    life.save(scene.protocol, html=HTML.replace("two", "three"), change="material", by=first)
    client.force_login(scene.administrator)
    url = address(scene, "writing_edit", scene.protocol.pk)
    mine = {
        "title": "Lockdown",
        "html": HTML.replace("two", "four"),
        "base_version": 1,
        "writer": scene.administrator.pk,
    }
    mine |= {"change": "material", "reason": "Drill."}
    assert "Keep mine as a suggestion" in flat(client.post(url, mine))
    instead = address(scene, "comment_suggest_instead", scene.protocol.pk)
    response = client.post(instead, mine | {"merge": "yes", "theirs_version": 2}, follow=True)
    assert "Your text is kept as a suggestion" in flat(response)
    made = Suggestion.objects.get()
    assert (made.html, made.version, made.why, made.state) == (mine["html"], 1, "Drill.", "open")
    assert Section.objects.get(pk=scene.protocol.pk).html == HTML.replace("two", "three")
    assert scene.protocol.drafts.count() == 0
