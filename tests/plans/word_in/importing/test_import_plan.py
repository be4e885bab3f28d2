"""A Word plan becomes a plan: previewed, imported whole or not at all, once."""

import os
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError

from coalitions.access.roles import Role, Sensitivity
from plans.editions.forms.html import LONGEST_HTML
from plans.editions.models.edition import Edition
from plans.editions.models.picture import Picture
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.library.kinds import UNPLACED_TITLE, Kind
from plans.word_in.actions import importing
from plans.word_in.actions.importing import import_plan
from plans.word_in.models.word_file import WordSource
from plans.word_in.parsed_plan import parents_of
from plans.word_in.preview import preview
from plans.word_in.readers.plan_file import read_plan_file
from safety_portal.core.audit.models import AuditRow
from tests.builders import make_coalition, make_member, make_plan
from tests.plans.word_in.importing.command import run, run_json
from tests.plans.word_in.word_files import cell, docx, p, picture_run, png, table

pytestmark = pytest.mark.django_db

BODY = (
    p("Before all")
    + p("Basic Plan", "Heading1")
    + p("5. Direction, Control, and Coordination", "Heading2")
    + p("Who commands") + table([cell("IC"), cell("Principal")]) + p(picture_run("map"))
    + p("Bomb threat", "Heading1")
    + p("Our own heading", "Ours")
)  # fmt: skip
WRITTEN = (Plan, Edition, Section, Revision, Picture, WordSource, AuditRow)


