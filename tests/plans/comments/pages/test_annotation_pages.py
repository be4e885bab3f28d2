"""The pages of comments and suggestions.

Marks in the text, notes beside it, what is sent from them, what they cost.
"""

import re

import pytest

from plans.comments.actions import commenting, suggesting
from plans.comments.models.comment import Comment
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.section import Section
from plans.text.anchors import Anchor
from safety_portal.core.audit.models import AuditRow
from tests import builders
from tests.markup import flat
from tests.plans import life
from tests.plans.comments.pages.noting import HTML, address, shown

pytestmark = pytest.mark.django_db


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
