"""Django's handle on the frame."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from safety_portal.checks import mail_reaches_people


class FrameConfig(AppConfig):
    """Installed as `safety_portal`: home pages, template tags, the table of the cache, what is checked of a server."""

    name = "safety_portal"

    def ready(self):
        """Register our own check beside Django's."""
        register(mail_reaches_people, Tags.security, deploy=True)
