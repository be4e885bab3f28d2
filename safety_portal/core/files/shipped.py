"""Data that the code brings along: YAML in folders of the nouns that read it."""

from pathlib import Path
from typing import Any

import yaml

# In C where PyYAML brings that: ten times as fast. Both are the safe ones.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Path) -> Any:
    """What the file says."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
