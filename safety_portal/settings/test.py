"""The tests: real PostgreSQL and Redis of their own, cheap password hashing, mail into memory."""

from safety_portal import env
from safety_portal.settings.base import *  # noqa: F403 - a settings module is its parent's names and what differs

# Two migrations after the same one are found before they meet.
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405 - from base
SECRET_KEY = "tests-only"  # noqa: S105 - nothing outside the tests is signed with it
ALLOWED_HOSTS = ["*"]
DEMO = False
SECOND_FACTOR_REQUIRED = False
# Argon2 costs 50 ms a sign-in by design; one test of accounts asserts the real list.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The owner's connection that acts as the application's role: what is tested can do no more than on
# a server, and a test that plays somebody with the owner's rights says so
# (tests.plugins.databases.as_owner), also in the middle of a transaction.
DATABASES["default"] |= env.DATABASE_OWNER | {  # noqa: F405 - from base
    "OPTIONS": OPTIONS | env.DATABASE_OWNER.get("OPTIONS", {}) | {"assume_role": DATABASE_ROLE}  # noqa: F405 - from base
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_TO_FILES = False
# No collectstatic here: files are served from where they lie.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
# Each runner of xdist has a database of its own, and so a queue.
CELERY_TASK_DEFAULT_QUEUE = (
    f"{env.QUEUE}:tests:{env.read.str('PYTEST_XDIST_WORKER', default='one')}"
)
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {  # noqa: F405 - from base
    "global_keyprefix": f"{CELERY_TASK_DEFAULT_QUEUE}:"
}
