"""A section that is not needed, and why.

Who says so, what it means for what is signed, printed and carried on.
"""

import pytest
from django.urls import reverse

from plans.book.writers.book import assemble
from plans.book.writers.formats import as_html, as_json
from plans.editions.actions import starting
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.editions.outline import outline
from plans.history.change_log import record_of_changes
from plans.history.models import Revision
from plans.signing.actions import freezing
from plans.signing.checklist import checklist
from plans.signing.verification.edition import verify_edition
from plans.writing.actions import arranging, editing, not_needed
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
WHY = "No pupil comes by bus & none leaves by one"


@pytest.fixture
def gap(edition):
    return builders.make_section(edition=edition, title="Buses", number="3.6", html="")


@pytest.fixture
def declared(gap, administrator):
    not_needed.mark_not_needed(section=gap, because=WHY, by=administrator)
    gap.refresh_from_db()
    return gap


def at(name, section, *more):
    edition = section.edition
    return reverse(
        name, args=[edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk, *more]
    )


def test_a_gap_is_declared_with_its_reason_and_taken_back(gap, administrator):
    revision = not_needed.mark_not_needed(section=gap, because=f"  {WHY}\n", by=administrator)
    gap.refresh_from_db()

    assert (gap.not_needed_because, gap.not_needed_by, gap.version, gap.html) == (
        WHY,
        administrator,
        2,
        "",
    )
    assert gap.not_needed_at <= gap.saved_at
    assert (revision.not_needed_because, revision.reason, revision.change) == (
        WHY,
        f"Not needed: {WHY}",
        "material",
    )
    assert not_needed.mark_not_needed(section=gap, because=WHY, by=administrator) is None

    back = not_needed.mark_needed(section=gap, by=administrator)
    gap.refresh_from_db()
    assert (gap.not_needed_because, gap.not_needed_at, gap.not_needed_by, gap.version) == (
        "",
        None,
        None,
        3,
    )
    assert (back.not_needed_because, back.reason) == ("", "Needed again")
    assert not_needed.mark_needed(section=gap, by=administrator) is None
    rows = (
        AuditRow.objects.filter(action__startswith="section.")
        .order_by("id")
        .values_list("action", "by_name")
    )
    assert [action for action, _ in rows] == ["section.said_not_needed", "section.said_needed"]


@pytest.mark.parametrize("because", ["", "  \n", "x" * 501])
def test_a_reason_is_needed_and_has_an_end(gap, administrator, because):
    with pytest.raises(Refused):
        not_needed.mark_not_needed(section=gap, because=because, by=administrator)
    assert not Revision.objects.filter(section=gap).exists()


def test_what_says_something_is_no_gap(edition, gap, administrator):
    written = builders.make_section(edition=edition, title="Lockdown")
    above = builders.make_section(edition=edition, title="Annexes", html="")
    builders.make_section(edition=edition, title="Fire", parent=above, level=2)
    read = builders.make_section(edition=edition, title="Hold", html="", protocol_for=["teacher"])
    for section, why in (
        (written, "has text"),
        (above, "has sections below"),
        (read, "is a protocol"),
    ):
        with pytest.raises(WrongState, match=why):
            not_needed.mark_not_needed(section=section, because=WHY, by=administrator)


def test_what_is_not_needed_is_nobodys_protocol_and_has_nothing_below(declared, administrator):
    with pytest.raises(WrongState, match="nobody has to read it"):
        editing.set_protocol_for(section=declared, roles=["teacher"], by=administrator)
    with pytest.raises(WrongState, match="marked as not needed"):
        arranging.add_section(
            edition=declared.edition, title="Vans", inside=declared, by=administrator
        )
    behind = arranging.add_section(
        edition=declared.edition, title="Trips", after=declared, by=administrator
    )
    with pytest.raises(WrongState, match="marked as not needed"):
        arranging.move_section(section=behind, direction="in", by=administrator)


@pytest.mark.parametrize(
    "status", [status for status in EditionStatus if status not in ("drafting", "in_review")]
)
def test_a_frozen_edition_keeps_its_gaps_as_they_are(declared, gap, administrator, status):
    other = builders.make_section(edition=declared.edition, title="Trips", html="")
    builders.force_status(declared.edition, status)
    with pytest.raises(WrongState):
        not_needed.mark_needed(section=declared, by=administrator)
    with pytest.raises(WrongState):
        not_needed.mark_not_needed(section=other, because=WHY, by=administrator)


def test_text_takes_the_declaration_back_and_restoring_brings_it_again(declared, administrator):
    saved = life.save(declared, html="<p>One bus, line 4.</p>", change="material", by=administrator)
    declared.refresh_from_db()
    assert (declared.not_needed_because, declared.not_needed_at, saved.not_needed_because) == (
        "",
        None,
        "",
    )

    earlier = declared.revisions.get(version=2)
    editing.restore_revision(revision=earlier, by=administrator, base_version=3)
    declared.refresh_from_db()
    assert (declared.html, declared.not_needed_because, declared.not_needed_by) == (
        "",
        WHY,
        administrator,
    )

    editing.restore_revision(
        revision=declared.revisions.get(version=1), by=administrator, base_version=4
    )
    declared.refresh_from_db()
    assert (declared.html, declared.not_needed_because, declared.version) == ("", "", 5)


def test_restoring_does_not_make_a_protocol_not_needed(declared, administrator):
    life.save(declared, html="<p>One bus.</p>", change="material", by=administrator)
    declared.refresh_from_db()
    editing.set_protocol_for(section=declared, roles=["teacher"], by=administrator)
    with pytest.raises(WrongState, match="protocol"):
        editing.restore_revision(
            revision=declared.revisions.get(version=2), by=administrator, base_version=4
        )


