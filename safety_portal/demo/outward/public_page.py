"""The demo's page for everybody: the district's, public, with letters, links and some Spanish."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.community.actions import naming, publishing, settings, translating
from coalitions.community.actions.settings import PageChoices
from coalitions.community.concerns import concerns_from
from coalitions.community.models.consent import NameConsent
from coalitions.community.models.page import CommunityPage
from coalitions.community.models.translation import PublicTranslation
from coalitions.community.queries import own_names, programs_to_show
from coalitions.community.texts import fingerprint
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import at, days_ago, fresh
from safety_portal.portal.community.composing import PublicPage, public_page
from safety_portal.portal.community.drawing import fingerprint_of

PUBLISHED = 14
INTRODUCTION = (
    "How our six schools prepare for emergencies, who works on it, and what was done this year."
    " The full plans are confidential so that they protect; this page is the part for everyone."
)
CONCERNS = (
    "Worried about a student, day and night | 555-0199\nState tip line | https://tips.example/"
)
LETTERS = ("drill_before", "lockdown_over", "reunification_closed", "coalition_invitation")
SPANISH = {
    INTRODUCTION: (
        "Cómo se preparan nuestras seis escuelas para las emergencias, quiénes trabajan en ello y"
        " qué se hizo este año. Los planes completos son confidenciales para que protejan; esta"
        " página es la parte para todos."
    ),
    "Worried about a student, day and night": "Preocupación por un estudiante, día y noche",
    "State tip line": "Línea estatal de avisos",
    "Superintendent": "Superintendente",
    "School resource officers": "Oficiales de recursos escolares",
}
# Whoever said that the page may name them.
NAMED = ("dana", "ray")


def make_community(world: SimpleNamespace) -> None:
    """What an administrator chose and published two weeks ago, and who let it name them."""
    district, dana = world.coalitions["cedar-county"], fresh(world.dana)
    with at(days_ago(PUBLISHED)) as moment:
        _choose(district, dana)
        for key in NAMED:
            _name(district, fresh(world.accounts[key]))
        _translate(district, dana)
        seen = fingerprint_of(_page(district))
        publishing.publish_page(coalition=district, seen=seen, shown=seen, by=dana)
    pages = CommunityPage.objects.filter(coalition=district)
    pages.update(saved_at=moment, published_at=moment)
    PublicTranslation.objects.filter(coalition=district).update(translated_at=moment)


def _page(district: Coalition) -> PublicPage:
    return public_page(district, now=timezone.now())


def _choose(district: Coalition, by: User) -> None:
    choices = PageChoices(
        phone="555-0100",
        introduction=INTRODUCTION,
        left_out=(),
        concerns=concerns_from(CONCERNS),
        letters=LETTERS,
        programs=list(programs_to_show(district)),
    )
    settings.change_page(coalition=district, saves=0, choices=choices, by=by)


def _name(district: Coalition, by: User) -> None:
    for own in own_names(by, district, on=timezone.localdate()):
        naming.show_name(membership=own.membership, by=by)


def _translate(district: Coalition, by: User) -> None:
    for own in _page(district).texts:
        if spanish := SPANISH.get(own.english):
            of_hash = fingerprint(own.english)
            translating.translate(
                coalition=district, own=own, of_hash=of_hash, spanish=spanish, by=by
            )


def community_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What the pages of coalitions (ids) left, each before what it refers to."""
    return (
        CommunityPage.programs.through.objects.filter(communitypage__coalition__in=coalitions),
        CommunityPage.objects.filter(coalition__in=coalitions),
        NameConsent.objects.filter(membership__coalition__in=coalitions),
        PublicTranslation.objects.filter(coalition__in=coalitions),
    )
