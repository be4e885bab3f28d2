"""A school of a district, walked by its officer."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse

from coalitions.memberships.models.membership import Membership
from tests import builders, walks


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


@pytest.fixture
def send(walker, site):
    """send(**answer) posts an answer of the walk as the phone does, and returns the response."""

    def sent(client=walker, **said):
        address = reverse("assessment_answer", args=[site.school.slug, site.walk.pk])
        return client.post(address, json.dumps(said), content_type="application/json")

    return sent
