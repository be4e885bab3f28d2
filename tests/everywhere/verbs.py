"""Who may do what, as the product has it.

Every verb, and which roles may, in each way of standing to a place.
"""

from coalitions.access import policies
from coalitions.coalition.policies import can_form_coalition, can_form_coalition_here
from coalitions.memberships import policies as memberships_policies
from coalitions.people import policies as people_policies
from coalitions.schools import policies as schools_policies
from coalitions.schools.policies import can_import_schools
from plans.approvals import policies as approvals_policies
from plans.book import policies as book_policies
from plans.comments import policies as comments_policies
from plans.editions import policies as editions_policies
from plans.history import policies as history_policies
from plans.protocols import policies as protocols_policies
from plans.review import policies as review_policies
from plans.signing import policies as signing_policies
from plans.word_in import policies as word_in_policies
from plans.writing import policies as writing_policies
from tests.everywhere import rows
from tests.everywhere.may import (
    ADMINISTRATOR,
    ALL,
    MEMBERS,
    NOBODY,
    REACH_DOWN,
    RESTRICTED,
    SUGGESTING,
    TRAINED,
    May,
)
from tests.everywhere.verbs_agreements import AGREEMENTS
from tests.everywhere.verbs_briefs import BRIEFS
from tests.everywhere.verbs_bulletins import BULLETINS
from tests.everywhere.verbs_calendars import CALENDARS
from tests.everywhere.verbs_champions import CHAMPIONS
from tests.everywhere.verbs_community import COMMUNITY
from tests.everywhere.verbs_contacts import CONTACTS
from tests.everywhere.verbs_drills import DRILLS
from tests.everywhere.verbs_facts import FACTS
from tests.everywhere.verbs_items import ACTION_ITEMS
from tests.everywhere.verbs_loops import LOOPS
from tests.everywhere.verbs_meetings import MEETINGS
from tests.everywhere.verbs_openings import OPENINGS
from tests.everywhere.verbs_programs import PROGRAMS
from tests.everywhere.verbs_records import RECORDS
from tests.everywhere.verbs_reunification import REUNIFICATION
from tests.everywhere.verbs_risks import RISKS
from tests.everywhere.verbs_walks import ASSESSMENTS
from training.records import policies as records_policies
from training.transcripts import policies as transcripts_policies