@pytest.fixture
def word_file(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(
        docx(
            BODY,
            parts={"word/media/a.png": png()},
            relations=[("map", "image", "media/a.png", False)],
        )
    )
    return path


def counts():
    return [model.objects.count() for model in WRITTEN]


def stored(media):
    return [name for _, _, names in os.walk(media) for name in names]


def test_a_preview_tells_all_and_writes_nothing(coalition, word_file, media):
    before = counts()
    told = run_json(word_file, "--coalition", "juniper", "--title", "EOP")
    assert told == {
        "applied": False,
        "unchanged": False,
        "plan": None,
        "edition": None,
        "sections": 4,
        "words": 18,
        "placed": 2,
        "proposed": [],
        "pictures": 1,
        "unplaced": [{"what": "Text before the first heading", "words": 2, "text": "Before all"}],
        "warnings": [],
    }
    assert counts() == before
    assert stored(media) == []


def test_bringing_in_keeps_the_tree_and_applies_what_is_sure(coalition, word_file, media):
    told = run_json(word_file, "--coalition", "juniper", "--title", " EOP  2027 ", "--apply")
    edition = Edition.objects.get(pk=told["edition"])
    assert (told["applied"], told["plan"], str(edition.plan)) == (True, edition.plan_id, "EOP 2027")
    assert (edition.plan.coalition, edition.number, edition.status) == (coalition, 1, "drafting")
    rows = [
        (
            each.position,
            each.level,
            each.title,
            each.parent and each.parent.title,
            each.target,
            each.kind,
        )
        for each in edition.sections.present().select_related("parent")
    ]
    assert rows == [
        (1, 1, "Basic Plan", None, "", Kind.OTHER),
        (
            2,
            2,
            "5. Direction, Control, and Coordination",
            "Basic Plan",
            "direction_control_coordination",
            Kind.BASIC,
        ),
        (3, 1, "Bomb threat", None, "bomb_threat", Kind.THREAT_HAZARD),
        (4, 2, "Our own heading", "Bomb threat", "", Kind.THREAT_HAZARD),
        (5, 1, UNPLACED_TITLE, None, "", Kind.OTHER),
    ]
    [picture] = edition.plan.pictures.all()
    assert edition.sections.get(position=2).html == (
        "<p>Who commands</p><table><tbody><tr><td>IC</td><td>Principal</td></tr></tbody></table>"
        f'<img src="picture/{picture.sha256}" alt="Site map">'
    )
    assert (picture.content_type, picture.width, picture.height) == ("image/png", 3, 2)
    assert len(stored(media)) == 1


def test_members_read_it_and_restricted_is_only_proposed(coalition, word_file):
    run(word_file, "--coalition", "juniper", "--title", "EOP", "--apply")
    assert set(Section.objects.values_list("sensitivity", flat=True)) == {Sensitivity.MEMBERS}
    proposals = WordSource.objects.get().report["proposals"]
    assert [
        (each["title"], each["target"], each["sure"], each["sensitivity"]) for each in proposals
    ] == [
        ("Basic Plan", "", False, "members"),
        (
            "5. Direction, Control, and Coordination",
            "direction_control_coordination",
            True,
            "members",
        ),
        ("Bomb threat", "bomb_threat", True, "restricted"),
        ("Our own heading", "", False, "members"),
    ]


def test_it_is_audited_without_its_text(coalition, word_file):
    by = make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    parsed_plan = read_plan_file(word_file, scope="school", name="Plan of 2027.docx")
    import_plan(coalition=coalition, title="EOP", parsed_plan=parsed_plan, by=by)
    row = AuditRow.objects.get(action="plan.brought_in")
    assert (row.by_id, row.scope, row.detail) == (
        by.pk, coalition.pk, {"file": "Plan of 2027.docx", "words": 18, "sections": 5},
    )  # fmt: skip


def test_the_same_content_again_is_unchanged(coalition, word_file, media):
    first = run_json(word_file, "--coalition", "juniper", "--title", "EOP", "--apply")
    before = counts()
    for title, how in (("EOP", ["--apply"]), ("Another", ["--apply"]), ("EOP", [])):
        again = run_json(word_file, "--coalition", "juniper", "--title", title, *how)
        assert again == first | {"applied": False, "unchanged": True}
    assert "Nothing was written." in run(
        word_file, "--coalition", "juniper", "--title", "EOP", "--apply"
    )
    assert counts() == before
    assert len(stored(media)) == 1
    other = make_coalition(slug="cedar")
    assert (
        run_json(word_file, "--coalition", other.slug, "--title", "EOP", "--apply")["unchanged"]
        is False
    )


def test_half_an_import_is_none(coalition, word_file, media, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("the disk is full")

    before = counts()
    parsed_plan = read_plan_file(word_file, scope="school")
    monkeypatch.setattr(importing, "record", fail)
    with pytest.raises(RuntimeError):
        import_plan(coalition=coalition, title="EOP", parsed_plan=parsed_plan, by=None)
    assert counts() == before
    assert stored(media) == []


@pytest.mark.parametrize(
    ("file", "coalition_slug", "title", "sentence"),
    [
        ("none.docx", "juniper", "EOP", "cannot be read: No such file or directory."),
        (".", "juniper", "EOP", "cannot be read: Is a directory."),
        ("page.docx", "juniper", "EOP", "This is a web page, not a Word document."),
        ("plan.docx", "nobody", "EOP", "There is no coalition nobody."),
        ("plan.docx", "juniper", " ", "A plan needs a title"),
        ("plan.docx", "juniper", "x" * 201, "A plan needs a title"),
        ("plan.docx", "juniper", "Taken", "has a plan called Taken already."),
    ],
)
@pytest.mark.parametrize("how", [[], ["--apply"]])
def test_bad_input_is_one_sentence_and_writes_nothing(
    coalition, word_file, tmp_path, file, coalition_slug, title, sentence, how
):
    (tmp_path / "page.docx").write_text("<html><body>Plan</body></html>")
    make_plan(coalition=coalition, title="Taken")
    before = counts()
    with pytest.raises(CommandError) as refused:
        run(tmp_path / file, "--coalition", coalition_slug, "--title", title, *how)
    assert sentence in str(refused.value)
    assert (refused.value.returncode, "\n" in str(refused.value)) == (2, False)
    assert counts() == before


def test_only_an_administrator_brings_in(coalition, word_file):
    parsed_plan = read_plan_file(word_file, scope="school")
    teacher = make_member(coalition=coalition, role=Role.TEACHER)
    with pytest.raises(PermissionDenied):
        import_plan(coalition=coalition, title="EOP", parsed_plan=parsed_plan, by=teacher)
    assert preview(coalition=coalition, title="EOP", parsed_plan=parsed_plan).edition is None


def test_parents_are_the_nearest_lower_levels():
    assert parents_of([2, 4, 3, 1, 2, 2]) == [None, 0, 0, None, 3, 3]


def test_people_read_the_balance(coalition, word_file):
    assert run(word_file, "--coalition", "juniper", "--title", "EOP").splitlines() == [
        "plan.docx: 4 headings, 18 words, 1 picture.",
        "2 of 4 headings surely stand for a part of the federal structure.",
        "Text before the first heading (2 words): see “Unplaced from Word”.",
        "Nothing was written. Add --apply to import it.",
    ]


def test_a_passage_that_the_editor_could_not_save_again_is_told_before_it_comes_in(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(
        "# Lockdown\n\nLock.\n\n# Evacuation\n\n" + "Go out. " * (LONGEST_HTML // 8 + 1)
    )
    [told] = read_plan_file(path, scope="school").warnings
    assert re.fullmatch(
        "“Evacuation” is too long for the editor: 300,0[0-9]{2} characters with its formatting, where 300,000 can be saved."
        " It can be read and signed, not edited. Divide it in Word by headings, and bring the file in again.",
        told,
    )
