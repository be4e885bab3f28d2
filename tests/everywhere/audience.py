"""Who gets what from every URL: the one table of it. A URL that is not here fails the tests.

Three columns of readers, each a list of groups or roles (coalitions/access/roles.py): `own` are
members of the coalition the address names, `above` members of its district's coalition, who reach
down to a school's, `below` members of a school's coalition, who reach up to the district's. Whoever
is named gets the page, whoever is in `hidden` learns nothing of it (404), everybody else there is
told no, with the reason (403). In a sibling's or a foreign coalition everything is 404.
"""

from tests.everywhere.audience_account import ACCOUNT
from tests.everywhere.audience_agreements import AGREEMENTS
from tests.everywhere.audience_briefs import BRIEFS
from tests.everywhere.audience_bulletins import BULLETINS
from tests.everywhere.audience_calendars import CALENDARS
from tests.everywhere.audience_champions import CHAMPIONS
from tests.everywhere.audience_community import COMMUNITY
from tests.everywhere.audience_contacts import CONTACTS
from tests.everywhere.audience_facts import FACTS
from tests.everywhere.audience_items import ACTION_ITEMS
from tests.everywhere.audience_loops import LOOPS
from tests.everywhere.audience_meetings import MEETINGS
from tests.everywhere.audience_officials import OFFICIALS
from tests.everywhere.audience_openings import OPENINGS
from tests.everywhere.audience_programs import PROGRAMS
from tests.everywhere.audience_records import RECORDS
from tests.everywhere.audience_reunification import REUNIFICATION
from tests.everywhere.audience_training import TRAINING
from tests.everywhere.audience_walks import WALKS
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
    Row,
    administrators,
    anybody,
    everybody,
    of_work,
    own_file,
    own_roster,
    signing,
    writing,
)

FRAME = {
    "home": anybody(signed_out=302),
    "home_help": anybody(),
    "home_privacy": anybody(),
    "operation_healthz": anybody(),
    # No worker and no beat runs beside this test.
    "operation_readyz": anybody(answers=503, signed_out=503),
    "web_csp_report": anybody(answers=405, signed_out=405),
    "home_mine": everybody(),
    "home_menu": everybody(),
    "notice_own": everybody(),
    "notice_own_message": Row(own="teacher", hidden=ALL),
    # Only the demo has it.
    "notice_sent_mail": anybody(answers=404, signed_out=404),
    "notice_sent_mail_message": anybody(answers=404, signed_out=404),
    "year_rollover": administrators(),
    "ledger": administrators(),
    "ledger_csv": administrators(),
}

COALITION = {
    "coalition": Row(own=ALL, above=ALL, below=ALL, answers=302),
    "coalition_view_as": administrators(),
    "membership_people": ROSTER,
    "record_of_person": administrators(),
    "record_merge_choose": administrators(),
    "record_merge": administrators(),
    "roster_new": administrators(),
    "roster": own_roster(),
    "roster_columns": own_roster(answers=302),
    "roster_decide": own_roster(answers=405),
    "roster_apply": own_roster(answers=405),
    "roster_invite": own_roster(),
    "invitation_send": administrators(),
    "invitation_send_many": administrators(),
    "invitations": administrators(),
    "invitation_resend": administrators(answers=405),
    "invitation_revoke": administrators(answers=405),
    "invitation": anybody(),
    "invitation_decline": anybody(answers=405, signed_out=405),
    "invitation_sign_out": anybody(answers=405, signed_out=405),
    "membership_change": administrators(),
    "membership_end": administrators(),
    "membership_leave": Row(own="teacher"),
    "membership_designate": Row(own="administrator fire", member="seated"),
    "membership_designate / without a seat": Row(own="administrator teacher"),
    "membership_designation_end": Row(own="administrator fire ems"),
    "membership_seats": ROSTER,
    "seat_add": administrators(),
    "seat_change": administrators(),
    "seat_leave_empty": administrators(),
    "seat_seek": administrators(answers=405),
    "membership_agencies": ROSTER,
    "agency_add": administrators(),
    "agency_change": administrators(),
    "coalition_changes": administrators(),
    "coalition_settings": administrators(),
    "coalition_schools": Row(own=ALL, of="district"),
    "coalition_schools / of a school": Row(),
    "invitation_form_coalition": Row(own=ADMINISTRATOR, operator=True, of="district"),
    "directory_import_new": Row(own=ADMINISTRATOR, operator=True, of="district"),
    "directory_import": Row(own=ADMINISTRATOR, hidden=ALL, of="district"),
    "directory_import_columns": Row(own=ADMINISTRATOR, hidden=ALL, of="district"),
    "directory_import_apply": Row(own=ADMINISTRATOR, hidden=ALL, of="district", answers=405),
}

