"""Queries that are built once per process and planned once per connection.

Both take longer than answering them.

For what every page asks, or a home page. What is kept is the SQL that the ORM made, so it follows
the models; what differs from one request to the next is a Slot.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import Any, Generic, TypeVar, cast

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Expression,
    Field,
    Func,
    Model,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from django.db.models.query import RelatedPopulator, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from psycopg2.extensions import AsIs

from safety_portal.core.database.bulk import as_array
from safety_portal.core.database.prepared import rows_of

_numbers = count(1)
Row = TypeVar("Row", covariant=True)


class Slot(Expression):
    """A value that is given when the query is asked.

    filter(starts_on__lte=Slot("on", DateField())).
    """

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(  # type: ignore[override]  # a slot stands among the parameters until it is given
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: object
    ) -> "tuple[str, list[Slot]]":
        """One placeholder, with the slot itself in place of its value."""
        return "%s", [self]


class ListSlot(Slot):
    """A list of ids that is given when the query is asked.

    filter(Among("plan__coalition", ListSlot("coalitions"))).

    `of` is the field of one of them: UUIDField where the ids are no numbers.
    """

    def __init__(self, name: str, of: "Callable[[], Field[Any, Any]]" = BigIntegerField) -> None:
        super().__init__(name, ArrayField(of()))


class Among(Func):
    """Whether a column is one of the ids of a ListSlot."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(name: str, ids: Iterable[int]) -> Among:
    """For filter(): whether the column `name` is one of the ids. Thousands go as one value."""
    return Among(name, Cast(Value(as_array(ids)), ArrayField(BigIntegerField())))


class KeptQuery(Generic[Row]):
    """The rows of a queryset as model instances, with what it selects along (select_related).

    Tuples of a values_list.

    `build` makes the queryset. Of QuerySet's options it knows filter, order_by, only,
    select_related, annotate, values_list and slices; nothing is prefetched.

    `is_planned`: once a connection, for whatever values come. Not where the best way to the rows
    hangs on them, as for the members of a coalition, which may be one of ten or of ten thousand:
    that costs the planning each time.
    """

    def __init__(
        self, build: Callable[[], QuerySet[Model, Row]], *, is_planned: bool = True
    ) -> None:
        self.build, self.is_planned = build, is_planned
        self.name = f"kept_{next(_numbers)}"

    @cached_property
    def _built(self) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        """(the compiler, SQL and parameters that it made).

        Together, so that no thread sees a compiler that has not made them.
        """
        compiler = self.build().query.get_compiler(connection=connection)
        return compiler, *compiler.as_sql()

    @property
    def _compiler(self) -> SQLCompiler:
        return self._built[0]

    @cached_property
    def _compiled(self) -> tuple[str, list[Any], list[str], list[str | None]]:
        """(SQL, what fills its placeholders, the slots that are given with each question, their
        types).
        """
        _, sql, params = self._built
        slots = {param.name: param for param in params if isinstance(param, Slot)}
        numbers = {name: AsIs(f"${number}") for number, name in enumerate(slots, start=1)}
        places = [numbers[param.name] if isinstance(param, Slot) else param for param in params]
        return (
            sql,
            places,
            list(slots),
            [slot.output_field.db_type(connection) for slot in slots.values()],
        )

    @cached_property
    def _converters(self) -> dict[int, tuple[list[Any], Expression]]:
        return self._compiler.get_converters([chosen[0] for chosen in self._compiler.select])

    @cached_property
    def _parts(self) -> tuple[list[str], int, int, list[RelatedPopulator]]:
        """(names of the model's own columns, where they begin and end, what sets the instances
        selected along).
        """
        info, select = self._compiler.klass_info, self._compiler.select
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [chosen[0].target.attname for chosen in select[first:last]]
        # Django 6, whose types are checked against, asks for one argument more.
        populators = get_related_populators(  # type: ignore[call-arg]
            info, select, connection.alias
        )
        return names, first, last, populators

    def ask(self, **values: Any) -> list[Row]:
        """The rows, one query. `values` are plain values for the slots, by name.

        Numbers, words, days, lists of ids.
        """
        rows: Iterable[Sequence[Any]] = self._rows(values)
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return (
            self._instances(rows)
            if self._compiler.query.default_cols
            else [cast(Row, tuple(row)) for row in rows]
        )

    def _rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        if self.is_planned:
            sql, places, slots, types = self._compiled
            return rows_of(self.name, types, sql, places, [values[name] for name in slots])
        _, sql, params = self._built
        with connection.cursor() as cursor:
            cursor.execute(
                sql, [values[param.name] if isinstance(param, Slot) else param for param in params]
            )
            return cursor.fetchall()

    def _instances(self, rows: Iterable[Sequence[Any]]) -> list[Row]:
        """What django.db.models.query.ModelIterable makes of the rows of such a query."""
        names, first, last, populators = self._parts
        model, annotated = (
            self._compiler.klass_info["model"],
            self._compiler.annotation_col_map or {},
        )
        instances = []
        for row in rows:
            instance = model.from_db(connection.alias, names, row[first:last])
            for populator in populators:
                populator.populate(row, instance)
            for name, place in annotated.items():
                setattr(instance, name, row[place])
            instances.append(instance)
        return instances
