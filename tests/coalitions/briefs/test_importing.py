"""Briefs from a file and from the starter library: by page, by command, and out again."""

import io
import json

import pytest
import yaml
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from coalitions.briefs.actions import deciding, importing
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.readers.starter import DATA, starter_words, starters
from coalitions.briefs.text.content import CodedBrief
from coalitions.briefs.writers.briefs_file import write_briefs
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests.briefing import make_brief, make_version, seen
from tests.briefing import text as said
from tests.coalitions.briefs.conftest import text

pytestmark = pytest.mark.django_db


def bring(coalition, *briefs, by=None):
    return importing.import_briefs(
        coalition=coalition, briefs=briefs, starters=starter_words(), by=by
    )


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "briefs.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_one_button_publishes_the_starters_once(post, page, coalition, administrator, teacher):
    assert "Add the 23 starter briefs" in text(page(administrator, "briefs", coalition.slug))
    for _ in range(2):
        post(administrator, "brief_starters", coalition.slug)
    assert coalition.briefs.count() == 23
    assert BriefVersion.objects.filter(published_by=administrator).count() == 23
    assert AuditRow.objects.filter(action="briefs.started").count() == 1
    assert "Add the 23" not in text(page(administrator, "briefs", coalition.slug))
    assert post(teacher, "brief_starters", coalition.slug).status_code == 403


def test_an_officer_does_not_publish_them(coalition, officer):
    with pytest.raises(PermissionDenied):
        importing.add_starters(coalition=coalition, starters=starters(), by=officer)


def test_what_the_coalition_made_of_a_starter_stays(coalition, administrator):
    make_brief(coalition=coalition, code="sro_partner", title="Ours")
    importing.add_starters(coalition=coalition, starters=starters(), by=administrator)
    assert coalition.briefs.count() == 23
    assert seen(coalition.briefs.get(code="sro_partner")).read.title == "Ours"


def test_imported_exported_and_imported_again_nothing_changes(coalition, tmp_path):
    run("import_briefs", str(DATA), coalition=coalition.slug, apply=True)
    out = tmp_path / "out.yaml"
    run("export_briefs", coalition.slug, output=str(out))
    assert yaml.safe_load(out.read_text()) == yaml.safe_load(DATA.read_text(encoding="utf-8"))
    before = BriefVersion.objects.count()
    answer = json.loads(
        run("import_briefs", str(out), coalition=coalition.slug, apply=True, json=True)
    )
    assert answer == {
        "applied": True,
        "rows": 23,
        "created": 0,
        "updated": 0,
        "unchanged": 23,
        "missing": 0,
        "skipped": [],
        "rejected": [],
    }
    assert BriefVersion.objects.count() == before


def test_a_preview_writes_nothing(coalition):
    answer = json.loads(run("import_briefs", str(DATA), coalition=coalition.slug, json=True))
    assert (answer["applied"], answer["created"]) == (False, 23)
    assert not Brief.objects.exists()
    assert "Nothing is written yet" in run("import_briefs", str(DATA), coalition=coalition.slug)


def test_starters_by_command_are_published_and_the_rest_waits(coalition):
    bring(coalition, starters()[0], CodedBrief("ours", said()))
    assert seen(coalition.briefs.get(code="sro_partner")).is_in_use
    ours = seen(coalition.briefs.get(code="ours"))
    assert (ours.read, ours.work.state) == (None, "proposed")


def test_the_command_says_how_many_wait(coalition, file):
    def applied(*briefs):
        path = file(write_briefs(briefs))
        return run("import_briefs", path, coalition=coalition.slug, apply=True)

    assert "wait" not in applied(starters()[0])
    assert "2 briefs wait" in applied(CodedBrief("ours", said()), CodedBrief("ours_too", said()))
    assert "wait" not in applied(CodedBrief("ours", said()))


def test_starters_that_an_officer_brings_wait(coalition, officer, administrator):
    bring(coalition, starters()[0], by=officer)
    there = seen(coalition.briefs.get())
    assert there.work.state == "proposed"
    deciding.publish_version(shown=there, saves=1, by=administrator)


def test_what_differs_becomes_a_next_version_that_waits(coalition, officer):
    brief = make_brief(coalition=coalition, code="one", title="Before")
    comparison = bring(coalition, CodedBrief("one", said(title="After")), by=officer)
    assert len(comparison.changed) == 1
    now = seen(brief)
    assert (now.read.title, now.work.title, now.work.state) == ("Before", "After", "proposed")
    again = bring(coalition, CodedBrief("one", said(title="After")), by=officer)
    assert len(again.unchanged) == 1


