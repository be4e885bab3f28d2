"""Mail that carries a link by which its holder can act.

Its kind says so, no page shows it, and it is blanked once sent.
"""

import ast
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.invitations.actions import inviting
from coalitions.memberships import mail as memberships_mail
from coalitions.memberships.actions import designating
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from plans.editions import mail as editions_mail
from plans.review import mail as review_mail
from plans.review.models import Reviewer
from plans.signing import mail as signing_mail
from plans.signing.models import Signature
from safety_portal.core.notices import outbox, sending
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.models import Message
from safety_portal.core.web.secret_addresses import holds_link
from tests import builders
from tests.architecture import house
from tests.mailserver import MailServer
from tests.plugins.databases import as_owner

SECRET_KINDS = {"account", "invitation"}
OTHER_KINDS = {
    *(
        "account_notice",
        "digest",
        "training_returned",
        "contact_changed",
        "designation_made",
        "designation_ended",
    ),
    *("membership_added", "membership_changed", "membership_ended", "memberships_changed"),
    *(
        "plan_asked_for",
        "review_asked",
        "review_stopped",
        "comment_answered",
        "suggestion_answered",
    ),
    *(
        "signature_asked",
        "signature_by_designee",
        "signature_declined",
        "signature_voided",
        "all_signed",
        "in_force",
    ),
}
LINK = "http://localhost:8000/invitations/t0k3n-of-this-test/"
INVITATION = Kind("invitation", secret_for=lambda: timedelta(days=14))


def declared():
    """Code -> whether it says that it carries a secret, for every Kind that the code makes."""
    found = {}
    for module in house.modules().values():
        if "safety_portal.core.notices.kinds" not in house.imports(module):
            continue
        for node in house.nodes(module):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Kind":
                found[ast.literal_eval(node.args[0])] = any(
                    word.arg == "secret_for" for word in node.keywords
                )
    return found


def test_the_kinds_are_these():
    assert declared() == dict.fromkeys(SECRET_KINDS, True) | dict.fromkeys(OTHER_KINDS, False)


def makes_a_message(call):
    called, given = ast.unparse(call.func), [ast.unparse(argument) for argument in call.args]
    return called in ("Message", "Message.objects.create") or (called, given[:1]) == (
        "copy_in",
        ["Message"],
    )


def test_every_mail_comes_by_way_of_the_outbox_or_the_sweep():
    """There the kind is checked. The bench makes its own rows, which are sent to nobody."""
    wrong = [
        module.name
        for module in house.modules().values()
        for node in house.nodes(module)
        if isinstance(node, ast.Call) and makes_a_message(node)
    ]
    assert set(wrong) == {
        "safety_portal.core.notices.outbox",
        "safety_portal.core.notices.sweep",
        "safety_portal.bench.ledgers",
    }


def test_every_kind_rendered(seeded_database, django_db_blocker, settings):
    """The demo's mail, and each kind that it lacks.

    What holds a link with a secret belongs to a kind that says so.
    """
    settings.DEMO = True
    with django_db_blocker.unblock():
        _render_the_rest()
        wrong, seen = [], set()
        for message in Message.objects.iterator():
            is_secret = any(map(holds_link, (message.subject, message.text, message.html)))
            seen.add(message.kind)
            if is_secret != (message.kind in SECRET_KINDS) or is_secret != (
                message.secret_until is not None
            ):
                wrong.append(f"{message.kind}: {message.subject}")
    assert wrong == []
    assert seen == SECRET_KINDS | OTHER_KINDS


def _render_the_rest():
    person = (
        Membership.objects.filter(role=Role.FIRE, person__account__isnull=False)
        .select_related("coalition")
        .first()
    )
    administrators = Membership.objects.filter(coalition=person.coalition, role=Role.ADMINISTRATOR)
    administrator = administrators.filter(person__account__isnull=False).first()
    account, by = person.person.account, administrator.person.account
    reviewer, signature = (
        Reviewer.objects.first(),
        Signature.objects.filter(membership__isnull=False).first(),
    )
    editions_mail.ask_for_plan(person, by=by, asking=1)
    review_mail.tell_back_to_drafting(reviewer, by=by)
    signing_mail.tell_declined(signature, person)
    signing_mail.tell_voided(signature, by=by, signed=True)
    signature.designee = person
    signing_mail.tell_holder(signature)
    row = type("Row", (), {"pk": 1})
    memberships_mail.tell_changed(person, {"title": "Chief"}, by=by, row=row)
    with transaction.atomic():
        memberships_mail.gather([(person, ["One sentence."])], by=by)
    designation = Designation.objects.select_related("holder__person__account").first()
    designating.end_designation(designation=designation, by=designation.holder.person.account)
    import_module("coalitions.records.actions.contacts")._tell_old_address(
        person.person, "old@example.org", by=by
    )
    inviting.invite(coalition=person.coalition, email="new@example.org", role=Role.FIRE, by=by)
    Client(REMOTE_ADDR="10.55.0.1").post("/accounts/password/reset/", {"email": account.email})
    changing = Client(REMOTE_ADDR="10.55.0.2")
    changing.force_login(builders.make_account(name="Somebody Else"))
    passwords = {"oldpassword": builders.PASSWORD, "password1": "quite another sentence"}
    changing.post("/accounts/password/change/", passwords | {"password2": passwords["password1"]})


