"""What the rules ask schools to drill, where each stands, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.coalition.models import Coalition
from coalitions.school_facts.questions import BY_CODE, RESTRICTED_CODES
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from training.drills.queries import drills_of, schools_of
from training.drills.standing import RuleStanding, standings_of
from training.drills.words import board_heading
from training.duties.judging import hanging_on
from training.rules.engine.rules import Rule

# A page shows so many schools; a district with more has the others behind its search.
SCHOOLS_SHOWN = 60


@dataclass(frozen=True)
class BoardRow:
    """A school of a district's board, and its tile of each rule; None where nothing is asked."""

    place: Coalition
    tiles: Sequence[RuleStanding | None]


def board(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Of a school each rule as a row; of a district each school as a row, a rule as a column."""
    here, today = request.subject, timezone.localdate()
    schools = [here] if here.school_id else schools_of(request.user, here)[: SCHOOLS_SHOWN + 1]
    planned = drills_of(request.user, here).planned().filter(drill_on__gte=today)
    found = standings_of(schools[:SCHOOLS_SHOWN], planned.order_by("drill_on", "pk"), on=today)
    shown = {key: _readable(request.user, here, each) for key, each in found.items()}
    every = [standing for each in shown.values() for standing in each]
    asked = {each.rule.code: each.rule for each in every if each.is_asked}
    context = {
        "coalition": here,
        "heading": board_heading([each.word for each in every]),
        "has_more": len(schools) > SCHOOLS_SHOWN,
        "has_undetermined": any(each.is_undetermined for each in every),
    }
    if here.school_id:
        standings = sorted(shown[here.pk], key=_by_need) if shown else []
        context["standings"] = [each for each in standings if each.is_asked]
        return render(request, "training/drills/board_school.html", context)
    context["rules"] = list(asked.values())
    context["rows"] = [_row(place, shown[place.pk], asked) for place in schools[:SCHOOLS_SHOWN]]
    return render(request, "training/drills/board.html", context)


# What is late comes first, then what has no drill yet.
NEED = ("out_of_compliance", "to_schedule", "to_verify_rule", "undetermined", "not_scheduled")


def _by_need(standing: RuleStanding) -> tuple[int, str]:
    word = standing.word
    return (NEED.index(word) if word in NEED else len(NEED), standing.rule.code)


def _row(place: Coalition, standings: Sequence[RuleStanding], asked: dict[str, Rule]) -> BoardRow:
    by_code = {each.rule.code: each for each in standings if each.is_asked}
    return BoardRow(place, [by_code.get(code) for code in asked])


def _readable(user: User, here: Coalition, standings: list[RuleStanding]) -> list[RuleStanding]:
    """Without those that hang on an answer which the account does not read."""
    if RESTRICTED in access_of(user).levels_in(here):
        return standings
    hidden = frozenset(RESTRICTED_CODES)
    return [each for each in standings if not hanging_on(each.rule) & hidden]


def rule_explained(request: GatedRequest[Coalition], coalition: str, rule: str) -> HttpResponse:
    """Why one rule asks something of a school, what counted and what did not, and what would."""
    here, today = request.subject, timezone.localdate()
    if not here.school_id:
        raise Http404("A rule is explained at a school.")
    planned = drills_of(request.user, here).planned().filter(drill_on__gte=today)
    found = standings_of([here], planned.order_by("drill_on", "pk"), on=today)[here.pk]
    codes = {each.rule.code.lower(): each for each in _readable(request.user, here, found)}
    if not (standing := codes.get(rule.lower())):
        raise Http404("No rule of this state has that code.")
    answer = standing.answer
    context = {
        "coalition": here,
        "standing": standing,
        "rule": standing.rule,
        "answer": answer,
        "law": answer.law,
        "questions": [BY_CODE[code].question for code in answer.needs if code in BY_CODE],
        "unmet": standing.lacks,
        "by": answer.satisfied_by,
        "has_undetermined": standing.is_undetermined,
    }
    return render(request, "training/drills/rule.html", context)
