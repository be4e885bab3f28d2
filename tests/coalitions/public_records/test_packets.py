"""A packet: kept with the values of its day, on its page, as PDF and as CSV."""

import csv
import io
from datetime import timedelta

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.public_records.actions.packets import make_packet
from coalitions.public_records.actions.requests import close_request
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.offer import Value
from coalitions.public_records.writers.paper import html_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.public_records.conftest import text
from tests.plugins.databases import as_owner
from tests.public_records import MISSING, make_kept, make_offer, make_request

pytestmark = pytest.mark.django_db
FORCE = (
    "Cedar County Schools has an emergency operations plan in force. Edition 6 came into force on"
    " September 8, 2025."
)


@pytest.fixture
def packet(asked, administrator):
    return make_kept(request=asked, by=administrator, state="NC", name="North Carolina")


def test_it_keeps_sentences_laws_and_what_stays_in(packet):
    kept = RecordsPacket.objects.get()
    fact = kept.fact_lines[0]
    assert (fact.code, fact.sentence, fact.citations) == ("plan_exists", FORCE, "G.S. 132-1.7(c)")
    assert fact.laws[0].effect_in_words == "Open on request"
    assert {line.code for line in kept.withheld_lines} >= {"plan_text", "drawings"}
    assert "North Carolina" in kept.closing
    assert (kept.number, kept.law_state) == (1, "North Carolina")


def test_it_is_logged_with_the_facts_that_went_in(packet, coalition, administrator):
    row = AuditRow.objects.get(action="records_packet.made")
    assert (row.by_id, row.scope, row.subject_name) == (administrator.pk, coalition.pk, "Packet 1")
    assert row.detail == {"facts": ["plan_exists"]}


def test_numbers_run_through_the_coalition(packet, asked, administrator, district_coalition):
    assert make_kept(request=asked, by=administrator).number == 2
    other = make_request(coalition=asked.coalition, by=administrator)
    assert make_kept(request=other, by=administrator).number == 3
    above = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    request = make_request(coalition=district_coalition, by=above)
    assert make_kept(request=request, by=above).number == 1


@pytest.mark.parametrize("chosen", [[], ["nothing"], ["reviewed_last_12_months"]])
def test_nothing_to_say_makes_no_packet(asked, administrator, chosen):
    with pytest.raises(Refused, match="Tick at least one fact"):
        make_kept(request=asked, by=administrator, chosen=chosen)
    assert not RecordsPacket.objects.exists()
    assert not AuditRow.objects.filter(action="records_packet.made").exists()


def test_a_fact_without_a_value_stays_out_of_what_is_kept(asked, administrator):
    chosen = ["seats_and_titles", "reviewed_last_12_months", "drills_held"]
    packet = make_kept(request=asked, by=administrator, chosen=chosen)
    assert [line.code for line in packet.fact_lines] == ["seats_and_titles"]
    assert MISSING not in str(packet.facts)


def test_a_closed_request_gets_none(asked, administrator):
    close_request(
        request=asked,
        outcome="withdrawn",
        closed_on=timezone.localdate(),
        because="They called.",
        by=administrator,
    )
    with pytest.raises(WrongState, match="was taken back"):
        make_kept(request=asked, by=administrator)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_make_one(asked, role):
    member = builders.make_member(coalition=asked.coalition, role=role)
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        make_packet(request=asked, offer=make_offer(), chosen=["plan_exists"], by=member)


def test_it_never_changes_and_is_never_deleted(packet):
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        RecordsPacket.objects.update(closing="")
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        RecordsPacket.objects.all().delete()


def test_one_of_a_number(packet):
    fields = {field.name: getattr(packet, field.name) for field in packet._meta.concrete_fields}
    del fields["id"]
    with pytest.raises(IntegrityError, match="one_records_packet_of_a_number"):
        RecordsPacket.objects.create(**fields)


def test_its_page_shows_facts_laws_and_papers(page, packet, administrator):
    shown = text(page(administrator, "public_records_packet", packet.coalition.slug, packet.pk))
    assert "Packet 1: 1 fact, as of" in shown
    assert FORCE in shown
    assert "G.S. 132-1.7(c)" in shown
    assert "No statute read: counsel decides" in shown


def test_the_paper_says_whose_it_is_what_is_withheld_and_that_it_is_a_draft(packet):
    paper = " ".join(html_of(packet).split())
    assert "Draft for counsel." in paper
    assert "Asked by Cedar County Herald." in paper
    assert "made from records of Juniper Elementary" in paper
    assert "The text of the plan is withheld." in paper
    assert "Law of North Carolina as read on November 30, 2026" in paper


def test_a_hostile_name_is_text_on_paper(coalition, administrator):
    asked = make_request(
        coalition=coalition, by=administrator, asked_by="<script>alert(1)</script>"
    )
    hostile = {"seats_by_title": "<img src=x>", "filled": "1", "asked": "1"}
    packet = make_kept(
        request=asked,
        by=administrator,
        chosen=["seats_and_titles"],
        seats_and_titles=Value(hostile),
    )
    paper = html_of(packet)
    assert "<script>" not in paper
    assert "<img" not in paper
    assert "&lt;img src=x&gt;" in paper


def test_the_pdf_is_one_readable_page(page, packet, administrator):
    answer = page(administrator, "public_records_pdf", packet.coalition.slug, packet.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert 'filename="public-records-juniper-1.pdf"' in answer["Content-Disposition"]
    read = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(read.pages) == 1
    words = " ".join(read.pages[0].extract_text().split())
    assert "Edition 6 came into force on September 8, 2025." in words
    assert "G.S. 132-1.7(a), (b); 115C-105.54" in words


def rows(answer):
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_csv_has_facts_then_papers_then_the_day_of_the_law(page, packet, administrator):
    answer = page(administrator, "public_records_csv", packet.coalition.slug, packet.pk)
    lines = rows(answer)
    assert [line["Part"] for line in lines][:2] == ["Fact", "Withheld"]
    assert lines[0]["Sentence"] == FORCE
    assert lines[0]["What the law says"] == "Open on request"
    assert lines[-1] == {
        "Part": "Law read on",
        "Sentence": "2026-11-30",
        "Law": "",
        "What the law says": "North Carolina",
        "As of": str(timezone.localdate()),
    }


def test_no_cell_of_the_csv_is_a_formula(page, asked, administrator):
    hostile = {"district": "=1+1", "edition": "6", "date": "today"}
    packet = make_kept(request=asked, by=administrator, plan_exists=Value(hostile))
    answer = page(administrator, "public_records_csv", packet.coalition.slug, packet.pk)
    assert rows(answer)[0]["Sentence"].startswith("'=1+1 has an emergency operations plan")


def test_values_of_its_day_stay_when_the_place_is_renamed(page, packet, administrator):
    later = timezone.localdate() + timedelta(days=30)
    make_kept(
        request=packet.request,
        by=administrator,
        plan_exists=Value({"district": "Another", "edition": "7", "date": str(later)}),
    )
    shown = text(page(administrator, "public_records_packet", packet.coalition.slug, packet.pk))
    assert FORCE in shown
    assert "Edition 7" not in shown
