"""Two at once: a signature never sits on other bytes than those that stand, whoever is first."""

import threading

import pytest
from django.db import OperationalError, connection

from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.signing.actions import batch_signing, freezing, publishing, signing
from plans.signing.models import Signature
from plans.signing.verification.edition import verify_edition
from plans.writing.actions import editing
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def at_once(*acts):
    """Run the acts in threads that start together.

    Returns for each "done" or the name of the refusal.
    """
    barrier, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(timeout=20)
            act()
            found[place] = "done"
        except Refused as refused:
            found[place] = type(refused).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def saving(scene, text, version):
    return lambda: editing.save_section(
        section=Section.objects.get(pk=scene.protocol.pk),
        title="Lockdown",
        html=f"<p>{text}</p>",
        base_version=version,
        change="material",
        by=scene.administrator,
    )


def test_sign_against_thaw_and_edit(scene):
    for number in range(ROUNDS):
        edition = life.freeze(scene)
        row = life.asked(scene, scene.fire)
        scene.protocol.refresh_from_db()

        def sign(row=row, fingerprint=edition.content_hash):
            signing.sign(
                signature=row, typed_name="Tom Hesse", by=scene.fire, fingerprint=fingerprint
            )

        found = at_once(
            sign,
            lambda: freezing.thaw(
                edition=scene.edition, because="Wrong gate.", by=scene.administrator
            ),
            saving(scene, f"Words {number}", scene.protocol.version),
        )
        row.refresh_from_db()
        assert found[1] == "done"
        assert row.state == "voided"
        assert (found[0] == "done") == bool(row.typed_name)
        assert Signature.objects.filter(edition=scene.edition).exclude(state="voided").count() == 0


def test_freeze_against_edit(scene):
    """A save and a freeze at once.

    The fingerprint is that of the text which stands, and every refused word is told.
    """
    for number in range(ROUNDS):
        life.ask_for_review(scene)
        scene.protocol.refresh_from_db()
        found = at_once(
            lambda: freezing.freeze(
                edition=scene.edition, due_on=life.in_days(7), by=scene.administrator
            ),
            saving(scene, f"Words {number}", scene.protocol.version),
        )
        edition = Edition.objects.get(pk=scene.edition.pk)
        scene.protocol.refresh_from_db()
        assert found[0] == "done"
        assert (f"Words {number}" in scene.protocol.html) == (found[1] == "done")
        assert verify_edition(edition).problems == []
        freezing.thaw(edition=edition, because="Next.", by=scene.administrator)


def test_raw_writes_wait_for_the_freeze(scene):
    """Even SQL that knows no lock of ours cannot slip between hash and state."""
    for number in range(ROUNDS):
        life.ask_for_review(scene)
        html = f"<p>Raw {number}</p>"

        def write(html=html):
            try:
                Section.objects.filter(pk=scene.protocol.pk).update(html=html)
            except Exception as error:
                # The trigger's refusal; anything else is a failure of this test.
                assert "belongs to a frozen edition" in str(error) or "deadlock" in str(error)  # noqa: PT017
                raise Refused("refused by the database") from error

        def freeze():
            due_on = life.in_days(7)
            try:
                freezing.freeze(edition=scene.edition, due_on=due_on, by=scene.administrator)
            except OperationalError as error:
                # Raw SQL takes the locks in the other order, and the database may choose either to
                # give way.
                if "deadlock" not in str(error):
                    raise
                freezing.freeze(edition=scene.edition, due_on=due_on, by=scene.administrator)

        found = at_once(freeze, write)
        edition = Edition.objects.get(pk=scene.edition.pk)
        assert found[0] == "done"
        assert verify_edition(edition).problems == []
        freezing.thaw(edition=edition, because="Next.", by=scene.administrator)


def test_two_signers_and_a_double_click_at_once(scene):
    edition = life.freeze(scene)

    def signing_as(account):
        row = life.asked(scene, account)
        return lambda: signing.sign(
            signature=row, typed_name=row.signer_name, by=account, fingerprint=edition.content_hash
        )

    fire, law = signing_as(scene.fire), signing_as(scene.law)

    assert sorted(at_once(fire, law, fire, law)) == ["WrongState", "WrongState", "done", "done"]
    assert Signature.objects.filter(state="signed").count() == 2


def test_a_holder_and_the_designee_at_once(scene):
    """One of them signs; the other is told who did."""
    nurse = builders.make_member(coalition=scene.coalition, role="health", name="Joan Akers")
    builders.make_designation(
        holder=life.membership_of(scene.fire, scene.coalition),
        designee=life.membership_of(nurse, scene.coalition),
    )
    for _ in range(ROUNDS):
        edition = life.freeze(scene)
        row = life.asked(scene, scene.fire)
        given = {"signature": row, "fingerprint": edition.content_hash}
        found = at_once(
            lambda given=given: signing.sign(**given, typed_name="Tom Hesse", by=scene.fire),
            lambda given=given: signing.sign(**given, typed_name="Joan Akers", by=nurse),
        )
        row.refresh_from_db()
        assert sorted(found) == ["WrongState", "done"]
        assert row.signer == (
            "Tom Hesse" if found[0] == "done" else "Joan Akers, designee of Tom Hesse"
        )
        freezing.thaw(edition=edition, because="Next.", by=scene.administrator)


def test_a_sitting_signs_all_or_none_whatever_happens_meanwhile(scene):
    """The same sitting twice, in opposite orders, while one of its plans is thawed.

    Nobody waits in a ring, no half is signed.
    """
    for number in range(ROUNDS):
        rows = [
            life.ask_in(scene.coalition, scene.fire, title=f"Plan {number} {each}")
            for each in range(3)
        ]
        given = {
            "fingerprints": {row.pk: row.content_hash for row in rows},
            "typed_name": "Tom Hesse",
        }
        found = at_once(
            lambda rows=rows, given=given: batch_signing.sign_all(
                signatures=rows, by=scene.fire, **given
            ),
            lambda rows=rows, given=given: batch_signing.sign_all(
                signatures=rows[::-1], by=scene.fire, **given
            ),
            lambda rows=rows: freezing.thaw(
                edition=rows[1].edition, because="Wrong gate.", by=scene.administrator
            ),
        )
        left = list(Signature.objects.filter(pk__in=given["fingerprints"]).order_by("pk"))
        assert found[2] == "done"
        assert found[:2].count("done") == bool(left[1].typed_name)
        assert [row.state for row in left] == (
            ["signed", "voided", "signed"] if left[1].typed_name else ["asked", "voided", "asked"]
        )


def test_put_in_force_against_thaw(scene):
    life.freeze(scene)
    for account in (scene.fire, scene.law):
        life.sign(scene, account)
    found = at_once(
        lambda: publishing.put_in_force(edition=scene.edition, by=scene.administrator),
        lambda: freezing.thaw(edition=scene.edition, because="Wait.", by=scene.administrator),
        lambda: publishing.put_in_force(edition=scene.edition, by=scene.administrator),
    )
    edition = Edition.objects.get(pk=scene.edition.pk)

    assert sorted(found) == ["WrongState", "WrongState", "done"]
    assert edition.status == ("in_review" if found[1] == "done" else "in_force")
    if edition.status == "in_force":
        assert verify_edition(edition).problems == []


def test_two_freezes_ask_once(scene):
    life.ask_for_review(scene)

    def freeze():
        freezing.freeze(edition=scene.edition, due_on=life.in_days(7), by=scene.administrator)

    assert sorted(at_once(freeze, freeze)) == ["WrongState", "done"]
    assert Signature.objects.count() == 2
    assert builders.make_account().pk
