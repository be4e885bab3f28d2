"""What seats and boards answered.

Every signature, waiver, decline, vote and designation against the audit; the files too.
"""

from django.utils import timezone

from coalitions.memberships.models.designation import Designation
from plans.editions.evidence import APPROVAL, DESIGNATION, SIGNATURE
from plans.signing.lifecycle import SignatureState
from plans.signing.verification.ledger import OF_SUBJECTS, columns_in_words, entries_of
from plans.signing.verification.text import digest_of_file
from safety_portal.core.audit.evidence import differing, state_of


def signatures_that_differ(edition, rows, ledger):
    """Sentences on the signatures of an edition (`rows`, all of them, voided ones too).

    Changed, put in, gone, on other text.
    """
    for row in rows:
        what = f"the signature of {row}"
        if row.state != SignatureState.VOIDED and row.content_hash != edition.content_hash:
            yield f"The signature of {row} is on another fingerprint."
        if row.state == SignatureState.SIGNED and not (row.typed_name and row.decided_at):
            yield f"The signature of {row} has no name or no time."
        yield from ledger.differences(SIGNATURE, row, _state(row), what=what)
        yield from file_that_differs(row.scan, row.scan_sha256, what=f"The scan of {what}")
    for _, state, source in ledger.gone(SIGNATURE, {row.pk for row in rows}):
        who = f"{state['seat_title']}: {state['signer_name'] or 'vacant'}"
        yield f"The signature of {who} is gone; the audit knows it as {state['state']} ({source.words})."


def _state(row):
    """Who is asked follows when two records of one person become one (plans/apps.py).

    Whoever signs is vouched for then.
    """
    return state_of(row, without=("membership_id",) if row.state == SignatureState.ASKED else ())


def seats_without_answer(rows):
    """Sentences.

    A seat that was asked and neither signed nor was waived, on an edition that came into force
    nevertheless.
    """
    standing = [row for row in rows if row.state != SignatureState.VOIDED]
    settled = {
        _seat(row)
        for row in standing
        if row.state in (SignatureState.SIGNED, SignatureState.WAIVED)
    }
    for seat, title in {_seat(row): row.seat_title for row in standing}.items():
        if seat not in settled:
            yield f"The edition came into force, and yet the seat {title} neither signed nor was waived."


def _seat(row):
    return row.seat_id or row.seat_title


def votes_that_differ(edition, rows, ledger):
    """Sentences on the votes (`rows`, all of them): changed, put in, gone, on other text.

    Their minutes.
    """
    for row in rows:
        what = f"the vote of {row}"
        if row.voided_at is None and row.content_hash != edition.content_hash:
            yield f"The vote of {row} is on another fingerprint."
        yield from ledger.differences(APPROVAL, row, state_of(row), what=what)
        yield from file_that_differs(row.minutes, row.minutes_sha256, what=f"The minutes of {what}")
    for _, state, source in ledger.gone(APPROVAL, {row.pk for row in rows}):
        yield f"The vote of {state['body']}, {state['voted_on']}, is gone; the audit knows it ({source.words})."


def file_that_differs(file, recorded, *, what):
    """A sentence where a kept file is missing, or is not the one whose SHA-256 was `recorded`.

    Reads the file.
    """
    if not file:
        if recorded:
            yield f"{what} is gone."
        return
    computed = digest_of_file(file)
    if not computed:
        yield f"{what} is missing from this server."
    elif not recorded:
        yield f"{what} has no hash: it was missing when the portal was upgraded."
    elif computed != recorded:
        yield f"{what} is not the file that was kept."


def designations_that_differ(rows, ledger):
    """Sentences on who signed in a holder's place without a designation of that day, or by one that
    was changed. Two queries.
    """
    signed = [row for row in rows if row.designee_id]
    if not signed:
        return
    designations = list(
        Designation.objects.filter(
            holder__in=[row.membership_id for row in signed],
            designee__in=[row.designee_id for row in signed],
        )
    )
    for row in signed:
        if not any(_covers(designation, row) for designation in designations):
            yield f"{row.signer} had no designation on the day of the answer."
    for designation in designations:
        yield from _designation_that_differs(designation, ledger, _told(designations))


def _covers(designation, row):
    on = row.signed_on or timezone.localtime(row.decided_at).date()
    pair = (designation.holder_id, designation.designee_id) == (row.membership_id, row.designee_id)
    # On the day that it ended, too: what was answered in the morning stands.
    return pair and designation.starts_on <= on <= designation.ends_on


def _told(designations):
    """The newest state that the audit knows of each designation, by id, with its row."""
    rows = entries_of(OF_SUBJECTS, [DESIGNATION, [designation.pk for designation in designations]])
    return {
        row.hashed.subject_id: (row.evidence["state"], row)
        for row in rows
        if "state" in row.evidence
    }


def _designation_that_differs(designation, ledger, recorded):
    state, source = recorded.get(designation.pk) or ledger.states.get(
        (DESIGNATION, designation.pk), (None, None)
    )
    what = f"designation {designation.pk}"
    if state is None:
        yield f"No audit row tells of {what}."
    elif not source.is_chained:
        yield f"Audit row {source.hashed.id} of {what} ({source.words}) is not what was chained."
    elif names := differing(state_of(designation), state):
        yield f"D{what[1:]}: {columns_in_words(names)} not what the audit says ({source.words})."
