"""The pages of reading and editing plans, as an administrator, a teacher and a parent see them,
wide and on a phone.
"""

import pytest
from django.urls import reverse

from plans.editions.actions import starting
from plans.editions.lifecycle import EditionStatus
from plans.writing.actions import editing
from tests import builders
from tests.journeys.looking import look, opened
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(coalition, administrator, nadia):
    """Edition 2 of a plan in the federal structure, with changes since edition 1, which is in
    force.
    """
    first = starting.start_plan(
        coalition=coalition, title="Emergency operations plan", by=administrator, template="school"
    )
    lockdown = first.sections.get(target="lockdown")
    editing.set_protocol_for(section=lockdown, roles=["teacher", "staff"], by=administrator)
    builders.force_status(first, EditionStatus.IN_FORCE)
    second = starting.start_next_edition(plan=first.plan, by=administrator)
    lockdown = second.sections.get(target="lockdown")
    html = lockdown.html.replace(
        "</ol>", "<li>Each door is checked on the first school day of the month.</li></ol>", 1
    )
    editing.save_section(
        section=lockdown, title=lockdown.title, html=html, base_version=1, change="material", by=nadia,
        reason="October 6 drill: two doors could not be locked from the inside.",
    )  # fmt: skip
    return second


@pytest.fixture
def lockdown(edition):
    return edition.sections.get(target="lockdown")


def at(name, edition, *more):
    return reverse(name, args=[edition.plan.coalition.slug, edition.plan_id, edition.number, *more])


def test_pages_of_an_administrator(visit, edition, lockdown, administrator):
    """Those that differ by what is in the plan; test_axe looks at every page once."""
    page = visit(administrator)
    restricted = edition.sections.get(target="security")
    addresses = {
        "workspace": at("workspace_edition", edition),
        "section": at("workspace_section", edition, lockdown.pk),
        "restricted": at("workspace_section", edition, restricted.pk),
        "revisions": at("writing_revisions", edition, lockdown.pk),
        "revision": at("writing_revision", edition, lockdown.pk, 1),
        "since": at("writing_since_last_edition", edition, lockdown.pk),
    }
    for name, address in addresses.items():
        opened(page, address, name)


@pytest.mark.parametrize("role", ["teacher", "parent"])
def test_pages_of_readers(visit, edition, cast, role):
    page = visit(getattr(cast, role))
    first = edition.based_on
    for name, address in {
        "plans": reverse("workspace_plans", args=["juniper"]),
        "workspace": at("workspace_edition", first),
    }.items():
        opened(page, address, f"{name}-{role}")


def test_a_draft_and_a_conflict(visit, lockdown, administrator, nadia):
    edition = lockdown.edition
    begun = lockdown.html.replace(
        "</ol>", "<li>Each door, portable rooms included, is checked monthly.</li></ol>", 1
    )
    ours = lockdown.html.replace("</ol>", "<li>Each door is checked on the first school day of the month. A fault "
                                 "becomes an action item.</li></ol>", 1)  # fmt: skip
    editing.keep_draft(
        section=lockdown, account=administrator, title="Lockdown", html=begun, base_version=2
    )
    page = visit(administrator)
    page.goto(at("writing_draft", edition, lockdown.pk))
    look(page, "draft")
    editing.save_section(
        section=lockdown,
        title=lockdown.title,
        html=ours,
        base_version=2,
        change="material",
        by=nadia,
    )
    page.goto(at("writing_edit", edition, lockdown.pk))
    look(page, "edit-behind")
    page.click("#save")
    page.wait_for_selector(".clash")
    look(page, "conflict")
    page.goto(at("workspace_section", edition, lockdown.pk) + "#sections")
    look(page, "sections")
