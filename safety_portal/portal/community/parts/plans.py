"""The community edition: since when the plan is in force, its annexes, and its public text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
from safety_portal.portal.community.parts.about import About, LeftOut

PICTURE = re.compile(r'<img\b[^>]*?(?:alt="([^"]*)")?[^>]*>')
WHY = {
    MEMBERS: "For members of the coalition.",
    RESTRICTED: "Restricted: only who needs to know reads it.",
}
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


@dataclass(frozen=True)
class _Known:
    """What the database says of all editions in force, by their keys."""

    texts: Mapping[int, list[tuple[str, str]]]
    public: Mapping[int, list[Section]]
    reviewed: Mapping[int, datetime]
    approved: Mapping[int, date]


def plans(about: About) -> tuple[list[PublicPlan], list[LeftOut]]:
    """The editions in force of the coalition. Five queries for all of them."""
    editions = Edition.objects.in_force().filter(plan__coalition=about.place)
    rows = editions.select_related("plan__coalition__district", "plan__coalition__school")
    in_force = list(rows.order_by("pk"))
    if not in_force:
        return [], [NO_PLAN]
    known = _known([edition.pk for edition in in_force])
    return [_plan(about, edition, known) for edition in in_force], _left_out(known)


def _known(editions: list[int]) -> _Known:
    present = Section.objects.present().filter(edition__in=editions).exclude(html="")
    texts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for edition, *text in present.values_list("edition", "target", "sensitivity"):
        texts[edition].append((text[0], text[1]))
    public: dict[int, list[Section]] = defaultdict(list)
    for section in present.filter(sensitivity=PUBLIC):
        public[section.edition_id].append(section)
    rounds = ReviewRound.objects.filter(edition__in=editions, closed_at__isnull=False)
    votes = Approval.objects.filter(edition__in=editions, outcome=Outcome.APPROVED).standing()
    # The newest stands first, and is to win.
    days = reversed(list(votes.values_list("edition", "voted_on")))
    last = rounds.order_by().values_list("edition").annotate(last=Max("closed_at"))
    return _Known(texts, public, dict(last), dict(days))


def _plan(about: About, edition: Edition, known: _Known) -> PublicPlan:
    reviewed_at = known.reviewed.get(edition.pk)
    return PublicPlan(
        number=edition.number,
        in_force_on=timezone.localdate(edition.in_force_at),
        reviewed_on=timezone.localdate(reviewed_at) if reviewed_at else None,
        approved_on=known.approved.get(edition.pk),
        annexes=_annexes({target for target, _ in known.texts.get(edition.pk, ())}),
        sections=tuple(_public_sections(about, edition, known.public.get(edition.pk, []))),
    )


def _left_out(known: _Known) -> list[LeftOut]:
    levels = Counter(level for texts in known.texts.values() for _, level in texts)
    return [
        LeftOut(f"{counted(levels[level], 'section')} of the plan", why)
        for level, why in WHY.items()
        if levels[level]
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


def _public_sections(
    about: About, edition: Edition, rows: list[Section]
) -> Iterator[PublicSection]:
    facts = facts_on_page(edition)
    names = {name for row in rows for name in block_names(row.html)}
    blocks = draw_blocks(
        sorted(names), edition, readable=[row.pk for row in rows], levels=frozenset({PUBLIC})
    )
    for row in rows:
        html = put_blocks(filled(row.html, facts), blocks)
        yield _section(about, row, PICTURE.sub(_in_words, html))


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
