"""Where a plan opens, and as what, for each of its readers."""

import pytest
from django.urls import reverse

from plans.editions.lifecycle import EditionStatus
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_plan_opens_where_its_reader_begins(client, plan, cast, administrator):
    """What changed materially; for who writes it, what is empty.

    Else the plan proper, before its front matter.
    """
    edition = builders.make_edition(plan=plan)
    front = builders.make_section(
        edition=edition, title="Introductory material", target="introduction", sensitivity="public"
    )
    builders.make_section(
        edition=edition, title="Cover", target="cover", parent=front, level=2, sensitivity="public"
    )
    purpose = builders.make_section(
        edition=edition, title="Purpose", target="purpose", sensitivity="public"
    )
    empty = builders.make_section(edition=edition, title="Scope", target="scope", html="")
    assert opened(client, edition, cast.teacher) == purpose
    assert opened(client, edition, administrator) == empty
    builders.force_status(edition, EditionStatus.IN_FORCE)
    assert opened(client, edition, administrator) == purpose

    newer = builders.make_edition(plan=plan, number=2, based_on=edition)
    builders.make_section(edition=newer, title="Purpose", sensitivity="public", change="editorial")
    builders.make_section(edition=newer, title="Keys", sensitivity="restricted", change="material")
    changed = builders.make_section(edition=newer, title="Lockdown", change="material")
    builders.force_status(newer, EditionStatus.IN_REVIEW)
    for account in (administrator, cast.teacher, cast.fire):
        assert opened(client, newer, account) == changed
    assert opened(client, newer, cast.parent).title == "Purpose"


def opened(client, edition, account):
    client.force_login(account)
    page = client.get(
        reverse("workspace_edition", args=["juniper", edition.plan_id, edition.number])
    )
    assert page.status_code == 200
    return page.context["section"]


def test_who_reads_only_what_is_public_is_told_that_it_is_the_community_edition(
    client, edition, cast
):
    builders.make_section(edition=edition, title="Purpose", sensitivity="public")
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    for role, reads_all in [
        ("parent", False),
        ("student", False),
        ("teacher", True),
        ("official", True),
    ]:
        client.force_login(getattr(cast, role))
        page = client.get(
            reverse("workspace_edition", args=["juniper", edition.plan_id, edition.number])
        ).content.decode()
        assert ("The community edition: what is public in it." in page) == (not reads_all)
