"""Who chairs.

One idea for the mail that tells them and the mail that says so, with terms, and for several
together.
"""

import ast
from datetime import date, timedelta

import pytest

from coalitions.access.roles import Role
from coalitions.memberships.actions.ending import end_memberships
from coalitions.memberships.chairs import chairs_of
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.signing.models import Signature
from safety_portal.core.notices import digest
from safety_portal.core.notices.models import Message
from safety_portal.portal.reminders import reminding
from safety_portal.portal.reminders.escalation import escalations
from tests import builders
from tests.architecture import house

pytestmark = pytest.mark.django_db
# A Tuesday, and no holiday anywhere.
TODAY = date(2026, 11, 17)
JUNE = date(2027, 6, 30)
LATE = TODAY - timedelta(days=8)


@pytest.fixture
def frozen(edition):
    return builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)


@pytest.fixture
def chair(coalition):
    """chair("Dana", ...).

    An account that chairs the coalition, with what else is given of its membership.
    """

    def make(name, *, role=Role.OFFICIAL, **fields):
        account = builders.make_member(coalition=coalition, role=role, name=name)
        Membership.objects.filter(person__account=account).update(is_chair=True, **fields)
        return account

    return make


def ask(edition, account, *, due_on=LATE):
    held = Membership.objects.filter(
        person__account=account, coalition=edition.plan.coalition
    ).earliest("pk")
    return Signature.objects.create(
        edition=edition,
        membership=held,
        content_hash="0" * 64,
        asked_at="2026-11-01T12:00Z",
        due_on=due_on,
    )


def told(*accounts):
    """What the digests of a sweep say of chairs.

    Of each account the sentence, or whether it is told as one.
    """
    reminding.remind(on=TODAY)
    mails = {message.account: digest.rendered(message)[0] for message in Message.objects.all()}
    lines = [
        next(
            (line.strip() for line in mails.get(a, "").splitlines() if "the coalition" in line), ""
        )
        for a in accounts
    ]
    return [line.split(". ")[0] if line.startswith("You chair") else line for line in lines]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "chairs"),
    [
        (date(2025, 7, 1), None, True),
        (date(2025, 7, 1), JUNE, True),
        (TODAY, TODAY + timedelta(days=1), True),
        (TODAY + timedelta(days=30), None, False),
        (TODAY + timedelta(days=30), JUNE, False),
        (date(2025, 7, 1), TODAY, False),
    ],
)
def test_who_chairs_today_chairs_and_nobody_else(
    frozen, cast, coalition, chair, starts_on, ends_on, chairs
):
    dana = chair("Dana", starts_on=starts_on, ends_on=ends_on)
    ask(frozen, cast.fire)
    expected = (
        ["Dana, who chairs the coalition, is told as well.", "You chair the coalition"]
        if chairs
        else ["", ""]
    )
    assert told(cast.fire, dana) == expected
    assert [each.name for each in chairs_of([coalition.pk], on=TODAY).get(coalition.pk, ())] == [
        "Dana"
    ] * chairs


def test_all_who_chair_are_told_and_all_are_named(frozen, cast, chair):
    dana, omar = chair("Dana", ends_on=JUNE), chair("Omar")
    ask(frozen, cast.fire)
    assert told(cast.fire, dana, omar) == [
        "Dana and Omar, who chair the coalition, are told as well.",
        "You chair the coalition",
        "You chair the coalition",
    ]


def test_a_chair_who_is_late_reads_that_the_other_is_told_and_is_not_told_of_themselves(
    frozen, cast, chair
):
    dana, omar = chair("Dana", role=Role.LAW_ENFORCEMENT), chair("Omar")
    ask(frozen, dana)
    assert told(dana, omar) == [
        "Omar, who chairs the coalition with you, is told as well.",
        "You chair the coalition",
    ]


def test_chairs_are_told_apart_by_who_they_are_not_by_their_names(frozen, cast, chair):
    chair("Dana Lee")
    late = builders.make_member(coalition=frozen.plan.coalition, role=Role.EMS, name="Dana Lee")
    ask(frozen, late)
    assert told(late) == ["Dana Lee, who chairs the coalition, is told as well."]


