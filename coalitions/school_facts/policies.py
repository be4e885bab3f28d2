"""Who reads the answers of a school, and who gives them: administrators of its own coalition."""

from coalitions.access.grants import access_of
from coalitions.access.policies import Scope, can_administer
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.school_facts.questions import Question
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

OF_SCHOOLS = Denied("Facts are of each school. Open the coalition of one.")


def can_read_facts(user: User, coalition: Scope) -> Allowed | Denied:
    """Of a school: who reads there, or into it, what members read."""
    if not coalition.school_id:
        return OF_SCHOOLS
    if MEMBERS in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"The facts about {coalition} are for those who read its plan as members do.")


def can_answer_facts(user: User, coalition: Scope) -> Allowed | Denied:
    """Answer and confirm them."""
    return can_administer(user, coalition) if coalition.school_id else OF_SCHOOLS


def reads_answer(user: User, coalition: Scope, question: Question) -> bool:
    """Whether who reads the facts of a school reads the answer to this question, too."""
    return not question.is_restricted or RESTRICTED in access_of(user).levels_in(coalition)
