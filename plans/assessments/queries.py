"""The assessment that an address names, and what was answered. Fetching is authorising.

Strangers get 404, and so does everybody who reads nothing restricted there.
"""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from coalitions.access.grants import access_of
from coalitions.access.roles import GROUPS, RESTRICTED, Group
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from plans.assessments.lifecycle import AssessmentState
from plans.assessments.models.answer import Answer, Photo, counting
from plans.assessments.models.assessment import Assessment, AssessmentQuerySet, TeamMember
from plans.assessments.models.checklist import Checklist
from plans.assessments.questions import Question
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import counted
from safety_portal.core.values import whole_number

# What `walks_of` hangs on a walk.
ANSWERED = attrgetter("answered")


def fetch_restricted(user: User, *, coalition: str, **rest: str | int) -> Coalition:
    """The coalition of the address, for who reads what is restricted there, or Http404."""
    place = fetch_coalition(user, coalition=coalition)
    if RESTRICTED not in access_of(user).levels_in(place):
        raise Http404
    return place


def fetch_assessment(
    user: User, *, coalition: str, assessment: int, **rest: str | int
) -> Assessment:
    """The assessment of the address, with its coalition, checklist and lead, or Http404."""
    visible = Assessment.objects.visible_to(user).select_related(
        "coalition__district",
        "coalition__school",
        "checklist",
        "lead__person",
        "finished_by",
        "called_off_by",
    )
    return get_object_or_404(visible, pk=assessment, coalition__slug=coalition)


def answers_of(assessment: Assessment) -> list[Answer]:
    """Every answer that was received, with who gave it. One query."""
    return list(assessment.answers.select_related("answered_by").order_by("pk"))


def team_of(assessment: Assessment) -> QuerySet[TeamMember]:
    """Who walks along, beside the lead.

    Where two records of one person became one, the lead stood on the team, too: not named again.
    """
    team = assessment.team.exclude(membership__person=assessment.lead.person_id)
    return team.select_related("membership__person")


def photos_of(assessment: Assessment) -> dict[str, Photo]:
    """The photos that arrived, by the hash that answers name them by. One query."""
    return {photo.sha256: photo for photo in assessment.photos.all()}


def photo_or_404(assessment: Assessment, sha256: str) -> Photo:
    """A photo of a walk, by the hash that answers name it by, or Http404."""
    return get_object_or_404(assessment.photos.all(), sha256=sha256)


def answer_by_key(assessment: Assessment, key: UUID) -> Answer | None:
    """The answer that was sent under a key, None where none was."""
    return assessment.answers.filter(key=key).first()


@dataclass(frozen=True)
class Item:
    """A question of an assessment, the answer that counts, all answers, and last year's.

    `others` are answers that were outdone by a later one, the latest first.
    """

    position: int
    question: Question
    answer: Answer | None
    others: tuple[Answer, ...]
    before: Answer | None

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered it."""
        return self.answer is not None


def items_of(assessment: Assessment) -> list[Item]:
    """Every item it asks, in order, with its answers and last year's. Three queries."""
    answers = answers_of(assessment)
    before = counting(answers_of(earlier)) if (earlier := earlier_of(assessment)) else {}
    counts = counting(answers)
    return [
        Item(
            position,
            question,
            counts.get(question.code),
            _others(answers, counts, question.code),
            before.get(question.code),
        )
        for position, question in enumerate(assessment.questions, start=1)
    ]


def _others(answers: list[Answer], counts: dict[str, Answer], item: str) -> tuple[Answer, ...]:
    outdone = [each for each in answers if each.item == item and each != counts[item]]
    return tuple(sorted(outdone, key=lambda each: (each.seen_at, each.pk), reverse=True))


def earlier_of(assessment: Assessment) -> Assessment | None:
    """The walk before it of the same place by a checklist of the same code, None for the first."""
    earlier = (
        Assessment.objects.finished()
        .of_place(assessment)
        .filter(checklist__code=assessment.checklist.code)
        .exclude(pk=assessment.pk)
        .exclude(kind="follow_up")
    )
    if assessment.finished_at:
        earlier = earlier.filter(finished_at__lt=assessment.finished_at)
    return earlier.order_by("-finished_at", "-pk").first()


def newest_checklist(coalition: Coalition, code: str) -> Checklist | None:
    """The version of the coalition's district that the next walk takes, None before the first."""
    versions = Checklist.objects.filter(district=coalition.district_id, code=code)
    return versions.order_by("-number").first()


