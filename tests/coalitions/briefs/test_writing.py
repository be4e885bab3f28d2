"""A brief from its first draft to another administrator's word, and out of the library again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions import deciding, writing
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.models.brief import BriefVersion
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.briefing import make_brief, make_version, seen, text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def second(coalition):
    return builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Omar Reyes")


@pytest.fixture
def proposed(coalition, officer):
    return make_brief(coalition=coalition, published=False, state="proposed", by=officer)


def publish(brief, by, **changed):
    shown = seen(brief)
    return deciding.publish_version(shown=shown, saves=shown.work.saves, by=by, **changed)


def test_an_officer_begins_a_brief(coalition, officer):
    brief = writing.begin_brief(coalition=coalition, text=text(title="Doors"), by=officer)
    version = brief.versions.get()
    assert (brief.code, version.number, version.state) == ("doors", 1, VersionState.DRAFT)
    assert version.written_by == officer
    assert AuditRow.objects.filter(action="brief.begun", scope=coalition.pk).count() == 1


def test_the_same_words_begin_one_brief(coalition, officer):
    writing.begin_brief(coalition=coalition, text=text(), by=officer)
    with pytest.raises(Refused, match="with these words already"):
        writing.begin_brief(coalition=coalition, text=text(), by=officer)
    assert coalition.briefs.count() == 1


def test_two_of_one_title_have_codes_of_their_own(coalition, officer):
    first = writing.begin_brief(coalition=coalition, text=text(), by=officer)
    other = text(question="And at the back door?")
    second = writing.begin_brief(coalition=coalition, text=other, by=officer)
    assert (first.code, second.code) == ("greeting_is_security", "greeting_is_security_2")


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in ("administrator", "sro", "security_officer")]
)
def test_nobody_else_writes_one(coalition, role):
    account = builders.make_member(coalition=coalition, role=role)
    with pytest.raises(PermissionDenied, match="administrators and officers"):
        writing.begin_brief(coalition=coalition, text=text(), by=account)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " \u200b "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"question": ""}, "question"),
        ({"context": ""}, "context"),
        ({"techniques": "<p></p>"}, "techniques"),
        ({"context": "<script>x</script>"}, "context"),
        ({"cells": ()}, "cells"),
        ({"cells": ("a.b",)}, "cells"),
        (
            {"primary_cell": "deter.collaboration", "cells": ("prevent.collaboration",)},
            "primary_cell",
        ),
        ({"function": "hope"}, "function"),
        ({"sensitivity": "restricted"}, "sensitivity"),
        ({"audience": ("principal",)}, None),
        ({"hazards": ("dragons",)}, None),
        ({"sources": ({"title": "", "publisher": "", "year": None, "url": None},)}, "sources"),
        ({"sources": ({"title": "A", "publisher": "", "year": 3, "url": None},)}, "sources"),
        (
            {"sources": ({"title": "A", "publisher": "", "year": None, "url": "javascript:x"},)},
            "sources",
        ),
    ],
)
def test_what_a_brief_cannot_say_is_refused_at_its_field(coalition, officer, changed, field):
    with pytest.raises(Refused) as refused:
        writing.begin_brief(coalition=coalition, text=text(**changed), by=officer)
    assert refused.value.field == field
    assert not coalition.briefs.exists()


def test_a_change_of_a_published_one_is_a_next_version(coalition, officer):
    brief = make_brief(coalition=coalition, title="Before")
    writing.write_version(shown=seen(brief), saves=0, text=text(title="After"), by=officer)
    now = seen(brief)
    assert (now.read.title, now.work.title, now.work.number) == ("Before", "After", 2)


def test_a_draft_is_saved_over_but_not_over_somebody_elses_save(coalition, officer, administrator):
    brief = make_brief(coalition=coalition, published=False, by=officer)
    writing.write_version(shown=seen(brief), saves=1, text=text(title="Second"), by=officer)
    with pytest.raises(WrongState, match="Somebody saved this brief"):
        writing.write_version(shown=seen(brief), saves=1, text=text(), by=administrator)
    assert brief.versions.get().title == "Second"


def test_a_save_that_changes_nothing_is_said(coalition, officer):
    brief = make_brief(coalition=coalition, title="Doors")
    with pytest.raises(Refused, match="Nothing differs"):
        writing.write_version(shown=seen(brief), saves=0, text=text(title="Doors"), by=officer)


def test_handed_in_it_is_told_to_administrators_who_did_not_write_it(
    coalition, administrator, second
):
    brief = make_brief(coalition=coalition, published=False, by=administrator)
    writing.propose_version(shown=seen(brief), by=administrator)
    assert brief.versions.get().state == VersionState.PROPOSED
    mail = Message.objects.get(kind="brief_proposed")
    assert mail.account == second
    with pytest.raises(WrongState, match="waits for an administrator"):
        writing.propose_version(shown=seen(brief), by=administrator)


def test_another_administrator_publishes_it(proposed, administrator):
    version = publish(proposed, administrator)
    assert (version.state, version.publish_on) == (VersionState.PUBLISHED, TODAY)
    assert seen(proposed).read == version
    assert AuditRow.objects.filter(action="brief.published").count() == 1


def test_who_wrote_the_last_words_does_not(coalition, administrator):
    brief = make_brief(coalition=coalition, published=False, state="proposed", by=administrator)
    with pytest.raises(PermissionDenied, match="You wrote the last words"):
        publish(brief, administrator)


def test_an_officer_does_not_publish(proposed, coalition):
    other = builders.make_member(coalition=coalition, role=Role.SRO)
    with pytest.raises(PermissionDenied):
        publish(proposed, other)


def test_a_change_of_what_waits_makes_its_writer_the_author(
    proposed, coalition, administrator, second
):
    writing.write_version(
        shown=seen(proposed), saves=1, text=text(title="Mended"), by=administrator
    )
    with pytest.raises(PermissionDenied):
        publish(proposed, administrator)
    assert publish(proposed, second).title == "Mended"


def test_nobody_publishes_words_unseen(proposed, administrator, officer):
    before = seen(proposed)
    writing.write_version(shown=before, saves=1, text=text(title="Other"), by=officer)
    with pytest.raises(WrongState, match="Somebody changed these words"):
        deciding.publish_version(shown=before, saves=1, by=administrator)


def test_a_draft_is_not_published(coalition, administrator, officer):
    brief = make_brief(coalition=coalition, published=False, by=officer)
    with pytest.raises(WrongState, match="is a draft still"):
        publish(brief, administrator)


def test_it_is_published_for_a_day_and_the_one_before_stays_until_then(
    coalition, officer, administrator
):
    brief = make_brief(coalition=coalition, title="Before")
    make_version(brief, published=False, number=2, by=officer, title="After", state="proposed")
    publish(brief, administrator, publish_on=TODAY + timedelta(days=3))
    now = seen(brief)
    assert (now.read.title, now.coming.title, now.work) == ("Before", "After", None)
    then = BriefVersion.objects.published(TODAY + timedelta(days=3)).get(brief=brief)
    assert then.title == "After"


@pytest.mark.parametrize("days", [-1, 800])
def test_not_for_a_day_that_cannot_be(proposed, administrator, days):
    with pytest.raises(Refused) as refused:
        publish(proposed, administrator, publish_on=TODAY + timedelta(days=days))
    assert refused.value.field == "publish_on"


def test_sent_back_it_is_a_draft_with_the_reason_until_it_is_handed_in(
    proposed, administrator, officer
):
    deciding.send_back(shown=seen(proposed), because="Name the source.", by=administrator)
    version = seen(proposed).work
    assert (version.state, version.sent_back_because) == ("draft", "Name the source.")
    writing.propose_version(shown=seen(proposed), by=officer)
    assert seen(proposed).work.sent_back_because == ""


def test_sent_back_without_a_reason_is_refused(proposed, administrator):
    with pytest.raises(Refused, match="Say why"):
        deciding.send_back(shown=seen(proposed), because=" ", by=administrator)


def test_retired_it_leaves_the_library_with_the_reason_and_can_be_taken_up(
    coalition, administrator
):
    brief = make_brief(coalition=coalition)
    deciding.retire_brief(shown=seen(brief), because="Out of date.", by=administrator)
    assert not coalition.briefs.listed().exists()
    with pytest.raises(WrongState, match="retired this brief on"):
        deciding.retire_brief(shown=seen(brief), because="Again.", by=administrator)
    with pytest.raises(WrongState, match="retired this brief"):
        writing.write_version(shown=seen(brief), saves=0, text=text(), by=administrator)
    deciding.take_up_again(shown=seen(brief), by=administrator)
    assert coalition.briefs.listed().get() == brief
    with pytest.raises(WrongState):
        deciding.take_up_again(shown=seen(brief), by=administrator)


def test_a_districts_brief_is_not_changed_on_the_pages_of_a_school(
    coalition, district_coalition, administrator
):
    builders.make_member(
        coalition=district_coalition, role=Role.ADMINISTRATOR, account=administrator
    )
    brief = make_brief(coalition=district_coalition)
    here = seen(brief, coalition)
    with pytest.raises(PermissionDenied, match="where it is changed"):
        writing.write_version(shown=here, saves=0, text=text(), by=administrator)
    with pytest.raises(PermissionDenied):
        deciding.retire_brief(shown=here, because="x", by=administrator)


def test_published_a_second_time_it_says_by_whom(proposed, administrator, second):
    before = seen(proposed)
    publish(proposed, administrator)
    with pytest.raises(WrongState, match="Dana Whitlock published this brief on"):
        deciding.publish_version(shown=before, saves=1, by=second)
