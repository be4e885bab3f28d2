"""What a school has answered, and what was answered before."""

from collections.abc import Iterable

from coalitions.coalition.models import Coalition
from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.questions import Answer
from safety_portal.core.accounts.models import User


def facts_of(user: User, coalition: Coalition) -> dict[str, SchoolFact]:
    """Question -> the last answer of a school, as its reader may see it. One query."""
    rows = SchoolFact.objects.visible_to(user).filter(coalition=coalition).current()
    return {fact.question: fact for fact in rows.select_related("answered_by")}


def answers_of(coalition: Coalition) -> dict[str, Answer]:
    """Question -> answer of a school, all that are known: for what judges, not for who reads."""
    rows = SchoolFact.objects.filter(coalition=coalition).current()
    return {fact.question: tuple(fact.answer) for fact in rows if fact.is_known}


def answers_of_all(coalitions: Iterable[int]) -> dict[int, dict[str, Answer]]:
    """The same of several schools (ids of coalitions), by coalition. One query."""
    found: dict[int, dict[str, Answer]] = {}
    for fact in SchoolFact.objects.filter(coalition__in={*coalitions}).current():
        if fact.is_known:
            found.setdefault(fact.coalition_id, {})[fact.question] = tuple(fact.answer)
    return found


def history_of(user: User, coalition: Coalition, question: str, *, most: int) -> list[SchoolFact]:
    """The answers to one question, the newest first."""
    rows = SchoolFact.objects.visible_to(user).filter(coalition=coalition, question=question)
    return list(rows.select_related("answered_by").order_by("-id")[:most])
