"""The pages of review and comments: who gets them, what they say, what they refuse."""

import pytest
from django.urls import reverse
from lxml import html

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.comments.actions import commenting
from plans.comments.models.comment import Comment
from plans.editions.models.distribution import RestrictedRead
from plans.review import actions
from plans.review.models import Reviewer
from plans.review.queries import open_round
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def text_of(response):
    return response.content.decode()


def test_reviewers_are_proposed_from_the_seats_with_a_day_filled_in(client, scene):
    client.force_login(scene.administrator)
    shown = text_of(client.get(address(scene, "review_ask")))
    form = client.get(address(scene, "review_ask")).context["form"]

    assert f'value="{life.in_days(14)}"' in shown
    assert [member.person.name for member in form.initial["reviewers"]] == [
        "Ellen Prudhomme",
        "Tom Hesse",
    ]
    assert "Tom Hesse, Fire service, Fire chief" in shown
    assert ">Answer by" in shown


def test_whoever_wrote_the_plan_is_not_proposed_to_review_it(client, scene, nadia):
    """Neither who asks nor who wrote a section; a second administrator, who wrote nothing, is."""
    for account in (scene.administrator, nadia):
        seat = builders.make_seat(
            coalition=scene.coalition, title="Principal", roles=["administrator"]
        )
        Membership.objects.filter(person__account=account).update(seat=seat)
    scene.edition.sections.filter(pk=scene.protocol.pk).update(saved_by=scene.fire)
    client.force_login(scene.administrator)
    form = client.get(address(scene, "review_ask")).context["form"]
    assert {member.person.name for member in form.initial["reviewers"]} == {
        "Nadia Strand",
        "Ellen Prudhomme",
    }
    assert {"Dana Whitlock", "Tom Hesse"} <= {
        member.person.name for member in form.fields["reviewers"].queryset
    }


def test_a_seat_of_the_name_of_the_role_is_named_once(client, scene):
    seat = builders.make_seat(
        coalition=scene.coalition, title="Emergency Medical Services", roles=["ems"]
    )
    builders.make_member(coalition=scene.coalition, role="ems", name="Ines Farrow", seat=seat)
    client.force_login(scene.administrator)
    shown = text_of(client.get(address(scene, "review_ask")))
    assert ">Ines Farrow, Emergency medical services</label>" in shown


def test_the_page_says_that_a_reviewer_is_needed_and_what_is_optional(client, scene):
    builders.make_member(coalition=scene.coalition, role="health", name="Joan Akers")
    client.force_login(scene.administrator)
    page = html.fromstring(text_of(client.get(address(scene, "review_ask"))))
    hints = {
        " ".join(group.find("legend").text_content().split()): group.get("aria-describedby")
        for group in page.iterfind(".//fieldset")
    }

    assert list(hints) == [
        "Who holds a seat",
        "Other members",
        "Restricted sections put to them by name (optional)",
    ]
    # Said once, above the first of the two lists.
    hint = page.get_element_by_id(hints["Who holds a seat"]).text_content().strip()
    assert hint == "Choose at least one reviewer, in either list."
    assert hints["Other members"] is None


def test_asking_by_the_page_puts_restricted_sections_to_who_does_not_read_them(client, scene):
    nurse = builders.make_member(coalition=scene.coalition, role="health", name="Joan Akers")
    parent = builders.make_member(coalition=scene.coalition, role="parent", name="Pat Parent")
    client.force_login(scene.administrator)
    data = {
        "reviewers": [life.membership_of(scene.fire, scene.coalition).pk],
        "others": [life.membership_of(account, scene.coalition).pk for account in (nurse, parent)],
        "sections": [scene.other.pk],
        "due_on": life.in_days(7),
    }
    response = client.post(address(scene, "review_ask"), data, follow=True)

    assert "3 reviewers asked." in text_of(response)
    assert "0 of 3 reviewers have decided" in text_of(response)
    assert {
        row.membership.person.name: list(row.sections.all())
        for row in Reviewer.objects.select_related("membership__person")
    } == {"Tom Hesse": [], "Joan Akers": [scene.other], "Pat Parent": []}
    again = client.post(address(scene, "review_ask"), data)
    assert again.status_code == 409
    assert "Dana Whitlock asked for review today at" in text_of(again)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose at least one reviewer."),
        ({"due_on": str(life.in_days(-1))}, "This day is in the past."),
        ({"reviewers": ["999999"]}, "is not one of the available choices"),
    ],
)
def test_what_the_page_refuses(client, scene, data, sentence):
    given = {"due_on": str(life.in_days(7))}
    if "due_on" in data:
        given["reviewers"] = [life.membership_of(scene.fire, scene.coalition).pk]
    client.force_login(scene.administrator)
    response = client.post(address(scene, "review_ask"), given | data)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert Reviewer.objects.count() == 0


def test_a_decision_by_its_page(client, scene):
    round_ = life.ask_for_review(scene)
    own = address(scene, "review_decide", round_.reviewers.get().pk)
    client.force_login(scene.fire)
    missing = client.post(own, {"decision": "asks_for_changes", "conditions": " "})
    done = client.post(
        own, {"decision": "approves_with_conditions", "conditions": "Name the gate."}, follow=True
    )

    assert "Write what has to change before you approve." in text_of(missing)
    assert "Your decision on edition 1 is recorded." in text_of(done)
    assert "Change my decision" in text_of(done)
    actions.close_review(round=round_, by=scene.administrator)
    assert "Your decision: Approves with conditions." in text_of(client.get(own))
    assert client.post(own, {"decision": "approves"}).status_code == 409


