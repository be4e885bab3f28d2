"""Signatures on paper: the scan is kept with the row, or neither is."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from PIL import Image

from coalitions.access.grants import access_of
from plans.signing.actions import signing
from safety_portal.core.accounts.models import User
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life
from tests.plans.signing.signatures import vacant_row


def scan(kind="png"):
    if kind == "pdf":
        return SimpleUploadedFile("page.pdf", b"%PDF-1.7\n%%EOF")
    if kind == "text":
        return SimpleUploadedFile("page.png", b"not a picture")
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return SimpleUploadedFile(f"page.{kind}", out.getvalue())


def on_paper(frozen, **changed):
    given = {
        "signature": life.asked(frozen, frozen.fire),
        "signed_on": life.in_days(0),
        "typed_name": "Tom Hesse",
        "scan": scan(),
        "by": frozen.administrator,
    }
    return signing.sign_on_paper(**{**given, **changed})


@pytest.mark.parametrize("kind", ["png", "jpeg", "pdf"])
def test_a_signature_on_paper_is_kept_with_its_scan(frozen, kind, tmp_path):
    row = on_paper(frozen, scan=scan(kind))

    assert (row.state, row.is_on_paper, row.decided_by) == ("signed", True, frozen.administrator)
    assert (tmp_path / row.scan.name).is_file()
    assert row.scan.name.startswith("scans/")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("signed_on", life.in_days(1)),
        ("signed_on", life.in_days(-1)),
        ("typed_name", "Tim Hesse"),
        ("scan", scan("text")),
    ],
)
def test_what_is_refused_on_paper(frozen, field, wrong):
    with pytest.raises(Refused) as refused:
        on_paper(frozen, **{field: wrong})

    assert refused.value.field == field
    assert life.asked(frozen, frozen.fire).scan.name == ""


def test_a_scan_goes_with_the_signature_that_was_not_written(frozen, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    gone = User(pk=999_999_999, email="nobody@example.org")
    gone._access = access_of(frozen.administrator)
    with pytest.raises(IntegrityError, match="decided_by_id"):
        on_paper(frozen, by=gone)

    assert (builders.stored(tmp_path), life.asked(frozen, frozen.fire).scan.name) == ([], "")
    row = on_paper(frozen)
    assert builders.stored(tmp_path) == [row.scan.name.removeprefix("scans/")]


def test_a_vacant_seat_signs_nothing_on_paper(frozen):
    with pytest.raises(WrongState, match="Nobody holds the seat Nurse"):
        on_paper(frozen, signature=vacant_row(frozen))
