"""What reading an edition leaves behind, and what it does not show."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.picture import Picture
from plans.editions.models.section import Section
from plans.review import actions
from plans.writing.actions import editing
from tests import builders
from tests.markup import flat
from tests.plans.workspace.opening import address, seen


def test_every_reading_of_a_restricted_section_is_recorded_and_said(client, tree, cast):
    client.force_login(cast.sro)
    first = flat(client.get(address(tree["Keys"])))
    client.get(address(tree["Keys"]))
    client.get(address(tree["Purpose"]))

    assert "Your reading of this section was recorded just now." in first
    reads = RestrictedRead.objects.values_list(
        "section_title", "account", "role", "channel", "coalition_id"
    )
    coalition = tree["Keys"].edition.plan.coalition_id
    assert list(reads) == [("Keys", cast.sro.pk, "sro", "opened", coalition)] * 2


def test_a_refused_reading_is_none(client, tree, cast):
    client.force_login(cast.teacher)
    client.get(address(tree["Keys"]))
    assert RestrictedRead.objects.count() == 0


def test_a_named_reviewer_reads_what_was_put_to_them_until_the_round_closes(
    client, edition, tree, cast, administrator
):
    membership = cast.health.people.get().memberships.get()
    builders.force_status(edition, EditionStatus.DRAFTING)
    round_ = actions.open_review(
        edition=edition,
        reviewers=[(membership, [tree["Keys"]])],
        due_on=timezone.localdate() + timedelta(days=14),
        by=administrator,
    )
    client.force_login(cast.health)
    assert "third stone" in flat(client.get(address(tree["Keys"])))
    assert ("Keys", True) in seen(edition, cast.health)
    assert RestrictedRead.objects.get().role == "health"

    type(round_).objects.filter(pk=round_.pk).update(
        closed_at=timezone.now(), closed_by=administrator
    )
    assert client.get(address(tree["Keys"])).status_code == 403


def test_opening_an_edition_in_force_is_distribution_once_per_account(client, edition, tree, cast):
    client.force_login(cast.teacher)
    client.get(address(tree["Purpose"]))
    assert Distribution.objects.count() == 0
    builders.force_status(edition, EditionStatus.IN_FORCE)
    for _ in range(2):
        client.get(address(tree["Purpose"]))
    row = Distribution.objects.get()
    assert (row.account, row.channel, row.recipient_title) == (cast.teacher, "opened", "Teacher")


def test_a_picture_is_streamed_only_to_readers_of_a_section_that_shows_it(
    client, edition, tree, cast, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    sha256 = "ab" * 32
    picture = Picture(plan=edition.plan, sha256=sha256, content_type="image/png", width=1, height=1)
    picture.file.save("x.png", builders.png(), save=True)
    Section.objects.filter(pk=tree["Keys"].pk).update(
        html=f'<img src="picture/{sha256}" alt="Key box">'
    )
    url = reverse("workspace_picture", args=["juniper", edition.plan_id, sha256])

    client.force_login(cast.sro)
    assert f'src="{url}"' in flat(client.get(address(tree["Keys"])))
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    client.force_login(cast.teacher)
    assert client.get(url).status_code == 404


def test_revisions_that_were_restricted_stay_so(client, tree, administrator, cast):
    section = tree["Keys"]
    editing.save_section(
        section=section,
        title="Keys",
        html="<p>Ask the office.</p>",
        base_version=1,
        change="material",
        by=administrator,
    )
    editing.set_sensitivity(section=section, sensitivity="members", by=administrator)

    client.force_login(cast.teacher)
    page = flat(client.get(address(section, "writing_revisions")))
    assert "Revision 3" in page
    assert "Revision 1<" not in page
    assert client.get(address(section, "writing_revision", 1)).status_code == 404
    assert "third stone" not in flat(client.get(address(section, "writing_revision", 3)))
