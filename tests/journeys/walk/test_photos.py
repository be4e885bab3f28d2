"""Photos as they leave a phone, and the zip that all leaves it by when nothing else goes."""

import base64
import hashlib
import io
import json
import zipfile

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import expect

from plans.assessments.models.answer import Photo
from tests.journeys.walk.steps import (
    add_photos,
    all_sent,
    answer,
    choose,
    on_phone,
    picture,
    received,
    says,
    shows,
)
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]

# Of a photo that the phone keeps, as base64.
BYTES = (
    "bytes && btoa(Array.from(new Uint8Array(record.bytes), (byte) => "
    "String.fromCharCode(byte)).join(''))"
)


def camera_photo(size=(4032, 3024)):
    """A photo as a phone makes it: large, with place, time and camera in it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Nameless"
    exif[ExifTags.Base.DateTime] = "2026:11:30 10:42:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (27.0, 5.0, 3.0)
    return picture("teal", size=size, exif=exif)


def test_a_photo_leaves_the_phone_small_and_without_place_and_time(phone, assessment, officer):
    sent = camera_photo()
    assert b"Nameless" in sent
    choose(phone, "No")
    add_photos(phone, sent)
    (encoded,) = on_phone(phone, officer, "photos", BYTES)
    kept = base64.b64decode(encoded)
    with Image.open(io.BytesIO(kept)) as made:
        assert (made.format, made.size, dict(made.getexif())) == ("JPEG", (2000, 1500), {})
    assert b"Nameless" not in kept
    phone.click("text=Save, next item")
    all_sent(phone)
    assert Photo.objects.get().sha256 == hashlib.sha256(kept).hexdigest()


def test_a_photo_that_no_browser_reads_gets_a_sentence_and_loses_nothing(phone, assessment):
    choose(phone, "No")
    phone.fill("#note", "Door 4")
    add_photos(phone, picture("red"))
    heic = b"\0\0\0\x18ftypheic" + bytes(64)
    phone.set_input_files(
        "#photos", {"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": heic}
    )
    fault = phone.locator("[data-walk=photo-fault]")
    expect(fault).to_contain_text("This photo is a HEIC, which this browser cannot read.")
    phone.set_input_files(
        "#photos", {"name": "plan.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 none"}
    )
    expect(fault).to_contain_text("This file is no photo that this browser can read.")
    phone.click("text=Save, next item")
    all_sent(phone)
    assert received(assessment) == {("district.01", "no", "Door 4", 1): 1}


def test_forty_photos_and_not_one_more(phone, assessment):
    choose(phone, "No")
    add_photos(phone, *(picture((number, 0, 0)) for number in range(0, 160, 4)))
    phone.set_input_files(
        "#photos", {"name": "41.jpg", "mimeType": "image/jpeg", "buffer": picture("blue")}
    )
    expect(phone.locator("[data-walk=photo-fault]")).to_contain_text("room for 40 photos")
    phone.click("text=Save, next item")
    all_sent(phone)
    assert received(assessment) == {("district.01", "no", "", 40): 1}
    assert Photo.objects.count() == 40


def test_a_photo_that_was_taken_away_is_not_sent(phone, assessment, officer):
    choose(phone, "No")
    add_photos(phone, picture("red"), picture("blue"))
    phone.get_by_role("button", name="Remove photo 1").click()
    expect(phone.locator("[data-walk=photos] figure")).to_have_count(1)
    says(phone, "1 photo is only on this phone")
    kept = on_phone(phone, officer, "photos", "sha256")
    phone.click("text=Save, next item")
    all_sent(phone)
    assert received(assessment) == {("district.01", "no", "", 1): 1}
    assert [photo.sha256 for photo in Photo.objects.all()] == kept
    assert on_phone(phone, officer, "photos", "sha256") == []

    phone.get_by_label("Back").click()
    shows(phone, "district.01")
    expect(phone.get_by_role("img", name="Photo 1")).to_be_visible()
    expect(phone.locator("[data-walk=photos] figcaption")).to_have_text("Photo 1, sent")


def test_the_zip_out_of_a_phone_has_all_that_was_not_sent(phone, assessment, officer, tmp_path):
    answer(phone, "district.01", "Yes")
    all_sent(phone)
    phone.context.set_offline(True)
    answer(phone, "digital.01", "No", note="Locks", photos=[picture("red"), picture("blue")])
    says(phone, "1 answer and 2 photos")
    hashes = on_phone(phone, officer, "photos", "sha256")
    with phone.expect_download() as downloading:
        phone.get_by_role("button", name="Download what is not sent").click()
    with zipfile.ZipFile(downloading.value.path()) as packed:
        assert packed.testzip() is None
        said = json.loads(packed.read("answers.json"))
        assert [(each["item"], each["note"]) for each in said["answers"]] == [
            ("digital.01", "Locks")
        ]
        photos = [name for name in packed.namelist() if name.startswith("photos/")]
        assert sorted(photos) == sorted(f"photos/{each}.jpg" for each in hashes)
        for name in photos:
            assert name == f"photos/{hashlib.sha256(packed.read(name)).hexdigest()}.jpg"
