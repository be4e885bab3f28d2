"""Who and what the tests of plans begin with.

A plan with its people, and a browser of whoever writes it.
"""

from types import SimpleNamespace

import pytest

from coalitions.memberships.models.membership import Membership
from tests import builders, walks
from tests.plans import life


@pytest.fixture
def scene(coalition, administrator):
    """A plan in drafting with seats that sign and their holders (life.make_scene)."""
    return life.make_scene(coalition=coalition, administrator=administrator)


@pytest.fixture
def frozen(scene, settings, tmp_path):
    """The scene's edition frozen for signatures, with one more seat, which nobody holds.

    Files go to tmp_path.
    """
    settings.MEDIA_ROOT = tmp_path
    scene.vacant = builders.make_seat(coalition=scene.coalition, title="Nurse")
    life.freeze(scene)
    return scene


@pytest.fixture
def nadia(coalition):
    """A second administrator."""
    return builders.make_member(coalition=coalition, role="administrator", name="Nadia Strand")


@pytest.fixture
def writer(client, administrator):
    """The administrator's browser, signed in."""
    client.force_login(administrator)
    client.account = administrator
    return client


@pytest.fixture
def site(settings, tmp_path):
    """`district` and `school` coalitions, an officer (`sro`), `fire`, `teacher`, and a walk planned."""
    settings.MEDIA_ROOT = tmp_path
    district = builders.make_coalition(name="Cedar County Schools", slug="cedar")
    school = builders.make_school(district=district.district, name="Juniper Elementary")
    here = builders.make_coalition(school=school, name="Juniper team", slug="juniper")
    people = {
        role: builders.make_member(coalition=here, role=role, name=f"{role} of Juniper")
        for role in ("administrator", "sro", "fire", "teacher", "parent", "official", "health")
    }
    lead = Membership.objects.get(person__account=people["sro"])
    walk = walks.make_assessment(coalition=here, lead=lead)
    return SimpleNamespace(district=district, school=here, walk=walk, lead=lead, **people)


@pytest.fixture
def walker(client, site):
    """The officer's phone, signed in."""
    client.force_login(site.sro)
    return client
