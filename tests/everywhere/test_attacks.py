"""What a hostile member tries.

Ids of a sibling's or a foreign coalition, or of what is not theirs, in what they post.

Addresses are walked by test_urls.py; here the address is one's own, and the body is not. Each
attack leaves no row behind.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.invitations.actions.inviting import invite
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from plans.comments.models.comment import Comment
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from plans.review.models import Reviewer
from plans.writing.actions.editing import set_sensitivity
from tests import builders
from tests.plans import life
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db
# Ids that no row has, or that are no numbers though they look like digits.
STRANGE = ["0", "-1", "²", "9" * 30, "1e3", "x", ""]


@pytest.fixture
def scene(coalition, administrator):
    return life.make_scene(coalition=coalition, administrator=administrator)


@pytest.fixture
def theirs(sibling):
    """The same scene in the sibling's coalition."""
    return life.make_scene(
        coalition=sibling,
        administrator=builders.make_member(coalition=sibling, role="administrator"),
    )


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def post(client, account, url, **data):
    client.force_login(account)
    return client.post(url, data)


@pytest.mark.parametrize("where", ["sibling", "foreign"])
def test_an_officer_logs_nothing_for_people_of_another_coalition(client, cast, where, request):
    victim = builders.make_member(coalition=request.getfixturevalue(where)).people.get()
    course = builders.make_course()
    given = {"course": "other", "other_course": course.pk, "day": "today", "hours": "", "note": ""}
    for person in (victim.pk, *STRANGE[:-1]):
        answer = post(
            client, cast.sro, reverse("record_log", args=["juniper"]), **given, person=person
        )
        assert answer.status_code == 422
        assert victim.name not in answer.content.decode()
    assert TrainingRecord.objects.count() == 0


def test_an_administrator_verifies_nothing_of_another_coalition(
    client, administrator, coalition, sibling
):
    victim = builders.make_member(coalition=sibling).people.get()
    record = builders.make_record(person=victim, coalition=sibling)
    url = reverse("record_verify", args=["juniper"])
    assert post(client, administrator, url, record=[record.pk, *STRANGE]).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.decided_by) == ("to_verify", None)


def test_a_membership_takes_no_seat_and_no_agency_of_elsewhere(
    client, administrator, coalition, sibling, foreign
):
    fire = builders.make_member(coalition=coalition, role="fire")
    seat, agency = (
        builders.make_seat(coalition=sibling),
        builders.make_agency(district=foreign.district),
    )
    membership = life.membership_of(fire, coalition)
    given = {"email": "new@example.org", "name": "New", "role": "fire", "title": ""}
    for wrong in ({"seat": seat.pk}, {"agency": agency.pk}, {"seat": "9" * 30}, {"agency": "²"}):
        invited = post(
            client, administrator, reverse("invitation_send", args=["juniper"]), **given, **wrong
        )
        changed = post(
            client,
            administrator,
            reverse("membership_change", args=["juniper", membership.pk]),
            title="Chief",
            **wrong,
        )
        assert (invited.status_code, changed.status_code) == (422, 422)
    membership.refresh_from_db()
    assert (Invitation.objects.count(), membership.title, membership.seat, membership.agency) == (
        0,
        "",
        None,
        None,
    )


def test_nobody_of_elsewhere_is_asked_to_review_and_no_section_of_elsewhere_is_put_to_anybody(
    client, scene, theirs
):
    nurse = builders.make_member(coalition=scene.coalition, role="health")
    mine = life.membership_of(nurse, scene.coalition).pk
    stranger = life.membership_of(theirs.fire, theirs.coalition)
    Person.objects.filter(pk=stranger.person_id).update(name="Stella Stranger")
    given = {"due_on": life.in_days(7)}
    attacks = [
        {"reviewers": [stranger.pk]},
        {"others": [mine, stranger.pk]},
        {"others": [mine], "sections": [theirs.other.pk]},
    ]
    attacks += [{"others": [strange]} for strange in STRANGE]
    for attack in attacks:
        answer = post(client, scene.administrator, address(scene, "review_ask"), **given, **attack)
        assert answer.status_code == 422
        assert "Stella Stranger" not in answer.content.decode()
    assert Reviewer.objects.count() == 0


