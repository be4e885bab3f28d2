"""Addresses of briefs: the library, one brief, its question, what is made of it."""

from django.urls import path

from coalitions.access.policies import is_member
from coalitions.briefs import policies, queries
from coalitions.briefs.views import brief, files, library, using, writing
from coalitions.coalition.gates import HERE, administer, of_coalition
from safety_portal.core.authority import Policy, View, gate

BRIEFS = HERE + "briefs/"
BRIEF = BRIEFS + "<int:brief>/"
ANSWER = BRIEF + "answers/<int:answer>/"


def of_brief(policy: Policy, view: View) -> View:
    """The view of a brief that the coalition of the address reads, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_brief)


def of_answer(policy: Policy, view: View) -> View:
    """The view of an answer to it."""
    return gate(policy, view, fetch=queries.fetch_answer)


write, decide = policies.can_write_brief, policies.can_decide_brief

urlpatterns = [
    path(BRIEFS, of_coalition(is_member, library.briefs), name="briefs"),
    path(
        BRIEFS + "write/",
        of_coalition(policies.can_write_briefs, writing.begin),
        name="brief_begin",
    ),
    path(
        BRIEFS + "starters/",
        of_coalition(administer, library.add_starters),
        name="brief_starters",
    ),
    path(
        BRIEFS + "briefs.yaml",
        of_coalition(policies.can_see_work, library.export),
        name="brief_export",
    ),
    path(
        BRIEFS + "import/",
        of_coalition(policies.can_write_briefs, files.import_file),
        name="brief_import",
    ),
    # One brief
    path(BRIEF, of_brief(policies.can_read_brief, brief.brief), name="brief"),
    path(BRIEF + "brief.pdf", of_brief(policies.can_read_brief, brief.pdf), name="brief_pdf"),
    path(BRIEF + "work/", of_brief(policies.can_see_versions, brief.work), name="brief_work"),
    path(
        BRIEF + "versions/",
        of_brief(policies.can_see_versions, brief.versions),
        name="brief_versions",
    ),
    path(
        BRIEF + "readers/", of_brief(policies.can_see_readers, brief.readers), name="brief_readers"
    ),
    # Written and decided
    path(BRIEF + "change/", of_brief(write, writing.change), name="brief_change"),
    path(BRIEF + "propose/", of_brief(write, writing.propose), name="brief_propose"),
    path(
        BRIEF + "publish/",
        of_brief(policies.can_publish_brief, writing.publish),
        name="brief_publish",
    ),
    path(BRIEF + "send-back/", of_brief(decide, writing.send_back), name="brief_send_back"),
    path(BRIEF + "retire/", of_brief(decide, writing.retire), name="brief_retire"),
    path(BRIEF + "take-up/", of_brief(decide, writing.take_up_again), name="brief_take_up"),
    # Its question, and what is made of it
    path(BRIEF + "answer/", of_brief(policies.can_answer, using.answer), name="brief_answer"),
    path(
        ANSWER + "change/",
        of_answer(policies.can_change_answer, using.change_answer),
        name="brief_answer_change",
    ),
    path(
        ANSWER + "remove/",
        of_answer(policies.can_remove_answer, using.remove_answer),
        name="brief_answer_remove",
    ),
    path(
        BRIEF + "agenda/", of_brief(policies.can_discuss_brief, using.discuss), name="brief_agenda"
    ),
    path(BRIEF + "send/", of_brief(policies.can_send_brief, using.send), name="brief_send"),
]
