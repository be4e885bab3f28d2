"""Rows of the kinds that no address names, for the test that violates every constraint."""

import uuid
from datetime import date

from django.utils import timezone

from coalitions.agreements.models.agreement import AgreementReview, Amendment
from coalitions.agreements.models.paper import PaperRead
from coalitions.people.models import RosterIdentity
from plans.book.models import PrintedCopy
from plans.editions.models.distribution import Distribution
from plans.printed_reports.models import PrintedReport
from plans.protocols.models import Acknowledgement
from plans.word_in.models.word_file import WordSource
from plans.writing.models import Presence
from safety_portal.core.accounts.models import CalendarFeed, SignInEvent
from safety_portal.core.notices.models import Digest, Reminder, Tally
from tests.everywhere.world_plans import HASH
from training.transcripts.models import FileWork

NOW, TODAY = timezone.now(), date(2026, 3, 2)


def add_the_rest(world):
    place, section = world.places["own"], world.places["own"].at["in_force"]["sections"]["members"]
    teacher, told = (
        place.cast["teacher"],
        {"account": place.cast["teacher"], "due_on": TODAY, "step": 7},
    )
    Acknowledgement.objects.create(
        person=place.membership.person,
        section=section,
        lineage=section.lineage,
        protocol_hash=HASH,
        made_at=NOW,
        made_by=teacher,
    )
    Distribution.objects.create(
        edition=section.edition,
        account=teacher,
        recipient_name="T",
        channel="opened",
        delivered_at=NOW,
    )
    WordSource.objects.create(
        coalition=place.coalition,
        edition=section.edition,
        sha256=HASH,
        file_name="plan.docx",
        words=1,
        headings=1,
        imported_at=NOW,
    )
    RosterIdentity.objects.create(
        district=place.coalition.district,
        source="oneroster",
        sourced_id="1",
        person=place.membership.person,
    )
    Reminder.objects.create(
        key="k", kind="k", scope=1, title="t", told_on=TODAY, message=place.message, **told
    )
    Presence.objects.create(section=section, account=teacher, opened_at=NOW, seen_at=NOW)
    PrintedReport.objects.create(assessment=place.walked, account=teacher, key=HASH, asked_at=NOW)
    PrintedCopy.objects.create(edition=section.edition, account=teacher, key=HASH, asked_at=NOW)
    Digest.objects.create(account=teacher, day=TODAY, message=place.message)
    place.school.state_id = "FL-1"
    place.school.save(update_fields=["state_id"])
    FileWork.objects.create(file=place.training_file, asked_at=NOW)
    agreement, made = place.agreement, {"made_at": NOW, "made_by": teacher}
    Amendment.objects.create(
        agreement=agreement, amended_on=TODAY, because="A word.", before={}, after={}, **made
    )
    AgreementReview.objects.create(
        agreement=agreement, reviewed_on=TODAY, outcome="Nothing to change.", **made
    )
    PaperRead.objects.create(
        paper=place.secret_paper, account=teacher, reader_name="T", role="fire", read_at=NOW
    )
    place.meeting.lines.create(position=9, title="Seat", origin_key="seat:1", origin_path="/x/")
    CalendarFeed.objects.get_or_create(
        account=teacher, defaults={"token_hash": HASH, "made_at": NOW}
    )
    make_any(Tally)
    make_any(SignInEvent)


def make_any(model):
    """A row of a model with the plainest values its fields take."""
    row = model()
    for field in model._meta.concrete_fields:
        if (
            field.primary_key
            or field.null
            or field.has_default()
            or getattr(field, "auto_now_add", False)
        ):
            continue
        setattr(row, field.attname, field.choices[0][0] if field.choices else plain(field))
    row.save()
    return row


def plain(field):
    kinds = {
        "DateField": TODAY,
        "DateTimeField": NOW,
        "UUIDField": uuid.uuid4(),
        "GenericIPAddressField": "127.0.0.1",
    }
    kinds |= dict.fromkeys(
        ("IntegerField", "PositiveIntegerField", "BigIntegerField", "PositiveSmallIntegerField"), 1
    )
    return kinds.get(field.get_internal_type(), "x")
