"""The demo's library of briefs: the starters, of which most were the brief of a day; what people
answered; one of the officer's own that waits, one for members only, one that was retired.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.briefs.actions import answering, choosing, deciding, importing, using, writing
from coalitions.briefs.here import BriefHere
from coalitions.briefs.models.answer import BriefAnswer, BriefRead
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.models.day import BriefDay
from coalitions.briefs.queries import fetch_brief
from coalitions.briefs.readers.starter import starters
from coalitions.briefs.text.content import BriefText
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import at, days_ago, fresh

# So many days ago the library was begun, and how many of its days are told.
BEGUN, DAYS = 300, 40
OWN = BriefText(
    title="The first adult a student tells",
    cells=("detect.information_sharing",),
    primary_cell="detect.information_sharing",
    audience=("administrator", "teacher", "staff", "sro"),
    hazards=("threat_of_violence",),
    context=(
        "<p>Students usually hear of a plan to do harm before any adult does. Whether it stops"
        " there depends on one short conversation: does the student know an adult to tell, and"
        " does that adult know what to do in the next ten minutes?</p>\n"
        "<p>In most schools the first adult is not the counselor. It is a coach, a bus driver, a"
        " cafeteria worker or the officer at the door.</p>\n"
    ),
    sources=({"title": "Coalition notes", "publisher": "Cedar County", "year": None, "url": None},),
    relevance=(
        "A warning that reaches the threat assessment team the same day can be answered with help."
        " A warning that waits until Monday often cannot."
    ),
    techniques=(
        "<ul>\n<li>Give every adult, drivers and substitutes included, the same three sentences to"
        " say and one number to call.</li>\n<li>Tell the student what happens next, and who will"
        " know.</li>\n<li>Close the circle: the adult who reported hears that it arrived.</li>\n"
        "</ul>\n"
    ),
    function="information_sharing",
    question=(
        "Who would a seventh-grader in your school tell, and would that adult know what to do next?"
    ),
    sensitivity="members",
)
# Code of a brief, who of the cast answers (the others in reply to the first), and what.
TALK = [
    (
        "sro_partner",
        (
            "ray",
            "Every Monday at 7:30 we go through the list, and we say aloud which of it is mine.",
        ),
        ("dana", "The counselors join from January. The agreement says so since the last review."),
    ),
    (
        "every_adult_counts",
        ("joan", "The nurse's office hears a lot that was told to nobody else."),
        ("marcus", "Ask the custodians at ten at night, they know which door is wedged."),
    ),
]


def make_briefs(world: SimpleNamespace) -> None:
    """The library, its days, what was read and said, and what is written."""
    district, dana = world.coalitions["cedar-county"], fresh(world.dana)
    ray = fresh(world.accounts["ray"])
    with at(days_ago(BEGUN)) as moment:
        importing.add_starters(coalition=district, starters=starters(), by=dana)
    _published(district, moment)
    BriefDay.objects.filter(coalition__district=district.district).delete()
    _days()
    _talk(world, district)
    with at(days_ago(18)):
        first = district.briefs.get(code="sro_partner")
        using.send_brief(shown=_here(ray, district, first), role="teacher", by=ray)
    with at(days_ago(12)) as moment:
        own = writing.begin_brief(coalition=district, text=OWN, by=ray)
        writing.propose_version(shown=_here(ray, district, own), by=ray)
    BriefVersion.objects.filter(brief=own).update(written_at=moment)
    with at(days_ago(90)) as moment:
        gone = district.briefs.get(code="after_the_bell")
        shown = _here(dana, district, gone)
        deciding.retire_brief(shown=shown, because="We write one of our own.", by=dana)
    Brief.objects.filter(pk=gone.pk).update(retired_at=moment)


def _here(user: User, coalition: Coalition, brief: Brief) -> BriefHere:
    return fetch_brief(user, coalition=coalition.slug, brief=brief.pk)


def _published(district: Coalition, moment: datetime) -> None:
    """The library as it was published then."""
    with pgtrigger.ignore("coalitions.BriefVersion:published_stay"):
        BriefVersion.objects.filter(brief__coalition=district).update(
            written_at=moment, decided_at=moment, publish_on=moment.date()
        )


def _days() -> None:
    """The nights of the last weeks, as the beat would have had them."""
    today = timezone.localdate()
    for before in range(DAYS, -1, -1):
        choosing.choose_days(on=today - timedelta(days=before))


def _talk(world: SimpleNamespace, district: Coalition) -> None:
    for place, (code, *said) in enumerate(TALK):
        brief, first = district.briefs.get(code=code), None
        for number, (key, words) in enumerate(said):
            account = fresh(world.accounts[key])
            with at(days_ago(20 - 7 * place - number)) as moment:
                shown = _here(account, district, brief)
                using.note_read(shown=shown, by=account)
                answer = answering.answer_question(
                    shown=shown, text=words, answers=first, by=account
                )
            BriefAnswer.objects.filter(pk=answer.pk).update(written_at=moment)
            with pgtrigger.ignore("coalitions.BriefRead:brief_reads_stay"):
                BriefRead.objects.filter(version=shown.read, account=account).update(read_at=moment)
            first = first or answer


def brief_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the briefs of coalitions (ids) left, each before what it refers to."""
    return (
        BriefDay.objects.filter(coalition__in=coalitions),
        BriefAnswer.objects.filter(membership__coalition__in=coalitions, answers__isnull=False),
        BriefAnswer.objects.filter(membership__coalition__in=coalitions),
        BriefRead.objects.filter(version__brief__coalition__in=coalitions),
        BriefVersion.objects.filter(brief__coalition__in=coalitions),
        Brief.objects.filter(coalition__in=coalitions),
    )
