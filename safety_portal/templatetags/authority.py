"""{% may "signing_sign" signature as may_sign %}: whether the reader is let in there, before a
link to it
is drawn.

Built into every template (settings TEMPLATES), as {% url %} is.
"""

from django import template

from safety_portal.core import authority

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: template.Context, name: str, subject: object = None) -> object:
    """The verdict of the address's gate, with its `.reason` where it says no: authority.may."""
    return authority.may(context["request"].user, name, subject)


@register.simple_tag(takes_context=True)
def may_post(context: template.Context, name: str, subject: object = None) -> object:
    """The same of sending a form to an address that more people may look at."""
    return authority.may(context["request"].user, name, subject, posting=True)
