"""Several plans signed at once.

All or none, each its own decision, from all coalitions of the signer.
"""

import pytest
from django.urls import reverse

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from plans.signing.actions import batch_signing, freezing
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.states import WrongState
from tests import builders
from tests.builders import PASSWORD
from tests.markup import flat
from tests.plans import life

pytestmark = pytest.mark.django_db
TITLE = "Emergency operations plan"


@pytest.fixture
def chief():
    return builders.make_account(name="Tom Hesse")


@pytest.fixture
def rows(chief, coalition, sibling, district_coalition):
    return [life.ask_in(place, chief) for place in (coalition, sibling, district_coalition)]


@pytest.fixture
def page(client, chief, coalition):
    """page(**posted): what the page answers to the chief, without arguments to a reader."""
    client.force_login(chief)
    url = reverse("signing_batch", args=[coalition.slug])

    def ask(**posted):
        return client.post(url, posted, follow=True) if posted else client.get(url)

    return ask


def ticks(rows):
    return [f"{row.pk}-{row.content_hash}" for row in rows]


def all_of(rows, **changed):
    return {"plans": ticks(rows), "typed_name": "Tom Hesse", "password": PASSWORD, **changed}


def states(rows):
    by_id = dict(
        Signature.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "state")
    )
    return [by_id[row.pk] for row in rows]


def sign(rows, by, **changed):
    given = {
        "fingerprints": {row.pk: row.content_hash for row in rows},
        "typed_name": "Tom Hesse",
        "by": by,
    }
    return batch_signing.sign_all(signatures=rows, **{**given, **changed})


def test_three_plans_are_three_decisions(page, rows, chief):
    answer = page(**all_of(rows, typed_name=" Tom  Hesse "))
    signed = list(Signature.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))

    assert "You signed 3 plans." in flat(answer)
    assert [
        (row.state, row.typed_name, row.signer_role, row.decided_by, row.signed_on)
        for row in signed
    ] == [("signed", "Tom Hesse", "fire", chief, life.in_days(0))] * 3
    told = AuditRow.objects.filter(action="signature.signed").order_by("subject_id")
    assert [(row.subject_id, row.scope, row.detail["fingerprint"]) for row in told] == [
        (row.pk, row.edition.plan.coalition_id, row.content_hash) for row in rows
    ]


def test_what_is_not_ticked_waits(page, rows):
    page(**all_of(rows[:2]))

    assert states(rows) == ["signed", "signed", "asked"]


def test_the_page_says_of_each_plan_where_and_what(page, rows, client):
    text = flat(page())

    assert "3 plans wait for your signature" in text
    assert [text.count(f'value="{tick}"') for tick in ticks(rows)] == [1, 1, 1]
    assert "checked" not in text
    assert text.count("You sign as Tom Hesse.") == 3
    assert "Room 4" not in text
    listed = flat(client.get(reverse("signing_to_sign", args=["juniper"])))
    assert reverse("signing_batch", args=["juniper"]) in listed


def test_one_plan_alone_is_signed_on_its_own_page(client, chief, coalition):
    life.ask_in(coalition, chief)
    client.force_login(chief)

    assert "Sign several at once" not in flat(
        client.get(reverse("signing_to_sign", args=["juniper"]))
    )


def voided(row):
    coalition = row.edition.plan.coalition
    by = builders.make_member(coalition=coalition, role="administrator", name="Dana Whitlock")
    freezing.thaw(edition=row.edition, because="Gate C.", by=by)


