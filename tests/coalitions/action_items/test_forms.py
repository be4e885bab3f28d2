"""The forms of action items: what is wrong is said at its field, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.action_items.models import ActionItem
from tests import action_items, builders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def post(client, coalition):
    def send(account, name, item=None, **data):
        client.force_login(account)
        return client.post(reverse(name, args=[coalition.slug, *([item.pk] if item else [])]), data)

    return send


def given(person, **changed):
    return {
        "what": "Repair the gym lock",
        "owner": person.pk,
        "due_on": str(TODAY + timedelta(days=9)),
        "how_checked": "Try it.",
    } | changed


def test_one_is_opened_by_hand(post, coalition, cast):
    owner = cast.staff.people.get()
    response = post(cast.sro, "action_item_add", **given(owner))
    item = ActionItem.objects.get()
    assert response.url == reverse("action_item", args=[coalition.slug, item.pk])
    assert (item.what, item.owner, item.opened_by) == ("Repair the gym lock", owner, cast.sro)


def test_for_whoever_holds_a_seat(post, coalition, cast):
    seat = builders.make_seat(coalition=coalition)
    builders.make_member(coalition=coalition, seat=seat)
    data = given(cast.staff.people.get(), owner="", owner_seat=seat.pk)
    post(cast.administrator, "action_item_add", **data)
    assert ActionItem.objects.get().owner_seat == seat


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"owner": ""}, "Choose who owns it"),
        ({"owner": "99999"}, "Select a valid choice"),
        ({"due_on": "2020-01-01"}, "This day is past"),
        ({"due_on": "soon"}, "Enter a valid date"),
        ({"what": " "}, "This field is required"),
        ({"what": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    post, cast, changed, sentence
):
    data = given(cast.staff.people.get(), why="zq-typed", **changed)
    response = post(cast.administrator, "action_item_add", **data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "zq-typed" in response.content.decode()
    assert not ActionItem.objects.exists()


def test_a_person_and_a_seat_are_one_too_many(post, coalition, cast):
    seat = builders.make_seat(coalition=coalition)
    builders.make_member(coalition=coalition, seat=seat)
    data = given(cast.staff.people.get(), owner_seat=seat.pk)
    response = post(cast.administrator, "action_item_add", **data)
    assert "not both" in response.content.decode()


def test_in_a_crowd_the_owner_is_named(post, coalition, cast, monkeypatch):
    monkeypatch.setattr("coalitions.people.naming.MOST_LISTED", 2)
    owner = cast.staff.people.get()
    post(cast.administrator, "action_item_add", **given(owner, owner=owner.name))
    assert ActionItem.objects.get().owner == owner


def test_it_is_said_done_with_a_photo(post, coalition, cast, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    item = action_items.make_item(coalition=coalition, owner=cast.staff.people.get())
    photo = SimpleUploadedFile("door.png", builders.png().read())
    post(cast.staff, "action_item_done", item, words="Done.", file=photo)
    item.refresh_from_db()
    assert item.state == "done"
    assert item.evidence.get().file


def test_a_photo_that_is_none_is_refused_and_the_words_stay(post, coalition, cast):
    item = action_items.make_item(coalition=coalition, owner=cast.staff.people.get())
    wrong = SimpleUploadedFile("door.jpg", b"no picture at all")
    response = post(cast.staff, "action_item_done", item, words="zq-typed", file=wrong)
    assert response.status_code == 422
    assert "neither a PDF nor a picture" in response.content.decode()
    assert "zq-typed" in response.content.decode()
    item.refresh_from_db()
    assert item.state == "open"


def test_it_is_verified_sent_back_accepted_and_reopened(post, coalition, cast):
    item = action_items.make_item(
        coalition=coalition, owner=cast.staff.people.get(), **action_items.done(by=cast.staff)
    )
    administrator, until = cast.administrator, str(TODAY + timedelta(days=30))
    steps = [
        ("action_item_send_back", {"reason": "Door 7."}, "open"),
        (
            "action_item_risk",
            {"accepter": cast.sro.people.get().pk, "until": until, "because": "Locked."},
            "risk_accepted",
        ),
        ("action_item_reopen", {"because": "Open.", "due_on": until}, "open"),
        ("action_item_done", {"words": "Mended."}, "done"),
    ]
    for name, data, state in steps:
        assert post(administrator, name, item, **data).status_code == 302, name
        item.refresh_from_db()
        assert item.state == state
    second = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    assert post(administrator, "action_item_verify", item).status_code == 403
    assert post(second, "action_item_verify", item, words="Tried.").status_code == 302
    item.refresh_from_db()
    assert item.state == "verified"


def test_a_form_for_another_state_is_a_page_that_says_where_it_stands(client, coalition, cast):
    item = action_items.make_item(coalition=coalition, **action_items.verified())
    client.force_login(cast.administrator)
    for name in ("verify", "send_back", "risk", "done", "evidence", "change"):
        url = reverse(f"action_item_{name}", args=[coalition.slug, item.pk])
        response = client.get(url)
        assert response.status_code == 409, name
        assert "verified this on" in response.content.decode()


def test_a_change_over_a_newer_one_is_told_and_may_be_sent_again(post, coalition, cast):
    item = action_items.make_item(coalition=coalition, owner=cast.staff.people.get())
    data = given(item.owner, what="Mine", version=1)
    ActionItem.objects.filter(pk=item.pk).update(version=2, what="Theirs")
    response = post(cast.sro, "action_item_change", item, **data)
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()
    assert 'name="version" value="2"' in response.content.decode()
    assert post(cast.sro, "action_item_change", item, **data | {"version": 2}).status_code == 302
    item.refresh_from_db()
    assert item.what == "Mine"


def test_the_form_of_a_change_holds_what_it_says(client, coalition, cast):
    item = action_items.make_item(coalition=coalition, what="Mend", why="Because.")
    client.force_login(cast.sro)
    page = text(client.get(reverse("action_item_change", args=[coalition.slug, item.pk])))
    assert 'value="Mend"' in page
    assert "Because." in page
    assert f'<option value="{item.owner_id}" selected' in page


def test_a_file_is_sent_as_a_file(client, coalition, cast, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    item = action_items.make_item(coalition=coalition)
    line = action_items.make_evidence(item=item, file=builders.png(), file_sha256="0" * 64)
    client.force_login(cast.teacher)
    url = reverse("action_item_evidence_file", args=[coalition.slug, item.pk, line.pk])
    response = client.get(url)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("attachment")
    client.force_login(cast.parent)
    assert client.get(url).status_code == 404
