"""What an app offers for a whole export: rows of its models, and papers made of them.

Each app lists its own in its door `exporting.py`; the portal composes them (coalition_export).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Field, FileField, Model
from django.db.models.expressions import BaseExpression, Combinable


class NotThere(Exception):
    """A paper or file cannot be given; the text says why, as a sentence."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of one model, as objects under `name`, in the plural: one line for a new noun.

    `of` leads from a row to its coalition ("meeting__coalition"). Where `is_referenced`, rows that
    other exported rows refer to come too, wherever they belong: a person, an agency. All columns
    come but `leaves_out`, or only `takes`; `adds` are further ones as expressions. `uploads` names
    for each file the column with its SHA-256, "" where there is none. `sheet` makes a CSV of them
    as well: heading -> where its cells stand.
    """

    name: str
    model: type[Model]
    of: str = ""
    is_referenced: bool = False
    leaves_out: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    adds: Mapping[str, BaseExpression | Combinable] = field(default_factory=dict)
    uploads: Mapping[str, str] = field(default_factory=dict)
    sheet: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> "tuple[Field[object, object], ...]":
        """The columns that are taken, in the order of the model."""
        named = self.takes or [each.name for each in self.model._meta.concrete_fields]
        kept = [name for name in named if name not in self.leaves_out]
        return tuple(self.model._meta.get_field(name) for name in kept)  # type: ignore[misc]

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """Relations to many that are taken, as lists of ids."""
        related = self.model._meta.local_many_to_many
        return () if self.takes else tuple(each.name for each in related)

    @property
    def keys(self) -> tuple[str, ...]:
        """What each object says, in order."""
        return (*(each.name for each in self.columns), *self.lists, *self.adds)

    @property
    def files(self) -> tuple[str, ...]:
        """The columns that name an upload."""
        return tuple(each.name for each in self.columns if isinstance(each, FileField))

    def upload(self, pk: int, column: str, stored: str) -> str:
        """The name under which an upload lies in the archive; "" where there is none."""
        extension = stored.rpartition(".")[2] if "." in stored else "bin"
        return f"uploads/{self.name}/{pk}-{column}.{extension}" if stored else ""


@dataclass(frozen=True)
class Paper:
    """One file made for the export; `make` brings its bytes, or raises NotThere."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Papers:
    """Files that are made of a coalition's rows, by the key of the coalition."""

    of: Callable[[int], Iterator[Paper]]
