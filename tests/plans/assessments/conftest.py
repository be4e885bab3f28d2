"""What a phone sends."""

import json

import pytest
from django.urls import reverse


@pytest.fixture
def send(walker, site):
    """send(**answer) posts an answer of the walk as the phone does, and returns the response."""

    def sent(client=walker, **said):
        address = reverse("assessment_answer", args=[site.school.slug, site.walk.pk])
        return client.post(address, json.dumps(said), content_type="application/json")

    return sent
