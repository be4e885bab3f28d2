"""manage.py import_training: an officer's transcript comes in, bad input is one sentence."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.plugins.skips import SHARED, needs_shared
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db

FILES = SHARED / "data/4-training"


def run(*args):
    out = StringIO()
    call_command("import_training", *map(str, args), stdout=out)
    return out.getvalue()


@needs_shared
def test_the_officers_transcript_comes_in_by_the_command_and_again_is_unchanged(
    coalition, cast, tmp_path
):
    call = [
        FILES / "oregon_dpsst_officer_transcript.html",
        "--coalition",
        coalition.slug,
        "--person",
        cast.sro.email,
    ]
    told = json.loads(run(*call, "--json"))
    assert (told["applied"], TrainingRecord.objects.count()) == (False, 0)
    counts = ("rows", "created", "updated", "unchanged", "missing")
    assert [told[name] for name in counts] == [272, 252, 0, 0, 0]
    repeated = [skip for skip in told["skipped"] if "same course on the same day" in skip["reason"]]
    assert (len(told["skipped"]), len(repeated), told["rejected"]) == (20, 6, [])
    run(*call, "--apply")
    assert set(TrainingRecord.objects.values_list("person__account", "state")) == {
        (cast.sro.pk, RecordState.TO_VERIFY)
    }
    again = json.loads(
        run(FILES / "oregon_dpsst_training_rows.csv", *call[1:], "--apply", "--json")
    )
    assert [again[name] for name in counts] == [272, 0, 0, 252, 0]
    assert "Nothing in the file is new." in run(*call, "--apply")


@pytest.mark.parametrize(
    ("content", "args", "sentence"),
    [
        ("Date,Course\n1/5/2026,Radio\n", [], "does not say whose"),
        ("Date,Course\n1/5/2026,Radio\n", ["--person", "nobody@example.org"], "No member of"),
        ("Date,Course\n1/5/2026,Radio\n", ["--map", "course=Kurs"], "has no column"),
        ("a,b\n1,2\n", [], "surely the day it was held or the course"),
        ("", [], "empty"),
        ("\x89PNG\r\n\x1a\n", [], "."),
    ],
)
def test_bad_input_is_one_sentence(coalition, tmp_path, content, args, sentence):
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode("latin-1"))
    for how in ([], ["--apply"]):
        with pytest.raises(CommandError, match=sentence) as refused:
            run(path, "--coalition", coalition.slug, *args, *how)
        assert (refused.value.returncode, "\n" in str(refused.value)) == (2, False)
    assert TrainingRecord.objects.count() == 0
    with pytest.raises(CommandError, match="There is no coalition nowhere"):
        run(path, "--coalition", "nowhere")
