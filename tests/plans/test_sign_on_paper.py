"""Signatures on paper: the scan is kept with the row, or neither is."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from PIL import Image

from plans.actions import signing
from safety_portal.accounts.models import User
from safety_portal.states import WrongState
from tests import builders
from tests.plans import life
from tests.plans.test_sign_actions import vacant_row


@pytest.fixture
def scene(coalition, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    scene.vacant = builders.make_seat(coalition=coalition, title="Nurse")
    life.freeze(scene)
    return scene


def scan(kind="png"):
    if kind == "pdf":
        return SimpleUploadedFile("page.pdf", b"%PDF-1.7\n%%EOF")
    if kind == "text":
        return SimpleUploadedFile("page.png", b"not a picture")
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return SimpleUploadedFile(f"page.{kind}", out.getvalue())


def on_paper(scene, **changed):
    given = {
        "signature": life.asked(scene, scene.fire),
        "signed_on": life.in_days(0),
        "typed_name": "Tom Hesse",
        "scan": scan(),
        "by": scene.administrator,
    }
    return signing.sign_on_paper(**{**given, **changed})


@pytest.mark.parametrize("kind", ["png", "jpeg", "pdf"])
def test_a_signature_on_paper_is_kept_with_its_scan(scene, kind, tmp_path):
    row = on_paper(scene, scan=scan(kind))

    assert (row.state, row.is_on_paper, row.decided_by) == ("signed", True, scene.administrator)
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
def test_what_is_refused_on_paper(scene, field, wrong):
    with pytest.raises(ValidationError) as refused:
        on_paper(scene, **{field: wrong})

    assert list(refused.value.message_dict) == [field]
    assert life.asked(scene, scene.fire).scan.name == ""


def test_a_scan_goes_with_the_signature_that_was_not_written(scene, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="decided_by_id"):
        on_paper(scene, by=User(pk=999_999_999, email="nobody@example.org"))

    assert (builders.stored(tmp_path), life.asked(scene, scene.fire).scan.name) == ([], "")
    row = on_paper(scene)
    assert builders.stored(tmp_path) == [row.scan.name.removeprefix("scans/")]


def test_a_vacant_seat_signs_nothing_on_paper(scene):
    with pytest.raises(WrongState, match="Nobody holds the seat Nurse"):
        on_paper(scene, signature=vacant_row(scene))
