"""Papers of an agreement: added, withdrawn, and opened where they are restricted."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.policies import can_administer
from coalitions.access.roles import RESTRICTED, levels
from coalitions.agreements.checking import worded
from coalitions.agreements.lifecycle import TAKES_PAPERS, check_standing
from coalitions.agreements.locks import locked
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.files.uploads import accept_paper, all_or_nothing
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


def add_paper(
    *, agreement: Agreement, by: User, title: str, file: "UploadedFile[bytes]", sensitivity: str
) -> AgreementPaper:
    """Keep a file of the agreement privately; returns the paper.

    `file` is a PDF, a Word file or a picture. Raises Refused for any other, for one that is there
    already, and for a title without a letter; WrongState where the agreement was withdrawn.
    Audited.
    """
    require(can_administer(by, agreement.coalition))
    if not (title := tidy_name(title)):
        raise Refused("Write the title with letters.", field="title")
    upload = accept_paper(file, field="file")
    with all_or_nothing() as store:
        agreement = locked(agreement)
        check_standing(agreement.standing, TAKES_PAPERS)
        same = agreement.papers.filter(sha256=upload.sha256, withdrawn_at__isnull=True).first()
        if same:
            raise Refused(f"This file is there already, as {same.title}.", field="file")
        paper = AgreementPaper(
            agreement=agreement,
            title=title,
            sha256=upload.sha256,
            sensitivity=sensitivity,
            added_at=timezone.now(),
            added_by=by,
        )
        store(paper.file, upload.as_file())
        paper.save()
        record(
            by=by,
            action="agreement_paper.added",
            subject=paper,
            name=agreement.title,
            scope=agreement.coalition,
            sha256=paper.sha256,
            sensitivity=sensitivity,
        )
    return paper


@transaction.atomic
def withdraw_paper(*, paper: AgreementPaper, by: User, because: str) -> AgreementPaper:
    """Take a paper away from all readers, with the reason; the file stays in the record.

    Returns the paper. Raises WrongState where it was withdrawn already, Refused without a reason.
    Audited.
    """
    agreement = paper.agreement
    require(can_administer(by, agreement.coalition))
    locked(agreement)
    paper = AgreementPaper.objects.select_for_update(no_key=True).get(pk=paper.pk)
    if paper.withdrawn_at:
        raise WrongState("This paper was withdrawn already.")
    because = worded(because, field="because", missing="Say why; it stays in the record.")
    paper.withdrawn_at, paper.withdrawn_by = timezone.now(), by
    paper.withdrawn_because = because
    paper.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record(
        by=by,
        action="agreement_paper.withdrawn",
        subject=paper,
        name=agreement.title,
        scope=agreement.coalition,
        because=paper.withdrawn_because,
    )
    return paper


@unasked("It writes down what somebody was just let open: to refuse would lose that.")
@unrecorded("It is itself the record of who opened what.")
def note_read(*, paper: AgreementPaper, by: User) -> bool:
    """Record that `by` opened a restricted paper; whether it is one."""
    if paper.sensitivity != RESTRICTED:
        return False
    here = paper.agreement.coalition_id
    grants = sorted(
        access_of(by).grants,
        key=lambda grant: (
            RESTRICTED not in levels(grant.role),
            grant.coalition_id != here,
            grant.of_school,
        ),
    )
    PaperRead.objects.create(
        paper=paper,
        account=by,
        reader_name=str(by)[:254],
        role=grants[0].role if grants else "",
        read_at=timezone.now(),
    )
    return True
