"""Make checklists, assessments, answers and photos for tests, as builders.py makes the rest."""

import uuid
from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.assessments.models.answer import Answer, Photo
from plans.assessments.models.assessment import Assessment
from plans.assessments.models.checklist import Checklist
from plans.assessments.scales import Layer
from plans.findings.models import Finding
from tests import builders


def question(code, *, layer="building", **fields):
    return {
        "code": code,
        "layer": layer,
        "question": f"Is {code} in place?",
        "asked_of": ["school", "district"],
    } | fields


def make_checklist(*, district, code="site_assessment", number=1, questions=None, **fields):
    """A version with a question in each layer."""
    rows = questions or [question(f"{layer}.01", layer=layer) for layer in Layer.values]
    fields = {"title": "Site assessment", "interval_months": 12, "minutes": 60} | fields
    return Checklist.objects.create(
        district=district,
        code=code,
        number=number,
        content={"introduction": "", "questions": rows},
        made_at=timezone.now(),
        **fields,
    )


def lead_of(coalition):
    """The membership of an officer there, made if there is none."""
    officers = Membership.objects.filter(coalition=coalition, role=Role.SRO)
    if not (lead := officers.first()):
        builders.make_member(coalition=coalition, role=Role.SRO)
        lead = officers.get()
    return lead


def make_assessment(*, coalition, state="planned", kind="whole", checklist=None, **fields):
    """A walk in a state, of every item of its checklist."""
    versions = Checklist.objects.filter(district=coalition.district, code="site_assessment")
    checklist = (
        checklist
        or versions.order_by("-number").first()
        or make_checklist(district=coalition.district)
    )
    now = timezone.now()
    if state in ("walking", "finished"):
        fields.setdefault("begun_at", now - timedelta(hours=1))
    if state == "finished":
        fields.setdefault("finished_at", now)
        fields.setdefault("finished_by", builders.make_account())
    if state == "called_off":
        fields |= {"called_off_at": now, "called_off_by": builders.make_account(), "reason": "Snow"}
    fields.setdefault("lead", lead_of(coalition))
    fields.setdefault("planned_by", fields["lead"].person.account)
    fields.setdefault("planned_on", timezone.localdate())
    fields.setdefault("items", [each.code for each in checklist.questions])
    return Assessment.objects.create(
        coalition=coalition,
        state=state,
        kind=kind,
        checklist=checklist,
        planned_at=now,
        **fields,
    )


def make_answer(*, assessment, item="building.01", answer="no", by=None, at=None, **fields):
    """An answer, given and received at a time (now)."""
    at = at or timezone.now()
    fields = {"key": uuid.uuid4(), "answered_at": at, "received_at": at} | fields
    return Answer.objects.create(
        assessment=assessment,
        item=item,
        answer=answer,
        answered_by=by or assessment.planned_by,
        **fields,
    )


def make_photo(*, assessment, sha256=None, by=None):
    return Photo.objects.create(
        assessment=assessment,
        sha256=sha256 or f"{next(builders.serial):064x}",
        stored_sha256="0" * 64,
        file=builders.png(),
        content_type="image/png",
        width=2,
        height=2,
        received_at=timezone.now(),
        received_by=by or assessment.planned_by,
    )


def make_finding(*, assessment=None, answer=None, report=None, coalition=None, **fields):
    """A finding of a walk (of its `answer`, made if not given), or of an outside report."""
    if assessment:
        answer = answer or make_answer(
            assessment=assessment, item=fields.get("item", "building.01")
        )
        fields = {"item": answer.item, "building": assessment.building} | fields
        fields |= {"assessment": assessment, "answer": answer}
        coalition = assessment.coalition
    fields = {"title": "Does door 4 latch?", "layer": "building"} | fields
    fields.setdefault("found_on", timezone.localdate())
    fields.setdefault("made_by", assessment.planned_by if assessment else report.attached_by)
    return Finding.objects.create(
        coalition=coalition, report=report, made_at=timezone.now(), **fields
    )
