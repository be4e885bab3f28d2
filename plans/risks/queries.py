"""The risk that an address names, and lists of them. Fetching is authorising: strangers get 404."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import GROUPS, MAY_SUGGEST
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from plans.assessments.models.assessment import Assessment
from plans.risks.locks import SHOWN_WITH
from plans.risks.models.risk import OwnHazard, Risk, RiskQuerySet
from plans.risks.models.risk_file import RiskFile
from plans.risks.models.weighing import Acceptance, TookPart, Weighing
from safety_portal.core.accounts.models import User
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

JULY, BUILDING_MOST = 7, 120
ROLES = [role for group in sorted(MAY_SUGGEST) for role in GROUPS[group]]


def year_of(day: date) -> int:
    """The year in which the school year of a day began: in July, as calendars count."""
    return day.year - (day.month < JULY)


def fetch_risk(user: User, *, coalition: str, risk: int, **rest: str | int) -> Risk:
    """The risk of the address, with what its page shows, or Http404."""
    visible = Risk.objects.visible_to(user).select_related(*SHOWN_WITH)
    return get_object_or_404(visible, pk=risk, coalition__slug=coalition)


def fetch_risk_file(user: User, *, coalition: str, file: int, **rest: str | int) -> RiskFile:
    """A worksheet that the account brought to the coalition of the address, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    rows = RiskFile.objects.visible_to(user, now=timezone.now()).filter(coalition=place)
    return get_object_or_404(
        rows.select_related("coalition__district", "coalition__school"), pk=file
    )


def risks_of(user: User, coalition: Coalition) -> RiskQuerySet:
    """Those of one coalition as its reader sees them, in the order they were chosen."""
    rows = Risk.objects.visible_to(user).filter(coalition=coalition)
    return rows.select_related(*SHOWN_WITH).order_by("building", "pk")


def buildings_of(user: User, coalition: Coalition) -> list[str]:
    """The buildings whose risks are weighed for themselves, by name."""
    rows = Risk.objects.visible_to(user).filter(coalition=coalition).in_use()
    names = rows.exclude(building="").order_by("building").values_list("building", flat=True)
    return list(names.distinct())


def buildings_known(user: User, coalition: Coalition) -> list[str]:
    """The buildings that a form proposes: of risks, and of walks that the account may read."""
    walks = Assessment.objects.visible_to(user).filter(coalition=coalition).exclude(building="")
    walked = walks.order_by("building").values_list("building", flat=True).distinct()[:50]
    known = {name.casefold(): name for name in (*walked, *buildings_of(user, coalition))}
    return sorted(known.values())


def years_of(user: User, coalition: Coalition) -> list[int]:
    """The school years in which something was decided there, the newest first."""
    visible = Risk.objects.visible_to(user).filter(coalition=coalition)
    decided = Weighing.objects.filter(risk__in=visible.values("pk"), is_decided=True)
    return list(decided.order_by("-year").values_list("year", flat=True).distinct())


def decided_in(risks: Iterable[Risk], year: int) -> dict[int, Weighing]:
    """What held of each risk at the end of a school year, by the key of the risk. One query."""
    rows = Weighing.objects.filter(risk__in=[risk.pk for risk in risks], is_decided=True)
    last = rows.filter(year__lte=year).order_by("risk", "-year", "-pk").distinct("risk")
    return {row.risk_id: row for row in last.select_related("made_by")}


def weighings_of(risk: Risk) -> list[Weighing]:
    """Every decision and proposal on a risk with who took part, the newest first. Three queries."""
    rows = Weighing.objects.filter(risk=risk).select_related("made_by")
    return list(rows.prefetch_related("took_part__membership__person").order_by("-pk")[:100])


def acceptances_of(decisions: Iterable[Weighing | None]) -> dict[int, Acceptance]:
    """The last acceptance of each decision, by its key. One query."""
    keys = [each.pk for each in decisions if each]
    rows = Acceptance.objects.filter(weighing__in=keys).order_by("weighing", "-pk")
    rows = rows.distinct("weighing").select_related("membership__person")
    return {row.weighing_id: row for row in rows}


def took_part_in(decisions: Iterable[Weighing | None]) -> dict[int, int]:
    """How many people took part in each, by its key. One query."""
    keys = [each.pk for each in decisions if each]
    rows = TookPart.objects.filter(weighing__in=keys).order_by().values("weighing")
    return {row["weighing"]: row["people"] for row in rows.annotate(people=Count("pk"))}


def members_who_may(coalition: Coalition, *, on: date) -> QuerySet[Membership]:
    """Who can be named as having taken part, or as accepting: all but parents and students."""
    held = Membership.objects.current(on).filter(coalition=coalition)
    by_person = held.exclude(role__in=("parent", "student")).order_by("person", "pk")
    once = Membership.objects.filter(pk__in=by_person.distinct("person").values("pk"))
    return once.select_related("person").order_by("person__name", "pk")


def own_membership(user: User, coalition: Coalition) -> Membership | None:
    """The membership by which an account proposes there; None where it may not."""
    grants = [each for each in access_of(user).grants_in(coalition) if each.role in ROLES]
    rows = Membership.objects.filter(pk__in=[each.membership_id for each in grants])
    return rows.order_by("pk").first()


def next_to_decide(user: User, coalition: Coalition, *, after: int = 0) -> Risk | None:
    """The next risk without a decision after one of that key, else the first; None where none."""
    rows = risks_of(user, coalition).to_decide().order_by("pk")
    return rows.filter(pk__gt=after).first() or rows.exclude(pk=after).first()


def known_building(coalition: Coalition, building: str) -> str:
    """The name of a building, as it is written here already. Raises Refused for one too long."""
    building = tidy_line(building)
    if len(building) > BUILDING_MOST:
        raise Refused(
            f"The name of a building has at most {BUILDING_MOST} letters.", field="building"
        )
    same = Risk.objects.filter(coalition=coalition, building__iexact=building).first()
    return same.building if same else building


def beside(coalition: Coalition) -> tuple[list[Risk], list[OwnHazard]]:
    """Every risk and own hazard of a coalition, which a worksheet is compared with. Two queries."""
    risks = Risk.objects.filter(coalition=coalition).select_related(*SHOWN_WITH)
    return list(risks.order_by("pk")), list(OwnHazard.objects.filter(coalition=coalition))
