"""The bare Django page of the same rows.

Session, account, one query, one plain template, no more.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Engine
from django.urls import path

from safety_portal.bench import floor

# What `django-admin startproject` puts into MIDDLEWARE.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = """{% load humanize %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ title }}</title>
<link rel="stylesheet" href="/static/page.css"></head>
<body><header><a href="/">Home</a> <a href="/plans/">Plans</a> <a href="/training/">Training</a> <b>{{ user }}</b></header>
<main><h1>{{ title|capfirst }}, {{ rows|length|intcomma }}</h1>
<table><tbody>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>
</main><footer>Bench</footer></body></html>
"""
LIBRARIES = {"humanize": "django.contrib.humanize.templatetags.humanize"}
TEMPLATE = Engine(libraries=LIBRARIES).from_string(PAGE)


class Urls:
    """A urlconf with one bare page per kind, and the floor page; `rows_of` maps a kind to a
    function that returns its rows.
    """

    def __init__(self, rows_of):
        self.urlpatterns = [
            path(f"{kind}/", _view(kind, rows)) for kind, rows in rows_of.items()
        ] + floor.URLS


def _view(title, rows):
    def page(request):
        if not request.user.is_authenticated:
            return redirect("/")
        return HttpResponse(
            TEMPLATE.render(Context({"user": request.user, "title": title, "rows": list(rows())}))
        )

    return page
