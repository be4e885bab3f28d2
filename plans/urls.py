"""Addresses of WHAT, grouped by resource. Each line names its policy."""

from django.urls import path

from coalitions.fetch import fetch_coalition
from coalitions.policies import can_administer, is_member
from plans import policies
from plans.fetch import (
    fetch_approval,
    fetch_comment,
    fetch_edition,
    fetch_plan,
    fetch_reviewer,
    fetch_section,
    fetch_signature,
    fetch_suggestion,
    fetch_word_file,
)
from plans.views import (
    acknowledging,
    approving,
    arranging,
    attending,
    editing,
    exporting,
    gaps,
    history,
    importing,
    noting,
    placing,
    publishing,
    reading,
    reads,
    requesting,
    reviewing,
    signing,
    sitting,
    suggesting,
)
from plans.views.unsaved import keeping_words
from safety_portal.authority import gate

PLANS = "c/<slug:coalition>/plans/"
PLAN = PLANS + "<int:plan>/"
EDITION = PLAN + "editions/<int:edition>/"
WORD_FILE = PLANS + "bring-in/<int:file>/"
SECTION = EDITION + "sections/<int:section>/"
REVISION = SECTION + "revisions/<int:version>/"
SUGGESTION = EDITION + "suggestions/<int:suggestion>/"
SIGNATURE = EDITION + "sign/<int:signature>/"
APPROVAL = EDITION + "approvals/<int:approval>/"


def of_coalition(policy, view):
    return gate(policy, view, fetch=fetch_coalition)


def of_plan(policy, view):
    return gate(policy, view, fetch=fetch_plan)


def of_word_file(view):
    return gate(policies.can_bring_in, view, fetch=fetch_word_file)


def of_edition(policy, view):
    return gate(policy, view, fetch=fetch_edition)


def of_section(policy, view):
    return gate(policy, view, fetch=fetch_section)


def of_suggestion(policy, view):
    return gate(policy, view, fetch=fetch_suggestion)


def of_signature(policy, view):
    return gate(policy, view, fetch=fetch_signature)


def of_approval(policy, view):
    return gate(policy, view, fetch=fetch_approval)


edit_page = keeping_words(of_section(policies.can_edit_section, editing.EditPage.as_view()))
draft_page = of_section(policies.can_edit_section, editing.DraftPage.as_view())

