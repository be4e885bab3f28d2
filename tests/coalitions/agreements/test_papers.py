"""Papers of an agreement: who opens them, what is recorded of it, and files that are none."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coalitions.access.roles import Role
from coalitions.agreements.actions import papers
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from safety_portal.core.refusals import Refused
from tests import builders
from tests.agreeing import make_paper
from tests.coalitions.agreements.conftest import text

pytestmark = pytest.mark.django_db


def test_a_restricted_paper_opens_for_few_and_is_recorded(page, coalition, agreement):
    paper = make_paper(agreement=agreement, sensitivity="restricted", title="Response plan")
    chief, nurse, administrator = (
        builders.make_member(coalition=coalition, role=role)
        for role in (Role.FIRE, Role.HEALTH, Role.ADMINISTRATOR)
    )
    where = (coalition.slug, agreement.pk, paper.pk)

    assert page(nurse, "agreement_paper", *where).status_code == 404
    assert "Response plan" not in text(page(nurse, "agreement", *where[:2]))
    assert not PaperRead.objects.exists()
    opened = page(chief, "agreement_paper", *where)

    assert opened.status_code == 200
    assert opened["Content-Disposition"].startswith("attachment")
    assert [(read.account, read.role) for read in PaperRead.objects.all()] == [(chief, "fire")]
    assert "Who opened restricted papers" in text(page(administrator, "agreement", *where[:2]))
    assert "Who opened restricted papers" not in text(page(chief, "agreement", *where[:2]))


def test_a_paper_of_members_leaves_no_trace(page, coalition, agreement, administrator):
    paper = make_paper(agreement=agreement)
    where = (coalition.slug, agreement.pk, paper.pk)
    assert page(administrator, "agreement_paper", *where).status_code == 200
    assert not PaperRead.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.jpg", b"no photo at all", "neither a PDF nor a picture"),
        ("photo.heic", b"\0\0\0\x18ftypheic broken", "neither a PDF nor a picture"),
        ("empty.pdf", b"", "empty"),
        ("archive.docx", b"PK\x03\x04 broken", "This file is damaged"),
    ],
)
def test_a_file_that_is_none_is_one_sentence(
    post, coalition, agreement, administrator, name, content, said
):
    answer = post(
        administrator,
        "agreement_add_paper",
        coalition.slug,
        agreement.pk,
        title="Signed",
        sensitivity="members",
        file=SimpleUploadedFile(name, content),
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert not AgreementPaper.objects.exists()


def test_a_file_over_the_limit_is_one_sentence(post, coalition, agreement, administrator, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    big = SimpleUploadedFile("big.pdf", b"%PDF-" + b"0" * 1024 * 1024)
    told = {"title": "Signed", "sensitivity": "members", "file": big}
    answer = post(administrator, "agreement_add_paper", coalition.slug, agreement.pk, **told)
    assert "This file is larger than 1 MB" in text(answer)


def test_the_same_file_twice_is_kept_once(post, coalition, agreement, administrator):
    for _ in range(2):
        file = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")
        told = {"title": "Signed copy", "sensitivity": "members", "file": file}
        answer = post(administrator, "agreement_add_paper", coalition.slug, agreement.pk, **told)
    assert "This file is there already, as Signed copy" in text(answer)
    assert AgreementPaper.objects.count() == 1


def word_file(*more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            archive.writestr(name, "<x/>")
    return SimpleUploadedFile("agreement.docx", out.getvalue())


def add(agreement, by, file):
    told = {"title": "Signed", "sensitivity": "members", "file": file}
    return papers.add_paper(agreement=agreement, by=by, **told)


def test_a_word_file_is_kept_as_it_came(page, coalition, agreement, administrator):
    paper = add(agreement, administrator, word_file())
    opened = page(administrator, "agreement_paper", coalition.slug, agreement.pk, paper.pk)
    assert opened["Content-Type"].endswith("wordprocessingml.document")
    assert opened["Content-Disposition"] == 'attachment; filename="Signed.docx"'


def test_macros_and_other_archives_are_refused(agreement, administrator):
    with pytest.raises(Refused, match="has macros"):
        add(agreement, administrator, word_file("word/vbaProject.bin"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Refused, match="no Word file, PDF or picture"):
        add(agreement, administrator, SimpleUploadedFile("a.zip", out.getvalue()))


def test_a_withdrawn_paper_opens_for_nobody(post, page, coalition, agreement, administrator):
    paper = make_paper(agreement=agreement)
    where = (coalition.slug, agreement.pk, paper.pk)
    assert post(administrator, "agreement_withdraw_paper", *where, because=" ").status_code == 422

    post(administrator, "agreement_withdraw_paper", *where, because="The wrong file.")

    paper.refresh_from_db()
    assert (paper.withdrawn_because, paper.withdrawn_by) == ("The wrong file.", administrator)
    assert page(administrator, "agreement_paper", *where).status_code == 404
    add(agreement, administrator, SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed"))
    assert AgreementPaper.objects.filter(withdrawn_at=None).count() == 1
