"""The starter catalogue of courses, as data (data/courses.yaml)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from safety_portal.core.files.shipped import read_yaml

CATALOGUE = Path(__file__).parent / "data" / "courses.yaml"


def starter_courses() -> list[dict[str, Any]]:
    """Field values of every course in the starter catalogue, in its order."""
    rows = read_yaml(CATALOGUE)["courses"]
    return [
        {
            "code": row["code"],
            "title": row["title"],
            "provider": row["provider"] or "",
            "delivery": row["delivery"] or "",
            "hours": None if row["hours"] is None else Decimal(str(row["hours"])),
            "validity_months": row["validity_months"],
            "roles": row["roles"],
            "cells": [f"{cell['goal']}.{cell['function']}" for cell in row["cells"]],
            "confidence": row["confidence"],
            "source": row["source"] or "",
        }
        for row in rows
    ]
