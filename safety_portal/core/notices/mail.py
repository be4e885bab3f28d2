"""Words into mail: three templates of one name make a subject, a text and an HTML part."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404
from django.template import Context
from django.template.loader import get_template

from safety_portal.core.notices.models import Message, MessageQuerySet


class Mail(NamedTuple):
    """What outbox.post takes: post(..., **render_mail(...)._asdict())."""

    subject: str
    text: str
    html: str


def render_mail(name: str, context: dict[str, Any]) -> Mail:
    """Render templates NAME.subject, NAME.text and NAME.html, "mail/invitation" for one, with
    `context`.

    `portal` (the address, without a slash at the end) is there too; links are absolute: {{ portal
    }}{{ path }}. Subject and text are not escaped, HTML is. Raises TemplateDoesNotExist where one
    of the three is missing.
    """
    context = {"portal": settings.PORTAL_ADDRESS, **context}
    subject = " ".join(_plain(f"{name}.subject", context).split())
    html = get_template(f"{name}.html").render({**context, "subject": subject})
    return Mail(subject, _plain(f"{name}.text", context).strip() + "\n", html)


def _plain(name: str, context: dict[str, Any]) -> str:
    return get_template(name).template.render(Context(context, autoescape=False))


def mail_of_demo() -> MessageQuerySet:
    """All mail of the demo, so that one can follow a link that somebody else was sent.

    Http404 elsewhere.
    """
    if not settings.DEMO:
        raise Http404("Only the demo shows everybody's mail.")
    return Message.objects.all()
