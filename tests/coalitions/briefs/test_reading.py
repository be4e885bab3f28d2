"""Who reads which brief, what its pages show, and who has opened it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import GROUPS, Group, Role
from coalitions.briefs import readership
from coalitions.briefs.actions import deciding
from coalitions.briefs.models.answer import BriefRead
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.readership import Reach, reach_of, readers_of
from coalitions.memberships.models.membership import Membership
from safety_portal.core.database.kept_counts import KeptCounts
from tests import builders
from tests.briefing import make_brief, make_version, seen
from tests.coalitions.briefs.conftest import text

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)
INSIDE = [role for group, roles in GROUPS.items() if group != Group.COMMUNITY for role in roles]


def reads(account):
    return set(Brief.objects.visible_to(account))


@pytest.mark.parametrize("role", INSIDE)
def test_members_read_every_published_one_whomever_it_names(coalition, role):
    members = make_brief(coalition=coalition, sensitivity="members", audience=("sro",))
    public = make_brief(coalition=coalition, audience=("parent",))
    assert reads(builders.make_member(coalition=coalition, role=role)) == {members, public}


@pytest.mark.parametrize(
    ("said", "parent_reads", "student_reads"),
    [
        ({"audience": ()}, True, True),
        ({"audience": ("parent",)}, True, False),
        ({"audience": ("student", "teacher")}, False, True),
        ({"audience": ("teacher",)}, False, False),
        ({"audience": (), "sensitivity": "members"}, False, False),
        ({"audience": ("parent",), "sensitivity": "members"}, False, False),
        ({"published": False}, False, False),
        ({"publish_on": TOMORROW}, False, False),
    ],
)
def test_parents_and_students_read_what_is_public_and_names_them(
    page, coalition, said, parent_reads, student_reads
):
    brief = make_brief(coalition=coalition, **said)
    for role, may in (("parent", parent_reads), ("student", student_reads)):
        account = builders.make_member(coalition=coalition, role=role)
        assert (brief in reads(account)) is may
        status = page(account, "brief", coalition.slug, brief.pk).status_code
        assert status == (200 if may else 404)


def test_drafts_are_for_who_writes(coalition, officer, administrator, teacher):
    brief = make_brief(coalition=coalition, published=False, by=officer)
    assert reads(officer) == reads(administrator) == {brief}
    assert reads(teacher) == set()


def test_of_a_next_version_members_see_nothing(page, coalition, officer, teacher):
    brief = make_brief(coalition=coalition, title="As it is")
    make_version(brief, published=False, number=2, by=officer, title="As it will be")
    make_version_text = text(page(teacher, "brief", coalition.slug, brief.pk))
    assert "As it will be" not in make_version_text
    assert set(BriefVersion.objects.visible_to(teacher).values_list("title", flat=True)) == {
        "As it is"
    }
    assert BriefVersion.objects.visible_to(officer).count() == 2


def test_members_of_a_school_read_their_districts_and_not_the_other_way(
    coalition, district_coalition, sibling, teacher, parent
):
    of_district = make_brief(coalition=district_coalition)
    of_school = make_brief(coalition=coalition)
    make_brief(coalition=sibling)
    assert reads(teacher) == reads(parent) == {of_district, of_school}
    above = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    assert reads(above) == {of_district}


def test_a_stranger_reads_none(page, coalition, outsider):
    brief = make_brief(coalition=coalition)
    assert reads(outsider) == set()
    assert page(outsider, "brief", coalition.slug, brief.pk).status_code == 404
    assert page(outsider, "briefs", coalition.slug).status_code == 404


def test_a_brief_is_found_only_where_it_is_read(page, coalition, sibling, teacher):
    builders.make_member(coalition=sibling, role=Role.TEACHER, account=teacher)
    brief = make_brief(coalition=coalition)
    assert page(teacher, "brief", sibling.slug, brief.pk).status_code == 404


def test_retired_it_is_read_still_with_the_reason_and_listed_nowhere(
    page, coalition, teacher, administrator
):
    brief = make_brief(coalition=coalition, title="Old words")
    deciding.retire_brief(shown=seen(brief), because="Out of date.", by=administrator)
    assert "Out of date." in text(page(teacher, "brief", coalition.slug, brief.pk))
    assert "Old words" not in text(page(teacher, "briefs", coalition.slug))
    assert "Old words" in text(page(administrator, "briefs", coalition.slug, state="retired"))


def test_the_page_is_in_the_form_of_the_source(page, coalition, teacher):
    brief = make_brief(
        coalition=coalition,
        primary_cell="prevent.collaboration",
        cells=("prevent.collaboration", "deter.intervention"),
        sources=[
            {"title": "A guide", "publisher": "An office", "year": 2022, "url": "https://x.org"}
        ],
    )
    shown = text(page(teacher, "brief", coalition.slug, brief.pk))
    parts = ["Prevention goals", "Context", "Prevention relevance", "Prevention techniques"]
    places = [shown.index(f">{part}<") for part in (*parts, "Prevention thought", "Sources")]
    assert places == sorted(places)
    assert shown.count('class="is-x') == 2
    assert "<p>A guest feels welcome.</p>" in shown
    assert '<a href="https://x.org" rel="noopener noreferrer">A guide</a>, An office, 2022' in shown


def test_opened_it_is_written_down_once_a_version(page, coalition, teacher):
    brief = make_brief(coalition=coalition)
    for _ in range(2):
        page(teacher, "brief", coalition.slug, brief.pk)
    assert BriefRead.objects.filter(account=teacher).count() == 1
    make_version(brief, number=2)
    page(teacher, "brief", coalition.slug, brief.pk)
    assert BriefRead.objects.filter(account=teacher).count() == 2


def test_it_is_counted_of_those_for_whom_it_is(page, coalition, teacher, officer, parent):
    for_some = make_brief(coalition=coalition, audience=("teacher", "parent"))
    inside = make_brief(coalition=coalition, sensitivity="members")
    page(teacher, "brief", coalition.slug, for_some.pk)
    page(officer, "brief", coalition.slug, for_some.pk)
    shown = text(page(teacher, "brief", coalition.slug, for_some.pk))
    assert "Read by 1 of 2." in shown
    assert "Read by 1 of 2." in text(page(officer, "brief", coalition.slug, inside.pk))


def test_a_person_of_two_roles_is_counted_once_and_only_by_a_role_that_reads_it(page, coalition):
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    for role in (Role.PARENT, Role.TEACHER):
        builders.make_member(coalition=coalition, role=role, account=officer)
    for said, of in (
        ({}, 1),
        ({"audience": ("parent",)}, 1),
        ({"audience": ("parent",), "sensitivity": "members"}, 0),
        ({"audience": ("parent", "teacher"), "sensitivity": "members"}, 1),
        ({"audience": ("fire",)}, 0),
    ):
        brief = make_brief(coalition=coalition, **said)
        version, on = brief.versions.get(), timezone.localdate()
        assert reach_of([version], coalition, on=on)[version.pk].of == of, said
        assert readers_of(version, coalition, has_read=False, on=on).count() == of, said


def test_whose_membership_ended_is_not_counted(page, coalition, teacher, officer):
    brief = make_brief(coalition=coalition)
    page(teacher, "brief", coalition.slug, brief.pk)
    Membership.objects.filter(person__account=teacher).update(ends_on=timezone.localdate())
    (version,), on = brief.versions.all(), timezone.localdate()
    assert reach_of([version], coalition, on=on) == {version.pk: Reach(0, 1)}
    assert reach_of([], coalition, on=on) == {}


@pytest.mark.parametrize(("most", "asked"), [(0, 0), (1000, 1)])
def test_how_far_it_has_come_among_many_is_counted_once_a_minute(
    monkeypatch, django_assert_num_queries, coalition, teacher, most, asked
):
    monkeypatch.setattr(readership, "COUNTS", KeptCounts())
    monkeypatch.setattr(readership, "MOST", most)
    version, on = make_brief(coalition=coalition).versions.get(), timezone.localdate()
    first = reach_of([version], coalition, on=on)
    assert first[version.pk].of > 0
    with django_assert_num_queries(asked):
        assert reach_of([version], coalition, on=on) == first


def test_names_are_for_administrators_and_officers(page, coalition, teacher, officer):
    brief = make_brief(coalition=coalition)
    page(teacher, "brief", coalition.slug, brief.pk)
    shown = text(page(officer, "brief_readers", coalition.slug, brief.pk))
    assert "1 person has read it, 1 not" in shown
    assert shown.count("Beatriz Solano") == 0
    assert "Beatriz Solano" in text(
        page(officer, "brief_readers", coalition.slug, brief.pk, read=1)
    )
    refused = page(teacher, "brief_readers", coalition.slug, brief.pk)
    assert refused.status_code == 403
    assert set(BriefRead.objects.visible_to(teacher)) == set(
        BriefRead.objects.filter(account=teacher)
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"One", "Two", "Three", "Four", "Five"}),
        ({"cell": "deter.intervention"}, {"Two"}),
        ({"hazard": "fights"}, {"Three"}),
        ({"mine": "1"}, {"Two", "Three"}),
        ({"cell": "x", "hazard": "x", "state": "x"}, {"One", "Two", "Three", "Four", "Five"}),
        ({"state": "draft"}, {"Four"}),
        ({"state": "coming"}, {"Five"}),
        ({"state": "published"}, {"One", "Two", "Three"}),
    ],
)
def test_the_library_is_narrowed(page, coalition, officer, query, found):
    make_brief(coalition=coalition, title="One", audience=("teacher",))
    make_brief(coalition=coalition, title="Two", primary_cell="deter.intervention")
    make_brief(coalition=coalition, title="Three", audience=("sro",), hazards=("fights",))
    make_brief(
        coalition=coalition, title="Four", published=False, by=officer, audience=("teacher",)
    )
    make_brief(coalition=coalition, title="Five", publish_on=TOMORROW, audience=("teacher",))
    shown = page(officer, "briefs", coalition.slug, **query)
    assert {str(row.here) for row in shown.context["rows"]} == found


@pytest.mark.parametrize(("name", "most"), [("briefs", 7), ("brief", 10)])
def test_pages_ask_the_same_queries_for_one_and_fifty(
    client, coalition, teacher, name, most, django_assert_num_queries
):
    brief = make_brief(coalition=coalition)
    args = (coalition.slug,) if name == "briefs" else (coalition.slug, brief.pk)
    client.force_login(teacher)
    client.get(reverse(name, args=args))
    with django_assert_num_queries(most):
        client.get(reverse(name, args=args))
    for number in range(50):
        make_brief(coalition=coalition)
        make_version(brief, number=number + 2)
    client.get(reverse(name, args=args))
    with django_assert_num_queries(most):
        client.get(reverse(name, args=args))


def test_what_waits_for_an_administrator_is_counted_for_who_writes(
    page, coalition, officer, administrator, teacher
):
    make_brief(coalition=coalition, published=False, state="proposed", by=officer)
    for account, is_told in ((administrator, True), (officer, True), (teacher, False)):
        shown = text(page(account, "briefs", coalition.slug))
        assert ("1 brief waits" in shown) is is_told
    assert "1 brief waits" not in text(page(officer, "briefs", coalition.slug, state="proposed"))


def test_the_pdf_is_one_page(page, coalition, teacher):
    brief = make_brief(coalition=coalition)
    answer = page(teacher, "brief_pdf", coalition.slug, brief.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")


def test_a_filter_tells_a_member_nothing_of_a_draft(page, coalition, officer, teacher):
    brief = make_brief(coalition=coalition, title="As it is")
    make_version(brief, published=False, number=2, by=officer, primary_cell="deter.intervention")
    for query in ({"cell": "deter.intervention"}, {"state": "draft"}):
        shown = page(teacher, "briefs", coalition.slug, **query)
        assert [str(row.here) for row in shown.context["rows"]] == []
        assert page(officer, "briefs", coalition.slug, **query).context["rows"]


def test_a_school_learns_nothing_of_what_its_district_writes(
    page, coalition, district_coalition, administrator
):
    brief = make_brief(coalition=district_coalition)
    make_version(brief, published=False, number=2, title="In work at the district")
    for name, args in (("briefs", ()), ("brief", (brief.pk,))):
        shown = text(page(administrator, name, coalition.slug, *args))
        assert "In work at the district" not in shown
        assert "Next version" not in shown