@pytest.mark.django_db
def test_a_kind_that_hides_its_secret_cannot_be_posted():
    mail = {
        "key": "x",
        "to": "a@example.org",
        "name": "A",
        "subject": "s",
        "text": f"Open {LINK} now",
    }
    with pytest.raises(ValueError, match="declare secret_for"):
        outbox.post(kind=Kind("news"), **mail)
    with pytest.raises(ValueError, match="declare secret_for"):
        outbox.post(kind=Kind("news"), **mail | {"text": "x", "html": f'<a href="{LINK}">x</a>'})
    assert not Message.objects.exists()
    assert outbox.post(kind=INVITATION, **mail).secret_until is not None


@pytest.fixture
def server(db, settings):
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
            "127.0.0.1",
            running.port,
            1,
        )
        yield running


@pytest.fixture
def invitation(server):
    text = f"Accept or decline: {LINK}"
    html = f'<a href="{LINK}">Accept</a>'
    return outbox.post(
        key="i",
        kind=INVITATION,
        to="a@example.org",
        name="A",
        subject="You are invited",
        text=text,
        html=html,
    )


def is_blank(message):
    message.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text FROM notices_message m WHERE id = %s", [message.pk])
        (row,) = cursor.fetchone()
    return (LINK in row, message.text == sending.BLANKED, message.blanked_at is not None) == (
        False,
        True,
        True,
    )


def test_it_is_blanked_once_sent_and_everything_else_stays(invitation, server):
    assert sending.send_waiting(seconds=10) == (1, False)
    assert is_blank(invitation)
    assert (invitation.subject, invitation.to_address, invitation.kind) == (
        "You are invited",
        "a@example.org",
        "invitation",
    )
    assert (invitation.sent_at is not None, invitation.is_file) == (True, False)
    assert sending.send_waiting(seconds=10) == (0, False)


def test_it_is_tried_again_whole_until_it_is_sent(invitation, server):
    server.answers["a@example.org"] = f"451 not now: {LINK}"
    sending.send_waiting(seconds=10)
    invitation.refresh_from_db()
    assert (LINK in invitation.text, LINK in invitation.html, invitation.attempts) == (
        True,
        True,
        1,
    )
    assert invitation.last_error == "451 not now: http://localhost:8000/invitations/***/"
    server.answers.clear()
    Message.objects.update(due_at=timezone.now())
    assert sending.send_waiting(seconds=10) == (1, False)
    assert is_blank(invitation)


def test_it_is_blanked_when_it_is_given_up(invitation, server):
    server.answers["a@example.org"] = "550 no such mailbox"
    sending.send_waiting(seconds=10)
    assert is_blank(invitation)
    assert (invitation.failed_at is not None, invitation.last_error) == (
        True,
        "550 no such mailbox",
    )


def test_it_is_blanked_and_not_sent_once_its_link_has_run_out(invitation, server):
    Message.objects.update(secret_until=timezone.now() - timedelta(seconds=1))
    assert sending.send_waiting(seconds=10) == (0, False)
    assert is_blank(invitation)
    assert (invitation.failed_at is not None, invitation.last_error) == (True, sending.RAN_OUT)
    assert not server.got


def test_other_mail_keeps_its_text(server):
    kept = outbox.post(
        key="k", kind=Kind("news"), to="a@example.org", name="A", subject="s", text="Words.\n"
    )
    sending.send_waiting(seconds=10)
    kept.refresh_from_db()
    assert (kept.text, kept.blanked_at) == ("Words.\n", None)


def test_the_demo_keeps_it_because_everybody_reads_everybodys_mail_there(
    invitation, settings, client
):
    settings.DEMO = True
    sending.send_waiting(seconds=10)
    assert LINK in client.get(f"/sent-mail/{invitation.pk}/").content.decode()


def test_the_back_office_shows_no_text_of_mail(invitation, client):
    client.force_login(builders.make_account(is_superuser=True, is_staff=True))
    pages = [
        client.get(f"/admin/notices/message/{more}") for more in ("", f"{invitation.pk}/change/")
    ]
    assert [(page.status_code, LINK in page.content.decode()) for page in pages] == [
        (200, False)
    ] * 2


def test_the_database_holds_that_only_secrets_are_blanked(db):
    kept = outbox.post(
        key="k", kind=Kind("news"), to="a@example.org", name="A", subject="s", text="Words.\n"
    )
    with pytest.raises(IntegrityError, match="only_secrets_are_blanked"):
        Message.objects.filter(pk=kept.pk).update(blanked_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_before_is_blanked_and_what_waits_is_not():
    before = ("notices", "0003_tally_of_a_sweep")
    executor = MigrationExecutor(connection)
    with as_owner():
        executor.migrate([before])
    try:
        old = executor.loader.project_state([before]).apps.get_model("notices", "Message")
        now = timezone.now()
        for number, (kind, fate) in enumerate(
            [
                ("invitation", "sent_at"),
                ("account", "failed_at"),
                ("invitation", ""),
                ("digest", "sent_at"),
            ]
        ):
            row = {
                "dedupe_key": f"{number}",
                "kind": kind,
                "to_address": "a@example.org",
                "text": LINK,
                "html": LINK,
            }
            old.objects.create(due_at=now, **row, **({fate: now} if fate else {}))
    finally:
        executor = MigrationExecutor(connection)
        with as_owner():
            executor.migrate(executor.loader.graph.leaf_nodes("notices"))
    sent, failed, waits, digest = Message.objects.order_by("id")
    assert [(m.text, m.html, m.blanked_at is not None) for m in (sent, failed)] == [
        (sending.BLANKED, "", True)
    ] * 2
    assert [(m.text, m.blanked_at) for m in (waits, digest)] == [(LINK, None)] * 2
    assert [m.secret_until is not None for m in (sent, failed, waits, digest)] == [
        True,
        True,
        True,
        False,
    ]
    assert abs(waits.secret_until - now - timedelta(days=14)) < timedelta(minutes=1)