def test_an_answer_to_a_comment_that_stands_elsewhere_is_none(client, scene, theirs, cast):
    life.ask_for_review(scene)
    hidden, far = (
        Comment.objects.create(
            section=section,
            membership=life.membership_of(by, section.edition.plan.coalition),
            sensitivity=section.sensitivity,
            version=section.version,
            body="Key box code.",
            made_at=timezone.now(),
            made_by=by,
        )
        for section, by in ((scene.other, scene.fire), (theirs.protocol, theirs.fire))
    )
    url = address(scene, "comments", scene.protocol.pk)
    for answers in (hidden.pk, far.pk):
        answer = post(client, cast.teacher, url, body="What is it?", answers=answers)
        assert (answer.status_code, b"Key box" in answer.content) == (404, False)
    assert Comment.objects.count() == 2


def test_sections_of_another_plan_are_neither_moved_nor_built_upon(client, scene, theirs):
    before = list(Section.objects.order_by("pk").values())
    for key in (theirs.other.pk, *STRANGE[:-1]):
        for given in ({"move": f"{key}:up"}, {"remove": key}, {"bring_back": key}):
            answer = post(client, scene.administrator, address(scene, "writing_arrange"), **given)
            assert answer.status_code in (404, 409)
        added = post(
            client,
            scene.administrator,
            address(scene, "writing_add"),
            title="Mine",
            neighbor=key,
            where="inside",
        )
        assert added.status_code == 422
    assert list(Section.objects.order_by("pk").values()) == before


def test_nobody_acknowledges_what_is_not_put_to_them(client, scene, theirs, cast):
    life.put_in_force(scene)
    url = address(scene, "protocol_changes")
    wanted = [scene.other.pk, theirs.protocol.pk, *STRANGE]
    for account in (cast.teacher, cast.parent):
        assert post(client, account, url, read="on", section=wanted).status_code == 302
    assert Acknowledgement.objects.count() == 0


@pytest.mark.parametrize("kind", ["html", "json"])
@pytest.mark.parametrize("role", ["teacher", "health", "official", "parent"])
def test_no_copy_holds_what_its_reader_may_not_read(client, scene, cast, role, kind):
    life.put_in_force(scene)
    client.force_login(getattr(cast, role))
    copy = client.get(address(scene, "book_download", kind)).content.decode()
    assert ("Room 4." in copy, "Command post" in copy, "Lock the door." in copy) == (
        False,
        False,
        role != "parent",
    )
    assert RestrictedRead.objects.count() == 0


def test_a_link_for_somebody_else_makes_nobody_a_member(
    client, coalition, administrator, cast, outsider
):
    _, link = invite(
        coalition=coalition, email="chosen@example.org", role="administrator", by=administrator
    )
    url, before = link.removeprefix("http://localhost:8000"), Membership.objects.count()
    for account in (cast.teacher, outsider):
        answer = post(
            client, account, url, name="Me", email="chosen@example.org", password=builders.PASSWORD
        )
        assert answer.status_code == 422
    assert (Membership.objects.count(), Invitation.objects.get().accepted_at) == (before, None)


def test_a_text_that_was_restricted_is_a_restricted_read_also_when_the_section_is_open_now(
    client, scene, cast
):
    life.save(scene.other, html="<p>Room 5.</p>", change="material", by=scene.administrator)
    scene.other.refresh_from_db()
    set_sensitivity(section=scene.other, sensitivity="members", by=scene.administrator)
    secret, opened = (
        scene.other.revisions.earliest("version"),
        scene.other.revisions.latest("version"),
    )
    assert (secret.sensitivity, opened.sensitivity) == ("restricted", "members")
    client.force_login(cast.teacher)
    assert (
        client.get(address(scene, "writing_revision", scene.other.pk, secret.version)).status_code
        == 404
    )
    assert (
        b"Room 4."
        not in client.get(
            address(scene, "writing_revision", scene.other.pk, opened.version)
        ).content
    )
    assert RestrictedRead.objects.count() == 0
    client.force_login(cast.sro)
    assert (
        client.get(address(scene, "writing_revision", scene.other.pk, secret.version)).status_code
        == 200
    )
    assert list(RestrictedRead.objects.values_list("reader_name", "section_id")) == [
        (cast.sro.name, scene.other.pk)
    ]
