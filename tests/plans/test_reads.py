"""Who has read what: administrators see everybody's reads in their coalition, everybody else their own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.models import RestrictedRead

pytestmark = pytest.mark.django_db


def make_read(coalition, account, title):
    return RestrictedRead.objects.create(
        section_id=1,
        section_title=title,
        coalition_id=coalition.pk,
        account=account,
        reader_name=str(account),
        role="sro",
        way="opened",
        read_at=timezone.now(),
    )


def seen(client, account, coalition):
    client.force_login(account)
    page = client.get(reverse("reads", args=[coalition.slug])).content.decode()
    return {title for title in ("Key boxes", "Bomb threat", "Elsewhere") if title in page}


def test_administrators_see_all_of_theirs_and_members_their_own(client, coalition, sibling, cast, outsider):
    make_read(coalition, cast.sro, "Key boxes")
    make_read(coalition, cast.fire, "Bomb threat")
    make_read(sibling, cast.sro, "Elsewhere")
    assert seen(client, cast.administrator, coalition) == {"Key boxes", "Bomb threat"}
    assert seen(client, cast.sro, coalition) == {"Key boxes"}
    assert seen(client, cast.teacher, coalition) == set()
    client.force_login(outsider)
    assert client.get(reverse("reads", args=[coalition.slug])).status_code == 404


def test_the_list_costs_the_same_with_one_row_and_with_fifty(client, coalition, cast):
    client.force_login(cast.administrator)
    counts = []
    for rows in (1, 49):
        for _ in range(rows):
            make_read(coalition, cast.sro, "Key boxes")
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("reads", args=[coalition.slug]))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
    assert len(page.content) < 40_000