TABLE = {
    # Read and write, level by level
    "read public": May(editions_policies.can_read_section, rows.section("public"), ALL, ALL, ALL),
    "read members": May(
        editions_policies.can_read_section, rows.section("members"), MEMBERS, REACH_DOWN, MEMBERS
    ),
    "read restricted": May(
        editions_policies.can_read_section, rows.section("restricted"), RESTRICTED, RESTRICTED
    ),
    "read restricted, put to each by name": May(
        editions_policies.can_read_section,
        rows.section("restricted", "in_review"),
        MEMBERS,
        RESTRICTED,
    ),
    "comment on public": May(comments_policies.can_comment, rows.section("public"), ALL),
    "comment on members": May(comments_policies.can_comment, rows.section("members"), MEMBERS),
    "comment on restricted": May(
        comments_policies.can_comment, rows.section("restricted"), RESTRICTED
    ),
    "edit public": May(editions_policies.can_edit_section, rows.section("public"), ADMINISTRATOR),
    "edit members": May(editions_policies.can_edit_section, rows.section("members"), ADMINISTRATOR),
    "edit restricted": May(
        editions_policies.can_edit_section, rows.section("restricted"), ADMINISTRATOR
    ),
    "see how public changed": May(
        history_policies.can_see_revisions, rows.section("public"), MEMBERS
    ),
    "see how members changed": May(
        history_policies.can_see_revisions, rows.section("members"), MEMBERS
    ),
    "see how restricted changed": May(
        history_policies.can_see_revisions, rows.section("restricted"), RESTRICTED
    ),
    "acknowledge public": May(protocols_policies.can_acknowledge, rows.section("public"), ALL),
    "acknowledge members": May(
        protocols_policies.can_acknowledge, rows.section("members"), MEMBERS
    ),
    "acknowledge restricted": May(
        protocols_policies.can_acknowledge, rows.section("restricted"), RESTRICTED
    ),
    "resolve a comment on public": May(
        comments_policies.can_resolve, rows.comment("public"), "administrator sro"
    ),
    "resolve a comment on members": May(
        comments_policies.can_resolve, rows.comment("members"), "administrator sro"
    ),
    "resolve a comment on restricted": May(
        comments_policies.can_resolve, rows.comment("restricted"), "administrator sro"
    ),
    "suggest words of public": May(
        comments_policies.can_suggest, rows.section("public"), SUGGESTING
    ),
    "suggest words of members": May(
        comments_policies.can_suggest, rows.section("members"), SUGGESTING
    ),
    "suggest words of restricted": May(
        comments_policies.can_suggest, rows.section("restricted"), RESTRICTED
    ),
    "suggest words of restricted, put to each by name": May(
        comments_policies.can_suggest, rows.section("restricted", "in_review"), SUGGESTING
    ),
    "read what is suggested for public": May(
        comments_policies.can_read_suggestion, rows.suggestion("public"), ALL, ALL, ALL
    ),
    "read what is suggested for members": May(
        comments_policies.can_read_suggestion,
        rows.suggestion("members"),
        MEMBERS,
        REACH_DOWN,
        MEMBERS,
    ),
    "read what is suggested for restricted": May(
        comments_policies.can_read_suggestion, rows.suggestion("restricted"), RESTRICTED, RESTRICTED
    ),
    "take a suggestion": May(
        comments_policies.can_answer_suggestion, rows.suggestion("members"), ADMINISTRATOR
    ),
    "withdraw a suggestion": May(
        comments_policies.can_withdraw_suggestion, rows.suggestion("members"), "sro"
    ),
    "see who else has public open": May(
        writing_policies.can_see_who_is_here, rows.section("public"), MEMBERS
    ),
    "see who else has members open": May(
        writing_policies.can_see_who_is_here, rows.section("members"), MEMBERS
    ),
    "see who else has restricted open": May(
        writing_policies.can_see_who_is_here, rows.section("restricted"), RESTRICTED
    ),
    # The plan and its life
    "see the plans": May(editions_policies.can_see_plans, rows.coalition, ALL, ALL, ALL),
    "be told that nothing is drafted": May(
        editions_policies.can_see_drafts, rows.coalition, MEMBERS, REACH_DOWN
    ),
    "ask for the plan": May(editions_policies.can_ask_for_plan, rows.coalition, down=ADMINISTRATOR),
    "open the plan": May(editions_policies.can_read_plan, rows.plan, ALL, ALL, ALL),
    "open what is drafted": May(
        editions_policies.can_read_edition, rows.edition("drafting"), MEMBERS, REACH_DOWN
    ),
    "open what is in review": May(
        editions_policies.can_read_edition, rows.edition("in_review"), ALL, REACH_DOWN
    ),
    "open what is signed": May(
        editions_policies.can_read_edition, rows.edition("awaiting_signatures"), ALL, REACH_DOWN
    ),
    "have a PDF made": May(book_policies.can_print, rows.edition("in_force"), ALL, ALL, ALL),
    "open what is in force": May(
        editions_policies.can_read_edition, rows.edition("in_force"), ALL, ALL, ALL
    ),
    "edit": May(editions_policies.can_edit, rows.plan, ADMINISTRATOR),
    "publish": May(editions_policies.can_edit_edition, rows.edition("in_force"), ADMINISTRATOR),
    "import a Word file": May(word_in_policies.can_import_plan, rows.word_file, ADMINISTRATOR),
    "decide the review one was asked for": May(
        review_policies.can_decide_review, rows.reviewer, ALL
    ),
    "see who signs": May(
        editions_policies.can_see_signatures, rows.edition("in_force"), MEMBERS, REACH_DOWN, MEMBERS
    ),
    "sign where seated": May(signing_policies.can_sign, rows.signature, MEMBERS),
    "sign for the fire chief": May(signing_policies.can_sign, rows.signature_of_fire, "fire ems"),
    "see the fire chief's signature": May(
        signing_policies.can_see_signature, rows.signature_of_fire, "administrator fire ems"
    ),
    "see one's signature": May(signing_policies.can_see_signature, rows.signature, ALL),
    "manage signatures": May(signing_policies.can_manage_signature, rows.signature, ADMINISTRATOR),
    "see how a board voted": May(
        approvals_policies.can_see_approval, rows.approval, MEMBERS, REACH_DOWN
    ),
    "add the minutes of a vote, void it": May(
        approvals_policies.can_manage_approval, rows.approval, ADMINISTRATOR
    ),
    "see who read the protocols": May(
        protocols_policies.can_see_readers, rows.edition("in_force"), ADMINISTRATOR
    ),
    "see who acknowledged": May(
        protocols_policies.can_see_acknowledgements, rows.coalition, ADMINISTRATOR
    ),
    # The coalition
    "see the coalition": May(policies.can_see, rows.coalition, ALL, ALL, ALL),
    "be a member": May(policies.is_member, rows.coalition, ALL),
    "see who is in it": May(policies.can_see_people, rows.coalition, ALL, RESTRICTED),
    "invite": May(policies.can_administer, rows.coalition, ADMINISTRATOR),
    "change a seat": May(policies.can_administer_subject, rows.seat, ADMINISTRATOR),
    "keep the record of a person": May(
        memberships_policies.can_keep_record, rows.person, ADMINISTRATOR, ADMINISTRATOR
    ),
    "keep it on the coalition's pages": May(
        memberships_policies.can_keep_record_here, rows.record_here, ADMINISTRATOR
    ),
    "make two records one": May(
        memberships_policies.can_merge_here, rows.two_records, ADMINISTRATOR
    ),
    "let somebody sign for one": May(memberships_policies.can_designate, rows.membership, ALL),
    "let somebody sign no more": May(
        memberships_policies.can_end_designation, rows.designation, "administrator fire ems"
    ),
    "change one's name": May(people_policies.can_rename, rows.account, ALL),
    "leave": May(memberships_policies.can_leave, rows.membership, ALL),
    "read the record of changes": May(policies.can_read_audit, rows.coalition, ADMINISTRATOR),
    "read who was reminded": May(policies.can_read_reminders, rows.coalition, ADMINISTRATOR),
    "see the schools": May(schools_policies.can_see_schools, rows.coalition, district=ALL),
    "form a coalition": May(
        can_form_coalition,
        rows.school,
        down=ADMINISTRATOR,
        district=ADMINISTRATOR,
    ),
    "form a school's coalition": May(
        can_form_coalition_here, rows.school_here, down=ADMINISTRATOR, district=ADMINISTRATOR
    ),
    "import schools": May(can_import_schools, rows.nothing, district=ADMINISTRATOR),
    **AGREEMENTS,
    **BRIEFS,
    **BULLETINS,
    **PROGRAMS,
    **RECORDS,
    **DRILLS,
    **CALENDARS,
    **RISKS,
    **FACTS,
    **COMMUNITY,
    **CHAMPIONS,
    **CONTACTS,
    **REUNIFICATION,
    **OPENINGS,
    **ACTION_ITEMS,
    **MEETINGS,
    **ASSESSMENTS,
    **LOOPS,
    # Training
    "log one's own": May(records_policies.can_log, rows.coalition, TRAINED),
    "log for others": May(
        records_policies.can_log_for_others, rows.coalition, "administrator officers"
    ),
    "import one's own transcript": May(
        transcripts_policies.can_import_file, rows.transcript, TRAINED
    ),
    "import a list of many": May(
        transcripts_policies.can_import_file, rows.transcript_of_many, "administrator officers"
    ),
    "see one's own": May(records_policies.can_see_own, rows.coalition, ALL),
    "see everybody's": May(records_policies.can_see_records, rows.coalition, ADMINISTRATOR),
    "verify": May(records_policies.can_verify, rows.coalition, ADMINISTRATOR),
    "verify a record": May(
        records_policies.can_decide_record, rows.record_of_teacher, ADMINISTRATOR
    ),
    "verify one's own record": May(records_policies.can_decide_record, rows.record, NOBODY),
    "read one's own record": May(records_policies.can_read_record, rows.record, ALL),
    "correct one's own record": May(records_policies.can_change_record, rows.record, ALL),
}
