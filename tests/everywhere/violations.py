"""What each check of a model alone refuses: fields of one row, set so that the database says no."""

from datetime import date

from tests.everywhere.world_plans import HASH
from tests.everywhere.world_rest import NOW, TODAY

VIOLATIONS = {
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
    "course_hours_positive": {"hours": 0},
    "record_hours_in_range": {"hours": 999.25},
    "training_file_content_until_applied": {"content": None},
    "record_returned_with_a_reason": {"state": "returned", "reason": ""},
    "record_expires_after_held": {"held_on": TODAY, "expires_on": date(2026, 3, 1)},
}
