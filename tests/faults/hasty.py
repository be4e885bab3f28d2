"""Settings for the tests of beat.

The demo's, with a schedule of seconds instead of minutes and hours.
"""

from safety_portal.settings.demo import *  # noqa: F403 - a settings module is its parent's names and what differs

CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 1}
    for name, entry in CELERY_BEAT_SCHEDULE.items()  # noqa: F405 - from the demo's
}
