"""{% rows "coalitions/memberships/_people.jinja" %}.

The rows of a table, drawn by Jinja2 (core/look/rows.py says when).
"""

from django import template
from django.utils.safestring import SafeString

from safety_portal.core.look.rows import draw, environment
from safety_portal.core.look.words import literal_of
from safety_portal.templatetags.look import today_of

register = template.Library()


class RowsNode(template.Node):
    """The template of Jinja2, compiled with the page that shows it."""

    def __init__(self, name: str):
        self.name = name
        environment().get_template(name)

    def render(self, context: template.Context) -> SafeString:
        """The rows, with every variable that the page has at this place."""
        return SafeString(draw(self.name, context.flatten(), today=today_of(context)))


@register.tag
def rows(parser: template.base.Parser, token: template.base.Token) -> RowsNode:
    """{% rows "coalitions/memberships/_people.jinja" %}.

    TemplateSyntaxError for anything but one name in quotes.
    """
    _, *names = token.split_contents()
    name = literal_of(parser.compile_filter(names[0])) if len(names) == 1 else None
    if name is None:
        raise template.TemplateSyntaxError("rows takes the name of one template, in quotes.")
    return RowsNode(name)
