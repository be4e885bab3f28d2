"""The pages for what is refused or fails.

The sentence, the status, and no query where the database may be down.
"""

import re

import pytest
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import path

from safety_portal import urls
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web import errors


def raising(exception):
    def view(request):
        raise exception

    return view


urlpatterns = [
    *urls.urlpatterns,
    path(
        "denied",
        raising(PermissionDenied("Only members who hold a signing seat sign <this> plan.")),
    ),
    path("missing", raising(Http404("Juniper Elementary, restricted annex"))),
    path("moved-on", raising(WrongState("This edition is already in force."))),
    path("refused", raising(Refused("Write why.", field="because"))),
    path("large", raising(RequestDataTooBig())),
    path("broken", raising(RuntimeError("Chief Prudhomme's password"))),
    path("down", raising(OperationalError("connection refused on 10.0.0.5"))),
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def heading_and_text(response):
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    headings = re.findall(r"<h1>(.*?)</h1>", main, re.S)
    assert len(headings) == 1
    return headings[0], " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.django_db
def test_a_refusal_says_the_reason_of_the_policy(visitor):
    response = visitor.get("/denied")

    heading, text = heading_and_text(response)
    assert (response.status_code, heading) == (403, "This is not yours to open or do")
    assert "Only members who hold a signing seat sign &lt;this&gt; plan." in text


@pytest.mark.django_db
def test_what_is_hidden_and_what_is_not_there_look_the_same(visitor):
    hidden, nowhere = visitor.get("/missing"), visitor.get("/no-such-page")

    assert (hidden.status_code, nowhere.status_code) == (404, 404)
    assert heading_and_text(hidden) == heading_and_text(nowhere)
    assert "Juniper" not in hidden.content.decode()


@pytest.mark.django_db
def test_a_wrong_state_is_a_conflict_with_its_sentence_and_a_way_back(visitor):
    response = visitor.get("/moved-on", headers={"referer": "http://testserver/c/juniper/plans/3/"})

    heading, text = heading_and_text(response)
    assert (response.status_code, heading) == (409, "This cannot be done now")
    assert "This edition is already in force." in text
    assert (
        '<a href="http://testserver/c/juniper/plans/3/">See how it stands</a>'
        in response.content.decode()
    )


@pytest.mark.django_db
def test_a_refusal_that_no_form_shows_has_its_own_page(visitor):
    response = visitor.get("/refused", headers={"referer": "http://testserver/c/juniper/seats/"})

    heading, text = heading_and_text(response)
    assert (response.status_code, heading) == (422, "This was not done")
    assert "Write why." in text
    assert 'href="http://testserver/c/juniper/seats/"' in response.content.decode()


@pytest.mark.django_db
def test_the_way_back_never_leads_elsewhere(visitor):
    response = visitor.get("/moved-on", headers={"referer": "https://elsewhere.example/trap"})

    assert "elsewhere.example" not in response.content.decode()
    assert '<a href="/">See how it stands</a>' in response.content.decode()


@pytest.mark.django_db
def test_an_address_for_buttons_leads_to_the_page_with_the_button(visitor, cast):
    visitor.force_login(cast.administrator)
    response = visitor.get("/c/juniper/training/verify/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert heading_and_text(response)[0] == "Nothing was done: press the button once more"
    assert (
        '<a href="/c/juniper/training/">Go to the page with the button</a>'
        in response.content.decode()
    )
    assert visitor.put("/c/juniper/training/verify/").content == b""


# No database mark on the tests below: pytest-django fails them on any query, as a database that is
# down would.
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/large", 413, "That is more than the portal takes"),
        ("/broken", 500, "Something broke on our side"),
        ("/down", 503, "The portal cannot answer just now"),
    ],
)
def test_failures_are_told_without_the_database_and_without_their_details(
    visitor, address, status, heading
):
    response = visitor.get(address)

    assert (response.status_code, heading_and_text(response)[0]) == (status, heading)
    assert "Prudhomme" not in response.content.decode()
    assert "10.0.0.5" not in response.content.decode()
    assert re.findall(r'<a href="(/[^"]*)">', response.content.decode()) == [
        "/",
        "/mine/",
        "/help/",
    ]


def test_limits_and_waiting_times_are_told_when_known(rf):
    request = rf.get("/")

    large, tries, down = (
        errors.too_large(request, limit_megabytes=10),
        errors.too_many(request, minutes=5),
        None,
    )
    assert "Files up to 10 MB are taken." in heading_and_text(large)[1]
    assert "Wait 5 minutes, then try again." in heading_and_text(tries)[1]
    assert (large.status_code, tries.status_code, tries["Retry-After"]) == (413, 429, "300")
    down = errors.unavailable(request)
    assert (down.status_code, down["Retry-After"]) == (503, "60")
    assert errors.handler400(request).status_code == 400


def test_a_request_that_makes_no_sense_is_told_why_where_the_portal_knows(rf):
    known = errors.handler400(rf.get("/"), BadRequest("This is not a day."))
    unknown = errors.handler400(rf.get("/"), SuspiciousOperation("Invalid HTTP_HOST: <b>"))
    assert "This is not a day. Nothing was saved." in heading_and_text(known)[1]
    assert "did not arrive whole" in heading_and_text(unknown)[1]
    assert b"HTTP_HOST" not in unknown.content


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_is_not_called_forbidden():
    response = Client(enforce_csrf_checks=True).post(
        "/accounts/login/", {"login": "a@b.example", "password": "x"}
    )

    assert response.status_code == 403
    assert heading_and_text(response)[0] == "The form was not sent: it had been open too long"
