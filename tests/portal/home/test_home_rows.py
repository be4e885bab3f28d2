"""What a home page offers first, and that its rows, the whole list and the mail name the school and
the edition they lead to.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import MEMBERS, RESTRICTED, Role
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.protocols.models import Acknowledgement
from plans.review import actions
from plans.review.models import Reviewer
from plans.signing.models import Signature
from safety_portal.core.look.wording import day_in_words
from safety_portal.core.notices import digest
from safety_portal.core.notices.models import Message
from safety_portal.portal.reminders import reminding
from tests import builders
from tests.markup import flat
from tests.plans import life

pytestmark = pytest.mark.django_db
STRONG = re.compile(r'<a class="btn btn-primary" href="([^"]*)">([^<]*)</a>')


def frozen(coalition, title="Emergency operations plan"):
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition, title=title))
    return builders.force_status(edition, EditionStatus.AWAITING_SIGNATURES)


def ask(edition, account, *, days):
    held = Membership.objects.get(person__account=account, coalition=edition.plan.coalition)
    return Signature.objects.create(
        edition=edition,
        membership=held,
        seat_title="Fire chief",
        content_hash="0" * 64,
        asked_at=timezone.now(),
        due_on=timezone.localdate() + timedelta(days=days),
    )


@pytest.fixture
def chief(coalition, sibling):
    """Fire service in two schools."""
    account = builders.make_member(coalition=coalition, role=Role.FIRE, name="Tom Hesse")
    builders.make_member(coalition=sibling, role=Role.FIRE, account=account)
    return account


def home(client, account):
    client.force_login(account)
    return flat(client.get("/"))


def rows(page):
    return re.findall(r'class="todo-what"><a href="[^"]*">([^<]*)</a>', page)


def test_rows_of_home_of_the_whole_list_and_of_the_mail_name_the_school(
    client, chief, coalition, sibling
):
    ask(frozen(coalition), chief, days=-3)
    ask(frozen(sibling), chief, days=2)
    named = [
        f"Sign the Emergency operations plan, edition 1, {each}"
        for each in ("Juniper Elementary", "Foxglove Elementary")
    ]
    assert rows(home(client, chief)) == rows(flat(client.get("/mine/"))) == named
    buttons = re.findall(r'aria-label="([^"]*)">Sign</a>', flat(client.get("/")))
    assert buttons == [f"Sign: {each}" for each in named]
    listed = flat(client.get(reverse("signing_to_sign", args=[coalition.slug])))
    assert rows(listed) == [each.replace("Sign the", "Sign") for each in named]
    reminding.remind(on=timezone.localdate())
    message = Message.objects.get(account=chief)
    text, html = digest.rendered(message)
    assert [each in text and each in html for each in named] == [True, True]


@pytest.mark.parametrize(
    ("days", "label"),
    [
        ((-3, 2, 5), "Sign 3 plans"),
        ((-3, 60), "Sign 2 plans"),
        ((4,), "Sign edition 1"),
        ((60, 61), "Log training"),
    ],
)
def test_the_strong_button_is_what_is_most_urgent(client, coalition, days, label):
    chief = builders.make_member(coalition=coalition, role=Role.FIRE, name="Tom Hesse")
    asked = [
        ask(frozen(coalition, f"Plan {number}"), chief, days=left)
        for number, left in enumerate(days)
    ]
    leads = {
        "Sign edition 1": reverse(
            "signing_sign", args=[coalition.slug, asked[0].edition.plan_id, 1, asked[0].pk]
        ),
        "Log training": reverse("record_log", args=[coalition.slug]),
    }
    strong = STRONG.findall(home(client, chief))
    assert strong == [(leads.get(label, reverse("signing_batch", args=[coalition.slug])), label)]
    listed = flat(client.get(reverse("signing_batch", args=[coalition.slug])))
    assert listed.count('type="checkbox"') == len(days)
    assert "Log training" in flat(client.get("/"))


def test_several_are_signed_in_a_coalition_of_the_signer_whatever_home_is_about(
    client, chief, coalition, sibling
):
    for edition in (frozen(sibling), frozen(sibling, "Bus plan")):
        ask(edition, chief, days=1)
    ((address, label),) = STRONG.findall(home(client, chief))
    assert (address, label) == (reverse("signing_batch", args=[sibling.slug]), "Sign 2 plans")
    assert client.get(address).status_code == 200


@pytest.fixture
def changed(coalition):
    """Edition 2 in force: one protocol of it changed materially, one editorially, one is new.

    The teacher knows edition 1.
    """
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    plan = builders.make_plan(coalition=coalition)
    texts = {"Lockdown": ("1", "2"), "Evacuation": ("3", "3"), "Shelter": (None, "4")}
    lineages, person = {}, Membership.objects.get(person__account=teacher).person
    for number in (1, 2):
        edition = builders.make_edition(plan=plan, number=number)
        for title, hashes in texts.items():
            if digit := hashes[number - 1]:
                section = builders.make_section(
                    edition=edition,
                    title=title,
                    sensitivity=MEMBERS,
                    protocol_for=[Role.TEACHER],
                    protocol_hash=digit * 64,
                )
                lineages.setdefault(title, section.lineage)
                Section.objects.filter(pk=section.pk).update(lineage=lineages[title])
                if number == 1:
                    Acknowledgement.objects.create(
                        person=person,
                        section=section,
                        lineage=lineages[title],
                        protocol_hash=section.protocol_hash,
                        made_at=timezone.now() - timedelta(days=90),
                        made_by=teacher,
                    )
        builders.force_status(
            edition, EditionStatus.SUPERSEDED if number == 1 else EditionStatus.IN_FORCE
        )
    Edition.objects.filter(plan=plan, number=2).update(
        in_force_at=timezone.now(), in_force_by=builders.make_account()
    )
    return teacher


def test_home_opens_for_whom_a_protocol_changed_and_says_which(client, changed, coalition):
    page = home(client, changed)
    table = page[page.index('id="protocols"') :]
    said = re.findall(r'<th scope="row"><a [^>]*>(\w+)</a>.*?</svg>([^<]*)</span>', table, re.S)
    assert sorted(said) == [
        ("Evacuation", "Read"),
        ("Lockdown", "Changed, read again"),
        ("Shelter", "Not read yet"),
    ]
    assert STRONG.findall(page)[0][1] == "Read 2 protocols"
    listed = flat(client.get(reverse("protocols", args=[coalition.slug])))
    assert sorted(
        re.findall(r"</svg>(Read|Changed, read again|Not read yet)</span>", listed)
    ) == sorted(w for _, w in said)


def test_a_home_with_two_editions_of_a_plan_opens_each(client, coalition):
    plan = builders.make_plan(coalition=coalition)
    builders.force_status(builders.make_edition(plan=plan, number=1), EditionStatus.IN_FORCE)
    builders.force_status(builders.make_edition(plan=plan, number=2), EditionStatus.IN_REVIEW)
    links = re.findall(
        r'<a href="([^"]*)"><b>[^<]*, edition&nbsp;(\d)</b></a>',
        home(client, builders.make_member(coalition=coalition, role=Role.PARENT)),
    )
    assert [number for _, number in links] == ["2", "1"]
    for address, number in links:
        assert f"edition {number}</span></h1>" in flat(client.get(address))


def test_an_edition_in_review_says_until_when_and_how_many_have_decided(
    client, coalition, administrator
):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    assert "Not yet in force" in home(client, administrator)
    life.ask_for_review(scene, scene.fire, scene.law)
    said = f"Closes {day_in_words(life.in_days(14), on=life.in_days(0))}; 0 of 2 decided"
    assert said in home(client, administrator)
    reviewer = Reviewer.objects.get(membership__person__account=scene.fire)
    actions.decide(reviewer=reviewer, decision="approves", conditions="", by=scene.fire)
    assert said.replace("0 of", "1 of") in home(client, administrator)
    actions.close_review(round=reviewer.round, by=administrator)
    assert "Not yet in force" in home(client, administrator)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.ADMINISTRATOR, ["Drafting", "None"]),
        (Role.SRO, ["Drafting", "None"]),
        (Role.OFFICIAL, []),
    ],
)
def test_nobody_is_told_that_nothing_is_in_work_who_may_not_see_it(
    client, coalition, sibling, district_coalition, role, said
):
    builders.make_edition(plan=builders.make_plan(coalition=coalition))
    page = home(client, builders.make_member(coalition=district_coalition, role=role))
    assert sorted(in_work(page)) == said
    assert ('<th scope="col">In work</th>' in page) == bool(said)


def test_who_may_see_drafts_of_one_school_only_is_not_told_of_the_others(
    client, coalition, sibling, district_coalition
):
    account = builders.make_member(coalition=district_coalition, role=Role.OFFICIAL)
    builders.make_member(coalition=coalition, role=Role.TEACHER, account=account)
    assert sorted(in_work(home(client, account))) == ["None", "Not shown to you"]


def in_work(page):
    """What each school's cell of that column says, as it is read out."""
    cells = re.findall(r'data-label="In work"[^>]*><div>(.*?)</div>', page, re.DOTALL)
    return [re.sub(r"<[^>]*>|–", "", cell).strip() for cell in cells]


