"""My own training and everybody’s, as pages, prints and files."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord
from training.records.obligations import RAN_OUT_SHOWN, RENEW_BEFORE
from training.records.queries import (
    HELD,
    coalition_records,
    courses_held,
    hours_of,
    own_records,
)

# Letters of what is looked for.
WORDS_MOST = 100


NEWEST_FIRST = ("-held_on", "id")


COLUMNS = [
    "Person",
    "Course",
    "Provider",
    "Held on",
    "Hours",
    "Expires on",
    "State",
    "Entered on",
    "Entered by",
    "Reason",
]


@dataclass(frozen=True)
class RecordRow:
    """A record of a list, and the word for where it stands today."""

    record: TrainingRecord
    standing: str


def own(request, coalition):
    """My own records in this coalition, newest first, and where they stand."""
    coalition = request.subject
    records = own_records(request.user, coalition)
    page = keyset_page(records, request, by=NEWEST_FIRST)
    today = timezone.localdate()
    hours, courses = held(records, on=today)
    page = page.of(lambda record: RecordRow(record, standing_word(record, today)))
    context = {
        "coalition": coalition,
        "page": page,
        "hours": hours,
        "heading": heading([course["expires_on"] for course in courses], hours, on=today),
        "since": school_year_start(today),
    }
    return render(request, "training/records/own.html", context)


def held(records, *, on):
    """(verified hours since July 1, each verified course as {title, hours, expires_on}) of a
    person's `records`: one query.

    By course: what was held again counts until the later day; `expires_on` is None where none of
    its records runs out.
    """
    courses = list(courses_held(records, since=school_year_start(on)))
    return hours_of(courses), [dict(zip(HELD, course, strict=True)) for course in courses]


def heading(expire_on, hours, *, on):
    """The h1 of one's own training: what ran out or runs out soon, else what there is.

    `expire_on` has a day or None a course.
    """
    left = [(day - on).days for day in expire_on if day]
    ran_out = sum(-RAN_OUT_SHOWN.days <= days < 0 for days in left)
    soon = sum(0 <= days <= RENEW_BEFORE.days for days in left)
    parts = [
        f"{counted(ran_out, 'certificate')} ran out" if ran_out else "",
        f"{counted(soon, 'certificate runs', 'certificates run')} out within {RENEW_BEFORE.days} days"
        if soon
        else "",
    ]
    if words := ", ".join(part for part in parts if part):
        return words
    if hours:
        return f"{hours.normalize():f} verified hours since July 1"
    return (
        f"{counted(len(expire_on), 'verified course')}" if expire_on else "No verified training yet"
    )


def own_csv(request, coalition):
    """My own records as a file."""
    records = own_records(request.user, request.subject).order_by("-held_on", "-id")
    return csv_response(
        "my-training.csv", COLUMNS, (row(record) for record in records.iterator(chunk_size=500))
    )


def everybody(request, coalition):
    """Records of the coalition, newest first; `state`, and words of a person's name or a course's
    title (`q`), narrow.
    """
    coalition, today = request.subject, timezone.localdate()
    records = coalition_records(coalition)
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:WORDS_MOST]
    if state in RecordState.values:
        records = records.filter(state=state)
    for word in words.split():
        records = records.filter(Q(person__name__icontains=word) | Q(course__title__icontains=word))
    page = keyset_page(records, request, by=NEWEST_FIRST)
    page = page.of(lambda record: RecordRow(record, standing_word(record, today)))
    context = {
        "coalition": coalition,
        "page": page,
        "state": state,
        "states": RecordState.choices,
        "words": words,
    }
    return render(request, "training/records/everybody.html", context)


def everybody_csv(request, coalition):
    """Records of the coalition as a file."""
    records = coalition_records(request.subject).order_by("-held_on", "-id")
    return csv_response(
        "training.csv", COLUMNS, (row(record) for record in records.iterator(chunk_size=500))
    )


def standing_word(record, today):
    """The vocabulary's code for how a record stands on the day.

    What was verified can be overdue by now.
    """
    if record.state != RecordState.VERIFIED:
        return record.state
    if record.expires_on is None or (record.expires_on - today).days > 30:
        return "met"
    return "overdue" if record.expires_on < today else "due_soon"


def row(record):
    """One record as cells."""
    return [
        record.person.name,
        record.course.title,
        record.course.provider,
        record.held_on.isoformat(),
        f"{record.hours:f}",
        record.expires_on.isoformat() if record.expires_on else "",
        record.get_state_display(),
        timezone.localtime(record.entered_at).date().isoformat(),
        str(record.entered_by or ""),
        record.reason,
    ]
