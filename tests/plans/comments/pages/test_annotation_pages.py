"""The pages of comments and suggestions.

Marks in the text, notes beside it, what is sent from them, what they cost.
"""

import re

import pytest
from django.urls import reverse

from plans.comments.actions import commenting, suggesting
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.section import Section
from plans.text.anchors import Anchor
from safety_portal.core.audit.models import AuditRow
from tests import builders
from tests.markup import flat
from tests.plans import life

pytestmark = pytest.mark.django_db
HTML = "<p>Each door is checked every month.</p><p>All are out of sight within two minutes.</p>"


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    Section.objects.filter(pk=scene.protocol.pk).update(html=HTML)
    builders.force_status(scene.edition, "in_review")
    scene.protocol.refresh_from_db()
    return scene


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def shown(client, scene, account, name="workspace_section", section=None):
    client.force_login(account)
    return flat(client.get(address(scene, name, (section or scene.protocol).pk)))


def said(scene, quote="two minutes", body="Why so long?", by=None):
    return commenting.comment(
        section=scene.protocol, body=body, about=Anchor(quote), by=by or scene.fire
    )


def test_chosen_words_are_marked_and_linked_both_ways(client, scene):
    url = address(scene, "comments", scene.protocol.pk)
    client.force_login(scene.fire)
    given = {
        "body": "Why so long?",
        "quote": " two minutes\n",
        "before": "sight within ",
        "after": ".",
        "back": "section",
    }
    response = client.post(url, given)
    made = Comment.objects.get()

    assert (
        response.url
        == f"{address(scene, 'workspace_section', scene.protocol.pk)}#comment-{made.pk}"
    )
    assert (made.quote, made.block, made.version) == ("two minutes", 1, 1)
    page = shown(client, scene, scene.law)
    mark = f'<mark data-of="comment-{made.pk}"><a href="#comment-{made.pk}">two minutes</a></mark>'
    assert f'within <span id="words-of-comment-{made.pk}"></span>{mark}.' in page
    assert (
        f'id="comment-{made.pk}" role="group" aria-label="Comment of Tom Hesse about “two minutes”"'
        in page
    )
    assert f'<p class="quote"><a href="#words-of-comment-{made.pk}">two minutes</a></p>' in page
    assert "1 comment</h2>" in page
    of_comments = shown(client, scene, scene.law, "comments")
    assert (
        f'href="{address(scene, "workspace_section", scene.protocol.pk)}#words-of-comment-{made.pk}"'
        in of_comments
    )


def test_a_note_follows_its_words_and_says_when_they_changed_or_are_gone(client, scene):
    said(scene, "every month", "Who?")
    for html, sentence in (
        (HTML.replace("every month", "each term"), "These words have changed since."),
        (HTML.replace(" every month", ""), "The words it was about are gone."),
    ):
        Section.objects.filter(pk=scene.protocol.pk).update(html=html)
        page = shown(client, scene, scene.law)
        assert sentence in page
        assert ("each term</a></mark>" in page) == ("each term" in html)
        assert ">every month<" in page


def test_without_a_script_a_paragraph_is_chosen(client, scene):
    url = address(scene, "comments", scene.protocol.pk)
    page = shown(client, scene, scene.fire, "comments")
    assert '<option value="1">All are out of sight within two minutes.</option>' in page
    client.post(url, {"body": "Measured?", "paragraph": "1", "version": "1"})
    stale = client.post(url, {"body": "Kept words", "paragraph": "1", "version": "7"})

    assert Comment.objects.get().quote == "All are out of sight within two minutes."
    assert (stale.status_code, "Kept words" in flat(stale)) == (422, True)
    assert "This section was saved after you opened the page." in flat(stale)


def test_words_that_are_not_there_are_refused_and_the_comment_stays_in_the_form(client, scene):
    client.force_login(scene.fire)
    url = address(scene, "comments", scene.protocol.pk)
    response = client.post(url, {"body": "Kept words", "quote": "nowhere at all"})
    assert (response.status_code, Comment.objects.count()) == (422, 0)
    assert "These words are not in the text any more." in flat(response)
    assert "Kept words</textarea>" in flat(response)


def test_a_resolved_comment_loses_its_mark_and_can_be_opened_again(client, scene):
    made = said(scene)
    client.force_login(scene.administrator)
    client.post(address(scene, "comment_resolve", made.pk))
    page = shown(client, scene, scene.administrator)
    assert ("<mark" in page, "1 resolved or answered" in page) == (False, True)
    client.post(address(scene, "comment_reopen", made.pk))
    client.post(address(scene, "comment_reopen", made.pk))
    assert "<mark" in shown(client, scene, scene.administrator)
    assert AuditRow.objects.filter(action="comment.reopened").count() == 1


def test_marks_are_on_pages_only_and_no_part_of_what_is_signed(client, scene):
    said(scene)
    fingerprint = life.freeze(scene).content_hash
    assert scene.protocol.edition.sections.get(pk=scene.protocol.pk).html == HTML
    for name in ("json", "html"):
        answer = client.get(address(scene, "book_download", name))
        assert (
            "<mark"
            not in b"".join(
                answer.streaming_content if answer.streaming else [answer.content]
            ).decode()
        )
    assert len(fingerprint) == 64


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


def test_open_notes_are_counted_where_their_readers_look(client, scene, cast):
    said(scene)
    suggesting.suggest_words(
        section=scene.protocol, about=Anchor("every month"), words="weekly", by=scene.fire
    )
    secret = commenting.comment(section=scene.other, body="Which room?", by=scene.fire)
    mark = '<span class="visually-hidden">open notes:</span>{}'
    for account, counts in (
        (scene.administrator, ["2", "1"]),
        (cast.teacher, ["2"]),
        (cast.parent, []),
    ):
        client.force_login(account)
        page = flat(client.get(address(scene, "workspace_edition")))
        assert re.findall(mark.format(r"(\d)"), page) == counts
    life.ask_for_review(scene)
    client.force_login(scene.administrator)
    page = flat(client.get(address(scene, "review_ask")))
    assert "Still open in 2 sections" in page
    assert ("1 comment, 1 suggestion" in page, secret.body in page) == (True, False)


def test_reading_what_was_said_of_a_restricted_text_is_logged(client, scene):
    builders.make_comment(
        section=scene.protocol,
        membership=life.membership_of(scene.fire, scene.coalition),
        sensitivity="restricted",
    )
    made = builders.make_suggestion(
        section=scene.other,
        membership=life.membership_of(scene.fire, scene.coalition),
        sensitivity="restricted",
    )
    shown(client, scene, scene.law)
    client.get(address(scene, "comment_suggestion", made.pk))
    assert list(RestrictedRead.objects.order_by("id").values_list("section_title", "account")) == [
        ("Lockdown", scene.law.pk), ("Command post", scene.law.pk)
    ]  # fmt: skip


def test_many_notes_cost_what_one_costs(client, scene, django_assert_num_queries):
    for wanted in (1, 20):
        for number in range(Comment.objects.count(), wanted):
            said(scene, "two minutes", f"{number}?", by=scene.law)
            words = f"{number + 2} minutes"
            suggesting.suggest_words(
                section=scene.protocol, about=Anchor("two minutes"), words=words, by=scene.fire
            )
        shown(client, scene, scene.administrator)
        with django_assert_num_queries(12):
            client.get(address(scene, "workspace_section", scene.protocol.pk))
