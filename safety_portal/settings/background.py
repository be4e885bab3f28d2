"""Celery's settings.

A worker killed at any moment loses nothing, and a dead broker never holds up a page.
"""

from celery.schedules import crontab

from safety_portal import env

CELERY_BROKER_URL = env.REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = env.QUEUE
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{env.QUEUE}:",
    # What a killed worker held comes back after this many seconds; longer than any task may run.
    "visibility_timeout": 300,
    # Look for such tasks every 10 seconds; kombu's default is every 100.
    "unacked_restore_throttle": 1,
    # Without these a dead network peer holds a worker, or a page that nudges it, for ever.
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "health_check_interval": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# None is unlimited: a worker waits for its broker however long that takes.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# Done means done: a task is taken off the queue after it ran, also when its process was killed.
# Tasks are safe to repeat.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Seconds; what has more to do than fits goes on in a further task.
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120
# What became of the work is in PostgreSQL.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = env.TIME_ZONE
# Logs go where Django's go, as JSON, and a task's lines carry the id of the request that asked for
# it.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
DJANGO_STRUCTLOG_CELERY_ENABLED = True

CELERY_BEAT_SCHEDULER = "safety_portal.core.operation.beat:HeardScheduler"
CELERY_BEAT_SCHEDULE = {
    # Picks up whatever no nudge brought to a worker, and what waits for another try.
    "send what waits": {
        "task": "safety_portal.notices.tasks.send_waiting",
        "schedule": 60,
        "options": {"expires": 55},
    },
    # Long files of training that no nudge brought to a worker, or whose worker was killed.
    "work on files": {
        "task": "training.tasks.work_on_files",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "show that a worker works": {
        "task": "safety_portal.notices.tasks.be_heard",
        "schedule": 30,
        "options": {"expires": 25},
    },
    # Copies as PDF that no nudge brought to a worker, or whose worker was killed.
    "print what waits": {
        "task": "plans.tasks.print_copies",
        "schedule": 30,
        "options": {"expires": 25},
    },
    "print reports that wait": {
        "task": "plans.printed_reports.tasks.print_reports",
        "schedule": 30,
        "options": {"expires": 25},
    },
    "forget printed copies": {
        "task": "plans.tasks.forget_copies",
        "schedule": 3600,
        "options": {"expires": 3000},
    },
    # Rows of pages that were closed without a word, such as those of a computer that went to sleep.
    "forget who left": {
        "task": "plans.tasks.forget_who_left",
        "schedule": 600,
        "options": {"expires": 500},
    },
    # Addresses of people who left years ago; a night that was missed is made up for in the next.
    "forget people": {
        "task": "coalitions.tasks.forget_people",
        "schedule": crontab(minute=40, hour=3),
        "options": {"expires": 3600},
    },
    # The risks that were accepted until today are open action items again, before anybody is
    # reminded; an hour that was missed is made up for in the next.
    "end accepted risks": {
        "task": "coalitions.tasks.end_accepted_risks",
        "schedule": crontab(minute=25),
        "options": {"expires": 3000},
    },
    # Contacts who owe it on no home page of theirs; nobody is asked twice a day.
    "ask contacts": {
        "task": "coalitions.tasks.ask_contacts",
        "schedule": crontab(minute=10, hour=9),
        "options": {"expires": 3600},
    },
    "forget contacts": {
        "task": "coalitions.tasks.forget_contacts",
        "schedule": crontab(minute=50, hour=3),
        "options": {"expires": 3600},
    },
    # The briefs of the day, and those of the next school day: after a night that was missed pages
    # show what was chosen ahead.
    "choose briefs": {
        "task": "coalitions.tasks.choose_briefs",
        "schedule": crontab(minute=2, hour="0,5"),
        "options": {"expires": 3600},
    },
    # Who took a role that a bulletin in force names; whoever opens it before is let in at once.
    "reach newcomers": {
        "task": "coalitions.tasks.reach_newcomers",
        "schedule": crontab(minute=45),
        "options": {"expires": 3000},
    },
    "forget bulletins": {
        "task": "coalitions.tasks.forget_bulletins",
        "schedule": crontab(minute=55, hour=3),
        "options": {"expires": 3600},
    },
    # Who asked to join and did not confirm it, and who was answered long ago.
    "forget requests": {
        "task": "coalitions.tasks.forget_requests",
        "schedule": crontab(minute=58, hour=3),
        "options": {"expires": 3600},
    },
    # A day more may make a drill late: counted before anybody is reminded.
    "count drill duties": {
        "task": "training.tasks.count_drill_duties",
        "schedule": crontab(minute=15, hour=4),
        "options": {"expires": 3600},
    },
    # By day, each hour: the first sweep tells, the others find nothing left to tell, or catch up on
    # what was missed.
    "remind": {
        "task": "safety_portal.tasks.remind",
        "schedule": crontab(minute=5, hour="6-20"),
        "options": {"expires": 3000},
    },
    # After the first sweep, by day, and shortly before midnight, which no count may outlive: the
    # last one of a day is its balance.
    "count what is owed": {
        "task": "safety_portal.tasks.count_owed",
        "schedule": crontab(minute=35, hour="6,12,18,23"),
        "options": {"expires": 1200},
    },
}
