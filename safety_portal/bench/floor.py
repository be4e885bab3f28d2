"""The floor page.

What a list of 25 rows costs when it is written in Django as plainly as it can be. Goals are set on
it.

Session, account, one query with its joins, a base layout that the page extends, a row that is
included, in each row a link and two days. Django's own middleware, nothing of the portal's. It is
the same page whatever the portal holds.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context, Engine
from django.urls import path

from training.records.models import TrainingRecord

ROWS = 25
BASE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{% endblock %} - Floor</title>
<link rel="stylesheet" href="/static/framework.css"><link rel="stylesheet" href="/static/page.css">
<link rel="icon" href="/static/icon.svg"><script src="/static/page.js" defer></script></head>
<body class="page"><a class="visually-hidden-focusable" href="#main">Skip to the page</a>
<header class="bar"><a class="brand" href="/">Floor</a><nav aria-label="Main"><ul class="nav">{% for place in places %}
<li class="nav-item"><a class="nav-link" href="/{{ place }}/">{{ place|capfirst }}</a></li>{% endfor %}</ul></nav>
<p class="account"><a href="/account/">{{ user }}</a></p></header>
<main id="main"><h1>{% block heading %}{% endblock %}</h1>{% block content %}{% endblock %}</main>
<footer>{% if user.is_staff %}<a href="/operate/">Operate</a>{% endif %}<p>{{ user.email }}</p><a href="/help/">Help</a></footer>
</body></html>
"""
PAGE = """{% extends "base.html" %}{% block title %}Records{% endblock %}{% block heading %}Records{% endblock %}
{% block content %}<table class="table"><thead><tr><th scope="col">Who</th><th scope="col">Course</th><th scope="col">Hours</th>
<th scope="col">State</th><th scope="col">Held</th><th scope="col">Entered</th></tr></thead>
<tbody>{% for record in records %}{% include "row.html" %}{% endfor %}</tbody></table>{% endblock %}
"""
ROW = """<tr><th scope="row"><a href="{% url 'record' record.pk %}">{{ record.person.name }}</a></th>
<td data-label="Course"><a href="/course/{{ record.course_id }}/">{{ record.course.title }}</a></td>
<td data-label="Hours" class="number">{{ record.hours }}</td><td data-label="State">{{ record.state }}</td>
<td>{{ record.held_on|date:"M j, Y" }}</td><td data-label="Entered">{{ record.entered_at|date:"M j, Y" }}</td></tr>
"""
TEMPLATES = {"base.html": BASE, "page.html": PAGE, "row.html": ROW}
# Compiled once, as Django does it for whoever serves.
KEPT = "django.template.loaders.cached.Loader"
ENGINE = Engine(loaders=[(KEPT, [("django.template.loaders.locmem.Loader", TEMPLATES)])])
TEMPLATE = ENGINE.get_template("page.html")
PLACES = ("home", "plans", "training", "people", "help")


def page(request: HttpRequest, record: object = None) -> HttpResponse:
    """The list; `record` is only there for its links to lead somewhere."""
    if not request.user.is_authenticated:
        return redirect("/")
    records = TrainingRecord.objects.select_related("person", "course").order_by("-pk")[:ROWS]
    context = {"records": records, "user": request.user, "places": PLACES}
    return HttpResponse(TEMPLATE.render(Context(context)))


URL = "/floor/"
URLS = [path("floor/", page), path("floor/<int:record>/", page, name="record")]