PLANS = {
    "workspace_plans": REACHED,
    "workspace_plan": Row(own=ALL, above=ALL, below=ALL, answers=302),
    "edition_ask_for_plan": Row(above=ADMINISTRATOR, answers=405),
    "edition_start_plan": administrators(),
    "word_in_import": administrators(),
    "word_in_file": own_file(),
    "word_in_mapping": own_file(answers=405),
    "word_in_passage": own_file(),
    "word_in_make": own_file(answers=405),
    "workspace_picture": REACHED,
    "edition_access_log": REACHED,
    "workspace_edition": REACHED,
    "workspace_edition / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "edition_start": administrators(answers=405),
    "writing_arrange": writing(),
    "word_in_source": writing(),
    "writing_number": writing(),
    "book_export": REACHED,
    "book_export / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "book_print": REACHED,
    "book_print / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "book_print_ask": Row(own=ALL, above=ALL, below=ALL, answers=405),
    "book_download": REACHED,
    "book_download / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "workspace_section / public": Row(own=ALL, above=ALL, below=ALL, level="public"),
    "workspace_section / members": Row(own=MEMBERS, above=REACH_DOWN, below=MEMBERS),
    "workspace_section / restricted": Row(own=RESTRICTED, above=RESTRICTED, level="restricted"),
    "workspace_section / restricted, in work": of_work(
        RESTRICTED, RESTRICTED, edition="in_review", level="restricted"
    ),
    "writing_add": writing(),
    "writing_set_up": writing(),
    "writing_edit": writing(),
    "writing_draft": writing(),
    "writing_not_needed": writing(),
    "writing_needed": writing(answers=405),
    "writing_copy_template": writing(answers=405),
    "writing_picture": writing(answers=405),
    "writing_restore": writing(answers=409),
    "writing_revisions": of_work(MEMBERS, edition="in_review"),
    "writing_revisions / restricted": of_work(RESTRICTED, edition="in_review", level="restricted"),
    "writing_revision": of_work(MEMBERS, edition="in_review"),
    "writing_revision / restricted": of_work(RESTRICTED, edition="in_review", level="restricted"),
    "writing_since_last_edition": of_work(MEMBERS, edition="in_review"),
    "writing_since_last_edition / restricted": of_work(
        RESTRICTED, edition="in_review", level="restricted"
    ),
    "comments / public": of_work(ALL, REACH_DOWN, edition="in_review", level="public"),
    "comments / members": of_work(MEMBERS, REACH_DOWN, edition="in_review"),
    "comments / restricted": of_work(
        RESTRICTED, RESTRICTED, edition="in_review", level="restricted"
    ),
    "writing_presence / public": of_work(MEMBERS, edition="in_review", level="public", answers=405),
    "writing_presence / members": of_work(MEMBERS, edition="in_review", answers=405),
    "writing_presence / restricted": of_work(
        RESTRICTED, edition="in_review", level="restricted", answers=405
    ),
    "comment_suggest / public": of_work(SUGGESTING, edition="in_review", level="public"),
    "comment_suggest / members": of_work(SUGGESTING, edition="in_review"),
    "comment_suggest / restricted": of_work(RESTRICTED, edition="in_review", level="restricted"),
    "comment_suggest_whole": of_work(SUGGESTING, edition="in_review"),
    "comment_suggest_instead": writing(answers=405),
    "comment_suggestion": Row(
        own=MEMBERS,
        hidden="community",
        above=REACH_DOWN,
        hidden_above=NO_REACH_DOWN,
        hidden_below=ALL,
        edition="in_review",
    ),
    "comment_suggestion / restricted": Row(
        own=RESTRICTED,
        hidden="care school official community",
        above=RESTRICTED,
        hidden_above="care school official community",
        hidden_below=ALL,
        edition="in_review",
        level="restricted",
    ),
    "comment_suggestion_accept": of_work(
        ADMINISTRATOR, hidden="community", edition="in_review", answers=405
    ),
    "comment_suggestion_decline": of_work(
        ADMINISTRATOR, hidden="community", edition="in_review", answers=405
    ),
    "comment_suggestion_withdraw": of_work(
        "sro", hidden="community", edition="in_review", answers=405
    ),
}

LIFE = {
    "review_ask": writing(),
    "review_close": writing(),
    "review_back": writing(),
    "review_decide": of_work("fire", edition="in_review"),
    "comment_action_item": of_work(
        "administrator officers", hidden="community", edition="in_review"
    ),
    "comment_resolve": of_work(
        "administrator sro", hidden="community", edition="in_review", answers=405
    ),
    "comment_reopen": of_work(
        "administrator sro", hidden="community", edition="in_review", answers=405
    ),
    "signing_freeze": writing(),
    "signing_signatures": signing(MEMBERS, REACH_DOWN),
    # The paramedic is the fire chief's designee.
    "signing_sign": signing("administrator fire ems", posts="fire ems"),
    "signing_decline": signing("fire ems"),
    "signing_answer": signing(ADMINISTRATOR),
    "signing_waive": signing(ADMINISTRATOR),
    "signing_ask_again": signing(ADMINISTRATOR, answers=405),
    "signing_page": signing("administrator fire ems"),
    "signing_paper": signing(ADMINISTRATOR),
    "signing_scan": signing("administrator fire ems"),
    "signing_to_sign": MEMBERS_ONLY,
    "signing_batch": MEMBERS_ONLY,
    "signing_vote": signing(ADMINISTRATOR),
    "approval_minutes": signing(MEMBERS, REACH_DOWN),
    # Its minutes are there already.
    "approval_add_minutes": signing(ADMINISTRATOR, answers=409),
    "approval_void": signing(ADMINISTRATOR),
    "workspace_thaw": signing(ADMINISTRATOR),
    "workspace_put_in_force": signing(ADMINISTRATOR),
    "workspace_retire": administrators(),
    "protocols": MEMBERS_ONLY,
    "protocol_changes": REACHED,
    "protocol_changes_all": REACHED,
    "protocol_changes_all / in work": of_work(ALL, REACH_DOWN, edition="in_review"),
    "protocol_readers": administrators(),
}


TABLE = (
    FRAME
    | ACCOUNT
    | COALITION
    | AGREEMENTS
    | BRIEFS
    | PROGRAMS
    | CALENDARS
    | FACTS
    | CHAMPIONS
    | CONTACTS
    | REUNIFICATION
    | OPENINGS
    | OFFICIALS
    | ACTION_ITEMS
    | PLANS
    | LIFE
    | WALKS
    | LOOPS
    | TRAINING
    | MEETINGS
    | BULLETINS
    | RECORDS
    | COMMUNITY
)


def name_of(key):
    """The URL's name: a key of the table may say after a slash which case it is."""
    return key.split(" / ")[0]
