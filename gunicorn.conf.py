"""What gunicorn reads by itself, however it is started here: the settings are looked at once,
before any worker is made, and
no log of it shows a link that lets its holder act."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_portal.settings.production")
settings.LOGGING  # noqa: B018 - a setting that cannot be used ends it here, in one sentence

logger_class = "safety_portal.core.operation.weblog.MaskedLogger"
