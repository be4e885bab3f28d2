"""What somebody else found: their report is attached, its findings are entered."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from plans.assessments.scales import Layer, Severity, Sureness
from plans.findings.models import Finding, OutsideReport
from plans.findings.policies import can_attach_report, can_enter_finding
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.files.uploads import Upload, all_or_nothing
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

EARLIEST = 1950


def attach_report(
    *,
    coalition: Coalition,
    title: str,
    source: str,
    dated_on: date,
    file: Upload,
    by: User,
    now: datetime | None = None,
) -> OutsideReport:
    """Attach a report of somebody else; the same file again is the same row. Returns it.

    Raises Refused for a day to come or of another century, and for a title or source without a
    letter.
    """
    require(can_attach_report(by, coalition))
    now, title, source = now or timezone.now(), tidy_line(title), tidy_line(source)
    _check_report(title, source, dated_on, on=timezone.localdate(now))
    with all_or_nothing() as store:
        coalition = lock_coalition(coalition)
        sha256 = file.sha256
        if known := OutsideReport.objects.filter(coalition=coalition, file_sha256=sha256).first():
            return known
        report = OutsideReport(coalition=coalition, dated_on=dated_on, file_sha256=sha256)
        report.title, report.source = title, source
        report.attached_at, report.attached_by = now, by
        store(report.file, file.as_file())
        report.save(force_insert=True)
        record(by=by, action="outside_report.attached", subject=report, scope=coalition)
    return report


def _check_report(title: str, source: str, dated_on: date, *, on: date) -> None:
    if not title:
        raise Refused("Write the title with letters.", field="title")
    if not source:
        raise Refused("Say who wrote it.", field="source")
    if dated_on > on:
        raise Refused(
            "This day is in the future. Look at the date of the report.", field="dated_on"
        )
    if dated_on.year < EARLIEST:
        raise Refused(
            f"The year {dated_on.year} is not one of a report in use. Look at the year.",
            field="dated_on",
        )


@transaction.atomic
def enter_finding(
    *,
    report: OutsideReport,
    title: str,
    layer: str,
    building: str = "",
    place: str = "",
    words: str = "",
    severity: int | None = None,
    sureness: str = "",
    by: User,
    now: datetime | None = None,
) -> Finding:
    """Enter one finding of a report; returns it, the old one where the same was entered before.

    The same is what has the same title, building and place. Raises Refused for no words, or a layer
    or rating that is none.
    """
    require(can_enter_finding(by, report))
    coalition, title = lock_coalition(report.coalition), tidy_line(title)
    building, place = tidy_line(building), tidy_line(place)
    _check(title, layer, severity, sureness)
    if known := _entered(report, title=title, building=building, place=place):
        return known
    finding = Finding.objects.create(
        coalition=coalition,
        report=report,
        title=title,
        layer=layer,
        building=building,
        place=place,
        words=words.strip(),
        severity=severity,
        sureness=sureness,
        found_on=report.dated_on,
        made_at=now or timezone.now(),
        made_by=by,
    )
    record(by=by, action="finding.entered", subject=finding, scope=coalition)
    return finding


def _entered(report: OutsideReport, **words: str) -> Finding | None:
    """The finding of a report with these words, whatever their letters."""
    same = {f"{name}__iexact": value for name, value in words.items()}
    return Finding.objects.filter(report=report, **same).first()


def _check(title: str, layer: str, severity: int | None, sureness: str) -> None:
    if not title:
        raise Refused("Say what was found.", field="title")
    if layer not in Layer.values:
        raise Refused("Choose the layer of the site that it is about.", field="layer")
    if severity is not None and severity not in Severity.values:
        raise Refused("How bad it is goes from 1 to 4.", field="severity")
    if sureness and sureness not in Sureness.values:
        raise Refused("Say sure, likely or unsure, or leave it out.", field="sureness")
