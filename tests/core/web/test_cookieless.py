"""Pages for everybody read no cookie, set none, and are asked for each time."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from safety_portal.core.web.cookieless import ASK_EACH_TIME, WithoutCookies


def answered(path, response=None, **headers):
    seen = []

    def view(request):
        seen.append(request)
        return HttpResponse("page") if response is None else response

    answer = WithoutCookies(view)(RequestFactory().get(path, **headers))
    return seen[0], answer


def test_no_cookie_comes_in():
    request, _ = answered("/community/cedar/", HTTP_COOKIE="sessionid=abc")
    assert request.COOKIES == {}
    assert "HTTP_COOKIE" not in request.META


def test_no_cookie_goes_out():
    response = HttpResponse("page")
    response.set_cookie("sessionid", "abc")
    response["Vary"] = "Cookie"
    _, answer = answered("/community/cedar/", response)
    assert not answer.cookies
    assert "Vary" not in answer


def test_what_else_it_varies_by_stays():
    response = HttpResponse("page")
    response["Vary"] = "Accept-Encoding, Cookie"
    _, answer = answered("/community/cedar/", response)
    assert answer["Vary"] == "Accept-Encoding"


def test_caches_ask_each_time():
    _, answer = answered("/community/cedar/")
    assert answer["Cache-Control"] == ASK_EACH_TIME


def test_other_pages_keep_their_cookies():
    request, answer = answered("/c/cedar/", HTTP_COOKIE="sessionid=abc")
    assert request.COOKIES == {"sessionid": "abc"}
    assert "Cache-Control" not in answer


@pytest.mark.django_db
def test_a_member_is_nobody_there(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("dana@cedar.example"))
    response = client.get("/community/nowhere/")
    assert response.status_code == 404
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
