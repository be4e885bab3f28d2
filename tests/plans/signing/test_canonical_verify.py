"""Tampering past the triggers is found, and the command says so by its exit."""

import io
import json
from functools import partial

import pgtrigger
import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from plans.editions import canonical
from plans.editions.fingerprints import fingerprints_of
from plans.editions.models.edition import Edition
from plans.editions.models.picture import Picture
from plans.editions.models.section import Section
from plans.signing.actions import freezing
from plans.signing.models import Signature
from plans.signing.verification.edition import verify_edition
from safety_portal.core.states import WrongState
from tests import builders
from tests.plans import life
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    life.put_in_force(scene)
    return scene


def problems(scene):
    return verify_edition(
        Edition.objects.select_related("plan__coalition").get(pk=scene.edition.pk)
    ).problems


def test_what_was_signed_verifies(scene):
    assert problems(scene) == []


def test_it_verifies_after_the_school_was_renamed(scene):
    type(scene.coalition.school).objects.update(name="Another name")
    scene.edition.plan.__class__.objects.update(title="Another title")

    assert problems(scene) == []


TAMPERING = {
    "html": "<p>Leave the door open.</p>",
    "title": "Lockdown or not",
    "number": "9",
    "level": 3,
    "sensitivity": "public",
    "protocol_for": ["parent"],
    "position": 70,
}


@pytest.mark.parametrize("field", TAMPERING)
def test_a_section_changed_past_the_triggers_is_found(scene, field):
    with as_owner(), pgtrigger.ignore("plans.Section:frozen_text_stays"):
        Section.objects.filter(pk=scene.protocol.pk).update(**{field: TAMPERING[field]})

    assert (
        f"The text has another fingerprint than the edition: {verify_edition(scene.edition).computed}."
        in problems(scene)
    )


def test_a_section_put_in_or_taken_out_is_found(scene):
    with as_owner(), pgtrigger.ignore("plans.Section:frozen_text_stays"):
        builders.make_section(edition=scene.edition, title="Slipped in")
    slipped = problems(scene)
    with as_owner(), pgtrigger.ignore("plans.Section:frozen_text_stays"):
        Section.objects.filter(edition=scene.edition).exclude(pk=scene.protocol.pk).delete()

    assert "Section Slipped in was put in after it was frozen." in slipped
    assert "Section 2, place 2, was taken out after it was frozen." in problems(scene)


def test_text_and_hashes_changed_together_disagree_with_the_signatures(scene):
    with (
        as_owner(),
        pgtrigger.ignore("plans.Section:frozen_text_stays", "plans.Edition:fingerprint_stays"),
    ):
        Section.objects.filter(pk=scene.protocol.pk).update(html="<p>Forged.</p>")
        forged = verify_edition(scene.edition)
        Edition.objects.filter(pk=scene.edition.pk).update(content_hash=forged.computed)

    assert [problem for problem in problems(scene) if "on another fingerprint" in problem] == [
        "The signature of Fire chief: Tom Hesse is on another fingerprint.",
        "The signature of Law enforcement: Ellen Prudhomme is on another fingerprint.",
    ]


def test_a_protocol_hash_that_was_set_back_is_found(scene):
    with as_owner(), pgtrigger.ignore("plans.Section:frozen_text_stays"):
        Section.objects.filter(pk=scene.protocol.pk).update(protocol_hash="0" * 64)

    assert (
        "Section 1 Lockdown asks for another acknowledgement than when it was frozen."
        in problems(scene)
    )


@pytest.fixture
def scene_of_version_1(coalition, administrator, monkeypatch):
    """Frozen and signed as every edition was before version 2."""
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    gap = builders.make_section(edition=scene.edition, title="Buses", html="", number="3")
    monkeypatch.setattr(canonical, "VERSION", 1)
    monkeypatch.setattr(freezing, "fingerprints_of", partial(fingerprints_of, version=1))
    life.put_in_force(scene)
    monkeypatch.undo()
    scene.gap = gap
    return scene


def test_what_was_signed_by_version_1_still_verifies(scene_of_version_1):
    edition = Edition.objects.select_related("plan__coalition").get(
        pk=scene_of_version_1.edition.pk
    )

    assert (edition.serialiser_version, verify_edition(edition).problems) == (1, [])


def test_a_gap_declared_past_the_triggers_is_found_where_the_hash_cannot_tell(
    scene_of_version_1, administrator
):
    declared = {
        "not_needed_because": "None",
        "not_needed_by": administrator,
        "not_needed_at": timezone.now(),
    }
    with as_owner(), pgtrigger.ignore("plans.Section:frozen_text_stays"):
        Section.objects.filter(pk=scene_of_version_1.gap.pk).update(**declared)

    said = "Section 3 Buses says that it is not needed, which it did not when it was frozen."
    assert said in problems(scene_of_version_1)


def test_pictures_are_hashed_again(coalition, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    name = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # SHA-256 of "test"
    Section.objects.filter(pk=scene.protocol.pk).update(html=f'<p><img src="picture/{name}"></p>')
    life.put_in_force(scene)
    missing = problems(scene)
    picture = Picture.objects.create(
        plan=scene.edition.plan,
        sha256=name,
        content_type="image/png",
        width=1,
        height=1,
        file=ContentFile(b"test", "a"),
    )
    whole = problems(scene)
    with open(picture.file.path, "wb") as stored:
        stored.write(b"other")
    changed = problems(scene)

    assert (missing, whole, changed) == (
        ["Picture 9f86d081884c is missing."],
        [],
        ["Picture 9f86d081884c is not the image that was frozen."],
    )


def test_the_command_agrees(scene):
    out = io.StringIO()
    call_command("verify_edition", str(scene.edition.pk), "--json", stdout=out)
    told = json.loads(out.getvalue())

    assert told["agrees"] is True
    assert told["fingerprint"] == told["computed"] == scene.edition.content_hash
    assert told["signatures"] == {"asked": 0, "signed": 2, "declined": 0, "waived": 0, "voided": 0}


def test_the_command_exits_1_on_tampering(scene):
    with as_owner(), pgtrigger.ignore("plans.Signature:signed_rows_stay"):
        Signature.objects.filter(signer_name="Tom Hesse").update(content_hash="1" * 64)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_edition", str(scene.edition.pk), stdout=out)

    assert ended.value.code == 1
    assert "The signature of Fire chief: Tom Hesse is on another fingerprint." in out.getvalue()


@pytest.mark.parametrize("wrong", ["0", "x", "99999999999999999999", "²"])
def test_the_command_refuses_bad_input(db, wrong):
    with pytest.raises(CommandError) as refused:
        call_command("verify_edition", wrong)
    assert refused.value.returncode == 2


def test_what_is_not_frozen_cannot_be_verified(edition):
    with pytest.raises(WrongState):
        verify_edition(edition)
    with pytest.raises(CommandError) as refused:
        call_command("verify_edition", str(edition.pk))
    assert refused.value.returncode == 2
