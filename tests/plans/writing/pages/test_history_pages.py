"""The pages of what a text was: its history, restoring, and what changed since the last edition."""

import re

from django.urls import reverse

from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.writing.actions import editing
from plans.writing.models import Draft
from tests import builders
from tests.markup import flat
from tests.plans.writing.pages.section_pages import LOCKED, at, said, save_as, sent


def test_restoring_from_the_page(writer, section):
    sent(writer, section, "<p>Worse.</p>")
    url = at("writing_restore", section, 1)
    writer.post(url, {"base_version": 2})
    assert Section.objects.get(pk=section.pk).html == LOCKED
    assert (
        writer.post(url, {"base_version": 2}).status_code == 302
    )  # a double click: it says that already
    sent(writer, section, "<p>Newer.</p>", base=3)
    assert writer.post(url, {"base_version": 2}).status_code == 409
    assert Section.objects.get(pk=section.pk).html == "<p>Newer.</p>"
    assert writer.get(url).status_code == 409


def test_a_restore_that_comes_second_says_where_both_texts_are_and_leaves_a_draft_alone(
    writer, section, nadia
):
    """Nothing is kept as a draft.

    What is restored is a revision, and a draft of other words is none of its business.
    """
    sent(writer, section, "<p>Worse.</p>")
    save_as(nadia, section, "<p>Newer.</p>", base=2)
    editing.keep_draft(
        section=section,
        account=writer.account,
        title="Lockdown",
        html="<p>Other words.</p>",
        base_version=3,
    )
    answer = writer.post(at("writing_restore", section, 1), {"base_version": 2})
    assert answer.status_code == 409
    assert (
        "after you opened revision 1 to restore it. Nothing is lost: that text is saved, revision 1 stays as it is."
        in said(answer)
    )
    assert "your draft" not in said(answer)
    form = {
        "merge": "yes", "restores": "1", "title": "Lockdown", "html": LOCKED, "base_version": 2, "theirs_version": 3,
        "change": "material", "reason": "", "writer": writer.account.pk,
    }  # fmt: skip
    again = writer.post(at("writing_edit", section), form | {"read": "yes"})
    assert (
        again.status_code,
        "revision 1 stays as it is" in said(again),
        "your draft" in said(again),
    ) == (
        200,
        True,
        False,
    )
    writer.post(at("writing_edit", section), form | {"drop": "yes"})
    assert Section.objects.get(pk=section.pk).html == "<p>Newer.</p>"
    writer.post(at("writing_edit", section), form)
    assert Section.objects.get(pk=section.pk).version == 4
    assert list(Draft.objects.values_list("html", flat=True)) == ["<p>Other words.</p>"]


def test_the_history_reads_from_the_newest_to_the_first(writer, section, django_assert_num_queries):
    for number in range(2, 32):
        sent(writer, section, f"<p>Text {number}.</p>", base=number - 1)
    with django_assert_num_queries(7):
        page = flat(writer.get(at("writing_revisions", section)))
    assert re.findall(r"Revision (\d+)</a>", page) == [str(number) for number in range(31, 0, -1)]
    difference = flat(writer.get(at("writing_revision", section, 31)))
    assert "<del>30</del>" in difference
    assert "<ins>31</ins>" in difference


def test_what_changed_since_the_last_edition(writer, section):
    first = builders.force_status(section.edition, EditionStatus.IN_FORCE)
    second = Edition.objects.get(pk=start_next(writer, first))
    copy = second.sections.get()
    sent(writer, copy, "<p>Lock the door. Lights off.</p>")
    page = said(writer.get(at("writing_since_last_edition", copy)))
    assert "Lockdown since edition 1: 2 words added, 0 removed" in page


def start_next(client, edition):
    client.post(reverse("edition_start", args=["juniper", edition.plan_id]))
    return edition.plan.editions.get(number=edition.number + 1).pk
