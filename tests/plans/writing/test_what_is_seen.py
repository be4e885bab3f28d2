"""Titles, numbers and reasons are signed with the text: nothing invisible stays in them."""

import pytest

from plans.comments.actions import suggesting
from plans.editions.actions.starting import start_plan
from plans.editions.models.plan import Plan
from plans.writing.actions import arranging, editing, not_needed
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plans.writing.saving.saves import save

pytestmark = pytest.mark.django_db
# A mark that turns what follows around, a space of no width, an accent beside its letter.
TURNED, KEPT = " Lock\u202edown\u200b  cafe\u0301 ", "Lockdown café"
UNSEEN = "\u200b\u202e"


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition)


def refused(act, *given, **named):
    with pytest.raises(Refused) as no:
        act(*given, **named)
    return no.value.field, str(no.value)


def test_a_saved_title_is_one_line_of_what_can_be_seen(section, administrator):
    save(section, "<p>Wait.</p>", title=TURNED, by=administrator)
    section.refresh_from_db()
    assert section.title == KEPT


def test_a_renamed_section_has_a_title_and_a_number_that_can_be_seen(section, administrator):
    editing.rename(section=section, title=TURNED, number=" 4\u202e.2\u200b", by=administrator)
    section.refresh_from_db()
    assert (section.title, section.number) == (KEPT, "4.2")


def test_an_added_section_has_a_title_that_can_be_seen(edition, administrator):
    assert arranging.add_section(edition=edition, title=TURNED, by=administrator).title == KEPT


@pytest.mark.parametrize("title", ["", " ", UNSEEN])
def test_a_section_whose_title_nobody_sees_is_refused(edition, section, administrator, title):
    no = ("title", "A section needs a title.")
    assert refused(arranging.add_section, edition=edition, title=title, by=administrator) == no
    assert refused(editing.rename, section=section, title=title, by=administrator) == no


def test_a_draft_keeps_what_can_be_seen_of_its_title(section, administrator):
    draft = editing.keep_draft(
        section=section, account=administrator, title=TURNED, html="<p>Wait.</p>", base_version=1
    )
    assert draft.title == KEPT


def test_a_plan_has_a_title_that_can_be_seen(coalition, administrator):
    edition = start_plan(coalition=coalition, title=TURNED, by=administrator)
    assert edition.plan.title == KEPT


def test_two_plans_whose_titles_look_the_same_have_the_same_title(coalition, administrator):
    start_plan(coalition=coalition, title="Reunification", by=administrator)
    field, told = refused(
        start_plan, coalition=coalition, title="Reunification\u200b", by=administrator
    )
    assert (field, Plan.objects.count()) == ("title", 1)
    assert told.startswith(f"{coalition} has a plan called Reunification already.")


def test_a_plan_whose_title_nobody_sees_is_refused(coalition, administrator):
    assert refused(start_plan, coalition=coalition, title=UNSEEN, by=administrator) == (
        "title",
        "A plan needs a title.",
    )
    assert not Plan.objects.exists()


def test_the_reason_of_a_gap_is_printed_so_it_can_be_seen(edition, administrator):
    gap = builders.make_section(edition=edition, html="")
    not_needed.mark_not_needed(section=gap, because="No\u202e pool\u200b here.", by=administrator)
    gap.refresh_from_db()
    assert gap.not_needed_because == "No pool here."


def test_a_gap_without_a_reason_that_can_be_seen_is_refused(edition, administrator):
    gap = builders.make_section(edition=edition, html="")
    field, _ = refused(not_needed.mark_not_needed, section=gap, because=UNSEEN, by=administrator)
    assert field == "because"


def test_a_suggested_title_is_one_line_of_what_can_be_seen(section, coalition):
    teacher = builders.make_member(coalition=coalition, role="teacher")
    made = suggesting.suggest(section=section, title=TURNED, html=section.html, by=teacher)
    assert made.title == KEPT


def test_a_suggested_title_of_nothing_leaves_the_title(section, coalition):
    teacher = builders.make_member(coalition=coalition, role="teacher")
    made = suggesting.suggest(section=section, title=UNSEEN, html="<p>Wait.</p>", by=teacher)
    assert made.title == section.title