def test_a_new_title_leaves_the_declaration(declared, administrator):
    editing.rename(section=declared, title="Buses and vans", by=administrator)
    declared.refresh_from_db()
    assert declared.not_needed_because == WHY


def test_it_is_signed_and_verifies(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    gap = builders.make_section(edition=scene.edition, title="Buses", html="", number="3")
    not_needed.mark_not_needed(section=gap, because=WHY, by=administrator)
    edition = life.freeze(scene)
    first = edition.content_hash
    assert (edition.serialiser_version, verify_edition(edition).problems) == (2, [])

    edition = freezing.thaw(edition=edition, because="Buses", by=administrator)
    not_needed.mark_not_needed(section=gap, because="Another reason", by=administrator)
    assert life.freeze(scene).content_hash != first


def test_it_goes_on_into_the_next_edition_and_changing_it_there_counts(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    gap = builders.make_section(edition=scene.edition, title="Buses", html="", number="3")
    not_needed.mark_not_needed(section=gap, because=WHY, by=administrator)
    life.put_in_force(scene)
    following = starting.start_next_edition(plan=scene.edition.plan, by=administrator)
    copy = following.sections.get(lineage=gap.lineage)
    gap.refresh_from_db()
    carried = ("not_needed_because", "not_needed_at", "not_needed_by_id", "change")
    assert [getattr(copy, name) for name in carried] == [
        WHY,
        gap.not_needed_at,
        administrator.pk,
        "",
    ]

    not_needed.mark_needed(section=copy, by=administrator)
    copy.refresh_from_db()
    assert copy.change == "material"
    not_needed.mark_not_needed(section=copy, because=WHY, by=administrator)
    copy.refresh_from_db()
    assert copy.change == ""


def test_every_copy_says_it_in_place_of_the_text(declared):
    book = assemble(declared.edition)
    assert (
        "<p>Not needed: No pupil comes by bus &amp; none leaves by one</p>"
        in as_html(book).decode()
    )
    assert "Not needed: No pupil comes by bus & none leaves by one" in as_json(book).decode()
    assert [(row.section, row.reason) for row in record_of_changes(declared.edition)] == [
        ("3.6 Buses", f"Not needed: {WHY}")
    ]


def test_a_restricted_reason_stays_with_who_reads_restricted_text(declared, cast):
    Section.objects.filter(pk=declared.pk).update(sensitivity="restricted")
    page = as_html(assemble(declared.edition, reader=cast.teacher)).decode()
    assert ("Restricted section 3.6" in page, "comes by bus" in page) == (True, False)
    assert outline(declared.edition, cast.teacher)[0].marks == ("restricted",)


def test_the_checklist_names_gaps_without_a_reason_and_those_with_one(declared):
    open_gap = builders.make_section(edition=declared.edition, title="Trips", html="")
    lines = checklist(
        Edition.objects.select_related("plan__coalition").get(pk=declared.edition_id)
    )[1:3]
    assert [(line.is_fine, line.text, line.sections) for line in lines] == [
        (False, "1 section without text, and without a reason why not.", (open_gap,)),
        (True, "1 section marked as not needed.", (declared,)),
    ]


def test_from_the_workspace_and_back(writer, gap):
    page = writer.get(at("workspace_section", gap)).content.decode()
    assert (at("writing_not_needed", gap) in page, at("writing_copy_template", gap) in page) == (
        True,
        False,
    )
    assert "Why is Buses not needed?" in writer.get(at("writing_not_needed", gap)).content.decode()
    refused = writer.post(at("writing_not_needed", gap), {"because": " "})
    assert (refused.status_code, Section.objects.get(pk=gap.pk).not_needed_because) == (422, "")

    done = writer.post(
        at("writing_not_needed", gap), {"because": WHY}, follow=True
    ).content.decode()
    assert "No pupil comes by bus &amp; none leaves by one</p>" in done
    assert '<span class="marks">not needed</span>' in done
    assert "is not needed" in writer.get(at("writing_edit", gap)).content.decode()

    back = writer.post(at("writing_needed", gap), follow=True).content.decode()
    assert ("Not written" in back, "comes by bus" in back) == (True, False)


def test_the_reason_is_shown_where_revisions_are_compared(writer, declared):
    page = writer.get(at("writing_revision", declared, 2)).content.decode()
    assert "Not needed: No pupil comes by bus &amp; none leaves by one" in page


def test_readers_see_the_reason_and_no_buttons(client, cast, declared):
    client.force_login(cast.teacher)
    page = client.get(at("workspace_section", declared)).content.decode()
    assert ("comes by bus" in page, "Needed again" in page) == (True, False)


def test_the_template_is_copied_into_an_empty_section_only(writer, edition):
    section = builders.make_section(edition=edition, title="Purpose", html="", target="purpose")
    page = writer.get(at("workspace_section", section)).content.decode()
    assert "Districts usually say here: " in page
    assert at("writing_copy_template", section) in page

    writer.post(at("writing_copy_template", section))
    section.refresh_from_db()
    assert (section.version, section.html[:3]) == (2, "<p>")
    assert section.revisions.get(version=2).reason == "Copied from the template"
    assert writer.post(at("writing_copy_template", section)).status_code == 409
    nothing = builders.make_section(edition=edition, title="Ours", html="")
    assert writer.post(at("writing_copy_template", nothing)).status_code == 409


def test_a_section_without_words_of_its_own_is_no_gap(writer, edition):
    above = builders.make_section(edition=edition, title="Annexes", html="")
    builders.make_section(edition=edition, title="Fire", parent=above, level=2)
    page = writer.get(at("workspace_section", above)).content.decode()
    assert "What belongs here is in the 1 section below it." in page
    assert at("writing_not_needed", above) not in page
