"""Schools from a file by pages: what they say, what they write, and who is kept out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.directory_import.models import SchoolFile
from coalitions.schools.models import District, School
from tests import builders
from tests.coalitions.directory_import.sending import HEADER, NEW, send, text_of
from tests.plugins.skips import SHARED, needs_shared

pytestmark = pytest.mark.django_db

FOLDER = SHARED / "data" / "1-school-directories"


def confirm(client, address, **answers):
    """Press the button of the preview, with the fingerprint that it shows."""
    page = client.get(address)
    return client.post(f"{address}apply/", {"seen": page.context["seen"], **answers})


@pytest.fixture
def head(client, district_coalition):
    """Administrator of the district's coalition, signed in."""
    account = builders.make_member(
        coalition=district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )
    client.force_login(account)
    return account


def row(district, number, name, phone=""):
    return (
        f"{district.nces_id}{number:05d},{number},{district.nces_id},{name},{district.name},{phone}"
    )


def test_the_whole_way_of_an_administrator(client, head, district, foreign):
    larkspur = builders.make_school(district=district, name="Larkspur Elementary", state_id="90002")
    tamarack = builders.make_school(district=district, name="Tamarack Career Center")
    elsewhere = row(foreign.district, 7, "Not hers")
    changed = f"{larkspur.nces_id},90002,{district.nces_id},Larkspur Elementary School,Cedar,(555)201-0100"
    text = "\n".join(
        (
            HEADER,
            row(district, 90001, "Harrow Road <b>Early</b> Center"),
            changed,
            elsewhere,
            row(district, 3, "†"),
        )
    )

    assert "Rows of Cedar County Schools." in text_of(client.get(NEW))
    answer = send(client, text, "mi_schools.csv")
    assert answer.status_code == 302
    page = text_of(client.get(answer.url))
    assert "<h1>1 school is new, 1 has changed, 1 row is refused</h1>" in page
    assert "mi_schools.csv, 4 rows" in page
    for label, number in (
        ("Rows", 4),
        ("New", 1),
        ("Changed", 1),
        ("Unchanged", 0),
        ("Refused", 1),
        ("Not yours", 1),
    ):
        assert f"<dt>{label}</dt><dd>{number}" in page
    assert "Harrow Road &lt;b&gt;Early&lt;/b&gt; Center" in page
    assert (
        '<del>Larkspur Elementary</del></td> <td data-label="In the file"><ins>Larkspur Elementary School</ins>'
        in page
    )
    assert '<h2 id="missing">1 school is here but not in the file</h2>' in page
    assert "This row has no name; add it." in page
    assert "Not hers" not in page
    assert School.objects.filter(district=district).count() == 2

    done = confirm(client, answer.url, **{f"place-{tamarack.pk}": "kept"})
    assert (done.status_code, done.url) == (302, answer.url)
    after = text_of(client.get(answer.url))
    assert "2 schools imported." in after
    assert "<h1>2 schools were imported</h1>" in after
    assert dict(School.objects.filter(district=district).values_list("name", "status")) == {
        "Harrow Road <b>Early</b> Center": "unknown",
        "Larkspur Elementary School": "open",
        "Tamarack Career Center": "open",
    }
    assert not School.objects.filter(name="Not hers").exists()


def test_a_missing_school_is_closed_when_somebody_says_so(client, head, district):
    gone = builders.make_school(district=district, name="Tamarack")
    kept = builders.make_school(district=district, name="Kept")
    address = send(client, "\n".join((HEADER, row(district, 90001, "Harrow")))).url
    confirm(
        client,
        address,
        **{f"place-{gone.pk}": "closed", f"place-{kept.pk}": "kept", "place-x": "closed"},
    )
    assert dict(School.objects.values_list("name", "status")) == {
        "Harrow": "unknown",
        "Tamarack": "closed",
        "Kept": "open",
    }


@needs_shared
def test_the_operator_brings_in_a_whole_state(client, operator):
    answer = send(client, (FOLDER / "nces_geocoded_florida_schools.csv").read_bytes())
    response = client.get(answer.url)
    page = text_of(response)
    assert "<h1>4,248 schools are new</h1>" in page
    assert "Import 4,248 schools" in page
    assert len(response.content) < 40_000
    confirm(client, answer.url)
    assert (School.objects.count(), District.objects.count()) == (4248, 77)
    again = send(client, (FOLDER / "nces_florida_schools.csv").read_bytes())
    page = text_of(client.get(again.url))
    assert "<h1>The file says what is here already</h1>" in page
    assert 'type="submit">Import' not in page