def test_only_the_reviewer_opens_the_decision(client, scene, outsider):
    own = address(scene, "review_decide", life.ask_for_review(scene).reviewers.get().pk)
    for account, status in ((scene.law, 403), (scene.administrator, 403), (outsider, 404)):
        client.force_login(account)
        assert client.get(own).status_code == status


def test_closing_names_who_did_not_decide(client, scene):
    life.ask_for_review(scene, scene.fire, scene.law)
    client.force_login(scene.administrator)
    shown = text_of(client.get(address(scene, "review_close")))
    closed = client.post(address(scene, "review_close"), follow=True)

    assert "2 reviewers have not decided" in shown
    assert "Ellen Prudhomme" in shown
    assert "Review round 1 is closed." in text_of(closed)
    assert client.get(address(scene, "review_close")).status_code == 409


def test_back_to_drafting_by_its_page(client, scene):
    life.ask_for_review(scene)
    client.force_login(scene.administrator)
    response = client.post(address(scene, "review_back"), {"because": "Wrong text."}, follow=True)

    assert "Edition 1 is back in drafting." in text_of(response)
    assert client.get(address(scene, "review_back")).status_code == 409


def test_comments_are_written_answered_and_resolved_on_their_page(client, scene):
    url = address(scene, "comments", scene.protocol.pk)
    client.force_login(scene.fire)
    empty = client.post(url, {"body": " "})
    client.post(url, {"body": "Which <b>gate</b>?"})
    first = Comment.objects.get()
    client.force_login(scene.administrator)
    client.post(url, {"body": "Gate C.", "answers": first.pk})
    client.post(address(scene, "comment_resolve", first.pk))
    shown = text_of(client.get(url))

    assert "This field is required." in text_of(empty)
    assert "No open comments on 1 Lockdown" in shown
    assert "1 resolved or answered" in shown
    assert "Which &lt;b&gt;gate&lt;/b&gt;?" in shown
    assert shown.index("Which") < shown.index("Gate C.") < shown.index("by Dana Whitlock,")


@pytest.mark.parametrize("role", Role)
def test_who_comments_on_what_they_read(client, scene, role):
    member = builders.make_member(coalition=scene.coalition, role=role)
    builders.force_status(scene.edition, "in_review")
    client.force_login(member)
    statuses = [
        client.post(address(scene, "comments", section.pk), {"body": "Hello."}).status_code
        for section in (scene.protocol, scene.other)
    ]
    reads_restricted = role in (
        "administrator", "sro", "security_officer", "law_enforcement", "fire", "ems", "emergency_manager"
    )  # fmt: skip

    assert statuses == [
        403 if role in ("parent", "student") else 302,
        302 if reads_restricted else 403,
    ]


def test_a_comment_is_resolved_by_its_writer_or_an_administrator(client, scene, cast):
    asked = commenting.comment(section=scene.other, body="Under the third stone.", by=scene.fire)
    url = address(scene, "comment_resolve", asked.pk)
    for account, status in (
        (scene.law, 403),
        (cast.teacher, 404),
        (scene.fire, 302),
        (scene.administrator, 302),
    ):
        client.force_login(account)
        assert client.post(url).status_code == status


def test_reading_comments_of_a_restricted_section_is_logged(client, scene):
    client.force_login(scene.fire)
    client.get(address(scene, "comments", scene.other.pk))

    assert list(RestrictedRead.objects.values_list("section_title", "account")) == [
        ("Command post", scene.fire.pk)
    ]


def test_a_parent_sees_no_reviewers_beside_the_text(client, scene, cast):
    type(scene.protocol).objects.filter(pk=scene.protocol.pk).update(sensitivity="public")
    life.ask_for_review(scene)
    found = []
    for account in (cast.teacher, cast.parent):
        client.force_login(account)
        found.append(
            "Tom Hesse"
            in text_of(client.get(address(scene, "workspace_section", scene.protocol.pk)))
        )

    assert found == [True, False]


def test_pages_cost_the_same_for_few_reviewers_and_many(client, scene, django_assert_num_queries):
    life.ask_for_review(scene)
    client.force_login(scene.administrator)
    client.get(address(scene, "review_ask"))
    with django_assert_num_queries(8):
        client.get(address(scene, "review_ask"))
    round_ = open_round(scene.edition)
    for _ in range(30):
        member = builders.make_member(coalition=scene.coalition, role="sro")
        Reviewer.objects.create(
            round=round_,
            membership=life.membership_of(member, scene.coalition),
            due_on=round_.due_on,
        )
    with django_assert_num_queries(8):
        client.get(address(scene, "review_ask"))


def test_comments_cost_the_same_for_few_and_many(client, scene, django_assert_num_queries):
    url = address(scene, "comments", scene.protocol.pk)
    client.force_login(scene.fire)
    first = commenting.comment(section=scene.protocol, body="One.", by=scene.fire)
    client.get(url)
    for more in (0, 30):
        for number in range(more):
            commenting.comment(
                section=scene.protocol, body=f"{number}.", by=scene.law, answers=first
            )
        with django_assert_num_queries(7):
            client.get(url)
