"""People from a file by pages.

What they say, what is decided on, what they write, and who is invited.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coalitions.access.roles import Role
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.rosters.models import PeopleFile
from safety_portal.core.notices.models import Message
from tests import builders
from tests.coalitions.rosters.deliveries import MANIFEST, USERS, user, zipped
from tests.markup import flat

pytestmark = pytest.mark.django_db
NEW = "/c/cedar-county/people/import/"


def text_of(response):
    return " ".join(flat(response).split())


def send(client, content, name="roster.zip", to=NEW):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(to, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def head(client, district_coalition):
    """Administrator of the district's coalition, signed in."""
    account = builders.make_member(
        coalition=district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )
    client.force_login(account)
    return account


def delivery(users, *orgs):
    lines = "".join(f"{number},{name},school,\n" for number, name in orgs)
    files = {"manifest.csv": MANIFEST.format(mode="bulk"), "users.csv": USERS + users}
    return zipped(**files, **{"orgs.csv": f"sourcedId,name,type,identifier\n{lines}"})


def test_the_whole_way_of_an_administrator(client, head, coalition, sibling):
    users = (
        user(1, name="Ada,<b>Byron</b>")
        + user(2, "principal")
        + user(3, "wizard")
        + user(4, "student")
        + user(5, org="2")
    )
    address = send(client, delivery(users, (1, "Juniper Elementary"), (2, "Somewhere"))).url
    page = text_of(client.get(address))
    assert "<h1>3 people are new, 1 row is refused</h1>" in page
    for label, number in (
        ("Rows", 5),
        ("New", 3),
        ("Skipped", 1),
        ("Refused", 1),
        ("Memberships", 0),
    ):
        assert f"<dt>{label}</dt><dd>{number}" in page
    assert "Ada &lt;b&gt;Byron&lt;/b&gt;" in page
    assert "“principal”, 1 person: imported as staff" in page
    assert "“wizard” is no role known here" in page
    assert (
        "Juniper Elementary, 2 people: kept without a membership, because it is no school known here."
        in page
    )
    # The school of that name is proposed, and counts only once somebody agreed.
    form = client.get(address).context["form"]
    assert [form.fields[name].initial for name in ("org-0", "org-1")] == [
        str(coalition.school_id),
        "",
    ]

    answers = {
        "role": "",
        "role-0": "teacher",
        "role-1": "staff",
        "role-2": "sro",
        "org-0": coalition.school_id,
        "org-1": "",
    }
    assert client.post(f"{address}decide/", answers).url == address
    page = text_of(client.get(address))
    assert "<h1>4 people are new</h1>" in page
    assert (Person.objects.filter(account=None).count(), Membership.objects.count()) == (0, 1)
    done = client.post(f"{address}apply/", {"seen": client.get(address).context["seen"]})
    assert (done.status_code, done.url) == (302, address)
    page = text_of(client.get(address))
    assert "<h1>4 people were imported</h1>" in page
    assert "Invite 3 people" in page
    rows = Membership.objects.filter(coalition=coalition).order_by("role", "person__name")
    assert list(rows.values_list("person__name", "role")) == [
        ("Ada Byron", "sro"),
        ("Ada Byron", "staff"),
        ("Ada <b>Byron</b>", "teacher"),
    ]
    assert Message.objects.count() == 0
    kept = PeopleFile.objects.get()
    assert (kept.content, kept.counts["created"]) == (None, 4)

    page = text_of(client.get(f"{address}invite/"))
    assert "<h1>Invite 3 people to sign in?</h1>" in page
    client.post(f"{address}invite/")
    assert sorted(Invitation.objects.values_list("email", "role")) == [
        ("u1@x.org", "teacher"),
        ("u2@x.org", "staff"),
        ("u3@x.org", "sro"),
    ]
    assert Message.objects.count() == 3
    assert "Invite " not in text_of(client.get(address)).split("<main")[1]
    # What was decided once is proposed again.
    again = send(client, delivery(users, (1, "Juniper Elementary"), (2, "Somewhere"))).url
    assert "<h1>The file changes nothing here</h1>" in text_of(client.get(again))


def test_columns_are_asked_for_where_nobody_knows_them(client, head):
    address = send(
        client, "Wer,Wo,Kennwort Password\nAda Byron,ada@x.org,Secret-9\n", "liste.csv"
    ).url
    answer = client.get(address)
    assert answer.url == f"{address}columns/"
    page = client.get(answer.url)
    assert "Password" not in str(page.context["form"].fields["email"].choices)
    wrong = client.post(answer.url, {"name": "Wer"})
    assert (wrong.status_code, "No column of this file is known as a name" in text_of(wrong)) == (
        422,
        True,
    )
    assert client.post(answer.url, {"name": "Wer", "email": "Wo"}).url == address
    assert "<h1>Nobody in the file is new, 1 row is refused</h1>" in text_of(client.get(address))
    client.post(f"{address}decide/", {"role": "teacher"})
    client.post(f"{address}apply/", {"seen": client.get(address).context["seen"]})
    assert list(
        Membership.objects.filter(role="teacher").values_list("person__name", "person__email")
    ) == [("Ada Byron", "ada@x.org")]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", zipped(**{"orgs.csv": "sourcedId\n1\n"}), b"PK\x03\x04broken"]
)
def test_what_is_no_roster_is_refused_on_the_page(client, head, content):
    answer = send(client, content)
    assert (answer.status_code, PeopleFile.objects.count()) == (422, 0)


def test_what_was_not_shown_is_not_written_and_nothing_twice(client, head, coalition):
    address = send(client, "Name,E-mail,Role\nAda Byron,a@x.org,Teacher\n", "a.csv").url
    assert client.post(f"{address}apply/", {"seen": "something else"}).status_code == 409
    seen = client.get(address).context["seen"]
    assert [client.post(f"{address}apply/", {"seen": seen}).status_code for _ in range(2)] == [
        302,
        409,
    ]
    assert Person.objects.filter(name="Ada Byron").count() == 1


def test_a_role_that_no_file_may_give_is_not_a_choice(client, head):
    address = send(client, "Name,E-mail,Role\nAda Byron,a@x.org,Wizard\n", "a.csv").url
    client.get(address)
    assert (
        client.post(f"{address}decide/", {"role": "student", "role-0": "parent"}).status_code == 422
    )


def test_a_list_of_many_costs_the_same_queries(client, head, django_assert_num_queries):
    for number in (1, 60):
        lines = "".join(f"Person {n},p{n}@x.org,Teacher\n" for n in range(number))
        address = send(client, "Name,E-mail,Role\n" + lines, "a.csv").url
        with django_assert_num_queries(9):
            client.get(address)
