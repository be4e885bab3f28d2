"""The sheet on which people signed in, from the page of the minutes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.meeting import make_opened

pytestmark = pytest.mark.django_db


def test_the_signed_sheet_opens_from_the_minutes_to_who_writes_them(
    client, coalition, administrator, cast
):
    meeting = make_opened(coalition=coalition, by=administrator)
    sheet = meeting.sheets.create(
        name="attendance-1.png",
        file=builders.png(),
        sha256="a" * 64,
        added_at=timezone.now(),
        added_by=administrator,
    )
    address = reverse("meeting_sheet", args=[coalition.slug, meeting.pk, sheet.pk])
    for account, is_there in ((administrator, True), (cast.teacher, False)):
        client.force_login(account)
        page = client.get(
            reverse("meeting_minutes", args=[coalition.slug, meeting.pk])
        ).content.decode()
        assert (address in page) is is_there
