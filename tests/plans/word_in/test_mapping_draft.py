"""The draft that comes of placing passages: what was decided, where each went, and when none is made."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.library.kinds import UNPLACED_TITLE
from plans.signing.checklist import checklist
from plans.word_in.actions.importing import import_plan, keep_word_file
from plans.word_in.actions.mapping import accept_unsure, map_passages
from plans.word_in.models.passage import Passage
from plans.word_in.models.word_file import WordFile, WordSource
from plans.word_in.readers.plan_file import read_plan_file
from plans.word_in.views.mapping_page import sums_of
from safety_portal.core.accounts.models import User
from safety_portal.core.states import WrongState
from tests.markup import flat
from tests.plans.word_in.incoming import INCOMING, keys, plan_of
from tests.plugins.skips import SHARED, needs_shared

pytestmark = pytest.mark.django_db

STONEYBROOK = SHARED / "data/3-plans/stoneybrook_middle_school_EOP_basic_plan.docx"


def test_the_draft_is_what_was_decided(waiting, administrator, coalition):
    key = keys(waiting)
    accept_unsure(file=waiting, by=administrator)
    map_passages(file=waiting, chosen={key["Bells"]: "text"}, by=administrator)
    brought = import_plan(
        coalition=coalition,
        title="Our plan",
        parsed_plan=INCOMING,
        by=administrator,
        word_file=waiting,
    )
    rows = [
        (each.title, each.target, each.sensitivity, each.html)
        for each in brought.edition.sections.present()
    ]
    assert rows == [
        ("Lockdown", "lockdown", "members", "<p>Some words here.</p>"),
        ("Lock-out", "lockdown", "members", "<p>Some words here.</p>"),
        ("Gunman", "armed_assailant", "members",
         "<p>Some words here.</p><p><strong>Bells</strong></p><p>Some words here.</p>"),
        ("Unplaced from Word", "", "members", "<p>First words.</p>"),
    ]  # fmt: skip
    report = WordSource.objects.get().report
    assert [(each["title"], each["choice"]) for each in report["decisions"]][-1] == (
        "Bells",
        "text",
    )
    assert report["comments"] == [{"author": "Lee", "text": "Which door?", "about": "the door"}]
    assert (WordFile.objects.count(), Passage.objects.count()) == (0, 0)


def test_the_record_tells_where_each_passage_went(client, at, waiting, administrator, coalition):
    map_passages(
        file=waiting,
        chosen={keys(waiting)["Bells"]: "left_out"},
        reason="Old times.",
        by=administrator,
    )
    edition = import_plan(
        coalition=coalition, title="P", parsed_plan=INCOMING, by=administrator, word_file=waiting
    ).edition
    address = reverse("word_in_source", args=["juniper", edition.plan_id, edition.number])
    assert address in flat(
        client.get(reverse("writing_arrange", args=["juniper", edition.plan_id, 1]))
    )
    response = client.get(address)
    assert response.context["passages"] == [
        ("Text before the first heading", "Not placed", ""),
        ("Lockdown", "Lockdown", ""),
        ("Lock-out", "Not placed", ""),
        ("Gunman", "Not placed", ""),
        ("Bells", "Left out", "Old times."),
    ]
    assert "Which door?" in flat(response)
    [line] = [line for line in checklist(edition) if "Unplaced from Word" in line.text]
    assert [str(each) for each in line.sections] == ["Unplaced from Word"]


def test_a_file_that_is_gone_or_read_otherwise_makes_nothing(waiting, administrator, coalition):
    with pytest.raises(WrongState, match="in another way"):
        import_plan(
            coalition=coalition,
            title="Our plan",
            parsed_plan=plan_of(),
            by=administrator,
            word_file=waiting,
        )
    WordFile.objects.all().delete()
    for act in (
        lambda: import_plan(
            coalition=coalition,
            title="Our plan",
            parsed_plan=INCOMING,
            by=administrator,
            word_file=waiting,
        ),
        lambda: accept_unsure(file=waiting, by=administrator),
    ):
        with pytest.raises(WrongState, match="not waiting any more"):
            act()
    assert Edition.objects.count() == 0


def test_whoever_is_no_administrator_any_more_decides_nothing(waiting, administrator):
    administrator.people.get().memberships.update(role="teacher")
    with pytest.raises(PermissionDenied):
        accept_unsure(file=waiting, by=User.objects.get(pk=administrator.pk))


@needs_shared
def test_stoneybrook_balances_and_keeps_its_80_sections(client, administrator, coalition):
    parsed_plan = read_plan_file(STONEYBROOK, scope="school")
    file = keep_word_file(
        coalition=coalition, title="EOP", content=b"x", parsed_plan=parsed_plan, by=administrator
    )
    sums = sums_of(file)
    assert (
        sum(each.passages for each in sums.values()),
        sum(each.words for each in sums.values()),
    ) == (80, 7_299)
    assert sums["not_placed"].passages == 0
    client.force_login(administrator)
    address = reverse("word_in_file", args=["juniper", file.pk])
    assert (
        max(len(client.get(address + show).content) for show in ("", "?show=placed", "?show=all"))
        < 120_000
    )
    import_plan(
        coalition=coalition, title="EOP", parsed_plan=parsed_plan, by=administrator, word_file=file
    )
    rows = Section.objects.order_by("position").values_list("level", "title")
    assert list(rows) == [(each.level, each.title) for each in parsed_plan.sections]


def test_a_heading_is_listed_and_brought_in_with_the_number_that_word_counts(
    administrator, coalition, client
):
    numbered = [
        replace(each, number=number)
        for each, number in zip(INCOMING.sections, ("4", "4.1", "", "5"), strict=True)
    ]
    parsed_plan = plan_of(*numbered)
    file = keep_word_file(
        coalition=coalition,
        title="Our plan",
        content=b"x",
        parsed_plan=parsed_plan,
        by=administrator,
    )
    client.force_login(administrator)
    page = flat(client.get(reverse("word_in_file", args=["juniper", file.pk]) + "?show=all"))
    assert [title in page for title in ("4 Lockdown", "4.1 Lock-out", ">Gunman", "5 Bells")] == [
        True
    ] * 4
    edition = import_plan(
        coalition=coalition,
        title="Our plan",
        parsed_plan=parsed_plan,
        by=administrator,
        word_file=file,
    ).edition
    assert [(each.number, each.title) for each in edition.sections.present()] == [
        ("4", "Lockdown"), ("4.1", "Lock-out"), ("", "Gunman"), ("", UNPLACED_TITLE), ("5", "Bells"),
    ]  # fmt: skip
