"""A records request: written down, due on another day, closed; its words, its reminder."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.public_records.actions import requests as actions
from coalitions.public_records.lifecycle import CLOSED, REQUEST_MOVES, RequestState
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.words import heading, list_heading, state_in_words
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.public_records.conftest import text
from tests.plugins.databases import as_owner
from tests.public_records import make_kept, make_request

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
QUERIES = 6


def today():
    return timezone.localdate()


def said(**changed):
    plain = {
        "asked_by": "Cedar County Herald",
        "asked_for": "drill records of all schools",
        "received_on": today() - DAY,
        "due_on": today() + 5 * DAY,
        "begins_on": today() - 100 * DAY,
        "ends_on": today(),
    }
    return plain | changed


def test_it_is_written_down_with_an_audit_row_without_its_words(coalition, administrator):
    request = actions.record_request(coalition=coalition, by=administrator, **said())
    row = AuditRow.objects.get(action="records_request.recorded")
    assert (row.subject_id, row.scope, row.by_id) == (request.pk, coalition.pk, administrator.pk)
    assert row.detail == {"due_on": str(today() + 5 * DAY)}
    assert request.is_open


def test_sent_twice_it_is_one(coalition, administrator):
    actions.record_request(coalition=coalition, by=administrator, **said())
    with pytest.raises(Refused, match="written down already"):
        actions.record_request(coalition=coalition, by=administrator, **said())
    assert RecordsRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("asked_by", " "),
        ("asked_for", "x" * 1001),
        ("received_on", 1),
        ("received_on", -3000),
        ("due_on", -2),
        ("due_on", 400),
        ("begins_on", 1),
        ("begins_on", -4000),
        ("ends_on", 1),
        ("ends_on", -101),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(coalition, administrator, field, value):
    told = value if isinstance(value, str) else today() + value * DAY
    with pytest.raises(Refused) as refused:
        actions.record_request(coalition=coalition, by=administrator, **said(**{field: told}))
    assert refused.value.field == field
    assert not RecordsRequest.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_write_one_down(coalition, role):
    member = builders.make_member(coalition=coalition, role=role)
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        actions.record_request(coalition=coalition, by=member, **said())


def test_another_day_is_set_with_its_reason(asked, administrator):
    before, later = asked.due_on, asked.due_on + 14 * DAY
    now = actions.set_due_day(
        request=asked, due_on=later, because="Ten business days more.", by=administrator
    )
    assert (now.due_on, now.due_because) == (later, "Ten business days more.")
    row = AuditRow.objects.get(action="records_request.postponed")
    assert row.detail == {"due_on": str(later), "before": str(before)}


def test_the_same_day_is_refused(asked, administrator):
    with pytest.raises(Refused, match="the day it has already"):
        actions.set_due_day(request=asked, due_on=asked.due_on, because="Why.", by=administrator)


def closed(request, by, outcome="answered", **fields):
    told = {"closed_on": today(), "because": "Counsel mailed packet 1."} | fields
    return actions.close_request(request=request, outcome=outcome, by=by, **told)


@pytest.mark.parametrize("outcome", CLOSED)
def test_it_is_closed_with_words(asked, administrator, outcome):
    now = closed(asked, administrator, outcome)
    assert (now.state, now.closed_on, now.closed_by) == (outcome, today(), administrator)
    assert AuditRow.objects.filter(action=f"records_request.{outcome}").count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": "open"}, "outcome"),
        ({"because": " "}, "because"),
        ({"closed_on": 1}, "closed_on"),
        ({"closed_on": -1}, "closed_on"),
    ],
)
def test_a_closing_that_does_not_fit_is_refused(asked, administrator, fields, field):
    if "closed_on" in fields:
        fields = {"closed_on": today() + fields["closed_on"] * DAY}
    with pytest.raises(Refused) as refused:
        closed(asked, administrator, **fields)
    assert refused.value.field == field
    asked.refresh_from_db()
    assert asked.is_open


def test_what_is_closed_stays_so(asked, administrator):
    closed(asked, administrator)
    for again in ("answered", "withdrawn"):
        with pytest.raises(WrongState, match="This request was answered on"):
            closed(asked, administrator, again)
    with pytest.raises(WrongState, match="was answered"):
        actions.set_due_day(
            request=asked, due_on=asked.due_on + DAY, because="Why.", by=administrator
        )
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        RecordsRequest.objects.update(asked_for="Nothing.")


def test_every_state_has_its_moves():
    assert set(REQUEST_MOVES) == set(RequestState)
    assert all(not REQUEST_MOVES[state] for state in CLOSED)


def test_it_is_never_deleted(asked):
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        RecordsRequest.objects.all().delete()


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (-1, ("overdue", "1 day overdue")),
        (0, ("due", "Due today")),
        (2, ("due", "Due in 2 days")),
        (3, ("quiet", "Due in 3 days")),
    ],
)
def test_where_it_stands_in_words(coalition, administrator, days, word):
    asked = make_request(
        coalition=coalition,
        by=administrator,
        received_on=today() - 9 * DAY,
        due_on=today() + days * DAY,
    )
    assert state_in_words(asked, on=today()) == word


def test_the_heading_says_what_goes_in_and_when_it_is_due(asked, administrator):
    on = asked.due_on - 2 * DAY
    assert heading(7, 6, asked, on=on) == (
        "7 facts go in, 6 kinds of papers stay out; answer due in 2 days"
    )
    assert heading(1, 1, asked, on=on).startswith("1 fact goes in, 1 kind of paper stays out")
    assert heading(1, 1, closed(asked, administrator), on=on).endswith("; answered")


def test_the_heading_of_the_list_counts_what_waits():
    assert list_heading(0) == "No records request waits for an answer"
    assert list_heading(1) == "1 records request waits for an answer"
    assert list_heading(2) == "2 records requests wait for an answer"


def test_the_list_shows_requests_and_where_they_stand(page, coalition, administrator, asked):
    shown = text(page(administrator, "public_records", coalition.slug))
    assert "1 records request waits for an answer" in shown
    assert "Cedar County Herald" in shown
    assert "None yet" in shown


def test_an_empty_list_says_what_to_do(page, coalition, administrator):
    assert "Nobody has asked yet" in text(page(administrator, "public_records", coalition.slug))


def test_the_list_asks_as_much_for_fifty_as_for_one(
    client, coalition, administrator, asked, django_assert_num_queries
):
    client.force_login(administrator)
    path = reverse("public_records", args=[coalition.slug])
    client.get(path)
    with django_assert_num_queries(QUERIES):
        client.get(path)
    for _ in range(49):
        make_kept(request=make_request(coalition=coalition, by=administrator), by=administrator)
    with django_assert_num_queries(QUERIES):
        client.get(path)


def test_who_is_no_administrator_is_told_why_and_a_stranger_nothing(
    page, coalition, asked, outsider
):
    teacher = builders.make_member(coalition=coalition)
    refused = page(teacher, "public_records", coalition.slug)
    assert refused.status_code == 403
    assert "Only an administrator of" in text(refused)
    assert page(outsider, "public_records", coalition.slug).status_code == 404


def test_the_form_writes_it_down_and_leads_to_its_facts(post, coalition, administrator):
    answer = post(administrator, "public_records_add", coalition.slug, **said())
    request = RecordsRequest.objects.get()
    assert (answer.status_code, answer.url) == (302, request.get_absolute_url())


def test_the_form_keeps_what_was_typed(post, coalition, administrator):
    answer = post(
        administrator, "public_records_add", coalition.slug, **said(due_on=today() - 9 * DAY)
    )
    assert answer.status_code == 422
    assert "drill records of all schools" in text(answer)
    assert "Choose a day after the request came" in text(answer)


def test_the_forms_of_a_closed_one_say_where_it_stands(page, asked, administrator):
    closed(asked, administrator)
    for name in ("public_records_due", "public_records_close"):
        answer = page(administrator, name, asked.coalition.slug, asked.pk)
        assert answer.status_code == 409
        assert "This request was answered" in text(answer)


def test_another_day_and_closing_by_their_forms(post, asked, administrator):
    of = (asked.coalition.slug, asked.pk)
    later = asked.due_on + DAY
    assert (
        post(administrator, "public_records_due", *of, due_on=later, because="More.").status_code
        == 302
    )
    done = {"outcome": "withdrawn", "closed_on": today(), "because": "They called."}
    assert post(administrator, "public_records_close", *of, **done).status_code == 302
    asked.refresh_from_db()
    assert (asked.due_on, asked.state) == (later, "withdrawn")
