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
from safety_portal.core.refusals import Refused


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

    Raises Refused for a day to come.
    """
    require(can_attach_report(by, coalition))
    now = now or timezone.now()
    if dated_on > timezone.localdate(now):
        raise Refused(
            "This day is in the future. Look at the date of the report.", field="dated_on"
        )
    with all_or_nothing() as store:
        coalition = lock_coalition(coalition)
        sha256 = file.sha256
        if known := OutsideReport.objects.filter(coalition=coalition, file_sha256=sha256).first():
            return known
        report = OutsideReport(coalition=coalition, dated_on=dated_on, file_sha256=sha256)
        report.title, report.source = " ".join(title.split()), " ".join(source.split())
        report.attached_at, report.attached_by = now, by
        store(report.file, file.as_file())
        report.save(force_insert=True)
        record(by=by, action="outside_report.attached", subject=report, scope=coalition)
    return report


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

    Raises Refused for no words, or a layer or rating that is none.
    """
    require(can_enter_finding(by, report))
    coalition, title = lock_coalition(report.coalition), " ".join(title.split())
    _check(title, layer, severity, sureness)
    same = Finding.objects.filter(report=report, title__iexact=title, place__iexact=place.strip())
    if known := same.first():
        return known
    finding = Finding.objects.create(
        coalition=coalition,
        report=report,
        title=title,
        layer=layer,
        building=" ".join(building.split()),
        place=" ".join(place.split()),
        words=words.strip(),
        severity=severity,
        sureness=sureness,
        found_on=report.dated_on,
        made_at=now or timezone.now(),
        made_by=by,
    )
    record(by=by, action="finding.entered", subject=finding, scope=coalition)
    return finding


def _check(title: str, layer: str, severity: int | None, sureness: str) -> None:
    if not title:
        raise Refused("Say what was found.", field="title")
    if layer not in Layer.values:
        raise Refused("Choose the layer of the site that it is about.", field="layer")
    if severity is not None and severity not in Severity.values:
        raise Refused("How bad it is goes from 1 to 4.", field="severity")
    if sureness and sureness not in Sureness.values:
        raise Refused("Say sure, likely or unsure, or leave it out.", field="sureness")
