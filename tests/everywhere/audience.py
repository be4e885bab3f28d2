"""Who gets what from every URL: the one table of it. A URL that is not here fails the tests.

Three columns of readers, each a list of groups or roles (coalitions/access/roles.py): `own` are
members of the coalition the address names, `above` members of its district's coalition, who reach
down to a school's, `below` members of a school's coalition, who reach up to the district's. Whoever
is named gets the page, whoever is in `hidden` learns nothing of it (404), everybody else there is
told no, with the reason (403). In a sibling's or a foreign coalition everything is 404.
"""

from tests.everywhere.readers import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    MEMBERS_ONLY,
    NO_REACH_DOWN,
    REACH_DOWN,
    REACHED,
    RESTRICTED,
    ROSTER,
    SUGGESTING,
    TRAINED,
    Row,
    administrators,
    anybody,
    everybody,
    of_work,
    own_file,
    own_roster,
    own_transcript,
    record,
    signing,
    writing,
)

FRAME = {
    "home": anybody(signed_out=302),
    "help": anybody(),
    "privacy": anybody(),
    "healthz": anybody(),
    # No worker and no beat runs beside this test.
    "readyz": anybody(answers=503, signed_out=503),
    "csp_report": anybody(answers=405, signed_out=405),
    "mine": everybody(),
    "menu": everybody(),
    "own_messages": everybody(),
    "own_message": Row(own="teacher", hidden=ALL),
    # Only the demo has it.
    "sent_mail": anybody(answers=404, signed_out=404),
    "sent_mail_message": anybody(answers=404, signed_out=404),
    "turn_of_year": administrators(),
    "reminders": administrators(),
    "reminders_csv": administrators(),
}

ACCOUNT = {
    "account_login": anybody(answers=302),
    "account_logout": anybody(signed_out=302),
    "account_inactive": anybody(),
    "account_signup": anybody(answers=302),
    "account_reset_password": anybody(),
    "account_reset_password_done": anybody(),
    "account_reset_password_from_key": anybody(),
    "account_reset_password_from_key_done": anybody(),
    "account_email_verification_sent": anybody(),
    "account_confirm_email": anybody(),
    "account_reauthenticate": everybody(),
    "account_change_password": everybody(),
    "account_set_password": everybody(answers=302),
    "account_email": everybody(),
    # No issuer is set up in this test: nothing that an address of theirs could do (accounts with
    # one: test_oidc*.py).
    "account_issuer": anybody(answers=404, signed_out=404),
    "account_issuer_back": anybody(answers=404, signed_out=404),
    "account_sign_ins": everybody(answers=404),
    "account_sign_in_link": everybody(answers=405),
    "account_sign_in_unlink": everybody(answers=405),
    "usersessions_list": everybody(),
    "usersessions_end": everybody(answers=405),
    "mfa_authenticate": anybody(answers=302, signed_out=302),
    "mfa_login_webauthn": anybody(answers=302, signed_out=302),
    "mfa_add_webauthn": everybody(answers=302),
    "mfa_edit_webauthn": everybody(answers=302),
    "mfa_remove_webauthn": everybody(answers=302),
    "mfa_reauthenticate_webauthn": everybody(answers=302),
    "mfa_passkey_question": everybody(answers=405),
    "mfa_index": everybody(),
    "mfa_reauthenticate": everybody(answers=302),
    "mfa_activate_totp": everybody(answers=302),
    "mfa_deactivate_totp": everybody(answers=404),
    "mfa_view_recovery_codes": everybody(answers=404),
    "mfa_generate_recovery_codes": everybody(answers=302),
    "mfa_download_recovery_codes": everybody(answers=404),
    "account": everybody(),
    "demo_sign_in": anybody(answers=405, signed_out=405),
    "see_as_stop": everybody(answers=405),
}

