"""A packet that was made: on a page, as PDF, as CSV."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from coalitions.coalition.tabs import page_context
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.writers import paper, table
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response


def packet(request: GatedRequest[RecordsPacket], coalition: str, packet: int) -> HttpResponse:
    """What went in and what stayed out, as it was that day."""
    this = request.subject
    context = page_context(
        request,
        this.coalition,
        "public_records",
        packet=this,
        facts=this.fact_lines,
        withheld=this.withheld_lines,
    )
    return render(request, "coalitions/public_records/packet.html", context)


def pdf(request: GatedRequest[RecordsPacket], coalition: str, packet: int) -> HttpResponse:
    """The paper for counsel."""
    this = request.subject
    response = HttpResponse(paper.pdf_of(this), content_type="application/pdf")
    name = f"public-records-{coalition}-{this.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def packet_csv(
    request: GatedRequest[RecordsPacket], coalition: str, packet: int
) -> StreamingHttpResponse:
    """The same as a file."""
    this = request.subject
    name = f"public-records-{coalition}-{this.number}.csv"
    return csv_response(name, table.COLUMNS, table.rows_of(this))
