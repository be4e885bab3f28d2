"""Django's handle on the frame."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from safety_portal.core.operation.checks import application_owns_no_table, mail_reaches_people


class FrameConfig(AppConfig):
    """Installed as `safety_portal`.

    Home pages, template tags, the table of the cache, what is checked of a server.
    """

    name = "safety_portal"

    def ready(self) -> None:
        """Register our own checks beside Django's."""
        register(mail_reaches_people, Tags.security, deploy=True)
        register(application_owns_no_table, Tags.security, deploy=True)
