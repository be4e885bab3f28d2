"""A long query that the database plans once a connection.

Working out how takes it many times as long as answering.

Needs a connection that stays with its process: behind a pooler that hands out another one for each
transaction the statement would not be there, like the cursors that the portal keeps open over large
tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg2.extensions import AsIs

# The names of what each connection has prepared already.
_prepared: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Parameter:
    """What differs from call to call.

    Its type in PostgreSQL, and how the query speaks of it ("ARRAY[{}]", "{}").
    """

    type: str
    form: str = "{}"


@dataclass(frozen=True)
class Prepared:
    """A query under a name of its own.

    `parameters` by the name they have in `sql`; `values` are the same for every call.
    """

    name: str
    sql: str
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Any]

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Every row for the parameters `values`, which are all of them.

        One query, and one more the first time.
        """
        types = [parameter.type for parameter in self.parameters.values()]
        return rows_of(
            self.name,
            types,
            self.sql,
            {**self.values, **self._places},
            [values[name] for name in self.parameters],
        )

    @property
    def _places(self) -> dict[str, AsIs]:
        return {
            name: AsIs(parameter.form.format(f"${number}"))
            for number, (name, parameter) in enumerate(self.parameters.items(), start=1)
        }


def rows_of(
    name: str,
    types: Sequence[str | None],
    sql: str,
    places: Sequence[Any] | Mapping[str, Any],
    values: Sequence[Any],
) -> list[tuple[Any, ...]]:
    """Every row of the query `sql`, planned once a connection under `name`, for the values `values`
    of the `types`.

    `places` fills the placeholders of `sql`: with constants, and with AsIs("$1") for the first of
    the values given.
    """
    with connection.cursor() as cursor:
        known = _prepared.setdefault(connection.connection, set())
        if name not in known:
            # Past Django's cursor: what a page asks stays the same number of queries on an old
            # connection as on a new one.
            with connection.connection.cursor() as bare:
                bare.execute(f"PREPARE {name} ({', '.join(map(str, types))}) AS {sql}", places)
            known.add(name)
        cursor.execute(f"EXECUTE {name} ({', '.join('%s' for _ in values)})", values)
        return cursor.fetchall()
