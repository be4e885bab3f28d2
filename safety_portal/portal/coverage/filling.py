"""What would fill a place of the matrix: of the library what was not used in a school year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from coalitions.briefs.models.answer import BriefRead
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.coalition.models import Coalition
from coalitions.prevention.matrix import Cell
from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.queries import catalogue_of, programs_of
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import day_in_words
from safety_portal.core.web.addresses import address
from training.courses.models import Course
from training.records.models import TrainingRecord

# Of each kind as many as somebody reads.
MOST = 5


@dataclass(frozen=True)
class Filler:
    """Something that covers a place, and by whom it was recommended; "" for nobody.

    `path` leads to it, "" where it has no page.
    """

    title: str
    kind: str
    path: str
    recommended: str = ""


def fillers_of(user: User, coalition: Coalition, cell: Cell, *, since: date) -> list[Filler]:
    """What the library has for a place and nobody used since a day. Four queries."""
    return [
        *_programs(user, coalition, cell),
        *_briefs(user, coalition, cell, since=since),
        *_courses(coalition, cell, since=since),
    ]


def _briefs(user: User, coalition: Coalition, cell: Cell, *, since: date) -> list[Filler]:
    read = BriefRead.objects.filter(
        version__brief=OuterRef("brief"),
        read_at__date__gte=since,
        account__people__memberships__coalition=coalition,
    )
    versions = BriefVersion.objects.read_by(user).filter(
        ~Exists(read),
        cells__contains=[cell.code],
        brief__in=Brief.objects.of_place(coalition).listed(),
    )
    return [
        Filler(each.title, "Brief", address("brief", coalition.slug, each.brief_id))
        for each in versions.order_by("brief__position", "brief")[:MOST]
    ]


def _programs(user: User, coalition: Coalition, cell: Cell) -> list[Filler]:
    """What was recommended first, then kinds of the catalogue that nobody has."""
    programs = programs_of(user, coalition).open().filter(cells__contains=[cell.code])
    here = list(programs.select_related("coalition", "recommended_by", "entry").order_by("pk"))
    waiting = [each for each in here if each.state == ProgramState.RECOMMENDED]
    today = timezone.localdate()
    recommended = [
        Filler(
            each.title,
            "Program",
            each.get_absolute_url(),
            f"{each.recommended_by}, "
            f"{day_in_words(timezone.localdate(each.recommended_at), on=today)}",
        )
        for each in waiting[:MOST]
    ]
    used = {each.library_code or (each.entry.code if each.entry else "") for each in here}
    catalogue = [
        Filler(str(each), "Program", address("program_entry", coalition.slug, each.code))
        for each in catalogue_of(user, coalition)
        if cell.code in each.text.cells and each.code not in used
    ]
    return recommended + catalogue[:MOST]


def _courses(coalition: Coalition, cell: Cell, *, since: date) -> list[Filler]:
    held = TrainingRecord.objects.counted().filter(
        course=OuterRef("pk"), coalition=coalition, held_on__gte=since
    )
    courses = Course.objects.offered_in(coalition).filter(
        ~Exists(held), cells__contains=[cell.code]
    )
    return [Filler(each.title, "Course", "") for each in courses.order_by("title", "pk")[:MOST]]
