"""What there is to be found."""

import pytest

from plans.editions.lifecycle import EditionStatus
from tests import builders, meeting


@pytest.fixture
def in_force(plan):
    """An edition in force with a public, a members' and a restricted section on tents."""
    edition = builders.make_edition(plan=plan)
    for title, sensitivity in (
        ("Tents for families", "public"),
        ("Tents for staff", "members"),
        ("Tents for police", "restricted"),
    ):
        builders.make_section(
            edition=edition,
            title=title,
            sensitivity=sensitivity,
            html=f"<p>Where the <b>tents</b> of {title[10:]} stand &amp; who puts them up.</p>",
        )
    builders.force_status(edition, EditionStatus.IN_FORCE)
    return edition


@pytest.fixture
def minutes(coalition, cast):
    """A meeting with lines of each level, opened, its minutes written and not approved."""
    held = meeting.make_opened(coalition=coalition, by=cast.administrator)
    for level in ("public", "members", "restricted"):
        line = meeting.make_line(
            meeting=held, by=cast.administrator, title=f"Siren, {level}", sensitivity=level
        )
        meeting.write(meeting=held, by=cast.administrator, line=line, text="The siren was heard.")
    return held
