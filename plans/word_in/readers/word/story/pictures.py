"""Pictures in a Word file, drawn again.

What hides behind the image, where it was taken and by whom is gone.
"""

import hashlib
import io
import posixpath
import warnings

from PIL import Image, UnidentifiedImageError

from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.document import WordPicture

PIXELS_MAX = 40_000_000
LONGEST_SIDE = 2_400
PICTURES_MAX = 300
_DRAWN = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_VECTOR = (".emf", ".wmf", ".emz", ".wmz", ".svg")


class PictureLost(Exception):
    """The image cannot be shown; the text says why."""


class Pictures:
    """The images of one file: each part is drawn once, each content is kept once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._by_part: dict[str, WordPicture] = {}
        self.kept: dict[str, WordPicture] = {}

    def of(self, package: Package) -> "Pictures":
        """The images of a file inserted in this one, kept with its own."""
        others = Pictures(package)
        others.kept = self.kept
        return others

    def take(self, part: str) -> WordPicture:
        """The picture in a part of the file. Raises PictureLost."""
        if part not in self._by_part:
            if len(self._by_part) >= PICTURES_MAX:
                raise PictureLost(f"only {PICTURES_MAX} pictures are taken from one file")
            self._by_part[part] = self._drawn(part)
        picture = self._by_part[part]
        self.kept[picture.sha256] = picture
        return picture

    def _drawn(self, part: str) -> WordPicture:
        name = posixpath.basename(part)
        if name.lower().endswith(_VECTOR):
            raise PictureLost(
                f"it is a drawing ({name.rsplit('.', 1)[-1].upper()}); save it as PNG in Word"
            )
        data = self._package.data(part)
        if data is None:
            raise PictureLost("it is missing in the file")
        image, kind = _redrawn(data)
        out = io.BytesIO()
        image.save(out, kind, **({"quality": 85} if kind == "JPEG" else {}))
        content = out.getvalue()
        return WordPicture(
            hashlib.sha256(content).hexdigest(), content, _TYPES[kind], *image.size, name
        )


def _redrawn(data: bytes) -> tuple[Image.Image, str]:
    """The pixels alone, at most LONGEST_SIDE long, and the format to write them in."""
    try:
        with warnings.catch_warnings():
            # Pillow warns about large pictures; our own limit, below, decides.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_DRAWN)
        if image.width * image.height > PIXELS_MAX:
            raise PictureLost("it has too many pixels; make it smaller in Word (Compress Pictures)")
        kind = "JPEG" if image.format == "JPEG" else "PNG"
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
        return image.convert("RGBA" if has_alpha and kind == "PNG" else "RGB"), kind
    except (
        Image.DecompressionBombError,
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise PictureLost("it is damaged, or of a kind that cannot be shown") from error