def test_it_meets_nobodys_work(coalition, officer):
    brief = make_brief(coalition=coalition, code="one")
    make_version(brief, published=False, number=2, by=officer, title="In work")
    with pytest.raises(Refused, match="that somebody writes or that waits: one"):
        bring(coalition, CodedBrief("two", said()), CodedBrief("one", said(title="Else")))
    assert coalition.briefs.count() == 1


def test_it_changes_nothing_that_was_retired(coalition, administrator):
    brief = make_brief(coalition=coalition, code="one")
    deciding.retire_brief(shown=seen(brief), because="Old.", by=administrator)
    with pytest.raises(Refused, match="what was retired: one"):
        bring(coalition, CodedBrief("one", said(title="Else")))


def test_an_export_holds_no_draft_and_nothing_retired(coalition, administrator, tmp_path):
    kept = make_brief(coalition=coalition, title="Kept")
    make_version(kept, published=False, number=2, title="In work")
    make_brief(coalition=coalition, published=False, title="Draft")
    gone = make_brief(coalition=coalition, title="Gone")
    deciding.retire_brief(shown=seen(gone), because="Old.", by=administrator)
    out = tmp_path / "out.yaml"
    run("export_briefs", coalition.slug, output=str(out))
    assert [brief["title"] for brief in yaml.safe_load(out.read_text())["briefs"]] == ["Kept"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no file of briefs"),
        (b"[" * 400_000, "nested deeper"),
        (b"PK\x03\x04\x00\x00", "not YAML"),
        (b"x" * 3_000_000, "larger than 1 MB"),
        ("schema: 1\nbriefs: [{code: a}]", "Line 2: a brief has no “title”"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(coalition, file, content, why):
    with pytest.raises(CommandError, match=why) as refused:
        run("import_briefs", file(content), coalition=coalition.slug, apply=True)
    assert refused.value.returncode == 2
    assert not Brief.objects.exists()


@pytest.mark.parametrize("path", ["nowhere.yaml", ".", "a\0b"])
def test_a_path_that_is_no_file_is_said(coalition, path):
    with pytest.raises(CommandError) as refused:
        run("import_briefs", path, coalition=coalition.slug)
    assert refused.value.returncode == 2


def test_a_coalition_that_is_none_is_said():
    for arguments in (("import_briefs", str(DATA)), ("export_briefs", "nowhere")):
        options = (
            {"coalition": "nowhere"} if len(arguments) > 1 and "import" in arguments[0] else {}
        )
        options |= {} if options else {"output": "-"}
        with pytest.raises(CommandError, match="no coalition nowhere"):
            run(*arguments, **options)


def test_by_page_a_file_is_seen_and_then_imported(post, page, coalition, officer):
    content = write_briefs([CodedBrief("ours", said(title="Ours"))])
    seen_first = post(
        officer,
        "brief_import",
        coalition.slug,
        file=SimpleUploadedFile("b.yaml", content.replace("\n", "\r\n").encode("utf-16")),
    )
    assert "1 new, 0 changed, 0 the same" in text(seen_first)
    assert not Brief.objects.exists()
    hidden = seen_first.context["form"].initial["text"]
    done = post(officer, "brief_import", coalition.slug, text=hidden.replace("\n", "\r\n"))
    (message,) = get_messages(done.wsgi_request)
    assert "1 new brief, 0 next versions. 1 brief waits for an administrator." in str(message)
    assert coalition.briefs.get().code == "ours"


@pytest.mark.parametrize("sent", [{}, {"text": "nonsense"}, {"text": ""}])
def test_by_page_what_does_not_fit_is_said(post, coalition, officer, sent):
    answer = post(officer, "brief_import", coalition.slug, **sent)
    assert answer.status_code == 422
    assert not Brief.objects.exists()


def test_by_page_the_library_is_downloaded(page, coalition, officer, administrator):
    importing.add_starters(coalition=coalition, starters=starters(), by=administrator)
    answer = page(officer, "brief_export", coalition.slug)
    assert answer["Content-Disposition"] == f'attachment; filename="briefs-{coalition.slug}.yaml"'
    assert answer.content.decode() == write_briefs(starters())
