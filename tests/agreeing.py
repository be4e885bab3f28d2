"""Make agreements, their papers and assignments for tests, as builders.py makes the rest."""

from datetime import timedelta

from django.utils import timezone

from coalitions.agreements.models.agreement import Agreement, AgreementParty
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.models.paper import AgreementPaper
from tests import builders

# Begun a year ago, for three years.
BEGAN, YEARS = timedelta(days=365), timedelta(days=3 * 365)


def make_agreement(*, coalition, schools=(), by=None, parties=("Cedar Health",), **fields):
    """One in force without anything due, that covers `schools` (the coalition's own by default)."""
    began = fields.pop("starts_on", timezone.localdate() - BEGAN)
    fields = {"kind": "mutual_aid", "signed_on": began, "ends_on": began + YEARS} | fields
    agreement = Agreement.objects.create(
        coalition=coalition,
        title=fields.pop("title", f"Agreement {next(builders.serial)}"),
        terms=fields.pop("terms", "An engine comes within ten minutes."),
        starts_on=began,
        recorded_at=timezone.now(),
        recorded_by=by or builders.make_account(),
        **fields,
    )
    agreement.schools.set(schools or [school for school in [coalition.school] if school])
    for position, name in enumerate(parties):
        AgreementParty.objects.create(agreement=agreement, name=name, position=position)
    return agreement


def renew(agreement, **fields):
    """A later one of its chain, from the day after it ends."""
    starts_on = fields.pop("starts_on", agreement.ends_on + timedelta(days=1))
    fields = {"kind": agreement.kind, "title": agreement.title, "starts_on": starts_on} | fields
    return make_agreement(
        coalition=agreement.coalition,
        schools=agreement.schools.all(),
        replaces=agreement,
        first=agreement.first or agreement,
        **fields,
    )


def make_paper(*, agreement, sensitivity="members", title="Signed copy", by=None, **fields):
    return AgreementPaper.objects.create(
        agreement=agreement,
        title=title,
        file=builders.png(),
        sha256=f"{next(builders.serial):064x}",
        sensitivity=sensitivity,
        added_at=timezone.now(),
        added_by=by or builders.make_account(),
        **fields,
    )


def make_assignment(*, person, school, coalition, agreement=None, by=None, **fields):
    fields = {"days": ["monday", "friday"], "starts_on": builders.LONG_AGO} | fields
    return OfficerAssignment.objects.create(
        person=person,
        school=school,
        coalition=coalition,
        agreement=agreement,
        made_at=timezone.now(),
        made_by=by or builders.make_account(),
        **fields,
    )
