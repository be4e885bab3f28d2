"""The pages of a board's vote: recording it, its minutes, voiding it.

Where it is shown, and to whom.
"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.approvals.models import Approval
from plans.book.writers.book import assemble
from plans.book.writers.formats import as_html, as_json
from plans.book.writers.word.document import as_docx
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
BOARD = "Cedar County Board of Education"


@pytest.fixture
def scene(coalition, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    coalition.approving_board = BOARD
    coalition.save(update_fields=["approving_board"])
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    life.freeze(scene)
    return scene


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def page(client, account, url):
    client.force_login(account)
    response = client.get(url)
    return response.status_code, response.content.decode()


def given(**changed):
    today = timezone.localdate().isoformat()
    return {
        "voted_on": today,
        "meeting": "special",
        "is_open_meeting": "on",
        "outcome": "approved",
    } | changed


def pdf():
    return SimpleUploadedFile("minutes.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")


def test_a_vote_by_its_page_is_on_the_page_of_signatures_and_its_minutes_open(client, scene):
    client.force_login(scene.administrator)
    url = address(scene, "signing_vote")
    asked = client.get(url).content.decode()
    refused = client.post(url, given(ayes=1)).content.decode()
    refused += client.post(url, given(minutes_url="javascript:alert(1)")).content.decode()
    done = client.post(
        url, given(ayes=4, noes=1, abstained=0, minutes_item="7.2", minutes=pdf()), follow=True
    ).content.decode()
    status, seen = page(client, scene.fire, address(scene, "signing_signatures"))
    minutes = client.get(address(scene, "approval_minutes", Approval.objects.get().pk))

    assert f"Record the vote of {BOARD} on edition 1" in asked
    assert 'name="body"' not in asked
    for sentence in ("Give all three numbers, or none of them.", "Enter a valid URL."):
        assert sentence in refused
    assert "The vote is recorded." in done
    assert "Void the vote of" in done
    assert status == 200
    for words in (
        BOARD,
        "Approved",
        "4 ayes, 1 no, 0 abstained",
        "Special meeting",
        "Minutes, item 7.2",
        "as a file",
    ):
        assert words in seen
    assert ("Void the vote of" in seen, "Record a vote" in seen) == (False, False)
    assert (minutes["Content-Type"], b"".join(minutes.streaming_content)[:5]) == (
        "application/pdf",
        b"%PDF-",
    )


def test_before_the_vote_the_page_says_that_it_is_missing(client, scene):
    _, text = page(client, scene.fire, address(scene, "signing_signatures"))
    _, workspace = page(client, scene.fire, address(scene, "workspace_edition"))

    assert f"only when {BOARD} has approved it." in text
    assert "0 of 2 signed, board to vote" in workspace


def test_minutes_follow_once_and_a_vote_is_voided_with_a_reason(client, scene):
    made = builders.make_approval(edition=scene.edition, body=BOARD)
    client.force_login(scene.administrator)
    added = client.post(
        address(scene, "approval_add_minutes", made.pk), {"minutes": pdf()}, follow=True
    )
    again = client.get(address(scene, "approval_add_minutes", made.pk))
    void = address(scene, "approval_void", made.pk)
    asked, refused = client.get(void).content.decode(), client.post(void, {"because": ""})
    done = client.post(void, {"because": "It was another plan."}, follow=True).content.decode()

    assert "The minutes are added to the vote." in added.content.decode()
    assert (again.status_code, "They are added once, and stay." in again.content.decode()) == (
        409,
        True,
    )
    assert f"Void the vote of {BOARD} on" in asked
    assert refused.status_code == 422
    assert "Dana Whitlock voided it" in done
    assert "It was another plan." in done
    assert client.get(void).status_code == 409


def test_the_thaw_page_names_the_vote(client, scene):
    builders.make_approval(edition=scene.edition, body=BOARD)
    _, text = page(client, scene.administrator, address(scene, "workspace_thaw"))

    assert f"The vote of {BOARD} on" in text


def test_the_book_prints_the_vote_for_members_and_not_for_the_public(client, scene, cast):
    builders.make_approval(
        edition=scene.edition, body=BOARD, ayes=4, noes=0, abstained=1, remark="Gate C first."
    )
    whole, public = (
        assemble(scene.edition, reader=account) for account in (scene.fire, cast.parent)
    )
    html, [told] = as_html(whole).decode(), json.loads(as_json(whole))["approvals"]

    for words in (BOARD, "4 ayes, 0 noes, 1 abstained", "Gate C first.", "Item 7.2", "Approved by"):
        assert words in html
    assert (told["body"], told["outcome"], told["ayes"], told["fingerprint"]) == (
        BOARD,
        "approved",
        4,
        scene.edition.content_hash,
    )
    assert (BOARD in as_html(public).decode(), json.loads(as_json(public))["approvals"]) == (
        False,
        [],
    )
    assert as_docx(whole)[:2] == b"PK"
    _, workspace = page(client, scene.fire, address(scene, "workspace_edition"))
    assert "0 of 2 signed, board approved" in workspace


def test_who_sits_on_the_board_is_told_what_waits_for_its_vote(client, scene, cast):
    seat = builders.make_seat(
        coalition=scene.coalition, code="board_member", title="Board member", signs_plan=False
    )
    _, before = page(client, cast.official, "/")
    Membership.objects.filter(person__account=cast.official).update(seat=seat)
    _, sitting = page(client, cast.official, "/")
    builders.make_approval(edition=scene.edition, outcome="not_approved")
    _, refused = page(client, cast.official, "/")
    builders.make_approval(edition=scene.edition)
    _, approved = page(client, cast.official, "/")

    assert ["Approve the " in shown for shown in (before, sitting, refused, approved)] == [
        False,
        True,
        True,
        False,
    ]
    assert f"only when {BOARD} has approved it." in sitting
    assert "Due in 14 days" in sitting


def test_the_page_of_signatures_costs_the_same_for_one_vote_and_for_many(
    client, scene, django_assert_num_queries
):
    client.force_login(scene.fire)
    client.get(address(scene, "signing_signatures"))
    for more in (1, 20):
        for _ in range(more):
            builders.make_approval(edition=scene.edition, recorded_by=scene.administrator)
        with django_assert_num_queries(15):
            client.get(address(scene, "signing_signatures"))
