"""What each reader finds of everything, and what nobody finds."""

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.meetings.actions import approving
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from tests import builders, meeting
from tests.action_items import make_item
from tests.briefing import make_brief
from tests.portal.search.asking import answered, kinds, text
from tests.programs import make_program
from tests.walks import make_assessment, make_finding

pytestmark = pytest.mark.django_db
PUBLIC = ["Tents for families"]
MEMBERS = ["Tents for families", "Tents for staff"]
RESTRICTED = [*MEMBERS, "Tents for police"]


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("administrator", RESTRICTED),
        ("sro", RESTRICTED),
        ("fire", RESTRICTED),
        ("health", MEMBERS),
        ("teacher", MEMBERS),
        ("official", MEMBERS),
        ("parent", PUBLIC),
        ("student", PUBLIC),
    ],
)
def test_sections_are_found_by_who_reads_them(client, cast, in_force, role, titles):
    found = kinds(client, getattr(cast, role), "tent")
    assert sorted(found["plans"]) == sorted(titles)


def test_what_is_not_ones_to_read_is_not_counted(client, cast, in_force):
    page = answered(client, cast.parent, "police tents")
    assert page.context["results"].total == 0
    assert "Nothing found for “police tents”" in text(page)


def test_restricted_text_is_not_shown_to_who_may_read_it(client, cast, in_force):
    page = text(answered(client, cast.sro, "tents"))
    assert "Tents for police" in page.replace(" for", " for").replace("Tents  for", "Tents for")
    assert "of police stand" not in page
    assert "open it to read it, which is on record" in page


def test_what_is_found_is_marked_and_its_entities_are_signs(client, cast, in_force):
    page = answered(client, cast.teacher, "tents").content.decode()
    assert "<mark>tents</mark>" in page
    assert "stand &amp; who" in page
    assert "&amp;amp;" not in page


def test_another_district_finds_nothing(client, outsider, in_force):
    assert kinds(client, outsider, "tents") == {}


def test_members_of_a_sibling_school_find_nothing(client, sibling, in_force):
    teacher = builders.make_member(coalition=sibling, role=Role.TEACHER)
    assert kinds(client, teacher, "tents") == {}


def test_a_district_finds_in_its_schools_what_its_roles_read(client, above, in_force):
    assert sorted(kinds(client, above.sro, "tents")["plans"]) == sorted(RESTRICTED)
    assert kinds(client, above.teacher, "tents")["plans"] == PUBLIC


def test_who_left_finds_nothing(client, cast, in_force):
    Membership.objects.filter(person__account=cast.sro).update(ends_on=timezone.localdate())
    assert kinds(client, cast.sro, "tents") == {}


def test_a_draft_is_found_by_its_administrators_alone(client, cast, plan):
    builders.make_section(edition=builders.make_edition(plan=plan), title="Tents")
    assert kinds(client, cast.administrator, "tents")["plans"] == ["Tents"]
    assert kinds(client, cast.sro, "tents") == {}


def test_an_edition_that_is_over_is_not_searched(client, cast, in_force):
    builders.force_status(in_force, EditionStatus.SUPERSEDED)
    assert kinds(client, cast.administrator, "tents") == {}


def test_a_section_taken_out_is_not_found(client, cast, plan):
    builders.make_section(
        edition=builders.make_edition(plan=plan),
        title="Tents",
        removed_at=timezone.now(),
        removed_by=cast.administrator,
    )
    assert kinds(client, cast.administrator, "tents") == {}


def test_ones_protocols_stand_first_and_once(client, cast, plan):
    edition = builders.make_edition(plan=plan)
    builders.make_section(edition=edition, title="Lockdown", protocol_for=[Role.TEACHER])
    builders.force_status(edition, EditionStatus.IN_FORCE)
    assert kinds(client, cast.teacher, "lockdown") == {"protocols": ["Lockdown"]}
    assert kinds(client, cast.fire, "lockdown") == {"plans": ["Lockdown"]}


