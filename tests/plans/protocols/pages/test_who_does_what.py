"""What the reader does, by their role, stands above the text of a protocol."""

import re

import lxml.html
import pytest
from django.urls import reverse

from plans.editions.actions.starting import start_next_edition
from plans.editions.models.distribution import RestrictedRead
from tests import builders
from tests.plans import life
from tests.plans.protocols.pages.protocol_pages import address, change, text_of

pytestmark = pytest.mark.django_db

WHO_DOES_WHAT = (
    "<p>Use it when the danger is inside.</p><table><tr><th>What</th><th>Who</th></tr>"
    "<tr><td>Call 911 from {{ school.name }}.</td><td>Office lead</td></tr>"
    "<tr><td>Clear the hall, lock, lights off in {{ school.name }}.</td><td>Teacher, School resource officer</td></tr></table>"
)


def test_what_the_reader_does_stands_above_the_text_on_every_page_of_a_protocol(client, scene):
    change(scene, WHO_DOES_WHAT)
    line = f"Clear the hall, lock, lights off in {scene.coalition.school.name}."
    where = [scene.coalition.slug, scene.edition.plan_id, scene.edition.number, scene.protocol.pk]
    client.force_login(scene.teacher)
    for url in (reverse("workspace_section", args=where), address(scene, "protocol_changes")):
        shown = text_of(client.get(url))
        head, rest = shown.split("What you do <", 1)
        assert "Use it when the danger is inside." not in head
        assert (
            rest.index("(Teacher)")
            < rest.index(line)
            < rest.index("Use it when the danger is inside.")
        )
        assert rest.count(line) == 2
    listed = text_of(client.get(reverse("protocols", args=[scene.coalition.slug])))
    assert re.search(rf'<td data-label="First">\s*{re.escape(line)}</td>', listed)

    # Whose protocol it is not, and who is named nowhere in it, reads the text alone.
    for role in ("administrator", "fire"):
        client.force_login(builders.make_member(coalition=scene.coalition, role=role))
        assert "What you do <" not in text_of(client.get(reverse("workspace_section", args=where)))


def test_what_the_reader_does_is_told_apart_by_the_protocol_where_several_are_read(client, scene):
    """Who hears the regions of a page listed hears which protocol each is of."""
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    scene.protocol = scene.edition.sections.get(title="Lockdown")
    life.save(
        scene.protocol,
        html=WHO_DOES_WHAT,
        change="material",
        reason="The drill.",
        by=scene.administrator,
    )
    builders.make_section(
        edition=scene.edition,
        title="Evacuation",
        number="3",
        html=WHO_DOES_WHAT,
        protocol_for=["teacher"],
    )
    life.put_in_force_again(scene)
    client.force_login(scene.teacher)
    page = lxml.html.fromstring(client.get(address(scene, "protocol_changes")).content)
    regions = [
        region.get("aria-labelledby").split()
        for region in page.iterfind(".//main//section[@aria-labelledby]")
    ]
    said = [
        " ".join(page.get_element_by_id(each).text_content().strip() for each in names)
        for names in regions
    ]
    assert {"What you do (Teacher) 1 Lockdown", "What you do (Teacher) 3 Evacuation"} <= set(said)
    assert len(said) == len(set(said))


def test_a_protocol_that_names_no_step_says_so_in_the_list(client, scene):
    client.force_login(scene.teacher)
    listed = text_of(client.get(reverse("protocols", args=[scene.coalition.slug])))
    assert "Read it whole: it names no step for your role." in listed


def test_a_list_says_nothing_of_what_is_restricted(client, scene):
    """Every reading of a restricted text is recorded; the list of protocols is no reading."""
    change(scene, WHO_DOES_WHAT)
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    scene.edition.sections.filter(title="Lockdown").update(
        sensitivity="restricted", protocol_for=["sro"]
    )
    life.put_in_force_again(scene)
    sro = builders.make_member(coalition=scene.coalition, role="sro")
    client.force_login(sro)
    listed = text_of(client.get(reverse("protocols", args=[scene.coalition.slug])))
    assert "Open it to read." in listed
    assert "Clear the hall" not in listed
    assert RestrictedRead.objects.count() == 0
