"""Reviewing a section in a real browser: choose words, comment, suggest others.

The administrator accepts them.
"""

import pytest
from django.urls import reverse

from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.section import Section
from tests import builders
from tests.journeys.accessibility import faults
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
CHOOSE = """quote => {
  const texts = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const at = node.data.lastIndexOf(quote);
    if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + quote.length);
  }
}"""


@pytest.fixture
def section(edition):
    html = (
        "<h3>Goal during</h3><p>All are out of sight within <strong>two</strong> minutes.</p>"
        "<ul><li>Count within two minutes.</li></ul>"
    )
    section = builders.make_section(edition=edition, title="Lockdown", html=html)
    builders.force_status(edition, "in_review")
    return section


def test_half_chosen_words_are_whole_in_a_suggestion(visit, section, coalition):
    """Else "out of earshot" in the place of "ut of sigh" would read "oout of earshott"."""
    edition = section.edition
    tess = visit(builders.make_member(coalition=coalition, role="teacher", name="Tess Amory"))
    tess.goto(
        reverse(
            "workspace_section", args=[coalition.slug, edition.plan_id, edition.number, section.pk]
        )
    )
    tess.evaluate(CHOOSE, "ut of sigh")
    tess.click(".words-bar button:text-is('Suggest other words')")
    assert tess.inner_text("#suggestion-form .quote") == "out of sight"
    assert tess.input_value("#suggestion-words") == "out of sight"
    tess.fill("#suggestion-words", "out of earshot")
    tess.click("text=Add suggestion")
    tess.wait_for_selector("mark.is-on")
    suggestion = Suggestion.objects.get()
    assert suggestion.quote == "out of sight"
    assert suggestion.html == section.html.replace("out of sight", "out of earshot")


def test_words_of_two_marks_and_at_the_end_of_a_paragraph_stay_themselves(
    visit, section, coalition
):
    edition = section.edition
    tess = visit(builders.make_member(coalition=coalition, role="teacher", name="Tess Amory"))
    tess.goto(
        reverse(
            "workspace_section", args=[coalition.slug, edition.plan_id, edition.number, section.pk]
        )
    )
    # The heading before ends in a letter: it is no part of the first word of the paragraph.
    tess.evaluate(CHOOSE, "All ar")
    tess.click("text=Comment on these words")
    assert tess.inner_text("#comment-form .quote") == "All are"
    tess.evaluate(CHOOSE, "wo")
    tess.click("text=Comment on these words")
    assert tess.inner_text("#comment-form .quote") == "two"


def test_choose_words_comment_suggest_and_take(visit, section, administrator, coalition):
    edition = section.edition
    url = reverse(
        "workspace_section", args=[coalition.slug, edition.plan_id, edition.number, section.pk]
    )
    tom = visit(builders.make_member(coalition=coalition, role="fire", name="Tom Hesse"))
    tom.goto(url)
    tom.evaluate(CHOOSE, "two minutes")
    tom.click("text=Comment on these words")
    assert tom.inner_text("#comment-form .quote") == "two minutes"
    tom.keyboard.type("Measured by whom?")
    tom.click("text=Add comment")
    tom.wait_for_selector("li mark.is-on")
    comment = Comment.objects.get()
    assert (comment.quote, comment.block) == ("two minutes", 2)

    tom.evaluate(CHOOSE, "out of sight within")
    tom.click(".words-bar button:text-is('Suggest other words')")
    tom.fill("#suggestion-words", "out of sight and silent within")
    tom.click("text=Add suggestion")
    tom.wait_for_selector("p mark.is-on")
    assert faults(tom) == []
    tom.set_viewport_size({"width": 390, "height": 800})
    tom.click("li mark a")
    assert tom.url.endswith(f"#comment-{comment.pk}")
    tom.wait_for_selector(f"#comment-{comment.pk}.is-on")

    dana = visit(administrator)
    dana.goto(url)
    assert "Tom Hesse has this section open since" in dana.inner_text("#presence")
    assert "out of sight and silent within" in dana.inner_text(".note .redline")
    assert faults(dana) == []
    dana.click("button:text-is('Accept')")
    dana.wait_for_selector("text=Accepted: revision 2 saved.")
    tom.goto("/help/")
    dana.wait_for_selector("#presence:empty", state="attached")
    text = Section.objects.get(pk=section.pk).html
    assert text == section.html.replace("out of sight within", "out of sight and silent within")
    assert Suggestion.objects.get().state == "accepted"
