"""The record of every change of state in a coalition."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.queries import changes_of
from coalitions.coalition.tabs import page_context
from safety_portal.core.audit import places
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.paging import keyset_page

# The choices are what happened lately: a distinct over years of rows would cost more than the page.
LATEST = 1000


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"


class ChangesForm(forms.Form):
    """Which changes are shown; each field narrows, none is needed."""

    action = forms.CharField(required=False)
    who = forms.CharField(required=False, max_length=254, strip=True)
    since = forms.DateField(label="From", required=False, widget=DayInput(format="%Y-%m-%d"))
    until = forms.DateField(label="Through", required=False, widget=DayInput(format="%Y-%m-%d"))


@dataclass(frozen=True)
class ChangeRow:
    """An audit row, and where what it tells of can be looked at; "" for nowhere."""

    change: AuditRow
    url: str


def changes(request, coalition):
    """Every change, newest first; `action`, `who`, `since` and `until` narrow."""
    coalition = request.subject
    rows = changes_of(coalition)
    actions = sorted(set(rows.order_by("-id").values_list("action", flat=True)[:LATEST]))
    form = ChangesForm(request.GET)
    form.is_valid()
    page = keyset_page(_narrowed(rows, form.cleaned_data, actions), request, by=("-id",))
    urls = places.urls_of(page.rows)
    page = page.of(lambda row: ChangeRow(row, urls.get(row.pk, "")))
    days = [form["since"], form["until"]]
    context = page_context(
        request, coalition, "changes", page=page, actions=actions, form=form, days=days
    )
    return render(
        request,
        "coalitions/coalition/changes.html",
        context,
        status=200 if form.is_valid() else 422,
    )


def _narrowed(rows, filters, actions):
    if filters.get("action") in actions:
        rows = rows.filter(action=filters["action"])
    if filters.get("who"):
        rows = rows.filter(by_name__icontains=filters["who"])
    if filters.get("since"):
        rows = rows.filter(at__gte=_midnight(filters["since"]))
    if filters.get("until"):
        rows = rows.filter(at__lt=_midnight(filters["until"] + timedelta(days=1)))
    return rows


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
