"""Two records of one person.

Everything follows, nothing is forgotten, and only who may keeps records.
"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.records import merge_rules
from coalitions.records.actions.contacts import change_contact
from coalitions.records.actions.merging import merge_people
from plans.protocols.models import Acknowledgement
from plans.review.models import Reviewer
from plans.signing.models import Signature
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.states import WrongState
from tests import builders
from tests.everywhere.world_plans import HASH, TOMORROW
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def test_every_reference_to_a_person_or_membership_says_how_it_follows():
    rules = {
        merge_rules.name_of(each): merge_rules.rule_of(each)
        for each in merge_rules.references(Person)
    }
    assert {
        "Membership.person",
        "TrainingRecord.person",
        "Acknowledgement.person",
        "RosterIdentity.person",
    } <= set(rules)
    assert all(
        isinstance(rule, merge_rules.Moves | merge_rules.Copies | merge_rules.Untangled)
        for rule in rules.values()
    )
    rules = {
        merge_rules.name_of(each): merge_rules.rule_of(each)
        for each in merge_rules.references(Membership)
    }
    assert {
        "Signature.membership",
        "Reviewer.membership",
        "Comment.membership",
        "Suggestion.membership",
    } <= set(rules)
    assert all(
        isinstance(rule, merge_rules.MovesWhere | merge_rules.Stays) for rule in rules.values()
    )


@pytest.fixture
def pair(coalition, administrator):
    """The record that is kept, with an account, and the other, of a roster.

    Both teachers since different days.
    """
    kept = builders.make_member(
        coalition=coalition, name="Ines Marsh", starts_on=date(2024, 1, 1)
    ).people.get()
    other = builders.make_person(
        district=coalition.district, name="I. Marsh", email="ines@x.org", phone="555"
    )
    Membership.objects.create(
        person=other,
        coalition=coalition,
        role=Role.TEACHER,
        title="Biology",
        starts_on=date(2022, 1, 1),
    )
    RosterIdentity.objects.create(
        district=coalition.district, source="sds", sourced_id="7", person=other
    )
    return kept, other


def merge(pair, by, **values):
    kept, other = pair
    told = {
        "name": kept.name,
        "email": kept.email,
        "phone": other.phone,
        "account": kept.account or other.account,
    }
    return merge_people(kept=kept, gone=other, by=by, **told | values)


def test_everything_follows(pair, coalition, administrator, edition):
    kept, other = pair
    mine, theirs = kept.memberships.get(), other.memberships.get()
    course = builders.make_course()
    builders.make_record(person=kept, coalition=coalition, course=course)
    builders.make_record(person=other, coalition=coalition, course=course)
    builders.make_record(person=other, coalition=coalition)
    section = builders.make_section(edition=edition)
    for person, text in ((kept, HASH), (other, HASH), (other, "2" * 64)):
        Acknowledgement.objects.create(
            person=person,
            section=section,
            lineage=section.lineage,
            protocol_hash=text,
            made_at=NOW,
            made_by=administrator,
        )
    waiting = Reviewer.objects.create(
        round=builders.make_round(edition=edition), membership=mine, due_on=TOMORROW
    )
    builders.force_status(edition, "awaiting_signatures")
    asked = {
        "edition": edition,
        "content_hash": edition.content_hash,
        "asked_at": NOW,
        "due_on": TOMORROW,
    }
    given = {
        "state": "signed",
        "typed_name": "I. Marsh",
        "decided_at": NOW,
        "decided_by": administrator,
    }
    to_sign = Signature.objects.create(membership=mine, seat_title="Seat", **asked)
    signed = Signature.objects.create(
        membership=mine, seat_title="Other seat", signer_name="I. Marsh", **asked, **given
    )

    merge(pair, administrator, name="Ines Q. Marsh")

    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.name, kept.phone, other.merged_into, other.email, other.account) == (
        "Ines Q. Marsh",
        "555",
        kept,
        "",
        None,
    )
    assert kept.roster_identities.get().sourced_id == "7"
    # The earlier membership goes on; the later one lay within it and is closed, with what was
    # signed in it.
    today = Membership.objects.current(timezone.localdate()).get(person=kept)
    assert (today, today.starts_on) == (theirs, date(2022, 1, 1))
    mine.refresh_from_db()
    assert (mine.person, mine.starts_on, mine.ends_on) == (kept, date(2024, 1, 1), date(2024, 1, 1))
    assert Reviewer.objects.get(pk=waiting.pk).membership == theirs
    assert Signature.objects.get(pk=to_sign.pk).membership == theirs
    signed.refresh_from_db()
    assert (signed.membership, signed.membership.person, signed.typed_name) == (
        mine,
        kept,
        "I. Marsh",
    )
    assert sorted(kept.acknowledgements.values_list("protocol_hash", flat=True)) == [HASH, "2" * 64]
    assert sorted(TrainingRecord.objects.filter(person=kept).values_list("state", flat=True)) == [
        "to_verify", "to_verify", "withdrawn",
    ]  # fmt: skip
    row = AuditRow.objects.get(action="person.merged")
    assert (row.scope, row.detail["merged"], row.detail["was_called"]) == (
        coalition.pk,
        "I. Marsh",
        "Ines Marsh",
    )


@pytest.mark.parametrize(
    ("kept", "other", "together"),
    [
        ((2020, None), (2021, 2022), [(2020, 9999), (2021, 2021)]),
        ((2020, 2022), (2021, None), [(2020, 2022), (2022, 9999)]),
        ((2020, 2021), (2021, None), [(2020, 2021), (2021, 9999)]),
        ((2020, None), (2020, None), [(2020, 2020), (2020, 9999)]),
        ((2022, 2023), (2020, 2021), [(2020, 2021), (2022, 2023)]),
    ],
)
def test_no_day_is_held_twice(coalition, administrator, kept, other, together):
    people = []
    for start, end in (kept, other):
        people.append(builders.make_person(district=coalition.district))
        days = {"starts_on": date(start, 1, 1), "ends_on": end and date(end, 1, 1)}
        Membership.objects.create(person=people[-1], coalition=coalition, role=Role.TEACHER, **days)
    merge(people, administrator)
    rows = Membership.objects.filter(person=people[0]).values_list("starts_on", "ends_on")
    assert sorted((start.year, end.year if end else 9999) for start, end in rows) == sorted(
        together
    )


def test_a_record_is_merged_once_and_not_with_itself(pair, district_coalition):
    head = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(WrongState):
        merge((pair[0], pair[0]), head)
    merge(pair, head)
    with pytest.raises(WrongState, match="merged already"):
        merge(pair, head)


def test_a_school_keeps_no_record_of_who_is_elsewhere_too(pair, administrator, district_coalition):
    kept, other = pair
    Membership.objects.create(
        person=other, coalition=district_coalition, role=Role.STAFF, starts_on=date(2024, 1, 1)
    )
    with pytest.raises(PermissionDenied):
        merge(pair, administrator)
    with pytest.raises(PermissionDenied):
        change_contact(person=other, by=administrator, name="X", email="evil@x.org", phone="")
    head = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    merge(pair, head)
    assert Person.objects.get(pk=kept.pk).memberships.count() == 3


def test_an_address_changes_and_the_old_one_is_told(client, pair, administrator, coalition):
    kept, other = pair
    client.force_login(administrator)
    page = f"/c/juniper/people/{other.pk}/"
    assert client.get(page).status_code == 200
    taken = client.post(page, {"name": other.name, "email": kept.email.upper(), "phone": ""})
    assert (taken.status_code, "merge the two records" in taken.content.decode()) == (422, True)
    assert client.post(page, {"name": "Ines", "email": "New@x.org", "phone": ""}).status_code == 302
    other.refresh_from_db()
    assert (other.name, other.email) == ("Ines", "new@x.org")
    assert list(Message.objects.values_list("kind", "to_address")) == [
        ("contact_changed", "ines@x.org")
    ]
    assert AuditRow.objects.get(action="person.changed").detail == {"fields": "name, email, phone"}


def test_two_are_found_compared_and_merged_by_pages(client, pair, administrator):
    kept, other = pair
    client.force_login(administrator)
    found = client.get(f"/c/juniper/people/{kept.pk}/merge/").content.decode()
    assert f'href="/c/juniper/people/{kept.pk}/merge/{other.pk}/"' in found
    page = f"/c/juniper/people/{kept.pk}/merge/{other.pk}/"
    assert sorted(client.get(page).context["form"].fields) == ["email", "name"]
    assert client.post(page, {"name": "other"}).status_code == 422
    assert (
        client.post(page, {"name": "other", "email": "kept"}).url == f"/c/juniper/people/{kept.pk}/"
    )
    kept.refresh_from_db()
    assert (kept.name, kept.phone, kept.account is not None) == ("I. Marsh", "555", True)
    assert (
        "was merged into this one" in client.get(f"/c/juniper/people/{kept.pk}/").content.decode()
    )
    assert client.get(f"/c/juniper/people/{other.pk}/").status_code == 404
