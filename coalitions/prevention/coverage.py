"""What covers places of the matrix, as nouns and apps offer it and the portal puts it together.

Like what is owed, it is SQL, so that one query answers for many places and years.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CoverageKind:
    """One kind of what covers places: a brief that was read, a program that was adopted.

    `rows` is SQL from FROM on, of `place` (id, and home: of a school's coalition its district's,
    else null) and `period` (year, begins, ends: the first day, and the first day after it); it may
    use %(on)s and %(zone)s. `of` is what is counted once, `cells` the array of its places.
    `singular` and `plural` are the words of a count.
    """

    kind: str
    title: str
    singular: str
    plural: str
    of: str
    cells: str
    rows: str

    @property
    def sql(self) -> str:
        """A SELECT of place, year, kind, cell and number."""
        return (
            f"SELECT place.id AS place, period.year, '{self.kind}' AS kind, marked.cell,"
            f" COUNT(DISTINCT {self.of}) AS number {self.rows}"
            f" CROSS JOIN LATERAL unnest({self.cells}) marked(cell)"
            " GROUP BY place.id, period.year, marked.cell"
        )