COALITION = {
    "coalition": Row(own=ALL, above=ALL, below=ALL, answers=302),
    "see_as": administrators(),
    "people": ROSTER,
    "person": administrators(),
    "person_merge_choose": administrators(),
    "person_merge": administrators(),
    "people_file_new": administrators(),
    "people_file": own_roster(),
    "people_file_columns": own_roster(answers=302),
    "people_file_decide": own_roster(answers=405),
    "people_file_bring_in": own_roster(answers=405),
    "people_file_invite": own_roster(),
    "invite": administrators(),
    "invite_many": administrators(),
    "invitations": administrators(),
    "invitation_resend": administrators(answers=405),
    "invitation_revoke": administrators(answers=405),
    "invitation": anybody(),
    "invitation_decline": anybody(answers=405, signed_out=405),
    "invitation_sign_out": anybody(answers=405, signed_out=405),
    "membership_change": administrators(),
    "membership_end": administrators(),
    "membership_leave": Row(own="teacher"),
    "designation_make": Row(own="administrator fire", member="seated"),
    "designation_make / without a seat": Row(own="administrator teacher"),
    "designation_end": Row(own="administrator fire ems"),
    "seats": ROSTER,
    "seat_add": administrators(),
    "seat_change": administrators(),
    "seat_leave_empty": administrators(),
    "seat_seek": administrators(answers=405),
    "agencies": ROSTER,
    "agency_add": administrators(),
    "agency_change": administrators(),
    "changes": administrators(),
    "settings": administrators(),
    "district_schools": Row(own=ALL, of="district"),
    "district_schools / of a school": Row(),
    "form_coalition": Row(own=ADMINISTRATOR, operator=True, of="district"),
    "school_file_new": Row(own=ADMINISTRATOR, operator=True, of="district"),
    "school_file": Row(own=ADMINISTRATOR, hidden=ALL, of="district"),
    "school_file_columns": Row(own=ADMINISTRATOR, hidden=ALL, of="district"),
    "school_file_bring_in": Row(own=ADMINISTRATOR, hidden=ALL, of="district", answers=405),
}

PLANS = {
    "plans": REACHED,
    "plan": Row(own=ALL, above=ALL, below=ALL, answers=302),
    "plan_ask_for": Row(above=ADMINISTRATOR, answers=405),
    "plan_start": administrators(),
    "plan_bring_in": administrators(),
    "plan_file": own_file(),
    "plan_file_place": own_file(answers=405),
    "plan_passage": own_file(),
    "plan_file_make": own_file(answers=405),
    "picture": REACHED,
    "reads": REACHED,
    "edition": REACHED,
    "edition / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "edition_start": administrators(answers=405),
    "edition_arrange": writing(),
    "edition_from_word": writing(),
    "edition_number": writing(),
    "plan_export": REACHED,
    "plan_export / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "plan_print": REACHED,
    "plan_print / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "plan_print_ask": Row(own=ALL, above=ALL, below=ALL, answers=405),
    "plan_download": REACHED,
    "plan_download / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "section / public": Row(own=ALL, above=ALL, below=ALL, level="public"),
    "section / members": Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS),
    "section / restricted": Row(own=RESTRICTED, above=RESTRICTED, level="restricted"),
    "section / restricted, in work": of_work(
        RESTRICTED, RESTRICTED, edition="in_review", level="restricted"
    ),
    "section_add": writing(),
    "section_set_up": writing(),
    "section_edit": writing(),
    "section_draft": writing(),
    "section_not_needed": writing(),
    "section_needed": writing(answers=405),
    "section_copy_template": writing(answers=405),
    "section_picture": writing(answers=405),
    "section_restore": writing(answers=409),
    "section_revisions": of_work(MEMBERS, edition="in_review"),
    "section_revisions / restricted": of_work(RESTRICTED, edition="in_review", level="restricted"),
    "section_revision": of_work(MEMBERS, edition="in_review"),
    "section_revision / restricted": of_work(RESTRICTED, edition="in_review", level="restricted"),
    "section_since_last_edition": of_work(MEMBERS, edition="in_review"),
    "section_since_last_edition / restricted": of_work(
        RESTRICTED, edition="in_review", level="restricted"
    ),
    "section_comments / public": of_work(ALL, REACH_DOWN, edition="in_review", level="public"),
    "section_comments / members": of_work(MEMBERS, REACH_DOWN, edition="in_review"),
    "section_comments / restricted": of_work(
        RESTRICTED, RESTRICTED, edition="in_review", level="restricted"
    ),
    "section_here / public": of_work(MEMBERS, edition="in_review", level="public", answers=405),
    "section_here / members": of_work(MEMBERS, edition="in_review", answers=405),
    "section_here / restricted": of_work(
        RESTRICTED, edition="in_review", level="restricted", answers=405
    ),
    "section_suggest / public": of_work(SUGGESTING, edition="in_review", level="public"),
    "section_suggest / members": of_work(SUGGESTING, edition="in_review"),
    "section_suggest / restricted": of_work(RESTRICTED, edition="in_review", level="restricted"),
    "section_suggest_whole": of_work(SUGGESTING, edition="in_review"),
    "suggestion": Row(
        own=MEMBERS,
        hidden="community",
        above=REACH_DOWN,
        hidden_above=NO_REACH_DOWN,
        hidden_below=ALL,
        edition="in_review",
    ),
    "suggestion / restricted": Row(
        own=RESTRICTED,
        hidden="care school official community",
        above=RESTRICTED,
        hidden_above="care school official community",
        hidden_below=ALL,
        edition="in_review",
        level="restricted",
    ),
    "suggestion_take": of_work(ADMINISTRATOR, hidden="community", edition="in_review", answers=405),
    "suggestion_decline": of_work(
        ADMINISTRATOR, hidden="community", edition="in_review", answers=405
    ),
    "suggestion_withdraw": of_work("sro", hidden="community", edition="in_review", answers=405),
}

