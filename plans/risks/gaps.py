"""What stands against a risk that is high or medium, and what is missing: computed, never ticked.

Annexes of the plan in force or in work, and findings that are open too long. What the portal does
not know here (drills, training) is left out, never counted as missing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.findings.models import Finding
from plans.risks.models.risk import Risk
from plans.risks.scales import Priority
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import counted
from safety_portal.core.web.addresses import address

OPEN_TOO_LONG = timedelta(days=90)
WANTS_AN_ANNEX = (Priority.HIGH, Priority.MEDIUM)


@dataclass(frozen=True)
class Annex:
    """Where the part of the plan about a hazard stands, and where it is read or written."""

    color: str
    words: str
    path: str

    @property
    def is_missing(self) -> bool:
        return self.color == "overdue"


@dataclass(frozen=True)
class OldFindings:
    """Findings about a hazard that are open over 90 days: how many, the oldest of how many days."""

    number: int
    days: int
    path: str

    @property
    def words(self) -> str:
        """ "2 findings open, the oldest 120 days"."""
        return f"{counted(self.number, 'finding')} open, oldest {counted(self.days, 'day')}"


@dataclass(frozen=True)
class Gaps:
    """What a risk lacks. `annex` is None where none is asked for: of an own hazard of which nobody
    said which annex is about it. `findings` is None where none is open, or the reader learns of
    none.
    """

    annex: Annex | None
    findings: OldFindings | None

    @property
    def is_any(self) -> bool:
        """Whether something is missing."""
        return bool((self.annex and self.annex.is_missing) or self.findings)


def gaps_of(
    user: User, coalition: Coalition, risks: Sequence[Risk], *, on: date
) -> dict[int, Gaps]:
    """The gaps of the risks that are high or medium, by their key. Three queries."""
    asked = [each for each in risks if each.decision and each.decision.priority in WANTS_AN_ANNEX]
    if not asked:
        return {}
    written = _written(user, coalition)
    reads = access_of(user).levels_in(coalition)
    old = _old_findings(user, coalition, on=on)
    return {
        risk.pk: Gaps(
            _annex(coalition, risk.hazard.annexes, written, reads),
            _findings(coalition, risk, old, on=on),
        )
        for risk in asked
    }


def _written(user: User, coalition: Coalition) -> dict[str, list[Section]]:
    """The annexes with text of the editions in force or in work, by their code. One query.

    Only that a part is there, and in which edition, is told of it: titles may be restricted. What
    is in work is told to whom it is open.
    """
    editions = Edition.objects.visible_to(user).filter(
        plan__coalition=coalition, status__in=(EditionStatus.IN_FORCE, *IN_WORK)
    )
    rows = Section.objects.present().filter(edition__in=editions.values("pk"), html__gt="")
    rows = rows.exclude(target="").select_related("edition").defer("html")
    found: dict[str, list[Section]] = {}
    for section in rows:
        found.setdefault(section.target, []).append(section)
    return found


def _annex(
    coalition: Coalition,
    codes: Sequence[str],
    written: Mapping[str, list[Section]],
    reads: Collection[str],
) -> Annex | None:
    """The best that the plan has of these annexes: in force, else in work, else nothing."""
    if not codes:
        return None
    sections = [section for code in codes for section in written.get(code, ())]
    if not sections:
        return Annex("overdue", "No annex", address("workspace_plans", coalition.slug))
    in_force = [each for each in sections if each.edition.status == EditionStatus.IN_FORCE]
    section = (in_force or sections)[0]
    place = (coalition.slug, section.edition.plan_id, section.edition.number)
    # Whoever may not read the part is led to its edition.
    path = (
        address("workspace_section", *place, section.pk)
        if section.sensitivity in reads
        else address("workspace_edition", *place)
    )
    if in_force:
        return Annex("met", "In force", path)
    return Annex("due", f"In work, edition {section.edition.number}", path)


def _old_findings(user: User, coalition: Coalition, *, on: date) -> list[Finding]:
    """Findings about an annex that are open over 90 days, as the reader may see them. One query."""
    rows = Finding.objects.visible_to(user).open().filter(coalition=coalition)
    rows = rows.exclude(annex="").filter(found_on__lt=on - OPEN_TOO_LONG)
    return list(rows.only("pk", "annex", "building", "found_on").order_by("found_on", "pk"))


def _findings(
    coalition: Coalition, risk: Risk, old: Iterable[Finding], *, on: date
) -> OldFindings | None:
    """Those about a hazard: of a building its own and those of the whole site."""
    places = {risk.building.casefold(), ""}
    found = [
        each
        for each in old
        if each.annex in risk.hazard.annexes
        and (not risk.building or each.building.casefold() in places)
    ]
    if not found:
        return None
    one = len(found) == 1
    path = (
        address("finding", coalition.slug, found[0].pk)
        if one
        else f"{address('findings', coalition.slug)}?state=open&age=old"
    )
    return OldFindings(len(found), (on - found[0].found_on).days, path)
