"""An edition in force with everything that makes one binding, for the tests that tamper with it."""

import hashlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.actions.designating import designate
from plans.approvals import actions
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.signing.actions import publishing, signing
from tests import builders
from tests.plans import life

BOARD = "Cedar County Board of Education"
PDF = b"%PDF-1.7\n%%EOF"


def make_binding(scene):
    """Put the edition of a scene in force.

    Signed on line, on paper and by a designee, waived, declined and answered, voted on.

    It shows a picture, and one of its sections was saved three times. Returns the scene with
    `picture`, and with its rows by what they are: `online`, `paper`, `designated`, `waived`,
    `declined`, `vote`, `voided_vote`, `revision`.
    """
    life.make_signer(
        coalition=scene.coalition, role=Role.EMS, name="Ines Farrow", title="Ambulance"
    )
    life.make_signer(
        coalition=scene.coalition, role=Role.SRO, name="Ray Castellan", title="Officer"
    )
    builders.make_seat(coalition=scene.coalition, title="Nurse")
    digest = hashlib.sha256(builders.png().read()).hexdigest()
    scene.picture = builders.make_picture(plan=scene.edition.plan, sha256=digest)
    _write(scene)
    life.freeze(scene)
    _answer(scene)
    _vote(scene)
    scene.edition = publishing.put_in_force(edition=scene.edition, by=scene.administrator)
    return scene


def _write(scene):
    parent = builders.make_section(edition=scene.edition, title="Annexes", number="3", position=30)
    builders.make_section(
        edition=scene.edition, title="Buses", number="3.1", position=40, level=2, parent=parent
    )
    image = f'<p><img src="picture/{scene.picture.sha256}"></p>'
    for html in ("<p>Lock the door.</p><p>Lights off.</p>", f"<p>Lock each door.</p>{image}"):
        section = Section.objects.get(pk=scene.protocol.pk)
        life.save(
            section,
            html=html,
            change="material",
            reason="Drill of October.",
            by=scene.administrator,
        )
    scene.revision = Revision.objects.get(section=scene.protocol, version=2)


def _answer(scene):
    joan = builders.make_member(coalition=scene.coalition, role=Role.HEALTH, name="Joan Akers")
    held = life.membership_of(scene.law, scene.coalition)
    designate(
        holder=held,
        designee=life.membership_of(joan, scene.coalition),
        last_on=life.in_days(30),
        because="On leave.",
        by=scene.administrator,
    )
    rows = {
        row.seat_title: row
        for row in scene.edition.signatures.select_related("membership__person__account")
    }
    told = {"fingerprint": scene.edition.content_hash}
    scene.online = life.sign(scene, scene.fire)
    scene.designated = signing.sign(
        signature=rows["Law enforcement"], typed_name="Joan Akers", by=joan, **told
    )
    scene.paper = signing.sign_on_paper(
        signature=rows["Ambulance"],
        signed_on=timezone.localdate(),
        typed_name="Ines Farrow",
        scan=SimpleUploadedFile("page.pdf", PDF),
        by=scene.administrator,
    )
    scene.waived = signing.waive(
        signature=rows["Nurse"], reason="Nobody holds it.", by=scene.administrator
    )
    ray = rows["Officer"].membership.person.account
    scene.declined = signing.decline(
        signature=rows["Officer"], reason="The gate is missing.", by=ray
    )
    signing.answer_decline(
        signature=scene.declined, answer="It is on page 4 now.", by=scene.administrator
    )
    life.sign(scene, ray)


def _vote(scene):
    told = {
        "edition": scene.edition,
        "body": BOARD,
        "voted_on": timezone.localdate(),
        "then": signing.tell_if_complete,
        "by": scene.administrator,
    }
    scene.voided_vote = actions.record_vote(**told, outcome="not_approved", minutes_item="7")
    actions.void_vote(approval=scene.voided_vote, because="From memory.", by=scene.administrator)
    counts = {"ayes": 4, "noes": 1, "abstained": 0}
    minutes = SimpleUploadedFile("minutes.pdf", PDF)
    scene.vote = actions.record_vote(**told, **counts, outcome="approved", minutes=minutes)
