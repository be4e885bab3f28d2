"""Saving, restoring, drafting: rows, audit row, and what is refused."""

import pytest
from django.utils import timezone

from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.writing.actions import editing
from plans.writing.models import Draft
from plans.writing.texts import StaleSave
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans.writing.saving.saves import EDITORIAL, MATERIAL, save


@pytest.fixture
def writer(coalition):
    return builders.make_member(coalition=coalition, role="administrator", name="Nadia Strand")


def next_edition_of(section):
    """A second edition with the section's copy, unchanged so far."""
    first = builders.force_status(section.edition, EditionStatus.IN_FORCE)
    edition = builders.make_edition(plan=first.plan, number=2, based_on=first)
    return builders.make_section(
        edition=edition, lineage=section.lineage, title=section.title, html=section.html, version=1
    )


def test_a_save_makes_the_next_version_and_keeps_the_one_before(section, administrator):
    revision = save(
        section, "<p>Lock the door at once.</p>", by=administrator, reason="Drill of October 6"
    )

    section.refresh_from_db()
    assert (section.version, section.html, section.saved_by) == (
        2,
        "<p>Lock the door at once.</p>",
        administrator,
    )
    assert list(
        section.revisions.order_by("version").values_list("version", "html", "change", "reason")
    ) == [
        (1, "<p>Lock the door.</p>", "", ""),
        (2, "<p>Lock the door at once.</p>", "material", "Drill of October 6"),
    ]
    assert revision.saved_by == administrator
    row = AuditRow.objects.about(section).to_read().get()
    assert (row.action, row.by_name, row.scope) == (
        "section.saved",
        "Dana Whitlock",
        section.edition.plan.coalition_id,
    )
    assert row.told == {"edition": 1, "version": 2, "change": "material", "words": 5}


def test_hostile_html_is_normalised_once_on_the_way_in(section, administrator):
    save(section, '<p onclick="x()">Stay <script>alert(1)</script>low</p>', by=administrator)

    section.refresh_from_db()
    assert section.html == "<p>Stay low</p>"


def test_the_same_text_again_makes_no_second_revision(section, administrator):
    assert save(section, "<p>New.</p>", by=administrator, base=1)
    assert save(section, "<p>New.</p>", by=administrator, base=1) is None
    assert save(section, "<div><p>New.</p></div>", by=administrator, base=2) is None
    assert Revision.objects.filter(section=section).count() == 2


def test_a_stale_save_is_refused_with_mine_theirs_and_base(section, administrator, writer):
    save(section, "<p>Lock the door. Lights off.</p>", by=writer, base=1)

    with pytest.raises(StaleSave) as refused:
        save(section, "<p>Lock every door.</p>", by=administrator, base=1)

    stale = refused.value
    assert (stale.mine.html, stale.mine.version) == ("<p>Lock every door.</p>", 1)
    assert (stale.theirs.html, stale.theirs.version, stale.theirs.by) == (
        "<p>Lock the door. Lights off.</p>", 2, "Nadia Strand",
    )  # fmt: skip
    assert (stale.base.html, stale.base.version) == ("<p>Lock the door.</p>", 1)
    section.refresh_from_db()
    assert (section.version, section.html) == (2, "<p>Lock the door. Lights off.</p>")


def test_a_new_reader_level_meanwhile_is_no_conflict_of_words(section, administrator, writer):
    editing.set_sensitivity(section=section, sensitivity="restricted", by=writer)

    revision = save(section, "<p>Lock every door.</p>", by=administrator, base=1)

    assert (revision.version, revision.sensitivity) == (3, "restricted")


@pytest.mark.parametrize(
    "status", [status for status in EditionStatus if status not in ("drafting", "in_review")]
)
def test_frozen_text_is_not_edited(section, administrator, status):
    builders.force_status(section.edition, status)

    calls = [
        lambda: save(section, "<p>Other.</p>", by=administrator),
        lambda: editing.rename(section=section, title="Other", by=administrator),
        lambda: editing.set_sensitivity(section=section, sensitivity="public", by=administrator),
        lambda: editing.set_protocol_for(section=section, roles=["teacher"], by=administrator),
    ]
    for call in calls:
        with pytest.raises(WrongState, match="Edition 1"):
            call()
    assert AuditRow.objects.about(section).count() == 0
    assert Section.objects.get(pk=section.pk).html == "<p>Lock the door.</p>"


