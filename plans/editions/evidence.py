"""What the audit has to know so that an edition can be proved later.

The states that its audit rows carry.

Everything that makes an edition binding leaves an audit row with the state of every column it
wrote, and freezing one with the list of what was frozen; plans/verification compares. The rows are
found by `edition_id`. What stood before there was evidence is recorded once, when the portal is
upgraded (EVIDENCE_RECORDED), and holds from then on.
"""

from django.db.models import F, Func, TextField

from safety_portal.core.audit.evidence import digest_of, evidence, state_of

EVIDENCE_RECORDED = "evidence.recorded"
EDITION, SIGNATURE, APPROVAL = "plans.edition", "plans.signature", "plans.approval"
DESIGNATION = "coalitions.designation"
# Columns that no evidence carries, with the reason. A test fails for a column that is neither
# compared nor listed here.
LEFT_OUT = {
    "plans.section": {
        "title": "hashed in content_hash",
        "html": "hashed in content_hash",
        "sensitivity": "hashed in content_hash",
        "protocol_for": "hashed in content_hash",
        "not_needed_because": "hashed in content_hash; verified by itself where version 1 of the serialization did not",
        "edition_id": "the list is that of the edition",
    },
}


def edition_evidence(subject, edition, **rest):
    """What an audit row carries besides, so that a row of `edition` can be proved later.

    Arguments for record, or more of a `detail`.
    """
    return {"edition_id": edition.pk, "evidence": evidence(subject, **rest)}


def frozen_contents(sections, revisions):
    """What freezing vouches for beside the edition's own row.

    Its present sections and all their revisions, as plain data.

    `sections` and `revisions` are querysets, also of historical models.
    """
    rows = [state_of(section, without=LEFT_OUT["plans.section"]) for section in sections]
    columns = list(rows[0]) if rows else []
    return {
        "sections": {"columns": columns, "rows": [list(row.values()) for row in rows]},
        "revisions": [
            [*revision_row(row), state_of(row)["saved_at"]] for row in hashed_by_database(revisions)
        ],
    }


def standing_evidence(edition, revision_model, designation_model):
    """All that stands about a frozen edition, as the details of the row that records it on upgrade.

    Takes historical models.
    """
    signatures = list(edition.signatures.order_by("pk"))
    sections = edition.sections.filter(removed_at__isnull=True).order_by("position")
    holders = [row.membership_id for row in signatures if row.designee_id]
    others = {
        SIGNATURE: _states(signatures),
        APPROVAL: _states(edition.approvals.all()),
        DESIGNATION: _states(designation_model.objects.filter(holder__in=holders)),
    }
    revisions = revision_model.objects.filter(section__edition=edition)
    return edition_evidence(edition, edition, **frozen_contents(sections, revisions), others=others)


def _states(rows):
    return {str(row.pk): state_of(row) for row in rows}


def hashed_by_database(revisions):
    """The revisions with the SHA-256 of their text instead of the text.

    An edition has thousands of pages of them.
    """
    sha256 = "CASE WHEN %(expressions)s = '' THEN '' ELSE encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex') END"
    hashed = Func(F("html"), template=sha256, output_field=TextField())
    return revisions.defer("html").annotate(html_sha256=hashed).order_by("section_id", "version")


def revision_row(revision):
    """A revision as evidence.

    Its id, section and version, and the SHA-256 over every column but the time it was saved.

    That time is vouched for by the freeze alone: only then does the demo's past stand still.
    """
    state = state_of(revision, without=("html", "saved_at"))
    state["html"] = (
        revision.html_sha256
        if hasattr(revision, "html_sha256")
        else revision.html and digest_of(revision.html)
    )
    return [revision.pk, revision.section_id, revision.version, digest_of(state)]
