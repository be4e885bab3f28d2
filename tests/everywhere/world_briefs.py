"""Briefs of a place: for members, for everybody, one that waits, one of its administrator's own."""

from datetime import timedelta

from django.utils import timezone

from coalitions.briefs.actions.choosing import choose_again
from coalitions.briefs.models.answer import BriefRead
from coalitions.briefs.models.day import BriefDay
from tests import builders
from tests.briefing import CELL, make_answer, make_brief, make_version
from tests.everywhere.world_plans import membership_of


def words(mark):
    """What a brief says, with a mark in each of its texts."""
    return {
        "title": f"{mark}-brief",
        "context": f"<p>{mark}-context</p>\n",
        "relevance": f"{mark}-relevance",
        "techniques": f"<p>{mark}-techniques</p>\n",
        "question": f"{mark}-question",
        "sources": [{"title": f"{mark}-source", "publisher": "", "year": None, "url": None}],
    }


def add_briefs(place):
    """place.brief for members, with a next version that is written and an answer; .public_brief;
    .waiting_brief, which the officer wrote; .own_brief, which the administrator did.
    """
    inside, secret = f"{place.mark}-inside", f"{place.mark}-secret"
    made = {"coalition": place.coalition}
    place.brief = make_brief(**made, sensitivity="members", **words(inside))
    make_version(
        place.brief, published=False, number=2, by=place.cast["sro"], **words(f"{secret}-next")
    )
    place.public_brief = make_brief(**made, **words(place.mark))
    work = {"published": False, "state": "proposed"}
    place.waiting_brief = make_brief(**made, **work, by=place.cast["sro"], **words(secret))
    place.own_brief = make_brief(**made, **work, by=place.administrator, **words(f"{secret}-own"))
    version = place.brief.versions.get(number=1)
    place.brief_answer = answered(version, place, "teacher", f"{inside}-answer")
    answered(version, place, "staff", f"{inside}-reply", answers=place.brief_answer)
    answered(place.public_brief.versions.get(), place, "parent", f"{place.mark}-answer")
    BriefRead.objects.create(version=version, account=place.cast["teacher"], read_at=timezone.now())
    choose_again(coalition=place.coalition)


def answered(version, place, role, said, **fields):
    """An answer of somebody of the cast to a version."""
    answer = make_answer(version.brief, membership=membership_of(place, role), words=said, **fields)
    type(answer).objects.filter(pk=answer.pk).update(version=version)
    answer.version = version
    return answer


def grow_briefs(place):
    """One more brief in the place, one more version, answer, reply and reader of the one there is."""
    account = builders.make_member(coalition=place.coalition, role="staff")
    membership = account.people.get().memberships.get()
    count = place.brief.versions.count()
    make_brief(coalition=place.coalition, title=f"More {count}", sensitivity="members")
    make_version(place.brief, number=count + 5, publish_on=builders.LONG_AGO, sensitivity="members")
    version = place.brief.versions.get(number=1)
    for answers in (None, place.brief_answer):
        answer = make_answer(
            place.brief, membership=membership, words=f"More {count}", answers=answers
        )
        type(answer).objects.filter(pk=answer.pk).update(version=version)
    BriefRead.objects.create(version=version, account=account, read_at=timezone.now())
    BriefDay.objects.create(
        coalition=place.coalition,
        level="members",
        shown_on=builders.LONG_AGO + timedelta(days=count),
        brief=place.brief,
        cell=CELL,
    )
