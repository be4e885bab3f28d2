"""{% load passkeys %}: where passkeys work."""

from django import template

from safety_portal.core.accounts.passkeys import address

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_elsewhere(context: template.Context) -> str:
    """{% passkeys_elsewhere as elsewhere %}.

    The address to open instead, where passkeys do not work at this one; else "".
    """
    return address.elsewhere(context["request"])
