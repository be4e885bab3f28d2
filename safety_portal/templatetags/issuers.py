"""{% issuers as ways %}: the issuers one can sign in with, for the pages that offer them."""

from django import template
from django.conf import settings

from safety_portal.core.accounts.oidc.issuers import Issuer

register = template.Library()


@register.simple_tag
def issuers() -> list[Issuer]:
    """The issuers that are set up (accounts.oidc.issuers.Issuer), in the order of PORTAL_OIDC."""
    return settings.OIDC_ISSUERS
