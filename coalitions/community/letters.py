"""The letters that come with the portal, for families and the community, in English and Spanish."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safety_portal.core.files.shipped import read_yaml

LETTERS = Path(__file__).resolve().parent / "data" / "letters.yaml"
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# A line of its own that is known only on the day, and says nothing before it.
ON_THE_DAY = "language_line"


@dataclass(frozen=True)
class Letter:
    """A letter; `titles` and `texts` by language ("en", "es"), with {placeholders}."""

    code: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]

    def title(self, language: str) -> str:
        """What it is called."""
        return self.titles[language]

    def filled(self, language: str, facts: Mapping[str, str]) -> str:
        """Its text with the facts in their places; what is known only on the day is "(date)"."""
        text = self.texts[language].replace(f"{{{ON_THE_DAY}}}", "").strip()
        return PLACEHOLDER.sub(lambda found: facts.get(found[1]) or f"({found[1]})", text)

    def __str__(self) -> str:
        return self.titles["en"]


@cache
def letters() -> dict[str, Letter]:
    """Every letter by its code, in their order."""
    return {
        each["code"]: Letter(each["code"], each["title"], each["letter"])
        for each in read_yaml(LETTERS)["letters"]
    }
