"""The demo's local champion, who spoke three times, and who asks the district to join: one waits,
one was declined, one has not opened the link yet.
"""

from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.champions.actions.asking import ask_to_join, confirm_by_link
from coalitions.champions.actions.deciding import decline_asker
from coalitions.champions.actions.opening import change_join_rules
from coalitions.champions.actions.speaking import log_talk
from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.champions.models.talk import Talk
from coalitions.champions.queries import carry_here
from coalitions.champions.tokens import token_for
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.demo.history import at, days_ago, fresh

# Days ago, to whom, about what, how many.
TALKS = (
    (61, "Booster club", "Why doors stay closed", 25),
    (40, "Parent-teacher night, Juniper Elementary", "Why visitors sign in", 60),
    (12, "Rotary lunch", "Who works on the plan", 22),
)
# Name, address, school, why, days ago.
WAITS = (
    "Imogen Tate",
    "imogen.tate@mail.example",
    "Juniper Elementary",
    "I run the Saturday soccer league and see two hundred families a week. They ask me about the"
    " new door rule, and I would like to answer well.",
    2,
)
DECLINED = (
    "Rufus Quill",
    "rufus.quill@mail.example",
    "",
    "My company sells cameras and I could explain them to parents.",
    20,
)
UNCONFIRMED = ("Odette Vance", "odette.vance@mail.example", "", "I want to help.", 1)
ANSWER = (
    "Thank you for offering. Champions speak for no company, so this is not the place for it."
    " You are welcome at our open meetings, as everybody is."
)


def make_champions(world: SimpleNamespace) -> None:
    """The district is asked by three people; its champion said where he spoke."""
    district, dana = world.coalitions["cedar-county"], fresh(world.dana)
    with at(days_ago(120)):
        _open(district, dana)
    declined = _ask(district, DECLINED, confirm=True)
    with at(days_ago(18)) as moment:
        decline_asker(asked=declined, answer=ANSWER, by=dana)
    JoinRequest.objects.filter(pk=declined.pk).update(decided_at=moment)
    _ask(district, WAITS, confirm=True)
    _ask(district, UNCONFIRMED, confirm=False)
    _speak(district, fresh(world.accounts["marcus"]))


def _open(district: Coalition, dana: User) -> None:
    answerer = Membership.objects.get(
        coalition=district, person__account=dana, role=Role.ADMINISTRATOR
    )
    change_join_rules(
        coalition=district, is_open=True, answerer=answerer, answer_days=7, keep_days=90, by=dana
    )


def _ask(district: Coalition, who: tuple[str, str, str, str, int], *, confirm: bool) -> JoinRequest:
    name, email, school, why, days = who
    with at(days_ago(days)) as moment:
        asked = ask_to_join(
            coalition=district,
            name=name,
            email=email,
            wanted="champion",
            seat=None,
            school=School.objects.filter(district=district.district, name=school).first(),
            why=why,
        )
        if confirm:
            asked = confirm_by_link(token=token_for(asked))
    changed: dict[str, Any] = {"asked_at": moment}
    if confirm:
        due_on = timezone.localdate(moment) + timedelta(days=7)
        changed |= {"confirmed_at": moment, "answer_due_on": due_on}
    JoinRequest.objects.filter(pk=asked.pk).update(**changed)
    return asked


def _speak(district: Coalition, marcus: User) -> None:
    for days, audience, about, people in TALKS:
        with at(days_ago(days)) as moment:
            talk = log_talk(
                here=carry_here(marcus, district),
                held_on=timezone.localdate(moment),
                audience=audience,
                about=about,
                people=people,
                by=marcus,
            )
        Talk.objects.filter(pk=talk.pk).update(logged_at=moment)


def champion_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What champions of coalitions (ids) and who asked them left."""
    return (
        Talk.objects.filter(membership__coalition__in=coalitions),
        JoinRequest.objects.filter(coalition__in=coalitions),
        JoinRules.objects.filter(coalition__in=coalitions),
    )
