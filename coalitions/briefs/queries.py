"""Briefs that an address names, the library of a coalition, its brief of the day, its answers.

Fetching is authorising: strangers get 404.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.briefs.days import choosing
from coalitions.briefs.here import BriefHere, here
from coalitions.briefs.lifecycle import IN_WORK, DayLevel, VersionState
from coalitions.briefs.models.answer import BriefAnswer
from coalitions.briefs.models.brief import (
    Brief,
    BriefQuerySet,
    BriefVersion,
    BriefVersionQuerySet,
)
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from coalitions.prevention.matrix import Cell, Function
from safety_portal.core.accents import composed
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Message

WITH = ("coalition__district", "coalition__school", "retired_by")
WHO = ("membership__person", "membership__coalition", "written_by", "removed_by")


def fetch_brief(user: User, *, coalition: str, brief: int, **rest: str | int) -> BriefHere:
    """The brief that the coalition of the address reads, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    briefs = Brief.objects.visible_to(user).of_place(place).select_related(*WITH).with_versions()
    return here(get_object_or_404(briefs, pk=brief), place, on=timezone.localdate())


def fetch_answer(user: User, *, coalition: str, brief: int, answer: int) -> BriefAnswer:
    """An answer to the brief, given in the coalition of the address, or Http404."""
    answers = BriefAnswer.objects.visible_to(user).select_related(*WHO, "version__brief__coalition")
    return get_object_or_404(
        answers, pk=answer, version__brief=brief, membership__coalition__slug=coalition
    )


@dataclass(frozen=True)
class Wanted:
    """Which briefs of a library somebody looks for; "" for any."""

    cell: str = ""
    state: str = ""
    hazard: str = ""
    roles: frozenset[str] = frozenset()


STATES = {
    "published": "Published",
    "coming": "Published later",
    "proposed": "Waiting for an administrator",
    "draft": "Drafts",
    "retired": "Retired",
}


def library(user: User, coalition: Coalition, wanted: Wanted, *, on: date) -> BriefQuerySet:
    """The briefs of a coalition that the account reads, narrowed to what is wanted.

    By what the account reads of them: a filter tells nobody what is written in a draft.
    """
    rows = Brief.objects.visible_to(user).of_place(coalition).select_related(*WITH)
    visible = BriefVersion.objects.visible_to(user)
    rows = _in_state(rows, visible, wanted.state, on)
    if not (wanted.cell or wanted.hazard or wanted.roles):
        return rows.with_versions()
    current = BriefVersion.objects.published(on).values("pk")
    versions = visible.filter(Q(pk__in=current) | Q(state__in=IN_WORK))
    if wanted.cell:
        versions = versions.filter(cells__contains=[wanted.cell])
    if wanted.hazard:
        versions = versions.filter(hazards__contains=[wanted.hazard])
    if wanted.roles:
        named = Q(audience=[]) | Q(audience__overlap=sorted(wanted.roles))
        versions = versions.filter(named)
    return rows.filter(pk__in=versions.values("brief")).with_versions()


def _in_state(
    rows: BriefQuerySet, visible: BriefVersionQuerySet, state: str, on: date
) -> BriefQuerySet:
    if state == "retired":
        return rows.filter(retired_at__isnull=False)
    rows = rows.listed()
    if state in IN_WORK:
        return rows.filter(pk__in=visible.filter(state=state).values("brief"))
    published = visible.filter(state=VersionState.PUBLISHED)
    if state == "coming":
        return rows.filter(pk__in=published.filter(publish_on__gt=on).values("brief"))
    if state == "published":
        return rows.filter(pk__in=published.filter(publish_on__lte=on).values("brief"))
    return rows


def waiting_for(user: User, coalition: Coalition) -> int:
    """How many briefs of a coalition wait for an administrator, of those the account sees."""
    versions = BriefVersion.objects.visible_to(user).filter(brief__coalition=coalition)
    return versions.filter(state=VersionState.PROPOSED, brief__retired_at__isnull=True).count()


@dataclass(frozen=True)
class DayShown:
    """The brief of a day: which, what of it a home page says, and since when it stands there."""

    brief_id: int
    title: str
    cell: Cell
    function: Function
    question: str
    since: date


def level_of(user: User, coalition: Coalition) -> str:
    """Which brief of the day is for an account: that of members, or of parents and students."""
    is_inside = MEMBERS in access_of(user).levels_in(coalition)
    return DayLevel.MEMBERS if is_inside else DayLevel.PUBLIC


OF_DAY = choosing.of_day("%(coalition)s", "%(level)s")


def brief_of_day(coalition: Coalition, *, level: str, on: date) -> DayShown | None:
    """The brief that stands on the home pages of a coalition; None where it reads none."""
    with connection.cursor() as cursor:
        cursor.execute(OF_DAY, {"coalition": coalition.pk, "level": level, "on": on})
        row = cursor.fetchone()
    if row is None:
        return None
    pk, title, cell, function, question, since = row
    return DayShown(pk, title, Cell.of(cell), Function(function), question, since)


def members_of(coalition: Coalition, *, role: str, on: date) -> list[Membership]:
    """The members of a coalition who hold a role on a day, with their people."""
    held = Membership.objects.current(on).filter(coalition=coalition, role=role)
    return list(held.select_related("person__account").order_by("person__name", "id"))


@dataclass(frozen=True)
class Thread:
    """An answer with the replies to it."""

    answer: BriefAnswer
    replies: tuple[BriefAnswer, ...]


def threads_of(user: User, here: BriefHere) -> list[Thread]:
    """What was answered in a coalition, as far as the account reads it. One query."""
    answers = BriefAnswer.objects.visible_to(user).filter(
        version__brief=here.brief, membership__coalition=here.coalition
    )
    replies: dict[int, list[BriefAnswer]] = defaultdict(list)
    first: list[BriefAnswer] = []
    for answer in answers.select_related(*WHO, "version").order_by("id"):
        (replies[answer.answers_id] if answer.answers_id else first).append(answer)
    return [Thread(answer, tuple(replies[answer.pk])) for answer in first]


def same_cell(user: User, here: BriefHere, *, on: date, most: int = 5) -> list[BriefVersion]:
    """Other briefs in the first place of this one in the matrix."""
    versions = BriefVersion.objects.read_by(user).filter(
        cells__contains=[here.shown.primary_cell],
        brief__in=Brief.objects.of_place(here.coalition).listed(),
    )
    others = versions.exclude(brief=here.brief).select_related("brief")
    return list(others.order_by("brief__position", "brief")[:most])


def versions_to_export(coalition: Coalition) -> list[BriefVersion]:
    """What a file of a coalition holds: of each brief the newest that was handed in or published,
    in the order of the library; nothing that is retired.
    """
    briefs = Brief.objects.filter(coalition=coalition).listed().order_by("position", "id")
    newest = [
        next((each for each in brief.versions.all() if each.state != VersionState.DRAFT), None)
        for brief in briefs.with_versions()
    ]
    return [version for version in newest if version]


def sent_already(keys: Iterable[str]) -> set[str]:
    """Those of the keys under which mail was owed before. One query."""
    known = Message.objects.filter(dedupe_key__in=list(keys))
    return set(known.values_list("dedupe_key", flat=True))


def free_code(coalition: Coalition, title: str) -> str:
    """A code for a title that no brief of the coalition has."""
    words = re.sub(r"[^a-z0-9]+", "_", composed(title).lower()).strip("_")[:50] or "brief"
    taken = set(coalition.briefs.filter(code__startswith=words).values_list("code", flat=True))
    numbered = (f"{words}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (words, *numbered) if code not in taken)
