"""Who has read what.

Administrators see everybody's reads in their coalition, everybody else their own.
"""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans.editions.models.distribution import RestrictedRead
from tests import builders

pytestmark = pytest.mark.django_db


def make_read(coalition, account, title):
    return RestrictedRead.objects.create(
        section_id=1,
        section_title=title,
        coalition_id=coalition.pk,
        account=account,
        reader_name=str(account),
        role="sro",
        channel="opened",
        read_at=timezone.now(),
    )


def seen(client, account, coalition):
    client.force_login(account)
    page = client.get(reverse("edition_access_log", args=[coalition.slug])).content.decode()
    return {title for title in ("Key boxes", "Bomb threat", "Elsewhere") if title in page}


def test_administrators_see_all_of_theirs_and_members_their_own(
    client, coalition, sibling, cast, outsider
):
    make_read(coalition, cast.sro, "Key boxes")
    make_read(coalition, cast.fire, "Bomb threat")
    make_read(sibling, cast.sro, "Elsewhere")
    assert seen(client, cast.administrator, coalition) == {"Key boxes", "Bomb threat"}
    assert seen(client, cast.sro, coalition) == {"Key boxes"}
    assert seen(client, cast.teacher, coalition) == set()
    client.force_login(outsider)
    assert client.get(reverse("edition_access_log", args=[coalition.slug])).status_code == 404


@pytest.fixture
def picture(plan, settings, tmp_path):
    """A picture of the plan; tests say where it stands."""
    settings.MEDIA_ROOT = tmp_path
    return builders.make_picture(plan=plan)


def show(picture, *, edition, title, sensitivity="restricted"):
    text = f'<p><img src="picture/{picture.sha256}" alt="Map"></p>'
    return builders.make_section(edition=edition, title=title, html=text, sensitivity=sensitivity)


def open_picture(client, picture, account):
    client.force_login(account)
    return client.get(
        reverse(
            "workspace_picture", args=[picture.plan.coalition.slug, picture.plan_id, picture.sha256]
        )
    )


def noted():
    return list(
        RestrictedRead.objects.order_by("pk").values_list(
            "reader_name", "section_title", "role", "channel"
        )
    )


def test_a_picture_of_a_restricted_section_opened_directly_is_a_read(
    client, picture, edition, cast
):
    show(picture, edition=edition, title="Key boxes")
    builders.make_section(edition=edition, title="No picture", sensitivity="restricted")
    assert open_picture(client, picture, cast.teacher).status_code == 404
    assert noted() == []
    for account in (cast.sro, cast.sro, cast.administrator):
        assert open_picture(client, picture, account).status_code == 200
    assert noted() == [
        (cast.sro.name, "Key boxes", "sro", "opened"),
        (cast.administrator.name, "Key boxes", "administrator", "opened"),
    ]


def test_a_page_and_its_pictures_are_one_read_and_a_picture_later_is_another(
    client, picture, edition, cast
):
    section = show(picture, edition=edition, title="Key boxes")
    edition = section.edition
    client.force_login(cast.sro)
    client.get(
        reverse(
            "workspace_section",
            args=[edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk],
        )
    )
    open_picture(client, picture, cast.sro)
    assert noted() == [(cast.sro.name, "Key boxes", "sro", "opened")]
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        open_picture(client, picture, cast.sro)
    assert noted() == [(cast.sro.name, "Key boxes", "sro", "opened")] * 2


def test_a_picture_that_also_stands_where_the_reader_reads_freely_is_no_read(
    client, picture, edition, cast
):
    show(picture, edition=edition, title="Key boxes")
    show(picture, edition=edition, title="Our school", sensitivity="members")
    assert open_picture(client, picture, cast.sro).status_code == 200
    assert open_picture(client, picture, cast.teacher).status_code == 200
    assert noted() == []


def test_a_picture_in_two_editions_is_a_read_of_the_newest(client, picture, edition, cast):
    show(picture, edition=edition, title="Key boxes of old")
    builders.force_status(edition, "in_force")
    newer = builders.make_edition(plan=edition.plan, number=2, based_on=edition)
    show(picture, edition=newer, title="Key boxes")
    assert open_picture(client, picture, cast.sro).status_code == 200
    assert noted() == [(cast.sro.name, "Key boxes", "sro", "opened")]


def test_the_list_costs_the_same_with_one_row_and_with_fifty(client, coalition, cast):
    client.force_login(cast.administrator)
    counts = []
    for rows in (1, 49):
        for _ in range(rows):
            make_read(coalition, cast.sro, "Key boxes")
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("edition_access_log", args=[coalition.slug]))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
    assert len(page.content) < 40_000
