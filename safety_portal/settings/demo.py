"""The demo and every ./run manage.

Plain http on this machine, mail to files, second factor off (and the pages say so).
"""

from importlib.util import find_spec

from safety_portal import env
from safety_portal.settings.base import *  # noqa: F403 - a settings module is its parent's names and what differs

SECRET_KEY = env.SECRET_KEY or "demo-only-not-a-secret"
DEMO = True
SECOND_FACTOR_REQUIRED = env.read.bool("PORTAL_SECOND_FACTOR", default=False)
# No collectstatic here: files are served from where they lie.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
# makemigrations notes which migration is the last, where its writer has what the tests need. No
# server has it, nor who only looks at the demo.
if find_spec("django_linear_migrations"):
    INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405 - from base
