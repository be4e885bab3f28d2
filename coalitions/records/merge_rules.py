"""How what belongs to a person follows, when two records of one person become one.

Each app says it of its own rows, in `follows` of its AppConfig: "Model.field" -> one of these. A
test walks every reference to a person and to a membership and fails on one that nobody has decided.
"""

from dataclasses import dataclass, field

from django.apps import apps


@dataclass(frozen=True)
class Moves:
    """Rows go to the kept record, but those it has already by a unique key.

    They get `doubles` first, or stay as history.
    """

    doubles: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Copies:
    """Rows that nobody may change stay, and the kept record gets the same ones, unless it has them."""


@dataclass(frozen=True)
class MovesWhere:
    """Rows that still wait for something go to the membership that goes on.

    The others stay with the one that was closed.
    """

    waiting: dict


@dataclass(frozen=True)
class Stays:
    """Rows stay with the membership they were made in, which is the kept record's by then."""


@dataclass(frozen=True)
class Untangled:
    """Memberships: those whose days overlap are put behind each other (actions/merging.py)."""


def references(model):
    """Every foreign key to `model`, of whatever app, hidden ones too, in a fixed order."""
    relations = model._meta.get_fields(include_hidden=True)
    fields = [
        relation.field
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and relation.field.remote_field.model is model
    ]
    return sorted((relation for relation in fields if not relation.many_to_many), key=name_of)


def name_of(foreign_key) -> str:
    """ "Membership.person"."""
    return f"{foreign_key.model.__name__}.{foreign_key.name}"


def rule_of(foreign_key):
    """How the rows of a foreign key follow. Raises LookupError where its app does not say."""
    config = apps.get_app_config(foreign_key.model._meta.app_label)
    rule = getattr(config, "follows", {}).get(name_of(foreign_key))
    if rule is None:
        raise LookupError(
            f"Say in {config.name}/apps.py how {name_of(foreign_key)} follows, when two records become one."
        )
    return rule