def test_a_removed_section_is_not_edited(section, administrator):
    Section.objects.filter(pk=section.pk).update(
        removed_at=timezone.now(), removed_by=administrator
    )
    with pytest.raises(WrongState, match="was removed"):
        save(section, "<p>Other.</p>", by=administrator)


def test_a_section_keeps_a_title(section, administrator):
    with pytest.raises(Refused, match="needs a title"):
        save(section, "<p>x</p>", by=administrator, title="  ")


def test_material_outweighs_editorial_until_the_text_is_as_it_was(section, administrator):
    copy = next_edition_of(section)
    before = section.html

    def change_after(html, change):
        copy.refresh_from_db()
        save(copy, html, by=administrator, change=change)
        copy.refresh_from_db()
        return copy.change

    assert change_after("<p>Lock the door!</p>", EDITORIAL) == "editorial"
    assert change_after("<p>Lock two doors!</p>", MATERIAL) == "material"
    assert change_after("<p>Lock two doors.</p>", EDITORIAL) == "material"
    assert change_after(before, EDITORIAL) == ""


def test_restoring_brings_the_text_back_as_a_new_revision(section, administrator):
    save(section, "<p>Worse.</p>", by=administrator, base=1)
    editing.set_sensitivity(section=section, sensitivity="restricted", by=administrator)
    first = section.revisions.get(version=1)

    restored = editing.restore_revision(revision=first, by=administrator, base_version=3)

    section.refresh_from_db()
    assert (section.version, section.html, section.sensitivity) == (
        4,
        "<p>Lock the door.</p>",
        "restricted",
    )
    assert (restored.restored_from, restored.reason) == (first, "Restored from revision 1")
    assert editing.restore_revision(revision=first, by=administrator, base_version=4) is None


def test_restoring_does_not_pass_over_a_newer_save(section, administrator, writer):
    save(section, "<p>Second.</p>", by=administrator, base=1)
    save(section, "<p>Third.</p>", by=writer, base=2)
    with pytest.raises(StaleSave):
        editing.restore_revision(
            revision=section.revisions.get(version=1), by=administrator, base_version=2
        )


def test_a_protocol_names_known_roles(section, administrator):
    editing.set_protocol_for(
        section=section, roles=["teacher", "staff", "teacher"], by=administrator
    )
    section.refresh_from_db()
    assert section.protocol_for == ["staff", "teacher"]
    assert (
        editing.set_protocol_for(section=section, roles=["teacher", "staff"], by=administrator)
        is None
    )
    with pytest.raises(ValueError, match="janitor"):
        editing.set_protocol_for(section=section, roles=["janitor"], by=administrator)


def test_a_draft_is_the_writers_own_and_goes_with_the_save(section, administrator, writer):
    editing.keep_draft(
        section=section, account=administrator, title="Lockdown", html="<p>Mine</p>", base_version=1
    )
    editing.keep_draft(
        section=section, account=writer, title="Lockdown", html="<p>Hers</p>", base_version=1
    )
    editing.keep_draft(
        section=section,
        account=administrator,
        title="Lockdown",
        html="<p>Mine 2</p>",
        base_version=1,
    )

    assert set(Draft.objects.values_list("account", "html")) == {
        (administrator.pk, "<p>Mine 2</p>"),
        (writer.pk, "<p>Hers</p>"),
    }
    assert Section.objects.get(pk=section.pk).html == "<p>Lock the door.</p>"

    save(section, "<p>Mine 2</p>", by=administrator)
    assert list(Draft.objects.values_list("account", flat=True)) == [writer.pk]


def test_a_draft_equal_to_the_text_is_no_draft(section, administrator):
    editing.keep_draft(
        section=section, account=administrator, title="Lockdown", html="<p>Mine</p>", base_version=1
    )
    kept = editing.keep_draft(
        section=section, account=administrator, title="Lockdown", html=section.html, base_version=1
    )
    assert (kept, Draft.objects.count()) == (None, 0)


def test_words_typed_before_a_freeze_are_kept_as_a_draft(section, administrator):
    builders.force_status(section.edition, EditionStatus.AWAITING_SIGNATURES)
    kept = editing.keep_draft(
        section=section, account=administrator, title="T", html="<p>Late</p>", base_version=1
    )
    assert kept.html == "<p>Late</p>"
