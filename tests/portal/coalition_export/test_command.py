"""manage.py export_coalition: a whole file or none, one sentence for what cannot be."""

import hashlib
import io
import resource
import stat
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from plans.editions.models.edition import Edition
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.exports import paper
from tests import action_items, builders
from tests.plans import life

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploads(tmp_path, settings):
    """Where uploads lie; the archive goes elsewhere."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def place(tmp_path):
    """The folder that archives are written into."""
    folder = tmp_path / "away"
    folder.mkdir()
    return folder


def export(target, slug="juniper"):
    """The exit code: 0 where the command returns."""
    try:
        call_command("export_coalition", slug, "-o", str(target))
    except SystemExit as ended:
        return ended.code
    return 0


def refused(target, slug="juniper"):
    with pytest.raises(CommandError) as refusal:
        call_command("export_coalition", slug, "-o", str(target))
    assert refusal.value.returncode == 2
    return str(refusal.value)


def test_it_says_what_it_wrote_and_ends_with_nothing_to_say(coalition, uploads, place, capsys):
    target = place / "juniper.zip"
    assert export(target) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert hashlib.sha256(target.read_bytes()).hexdigest() in told.out
    assert zipfile.ZipFile(target).testzip() is None
    assert [each.name for each in place.iterdir()] == ["juniper.zip"]


def test_only_its_owner_reads_it(coalition, uploads, place):
    export(place / "juniper.zip")
    assert stat.S_IMODE((place / "juniper.zip").stat().st_mode) == 0o600


def test_it_stands_in_the_record_with_the_hash_of_the_file(coalition, uploads, place):
    export(place / "juniper.zip")
    [row] = AuditRow.objects.filter(action="coalition.exported", scope=coalition.pk)
    assert row.detail["sha256"] == hashlib.sha256((place / "juniper.zip").read_bytes()).hexdigest()
    assert row.by_name == "Safety Portal"


def test_an_unknown_slug_is_one_sentence_and_no_file(coalition, place):
    told = refused(place / "x.zip", slug="nowhere")
    assert told.startswith("There is no coalition nowhere.")
    assert not list(place.iterdir())


@pytest.mark.parametrize("slug", ["\u202ejuniper", "j" * 10_000, "'; --"])
def test_an_impossible_slug_is_refused_as_well(coalition, place, slug):
    assert refused(place / "x.zip", slug=slug).startswith("There is no coalition")


def test_a_folder_that_is_not_there_is_one_sentence(coalition, place):
    target = place / "nowhere" / "x.zip"
    assert refused(target) == f"{target} cannot be written: No such file or directory."


def test_a_folder_in_the_place_of_the_file_is_left_alone(coalition, place):
    assert refused(place) == f"{place} cannot be written: it is there and no file."
    assert not list(place.iterdir())


def test_an_older_archive_is_there_until_the_new_one_is_whole(coalition, uploads, place):
    target = place / "juniper.zip"
    target.write_bytes(b"the older one")
    with limited_to(4_000):
        assert "cannot be written: File too large." in refused(target)
    assert target.read_bytes() == b"the older one"
    assert [each.name for each in place.iterdir()] == ["juniper.zip"]
    assert not AuditRow.objects.filter(action="coalition.exported").exists()
    assert export(target) == 0
    assert zipfile.is_zipfile(target)


class limited_to:  # noqa: N801  read as a sentence
    """A disk that is full after so many bytes, for each file."""

    def __init__(self, limit):
        self._limit = limit

    def __enter__(self):
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._limit, self._before[1]))

    def __exit__(self, *error):
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def test_standard_output_gets_the_archive_and_nothing_else(coalition, uploads, monkeypatch):
    class Out(io.StringIO):
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdout", Out())
    assert export("-") == 0
    assert zipfile.ZipFile(Out.buffer).testzip() is None
    assert sys.stdout.getvalue() == ""


def test_an_upload_that_is_gone_is_named_and_stops_nothing(coalition, uploads, place, capsys):
    item = action_items.make_item(coalition=coalition)
    kept = action_items.make_evidence(
        item=item, file=builders.png(), file_sha256=hashlib.sha256(b"").hexdigest()
    )
    (uploads / kept.file.name).unlink()
    assert export(place / "juniper.zip") == 1
    name = f"uploads/evidence/{kept.pk}-file.png"
    told = capsys.readouterr().err
    assert f"{name}: The file cannot be read: No such file or directory." in told
    archive = zipfile.ZipFile(place / "juniper.zip")
    assert name in archive.read("manifest.json").decode()
    assert name not in archive.namelist()


def test_an_upload_that_was_changed_is_there_and_named(coalition, uploads, place, capsys):
    item = action_items.make_item(coalition=coalition)
    kept = action_items.make_evidence(item=item, file=builders.png(), file_sha256="0" * 64)
    assert export(place / "juniper.zip") == 1
    assert "The file is not what was uploaded." in capsys.readouterr().err
    assert (
        f"uploads/evidence/{kept.pk}-file.png" in zipfile.ZipFile(place / "juniper.zip").namelist()
    )


def test_a_server_that_makes_no_pdf_gives_word_and_says_so(
    coalition, cast, uploads, place, capsys, monkeypatch
):
    scene = life.make_scene(coalition=coalition, administrator=cast.administrator)
    builders.force_status(Edition.objects.get(plan__coalition=coalition), "in_force")

    def no_library(name):
        raise OSError(name)

    paper._weasyprint.cache_clear()
    monkeypatch.setattr(paper.importlib, "import_module", no_library)
    assert export(place / "juniper.zip") == 1
    paper._weasyprint.cache_clear()
    assert "Pango" in capsys.readouterr().err
    kinds = {name.rpartition(".")[2] for name in zipfile.ZipFile(place / "juniper.zip").namelist()}
    assert "docx" in kinds
    assert "pdf" not in kinds
    assert scene
