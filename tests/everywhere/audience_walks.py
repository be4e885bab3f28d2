"""Who gets what of site assessments, their findings, and risks: a part of the table (audience.py)."""

from tests.everywhere.audience_risks import RISKS
from tests.everywhere.readers import ALL, NOTHING_RESTRICTED, Row, restricted

WALKERS = "administrator officers"
WALKS = RISKS | {
    "assessment": restricted(),
    "assessment_begin": restricted(WALKERS, answers=405),
    "assessment_call_off": restricted(WALKERS),
    "assessment_open_again": restricted(WALKERS),
    "assessment_checklists": restricted(),
    "assessment_checklist": restricted(),
    "assessment_checklist_file": restricted(),
    "assessment_starter_file": restricted(),
    "assessment_checklist_import": Row(
        own="administrator",
        hidden=NOTHING_RESTRICTED,
        of="district",
        hidden_below=ALL,
    ),
    "finding_overview": restricted(),
    "findings": restricted(),
    "finding_csv": restricted(),
    "finding_plan_walk": restricted(WALKERS),
    "finding": restricted(),
    # Action items of a school are opened by its own.
    "finding_act": Row(
        own=WALKERS,
        hidden=NOTHING_RESTRICTED,
        hidden_above=NOTHING_RESTRICTED,
        hidden_below=ALL,
    ),
    "finding_not_act": restricted(WALKERS),
    "finding_finish_walk": restricted(WALKERS),
    "finding_report": restricted(walk="walked"),
    "printed_report": restricted(walk="walked"),
    "printed_report_ask": restricted(walk="walked", answers=405),
    # Nothing is made yet: it leads to where it is asked for.
    "printed_report_file": restricted(walk="walked", answers=302),
    "finding_attach_report": restricted(WALKERS),
    "finding_outside_report": restricted(),
    "finding_outside_report_file": restricted(),
    "finding_enter": restricted(WALKERS),
    "assessment_photo": restricted(),
    "assessment_walk": restricted(WALKERS),
    "assessment_walk_on_phone": restricted(WALKERS),
    "assessment_walk_worker": restricted(WALKERS),
    "assessment_answer": restricted(WALKERS, answers=405, json=True),
    "assessment_receive_photo": restricted(WALKERS, answers=405, json=True),
}
