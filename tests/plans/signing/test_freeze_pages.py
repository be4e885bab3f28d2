"""The pages that move an edition: freeze it, thaw it, put it in force."""

import re

from plans.editions.models.edition import Edition
from plans.review import actions
from plans.review.models import Reviewer
from plans.signing.actions import signing
from plans.signing.models import Signature
from tests import builders
from tests.markup import flat
from tests.plans import life
from tests.plans.signing.sign_pages import address, page


def test_the_freeze_page_names_people_and_what_it_sees(client, scene):
    builders.make_seat(coalition=scene.coalition, title="Nurse")
    builders.make_section(edition=scene.edition, title="Empty one", html="")
    builders.make_section(
        edition=scene.edition, title="To fill in", html="<p>{{ local.student_count }}</p>"
    )
    life.ask_for_review(scene)
    status, text = page(client, scene.administrator, address(scene, "signing_freeze"))

    assert status == 200
    for words in (
        "1 section without text, and without a reason why not.",
        "1 section with something to fill in.",
        "Every comment is resolved.",
        "1 reviewer has not decided yet: Tom Hesse.",
        "Nobody has unsaved words.",
        "Freeze without 1 decision and ask 2 people",
        "Ellen Prudhomme",
        "vacant, needs a waiver",
    ):
        assert words in text


def test_while_reviewers_are_waited_for_the_strong_button_leads_back_to_them(client, scene):
    life.ask_for_review(scene, scene.fire, scene.law)
    where = address(scene, "signing_freeze")
    _, early = page(client, scene.administrator, where)
    assert "2 reviewers have not decided; they were asked to by" in early
    assert (
        '<button class="btn btn-outline-primary" type="submit">Freeze without 2 decisions and ask 2 people</button>'
        in early
    )
    assert (
        f'<a class="btn btn-primary" href="{address(scene, "review_ask")}">Back to the reviewers</a>'
        in early
    )
    _, plan = page(client, scene.administrator, address(scene, "workspace_edition"))
    assert _strong(plan) == {"Reviewers"}
    _, round_ = page(client, scene.administrator, address(scene, "review_ask"))
    assert "btn-primary" not in _main(round_)

    for reviewer in Reviewer.objects.all():
        actions.decide(
            reviewer=reviewer,
            decision="approves",
            conditions="",
            by=reviewer.membership.person.account,
        )
    _, ready = page(client, scene.administrator, where)
    assert "The review is still open" not in ready
    assert '<button class="btn btn-primary" type="submit">Freeze and ask 2 people</button>' in ready
    _, plan = page(client, scene.administrator, address(scene, "workspace_edition"))
    assert _strong(plan) == {"Close review and freeze"}


def _main(text):
    return text.split("<main")[1].split("</main>")[0]


def _strong(text):
    """The words of the strong buttons of a page; a phone's stand there a second time."""
    return set(re.findall(r'class="btn(?: btn-sm)? btn-primary"[^>]*>([^<]+)<', _main(text)))


def test_a_plan_that_nobody_is_asked_to_read_says_so_before_it_is_frozen_and_put_in_force(
    client, scene
):
    life.ask_for_review(scene)
    _, text = page(client, scene.administrator, address(scene, "signing_freeze"))
    assert "1 section is read and acknowledged by the roles named." in text
    scene.edition.sections.update(protocol_for=[])
    _, text = page(client, scene.administrator, address(scene, "signing_freeze"))
    assert "No section is a protocol for a role: nobody will be asked to read anything." in text
    assert f'<a href="{address(scene, "writing_arrange")}">Choose them</a>' in text

    life.freeze(scene)
    for account in (scene.fire, scene.law):
        life.sign(scene, account)
    _, text = page(client, scene.administrator, address(scene, "workspace_put_in_force"))
    assert "No section is a protocol for a role: nobody will be asked to read anything." in text
    assert (
        f'<a href="{address(scene, "workspace_thaw")}">take it back to review to choose them</a>'
        in text
    )
    assert "Nobody has to read a protocol again." not in text


def test_freezing_by_its_page_leads_to_the_signatures(client, scene):
    life.ask_for_review(scene)
    client.force_login(scene.administrator)
    response = client.post(
        address(scene, "signing_freeze"), {"due_on": life.in_days(14)}, follow=True
    )

    assert response.redirect_chain == [(address(scene, "signing_signatures"), 302)]
    assert "0 of 2 signatures given on edition 1" in flat(response)
    again = client.post(address(scene, "signing_freeze"), {"due_on": life.in_days(14)})
    assert again.status_code == 409
    assert "Dana Whitlock froze it today at" in flat(again)


def test_a_day_in_the_past_is_refused_beside_its_field(client, scene):
    life.ask_for_review(scene)
    client.force_login(scene.administrator)
    response = client.post(address(scene, "signing_freeze"), {"due_on": life.in_days(-1)})

    assert "This day is in the past. Give the signers a day to sign by." in flat(response)
    assert Edition.objects.get(pk=scene.edition.pk).status == "in_review"


def test_the_thaw_page_names_who_signed_and_who_was_asked(client, frozen):
    life.sign(frozen, frozen.fire)
    _, text = page(client, frozen.administrator, address(frozen, "workspace_thaw"))

    assert "void 1 signature?" in text
    assert text.index("Tom Hesse, Fire chief") < text.index("Ellen Prudhomme, Law enforcement")
    response = client.post(address(frozen, "workspace_thaw"), {"because": "Gate C."}, follow=True)
    assert response.status_code == 200
    assert "Its signatures are void." in flat(response)


def test_putting_in_force_by_its_page(client, frozen):
    _, early = page(client, frozen.administrator, address(frozen, "workspace_put_in_force"))
    signing.waive(
        signature=Signature.objects.get(seat=frozen.vacant),
        reason="Sought.",
        by=frozen.administrator,
    )
    for account in (frozen.fire, frozen.law):
        life.sign(frozen, account)
    builders.make_member(coalition=frozen.coalition, role="teacher")
    _, ready = page(client, frozen.administrator, address(frozen, "workspace_put_in_force"))
    done = client.post(address(frozen, "workspace_put_in_force"), follow=True)
    twice = client.post(address(frozen, "workspace_put_in_force"))

    assert "Edition 1 cannot come into force yet" in early
    assert "Put edition 1 in force</button>" not in early
    assert "1 person is asked to read what changed for them" in ready
    assert "Edition 1 is in force." in flat(done)
    assert twice.status_code == 409


def test_only_administrators_move_an_edition(client, frozen, outsider):
    for name in (
        "signing_freeze",
        "review_ask",
        "review_back",
        "workspace_thaw",
        "workspace_put_in_force",
        "workspace_retire",
    ):
        for account, status in ((frozen.fire, 403), (outsider, 404)):
            client.force_login(account)
            assert [
                client.get(address(frozen, name)).status_code,
                client.post(address(frozen, name)).status_code,
            ] == [status] * 2
