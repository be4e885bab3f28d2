"""The community edition: since when the plan is in force, its annexes, and its public text."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Max
from django.utils import timezone

from coalitions.access.roles import MEMBERS, PUBLIC, RESTRICTED
from coalitions.community.texts import OwnText
from plans.approvals.lifecycle import Outcome
from plans.approvals.models import Approval
from plans.book.generated import block_names, draw_blocks, put_blocks
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.editions.reader_text import facts_on_page, filled
from plans.library.structure import read_data
from plans.review.models import ReviewRound
from safety_portal.core.look.wording import counted
from safety_portal.portal.community.parts.about import About, LeftOut, lacking

PICTURE = re.compile(r'<img\b[^>]*?(?:alt="([^"]*)")?[^>]*>')
NO_PLAN = LeftOut("The plan", "No edition is in force yet.")


@dataclass(frozen=True)
class Annex:
    """An annex that the plan has, in the words for families."""

    title: str
    summary: str


@dataclass(frozen=True)
class PublicSection:
    """A section that everybody may read."""

    number: str
    title: OwnText
    text: OwnText | None


@dataclass(frozen=True)
class PublicPlan:
    """The edition in force, as everybody may know it."""

    number: int
    in_force_on: date
    reviewed_on: date | None
    approved_on: date | None
    annexes: tuple[Annex, ...]
    sections: tuple[PublicSection, ...]

    @property
    def texts(self) -> list[OwnText]:
        """The coalition's own words in it."""
        found = [each for section in self.sections for each in (section.title, section.text)]
        return [each for each in found if each]


def plans(about: About) -> tuple[list[PublicPlan], list[LeftOut]]:
    """The editions in force of the coalition. Five queries each."""
    editions = Edition.objects.in_force().filter(plan__coalition=about.place)
    rows = list(editions.select_related("plan__coalition__district", "plan__coalition__school"))
    if not rows:
        return [], [NO_PLAN]
    shown = [_plan(about, edition) for edition in sorted(rows, key=lambda row: row.pk)]
    return [plan for plan, _ in shown], [each for _, left_out in shown for each in left_out]


def _plan(about: About, edition: Edition) -> tuple[PublicPlan, list[LeftOut]]:
    present = Section.objects.present().filter(edition=edition)
    rows = list(present.exclude(html="").values_list("target", "sensitivity"))
    levels = Counter(level for _, level in rows)
    votes = Approval.objects.filter(edition=edition, outcome=Outcome.APPROVED).standing()
    closed = ReviewRound.objects.filter(edition=edition).aggregate(last=Max("closed_at"))["last"]
    plan = PublicPlan(
        number=edition.number,
        in_force_on=timezone.localdate(edition.in_force_at),
        reviewed_on=timezone.localdate(closed) if closed else None,
        approved_on=votes.values_list("voted_on", flat=True).first(),
        annexes=_annexes({target for target, _ in rows}),
        sections=tuple(_public_sections(about, edition)),
    )
    return plan, [
        *lacking(
            levels[MEMBERS],
            f"{counted(levels[MEMBERS], 'section')} of the plan",
            "For members of the coalition.",
        ),
        *lacking(
            levels[RESTRICTED],
            f"{counted(levels[RESTRICTED], 'section')} of the plan",
            "Restricted: only who needs to know reads it.",
        ),
    ]


@cache
def summaries() -> dict[str, Annex]:
    """What annexes are about, in words for families, by their code."""
    return {
        each["code"]: Annex(each["title"], each["community_summary"].strip())
        for each in read_data("annexes.yaml")["annexes"]
    }


def _annexes(targets: set[str]) -> tuple[Annex, ...]:
    return tuple(annex for code, annex in summaries().items() if code in targets)


def _public_sections(about: About, edition: Edition) -> list[PublicSection]:
    rows = list(Section.objects.present().filter(edition=edition, sensitivity=PUBLIC))
    facts = facts_on_page(edition)
    names = {name for row in rows for name in block_names(row.html)}
    blocks = draw_blocks(
        sorted(names), edition, readable=[row.pk for row in rows], levels=frozenset({PUBLIC})
    )
    return [
        _section(about, row, PICTURE.sub(_in_words, put_blocks(filled(row.html, facts), blocks)))
        for row in rows
        if row.html
    ]


def _section(about: About, row: Section, html: str) -> PublicSection:
    key = f"section:{row.lineage}"
    label = f"Plan, section {row.number or row.title}"
    return PublicSection(
        row.number,
        about.translator.text(f"{key}:title", f"{label}: title", row.title),
        about.translator.text(f"{key}:text", f"{label}: text", html, is_html=True),
    )


def _in_words(picture: re.Match[str]) -> str:
    """A picture is streamed to members alone; who reads here is told what it shows."""
    return f"<em>[{picture[1]}]</em>" if picture[1] else ""
