"""{% url %}, as Django's, out of the table of addresses: a list of 25 rows asks it a hundred times.

Built into every template (settings TEMPLATES), so that no page has to choose.
"""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as compile_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from safety_portal.core.web.addresses import address

register = template.Library()


class KeptURLNode(URLNode):
    """Django's node, but for names without a namespace and arguments by their place."""

    def render(self, context: template.Context) -> str:
        """The address, or "" where it is kept in a variable ("as").

        Raises NoReverseMatch as Django's does.
        """
        name = self.view_name.resolve(context)
        if self.kwargs or not isinstance(name, str) or ":" in name:
            return super().render(context)
        try:
            url = address(name, *[argument.resolve(context) for argument in self.args])
        except NoReverseMatch:
            if self.asvar is None:
                raise
            url = ""
        if self.asvar:
            context[self.asvar] = url
            return ""
        return conditional_escape(url) if context.autoescape else url


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """{% url "record_of_person" coalition.slug person.pk %}, with all that Django's own takes."""
    node = compile_url(parser, token)
    return KeptURLNode(node.view_name, node.args, node.kwargs, node.asvar)
