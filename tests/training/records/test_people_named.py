"""Logging for somebody else in a coalition with more members than a list is good for.

They are named, not chosen.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coalitions.people import naming
from tests import builders
from training.records.models import TrainingRecord
from training.transcripts.models import TrainingFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(client, monkeypatch, coalition, cast):
    """A list holds two, and many more are members; two of them have one name."""
    monkeypatch.setattr(naming, "MOST_LISTED", 2)
    for name in ("Ana Lopez", "Sam Reyes", "Sam Reyes"):
        builders.make_member(coalition=coalition, name=name)
    client.force_login(cast.sro)
    return coalition


def log(client, crowd, named):
    given = {
        "course": "other",
        "other_course": builders.make_course().pk,
        "day": "today",
        "person": named,
    }
    return client.post(reverse("record_log", args=[crowd.slug]), given)


def test_a_member_is_named(client, crowd):
    assert "Ana Lopez" not in client.get(reverse("record_log", args=[crowd.slug])).content.decode()
    assert log(client, crowd, "ana lopez").status_code == 302
    assert TrainingRecord.objects.get().person.name == "Ana Lopez"


@pytest.mark.parametrize(
    ("named", "sentence"),
    [("Nobody Such", "Nobody here has this name"), ("Sam Reyes", "Several people here have")],
)
def test_a_name_that_is_not_one_members_is_refused(client, crowd, named, sentence):
    answer = log(client, crowd, named)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert TrainingRecord.objects.count() == 0


def test_whoever_left_and_another_coalitions_member_are_nobody_here(client, crowd, sibling):
    builders.make_member(coalition=sibling, name="Other Team")
    builders.make_member(coalition=crowd, name="Gone Long", ends_on=timezone.localdate())
    assert [log(client, crowd, name).status_code for name in ("Other Team", "Gone Long")] == [
        422,
        422,
    ]


def test_a_transcript_of_one_named(client, crowd):
    url = reverse("transcript_new", args=[crowd.slug])
    content = b"Date,Course,Hours\n1/5/2026,Radio drill,2\n"

    def send(**fields):
        return client.post(
            url, {"file": SimpleUploadedFile("t.csv", content), "whose": "named", **fields}
        )

    assert "Say whose training it is." in send().content.decode()
    assert send(named="Ana Lopez").status_code == 302
    assert TrainingFile.objects.get().person.name == "Ana Lopez"
