"""The thread of the real work, end to end, through actions and commands, on a real state's schools
and a real Word plan.
"""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.invitations.actions import accepting, inviting
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from plans.editions.lifecycle import Change, EditionStatus
from plans.editions.models.edition import Edition
from plans.protocols import actions
from plans.review import actions as review_actions
from plans.review.lifecycle import Decision
from plans.signing.actions import freezing, publishing, signing
from plans.signing.lifecycle import SignatureState
from plans.writing.actions import editing
from plans.writing.texts import StaleSave
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.tasks import send_waiting
from tests import builders
from tests.plugins.skips import SHARED, needs_shared
from training.courses import actions as courses_actions
from training.courses.models import Course
from training.records.actions import recording

DATA = SHARED / "data"
SCHOOLS = DATA / "1-school-directories" / "nces_florida_schools.csv"
STONEYBROOK = DATA / "3-plans" / "stoneybrook_middle_school_EOP_basic_plan.docx"

pytestmark = needs_shared


def told_by(command, *arguments):
    """What a management command prints with --json."""
    out = io.StringIO()
    call_command(command, *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


def accept(link, name):
    """The invited person opens the link and makes an account."""
    membership = accepting.accept(
        token=link.rstrip("/").split("/")[-1], name=name, password=builders.PASSWORD
    )
    return membership.person.account


def invite(coalition, by, *, email, name, role, seat=None):
    seat = coalition.seats.get(code=seat) if seat else None
    _, link = inviting.invite(
        coalition=coalition, email=email, name=name, role=role, seat=seat, by=by
    )
    return accept(link, name)


def form_at_a_florida_school():
    """Florida's schools come in; one of them gets its coalition and its first administrator."""
    told = told_by("import_schools", SCHOOLS, "--apply")
    assert (told["applied"], told["rows"], told["schools"]["created"]) == (True, 4248, 4248)
    school = School.objects.filter(status="open", name__icontains="middle").order_by("pk").first()
    formed = told_by(
        "form_coalition", "--school", school.nces_id, "--administrator", "ana@example.org"
    )
    coalition = Coalition.objects.get(slug=formed["slug"])
    return coalition, accept(formed["invitation_link"], "Ana Castle")


def bring_in_stoneybrook(coalition):
    arguments = [STONEYBROOK, "--coalition", coalition.slug, "--title", "Emergency operations plan"]
    preview = told_by("import_plan", *arguments)
    assert (preview["applied"], preview["sections"], Edition.objects.count()) == (False, 80, 0)
    told = told_by("import_plan", *arguments, "--apply")
    assert (told["applied"], told["sections"], told["words"]) == (True, 80, preview["words"])
    assert told_by("import_plan", *arguments, "--apply")["unchanged"]
    return Edition.objects.get(pk=told["edition"])


def edit(edition, first, second):
    """Two people edit; the second, on an old version, is told and loses nothing."""
    section = edition.sections.present().exclude(html="").first()
    changed = {"title": section.title, "change": Change.MATERIAL, "base_version": section.version}
    editing.save_section(
        section=section, html=section.html + "<p>Ana adds this.</p>", by=first, **changed
    )
    with pytest.raises(StaleSave) as stale:
        editing.save_section(
            section=section, html=section.html + "<p>Ben adds that.</p>", by=second, **changed
        )
    assert "Ana adds this." in stale.value.theirs.html
    section.refresh_from_db()
    merged = section.html + "<p>Ben adds that.</p>"
    editing.save_section(
        section=section, html=merged, by=second, **{**changed, "base_version": section.version}
    )
    editing.set_protocol_for(section=section, roles=[Role.TEACHER, Role.SRO], by=first)
    section.refresh_from_db()
    assert "Ana adds this." in section.html
    assert "Ben adds that." in section.html
    return section


def review_and_sign(edition, administrator, fire):
    day = timezone.localdate() + timedelta(days=14)
    chief = Membership.objects.get(person__account=fire)
    round_ = review_actions.open_review(
        edition=edition, reviewers=[(chief, [])], due_on=day, by=administrator
    )
    review_actions.decide(reviewer=round_.reviewers.get(), decision=Decision.APPROVES, by=fire)
    freezing.freeze(edition=edition, due_on=day, by=administrator)
    for signature in edition.signatures.filter(state=SignatureState.ASKED):
        if signature.membership_id is None:
            signing.waive(
                signature=signature, reason="Nobody holds this seat yet.", by=administrator
            )
            continue
        signer = signature.membership.person.account
        shown = signature.content_hash
        signing.sign(
            signature=signature, typed_name=signature.signer_name, by=signer, fingerprint=shown
        )
    told = told_by("verify_edition", edition.pk)
    publishing.put_in_force(edition=edition, by=administrator)
    edition.refresh_from_db()
    return told


@pytest.mark.django_db(transaction=True)
def test_from_a_states_schools_to_a_reminder_in_a_mailbox(start_worker, mail_server):
    # Tests with real commits empty every table behind them, the starter catalogue too.
    courses_actions.load_catalogue(by=None)
    coalition, ana = form_at_a_florida_school()
    principal = coalition.seats.get(code="principal")
    Membership.objects.filter(person__account=ana).update(seat=principal)
    ben = invite(coalition, ana, email="ben@example.org", name="Ben Ortiz", role=Role.ADMINISTRATOR)
    fire = invite(
        coalition, ana, email="fire@example.org", name="Cal Reyes", role=Role.FIRE, seat="fire"
    )
    teacher = invite(
        coalition, ana, email="teacher@example.org", name="Dee Novak", role=Role.TEACHER
    )
    sro = invite(coalition, ana, email="sro@example.org", name="Eli Stone", role=Role.SRO)

    edition = bring_in_stoneybrook(coalition)
    protocol = edit(edition, ana, ben)
    assert review_and_sign(edition, ana, fire)["agrees"]
    assert edition.status == EditionStatus.IN_FORCE
    assert edition.review_due_on > timezone.localdate() + timedelta(days=360)

    actions.acknowledge(section=protocol, by=User.objects.get(pk=teacher.pk))
    held = timezone.localdate() - timedelta(days=1)
    recording.log_training(
        person=sro.people.get(),
        coalition=coalition,
        course=Course.objects.get(code="cpr_aed"),
        held_on=held,
        hours=4,
        by=sro,
        on=timezone.localdate(),
    )
    assert (protocol.acknowledgements.count(), coalition.training_records.get().held_on) == (
        1,
        held,
    )

    Message.objects.all().delete()
    assert told_by("remind")
    owed_to = set(Message.objects.values_list("to_address", flat=True))
    # The teacher has read; the officer has not; both administrators have a record to verify.
    assert owed_to == {"ana@example.org", "ben@example.org", "sro@example.org"}
    start_worker()
    send_waiting.delay()
    mail_server.wait_for(3)
    assert sorted(mail_server.to) == sorted(owed_to)
    assert set(AuditRow.objects.filter(scope=coalition.pk).values_list("action", flat=True)) >= {
        "coalition.formed",
        "edition.put_in_force",
        "training.logged",
        "protocol.acknowledged",
    }
