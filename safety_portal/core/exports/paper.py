"""Paper: HTML into tagged PDF (PDF/UA-1). Fetches nothing from outside.

Needs Pango on the machine.
"""

import ctypes
import functools
import importlib
import io
import mimetypes
from importlib.metadata import version

from django.contrib.staticfiles import finders
from PIL import ImageFile


class PaperUnavailable(Exception):
    """This machine cannot draw PDF; the text says what to install."""


MISSING = (
    "This server cannot make PDF files, because the Pango library is missing. On Debian its operator installs it with: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


# What WeasyPrint draws text with, by the names it looks for: on Linux, on a Mac, on Windows.
LIBRARIES = (
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0"),
)
# The same page drawn by another version is another file.
VERSION = f"weasyprint {version('weasyprint')}"


@functools.cache
def _weasyprint():
    """The library, on first use: importing it takes a second that no other page should wait for."""
    try:
        weasyprint = importlib.import_module("weasyprint")
    except OSError as error:
        raise PaperUnavailable(MISSING) from error
    # It lets Pillow take pictures that are cut off, in the whole process; an upload must be refused
    # for that.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@functools.cache
def is_available():
    """Whether this machine can draw PDF. Cheap: a page may ask."""
    return all(any(map(_is_there, names)) for names in LIBRARIES)


def _is_there(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def pdf(html, *, pictures=None):
    """PDF bytes of a whole HTML page, made in this process: seconds of work.

    Pages let the press do it (press.py).

    `pictures` maps the names that follow `picture:` in image addresses to (bytes, content type), or
    to a function that brings them when they are drawn; `static:` addresses are our own files
    (fonts, styles). Any other address stays empty. Raises PaperUnavailable where Pango is missing.
    """
    weasyprint = _weasyprint()
    document = weasyprint.HTML(
        string=html, base_url="about:blank", url_fetcher=_fetcher(weasyprint, pictures or {})
    )
    return document.write_pdf(pdf_variant="pdf/ua-1", optimize_images=False)


def _fetcher(weasyprint, pictures):
    urls = weasyprint.urls

    class OursOnly(urls.URLFetcher):
        """Answers `picture:` and `static:`, and nothing else.

        No network, no file of the machine.
        """

        def fetch(self, url, headers=None):
            kind, _, name = url.partition(":")
            if kind == "picture" and name in pictures:
                picture = pictures[name]
                content, content_type = picture() if callable(picture) else picture
                return urls.URLFetcherResponse(
                    url, io.BytesIO(content), {"Content-Type": content_type}
                )
            path = finders.find(name) if kind == "static" else None
            if path:
                # A style sheet of no type is left out without a word to who reads the page.
                of_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
                with open(path, "rb") as file:
                    return urls.URLFetcherResponse(
                        url, io.BytesIO(file.read()), {"Content-Type": of_type}
                    )
            raise urls.URLFetchingError(f"Nothing is fetched from {kind}.")

    return OursOnly()
