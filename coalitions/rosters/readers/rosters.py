"""A delivery -> a roster.

OneRoster 1.1 and 1.2, Microsoft School Data Sync (v1, v2, v2.1), EOP ASSIST, any list of people.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coalitions.rosters.readers import data_sync
from coalitions.rosters.readers.deliveries import Delivery, delivery_of
from coalitions.rosters.readers.duplicates import joined
from coalitions.rosters.readers.people import PeopleReader
from coalitions.rosters.readers.roles_file import columns_of_names, read_roles, whole
from coalitions.rosters.readers.student_signs import refuse_name
from coalitions.rosters.roster import Org, Roster
from coalitions.table_layouts import people_columns
from coalitions.table_layouts.belonging import PEOPLE, refuse_elsewhere
from coalitions.table_layouts.role_words import LEAVING, plain_word
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import open_table
from safety_portal.core.files.streams import MAX_BYTES, read_rows
from safety_portal.core.files.tables import Row, Table, bare_name
from safety_portal.core.values import text

MOST_ORGS = 50_000
SOURCE_LENGTH = 80


@dataclass(frozen=True)
class Kind:
    """What a delivery is.

    Its title, the name of its source, whether it is whole, and whether roles end on their day.
    """

    title: str
    source: str
    is_whole: bool
    dates_count: bool = False


def read_roster(
    source: bytes | Path, *, name: str, mapping=None, sheet="", on: date, limit=MAX_BYTES
) -> Roster:
    """The people in a file, folder or zip archive, read by its layout and `mapping` (field ->
    column); of a workbook those of `sheet`. `on` is today.

    Raises FileRefused with one sentence if there is no list of people, or if nobody knows which
    column is which.
    """
    delivery = delivery_of(source, name=name)
    what = delivery.people
    if what == "table":
        return of_list(delivery, mapping=mapping or {}, sheet=sheet, limit=limit)
    if sheet:
        raise FileRefused(f"This delivery is no workbook, so it has no sheet “{sheet[:40]}”.")
    if what == "teacher":
        return of_v1(delivery, mapping=mapping or {}, limit=limit)
    manifest = read_manifest(delivery)
    with delivery.opened(what) as file:
        header, _ = read_rows(file, limit=limit)
    kind = kind_of(header, manifest, is_delivery=True)
    orgs = read_orgs(delivery)
    roles = (
        read_roles(delivery, dates_count=kind.dates_count, on=on, limit=limit)
        if "roles" in delivery
        else None
    )
    with delivery.opened(what) as file:
        header, rows = read_rows(file, limit=limit)
        return roster_of_rows(header, rows, kind, mapping=mapping or {}, orgs=orgs, roles=roles)


def of_list(delivery: Delivery, *, mapping, sheet, limit) -> Roster:
    """The people of one list; of a workbook those of `sheet`, or of the fullest that fits."""
    refuse_name(delivery.table_name)
    refuse = refuse_students if mapping else but_people
    with delivery.opened("table") as file:
        table, rows = open_table(file, limit=limit, sheet=sheet, refuse=refuse)
        kind = kind_of(table.header, {}, is_delivery=False)
        roster = roster_of_rows(table.header, rows, kind, mapping=mapping)
    return replace(roster, origin=table.origin)


def but_people(table: Table):
    """Raise FileRefused for a table that belongs elsewhere, and for a sheet that is called as one
    of students is.
    """
    refuse_students(table)
    refuse_elsewhere(table.header, but=PEOPLE)


def refuse_students(table: Table):
    """Raise FileRefused for a sheet that is called as a list of students is."""
    refuse_name(table.origin.sheet)


def of_v1(delivery: Delivery, *, mapping, limit) -> Roster:
    """The teachers of School Data Sync v1, at the schools of School.csv; students are counted."""
    kind, orgs = (
        Kind(data_sync.TITLE, data_sync.SOURCE, is_whole=True),
        data_sync.read_schools(delivery),
    )
    with delivery.opened("teacher") as file:
        header, rows = data_sync.with_roles(*read_rows(file, limit=limit))
        roster = roster_of_rows(header, rows, kind, mapping=mapping, orgs=orgs)
    students = data_sync.count_students(delivery, limit=limit)
    skipped = {**roster.skipped, data_sync.A_STUDENT: students} if students else roster.skipped
    return replace(roster, skipped=skipped, total=roster.total + len(students))


def roster_of_rows(
    header, rows: Iterable[Row], kind: Kind, *, mapping, orgs=None, roles=None
) -> Roster:
    """The roster of one table of people. `roles`: what roles.csv says, where there is one.

    Raises FileRefused.
    """
    if not mapping:
        refuse_elsewhere(header, but=PEOPLE)
    columns = people_columns.columns_of(header, mapping)
    reader = PeopleReader(header, columns, roles)
    people = [person for row in rows if (person := reader.person(row))]
    named = with_named(orgs or {}, people)
    return Roster(
        title=kind.title,
        source=kind.source,
        is_whole=kind.is_whole,
        says_org=roles is not None or "org" in columns.places,
        rows=joined(people, reader),
        orgs=named,
        skipped=dict(reader.skipped),
        rejected=sorted(reader.rejected, key=lambda refusal: refusal.row),
        total=reader.total,
        columns=columns.names,
        unused=columns.unused,
        notes=reader.notes,
        empty_orgs=[org for org in orgs or () if org not in named],
    )


def with_named(orgs: dict[str, Org], people) -> dict[str, Org]:
    """Those organizations that somebody is at, and the ones above them.

    What orgs.csv does not have is known by its id.
    """
    found: dict[str, Org] = {}
    for org in dict.fromkeys(
        assignment.org for person in people for assignment in person.assignments if assignment.org
    ):
        here = org
        while here and here not in found:
            found[here] = orgs.get(here) or Org(here, name=here if here not in orgs else "")
            here = found[here].parent
    return found


def read_manifest(delivery: Delivery) -> dict[str, str]:
    """What manifest.csv says, names in lower case; {} where there is none.

    Raises FileRefused if users.csv should not be read.
    """
    if "manifest" not in delivery:
        return {}
    with delivery.opened("manifest") as file:
        header, rows = read_rows(file)
        told = {row.cells[0].casefold(): row.cells[1].strip() for row in rows if len(row.cells) > 1}
    # A manifest without its header line: the first pair stands where the header should be.
    if len(header) > 1 and bare_name(header[0]) != "propertyname":
        told[header[0].casefold()] = header[1]
    if told.get("file.users", "").casefold() == "absent":
        raise FileRefused(
            "The manifest says that this delivery has no users.csv, but it has one; ask for a "
            "whole export."
        )
    return told


def kind_of(header, manifest: dict[str, str], *, is_delivery: bool) -> Kind:
    """What a delivery is, by its manifest, else by the columns of its people."""
    names = {bare_name(name) for name in header}
    if manifest or {"sourcedid", "datelastmodified"} <= names:
        version = manifest.get("oneroster.version", "")
        title = f"OneRoster {version}" if version in ("1.0", "1.1", "1.2") else "OneRoster"
        is_whole = manifest.get("file.users", "").casefold() == "bulk" and is_bulk(
            manifest.get("file.roles")
        )
        return Kind(title, source_of(manifest), is_whole, dates_count=True)
    if "sourcedid" in names and is_delivery:
        # School Data Sync takes every delivery as the whole truth.
        return Kind("Microsoft School Data Sync", "sds", is_whole=True)
    if {"firstname", "lastname", "email", "phonenumber", "password"} <= names:
        return Kind("EOP ASSIST", "eop assist", is_whole=False)
    return Kind("A list of people", "list", is_whole=False)


def is_bulk(mode: str | None) -> bool:
    """Whether roles.csv does not contradict a bulk users.csv; OneRoster 1.1 has none."""
    return mode is None or mode.casefold() in ("bulk", "absent", "")


def source_of(manifest: dict[str, str]) -> str:
    """The system that numbers the people of a OneRoster delivery.

    Two systems may both have a person 1.
    """
    system = text(manifest.get("source.systemname", "")).casefold()
    return (f"oneroster: {system}" if system not in ("", "absent") else "oneroster")[:SOURCE_LENGTH]


def read_orgs(delivery: Delivery) -> dict[str, Org]:
    """id -> organization, of orgs.csv; {} where there is none. Those to be deleted are left out."""
    if "orgs" not in delivery:
        return {}
    with delivery.opened("orgs") as file:
        header, rows = read_rows(file)
        places = columns_of_names(
            header, {"sourcedid", "name", "type", "identifier", "parentsourcedid", "status"}
        )
        if "sourcedid" not in places:
            raise FileRefused("There is no column “sourcedId”.")
        found = {}
        for row in rows:
            told = {name: text(row.cells[place])[:200] for name, place in places.items()}
            number = whole(told["sourcedid"])
            if number and plain_word(told.get("status", "")) not in LEAVING:
                found[number] = Org(
                    number, told.get("name", ""), told.get("type", ""), whole(told.get("identifier", "")),
                    whole(told.get("parentsourcedid", "")),
                )  # fmt: skip
            if len(found) > MOST_ORGS:
                raise FileRefused(
                    f"It has more than {MOST_ORGS:,} organizations, so it is no district's."
                )
        return found
