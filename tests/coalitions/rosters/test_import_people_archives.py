"""Rosters in archives: folders, what is no roster, names that lead elsewhere, bombs. No database."""

import pytest

from coalitions.rosters.readers import rosters
from safety_portal.core.files import streams
from safety_portal.core.files.filetypes import FileRefused
from tests.coalitions.rosters.deliveries import (
    MANIFEST,
    TODAY,
    USERS,
    cut_short,
    delivery,
    names,
    read,
    refused,
    user,
    zipped,
)


def test_a_folder_in_the_archive_and_what_a_mac_leaves_beside_it():
    inner = {
        f"export 2026/{name}": text
        for name, text in (
            ("manifest.csv", MANIFEST.format(mode="delta")),
            ("Users.CSV", USERS + user(1)),
        )
    }
    content = zipped(
        **inner,
        **{
            "__MACOSX/export 2026/._users.csv": "junk",
            ".DS_Store": "x",
            "export 2026/demographics.csv": "x",
        },
    )
    roster = read(content)
    assert (names(roster), roster.is_whole, roster.source) == (
        ["Ada Byron"],
        False,
        "oneroster: sys",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04 broken", "This is a damaged zip archive; download it again, or unpack it and choose the folder."),
        (cut_short(zipped(**{"users.csv": USERS})), "users.csv: This is damaged; make the zip archive again."),
        (b"%PDF-1.7", "This is a PDF, which shows a table but holds none; ask for the list as Excel or CSV."),
        (
            zipped(**{"readme.pdf": "x"}),
            "This zip archive has no CSV file, so there are no people to read."),
        (
            zipped(**{"users.xlsx": "x", "orgs.csv": "sourcedId\n1\n", "__MACOSX/users.xlsx": "x"}),
            "This zip archive holds a workbook, “users.xlsx”: take it out, and choose it by itself."),
        (
            zipped(**{"a/Staff.ODS": "x", "b/users.xlsx": "x"}),
            "This zip archive holds 2 workbooks, such as “Staff.ODS”: take out the one that lists the people, and choose it "
            "by itself."),
        (
            zipped(**{"orgs.csv": "sourcedId\n1\n"}),
            "This zip archive has no users.csv, so there are no people to read; it has “orgs.csv”."),
        (
            zipped(**{"[Content_Types].xml": "x", "xl/workbook.xml": "x"}),
            "This workbook is damaged; open it in a spreadsheet, save it again, and choose the new file."),
        (
            zipped(**{"a/users.csv": USERS, "b/users.csv": USERS}),
            "This zip archive has users.csv in 2 folders; import one of them at a time."),
        (
            delivery("", mode="absent"),
            "The manifest says that this delivery has no users.csv, but it has one; ask for a whole export."),
        (zipped(**{"users.csv": ""}), "users.csv: This file is empty."),
        (
            b'First Name,Last Name,Email\nA,"B,c@x.org\n',
            'A quotation mark (") in row 2 is opened and never closed; close it or leave it out.'),
        (
            b"Building,Room\nA,1\n",
            "No column of this file is known as a name, or none as an ID, username or e-mail address; say which is which. "
            "Its columns are “Building”, “Room”.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_roster_is_refused_in_one_sentence(content, sentence):
    assert refused(content) == sentence


def test_the_file_that_is_refused_is_named_once():
    broken = zipped(**{"users.csv": USERS + user(1), "orgs.csv": "name\nA\n"})
    assert refused(broken) == "orgs.csv: There is no column “sourcedId”."


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path):
    content = zipped(**{"../../users.csv": USERS + user(1), "../../../etc/passwd.csv": "x"})
    assert names(read(content)) == ["Ada Byron"]
    with pytest.raises(FileRefused, match=r"^There is no file “"):
        rosters.read_roster(tmp_path / "none.zip", name="none.zip", on=TODAY)


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch):
    monkeypatch.setattr(streams, "MAX_ROWS", 1000)
    bomb = zipped(**{"users.csv": USERS + "\n" * 10 + "u,active\n" * 5000})
    assert refused(bomb) == "users.csv: This file has more than 1,000 rows; import it in parts."
    with pytest.raises(FileRefused, match="has more than 0 MB"):
        rosters.read_roster(bomb, name="a.zip", on=TODAY, limit=10_000)
    assert (
        refused(b"Name,Email\n" + b"x" * 1_100_000)
        == "Line 2 is more than 1,000,000 characters long, so this is no table."
    )
