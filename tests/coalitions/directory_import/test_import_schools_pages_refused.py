"""Files of schools that the page does not take: each is refused beside its field and not kept."""

import pytest

from coalitions.directory_import.models import SchoolFile
from coalitions.schools.models import School
from tests.coalitions.directory_import.sending import HEADER, NEW, send, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This is a PDF, which shows a table but holds none; ask for the list as Excel or CSV."),
        (b"ID,Name\n" + b"1,A\n" * 25_001,
         "This file has 25,001 rows and a page takes 25,000; import it in parts, one for each state."),
        (b'{"a": 1}', "This is a JSON file, not a table; save the list as CSV, one row for each entry."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_beside_the_field_and_not_kept(
    client, operator, content, sentence
):
    answer = send(client, content)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not SchoolFile.objects.exists()


def test_a_column_that_stands_twice_is_refused_beside_the_field_and_not_kept(client, operator):
    answer = send(
        client,
        b"NCES School ID,School Name,District,City,City\n120003000001,A,Alachua,Here,There\n",
    )
    assert answer.status_code == 422
    assert "The file has 2 columns called “City”; rename all but one." in text_of(answer)
    assert not SchoolFile.objects.exists()


def test_a_column_that_stands_twice_cannot_be_chosen(client, operator):
    chosen = send(client, b"Id,Name,Town,Town\n1200030,A,Here,There\n").url
    answer = client.post(chosen, {"nces_id": "Id", "name": "Name", "city": "Town"})
    assert answer.status_code == 422
    assert "The file has 2 columns called “Town”; rename all but one." in text_of(answer)
    assert SchoolFile.objects.get().mapping == {}


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 no archive at all",
        b"NCES School ID,School Name\n" + b"\x00" * 40_000,
        b"<table><tr><td rowspan=3>NCES School ID</td><td>School Name</td></tr><tr><td>1</td></tr></table>",
        b'NCES School ID,School Name\n120003000001,"never closed\n' + b"x,y\n" * 20_000,
        b"NCES School ID" + b",x" * 300 + b"\n1\n",
    ],
    ids=["broken archive", "zeros", "merged cells", "open quotation mark", "too many columns"],
)
def test_a_hostile_file_is_refused_beside_the_field_and_not_kept(client, operator, content):
    answer = send(client, content)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    assert not SchoolFile.objects.exists()
    assert not School.objects.exists()


def test_without_a_file_the_form_asks_for_one(client, operator):
    answer = client.post(NEW, {})
    assert answer.status_code == 422
    assert "Choose the file first." in text_of(answer)


def test_a_state_that_is_none_is_refused(client, operator):
    answer = send(client, "Code,Name\n1,A\n")
    refused = client.post(
        answer.url, {"state_id": "Code", "name": "Name", "state_everywhere": "ZZ"}
    )
    assert refused.status_code == 422
    assert "ZZ is not one of the available choices." in text_of(refused)


def test_a_header_alone_has_nothing_to_bring_in(client, operator):
    page = text_of(client.get(send(client, f"{HEADER}\n").url))
    assert "<h1>The file has a header and no rows</h1>" in page
    assert "Nothing has to be imported." in page


def test_hostile_cells_stay_text(client, operator):
    nasty = '<script>alert(1)</script>,"""><img src=x onerror=alert(1)>"'
    text = f"{HEADER}\n120003000018,,1200030,{nasty},\n120003000019,,1200030,†,<svg onload=1>,<i>\n"
    page = text_of(client.get(send(client, text, "<img>.csv").url))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for tag in ("<script>alert", "<img", "<svg onload", "<i>"):
        assert tag not in page
