"""The models of ours and what their constraints hold together."""

from django.apps import apps
from django.db import models

OURS = ("accounts", "audit", "notices", "coalitions", "plans", "training")
MODELS = {
    model.__name__: model for label in OURS for model in apps.get_app_config(label).get_models()
}


def pairs(model):
    """(time field, person field) of a model: sent_at and sent_by."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    ends = [name.removesuffix("_at") for name in fields if name.endswith("_at")]
    return [(fields[f"{end}_at"], fields[f"{end}_by"]) for end in ends if f"{end}_by" in fields]


def keys_of(condition):
    for child in condition.children:
        yield from keys_of(child) if isinstance(child, models.Q) else [child[0]]


def codes_of(constraint):
    """The field of a check that only says which codes are known, or None."""
    children = constraint.condition.children
    alone = (
        len(children) == 1
        and not constraint.condition.negated
        and not isinstance(children[0], models.Q)
    )
    return (
        children[0][0].removesuffix("__in") if alone and children[0][0].endswith("__in") else None
    )