def assessments_of(user: User, coalition: Coalition) -> AssessmentQuerySet:
    """Those of a coalition, and of a district's also those of its schools."""
    visible = Assessment.objects.visible_to(user).select_related(
        "coalition__district", "coalition__school", "lead__person", "checklist"
    )
    if coalition.school_id:
        return visible.filter(coalition=coalition)
    return visible.filter(coalition__district=coalition.district_id)


@dataclass(frozen=True)
class WaitingWalk:
    """A walk that is planned or under way, and how far it is."""

    assessment: Assessment
    answered: int

    @property
    def words(self) -> str:
        """What to do: begin, or finish with so many left."""
        walk, left = self.assessment, len(self.assessment.items) - self.answered
        if walk.state == AssessmentState.PLANNED:
            return f"Walk {walk.place}"
        return f"Finish the walk of {walk.place}: {counted(left, 'item')} left"

    @property
    def why(self) -> str:
        """What kind of walk it is, who leads it, and how much is answered."""
        walk = self.assessment
        kept = f", {counted(self.answered, 'item')} answered" if self.answered else ""
        return f"{walk.get_kind_display()}, {walk.lead.person} leads{kept}"


@dataclass(frozen=True)
class Walks:
    """Open walks, the one planned first first, and finished ones, the newest first."""

    waiting: list[WaitingWalk]
    finished: list[Assessment]


def walks_of(user: User, coalition: Coalition, *, waiting: int, finished: int) -> Walks:
    """The first open and the last finished walks of a coalition, so many of each at most.

    Of a district's also those of its schools. One query.
    """
    visible = assessments_of(user, coalition)
    is_open = visible.open().order_by("planned_on", "pk").values("pk")[:waiting]
    is_finished = visible.finished().order_by("-finished_at", "-pk").values("pk")[:finished]
    rows = list(visible.filter(pk__in=is_open.union(is_finished)).annotate(answered=_answered()))
    done = [row for row in rows if row.finished_at is not None]
    return Walks(
        [
            WaitingWalk(row, ANSWERED(row))
            for row in sorted(rows, key=attrgetter("planned_on", "pk"))
            if row not in done
        ],
        sorted(done, key=attrgetter("finished_at", "pk"), reverse=True),
    )


def _answered() -> Coalesce:
    """How many items of a walk somebody answered."""
    answers = Answer.objects.filter(assessment=OuterRef("pk")).order_by().values("assessment")
    items = answers.annotate(items=Count("item", distinct=True)).values("items")
    return Coalesce(Subquery(items), 0)


def leads_for(coalition: Coalition, *, on: date) -> QuerySet[Membership]:
    """Who can lead a walk there: administrators and officers, also of its district."""
    return _of_groups(coalition, (Group.ADMINISTRATOR, Group.OFFICERS), on=on)


def each_once(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Each person of them once: by the membership of the school itself, where there is one."""
    by_person = memberships.order_by("person", "coalition__school", "pk").distinct("person")
    chosen = Membership.objects.filter(pk__in=by_person.values("pk"))
    return chosen.select_related("person", "coalition").order_by("person__name", "pk")


def own_lead(user: User, coalition: Coalition, *, on: date) -> Membership | None:
    """The membership by which the account itself could lead a walk there, None without one."""
    ids = [grant.membership_id for grant in access_of(user).grants]
    return each_once(leads_for(coalition, on=on)).filter(pk__in=ids).first()


def team_for(coalition: Coalition, *, on: date) -> QuerySet[Membership]:
    """Who can be named as walking along: who reads it, nurses and counselors."""
    groups = (Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS, Group.CARE)
    return _of_groups(coalition, groups, on=on)


def _of_groups(
    coalition: Coalition, groups: tuple[Group, ...], *, on: date
) -> QuerySet[Membership]:
    roles = [role for group in groups for role in GROUPS[group]]
    here = Coalition.objects.filter(pk=coalition.pk)
    above = Coalition.objects.filter(district=coalition.district_id, school__isnull=True)
    memberships = Membership.objects.current(on).filter(
        coalition__in=(here | above).values("pk"), role__in=roles
    )
    return memberships.select_related("person", "coalition").order_by("person__name", "pk")


def fetch_checklist(user: User, *, coalition: str, checklist: int, **rest: str | int) -> Checklist:
    """The version of the address, or Http404."""
    place = fetch_restricted(user, coalition=coalition)
    visible = Checklist.objects.visible_to(user).select_related("district", "made_by")
    number = whole_number(str(checklist))
    return get_object_or_404(visible, district=place.district_id, pk=number)
