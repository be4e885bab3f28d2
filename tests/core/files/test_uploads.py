"""Files from people are sniffed.

Pictures are drawn again, and a PDF, which is kept as it came, is never shown in a page.
"""

import io

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from PIL import Image

from plans.editions.actions.pictures import keep_picture
from plans.editions.models.picture import Picture
from safety_portal.core.exports import paper
from safety_portal.core.files.uploads import (
    accept_document,
    accept_picture,
    all_or_nothing,
)
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plugins.databases import as_owner


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(fmt, size=(40, 30), mode="RGB", **save):
    out = io.BytesIO()
    Image.new(mode, size, 200 if mode == "L" else None).save(out, fmt, **save)
    return out.getvalue()


def uploaded(content, name="certificate.jpg"):
    return SimpleUploadedFile(name, content)


def test_a_photo_from_a_phone_becomes_jpeg_without_its_exif():
    exif = Image.Exif()
    exif[0x010E] = "taken at the north gate"
    upload = accept_document(uploaded(picture("JPEG", exif=exif)))
    assert (upload.extension, upload.width, upload.height) == ("jpg", 40, 30)
    assert b"north gate" not in upload.content


def test_heic_becomes_jpeg():
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(out)
    upload = accept_document(uploaded(out.getvalue(), "IMG_0001.HEIC"))
    assert (upload.content_type, upload.width, upload.height) == ("image/jpeg", 64, 48)


def test_a_large_picture_is_made_smaller():
    upload = accept_picture(picture("JPEG", size=(5000, 2500)))
    assert (upload.width, upload.height) == (2400, 1200)


def test_a_pdf_is_kept_as_it_is():
    assert accept_document(uploaded(b"%PDF-1.7\n...", "x.png")).content_type == "application/pdf"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<svg onload='alert(1)'/>",
        b"PK\x03\x04word/document.xml",
        picture("PNG")[:60],
    ],
    ids=["empty", "program", "svg", "zip", "cut off"],
)
def test_what_is_no_document_is_refused_in_a_sentence(content):
    paper.is_available()  # drawing paper must not make the whole process lenient
    with pytest.raises(Refused, match=r"\.$"):
        accept_document(uploaded(content))


def test_a_file_over_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT_BYTES = 1024
    with pytest.raises(Refused, match="larger than"):
        accept_document(uploaded(b"%PDF-" + b"0" * 2000))


def keep_in(plan, *, by):
    return keep_picture(plan=plan, upload=accept_picture(picture("PNG")), by=by)


@pytest.mark.django_db
def test_a_file_goes_with_the_rows_that_were_refused(media, plan, administrator):
    unlucky = builders.make_member(coalition=plan.coalition, role="administrator")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE audit_auditrow ADD CONSTRAINT not_by_them CHECK (by_id <> {unlucky.pk})"
        )
    with pytest.raises(IntegrityError, match="not_by_them"):
        keep_in(plan, by=unlucky)
    assert (builders.stored(media), plan.pictures.count()) == ([], 0)
    kept = keep_in(plan, by=administrator)
    assert builders.stored(media) == [kept.file.name.rpartition("/")[2]]


def keep_for_a_plan_that_is_not(media):
    """A key to nowhere is looked at when the transaction ends, so the file is there until then."""
    row = Picture(plan_id=0, sha256="0" * 64, content_type="image/png", width=1, height=1)
    with all_or_nothing() as store:
        store(row.file, builders.png())
        row.save()
        assert len(builders.stored(media)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_when_the_commit_fails(media):
    with pytest.raises(IntegrityError, match="plan_id"):
        keep_for_a_plan_that_is_not(media)
    assert builders.stored(media) == []
