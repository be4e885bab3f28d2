"""What ./run serve starts.

A real installation, with production's refusals, whose files are served from where they lie.
"""

from safety_portal.settings.production import *  # noqa: F403 - a settings module is its parent's names and what differs

# No collectstatic here.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
