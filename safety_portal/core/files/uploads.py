"""Files from people: certificates, scans, pictures.

Nothing is public, and nothing keeps the name it came with.

Content is sniffed, never trusted by its name. Pictures are drawn again (which drops EXIF with its
places and names, and whatever hides behind the picture), HEIC becomes JPEG, and what has too many
pixels for a page is made smaller. A PDF is stored byte for byte as it came, whatever stands in it,
and only ever sent as an attachment that the browser neither sniffs nor runs (serve). Refused are
files over the limit, what is neither, and pictures of more pixels than any phone takes.
"""

import hashlib
import io
import uuid
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pillow_heif
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from PIL import Image, ImageOps, UnidentifiedImageError

from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

pillow_heif.register_heif_opener()

# Refused above: a picture this large is an attack or a mistake; phones make 12 to 50 megapixels.
PIXEL_LIMIT = 120_000_000
LONGEST_SIDE = 2400
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FORMATS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png")}
PICTURE_SOURCES = ("JPEG", "PNG", "HEIF", "GIF", "BMP", "TIFF", "WEBP")


@dataclass(frozen=True)
class Upload:
    """What is stored: `content` bytes, its type, and its size in pixels for a picture."""

    content: bytes
    extension: str
    content_type: str
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def as_file(self) -> "ContentFile[bytes]":
        """For a FileField: the content under a random name."""
        return ContentFile(self.content, name=f"{uuid.uuid4().hex}.{self.extension}")


@contextmanager
def all_or_nothing() -> Iterator[Callable[[FieldFile, "ContentFile[bytes]"], None]]:
    """A transaction that takes files along: `with all_or_nothing() as store`, then
    store(field_file, file) as often as needed.

    Files know no transaction. What was stored goes again where the transaction fails, be it at its
    commit; so this stands around the whole of an action, not inside another transaction.
    """
    stored: list[tuple[Storage, str]] = []

    def store(field_file: FieldFile, file: "ContentFile[bytes]") -> None:
        """Write `file`, under its name, for a field of a row that is saved later."""
        field_file.save(file.name or "", file, save=False)
        stored.append((field_file.storage, field_file.name or ""))

    try:
        with transaction.atomic():
            yield store
    except BaseException:
        for storage, name in stored:
            storage.delete(name)
        raise


def accept_document(file: "UploadedFile[bytes]", *, field: str | None = None) -> Upload:
    """A certificate or scan: PDF, or a picture as in accept_picture.

    Raises Refused, about the field of the form that the file came by.
    """
    try:
        content = _read_upload(file)
        if content.lstrip()[:5] == b"%PDF-":
            return Upload(content, "pdf", "application/pdf")
        return accept_picture(content)
    except Refused as refused:
        refused.field = field
        raise


def accept_paper(file: "UploadedFile[bytes]", *, field: str | None = None) -> Upload:
    """A signed paper: PDF, a Word file (docx) or a picture, as in accept_document.

    A Word file is stored as it came; one with macros is refused. Raises Refused, about `field`.
    """
    try:
        content = _read_upload(file)
        if content[:2] != b"PK":
            file.seek(0)
            return accept_document(file, field=field)
        return _word(content)
    except Refused as refused:
        refused.field = field
        raise


def _word(content: bytes) -> Upload:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("This file is damaged. Save it again, or as PDF.") from error
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise Refused("This is no Word file, PDF or picture. Use PDF, docx, JPEG, PNG or HEIC.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("This Word file has macros. Save it as .docx or PDF without them.")
    return Upload(content, "docx", DOCUMENT_TYPES["docx"])


def accept_picture(file: "UploadedFile[bytes] | bytes") -> Upload:
    """A photo or drawing (JPEG, PNG, HEIC, GIF, BMP, TIFF, WebP), drawn again as JPEG or PNG, at
    most 2,400 pixels long.

    `file` is bytes or an uploaded file. Raises Refused.
    """
    content = file if isinstance(file, bytes) else _read_upload(file)
    image = _open_picture(content)
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    target = "PNG" if has_alpha or image.format in ("PNG", "GIF", "BMP") else "JPEG"
    try:
        image = ImageOps.exif_transpose(image)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        drawn = image.convert("RGBA" if has_alpha else "RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("This picture is damaged. Take it again, or save it as JPEG.") from error
    out = io.BytesIO()
    drawn.save(out, target, optimize=target == "PNG", quality=85)
    extension, content_type = FORMATS[target]
    return Upload(out.getvalue(), extension, content_type, *drawn.size)


def _read_upload(file: "UploadedFile[bytes]") -> bytes:
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        raise Refused(
            f"This file is larger than {limit} MB. Take a smaller photo, or save the PDF with less detail."
        )
    content = file.read()
    if not content:
        raise Refused("This file is empty. Choose it again.")
    return content


def _open_picture(content: bytes) -> Image.Image:
    refused = Refused(
        "This is neither a PDF nor a picture we can open. Use PDF, JPEG, PNG or HEIC."
    )
    try:
        with warnings.catch_warnings():
            # Pillow warns from 89 megapixels on; our own limit below decides.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=PICTURE_SOURCES)
    except Image.DecompressionBombError as error:
        raise Refused("This picture has too many pixels. Save it smaller.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise refused from error
    if image.width * image.height > PIXEL_LIMIT:
        raise Refused("This picture has too many pixels. Save it smaller.")
    return image


def serve(
    field_file: FieldFile, *, name: str, content_type: str, inline: bool = False
) -> FileResponse:
    """Stream a private file to a reader whom the view has already let through.

    Sent as an attachment unless `inline` (pictures in text); never sniffed, never run, never kept
    by a shared cache. Raises WrongState where the file is gone from the disk.
    """
    try:
        content = field_file.open("rb")
    except FileNotFoundError as gone:
        raise WrongState(
            f"{name} is missing from this server. Whoever runs it can bring it back from a backup."
        ) from gone
    response = FileResponse(
        content, as_attachment=not inline, filename=name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def serve_document(field_file: FieldFile, *, name: str) -> FileResponse:
    """`serve` what accept_document or accept_paper took, as `name` with its extension."""
    extension = (field_file.name or "").rsplit(".", 1)[-1]
    return serve(field_file, name=f"{name}.{extension}", content_type=DOCUMENT_TYPES[extension])
