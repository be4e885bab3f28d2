"""Files of districts and schools, read and brought in."""

from coalitions.directory_import import actions
from coalitions.directory_import.readers.directories import read_directory
from tests.plugins.skips import SHARED

FOLDER = SHARED / "data" / "1-school-directories"
SCHOOLS = "NCES School ID,State School ID,NCES District ID,State District ID,School Name,District,Phone,Status"
DISTRICTS = "NCES District ID,State District ID,District Name,Status"
TWO = (
    "120003000018,FL-01-0221,1200030,FL-01,MEBANE,ALACHUA,,Open",
    "120003000019,FL-01-0222,1200030,FL-01,LINCOLN,ALACHUA,,New",
)
NOTHING = dict.fromkeys(
    (
        "created",
        "updated",
        "unchanged",
        "rejected",
        "skipped",
        "not_yours",
        "missing",
        "new_districts",
    ),
    0,
)


def read(*rows, header=SCHOOLS):
    return read_directory("\n".join((header, *rows)).encode())


def bring_in(*rows, header=SCHOOLS, by=None, **options):
    return actions.import_schools(
        directory=read(*rows, header=header), by=by, name="schools.csv", **options
    )


def balance(comparison):
    """The counts that are not zero; every row of the file has to be in one of them."""
    counts = comparison.counts
    parts = ("created", "updated", "unchanged", "rejected", "skipped", "not_yours")
    assert counts["rows"] == sum(counts[name] for name in parts)
    return {name: count for name, count in counts.items() if count and name != "rows"}


def reasons(comparison):
    return [(refusal.row, refusal.field, refusal.reason) for refusal in comparison.rejected]