LIFE = {
    "review_ask": writing(),
    "review_close": writing(),
    "review_back": writing(),
    "review_decide": of_work("fire", edition="in_review"),
    "review_resolve": of_work(
        "administrator sro", hidden="community", edition="in_review", answers=405
    ),
    "review_reopen": of_work(
        "administrator sro", hidden="community", edition="in_review", answers=405
    ),
    "freeze": writing(),
    "signatures": signing(MEMBERS, REACH_DOWN),
    # The paramedic is the fire chief's designee.
    "sign": signing("administrator fire ems", posts="fire ems"),
    "sign_decline": signing("fire ems"),
    "sign_answer": signing(ADMINISTRATOR),
    "sign_waive": signing(ADMINISTRATOR),
    "sign_ask_again": signing(ADMINISTRATOR, answers=405),
    "sign_page": signing("administrator fire ems"),
    "sign_paper": signing(ADMINISTRATOR),
    "sign_scan": signing("administrator fire ems"),
    "to_sign": MEMBERS_ONLY,
    "to_sign_several": MEMBERS_ONLY,
    "approval_record": signing(ADMINISTRATOR),
    "approval_minutes": signing(MEMBERS, REACH_DOWN),
    # Its minutes are there already.
    "approval_add_minutes": signing(ADMINISTRATOR, answers=409),
    "approval_void": signing(ADMINISTRATOR),
    "edition_thaw": signing(ADMINISTRATOR),
    "edition_in_force": signing(ADMINISTRATOR),
    "edition_retire": administrators(),
    "protocols": MEMBERS_ONLY,
    "edition_changes": REACHED,
    "edition_everything": REACHED,
    "edition_everything / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "edition_readers": administrators(),
}

TRAINING = {
    "training_own": MEMBERS_ONLY,
    "training_own_csv": MEMBERS_ONLY,
    "training_log": Row(own=TRAINED),
    "training_file_new": Row(own=TRAINED),
    "training_file": own_transcript(),
    "training_file_columns": own_transcript(),
    "training_file_bring_in": own_transcript(answers=405),
    "training_all": administrators(),
    "training_csv": administrators(),
    "training_verify": administrators(),
    "training_verify_these": administrators(answers=405),
    "training_record": record("administrator teacher sro"),
    "training_certificate": record("administrator teacher sro"),
    "training_correct": record("teacher sro", told="administrator"),
    "training_withdraw": record("teacher sro", told="administrator"),
    "training_return": record("administrator", told="teacher sro"),
}

TABLE = FRAME | ACCOUNT | COALITION | PLANS | LIFE | TRAINING


def name_of(key):
    """The URL's name: a key of the table may say after a slash which case it is."""
    return key.split(" / ")[0]
