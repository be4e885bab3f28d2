"""Queries that are built once per process: Django takes longer to build a query than PostgreSQL to answer it.

For what every page asks. What is kept is the SQL that the ORM made, so it follows the models; what differs from one
request to the next is a Slot.
"""

from functools import cached_property

from django.db import connection
from django.db.models import Expression
from django.db.models.query import get_related_populators


class Slot(Expression):
    """A value that is given when the query is asked: filter(starts_on__lte=Slot("on", DateField()))."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        """One placeholder, with the slot itself in place of its value."""
        return "%s", [self]


class KeptQuery:
    """The rows of a queryset as model instances, with what it selects along (select_related). `build` makes the queryset.

    Of QuerySet's options it knows filter, order_by, only, select_related and annotate; nothing is prefetched.
    """

    def __init__(self, build):
        self.build = build

    @cached_property
    def _compiled(self):
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return compiler, sql, params

    def ask(self, **values):
        """The rows, one query. `values` are plain values for the slots, by name: numbers, words, days, lists."""
        compiler, sql, params = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[param.name] if isinstance(param, Slot) else param for param in params])
            rows = cursor.fetchall()
        converters = compiler.get_converters([chosen[0] for chosen in compiler.select])
        if converters:
            rows = compiler.apply_converters(rows, converters)
        return self._instances(compiler, rows)

    @staticmethod
    def _instances(compiler, rows):
        """What django.db.models.query.ModelIterable makes of the rows of such a query."""
        info, select = compiler.klass_info, compiler.select
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [chosen[0].target.attname for chosen in select[first:last]]
        populators = get_related_populators(info, select, connection.alias)
        instances = []
        for row in rows:
            instance = info["model"].from_db(connection.alias, names, row[first:last])
            for populator in populators:
                populator.populate(row, instance)
            for name, place in (compiler.annotation_col_map or {}).items():
                setattr(instance, name, row[place])
            instances.append(instance)
        return instances
