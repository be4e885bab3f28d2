"""My record as a page, a print and a file; everybody's, and what waits to be verified, for administrators."""

from django.contrib import messages
from django.db.models import BigIntegerField, F, Max, Q, Sum
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.standing import standing_of
from safety_portal.exports.csv import csv_response
from safety_portal.kept_queries import Slot
from safety_portal.look.wording import counted
from safety_portal.paging import KeptPages, keyset_page
from safety_portal.values import whole_number
from training import actions, policies
from training.lifecycle import RecordState
from training.models import TrainingRecord
from training.obligations import RAN_OUT_SHOWN, RENEW_BEFORE
from training.verifiers import verifiers_of

# Letters of what is looked for.
WORDS_MOST = 100
# What is told of a verified course.
HELD = ("title", "hours", "expires_on")
NEWEST_FIRST, OLDEST_FIRST = ("-held_on", "id"), ("entered_at", "id")
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


def own(request, coalition):
    """My own records in this coalition, newest first, and where they stand."""
    coalition = request.subject
    records = own_records(request.user, coalition)
    page = keyset_page(records, request, by=NEWEST_FIRST)
    today = timezone.localdate()
    hours, courses = held(records, on=today)
    for record in page:
        record.standing = standing_word(record, today)
    context = {
        "coalition": coalition,
        "page": page,
        "hours": hours,
        "heading": heading([course["expires_on"] for course in courses], hours, on=today),
        "since": school_year_start(today),
        "may_log": policies.can_log(request.user, coalition),
        "may_see_all": policies.can_see_records(request.user, coalition),
    }
    return render(request, "training/own.html", context)


def held(records, *, on):
    """(verified hours since July 1, each verified course as {title, hours, expires_on}) of a person's `records`: one query.

    By course: what was held again counts until the later day; `expires_on` is None where none of its records runs out.
    """
    courses = list(courses_held(records, since=school_year_start(on)))
    return hours_of(courses), [dict(zip(HELD, course, strict=True)) for course in courses]


def courses_held(records, *, since):
    """The verified courses among a person's `records`, as tuples of HELD: a queryset, soonest to expire first.

    Hours are those held since a day, None for none.
    """
    verified = records.filter(state=RecordState.VERIFIED).order_by().values("course")
    summed = verified.annotate(
        title=F("course__title"),
        hours=Sum("hours", filter=Q(held_on__gte=since)),
        expires_on=Max("expires_on"),
    )
    return summed.order_by("expires_on", "title").values_list(*HELD)


def hours_of(courses):
    """The hours of all courses together."""
    return sum(hours or 0 for _, hours, _ in courses)


def heading(expire_on, hours, *, on):
    """The h1 of one's own training: what ran out or runs out soon, else what there is. `expire_on` has a day or None a course."""
    left = [(day - on).days for day in expire_on if day]
    ran_out = sum(-RAN_OUT_SHOWN.days <= days < 0 for days in left)
    soon = sum(0 <= days <= RENEW_BEFORE.days for days in left)
    parts = [
        f"{counted(ran_out, 'certificate')} ran out" if ran_out else "",
        f"{counted(soon, 'certificate runs', 'certificates run')} out within {RENEW_BEFORE.days} days" if soon else "",
    ]
    if told := ", ".join(part for part in parts if part):
        return told
    if hours:
        return f"{hours.normalize():f} verified hours since July 1"
    return f"{counted(len(expire_on), 'verified course')}" if expire_on else "No verified training yet"


def own_csv(request, coalition):
    """My own records as a file."""
    records = own_records(request.user, request.subject).order_by("-held_on", "-id")
    return csv_response("my-training.csv", COLUMNS, (row(record) for record in records.iterator(chunk_size=500)))


def everybody(request, coalition):
    """Records of the coalition, newest first; `state`, and words of a person's name or a course's title (`q`), narrow."""
    coalition, today = request.subject, timezone.localdate()
    records = coalition_records(coalition)
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:WORDS_MOST]
    if state in RecordState.values:
        records = records.filter(state=state)
    for each in words.split():
        records = records.filter(Q(person__name__icontains=each) | Q(course__title__icontains=each))
    page = keyset_page(records, request, by=NEWEST_FIRST)
    for record in page:
        record.standing = standing_word(record, today)
    context = {"coalition": coalition, "page": page, "state": state, "states": RecordState.choices, "words": words}
    return render(request, "training/everybody.html", context)


def everybody_csv(request, coalition):
    """Records of the coalition as a file."""
    records = coalition_records(request.subject).order_by("-held_on", "-id")
    return csv_response("training.csv", COLUMNS, (row(record) for record in records.iterator(chunk_size=500)))


def to_verify(request, coalition):
    """What waits for an administrator, oldest entry first."""
    coalition = request.subject
    waiting = waiting_records(coalition)
    page = WAITING.page(request, coalition=coalition.pk)
    mine = next((record.person for record in page if record.person.account_id == request.user.pk), None)
    others = verifiers_of(coalition, trained=mine, on=timezone.localdate()) if mine else []
    context = {
        "coalition": coalition,
        "page": page,
        "own_id": request.user.pk,
        "count": waiting.count(),
        "without_proof": sum(not record.certificate for record in page),
        "others": others,
    }
    return render(request, "training/verify.html", context)


@require_POST
def verify(request, coalition):
    """Verify the ticked records."""
    coalition = request.subject
    ids = {key for value in request.POST.getlist("record") if (key := whole_number(value)) is not None}
    chosen = TrainingRecord.objects.visible_to(request.user).filter(coalition=coalition, pk__in=ids)
    verified = actions.verify_records(records=list(chosen), by=request.user)
    count = len(verified)
    left = len(ids) - count
    sentence = f"{count} {'record' if count == 1 else 'records'} verified."
    if left:
        sentence += f" {left} left out: yours to be verified by another administrator, or decided already."
    (messages.success if count else messages.warning)(request, sentence if ids else "Tick the records you verify.")
    return redirect("training_verify", coalition.slug)


def own_records(user, coalition):
    """The account's own records there, but for what was withdrawn."""
    people = standing_of(user).person_ids if not standing_of(user).seen_as else []
    records = TrainingRecord.objects.visible_to(user).counted().filter(person_id__in=people, coalition=coalition)
    return records.select_related("course", "person", "entered_by")


def coalition_records(coalition):
    """Every record of a coalition that still counts, with what a row shows."""
    return TrainingRecord.objects.counted().filter(coalition=coalition).select_related("course", "person", "entered_by")


def waiting_records(coalition):
    """Those of them that wait to be verified."""
    return coalition_records(coalition).filter(state=RecordState.TO_VERIFY)


WAITING = KeptPages(lambda: waiting_records(Slot("coalition", BigIntegerField())), by=OLDEST_FIRST)


def standing_word(record, today):
    """The vocabulary's code for how a record stands on the day: what was verified can be overdue by now."""
    if record.state != RecordState.VERIFIED:
        return record.state
    if record.expires_on is None or (record.expires_on - today).days > 30:
        return "met"
    return "overdue" if record.expires_on < today else "due_soon"


def school_year_start(today):
    """July 1 on or before the day: the school year that training hours are summed in."""
    return today.replace(year=today.year - (today.month < 7), month=7, day=1)


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
