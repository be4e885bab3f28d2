"""How a section came to be: each version kept whole, the record of changes, and who is told of it."""

import pytest
from django.utils import timezone

from coalitions.access.roles import RESTRICTED, Role
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Channel, Distribution
from plans.history import differences
from plans.history.actions import write_version
from plans.history.change_log import record_of_changes, record_of_distribution
from plans.history.policies import can_see_revisions
from plans.history.versions import declared
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(coalition):
    return builders.make_edition(plan=builders.make_plan(coalition=coalition))


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, html="<p>Lock the door.</p>")


def write(section, by, html, reason="Drill of May.", **fields):
    return write_version(section=section, by=by, html=html, reason=reason, **fields)


def test_the_first_change_keeps_what_was_there_before(section, administrator):
    revision = write(section, administrator, "<p>Lock both doors.</p>")
    assert (revision.version, revision.html) == (2, "<p>Lock both doors.</p>")
    assert (revision.first.version, revision.first.html) == (1, "<p>Lock the door.</p>")
    again = write(section, administrator, "<p>Lock all doors.</p>")
    assert (again.version, again.first) == (3, None)
    assert list(section.revisions.order_by("version").values_list("version", flat=True)) == [
        1,
        2,
        3,
    ]


def test_a_version_that_is_no_longer_the_last_is_not_written_over(section, administrator):
    other = type(section).objects.get(pk=section.pk)
    write(section, administrator, "<p>Lock both doors.</p>")
    with pytest.raises(RuntimeError, match="changed under the lock"):
        write(other, administrator, "<p>Lock none.</p>")
    section.refresh_from_db()
    assert (section.version, section.html) == (2, "<p>Lock both doors.</p>")


def test_text_takes_away_that_a_section_is_not_needed(section, administrator):
    write(section, administrator, "", **declared("No pool here.", by=administrator))
    assert (section.not_needed_because, section.not_needed_by) == ("No pool here.", administrator)
    write(section, administrator, "<p>There is one now.</p>")
    section.refresh_from_db()
    assert (section.not_needed_because, section.not_needed_at) == ("", None)
    assert section.revisions.get(version=2).not_needed_because == "No pool here."


def test_the_record_of_changes_counts_every_save_but_the_first_state(
    edition, section, administrator
):
    assert record_of_changes(edition) == []
    write(section, administrator, "<p>Lock both doors.</p>", reason="First.")
    write(section, administrator, "<p>Lock all doors.</p>", reason="Second.")
    rows = record_of_changes(edition)
    assert [(row.number, row.reason, row.by) for row in rows] == [
        (1, "First.", "Dana Whitlock"),
        (2, "Second.", "Dana Whitlock"),
    ]
    assert rows[0].changed_at < rows[1].changed_at


def test_who_may_not_read_a_restricted_section_is_not_told_why_it_changed(
    edition, section, administrator
):
    secret = builders.make_section(
        edition=edition, title="Keys of the vault", sensitivity=RESTRICTED
    )
    write(secret, administrator, "<p>Under the mat.</p>", reason="The old hiding place was found.")
    (open_row,) = record_of_changes(edition)
    assert "Keys of the vault" in open_row.section
    (row,) = record_of_changes(edition, levels={"public", "members"})
    assert "vault" not in row.section
    assert (row.reason, row.is_restricted, row.number) == ("", True, 1)


def test_what_differs_between_two_editions_is_found_by_lineage(edition, section):
    same = builders.make_section(edition=edition, title="Flood", html="<p>Up.</p>")
    gone = builders.make_section(edition=edition, title="Fire", html="<p>Out.</p>")
    builders.force_status(edition, EditionStatus.IN_FORCE)
    later = builders.make_edition(plan=edition.plan, number=2)
    for kept, html in ((section, "<p>Lock every door.</p>"), (same, same.html)):
        builders.make_section(
            edition=later, title=kept.title, html=html, lineage=kept.lineage, position=kept.position
        )
    new = builders.make_section(edition=later, title="Storm", html="<p>In.</p>")
    found = differences.between(later, edition)
    assert [(each.word, each.section.title) for each in found] == [
        ("changed", "Lockdown"),
        ("added", new.title),
        ("taken out", gone.title),
    ]
    redline = differences.redline(found[0].now, found[0].before)
    assert "<del>the</del>" in redline
    assert "<ins>every</ins>" in redline


@pytest.mark.parametrize(
    ("role", "level", "may"),
    [
        (Role.TEACHER, "members", True),
        (Role.TEACHER, RESTRICTED, False),
        (Role.ADMINISTRATOR, RESTRICTED, True),
        (Role.PARENT, "public", False),
    ],
)
def test_members_who_may_read_it_see_how_it_changed(coalition, edition, role, level, may):
    account = builders.make_member(coalition=coalition, role=role)
    section = builders.make_section(edition=edition, sensitivity=level)
    assert bool(can_see_revisions(account, section)) is may


def test_strangers_do_not_see_how_it_changed(section, outsider):
    refused = can_see_revisions(outsider, section)
    assert not refused
    assert "Only members of" in refused.reason


def test_the_record_of_distribution_names_whom_the_reader_knows(
    coalition, sibling, edition, administrator
):
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER, name="Tia Own")
    theirs = builders.make_member(coalition=sibling, role=Role.TEACHER, name="Sib Ling")
    for account in (teacher, theirs):
        Distribution.objects.create(
            edition=edition,
            account=account,
            recipient_name=account.name,
            channel=Channel.PRINTED,
            delivered_at=timezone.now(),
        )
    assert len(record_of_distribution(edition).rows) == 2
    assert len(record_of_distribution(edition, reader=administrator).rows) == 2
    told = record_of_distribution(edition, reader=teacher)
    assert ([row.recipient_name for row in told.rows], told.others) == (["Tia Own"], 1)