urlpatterns = [
    # Plans
    path(PLANS, of_coalition(policies.can_see_plans, reading.plan_list), name="plans"),
    path(PLANS + "ask/", of_coalition(policies.can_ask_for_plan, requesting.ask), name="plan_ask_for"),
    path(PLANS + "start/", of_coalition(can_administer, arranging.start), name="plan_start"),
    # A plan from a Word file
    path(PLANS + "bring-in/", of_coalition(can_administer, importing.choose), name="plan_bring_in"),
    path(WORD_FILE, of_word_file(placing.look), name="plan_file"),
    path(WORD_FILE + "place/", of_word_file(placing.save), name="plan_file_place"),
    path(WORD_FILE + "passages/<int:passage>/", of_word_file(placing.passage), name="plan_passage"),
    path(WORD_FILE + "make/", of_word_file(importing.make), name="plan_file_make"),
    # One plan
    path(PLAN, of_plan(policies.can_read_plan, reading.plan), name="plan"),
    path(PLAN + "picture/<slug:sha256>/", of_plan(policies.can_read_plan, reading.picture), name="picture"),
    # Editions
    path(PLAN + "editions/start/", of_plan(policies.can_edit, arranging.start_edition), name="edition_start"),
    path(EDITION, of_edition(policies.can_read_edition, reading.edition), name="edition"),
    path(EDITION + "arrange/", of_edition(policies.can_edit_edition, arranging.arrange), name="edition_arrange"),
    path(EDITION + "from-word/", of_edition(policies.can_edit_edition, placing.came_in), name="edition_from_word"),
    path(EDITION + "number/", of_edition(policies.can_edit_edition, arranging.number), name="edition_number"),
    # Who has read what is restricted
    path("c/<slug:coalition>/reads/", of_coalition(policies.can_see_plans, reads.reads), name="reads"),
    # Review
    path(EDITION + "review/", of_edition(policies.can_edit_edition, reviewing.ask), name="review_ask"),
    path(EDITION + "review/close/", of_edition(policies.can_edit_edition, reviewing.close), name="review_close"),
    path(
        EDITION + "review/back/", of_edition(policies.can_edit_edition, reviewing.back_to_drafting), name="review_back"
    ),
    path(
        EDITION + "review/decide/<int:reviewer>/",
        gate(policies.can_decide_review, reviewing.decide, fetch=fetch_reviewer),
        name="review_decide",
    ),
    # Comments and suggestions
    path(SECTION + "comments/", of_section(policies.can_read_section, noting.comments), name="section_comments"),
    path(
        EDITION + "comments/<int:comment>/resolve/",
        gate(policies.can_resolve, noting.resolve, fetch=fetch_comment),
        name="review_resolve",
    ),
    path(
        EDITION + "comments/<int:comment>/reopen/",
        gate(policies.can_resolve, noting.reopen, fetch=fetch_comment),
        name="review_reopen",
    ),
    path(SECTION + "suggest/", of_section(policies.can_suggest, suggesting.passage), name="section_suggest"),
    path(SECTION + "suggest/whole/", of_section(policies.can_suggest, suggesting.whole), name="section_suggest_whole"),
    path(SUGGESTION, of_suggestion(policies.can_read_suggestion, suggesting.suggestion), name="suggestion"),
    path(SUGGESTION + "take/", of_suggestion(policies.can_answer_suggestion, suggesting.take), name="suggestion_take"),
    path(
        SUGGESTION + "decline/",
        of_suggestion(policies.can_answer_suggestion, suggesting.decline),
        name="suggestion_decline",
    ),
    path(
        SUGGESTION + "withdraw/",
        of_suggestion(policies.can_withdraw_suggestion, suggesting.withdraw),
        name="suggestion_withdraw",
    ),
    # Signatures
    path(EDITION + "freeze/", of_edition(policies.can_edit_edition, signing.freeze), name="freeze"),
    path(EDITION + "signatures/", of_edition(policies.can_see_signatures, signing.signatures), name="signatures"),
    path(SIGNATURE, of_signature(policies.can_see_signature, signing.sign), name="sign"),
    path(SIGNATURE + "decline/", of_signature(policies.can_sign, signing.decline), name="sign_decline"),
    path(SIGNATURE + "answer/", of_signature(policies.can_manage_signature, signing.answer), name="sign_answer"),
    path(SIGNATURE + "waive/", of_signature(policies.can_manage_signature, signing.waive), name="sign_waive"),
    path(
        SIGNATURE + "ask-again/", of_signature(policies.can_manage_signature, signing.ask_again), name="sign_ask_again"
    ),
    path(SIGNATURE + "page/", of_signature(policies.can_see_signature, signing.page), name="sign_page"),
    path(SIGNATURE + "paper/", of_signature(policies.can_manage_signature, signing.paper), name="sign_paper"),
    path(SIGNATURE + "scan/", of_signature(policies.can_see_signature, signing.scan), name="sign_scan"),
    path("c/<slug:coalition>/to-sign/", of_coalition(is_member, acknowledging.to_sign), name="to_sign"),
    path("c/<slug:coalition>/to-sign/several/", of_coalition(is_member, sitting.several), name="to_sign_several"),
    # Votes of a board
    path(
        EDITION + "approvals/record/", of_edition(policies.can_edit_edition, approving.record), name="approval_record"
    ),
    path(APPROVAL + "minutes/", of_approval(policies.can_see_approval, approving.minutes), name="approval_minutes"),
    path(
        APPROVAL + "minutes/add/",
        of_approval(policies.can_manage_approval, approving.add_minutes),
        name="approval_add_minutes",
    ),
    path(APPROVAL + "void/", of_approval(policies.can_manage_approval, approving.void), name="approval_void"),
    # In force
    path(EDITION + "thaw/", of_edition(policies.can_edit_edition, publishing.thaw), name="edition_thaw"),
    path(
        EDITION + "in-force/", of_edition(policies.can_edit_edition, publishing.put_in_force), name="edition_in_force"
    ),
    path(EDITION + "retire/", of_edition(policies.can_edit_edition, publishing.retire), name="edition_retire"),
    # Readers
    path(
        "c/<slug:coalition>/protocols/",
        of_coalition(is_member, acknowledging.protocols),
        name="protocols",
    ),
    path(EDITION + "changes/", of_edition(policies.can_read_edition, acknowledging.changes), name="edition_changes"),
    path(
        EDITION + "changes/all/",
        of_edition(policies.can_read_edition, acknowledging.everything),
        name="edition_everything",
    ),
    path(EDITION + "readers/", of_edition(policies.can_see_readers, acknowledging.readers), name="edition_readers"),
    # An edition as a file
    path(EDITION + "export/", of_edition(policies.can_read_edition, exporting.choose), name="plan_export"),
    path(EDITION + "export/print/", of_edition(policies.can_read_edition, exporting.look), name="plan_print"),
    path(EDITION + "export/print/ask/", of_edition(policies.can_print, exporting.ask), name="plan_print_ask"),
    path(
        EDITION + "export/<slug:format>/",
        of_edition(policies.can_read_edition, exporting.download),
        name="plan_download",
    ),
    # Sections
    path(EDITION + "sections/add/", of_edition(policies.can_edit_edition, arranging.add), name="section_add"),
    path(SECTION, of_section(policies.can_read_section, reading.section), name="section"),
    path(SECTION + "here/", of_section(policies.can_see_who_is_here, attending.here), name="section_here"),
    path(SECTION + "set-up/", of_section(policies.can_edit_section, arranging.set_up), name="section_set_up"),
    path(
        SECTION + "copy-template/",
        of_section(policies.can_edit_section, gaps.copy_template),
        name="section_copy_template",
    ),
    path(SECTION + "not-needed/", of_section(policies.can_edit_section, gaps.not_needed), name="section_not_needed"),
    path(SECTION + "needed/", of_section(policies.can_edit_section, gaps.needed), name="section_needed"),
    path(SECTION + "edit/", edit_page, name="section_edit"),
    path(SECTION + "draft/", draft_page, name="section_draft"),
    path(SECTION + "pictures/", of_section(policies.can_edit_section, editing.add_picture), name="section_picture"),
    # Revisions
    path(SECTION + "revisions/", of_section(policies.can_see_revisions, history.revisions), name="section_revisions"),
    path(
        SECTION + "since-last-edition/",
        of_section(policies.can_see_revisions, history.since_last_edition),
        name="section_since_last_edition",
    ),
    path(REVISION, of_section(policies.can_see_revisions, history.revision), name="section_revision"),
    path(REVISION + "restore/", of_section(policies.can_edit_section, history.restore), name="section_restore"),
]
