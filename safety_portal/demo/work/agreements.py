"""What the demo district has in writing: a chain of three, one that ended, one to read again, one
that ends, and an officer who stands on none.
"""

import io
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image, ImageDraw

from coalitions.agreements.actions import assigning, keeping, papers, recording
from coalitions.agreements.models.agreement import (
    Agreement,
    AgreementParty,
    AgreementReview,
    Amendment,
)
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from coalitions.schools.models import School
from safety_portal.demo.history import at, days_ago

# Days from today: signed, in force from, last day, read again by.
SRO = [(-2360, -2330, -1236, None), (-1260, -1235, -140, None), (-160, -139, 580, 60)]
SRO_TERMS = [
    "The Sheriff’s Office provides one school resource officer for the middle and high schools.",
    "The Sheriff’s Office provides one school resource officer in school hours. Larkspur added.",
    "The Sheriff’s Office provides a school resource officer during school hours and at named"
    " events. Officers teach, advise and respond; they do not discipline students. Each officer"
    " completes the 40-hour course before the first day. The district pays 60 percent of salary.",
]
# Title, kind, who else, days as above, terms, how many of the schools (None: all).
OTHERS = [
    ("County Fairgrounds", "reunification_site", "County Fair Board", (-1130, -1113, -17, None),
     "Hall B and its parking open within an hour for families of three schools.", 3),
    ("Fire District 2, engine standby", "mutual_aid", "Cedar County Fire District 2",
     (-1800, -1790, None, 17), "An engine stands by at drills. Read it once a year.", None),
    ("Cedar Health, mental-health response", "mental_health", "Cedar Health",
     (-1050, -1040, 56, None), "Two counselors are at a school within two hours of a call.", None),
    ("Cedar Grange Hall", "reunification_site", "Cedar Grange No. 12", (-480, -470, 625, None),
     "The hall and its kitchen, day and night; the key is at the fire station.", 4),
    ("First Methodist Church", "shelter", "First Methodist Church", (-620, -610, 485, None),
     "Shelter for 300 people overnight, with cots of the county.", 6),
    ("Northern Coach Lines", "transport", "Northern Coach Lines", (-295, -290, 75, None),
     "Nine buses within 30 minutes, on any school day.", None),
]  # fmt: skip


def make_agreements(world: SimpleNamespace) -> None:
    """Agreements of the district with papers, and where its officers are assigned."""
    schools = list(School.objects.filter(district=world.district).order_by("name"))
    covered = [school for school in schools if "Tamarack" not in school.name]
    program = _sro_program(world, covered)
    for title, kind, party, days, terms, number in OTHERS:
        _record(world, title, kind, party, days, terms, schools[:number])
    _papers(world, program)
    _assignments(world, program, schools)


def _sro_program(world: SimpleNamespace, schools: list[School]) -> Agreement:
    """Three agreements, each in the place of the one before; the last was read again."""
    told = ("Sheriff’s Office, SRO program", "law_enforcement", "Cedar County Sheriff’s Office")
    agreement = None
    for days, terms in zip(SRO, SRO_TERMS, strict=True):
        agreement = _record(world, *told, days, terms, schools, replaces=agreement)
    assert agreement  # noqa: S101  SRO has three
    with at(days_ago(30)):
        keeping.review_agreement(
            agreement=agreement,
            by=world.dana,
            reviewed_on=timezone.localdate() - timedelta(days=31),
            outcome="Read with Chief Deputy Prudhomme. No change.",
            next_review_on=timezone.localdate() + timedelta(days=60),
        )
    return agreement


def _record(
    world: SimpleNamespace,
    title: str,
    kind: str,
    party: str,
    days: tuple[int | None, ...],
    terms: str,
    schools: list[School],
    replaces: Agreement | None = None,
) -> Agreement:
    today, coalition = timezone.localdate(), world.coalitions["cedar-county"]
    signed_on, starts_on, ends_on, review_due_on = (
        None if each is None else today + timedelta(days=each) for each in days
    )
    told: dict[str, Any] = {"title": title, "kind": kind, "terms": terms, "schools": schools}
    told |= {"signed_on": signed_on, "starts_on": starts_on, "ends_on": ends_on}
    told |= {"review_due_on": review_due_on, "parties": _parties(world, party)}
    with at(days_ago(-(days[0] or 0))):
        if replaces:
            return recording.renew_agreement(agreement=replaces, by=world.dana, **told)
        return recording.record_agreement(coalition=coalition, by=world.dana, **told)


def _parties(world: SimpleNamespace, party: str) -> list[dict[str, Any]]:
    known = {agency.name: agency for agency in world.agencies.values()}
    signer = "Ellen Prudhomme, chief deputy" if "Sheriff" in party else ""
    own = {"name": world.district.name, "agency": None}
    return [
        own | {"signed_by": "Marian Oyelaran, superintendent"},
        {"name": party, "agency": known.get(party), "signed_by": signer},
    ]


def _papers(world: SimpleNamespace, agreement: Agreement) -> None:
    titles = {"Agreement, signed": "members", "Attachment 2, response": "restricted"}
    for title, sensitivity in titles.items():
        told: dict[str, Any] = {"title": title, "sensitivity": sensitivity}
        papers.add_paper(agreement=agreement, by=world.dana, file=_scan(title), **told)


def _scan(words: str) -> SimpleUploadedFile:
    """A page with a line of text, as a picture."""
    page, out = Image.new("L", (850, 1100), "white"), io.BytesIO()
    ImageDraw.Draw(page).text((80, 80), f"{words}. Fictional, of the demo.", fill="black")
    page.save(out, "PNG")
    return SimpleUploadedFile("scan.png", out.getvalue())


def _assignments(world: SimpleNamespace, program: Agreement, schools: list[School]) -> None:
    """The deputy at two schools under the program; the security officer at one it leaves out."""
    named = {school.name.split()[0]: school for school in schools}
    ray, bianca = (world.accounts[key].people.get() for key in ("ray", "bianca"))
    today = timezone.localdate()
    for person, school, days, began, agreement in (
        (ray, "Cedar", ["monday", "tuesday", "wednesday", "thursday"], 130, program),
        (ray, "Alder", ["friday"], 130, program),
        (bianca, "Tamarack", ["monday", "wednesday"], 70, None),
    ):
        assigning.assign_officer(
            coalition=world.coalitions["cedar-county"],
            by=world.dana,
            person=person,
            schools=[named[school]],
            days=days,
            starts_on=today - timedelta(days=began),
            ends_on=None,
            agreement=agreement,
        )


def agreement_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the agreements of coalitions (ids) left, each before what it refers to."""
    of_agreement = {"agreement__coalition__in": coalitions}
    return (
        PaperRead.objects.filter(paper__agreement__coalition__in=coalitions),
        AgreementPaper.objects.filter(**of_agreement),
        Amendment.objects.filter(**of_agreement),
        AgreementReview.objects.filter(**of_agreement),
        AgreementParty.objects.filter(**of_agreement),
        Agreement.schools.through.objects.filter(**of_agreement),
        OfficerAssignment.objects.filter(coalition__in=coalitions),
        Agreement.objects.filter(coalition__in=coalitions),
    )
