"""Other words for a section: suggested, accepted, declined, withdrawn.

What each leaves behind, and what is refused.
"""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.access.roles import Role
from plans.comments.actions import commenting, suggesting
from plans.comments.lifecycle import SUGGESTION_MOVES, SuggestionState
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.text.anchors import Anchor
from plans.writing.actions import editing
from plans.writing.texts import StaleSave, Text
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
HTML = "<p>Lock <strong>every door</strong> at {{ school.name }}.</p><p>All are out of sight within two minutes.</p><p>Count.</p>"
DECIDE = {
    "accepted": lambda made, by: suggesting.accept(suggestion=made, by=by),
    "declined": lambda made, by: suggesting.decline(
        suggestion=made, because="We drilled it.", by=by
    ),
    # Only who made it withdraws it.
    "withdrawn": lambda made, by: suggesting.withdraw(suggestion=made, by=made.made_by),
}


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    Section.objects.filter(pk=scene.protocol.pk).update(html=HTML)
    scene.protocol.refresh_from_db()
    return scene


def suggest(scene, quote="two minutes", words="90 seconds", **more):
    """Tom Hesse of the fire service suggests other words."""
    given = {
        "section": scene.protocol,
        "about": Anchor(quote),
        "words": words,
        "by": scene.fire,
    } | more
    return suggesting.suggest_words(**given)


def text_of(scene):
    return Section.objects.get(pk=scene.protocol.pk).html


def save(scene, old, new):
    """The administrator saves other words in between."""
    section = Section.objects.get(pk=scene.protocol.pk)
    html = section.html.replace(old, new)
    life.save(section, html=html, change="editorial", by=scene.administrator)


def test_a_suggestion_changes_nothing_until_it_is_taken_and_then_says_whose_it_was(scene):
    made = suggest(scene, why="October drill took 84 seconds.")
    assert (made.state, made.quote, made.version, text_of(scene)) == (
        "open",
        "two minutes",
        1,
        HTML,
    )
    assert "<del>two minutes</del> <ins>90 seconds</ins>" in made.redline

    accepted = suggesting.accept(suggestion=made, by=scene.administrator)
    assert text_of(scene) == HTML.replace("two minutes", "90 seconds")
    assert (accepted.state, accepted.decided_by, accepted.revision.version) == (
        "accepted",
        scene.administrator,
        2,
    )
    assert (accepted.revision.reason, accepted.revision.saved_by) == (
        "Suggested by Tom Hesse: October drill took 84 seconds.",
        scene.administrator,
    )
    assert list(
        AuditRow.objects.to_read().order_by("id").values_list("action", "by_id", "told")
    ) == [
        ("suggestion.made", scene.fire.pk, {"suggestion": made.pk}),
        ("suggestion.taken", scene.administrator.pk, {"suggestion": made.pk, "version": 2}),
    ]


def test_who_suggested_is_told_without_a_word_of_the_plan_or_of_the_reason(scene):
    for number, decide in enumerate((DECIDE["accepted"], DECIDE["declined"])):
        decide(suggest(scene, "Count", f"Count {number}"), scene.administrator)
    told = Message.objects.order_by("id")
    assert [(mail.to_address, mail.kind) for mail in told] == [
        (scene.fire.email, "suggestion_answered")
    ] * 2
    assert ["was accepted" in told[0].subject, "was declined" in told[1].subject] == [True, True]
    for mail in told:
        assert not any(
            word in mail.text + mail.html for word in ("Count", "drilled", "minutes", "Lock")
        )


def test_a_declined_suggestion_needs_a_reason_and_keeps_it(scene):
    made = suggest(scene)
    with pytest.raises(Refused, match="Write why: Tom Hesse reads it"):
        suggesting.decline(suggestion=made, because="  ", by=scene.administrator)
    declined = suggesting.decline(
        suggestion=made, because=" We drilled\n it. ", by=scene.administrator
    )
    assert (declined.state, declined.because, text_of(scene)) == (
        "declined",
        "We drilled it.",
        HTML,
    )


@pytest.mark.parametrize("state", SuggestionState)
@pytest.mark.parametrize("wanted", DECIDE)
def test_the_moves_of_a_suggestion(scene, state, wanted):
    made, other = (
        suggest(scene),
        builders.make_member(coalition=scene.coalition, role="administrator", name="Nadia Strand"),
    )
    if state != "open":
        DECIDE[state](made, other)
    before = AuditRow.objects.count()
    # Withdrawn twice it is by the same person, as by a double click.
    if wanted in SUGGESTION_MOVES[state] or state == wanted == "withdrawn":
        assert DECIDE[wanted](made, scene.administrator).state == wanted
        return
    who = "Tom Hesse" if state == "withdrawn" else "Nadia Strand"
    with pytest.raises(WrongState, match=rf"This suggestion was {state} by {who} today at"):
        DECIDE[wanted](made, scene.administrator)
    assert (Suggestion.objects.get().state, AuditRow.objects.count()) == (state, before)


@pytest.mark.parametrize("wanted", DECIDE)
def test_a_double_click_answers_once(scene, wanted):
    made = suggest(scene)
    first, second = (DECIDE[wanted](made, scene.administrator) for _ in range(2))
    assert (first.pk, second.state) == (second.pk, wanted)
    code = suggesting.AUDITED.get(wanted, f"suggestion.{wanted}")
    assert AuditRow.objects.filter(action=code).count() == 1
    assert Section.objects.get(pk=scene.protocol.pk).version == (2 if wanted == "accepted" else 1)


