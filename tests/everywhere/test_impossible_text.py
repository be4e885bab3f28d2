"""Text that nothing keeps is refused in one place, in words, before any view asks the database with
it.
"""

import pytest
from django.test import Client
from django.urls import reverse

from safety_portal.core.exports.csv import csv_response


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["older=%00~1", "%00=1", "q=a%00"])
def test_a_query_with_nul_is_refused_in_words(client, administrator, coalition, query):
    client.force_login(administrator)
    answer = client.get(f"{reverse('membership_people', args=[coalition.slug])}?{query}")
    assert answer.status_code == 400
    assert "a character that no text has. Nothing was saved." in answer.content.decode()


@pytest.mark.django_db
def test_a_file_that_cannot_be_made_is_refused_before_it_begins(client, administrator, coalition):
    client.force_login(administrator)
    assert (
        client.get(f"{reverse('ledger_csv', args=[coalition.slug])}?person=%00").status_code == 400
    )


def test_what_fails_at_the_first_row_fails_before_anything_is_answered():
    def rows():
        raise ValueError("The database refuses.")
        yield

    with pytest.raises(ValueError, match="refuses"):
        csv_response("x.csv", ["A"], rows())
    whole = b"".join(csv_response("x.csv", ["A"], iter([["1"], ["2"]])))
    assert whole.decode("utf-8-sig") == "A\r\n1\r\n2\r\n"
    assert b"".join(csv_response("x.csv", ["A"], iter([]))).decode("utf-8-sig") == "A\r\n"


@pytest.mark.django_db
def test_a_path_or_a_cookie_with_nul_is_refused(client):
    assert client.get("/c/a%00b/people/").status_code == 400
    assert client.get("/nowhere%00/").status_code == 400
    session = Client(
        raise_request_exception=False,
        headers={"cookie": r'sessionid="\000\000\000\000\000\000\000\000\000"'},
    )
    assert session.get("/mine/").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "rot13", "utf-16", "latin-1"])
def test_a_form_in_another_encoding_than_our_pages_have_is_refused(client, administrator, charset):
    """As something else, bytes become halves of characters, or nothing that Python decodes to text."""
    client.force_login(administrator)
    body = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n+2AA-\\ud800\r\n--x--\r\n'
    url = reverse("account_email")
    refused = client.generic(
        "POST", url, body, f"multipart/form-data; boundary=x; charset={charset}"
    )
    taken = client.generic("POST", url, body, "multipart/form-data; boundary=x; charset=UTF-8")
    assert (refused.status_code, taken.status_code) == (400, 302)


@pytest.mark.django_db
def test_a_form_with_nul_writes_nothing(client, administrator, coalition):
    client.force_login(administrator)
    url = reverse("edition_start_plan", args=[coalition.slug])
    assert client.post(url, {"title": "Plan\0", "start": "nothing"}).status_code == 400
    assert not coalition.plans.exists()
