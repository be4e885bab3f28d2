"""Answers and photos from a walk: each once, however often it is sent, and in any order."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import locked, move, require_open
from plans.assessments.models.answer import Answer, Photo, as_kept
from plans.assessments.models.assessment import Assessment
from plans.assessments.policies import can_walk
from plans.assessments.scales import AnswerCode, Severity, Sureness
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require
from safety_portal.core.files.uploads import Upload, accept_picture, all_or_nothing
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

NOTE_MOST, PHOTOS_MOST, PHOTOS_OF_A_WALK = 2000, 40, 1000
HEXADECIMAL = frozenset("0123456789abcdef")
# What an iPhone calls its own form of picture, in the bytes 8 to 12 of the file.
HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


class KeyUsed(WrongState):
    """The key of an answer that says something else is there already."""

    def __init__(self) -> None:
        super().__init__(
            "This key belongs to another answer already. Give each answer a key of its own."
        )


class NotThatPhoto(Refused):
    """What came has another hash than the device says: it was changed on the way."""

    def __init__(self) -> None:
        super().__init__("This photo did not arrive whole. Send it again.")


@unrecorded("An answer is itself the record: who saw what, when, and never changed.")
@transaction.atomic
def record_answer(
    *,
    assessment: Assessment,
    key: UUID,
    item: str,
    answer: str,
    answered_at: datetime,
    note: str = "",
    severity: int | None = None,
    sureness: str = "",
    photos: Sequence[str] = (),
    by: User,
    now: datetime | None = None,
) -> Answer:
    """Keep what somebody saw of an item; returns the Answer, the old one for a key that was sent.

    `answered_at` is by the clock of the device. Raises Refused for what cannot be an answer,
    KeyUsed for another answer under the same key, WrongState once the walk is over.
    """
    require(can_walk(by, assessment))
    now, note = now or timezone.now(), as_kept(note)
    assessment = locked(assessment)
    said: dict[str, Any] = {
        "item": item,
        "answer": answer,
        "note": note,
        "severity": severity,
        "sureness": sureness,
        "photos": list(dict.fromkeys(photos)),
        "answered_at": answered_at,
    }
    if known := Answer.objects.filter(assessment=assessment, key=key).first():
        if {name: getattr(known, name) for name in said} != said:
            raise KeyUsed
        return known
    _check(assessment, said)
    row = Answer(assessment=assessment, key=key, answered_by=by, received_at=now, **said)
    _walk(assessment, row)
    row.save(force_insert=True)
    return row


def keep_photo(
    *,
    assessment: Assessment,
    sha256: str,
    photo: "UploadedFile[bytes]",
    by: User,
    now: datetime | None = None,
) -> Photo:
    """Keep a photo that the device knows as `sha256`; returns the Photo, also one that was there.

    It is drawn again, so that neither place nor time of the camera stays in it. Raises
    NotThatPhoto, Refused for what is no picture, WrongState once the walk is over.
    """
    require(can_walk(by, assessment))
    sent = _bytes_of(photo)
    if hashlib.sha256(sent).hexdigest() != sha256:
        raise NotThatPhoto
    if known := Photo.objects.filter(assessment=assessment, sha256=sha256).first():
        return known
    drawn = _draw(sent)
    with all_or_nothing() as store:
        assessment = locked(assessment)
        if known := Photo.objects.filter(assessment=assessment, sha256=sha256).first():
            return known
        require_open(assessment)
        if assessment.photos.count() >= PHOTOS_OF_A_WALK:
            raise Refused(f"A walk keeps at most {PHOTOS_OF_A_WALK} photos.")
        row = _drawn(assessment, sha256, drawn)
        row.received_at, row.received_by = now or timezone.now(), by
        store(row.file, drawn.as_file())
        row.save(force_insert=True)
        scope, size = assessment.coalition_id, len(drawn.content)
        record(by=by, action="walk_photo.received", subject=row, scope=scope, bytes=size)
    return row


def _drawn(assessment: Assessment, sha256: str, drawn: Upload) -> Photo:
    return Photo(
        assessment=assessment,
        sha256=sha256,
        stored_sha256=drawn.sha256,
        content_type=drawn.content_type,
        width=drawn.width or 0,
        height=drawn.height or 0,
    )


def _walk(assessment: Assessment, answer: Answer) -> None:
    """The first answer begins the walk, and each widens its hours."""
    if assessment.state == AssessmentState.PLANNED:
        move(assessment, AssessmentState.WALKING)
    seen = answer.seen_at
    assessment.begun_at = min(assessment.begun_at or seen, seen)
    assessment.walked_until = max(assessment.walked_until or seen, seen)
    assessment.save(update_fields=["state", "begun_at", "walked_until"])


def _check(assessment: Assessment, said: dict[str, Any]) -> None:
    require_open(assessment)
    if said["item"] not in assessment.items:
        raise Refused("This walk does not ask that item.", field="item")
    if said["answer"] not in AnswerCode.values:
        raise Refused("Choose yes, partly, no, or does not apply.", field="answer")
    if said["severity"] is not None and said["severity"] not in Severity.values:
        raise Refused("How bad it is goes from 1 to 4.", field="severity")
    if said["sureness"] and said["sureness"] not in Sureness.values:
        raise Refused("Say sure, likely or unsure, or leave it out.", field="sureness")
    if len(str(said["note"])) > NOTE_MOST:
        raise Refused(f"A note has at most {NOTE_MOST:,} letters. Write it shorter.", field="note")
    _check_photos(said["photos"])


def _check_photos(photos: object) -> None:
    hashes = photos if isinstance(photos, list) else []
    if len(hashes) > PHOTOS_MOST:
        raise Refused(
            f"An answer has at most {PHOTOS_MOST} photos. Leave some out.", field="photos"
        )
    if any(len(each) != 64 or set(each) - HEXADECIMAL for each in hashes):
        raise Refused("A photo is named by its SHA-256.", field="photos")


def _bytes_of(photo: "UploadedFile[bytes]") -> bytes:
    if (photo.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise Refused(f"This photo is larger than {limit} MB. Take a smaller one.")
    return bytes(photo.read())


def _draw(sent: bytes) -> Upload:
    """The picture drawn again, or Refused; what only Apple's devices draw is told apart."""
    if sent[4:8] == b"ftyp" and sent[8:12] in HEIC:
        raise Refused(
            "This photo is a HEIC file. Set the camera to Most Compatible, or save it as JPEG."
        )
    try:
        return accept_picture(sent)
    except Refused as refused:
        raise Refused(
            "This is no photo that can be opened. Use JPEG or PNG, or take it again."
        ) from refused
