"""The pages of a plan's life in a real browser, wide and on a phone.

Review, freeze, sign, put in force, acknowledge.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.comments.actions import commenting
from plans.editions.actions import starting
from plans.protocols.models import Acknowledgement
from plans.review import actions
from plans.signing.actions import freezing, publishing, signing
from plans.signing.models import Signature
from plans.writing.actions import editing
from tests import builders
from tests.journeys.looking import look, opened
from tests.journeys.steps import said
from tests.plans import life
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene(coalition, administrator):
    """Edition 1 in force and read by a teacher; edition 2 in drafting, with a material change."""
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    agency = builders.make_agency(
        district=coalition.district, name="Cedar County Sheriff’s Office", kind="police"
    )
    Membership.objects.filter(person__account=scene.law).update(agency=agency)
    scene.teacher = builders.make_member(coalition=coalition, role="teacher", name="Priya Venn")
    editing.save_section(
        section=scene.protocol, title="Lockdown", base_version=1, change="material", by=administrator,
        html="<p>Every adult can start a lockdown.</p><p>All are out of sight within three minutes.</p><p>Wait.</p>",
    )  # fmt: skip
    editing.set_protocol_for(section=scene.protocol, roles=["teacher", "fire"], by=administrator)
    life.put_in_force(scene)
    scene.read = life.acknowledge(scene, scene.teacher)
    scene.first = scene.edition
    scene.edition = starting.start_next_edition(plan=scene.edition.plan, by=administrator)
    scene.protocol = scene.edition.sections.get(title="Lockdown")
    life.save(
        scene.protocol, by=administrator, change="material", reason="The drill of October 6 took three minutes.",
        html="<p>Every adult can start a lockdown.</p><p>All are out of sight within two minutes.</p><p>Wait.</p>",
    )  # fmt: skip
    return scene


def at(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def test_review_pages(visit, scene):
    page = visit(scene.administrator)
    opened(page, at(scene, "review_ask"), "ask")
    # Ticks are in the accent color, also where the browser draws them.
    colors = "all => [...new Set(all.map(each => getComputedStyle(each).accentColor))]"
    assert page.eval_on_selector_all("input[type=checkbox]", colors) == ["rgb(27, 79, 132)"]
    round_ = life.ask_for_review(scene, scene.fire, scene.law, scene.teacher)
    asked = commenting.comment(section=scene.protocol, body="Which gate?", by=scene.law)
    commenting.comment(
        section=scene.protocol, body="Gate C.", by=scene.administrator, answers=asked
    )
    reviewer = round_.reviewers.get(membership__person__account=scene.law)
    actions.decide(
        reviewer=reviewer, decision="asks_for_changes", conditions="Name the gate.", by=scene.law
    )
    for name, more in (
        ("review_ask", ()), ("review_close", ()), ("review_back", ()), ("signing_freeze", ()), ("workspace_edition", ()),
        ("comments", (scene.protocol.pk,)), ("workspace_section", (scene.protocol.pk,)),
    ):  # fmt: skip
        opened(page, at(scene, name, *more), f"review-{name}")
    page = visit(scene.fire)
    own = round_.reviewers.get(membership__person__account=scene.fire)
    opened(page, at(scene, "review_decide", own.pk), "decide")
    opened(page, reverse("signing_to_sign", args=[scene.coalition.slug]), "to-review")


def test_pages_of_signing(visit, scene):
    builders.make_seat(coalition=scene.coalition, title="Nurse")
    life.freeze(scene)
    declined = signing.decline(
        signature=life.asked(scene, scene.fire), reason="Gate C is locked.", by=scene.fire
    )
    row = life.asked(scene, scene.law)
    page = visit(scene.law)
    opened(page, at(scene, "signing_sign", row.pk), "sign")
    page.get_by_label("Type your full name").fill("Ellen")
    page.get_by_label("Your password").fill(builders.PASSWORD)
    page.get_by_role("button", name="Sign edition 2").click()
    page.locator(".errors").first.wait_for()
    look(page, "sign-refused")
    for name, more in (
        ("signing_decline", (row.pk,)),
        ("signing_page", (row.pk,)),
        ("protocol_changes_all", ()),
    ):
        opened(page, at(scene, name, *more), name)
    opened(page, reverse("signing_to_sign", args=[scene.coalition.slug]), "to-sign")
    page = visit(scene.administrator)
    vacant = Signature.objects.get(seat_title="Nurse")
    for name, more in (
        ("signing_signatures", ()), ("signing_answer", (declined.pk,)), ("signing_waive", (vacant.pk,)),
        ("signing_paper", (row.pk,)),
        ("workspace_put_in_force", ()), ("workspace_thaw", ()), ("signing_sign", (declined.pk,)), ("workspace_edition", ()),
    ):  # fmt: skip
        opened(page, at(scene, name, *more), f"signing-{name}")
    freezing.thaw(
        edition=scene.edition, because="The gate has to be named.", by=scene.administrator
    )
    page = visit(scene.law)
    opened(page, at(scene, "signing_sign", row.pk), "sign-voided")


def test_pages_of_readers(visit, scene):
    life.freeze(scene)
    for account in (scene.fire, scene.law):
        life.sign(scene, account)
    page = visit(scene.administrator)
    opened(page, at(scene, "workspace_put_in_force"), "in-force")
    publishing.put_in_force(edition=scene.edition, by=scene.administrator)
    opened(page, at(scene, "protocol_readers"), "readers")
    opened(page, at(scene, "workspace_retire"), "retire")
    opened(page, at(scene, "workspace_edition"), "workspace-in-force")
    page = visit(scene.teacher)
    opened(page, reverse("protocols", args=[scene.coalition.slug]), "protocols")
    opened(page, at(scene, "protocol_changes"), "changes")
    opened(visit(scene.fire), at(scene, "protocol_changes"), "changes-new")
    page.get_by_label("I have read this protocol").check()
    page.get_by_role("button", name="Acknowledge 1 protocol").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have read your protocol")
    look(page, "protocols-read")
    opened(page, at(scene, "protocol_changes"), "changes-none")


def test_from_review_to_readers_by_keyboard_and_without_script(visit, scene):
    """An administrator, two signers, the board and a teacher, with JavaScript off.

    Every step is a link or a form.
    """
    Coalition.objects.update(approving_board="Board of Education")
    admin = visit(scene.administrator, java_script_enabled=False)
    admin.goto(at(scene, "workspace_edition"))
    admin.get_by_role("link", name="Ask for review").click()
    admin.get_by_role("button", name="Send to reviewers").click()
    admin.get_by_role("link", name="Close review and freeze").click()
    admin.get_by_role("button", name="Freeze without 2 decisions and ask 2 people").click()
    for account, name in ((scene.fire, "Tom Hesse"), (scene.law, "Ellen Prudhomme")):
        page = visit(account, width=390, java_script_enabled=False)
        page.goto(reverse("signing_to_sign", args=[scene.coalition.slug]))
        page.get_by_role("link", name="Sign Emergency operations plan, edition 2").click()
        page.get_by_label("Type your full name").fill(name)
        page.get_by_label("Your password").fill(builders.PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_text("You signed edition 2.", exact=True).wait_for()
    admin.goto(at(scene, "signing_signatures"))
    assert admin.get_by_role("link", name="Put in force").count() == 0
    admin.get_by_role("link", name="Record a vote").click()
    admin.get_by_label("Approved", exact=True).check()
    admin.get_by_label("Item in the minutes").fill("7.2")
    admin.get_by_label("Item in the minutes").press("Enter")
    admin.get_by_role("link", name="Put in force").click()
    admin.get_by_role("button", name="Put edition 2 in force").click()
    said(admin, "Edition 2 is in force.")
    page = visit(scene.teacher, width=390, java_script_enabled=False)
    page.goto(reverse("protocols", args=[scene.coalition.slug]))
    page.get_by_role("link", name="Read and acknowledge").click()
    page.get_by_label("I have read this protocol").check()
    page.get_by_role("button", name="Acknowledge 1 protocol").click()
    said(page, "1 protocol read today.")
    assert Acknowledgement.objects.filter(made_by=scene.teacher).count() == 2
