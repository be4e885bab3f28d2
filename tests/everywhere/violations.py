"""What each check of a model alone refuses: fields of one row, set so that the database says no."""

from datetime import UTC, date, datetime, timedelta

from coalitions.agreements.models.agreement import Agreement
from coalitions.meetings.models.meeting import Meeting
from coalitions.memberships.models.designation import Designation
from plans.history.models import Revision
from tests.everywhere.world_plans import HASH
from tests.everywhere.world_rest import NOW, TODAY


def row_of(model, **which):
    rows = model.objects.filter(**which).order_by("pk")
    assert rows, (
        f"The test has no row of {model.__name__}: make one in add_the_rest (tests/everywhere/world_rest.py)."
    )
    return rows[0]


def written(world):
    """What a rehearsal says that was held."""
    by = world.places["own"].administrator
    return {"learned": "Much.", "written_at": NOW, "written_by": by}


VIOLATIONS = {
    "feed_keeps_a_hash": {"token_hash": "the token itself"},
    "action_item_says_what": {"what": ""},
    "action_item_says_how_it_is_checked": {"how_checked": ""},
    "action_item_has_one_owner": {"owner": None},
    "action_item_done_when_said": {"state": "done"},
    "action_item_risk_accepted_whole": {"state": "risk_accepted"},
    "action_item_came_back_with_a_reason": {"came_back": "sent_back"},
    "step_not_needed_with_a_reason": {"because": ""},
    "evidence_shows_something": {"words": ""},
    "evidence_costs_no_less": {"cost": -1},
    "evidence_file_by_its_hash": {"file": "evidence/photo.jpg"},
    "audit_action_is_noun_and_participle": {"action": "end_membership"},
    "message_sent_or_failed": {"sent_at": NOW, "failed_at": NOW},
    "only_secrets_are_blanked": {"secret_until": None, "blanked_at": NOW},
    "district_has_an_identifier": {"nces_id": None, "state_id": None},
    "school_has_an_identifier": {"nces_id": None, "state_id": None},
    "review_months_within_five_years": {"review_months": 61},
    "seat_left_empty_with_a_reason": {"left_empty_because": "Nobody there."},
    "person_has_a_name": {"name": ""},
    "people_file_content_until_applied": {"content": None},
    "membership_ends_after_start": {"ends_on": date(1999, 1, 1)},
    "agreement_has_a_title": {"title": ""},
    "agreement_says_something": {"terms": ""},
    "agreement_of_our_time": {"starts_on": date(1066, 10, 14)},
    "agreement_ends_after_start": {"ends_on": date(1999, 1, 1)},
    "agreement_comes_up_again": {"ends_on": None, "review_due_on": None},
    "agreement_closed_with_a_reason": {"closed_because": "Nobody needs it."},
    "contact_is_a_person_or_a_name": {"name": "", "person": None},
    "contact_has_a_number": {"day_phone": "", "night_phone": ""},
    "contact_of_any_hour_has_one_number": {"any_hour": True, "night_phone": "989-555-0199"},
    "contact_numbers_are_numbers": {"day_phone": "the office"},
    "contact_confirmed_by_whom": {"confirmed_on": TODAY},
    "contact_reported_with_words": {"reported": "It is wrong."},
    "contact_role_has_a_name": {"name": ""},
    "contact_place_is_one_of_three": {"position": 4},
    "party_has_a_name": {"name": ""},
    "amendment_with_a_reason": {"because": ""},
    "site_has_a_name": {"name": ""},
    "role_holder_has_a_rank": {"rank": 4},
    "rehearsal_says_what_is_practised": {"practised": ""},
    "rehearsal_held_says_what_was_learned": {"learned": "Much, but it was not held."},
    "rehearsal_is_counted_when_held": {"people": 4},
    "rehearsal_called_off_with_a_reason": {"called_off_because": "It snowed."},
    "kit_has_a_place": {"place": ""},
    "kit_items_are_known": {"items": ["cannon"]},
    "kit_check_items_are_known": {"missing": ["cannon"]},
    "kit_check_says_who_looked": {"looked": ""},
    "agreement_review_says_what_came_of_it": {"outcome": ""},
    "paper_has_a_title": {"title": ""},
    "paper_withdrawn_with_a_reason": {"withdrawn_because": "The wrong file."},
    "assignment_days_are_known": {"days": ["sunday"]},
    "assignment_ends_after_start": {"ends_on": date(1999, 1, 1)},
    "designation_ends_after_start": {"ends_on": date(1999, 1, 1)},
    "designation_for_a_year_at_most": {"ends_on": date(2999, 1, 1)},
    "designation_with_a_reason": {"because": ""},
    "signature_designee_by_name": {"designee_name": "Joan Akers"},
    "school_file_content_until_applied": {"content": None},
    "edition_has_a_fingerprint_exactly_when_frozen": {"status": "drafting", "content_hash": HASH},
    "section_level_one_to_nine": {"level": 10},
    "section_has_a_title": {"title": ""},
    "section_not_needed_with_a_reason": {
        "not_needed_because": "None here.",
        "html": "",
        "protocol_for": [],
    },
    "comment_says_something": {"body": ""},
    "suggestion_open_until_decided": {"state": "withdrawn"},
    "printed_copy_has_a_file_or_a_reason": {"made_at": NOW},
    "printed_report_has_a_file_or_a_reason": {"made_at": NOW},
    "passage_part_with_a_target": {"choice": "part", "target": ""},
    "passage_left_out_with_a_reason": {"choice": "left_out", "reason": ""},
    "passage_restricted_as_a_part": {"is_restricted": True, "choice": "own"},
    "review_decided_with_a_decision": {
        "decision": "approves",
        "decided_at": None,
        "decided_by": None,
    },
    "signed_with_a_name": {"state": "signed", "typed_name": ""},
    "refused_with_a_reason": {"state": "declined", "reason": ""},
    "approval_names_its_board": {"body": ""},
    "approval_counted_whole": {"ayes": 4},
    "approved_by_more_ayes_than_noes": {"ayes": 3, "noes": 3, "abstained": 0},
    "approval_found_in_minutes": {"minutes": ""},
    "approval_address_is_of_the_web": {"minutes_url": "javascript:alert(1)"},
    "checklist_interval_in_range": {"interval_months": 61},
    "checklist_minutes_in_range": {"minutes": 0},
    "outside_report_says_whose_it_is": {"source": ""},
    "finding_severity_in_range": {"severity": 5},
    "finding_says_what": {"title": ""},
    "finding_of_a_walk_or_a_report": {"assessment": None, "answer": None, "report": None},
    "finding_not_acting_with_a_reason": {"not_acting_because": "Rare."},
    "answer_severity_in_range": {"severity": 5},
    "assessment_state_is_known": {"state": "nonsense", "finished_at": None, "finished_by": None},
    "assessment_finished_has_a_day": {
        "state": "finished",
        "finished_at": None,
        "finished_by": None,
    },
    "assessment_called_off_with_a_reason": {"state": "called_off", "reason": ""},
    "assessment_begun_at_a_time": {"state": "walking", "begun_at": None},
    "assessment_walked_until_after_begun": {"begun_at": NOW, "walked_until": NOW - timedelta(1)},
    "photo_hash_is_a_hash": {"sha256": "none"},
    "quorum_is_a_percentage": {"quorum_percent": 0},
    "agenda_posted_within_60_days": {"agenda_days": 61},
    "meeting_ends_after_it_starts": {"ends_at": datetime(1999, 1, 1, tzinfo=UTC)},
    "meeting_has_a_place_or_a_link": {"place": "", "link": ""},
    "held_meeting_was_opened": {"state": "held"},
    "minutes_draft_was_handed_in": {"drafted_at": NOW},
    "cancelled_meeting_says_why": {"cancelled_because": "Snow."},
    "correction_says_something": {"text": ""},
    "agenda_line_has_a_title": {"title": ""},
    "agenda_line_takes_some_minutes": {"minutes": 601},
    "decision_says_something": {"text": ""},
    "decision_counts_all_votes_or_none": {"votes_for": 3},
    "invitee_answered_at": {"answer": "comes", "answered_at": None},
    "course_hours_positive": {"hours": 0},
    "record_hours_in_range": {"hours": 999.25},
    "training_file_content_until_applied": {"content": None},
    "record_returned_with_a_reason": {"state": "returned", "reason": ""},
    "record_expires_after_held": {"held_on": TODAY, "expires_on": date(2026, 3, 1)},
}
# Checks whose violation needs the other columns of their row to be right: told with them.
NEEDS_MORE = {
    "action_item_verified_when_said": lambda world: {
        "state": "verified",
        "done_at": NOW,
        "done_by": world.operator,
    },
    "action_item_verified_by_a_second_person": lambda world: {
        "state": "verified",
        "done_at": NOW,
        "done_by": world.operator,
        "verified_at": NOW,
        "verified_by": world.operator,
    },
    "merged_person_keeps_no_address_or_account": lambda world: {
        "merged_into": world.places["own"].membership.person,
        "merged_at": NOW,
        "merged_by": world.operator,
    },
    "person_merged_into_at": lambda world: {"merged_at": NOW, "merged_by": world.operator},
    "agreement_ended_early_after_start": lambda world: {
        "closed_at": NOW,
        "closed_by": world.operator,
        "closed_because": "The county left it.",
        "ended_early_on": date(1999, 1, 1),
    },
    "rehearsal_written_at_by": lambda world: {"learned": "Much.", "written_at": NOW},
    "rehearsal_of_so_many_people": lambda world: written(world) | {"people": 100_001},
    "rehearsal_of_one_day": lambda world: written(world) | {"minutes_to_first_release": 1441},
    "agreement_chained_whole": lambda world: {"replaces": world.places["own"].renewal},
    "agreement_replaces_another": lambda world: {
        "replaces": row_of(Agreement),
        "first": row_of(Agreement),
    },
    "section_not_needed_is_a_gap": lambda world: {
        "not_needed_because": "None here.",
        "not_needed_at": NOW,
        "not_needed_by": world.operator,
        "html": "<p>There are some.</p>",
    },
    "designation_of_somebody_else": lambda world: {"designee": row_of(Designation).holder},
    "signature_designee_of_a_holder_decided": lambda world: {
        "designee": world.places["own"].membership,
        "designee_name": "Joan Akers",
        "designee_role": "teacher",
    },
    "suggestion_declined_with_a_reason": lambda world: {
        "state": "declined",
        "because": "",
        "decided_at": NOW,
        "decided_by": world.operator,
    },
    "suggestion_became_text_when_accepted": lambda world: {"revision": row_of(Revision)},
    "approval_voided_with_a_reason": lambda world: {"voided_at": NOW, "voided_by": world.operator},
    "review_conditions_are_written": lambda world: {
        "decision": "asks_for_changes",
        "conditions": "",
        "decided_at": NOW,
        "decided_by": world.operator,
    },
}
NEEDS_MORE |= {
    "step_not_needed_undone_with_a_reason": lambda world: {"undone_because": "It is needed."},
    "finding_closed_in_a_walk": lambda world: {"closed_in": world.places["own"].walked},
    "finding_acted_on_or_decided": lambda world: {
        "action_item": world.places["own"].item,
        "not_acting_at": NOW,
        "not_acting_by": world.operator,
        "not_acting_because": "Rare.",
    },
    "approved_minutes_say_by_whom": lambda world: {
        "approved_at": NOW,
        "approved_by": world.operator,
    },
    "meeting_opened_at_by": lambda world: {"state": "held", "opened_at": NOW},
    "minutes_drafted_at_by": lambda world: {
        "state": "minutes_draft",
        "opened_at": NOW,
        "opened_by": world.operator,
        "drafted_at": NOW,
    },
    "minutes_approved_at_by": lambda world: {
        "state": "approved",
        "opened_at": NOW,
        "opened_by": world.operator,
        "drafted_at": NOW,
        "drafted_by": world.operator,
        "approved_at": NOW,
    },
    "meeting_cancelled_at_by": lambda world: {
        "state": "cancelled",
        "cancelled_because": "Snow.",
        "cancelled_at": NOW,
    },
    "meeting_follows_another": lambda world: {"follows": row_of(Meeting)},
    "seat_counts_of_who_was_there": lambda world: {"seat": world.places["own"].seat},
    "minutes_draft_was_handed_in": lambda world: {
        "drafted_at": NOW,
        "drafted_by": world.operator,
    },
}