@needs_shared
def test_the_excel_file_of_nces_that_is_a_web_page_is_read(client, operator):
    answer = send(client, (FOLDER / "nces_washington_districts.html").read_bytes(), "districts.xls")
    assert "<h1>342 districts are new</h1>" in text_of(client.get(answer.url))


def test_unknown_columns_are_asked_for_first(client, head, district):
    answer = send(client, "Entity Code;Official Name;Grades\n00187;Alder Creek;K-8\n")
    assert answer.url.endswith("/columns/")
    page = text_of(client.get(answer.url))
    assert "<h1>No column for the ID is known: choose the columns first</h1>" in page
    assert '<option value="Entity Code" selected>Entity Code</option>' in page
    assert client.get(answer.url.removesuffix("columns/")).url == answer.url

    refused = client.post(answer.url, {"grades": "Grades"})
    assert refused.status_code == 422
    assert "Choose the column of the name." in text_of(refused)
    assert "Choose a column that identifies a row: the NCES ID or the state ID." in text_of(refused)

    chosen = {"state_id": "Entity Code", "name": "Official Name", "grades": "Grades"}
    said = client.post(answer.url, {**chosen, "state_everywhere": "FL", "own_district": "on"})
    assert "<h1>1 school is new</h1>" in text_of(client.get(said.url))
    confirm(client, said.url)
    school = School.objects.get()
    assert (school.name, school.state, school.state_id, school.high_grade, school.district) == (
        "Alder Creek", "FL", "00187", "08", district,
    )  # fmt: skip


def test_known_columns_can_be_changed_and_left_unread(client, operator):
    answer = send(
        client, "NCES District ID,District Name,Short,Phone\n1200030,ALACHUA,Alachua,5552010100\n"
    )
    columns = f"{answer.url}columns/"
    assert '<option value="District Name" selected>District Name</option>' in text_of(
        client.get(columns)
    )
    client.post(columns, {"nces_id": "NCES District ID", "name": "Short", "phone": ""})
    assert SchoolFile.objects.get().mapping == {"name": "Short", "phone": ""}
    confirm(client, answer.url)
    assert District.objects.values_list("name", "phone").get() == ("Alachua", "")


def test_what_changed_meanwhile_is_refused_and_shown_anew(client, operator):
    text = f"{HEADER}\n120003000018,,1200030,A,ALACHUA,\n"
    address = send(client, text).url
    seen = client.get(address).context["seen"]
    district = District.objects.create(nces_id="1200030", state="FL", name="ALACHUA")
    School.objects.create(nces_id="120003000018", state="FL", name="B", district=district)
    answer = client.post(f"{address}apply/", {"seen": seen})
    assert answer.status_code == 409
    assert "The schools here have changed since you looked. Nothing was written" in text_of(answer)
    assert School.objects.get(nces_id="120003000018").name == "B"
    assert "<h1>1 school has changed</h1>" in text_of(client.get(address))


def test_a_file_is_brought_in_once(client, operator):
    address = send(client, f"{HEADER}\n120003000018,,1200030,A,ALACHUA,\n").url
    seen = client.get(address).context["seen"]
    assert client.post(f"{address}apply/", {"seen": seen}).status_code == 302
    again = client.post(f"{address}apply/", {"seen": seen})
    assert again.status_code == 409
    assert "This file has been imported already." in text_of(again)
    assert client.get(f"{address}columns/").status_code == 409


def test_looking_does_not_write_by_get(client, operator):
    address = send(client, f"{HEADER}\n120003000018,,1200030,A,ALACHUA,\n").url
    assert client.get(f"{address}apply/").status_code == 405


def test_a_file_is_its_owners_and_expires(client, operator, district_coalition):
    address = send(client, f"{HEADER}\n120003000018,,1200030,SECRET SCHOOL,ALACHUA,\n").url
    other = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    client.force_login(other)
    for path in (address, f"{address}columns/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{address}apply/", {"seen": "x"}).status_code == 404
    client.force_login(operator)
    SchoolFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=24, seconds=1))
    assert client.get(address).status_code == 404
    client.force_login(other)
    send(client, f"{HEADER}\n")
    assert SchoolFile.objects.get().owner == other


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_members_of_a_school_bring_in_nothing(client, cast, role):
    client.force_login(getattr(cast, role))
    answer = client.get(NEW)
    assert answer.status_code == 403
    assert (
        "Only the operator, or an administrator of a district&#x27;s coalition, imports schools."
        in text_of(answer)
    )


def test_strangers_are_sent_to_sign_in(client):
    answer = client.get(NEW)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={NEW}")
