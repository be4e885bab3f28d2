"""A plan with sections of every reader level."""

import pytest

from plans.editions.lifecycle import EditionStatus
from tests import builders


@pytest.fixture
def tree(edition):
    """Basic (members): Purpose (public), Keys (restricted). Annexes (restricted).

    Safe routes (public). Costs (members).
    """
    made = {}
    rows = [
        ("Basic", None, "members", "<p>How we work.</p>"),
        ("Purpose", "Basic", "public", "<p>Why there is a plan.</p>"),
        ("Keys", "Basic", "restricted", "<p>Under the third stone.</p>"),
        ("Annexes", None, "restricted", "<p>Secret positions.</p>"),
        ("Safe routes", "Annexes", "public", "<p>Walk to the field.</p>"),
        ("Costs", None, "members", ""),
    ]
    for number, (title, above, sensitivity, html) in enumerate(rows, start=1):
        parent = made.get(above)
        made[title] = builders.make_section(
            edition=edition, title=title, parent=parent, level=2 if parent else 1, html=html,
            sensitivity=sensitivity, number=str(number),
        )  # fmt: skip
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    return made
