"""What is delivered as a roster: a zip archive, a folder, or one file.

And the few files in it that are ever opened.

Nothing is unpacked to disk. Of a zip archive only names are looked at, so a name that leads
elsewhere leads nowhere.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from safety_portal.core.files import no_table, tables
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.workbooks.kinds import kind_of_archive

# Everything else (students' flags, relations, grades, demographics) is never opened.
OPENED = ("manifest", "orgs", "users", "roles")
# School Data Sync v1 has a file for each kind of person; that of the students is opened to count
# its rows.
OPENED_OF_V1 = ("school", "teacher", "student")
# Files that belong to a roster and are no list of people.
NOT_PEOPLE = {"manifest", "orgs", "roles", "enrollments", "classes", "courses", "academicsessions", "demographics",
              "relationships", "userflags", "userprofiles", "results", "lineitems", "categories", "school", "schools",
              "section", "sections", "studentenrollment", "teacherroster"}  # fmt: skip
# Of other systems, each a list that can be imported by itself.
OF_STAFF = ("teachers", "teacher", "staff")
ENDINGS = (".csv", ".txt", ".tsv")
WORKBOOKS = (".xlsx", ".xlsb", ".xls", ".ods")
MOST_ENTRIES = 5_000
LONGEST_LIST = 8


@dataclass(frozen=True)
class Delivery:
    """`files`.

    What a file is ("users", "orgs", ..., or "table" for one list of people) -> how it is opened.
    """

    name: str
    files: dict[str, Callable[[], BinaryIO]]
    # What the one list of people is called, where it lies in an archive or a folder.
    inner: str = ""

    @property
    def table_name(self) -> str:
        """The name of the one list of people."""
        return self.inner or self.name

    @property
    def people(self) -> str:
        """Which of the files lists people."""
        return next(what for what in ("users", "teacher", "table") if what in self.files)

    def __contains__(self, what: str):
        return what in self.files

    @contextmanager
    def opened(self, what: str) -> Iterator[BinaryIO]:
        """The file as bytes.

        Raises FileRefused, with its name, for what turns out to be damaged or refused while read.
        """
        try:
            with self.unlocked(what) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise FileRefused(
                f"{what}.csv in this zip archive is damaged; make the archive again."
            ) from None
        except OSError as error:
            raise FileRefused(f"“{self.name}” cannot be read: {error.strerror or error}.") from None
        except FileRefused as refused:
            raise (refused if what == "table" else FileRefused(f"{what}.csv: {refused}")) from None

    def unlocked(self, what: str) -> BinaryIO:
        """The opened file.

        Raises FileRefused if it is locked, or packed in a way that is not known here.
        """
        try:
            return self.files[what]()
        except NotImplementedError:
            raise FileRefused(
                "It is packed in a way that cannot be read here; make a plain zip archive."
            ) from None
        except RuntimeError:
            raise FileRefused(
                "It is locked with a password; make the zip archive without one."
            ) from None
        except (
            ValueError
        ):  # its directory points before its beginning, as after a download that was cut off
            raise FileRefused("This is damaged; make the zip archive again.") from None


def delivery_of(source: bytes | Path, *, name: str) -> Delivery:
    """The roster in `source`: a path of the server, or what somebody uploaded.

    Raises FileRefused with one sentence.
    """
    if isinstance(source, bytes):
        if not source:
            raise FileRefused("This file is empty.")
        return opened_file(name, lambda: io.BytesIO(source), source[:4])
    try:
        if source.is_dir():
            return folder(source, name)
        with source.open("rb") as file:
            head = file.read(4)
    except FileNotFoundError:
        raise FileRefused(f"There is no file “{source}”.") from None
    except (OSError, ValueError) as error:
        raise FileRefused(
            f"“{source}” cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from None
    return opened_file(name, lambda: source.open("rb"), head)


def opened_file(name: str, opener, head: bytes) -> Delivery:
    """A zip archive by what is in it, else one list of people."""
    if head[:2] == b"PK" and head[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return archive(name, opener)
    return Delivery(name, {"table": opener})


def archive(name: str, opener) -> Delivery:
    """The files of a zip archive."""
    try:
        entries = zipfile.ZipFile(opener())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise FileRefused(
            "This is a damaged zip archive; download it again, or unpack it and choose the folder."
        ) from None
    if kind_of_archive(entries):
        return Delivery(name, {"table": opener})
    names = [info.filename for info in entries.infolist() if not info.is_dir()]
    if len(names) > MOST_ENTRIES:
        raise FileRefused(f"This zip archive has {len(names):,} files, so it is no roster.")
    if refusal := no_table.office_refusal(names):
        raise FileRefused(refusal)
    found = {path: lambda path=path: entries.open(path) for path in names}
    return chosen(
        name,
        {PurePosixPath(path.replace("\\", "/")): open_ for path, open_ in found.items()},
        "zip archive",
    )


def folder(path: Path, name: str) -> Delivery:
    """The files of a folder, or of the folders in it where it has none itself."""
    here = [file for file in path.iterdir() if file.is_file()]
    if not any(file.suffix.lower() in ENDINGS for file in here):
        here = [
            file
            for inner in path.iterdir()
            if inner.is_dir()
            for file in inner.iterdir()
            if file.is_file()
        ]
    if len(here) > MOST_ENTRIES:
        raise FileRefused(f"“{path}” has {len(here):,} files, so it is no roster.")
    files = {
        PurePosixPath(file.relative_to(path)): lambda file=file: file.open("rb") for file in here
    }
    return chosen(name, files, "folder")


def chosen(name: str, files: dict, kind: str) -> Delivery:
    """Of all files those of the roster.

    Raises FileRefused where there is none, or where two of one name contend.
    """
    lists = {path: opener for path, opener in files.items() if is_list(path)}
    for people, opened in (("users", OPENED), ("teacher", OPENED_OF_V1)):
        rosters = {path.parent for path in lists if path.stem.casefold() == people}
        if len(rosters) > 1:
            raise FileRefused(
                f"This {kind} has {people}.csv in {len(rosters)} folders; import one of them at "
                f"a time."
            )
        beside = {
            path.stem.casefold(): opener for path, opener in lists.items() if path.parent in rosters
        }
        if (people == "users" and rosters) or len(beside.keys() & set(opened)) > 1:
            return Delivery(name, {what: beside[what] for what in opened if what in beside})
    if len(lists) == 1 and (only := next(iter(lists))).stem.casefold() not in NOT_PEOPLE:
        return Delivery(name, {"table": lists[only]}, only.name)
    if workbooks := sorted(path.name for path in files if is_list(path, WORKBOOKS)):
        raise FileRefused(workbook_inside(kind, workbooks))
    raise FileRefused(no_people(kind, lists))


def is_list(path: PurePosixPath, endings: tuple[str, ...] = ENDINGS) -> bool:
    """Whether a name is that of a list, and not of what a Mac or an editor leaves beside it."""
    junk = any(
        part.startswith((".", "__MACOSX", "~$")) for part in path.parts if part not in ("..", ".")
    )
    return not junk and path.suffix.lower() in endings


def workbook_inside(kind: str, names: list[str]) -> str:
    """The sentence for a delivery whose people may stand in a workbook, chosen by itself."""
    name = tables.one_line(names[0])[:40]
    if len(names) == 1:
        return f"This {kind} holds a workbook, “{name}”: take it out, and choose it by itself."
    return (
        f"This {kind} holds {len(names):,} workbooks, such as “{name}”: take out the one that "
        f"lists the people, and choose it by itself."
    )


def no_people(kind: str, lists) -> str:
    """The sentence for a delivery in which nothing lists people."""
    names = sorted({tables.one_line(path.name)[:40] for path in lists})
    if not names:
        return f"This {kind} has no CSV file, so there are no people to read."
    listed = ", ".join(f"“{name}”" for name in names[:LONGEST_LIST])
    more = f" and {len(names) - LONGEST_LIST} more" if len(names) > LONGEST_LIST else ""
    staff = [f"“{name}”" for name in names if PurePosixPath(name).stem.casefold() in OF_STAFF]
    if staff:
        return (
            f"This {kind} has no users.csv; it has {listed}{more}. Import "
            f"{', then '.join(staff)} by itself."
        )
    return f"This {kind} has no users.csv, so there are no people to read; it has {listed}{more}."
