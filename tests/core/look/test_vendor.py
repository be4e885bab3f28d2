"""The files of others are unchanged, and each is named with its licence."""

import hashlib
from pathlib import Path

from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
OURS = {"SHA256SUMS", "README.md"}


def test_every_file_of_others_is_as_it_was_published():
    listed = dict(
        reversed(line.split(maxsplit=1))
        for line in (VENDOR / "SHA256SUMS").read_text().splitlines()
    )
    there = {f"./{path.relative_to(VENDOR)}": path for path in VENDOR.rglob("*") if path.is_file()}

    found = {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in there.items()
        if path.name not in OURS
    }
    assert found == listed