@pytest.mark.parametrize("how", ["without an account", "barred"])
def test_nobody_is_said_to_be_told_whom_no_mail_reaches(frozen, cast, coalition, chair, how):
    if how == "barred":
        chair("Omar").is_active = False
        type(cast.fire).objects.filter(name="Omar").update(is_active=False)
    else:
        person = builders.make_person(district=coalition.district, name="Omar")
        Membership.objects.create(
            person=person,
            coalition=coalition,
            role=Role.OFFICIAL,
            starts_on=date(2025, 7, 1),
            is_chair=True,
        )
    ask(frozen, cast.fire)
    assert told(cast.fire) == ["Ask Omar, who chairs the coalition, if you cannot do it."]


def test_from_the_second_day_any_of_them_can_be_asked(frozen, cast, chair):
    for name in ("Dana", "Omar", "Lee"):
        chair(name)
    ask(frozen, cast.fire, due_on=TODAY - timedelta(days=2))
    assert told(cast.fire) == [
        "Ask Dana, Omar, or Lee, who chair the coalition, if you cannot do it."
    ]


def test_who_chairs_in_two_roles_is_one_person(frozen, cast, coalition, chair):
    dana = chair("Dana")
    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, account=dana)
    Membership.objects.filter(person__account=dana).update(is_chair=True)
    ask(frozen, cast.fire)
    assert [each.account_id for each in escalations(accounts=[dana.pk], on=TODAY)] == [dana.pk]
    assert told(cast.fire) == ["Dana, who chairs the coalition, is told as well."]


def test_the_digest_names_exactly_those_whom_the_sweep_tells(frozen, cast, coalition, chair):
    """By construction, and counted.

    Whoever is named has an escalation, whoever has one is named.
    """
    for number, (begins, ends) in enumerate(
        [(-400, None), (-400, 200), (-400, 0), (30, None), (0, 1)]
    ):
        ends_on = None if ends is None else TODAY + timedelta(days=ends)
        chair(f"Chair{number}", starts_on=TODAY + timedelta(days=begins), ends_on=ends_on)
    ask(frozen, cast.fire)
    everybody = list(type(cast.fire).objects.values_list("pk", flat=True))
    told_of = {each.person_name for each in escalations(accounts=everybody, on=TODAY)}
    assert told_of == {"Chair0", "Chair1", "Chair4"}
    assert told(cast.fire) == [
        "Chair0, Chair1, and Chair4, who chair the coalition, are told as well."
    ]


def test_who_leaves_next_month_chairs_until_then(coalition, chair, administrator):
    held = Membership.objects.get(person__account=chair("Dana"))
    ends_on = TODAY + timedelta(days=30)
    end_memberships(coalition=coalition, memberships=[held], by=administrator, on=ends_on)
    found = [
        bool(chairs_of([coalition.pk], on=ends_on + timedelta(days=days))) for days in (-30, -1, 0)
    ]
    assert found == [True, True, False]


@pytest.mark.parametrize("chairs", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_chairs(
    frozen, cast, chair, chairs, django_assert_num_queries
):
    for number in range(chairs):
        chair(f"Chair {number}")
    ask(frozen, cast.fire)
    with django_assert_num_queries(28):
        reminding.remind(on=TODAY)


# Where "no end yet" is meant, and not "holds today": whether somebody stays for good, whose record
# may be forgotten.
FOR_GOOD = {
    *("coalitions.memberships.models.membership", "coalitions.records.queries"),
    # Until when it holds, of those that hold.
    "safety_portal.portal.responder.queries",
}
# Where it is an agreement or an officer's assignment that ends: on its last day it still holds.
OF_AGREEMENTS = {
    *("coalitions.agreements.models.agreement", "coalitions.agreements.models.assignment"),
    *("coalitions.agreements.actions.assigning", "coalitions.agreements.queries"),
    *("coalitions.agreements.home", "coalitions.reunification.queries"),
    "safety_portal.demo.work.agreements",
}


def test_whether_a_membership_holds_is_asked_in_one_place():
    """`ends_on` empty is not "current".

    A term that ends next June holds, one that begins next month does not.
    """
    wrong = [
        f"{module.name}:{node.lineno}"
        for module in house.modules(migrations=False).values()
        if module.name not in FOR_GOOD | OF_AGREEMENTS
        for node in house.nodes(module)
        if (isinstance(node, ast.keyword) and str(node.arg).endswith("ends_on__isnull"))
        or (
            isinstance(node, ast.keyword)
            and node.arg == "ends_on"
            and getattr(node.value, "value", 0) is None
        )
        or (isinstance(node, ast.Constant) and "ends_on IS NULL" in str(node.value))
    ]
    assert wrong == []