def test_the_same_suggestion_sent_twice_is_one(scene):
    assert suggest(scene) == suggest(scene)
    assert suggest(scene) != suggest(scene, words="a minute")


@pytest.mark.parametrize("status", EditionStatus)
def test_words_are_suggested_and_accepted_while_the_text_may_change(scene, status):
    made = suggest(scene)
    builders.force_status(scene.edition, status)
    if status in (EditionStatus.DRAFTING, EditionStatus.IN_REVIEW):
        assert suggest(scene, "Count", "Count twice").pk
        assert suggesting.accept(suggestion=made, by=scene.administrator).state == "accepted"
        return
    for act in (
        lambda: suggest(scene, "Count", "Count twice"),
        lambda: DECIDE["accepted"](made, scene.administrator),
    ):
        with pytest.raises(WrongState, match="Edition 1 "):
            act()
    assert (text_of(scene), Suggestion.objects.count()) == (HTML, 1)
    assert DECIDE["declined"](made, scene.administrator).state == "declined"


def test_what_changed_elsewhere_since_stays(scene):
    made = suggest(scene)
    save(scene, "Count.", "Count twice.")
    suggesting.accept(suggestion=made, by=scene.administrator)
    assert text_of(scene) == HTML.replace("two minutes", "90 seconds").replace(
        "Count.", "Count twice."
    )


def test_where_the_passage_changed_since_a_person_decides_and_nothing_is_lost(scene):
    made = suggest(scene)
    save(scene, "two minutes", "three minutes")
    with pytest.raises(StaleSave) as stale:
        suggesting.accept(suggestion=made, by=scene.administrator)
    assert "90 seconds" in stale.value.mine.html
    assert "three minutes" in stale.value.theirs.html
    assert Suggestion.objects.get().state == "open"

    decided = Text("Lockdown", HTML.replace("two minutes", "at most 90 seconds"), 2)
    save(scene, "Count.", "Count twice.")
    with pytest.raises(StaleSave):
        suggesting.accept(suggestion=made, by=scene.administrator, merged=decided)
    final = Text("Lockdown", HTML.replace("two minutes", "at most 90 seconds"), 3)
    assert (
        suggesting.accept(suggestion=made, by=scene.administrator, merged=final).revision.version
        == 4
    )


def test_what_the_text_says_already_is_taken_without_a_revision(scene):
    made = suggest(scene)
    save(scene, "two minutes", "90 seconds")
    assert suggesting.accept(suggestion=made, by=scene.administrator).revision is None
    assert Section.objects.get(pk=scene.protocol.pk).version == 2


def test_words_around_a_fact_are_changed_and_a_fact_is_not(scene):
    made = suggest(
        scene,
        "Lock every door at Juniper Elementary.",
        "Lock every door and gate at Juniper Elementary.",
    )
    assert made.html == HTML.replace("every door</strong>", "every door</strong> and gate")
    with pytest.raises(Refused, match="The portal fills in some of these words itself"):
        suggest(scene, "at Juniper Elementary", "at Juniper Middle")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"quote": "words that are nowhere"}, "These words are not in the text any more"),
        ({"words": "two minutes"}, "It says that already"),
    ],
)
def test_what_cannot_be_suggested(scene, given, sentence):
    with pytest.raises(Refused, match=sentence):
        suggest(scene, **given)
    assert Suggestion.objects.count() == 0


def test_a_picture_of_another_section_cannot_be_brought_in_by_a_suggestion(scene):
    html = f'<p>Lock.</p><img src="picture/{"ab" * 32}" alt="">'
    with pytest.raises(Refused, match="cannot bring a picture"):
        suggesting.suggest(section=scene.protocol, html=html, by=scene.fire)
    assert suggesting.suggest(section=scene.protocol, html=html, by=scene.administrator).pk


@pytest.mark.parametrize("role", Role)
def test_whose_role_suggests(scene, role):
    member = builders.make_member(coalition=scene.coalition, role=role)
    if role in ("official", "parent", "student"):
        with pytest.raises(PermissionDenied):
            suggest(scene, by=member)
    else:
        assert suggest(scene, by=member).membership.role == role


def test_a_base_that_was_for_fewer_readers_is_not_begun_from(scene, cast):
    """Its difference from the present text would tell what was restricted."""
    section = scene.other
    life.save(section, html="<p>Ask the office.</p>", change="material", by=scene.administrator)
    editing.set_sensitivity(section=section, sensitivity="members", by=scene.administrator)
    section.refresh_from_db()
    made = suggesting.suggest(
        section=section, html="<p>Ask the nurse.</p>", base_version=1, by=cast.teacher
    )
    assert (made.version, "Room 4" in made.redline) == (section.version, False)


def test_what_was_said_of_a_restricted_text_stays_with_its_readers(scene, cast):
    builders.force_status(scene.edition, "in_review")
    said = commenting.comment(
        section=scene.other, body="Which room?", about=Anchor("Room 4"), by=scene.fire
    )
    made = suggesting.suggest_words(
        section=scene.other, about=Anchor("Room 4"), words="Room 5", by=scene.fire
    )
    Section.objects.filter(pk=scene.other.pk).update(sensitivity="members", html="<p>Ask.</p>")
    open_now = commenting.comment(
        section=Section.objects.get(pk=scene.other.pk), body="Whom?", by=cast.teacher
    )
    for account, seen in (
        (cast.teacher, [open_now]),
        (cast.sro, [said, open_now]),
        (cast.parent, []),
    ):
        assert list(Comment.objects.visible_to(account).order_by("id")) == seen
        assert list(Suggestion.objects.visible_to(account)) == ([made] if said in seen else [])
