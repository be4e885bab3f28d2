"""Django's handle on the frame."""

from django.apps import AppConfig

from safety_portal import checks  # noqa: F401 - registers them


class FrameConfig(AppConfig):
    """Installed as `safety_portal`: home pages, template tags, the table of the cache."""

    name = "safety_portal"
