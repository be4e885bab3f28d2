"""Pictures: each stored once, drawn where the text shows it, with its description."""

from collections.abc import Mapping

from plans.editions.models.picture import Picture
from safety_portal.core.exports.word.markup import attribute
from safety_portal.core.exports.word.relations import Relations

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg"}
# English Metric Units: 914,400 to the inch; a pixel is one of 96 to the inch, a twip one of 1,440.
_TO_A_PIXEL, _TO_A_TWIP = 9_525, 635
TALLEST = 200 * 36_000
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Media:
    """The pictures of the file. `known` maps SHA-256 to Picture, as the book has it."""

    def __init__(self, known: Mapping[str, Picture]) -> None:
        self._known = known
        self._used: dict[str, str] = {}
        self._drawings = 0

    def drawing(self, sha256: str, alt: str, *, width: int, relations: Relations) -> str:
        """A run with the picture, at most `width` twips wide; "" where the plan has no such
        picture.
        """
        picture = self._known.get(sha256)
        if picture is None or picture.content_type not in _EXTENSIONS:
            return ""
        name = self._used.setdefault(
            sha256, f"media/{sha256[:16]}.{_EXTENSIONS[picture.content_type]}"
        )
        self._drawings += 1
        size = _fitted(picture.width, picture.height, width * _TO_A_TWIP)
        return _drawing(self._drawings, relations.part("image", name), attribute(alt), *size)

    def files(self) -> list[tuple[str, Picture]]:
        """(name in the file, Picture) of what was drawn."""
        return [(f"word/{name}", self._known[sha256]) for sha256, name in self._used.items()]


def _fitted(width: int, height: int, widest: int) -> tuple[int, int]:
    """The size on paper: as large as its pixels, smaller where the place is."""
    wide, high = max(width, 1) * _TO_A_PIXEL, max(height, 1) * _TO_A_PIXEL
    scale = min(1, widest / wide, TALLEST / high)
    return max(int(wide * scale), 1), max(int(high * scale), 1)


def _drawing(number: int, relation: str, alt: str, width: int, height: int) -> str:
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{alt}"/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
