"""Many rows at once.

What Django sends as statements of a thousand rows each, PostgreSQL takes several times faster by
COPY.
"""

import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.db.models import Model

BATCH = 5_000


def copy_in(
    model: type[Model],
    names: tuple[str, ...],
    rows: Iterable[Sequence[object]],
    *,
    same: Mapping[str, object],
) -> None:
    """Insert rows into the table of `model`.

    Of each its values of the fields `names`, and the values `same` for all.

    Other fields have the model's defaults. Values are text, numbers, days, times or None. `rows`
    may be a generator: only a batch of them is ever held. Constraints and triggers hold as for
    every insert (IntegrityError). Needs a transaction, or the first batches stay without the last.
    """
    left = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in names
    ]
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    columns = [
        field.column or field.attname for field in [*(by_name[name] for name in names), *left]
    ]
    rest = _line(
        [same[field.attname] if field.attname in same else field.get_default() for field in left]
    )
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    sql = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({quoted}) FROM STDIN"
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            lines = io.StringIO("".join(f"{_line(row)}\t{rest}\n" for row in batch))
            # Django turns the driver's errors into its own for execute() alone.
            with connection.wrap_database_errors:
                cursor.copy_expert(sql, lines)


def update_from(sql: str, rows: Iterable[Sequence[object]]) -> None:
    """Run `sql`, an UPDATE ...

    FROM unnest(%s::type[], ...), on the columns of `rows`, a batch at a time.
    """
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.execute(sql, [list(column) for column in zip(*batch, strict=True)])


def as_array(ids: Iterable[int]) -> str:
    """Many ids as one value, for %s::bigint[]: the driver would write each as one of its own."""
    return f"{{{','.join(map(str, ids))}}}"


def _batches(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    rows = iter(rows)
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _line(values: Sequence[object]) -> str:
    """Values in COPY's text format."""
    return "\t".join([r"\N" if value is None else _text(str(value)) for value in values])


def _text(text: str) -> str:
    """Escaped. Most has nothing to escape: to look four times is the fastest way to find out."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