def test_findings_are_found_by_who_reads_what_is_restricted(client, cast, coalition):
    make_finding(assessment=make_assessment(coalition=coalition), title="The gate does not lock")
    assert kinds(client, cast.sro, "gate") == {"findings": ["The gate does not lock"]}
    assert kinds(client, cast.teacher, "gate") == {}


def test_action_items_are_found_by_who_sees_them(client, cast, coalition):
    make_item(coalition=coalition, what="Mend the gate")
    make_item(coalition=coalition, what="Mend the gate of the vault", is_restricted=True)
    assert len(kinds(client, cast.sro, "gate")["action_items"]) == 2
    assert kinds(client, cast.teacher, "gate")["action_items"] == ["Mend the gate"]
    assert kinds(client, cast.parent, "gate") == {}


def test_minutes_are_found_by_level(client, cast, minutes):
    assert len(kinds(client, cast.sro, "siren")["meetings"]) == 3
    assert len(kinds(client, cast.teacher, "siren")["meetings"]) == 2


def test_parents_find_what_is_public_of_minutes_once_they_are_approved(client, cast, minutes):
    approving.hand_in(meeting=minutes, by=cast.administrator)
    approving.approve(meeting=meeting.again(minutes), by=cast.administrator)
    assert kinds(client, cast.parent, "siren")["meetings"] == ["Siren, public"]


def test_parents_find_no_minutes_before(client, cast, minutes):
    assert kinds(client, cast.parent, "siren") == {}


def test_briefs_are_found_by_who_reads_them(client, cast, coalition):
    make_brief(coalition=coalition, title="Watching the gate", sensitivity="members")
    make_brief(coalition=coalition, title="Gate, a draft", published=False)
    assert kinds(client, cast.teacher, "gate")["briefs"] == ["Watching the gate"]
    assert "briefs" not in kinds(client, cast.parent, "gate")


def test_a_brief_of_the_district_leads_to_ones_own_coalition(
    client, cast, coalition, district_coalition
):
    make_brief(coalition=district_coalition, title="Watching the gate", sensitivity="public")
    found = answered(client, cast.teacher, "gate").context["results"].kinds[0].rows[0]
    assert found.place.url.startswith(f"/c/{coalition.slug}/briefs/")
    assert client.get(found.place.url).status_code == 200


def test_programs_are_found_by_members(client, cast, coalition):
    make_program(coalition=coalition, by=cast.administrator, title="Gate watch")
    assert kinds(client, cast.teacher, "gate watch")["programs"] == ["Gate watch"]
    assert kinds(client, cast.parent, "gate watch") == {}


def test_people_are_found_by_how_a_name_begins(client, cast, coalition):
    builders.make_member(coalition=coalition, role=Role.STAFF, name="Will O’Donnell-Żak")
    assert kinds(client, cast.teacher, "will donn")["people"] == ["Will O’Donnell-Żak"]


def test_people_of_a_school_are_found_by_the_district_as_it_sees_them(client, above, coalition):
    builders.make_member(coalition=coalition, role=Role.STAFF, name="Wilma Quist")
    assert kinds(client, above.sro, "quist")["people"] == ["Wilma Quist"]
    assert kinds(client, above.teacher, "quist") == {}


def test_nobody_finds_who_is_no_member_any_more(client, cast, coalition):
    gone = builders.make_member(coalition=coalition, role=Role.STAFF, name="Wilma Quist")
    Membership.objects.filter(person__account=gone).update(ends_on=timezone.localdate())
    assert kinds(client, cast.administrator, "quist") == {}


def test_ones_own_training_is_found_and_nobody_elses(client, cast, coalition):
    course = builders.make_course(title="Radio drill")
    for account in (cast.teacher, cast.sro):
        builders.make_record(person=account.people.get(), coalition=coalition, course=course)
    assert kinds(client, cast.teacher, "radio")["training"] == ["Radio drill"]
    assert len(kinds(client, cast.administrator, "radio").get("training", [])) == 0