def test_the_list_of_plans_says_what_is_not_shown(client, coalition, district_coalition):
    for each in (coalition, district_coalition):
        plan = builders.make_plan(coalition=each)
        builders.force_status(builders.make_edition(plan=plan, number=1), EditionStatus.IN_FORCE)
        builders.make_edition(plan=plan, number=2)
    for role, said in [(Role.TEACHER, "Edition 2"), (Role.PARENT, "Not shown to you")]:
        client.force_login(builders.make_member(coalition=coalition, role=role))
        page = flat(client.get(reverse("workspace_plans", args=[coalition.slug])))
        assert said in page[page.index('data-label="In work"') :]
        above = re.findall(r'<a href="([^"]*)"><b>[^<]*, edition (\d)</b></a>', page)
        where = ["cedar-county", district_coalition.plans.get().pk, 1]
        assert above == [(reverse("workspace_edition", args=where), "1")]
        reached = flat(client.get(reverse("workspace_plans", args=["cedar-county"])))
        assert "Not shown to you" in reached


def test_a_name_in_the_outline_that_cannot_be_opened_is_no_link(client, edition, cast):
    builders.make_section(edition=edition, title="Purpose", sensitivity=MEMBERS)
    closed = builders.make_section(edition=edition, title="Keys", sensitivity=RESTRICTED)
    address = reverse("workspace_section", args=["juniper", edition.plan_id, 1, closed.pk])
    for role, opens in [("teacher", False), ("sro", True)]:
        client.force_login(getattr(cast, role))
        page = flat(client.get(reverse("workspace_edition", args=["juniper", edition.plan_id, 1])))
        assert (f'href="{address}"' in page, "decide who reads restricted sections" in page) == (
            opens,
            not opens,
        )


def test_the_day_a_school_formed_leads_only_where_one_may_go(client, coalition, district_coalition):
    for role, leads in [
        (Role.ADMINISTRATOR, True),
        (Role.FIRE, True),
        (Role.HEALTH, False),
        (Role.PARENT, False),
    ]:
        client.force_login(builders.make_member(coalition=district_coalition, role=role))
        page = flat(client.get(reverse("coalition_schools", args=["cedar-county"])))
        people = reverse("membership_people", args=[coalition.slug])
        assert (f'href="{people}"' in page, "Formed " in page) == (leads, True)
        assert (client.get(people).status_code == 200) == leads