MEANWHILE = {
    "thawed": (voided, "Dana Whitlock voided this today at"),
    "frozen again": (lambda row: None, "The text was frozen again after you opened this page."),
    "signed on paper": (
        lambda row: Signature.objects.filter(pk=row.pk).update(
            state="signed",
            typed_name="Tom Hesse",
            is_on_paper=True,
            decided_at=row.asked_at,
            decided_by=builders.make_account(),
        ),
        "Tom Hesse has signed",
    ),
    "seat lost": (
        lambda row: Membership.objects.filter(pk=row.membership_id).update(seat=None),
        "You do not sign for the seat Fire service seat any more.",
    ),
    "became a parent": (
        lambda row: Membership.objects.filter(pk=row.membership_id).update(role="parent"),
        "You do not sign for the seat Fire service seat any more.",
    ),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_one_that_cannot_be_signed_any_more_keeps_all_from_it(page, rows, what):
    happens, sentence = MEANWHILE[what]
    happens(rows[1])
    given = all_of(rows)
    if what == "frozen again":
        given["plans"][1] = f"{rows[1].pk}-{'1' * 64}"
    before = states(rows)
    answer = page(**given)
    text = flat(answer)

    assert answer.status_code == 409
    assert f"{TITLE} of Foxglove Elementary, edition 1: {sentence}" in text
    assert "Nothing was signed." in text
    assert states(rows) == before
    assert [before[0], before[2]] == ["asked", "asked"]
    assert AuditRow.objects.filter(action="signature.signed").count() == 0
    assert [
        f'value="{tick}" id="plan-{row.pk}" checked' in text
        for tick, row in zip(ticks(rows), rows, strict=True)
    ][::2] == [True, True]
    assert 'value="Tom Hesse"' in text


def test_of_a_coalition_that_was_left_not_even_the_title_is_told(page, rows, chief, foreign):
    there = life.ask_in(foreign, chief, title="Heron plan")
    Membership.objects.filter(pk=there.membership_id).update(ends_on=life.in_days(0))
    answer = page(**all_of([*rows, there]))

    assert "A plan that you ticked is not yours to sign any more. Nothing was signed" in flat(
        answer
    )
    assert "Heron" not in flat(answer)
    assert states([*rows, there]) == ["asked"] * 4


def test_another_ones_signature_is_not_signed_along(page, rows, coalition):
    other = builders.make_account(name="Tom Hesse")
    theirs = life.ask_in(coalition, other, title="Second plan", role=Role.EMS)
    answer = page(**all_of([*rows, theirs]))

    assert (answer.status_code, states([*rows, theirs])) == (409, ["asked"] * 4)
    with pytest.raises(
        WrongState, match=f"Second plan of {coalition}, edition 1: You do not sign for the seat"
    ):
        sign([*rows, theirs], by=rows[0].membership.person.account)
    assert states([*rows, theirs]) == ["asked"] * 4


def test_each_plan_is_signed_under_the_name_it_has(page, rows, foreign, chief):
    there = life.ask_in(foreign, chief)
    Person.objects.filter(district=foreign.district, account=chief).update(name="Thomas Hesse")
    answer = page(**all_of([*rows, there]))
    text = flat(answer)

    assert answer.status_code == 422
    assert (
        f"{TITLE} of Heron Middle School, edition 1 is asked for under the name Thomas Hesse."
        in text
    )
    assert "You sign as Thomas Hesse." in text
    assert states([*rows, there]) == ["asked"] * 4
    page(**all_of([there], typed_name="Thomas Hesse"))
    assert states([*rows, there]) == ["asked", "asked", "asked", "signed"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"typed_name": "Tim Hesse"}, "Type the name as it is spelled here: Tom Hesse"),
        ({"password": "not it"}, "The password is not right."),
        ({"plans": []}, "Tick the plans that you have read and want to sign."),
        (
            {"plans": ["", "7", "x-y", f"0-{'0' * 64}", f"{'9' * 30}-{'0' * 64}"]},
            "Tick the plans that you have read",
        ),
    ],
)
def test_what_the_page_refuses(page, rows, changed, sentence):
    answer = page(**all_of(rows, **changed))

    assert (answer.status_code, states(rows)) == (422, ["asked"] * 3)
    assert sentence in flat(answer)


def test_the_second_press_of_the_button_says_what_the_first_one_did(page, rows):
    page(**all_of(rows))
    text = flat(page(**all_of(rows)))

    assert "You have signed these 3 plans today at" in text
    assert "Nothing was signed" not in text
    assert AuditRow.objects.filter(action="signature.signed").count() == 3


def test_who_reads_less_is_told_how_much_of_each(client, coalition, sibling):
    nurse = builders.make_account(name="Joan Akers")
    for place, level in ((coalition, "restricted"), (sibling, "members")):
        life.ask_in(place, nurse, role=Role.HEALTH, level=level)
    client.force_login(nurse)
    text = flat(client.get(reverse("signing_batch", args=[coalition.slug])))

    assert text.count("1 restricted section is not shown to you") == 1
    assert "Command post" not in text


def test_only_whose_edition_is_complete_is_told(rows, chief, coalition, sibling):
    life.ask_in(sibling, builders.make_account(), title="Another", role=Role.EMS)
    Signature.objects.filter(edition__plan__title="Another").update(edition=rows[1].edition)
    for place in (coalition, sibling):
        builders.make_member(coalition=place, role=Role.ADMINISTRATOR, name=f"Head of {place}")
    sign(rows, by=chief)

    assert list(Message.objects.filter(kind="all_signed").values_list("to_name", flat=True)) == [
        f"Head of {coalition}"
    ]


def test_twelve_plans_cost_what_one_costs(page, rows, chief, foreign, django_assert_num_queries):
    """No administrator here waits for the letter that an edition is complete.

    That is one more for each.
    """
    for row in rows:
        other = Signature.objects.get(pk=row.pk)
        other.pk, other.membership, other.seat, other.seat_title = None, None, None, "Vacant"
        other.save()
    page()
    with django_assert_num_queries(7):
        page()
    access_of(chief)  # as the gate of the page has loaded it
    with django_assert_num_queries(9):
        sign(rows[:1], by=chief)
    more = [life.ask_in(foreign, chief, title=f"Plan {number}") for number in range(12)]
    with django_assert_num_queries(7):
        page()
    for row in more:
        Signature.objects.create(
            edition=row.edition,
            seat_title="Vacant",
            content_hash="0" * 64,
            asked_at=row.asked_at,
            due_on=row.due_on,
        )
    again = User.objects.get(pk=chief.pk)  # the next request, in which they hold more seats
    access_of(again)
    with django_assert_num_queries(9):
        sign(more, by=again)
