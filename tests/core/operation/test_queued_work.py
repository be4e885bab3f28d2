"""Work that was queued by the version before is still understood.

Tasks keep their names wherever their code lies.
"""

from django.conf import settings

from safety_portal.celery import app

# Under which names work lies in queues of servers. One goes when no server can have it queued any
# more.
QUEUED = {
    "coalitions.tasks.ask_contacts",
    "coalitions.tasks.choose_briefs",
    "coalitions.tasks.end_accepted_risks",
    "coalitions.tasks.forget_bulletins",
    "coalitions.tasks.forget_requests",
    "coalitions.tasks.forget_contacts",
    "coalitions.tasks.forget_people",
    "coalitions.tasks.reach_newcomers",
    "plans.tasks.forget_copies",
    "plans.tasks.forget_who_left",
    "plans.printed_reports.tasks.print_reports",
    "plans.tasks.print_copies",
    "safety_portal.notices.tasks.be_heard",
    "safety_portal.notices.tasks.send_waiting",
    "safety_portal.tasks.count_owed",
    "safety_portal.tasks.remind",
    "training.tasks.count_drill_duties",
    "training.tasks.work_on_files",
}


def ours():
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def test_every_name_that_may_be_queued_is_known():
    assert ours() == QUEUED


def test_beat_asks_only_for_what_there_is():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= ours()
