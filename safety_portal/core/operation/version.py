"""The version of the portal: written in pyproject.toml, and nowhere else."""

import tomllib
from pathlib import Path


def written(checkout: Path) -> str:
    """The version of the code in a checkout, as it is written there now."""
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
