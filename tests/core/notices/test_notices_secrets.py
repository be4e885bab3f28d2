"""Mail that carries a link by which its holder can act.

Its kind says so, no page shows it, and it is blanked once sent.
"""

import ast
from importlib import import_module

import pytest
from django.db import transaction
from django.test import Client

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
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.models import Message
from safety_portal.core.web.secret_addresses import holds_link
from tests import builders
from tests.architecture import house
from tests.core.notices.secret_links import INVITATION, LINK

SECRET_KINDS = {"account", "invitation", "meeting_invited", "meeting_changed", "contact_asked"} | {
    "join_confirm"
}
OTHER_KINDS = {
    *("meeting_cancelled", "meeting_minutes", "action_item_returned"),
    *("brief_proposed", "brief_sent"),
    *("bulletin", "bulletin_answer", "join_declined"),
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
        "safety_portal.bench.filling.ledgers",
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
