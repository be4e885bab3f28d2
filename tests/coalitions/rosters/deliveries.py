"""Rosters as they are delivered, written here and read."""

import io
import zipfile
from datetime import date

import pytest

from coalitions.rosters.readers import rosters
from safety_portal.core.files.filetypes import FileRefused

TODAY = date(2026, 11, 22)
USERS = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,password\n"
MANIFEST = "propertyName,value\noneroster.version,1.1\nfile.users,{mode}\nsource.systemName,Sys\n"


def cut_short(archive):
    """Without a part of its beginning, as a bad download leaves it."""
    return archive[:4] + archive[24:]


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def user(number, role="teacher", *, status="active", org="1", name="Ada,Byron", email=None):
    email = f"u{number}@x.org" if email is None else email
    return f'u{number},{status},,TRUE,"{org}",{role},user{number},{name},{email},Secret-9\n'


def read(content, **mapping):
    content = content if isinstance(content, bytes) else content.encode()
    return rosters.read_roster(content, name="people.zip", mapping=mapping, on=TODAY)


def delivery(users, *, mode="bulk", **files):
    return zipped(
        **{"manifest.csv": MANIFEST.format(mode=mode), "users.csv": USERS + users, **files}
    )


def names(roster):
    return [row.name for row in roster.rows]


def refused(content):
    with pytest.raises(FileRefused) as sentence:
        read(content)
    return str(sentence.value)
