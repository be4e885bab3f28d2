"""The list of plans, and an edition with one section open.

Who sees what of it, what reading leaves behind, what it costs.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.section import Section
from plans.workspace.queries import workspace_facts
from plans.writing.actions import editing
from tests import builders
from tests.markup import flat
from tests.plans.workspace.opening import address, counted, seen

PUBLIC_READERS = (Role.PARENT, Role.STUDENT)
RESTRICTED_READERS = (
    Role.ADMINISTRATOR, Role.SRO, Role.SECURITY_OFFICER, Role.LAW_ENFORCEMENT, Role.FIRE, Role.EMS,
    Role.EMERGENCY_MANAGER,
)  # fmt: skip


def test_the_outline_of_every_role(edition, tree, cast):
    everything = [
        (title, True) for title in ("Basic", "Purpose", "Keys", "Annexes", "Safe routes", "Costs")
    ]
    of_members = [
        ("Basic", True), ("Purpose", True), ("Restricted section 3", False), ("Restricted section 4", False),
        ("Safe routes", True), ("Costs", True),
    ]  # fmt: skip
    of_public = [
        ("Basic", False),
        ("Purpose", True),
        ("Restricted section 4", False),
        ("Safe routes", True),
    ]

    for role in Role:
        expected = (
            everything
            if role in RESTRICTED_READERS
            else of_public
            if role in PUBLIC_READERS
            else of_members
        )
        assert seen(edition, getattr(cast, role.value)) == expected, role


def test_the_page_of_a_parent_holds_nothing_but_what_is_public(client, edition, tree, cast):
    client.force_login(cast.parent)
    page = flat(client.get(address(tree["Purpose"])))

    assert "Why there is a plan." in page
    assert "Walk to the field." not in page  # another section's text
    for hidden in ("Keys", "third stone", "Annexes", "Secret positions", "Costs", "How we work"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("role", "title", "status", "reason"),
    [
        ("teacher", "Keys", 403, "This section is restricted."),
        ("parent", "Keys", 403, "This section is restricted."),
        ("parent", "Basic", 403, "This section is for members of"),
        ("teacher", "Basic", 200, "How we work."),
        ("fire", "Keys", 200, "Under the third stone."),
    ],
)
def test_who_opens_which_section(client, tree, cast, role, title, status, reason):
    client.force_login(getattr(cast, role))
    response = client.get(address(tree[title]))

    assert response.status_code == status
    assert reason in flat(response)
    assert ("third stone" in flat(response)) == (title == "Keys" and status == 200)


def test_strangers_find_nothing(client, tree, outsider):
    client.force_login(outsider)
    for url in (address(tree["Purpose"]), reverse("workspace_plans", args=["juniper"])):
        assert client.get(url).status_code == 404


def test_removed_sections_are_not_there(client, tree, administrator):
    Section.objects.filter(pk=tree["Costs"].pk).update(
        removed_at=timezone.now(), removed_by=administrator
    )
    client.force_login(administrator)
    assert client.get(address(tree["Costs"])).status_code == 404


def test_the_workspace_opens_on_the_first_text_and_never_on_a_restricted_one(
    client, edition, tree, cast
):
    Section.objects.filter(pk=tree["Basic"].pk).update(html="", sensitivity="restricted")
    client.force_login(cast.sro)
    page = flat(client.get(reverse("workspace_edition", args=["juniper", edition.plan_id, 1])))

    assert "Why there is a plan." in page
    assert RestrictedRead.objects.count() == 0


def test_a_section_that_is_not_written_says_what_usually_stands_there(client, edition, tree, cast):
    Section.objects.filter(pk=tree["Costs"].pk).update(target="purpose")
    client.force_login(cast.teacher)
    page = flat(client.get(address(tree["Costs"])))
    assert "Districts usually say here: " in page
    assert "Write this section" not in page


def test_placeholders_are_facts_or_words(client, edition, tree, cast):
    html = "<p>{{ school.name }} has {{ local.student_count }}. {{ generated.signatures }}</p>"
    Section.objects.filter(pk=tree["Basic"].pk).update(html=html)
    client.force_login(cast.teacher)
    page = flat(client.get(address(tree["Basic"])))

    assert "Juniper Elementary has <em>[Usual number of students: to be filled in]</em>." in page
    assert "{{" not in page


def test_the_workspace_costs_the_same_for_few_sections_and_for_many(
    client, edition, tree, cast, administrator, django_assert_num_queries
):
    url = address(tree["Purpose"])
    # Members also say that they are here, and are told who else is.
    queries = {administrator: 10, cast.teacher: 11, cast.parent: 9}
    for wanted in (6, 120):
        for number in range(edition.sections.count(), wanted):
            builders.make_section(
                edition=edition, title=f"More {number}", parent=tree["Basic"], level=2
            )
        for reader, number in queries.items():
            client.force_login(reader)
            client.get(url)
            counted(client, url, django_assert_num_queries, number)


def test_what_stands_beside_the_text_of_an_edition(edition, tree, administrator, coalition, cast):
    """A review round, seats that sign, one's own draft and opening; nobody else's."""
    builders.make_seat(coalition=coalition)
    builders.make_seat(coalition=coalition, signs_plan=False)
    editing.keep_draft(
        section=tree["Costs"],
        account=administrator,
        title="Costs",
        html="<p>Low.</p>",
        base_version=1,
    )
    mine = workspace_facts(edition, administrator, section=tree["Costs"].pk)
    other = workspace_facts(edition, cast.teacher, section=tree["Costs"].pk)

    assert (mine.draft_at is None, other.draft_at, mine.seats, mine.asked, mine.has_work) == (
        False,
        None,
        1,
        0,
        True,
    )
    assert (mine.round, mine.first_round_at, mine.in_force, mine.has_notes) == (
        None,
        None,
        None,
        False,
    )
    builders.force_status(edition, EditionStatus.IN_FORCE)
    Distribution.objects.create(
        edition=edition,
        account=cast.teacher,
        recipient_name="T",
        channel="opened",
        delivered_at=timezone.now(),
    )
    assert [
        workspace_facts(edition, account).has_opened for account in (administrator, cast.teacher)
    ] == [
        False,
        True,
    ]
    following = builders.make_edition(plan=edition.plan, number=2)
    assert (
        workspace_facts(following, administrator).in_force,
        workspace_facts(edition, administrator).in_force,
    ) == (1, None)


def test_the_steps_say_how_many_seats_will_be_asked(
    client, edition, tree, administrator, coalition
):
    builders.make_seat(coalition=coalition)
    client.force_login(administrator)
    assert "<small>1 seat will be asked</small>" in flat(client.get(address(tree["Purpose"])))
