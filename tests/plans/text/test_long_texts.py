"""Texts that are too deep or too long, over HTTP, at every address that takes some.

Flattened or refused, never lost.
"""

import pytest
from django.urls import reverse

from plans.comments.models.suggestion import Suggestion
from plans.editions.forms.html import LONGEST_HTML
from plans.editions.models.section import Section
from plans.text.words import words
from plans.writing.models import Draft
from plans.writing.views.unsaved import KEY

pytestmark = pytest.mark.django_db
DEEP = "<b>x" * 8_000
LONG = "<p>Lock the door.</p>" * 200_000
TOO_LONG = f"This text has {len(LONG):,} characters, formatting included, and a section holds {LONGEST_HTML:,}."


def at(scene, name):
    edition = scene.edition
    return reverse(
        name, args=[scene.coalition.slug, edition.plan_id, edition.number, scene.protocol.pk]
    )


def sent(writer, html, **more):
    given = {
        "title": "Lockdown",
        "base_version": 1,
        "writer": writer.account.pk,
        "change": "material",
        "reason": "",
    }
    return given | {"html": html} | more


@pytest.fixture
def teacher(client, cast):
    client.force_login(cast.teacher)
    return client


def test_a_teachers_deep_suggestion_is_flattened_and_keeps_its_words(teacher, scene):
    answer = teacher.post(at(scene, "comment_suggest_whole"), {"html": DEEP, "version": 1})
    assert answer.status_code == 302
    made = Suggestion.objects.get()
    assert made.html == f"<p><strong>{'x' * 8_000}</strong></p>"
    assert (
        teacher.get(reverse("comment_suggestion", args=[*at_edition(scene), made.pk])).status_code
        == 200
    )


def at_edition(scene):
    return scene.coalition.slug, scene.edition.plan_id, scene.edition.number


def test_an_administrators_deep_text_is_saved_flat(writer, scene):
    draft = writer.post(at(scene, "writing_draft"), sent(writer, DEEP))
    saved = writer.post(at(scene, "writing_edit"), sent(writer, DEEP))
    assert (draft.status_code, saved.status_code) == (200, 302)
    assert words(Section.objects.get(pk=scene.protocol.pk).html) == ["x" * 8_000]


def test_a_long_suggestion_is_refused_and_stays_in_the_form(teacher, scene):
    answer = teacher.post(at(scene, "comment_suggest_whole"), {"html": LONG, "version": 1})
    page = answer.content.decode()
    assert (answer.status_code, TOO_LONG in page) == (422, True)
    assert page.count("Lock the door.") >= 200_000
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize("more", [{}, {"preview": "yes"}, {"merge": "yes"}])
def test_a_long_text_is_refused_and_stays_in_the_editor(writer, scene, more):
    before = Section.objects.get(pk=scene.protocol.pk).html
    answer = writer.post(at(scene, "writing_edit"), sent(writer, LONG, **more))
    page = answer.content.decode()
    assert (answer.status_code, TOO_LONG in page) == (422, True)
    assert page.count("Lock the door.") >= 200_000
    assert (Section.objects.get(pk=scene.protocol.pk).html, Draft.objects.count()) == (before, 0)


def test_a_long_draft_is_refused_with_a_sentence_for_the_editor(writer, scene):
    answer = writer.post(at(scene, "writing_draft"), sent(writer, LONG))
    assert (answer.status_code, answer.json()["error"].startswith(TOO_LONG)) == (422, True)
    assert Draft.objects.count() == 0


def test_long_new_wordings_of_a_merge_are_refused(writer, scene):
    more = {"merge": "yes", "theirs_version": 1, "keep-1": "new", "new-1": "x" * (LONGEST_HTML + 1)}
    answer = writer.post(at(scene, "writing_edit"), sent(writer, "<p>Mine.</p>", **more))
    assert (
        answer.status_code,
        "That is more than the portal takes" in answer.content.decode(),
    ) == (413, True)


def test_long_words_of_who_is_signed_out_are_not_kept(client, scene):
    client.post(at(scene, "writing_edit"), {"html": LONG, "title": "Lockdown"})
    assert KEY not in client.session


@pytest.mark.parametrize(
    ("name", "field", "sentence"),
    [
        ("comments", "body", "at most 20000 characters"),
        ("comment_suggest", "words", "at most 100000 characters"),
    ],
)
def test_a_long_remark_is_refused(teacher, scene, name, field, sentence):
    given = {field: "x" * 150_000, "paragraph": 0, "version": 1}
    answer = teacher.post(at(scene, name), given)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "given", [{"html": "x" * 6 * 1024 * 1024}, {f"field{n}": "x" for n in range(2_001)}]
)
@pytest.mark.parametrize(
    "name", ["writing_edit", "writing_draft", "comment_suggest_whole", "comments"]
)
def test_more_than_the_portal_takes_at_all_is_told_on_a_page(writer, scene, name, given):
    answer = writer.post(at(scene, name), given)
    assert (
        answer.status_code,
        "That is more than the portal takes" in answer.content.decode(),
    ) == (413, True)
