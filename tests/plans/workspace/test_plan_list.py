"""The list of a coalition's plans.

What is in force and in work, the district's above, and the first plan.
"""

import re

from django.urls import reverse

from plans.editions.lifecycle import EditionStatus
from tests import builders
from tests.plans.workspace.opening import counted


def test_the_list_says_what_is_in_force_and_in_work(client, coalition, administrator, cast):
    first = builders.make_edition(
        plan=builders.make_plan(coalition=coalition, title="Emergency plan")
    )
    builders.force_status(first, EditionStatus.IN_FORCE)
    builders.make_edition(plan=builders.make_plan(coalition=coalition, title="Heat plan"))

    client.force_login(administrator)
    page = client.get(reverse("workspace_plans", args=["juniper"])).content.decode()
    assert "2 plans: 1 in force, 1 in work" in page
    assert "Start edition 2" in page
    client.force_login(cast.parent)
    page = client.get(reverse("workspace_plans", args=["juniper"])).content.decode()
    assert "Start edition 2" not in page
    assert "Drafting" not in page


def test_a_school_sees_its_districts_plan_in_force(client, district_coalition, cast):
    plan = builders.make_plan(coalition=district_coalition, title="District plan")
    draft = builders.make_edition(plan=plan)
    client.force_login(cast.teacher)
    url = reverse("workspace_plans", args=["juniper"])
    assert "District plan" not in client.get(url).content.decode()
    builders.force_status(draft, EditionStatus.IN_FORCE)
    assert "District plan" in client.get(url).content.decode()


def test_an_empty_coalition_offers_the_first_plan_to_administrators_only(
    client, coalition, administrator, cast
):
    url = reverse("workspace_plans", args=["juniper"])
    client.force_login(cast.teacher)
    assert "Start a plan" not in client.get(url).content.decode()
    client.force_login(administrator)
    assert "Start a plan" in client.get(url).content.decode()


def test_the_list_costs_the_same_for_one_plan_and_for_fifty(
    client, coalition, administrator, django_assert_num_queries
):
    client.force_login(administrator)
    url = reverse("workspace_plans", args=["juniper"])
    for wanted in (1, 50):
        for number in range(coalition.plans.count(), wanted):
            edition = builders.make_edition(
                plan=builders.make_plan(coalition=coalition, title=f"Plan {number}")
            )
            builders.force_status(edition, EditionStatus.IN_FORCE)
        counted(client, url, django_assert_num_queries, 8)
    first = client.get(url).content.decode()
    rest = client.get(
        url, {"older": re.search(r"older=([^\"]+)", first)[1].replace("+", " ").replace("%7E", "~")}
    )
    pages = [
        re.findall(r"Start edition 2 of (Plan \d+)", page)
        for page in (first, rest.content.decode())
    ]
    assert [len(page) for page in pages] == [25, 25]
    assert len({*pages[0], *pages[1]}) == 50
    assert "50 plans: 50 in force</h1>" in first
    assert len(first) < 41_000
