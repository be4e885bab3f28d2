"""The question of a brief: answered, replied to, changed for minutes, removed with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions import answering
from coalitions.briefs.models.answer import BriefAnswer
from coalitions.briefs.queries import threads_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.briefing import fetched, make_answer, make_brief, make_version, seen
from tests.coalitions.briefs.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(coalition):
    return make_brief(coalition=coalition)


def say(brief, by, words="The bus drivers.", coalition=None, **rest):
    shown = fetched(by, brief, coalition)
    return answering.answer_question(shown=shown, text=words, by=by, **rest)


def test_two_roles_answer_and_one_replies(brief, teacher, parent):
    first = say(brief, teacher)
    say(brief, parent, "My daughter said the librarian.")
    say(brief, parent, "Who calls them?", answers=first)
    threads = threads_of(teacher, fetched(teacher, brief))
    assert [thread.answer.text for thread in threads] == [
        "The bus drivers.",
        "My daughter said the librarian.",
    ]
    assert [reply.text for reply in threads[0].replies] == ["Who calls them?"]
    assert AuditRow.objects.filter(action="brief_answer.written").count() == 3


def test_no_words_of_it_stand_in_the_record_of_changes(brief, teacher):
    say(brief, teacher, "A secret about Jo.")
    assert "Jo" not in str(AuditRow.objects.filter(action="brief_answer.written").values())


def test_the_same_words_sent_twice_are_one(brief, teacher):
    assert say(brief, teacher) == say(brief, teacher)
    assert BriefAnswer.objects.count() == 1


@pytest.mark.parametrize("words", ["", " \u200b\n ", "x" * 2001])
def test_no_words_or_too_many_are_refused(brief, teacher, words):
    with pytest.raises(Refused) as refused:
        say(brief, teacher, words)
    assert refused.value.field == "text"


def test_nobody_answers_what_is_not_published(coalition, officer):
    brief = make_brief(coalition=coalition, published=False, by=officer)
    with pytest.raises(WrongState, match="not published yet"):
        say(brief, officer)


def test_nobody_answers_from_outside_the_coalition(brief, district_coalition, coalition):
    account = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        answering.answer_question(shown=seen(brief), text="Hello.", by=account)


def test_it_is_changed_by_its_writer_for_fifteen_minutes(brief, teacher, parent):
    answer = say(brief, teacher)
    with pytest.raises(PermissionDenied):
        answering.change_answer(answer=answer, text="Mine.", by=parent)
    changed = answering.change_answer(answer=answer, text="The drivers, all.", by=teacher)
    assert (changed.text, bool(changed.changed_at)) == ("The drivers, all.", True)


def test_then_it_stays(brief, teacher):
    long_ago = timezone.now() - timedelta(minutes=16)
    member = teacher.people.get().memberships.get()
    answer = make_answer(brief, membership=member, written_at=long_ago)
    with pytest.raises(WrongState, match="Fifteen minutes are over"):
        answering.change_answer(answer=answer, text="Other.", by=teacher)


def test_removed_by_an_administrator_its_words_are_gone_and_the_reason_stands(
    page, brief, coalition, teacher, administrator
):
    answer = say(brief, teacher, "Jo Smith did it.")
    with pytest.raises(PermissionDenied):
        answering.remove_answer(answer=answer, because="No.", by=teacher)
    answering.remove_answer(answer=answer, because="Names a student.", by=administrator)
    shown = text(page(teacher, "brief", coalition.slug, brief.pk))
    assert "Removed by Dana Whitlock: Names a student." in shown
    assert "Jo Smith" not in shown
    assert not BriefAnswer.objects.filter(text__contains="Jo Smith").exists()
    assert AuditRow.objects.get(action="brief_answer.removed").detail["because"]


def test_removed_it_is_neither_changed_nor_answered_nor_removed_again(
    brief, teacher, administrator
):
    answer = say(brief, teacher)
    gone = answering.remove_answer(answer=answer, because="Off topic.", by=administrator)
    for act in (
        lambda: answering.change_answer(answer=gone, text="Again.", by=teacher),
        lambda: say(brief, teacher, "But.", answers=gone),
        lambda: answering.remove_answer(answer=gone, because="Twice.", by=administrator),
    ):
        with pytest.raises(WrongState, match="was removed"):
            act()


def test_a_reason_is_asked_for(brief, teacher, administrator):
    with pytest.raises(Refused, match="Say why"):
        answering.remove_answer(answer=say(brief, teacher), because=" ", by=administrator)


def test_what_was_said_to_members_stays_theirs_when_the_brief_becomes_public(
    page, coalition, teacher, parent
):
    brief = make_brief(coalition=coalition, sensitivity="members")
    say(brief, teacher, "Said among members.")
    make_version(brief, number=2)
    say(brief, teacher, "Said to everybody.")
    for account, is_shown in ((teacher, True), (parent, False)):
        shown = text(page(account, "brief", coalition.slug, brief.pk))
        assert "Said to everybody." in shown
        assert ("Said among members." in shown) is is_shown


def test_what_was_said_in_one_coalition_is_not_read_in_another(
    page, coalition, sibling, district_coalition, teacher
):
    brief = make_brief(coalition=district_coalition)
    say(brief, teacher, "Said at Juniper.", coalition=coalition)
    other = builders.make_member(coalition=sibling, role=Role.TEACHER)
    assert "Said at Juniper." in text(page(teacher, "brief", coalition.slug, brief.pk))
    assert "Said at Juniper." not in text(page(other, "brief", sibling.slug, brief.pk))


def test_an_answer_to_an_earlier_question_says_so(page, coalition, teacher):
    brief = make_brief(coalition=coalition, question="What was asked before?")
    say(brief, teacher)
    make_version(brief, number=2, question="What is asked now?")
    shown = text(page(teacher, "brief", coalition.slug, brief.pk))
    assert "To the question as it was before: What was asked before?" in shown


def test_posted_empty_the_page_says_so_and_keeps_nothing(post, brief, coalition, teacher):
    answer = post(teacher, "brief_answer", coalition.slug, brief.pk, text="  ")
    assert answer.status_code == 422
    assert not BriefAnswer.objects.exists()


def test_posted_it_is_led_to_and_replied_to_on_the_page(post, page, brief, coalition, teacher):
    answer = post(teacher, "brief_answer", coalition.slug, brief.pk, text="Drivers.")
    given = BriefAnswer.objects.get()
    assert answer.url.endswith(f"#answer-{given.pk}")
    post(teacher, "brief_answer", coalition.slug, brief.pk, text="Yes.", answers=given.pk)
    assert given.replies.get().text == "Yes."


@pytest.mark.parametrize("answers", ["0", "x", "999999999"])
def test_a_reply_to_what_is_not_there_is_404(post, brief, coalition, teacher, answers):
    sent = post(teacher, "brief_answer", coalition.slug, brief.pk, text="Yes.", answers=answers)
    assert sent.status_code == 404


def test_a_reply_has_no_replies(post, brief, coalition, teacher):
    reply = say(brief, teacher, "Yes.", answers=say(brief, teacher))
    sent = post(teacher, "brief_answer", coalition.slug, brief.pk, text="No.", answers=reply.pk)
    assert sent.status_code == 404


def test_the_form_says_who_reads_it_and_names_no_students(page, brief, coalition, teacher):
    shown = text(page(teacher, "brief", coalition.slug, brief.pk))
    assert (
        "Read by everybody in Juniper Elementary who reads this brief. No names of students."
        in shown
    )
    assert "You can change it for 15 minutes." in shown
