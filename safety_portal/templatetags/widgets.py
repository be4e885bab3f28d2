"""{% load widgets %}: what stands in a form's controls, for templates/django/forms/widgets.

As Django draws it, in one go.
"""

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def options(widget: dict) -> SafeString:
    """{% options widget %}: what Django's select.html draws inside its <select>, byte for byte.

    In Python, because Django's includes two templates for each option: a list of fifty cost more
    than the rest of its page.
    """
    return SafeString("".join(_group(label, choices) for label, choices, _ in widget["optgroups"]))


@register.simple_tag
def attributes(widget: dict) -> SafeString:
    """{% attributes widget %}: what Django's attrs.html draws."""
    return SafeString(
        "".join(
            f" {_text(name)}"
            if value is True
            else f' {_text(name)}="{conditional_escape(str(value))}"'
            for name, value in widget["attrs"].items()
            if value is not False
        )
    )


def _group(label, choices):
    inner = "".join(map(_option, choices))
    return f'\n  <optgroup label="{_text(label)}">{inner}\n  </optgroup>' if label else inner


def _option(option):
    value = conditional_escape(str(option["value"]))
    return f'\n  <option value="{value}"{attributes(option)}>{_text(option["label"])}</option>\n'


def _text(value):
    return conditional_escape(localize(value))
