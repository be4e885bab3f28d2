"""An edition of which copies are asked for."""

import pytest

from coalitions.access.roles import MEMBERS, RESTRICTED
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from tests import builders


@pytest.fixture
def edition(plan, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = builders.make_edition(plan=plan)
    builders.make_section(
        edition=edition, title="Lockdown", html="<p>Lock the door.</p>", sensitivity=MEMBERS
    )
    builders.make_section(
        edition=edition, title="Vault", html="<p>Key in room 9.</p>", sensitivity=RESTRICTED
    )
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    return Edition.objects.select_related(
        "plan__coalition__district", "plan__coalition__school"
    ).get(pk=edition.pk)
