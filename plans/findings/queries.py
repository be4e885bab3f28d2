"""The finding or report that an address names, and lists of them. Fetching is authorising.

Strangers get 404, and so does everybody who reads nothing restricted there.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from coalitions.action_items.queries import owners_of
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from plans.assessments.models.answer import Photo
from plans.assessments.models.assessment import Assessment, AssessmentRead
from plans.findings.models import Finding, FindingQuerySet, OutsideReport, OutsideReportQuerySet
from plans.findings.standing import OLD, YOUNG, Age
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot

SHOWN_WITH = (
    "coalition__district",
    "coalition__school",
    "assessment",
    "answer",
    "report",
    "repeats",
    "made_by",
    "not_acting_by",
    "closed_by",
    "closed_in",
    "action_item__owner",
    "action_item__owner_seat",
    "action_item__verified_by",
)


def fetch_finding(user: User, *, coalition: str, finding: int, **rest: str | int) -> Finding:
    """The finding of the address, with all that its page shows, or Http404."""
    visible = Finding.objects.visible_to(user).select_related(*SHOWN_WITH)
    return get_object_or_404(visible, pk=finding, coalition__slug=coalition)


def fetch_report(user: User, *, coalition: str, report: int, **rest: str | int) -> OutsideReport:
    """The outside report of the address, or Http404."""
    visible = OutsideReport.objects.visible_to(user).select_related(
        "coalition__district", "coalition__school", "attached_by"
    )
    return get_object_or_404(visible, pk=report, coalition__slug=coalition)


def _of_keys() -> FindingQuerySet:
    return Finding.objects.filter(Among("id", ListSlot("keys"))).select_related(*SHOWN_WITH)


BY_KEY = KeptQuery(_of_keys)


def whole(keys: Collection[int]) -> dict[int, Finding]:
    """The findings of these keys with all they are shown with, by key: one query, none for no key.

    Planned once: in which order PostgreSQL best joins a dozen tables costs it more than the rows.
    """
    return {row.pk: row for row in BY_KEY.ask(keys=sorted(keys))} if keys else {}


def findings_of(user: User, coalition: Coalition) -> FindingQuerySet:
    """Those of a coalition, and of a district's also those of its schools."""
    visible = Finding.objects.visible_to(user)
    if coalition.school_id:
        return visible.filter(coalition=coalition)
    return visible.filter(coalition__district=coalition.district_id)


def of_age(findings: FindingQuerySet, age: str, *, on: date) -> FindingQuerySet:
    """Those of an Age on the day; all of them for a code that is none."""
    young, old = on - YOUNG, on - OLD
    ages = {
        Age.YOUNG: Q(found_on__gte=young),
        Age.MIDDLE: Q(found_on__lt=young, found_on__gte=old),
        Age.OLD: Q(found_on__lt=old),
    }
    return findings.filter(ages[Age(age)]) if age in Age.values else findings


def reports_of(user: User, coalition: Coalition) -> OutsideReportQuerySet:
    """Those of a coalition, and of a district's also those of its schools."""
    visible = OutsideReport.objects.visible_to(user).select_related(
        "coalition__district", "coalition__school"
    )
    if coalition.school_id:
        return visible.filter(coalition=coalition)
    return visible.filter(coalition__district=coalition.district_id)


def findings_in(assessment: Assessment) -> FindingQuerySet:
    """Those of one walk, worst first; those that nobody rated come last."""
    rows = Finding.objects.filter(assessment=assessment).select_related(*SHOWN_WITH)
    return rows.order_by(F("severity").desc(nulls_last=True), "pk")


def open_items(coalition: Coalition, building: str) -> list[str]:
    """The codes of the items of which findings are open at a place."""
    rows = Finding.objects.open().of_place(coalition, " ".join(building.split()))
    return sorted(set(rows.exclude(item="").values_list("item", flat=True)))


def owners_for(finding: Finding, *, on: date) -> QuerySet[Person]:
    """Who may own the restricted action item of a finding, by name."""
    held = owners_of(finding.coalition, is_restricted=True, on=on)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk")


def photos_of(finding: Finding) -> list[Photo]:
    """The photos of the answer it came from that have arrived."""
    if finding.answer is None:
        return []
    named = finding.answer.photos
    rows = Photo.objects.filter(assessment=finding.assessment_id, sha256__in=named)
    return sorted(rows, key=lambda photo: named.index(photo.sha256))


def earlier_of(finding: Finding) -> Finding | None:
    """The latest earlier finding of the same item and place as one that is not saved yet.

    One that was seen later is none, though its walk was finished before this one's.
    """
    if not finding.item:
        return None
    same = Finding.objects.of_place(finding.coalition, finding.building).filter(
        item=finding.item, found_on__lte=finding.found_on
    )
    return same.exclude(assessment=finding.assessment).order_by("-found_on", "-pk").first()


def history_of(finding: Finding) -> list[AuditRow]:
    """What became of a finding, the newest first: audit rows."""
    return list(AuditRow.objects.about(finding).to_read()[:30])


def reads_of(assessment: Assessment) -> list[AssessmentRead]:
    """Who opened a report, the latest first."""
    return list(AssessmentRead.objects.filter(assessment=assessment).order_by("-pk")[:50])
