"""How each kind of obligation comes to be owed: for tests that ask the same of all kinds.

One maker for each; those of agreements and action items in owing_work.py.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.meetings.actions import planning
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.review.models import Reviewer
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from tests import (
    builders,
    calendaring,
    knowing,
    meeting,
    owing_bulletins,
    owing_drills,
    owing_reunification,
    owing_risks,
    owing_work,
    walks,
)
from training.records.lifecycle import RecordState

BOARD = "Cedar County Board of Education"


@dataclass
class Scene:
    """A school's coalition with an account per role, and its district's coalition."""

    coalition: Coalition
    district_coalition: Coalition
    cast: object

    @property
    def today(self):
        return timezone.localdate()

    def edition(self, status, **section):
        made = builders.make_edition(plan=builders.make_plan(coalition=self.coalition))
        builders.make_section(edition=made, **section)
        return builders.force_status(made, status)

    def in_force(self, *, review_due_on=None, **section):
        made = self.edition(EditionStatus.IN_FORCE, **section)
        by = self.cast.administrator
        Edition.objects.filter(pk=made.pk).update(
            in_force_at=timezone.now() - timedelta(days=30),
            in_force_by=by,
            review_due_on=review_due_on,
        )
        return made

    def held(self, account):
        return Membership.objects.get(person__account=account, coalition=self.coalition)

    def ask(self, edition, account, **fields):
        now = timezone.now()
        if fields.get("state", SignatureState.ASKED) != SignatureState.ASKED:
            fields |= {
                "decided_at": now,
                "decided_by": account,
                "typed_name": "Tom Hesse",
                "reason": "The map is wrong.",
            }
        return Signature.objects.create(
            edition=edition,
            membership=self.held(account),
            seat_title="Fire chief",
            signer_name=account.name,
            content_hash=edition.content_hash,
            asked_at=now,
            due_on=self.today + timedelta(days=5),
            **fields,
        )

    def review(self, **reviewer):
        edition = self.edition(EditionStatus.IN_REVIEW)
        round_ = builders.make_round(edition=edition, due_on=self.today + timedelta(days=3))
        Reviewer.objects.create(
            round=round_,
            membership=self.held(self.cast.fire),
            due_on=self.today + timedelta(days=3),
            **reviewer,
        )
        return edition

    def asks_board(self):
        Coalition.objects.filter(pk=self.coalition.pk).update(approving_board=BOARD)
        edition = self.edition(EditionStatus.AWAITING_SIGNATURES)
        self.ask(edition, self.cast.fire)


def plan_review(scene):
    scene.in_force(review_due_on=scene.today + timedelta(days=20))
    return scene.cast.administrator


def review_decision(scene):
    scene.review()
    return scene.cast.fire


def remarks(scene):
    section = scene.edition(EditionStatus.DRAFTING).sections.get()
    builders.make_comment(section=section, membership=scene.held(scene.cast.fire))
    return scene.cast.administrator


def review_round(scene):
    scene.review(decision="approves", decided_at=timezone.now(), decided_by=scene.cast.fire)
    return scene.cast.administrator


def signature(scene):
    scene.ask(scene.edition(EditionStatus.AWAITING_SIGNATURES), scene.cast.fire)
    return scene.cast.fire


def signatures_stuck(scene):
    scene.ask(
        scene.edition(EditionStatus.AWAITING_SIGNATURES),
        scene.cast.fire,
        state=SignatureState.DECLINED,
    )
    return scene.cast.administrator


def board_vote(scene):
    scene.asks_board()
    return scene.cast.administrator


def vote(scene):
    scene.asks_board()
    seat = builders.make_seat(
        coalition=scene.coalition, code="board_member", title="Board member", signs_plan=False
    )
    Membership.objects.filter(pk=scene.held(scene.cast.official).pk).update(seat=seat)
    return scene.cast.official


def put_in_force(scene):
    scene.ask(
        scene.edition(EditionStatus.AWAITING_SIGNATURES),
        scene.cast.fire,
        state=SignatureState.SIGNED,
    )
    return scene.cast.administrator


def acknowledgement(scene):
    scene.in_force(protocol_for=[Role.TEACHER], protocol_hash="1" * 64)
    return scene.cast.teacher


def calendar_missing(scene):
    return builders.make_member(
        coalition=scene.district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )


def facts_unknown(scene):
    calendaring.make_year_of_today(district=scene.coalition.district)
    return scene.cast.administrator


def facts_confirm(scene):
    knowing.make_all(coalition=scene.coalition, days_ago=400)
    return facts_unknown(scene)


def schools_without_plan(scene):
    return builders.make_member(
        coalition=scene.district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )


def schools_review(scene):
    scene.in_force(review_due_on=scene.today - timedelta(days=60))
    return schools_without_plan(scene)


def verification(scene):
    builders.make_record(person=scene.cast.sro.people.get(), coalition=scene.coalition)
    return scene.cast.administrator


def second_administrator(scene):
    builders.make_record(person=scene.cast.administrator.people.get(), coalition=scene.coalition)
    return scene.cast.administrator


def certificate(scene):
    builders.make_record(
        person=scene.cast.health.people.get(),
        coalition=scene.coalition,
        state=RecordState.VERIFIED,
        expires_on=scene.today - timedelta(days=21),
        decided_at=timezone.now(),
        decided_by=scene.cast.administrator,
    )
    return scene.cast.health


def meeting_answer(scene):
    person = scene.cast.staff.people.get()
    meeting.make_meeting(
        coalition=scene.coalition, by=scene.cast.administrator, people=[person], days=14
    )
    return scene.cast.staff


def meeting_minutes(scene):
    taker = scene.held(scene.cast.staff)
    meeting.make_opened(
        coalition=scene.coalition, by=scene.cast.administrator, people=[], note_taker=taker
    )
    return scene.cast.staff


def meeting_approve(scene):
    meeting.make_draft(coalition=scene.coalition, by=scene.cast.administrator, people=[])
    return scene.cast.administrator


def meeting_agenda(scene):
    by = scene.cast.administrator
    rules = {"quorum_percent": None, "is_open": True, "agenda_days": 3}
    planning.change_rules(coalition=scene.coalition, by=by, **rules)
    meeting.make_meeting(coalition=scene.coalition, by=by, people=[], days=10)
    return by


def walk_planned(scene):
    walks.make_assessment(coalition=scene.coalition, lead=scene.held(scene.cast.sro))
    return scene.cast.sro


def walk_missing(scene):
    walks.make_checklist(district=scene.coalition.district)
    return scene.cast.administrator


def findings_unanswered(scene):
    walk = walks.make_assessment(
        coalition=scene.coalition, lead=scene.held(scene.cast.sro), state="finished"
    )
    walks.make_finding(assessment=walk, found_on=scene.today - timedelta(days=20))
    return scene.cast.administrator


MAKERS = (
    {
        maker.__name__: maker
        for maker in (
            *(
                plan_review,
                review_decision,
                remarks,
                review_round,
                signature,
                signatures_stuck,
                board_vote,
                vote,
            ),
            *(put_in_force, acknowledgement, schools_without_plan, schools_review),
            *(calendar_missing, facts_unknown, facts_confirm),
            *(verification, second_administrator, certificate),
            *(meeting_answer, meeting_minutes, meeting_approve, meeting_agenda),
            *(walk_planned, walk_missing, findings_unanswered),
        )
    }
    | owing_work.MAKERS
    | owing_reunification.MAKERS
    | owing_bulletins.MAKERS
    | owing_drills.MAKERS
    | owing_risks.MAKERS
)
