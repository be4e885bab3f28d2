"""A plan from a Word file by the page: looked at first, made once, kept for its bringer only."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from plans.editions.models.edition import Edition
from plans.word_in.models.word_file import KEPT_FOR, WordFile, WordSource

pytestmark = pytest.mark.django_db


def word_file(*headings, name="plan.docx"):
    document = Document()
    document.add_paragraph("Before the first heading.")
    for heading in headings:
        document.add_heading(heading, level=1)
        document.add_paragraph(f"Text of {heading}.")
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture
def bring(client, administrator, coalition):
    client.force_login(administrator)

    def post(file, title="Our plan"):
        return client.post(
            reverse("word_in_import", args=["juniper"]), {"title": title, "file": file}
        )

    return post


def test_looked_at_first_then_made_and_the_kept_file_is_gone(bring, client):
    looked = client.get(bring(word_file("Lockdown", "Bells and buses")).url)
    page = looked.content.decode()
    assert "<h1>Place what could not be placed: 2 passages</h1>" in page
    assert (Edition.objects.count(), WordFile.objects.count()) == (0, 1)
    made = client.post(
        reverse("word_in_make", args=["juniper", WordFile.objects.get().pk]), follow=True
    )
    assert made.status_code == 200
    sections = Edition.objects.get().sections.present()
    assert [(s.title, s.target, s.sensitivity) for s in sections] == [
        ("Lockdown", "lockdown", "members"),
        ("Unplaced from Word", "", "members"),
        ("Bells and buses", "", "members"),
    ]
    assert (WordFile.objects.count(), WordSource.objects.get().headings) == (0, 2)


def test_the_same_file_again_leads_to_its_plan_and_changes_nothing(bring, client):
    file = word_file("Lockdown")
    bring(file)
    client.post(reverse("word_in_make", args=["juniper", WordFile.objects.get().pk]))
    file.seek(0)
    again = bring(file, title="Another title")
    assert again.url == reverse("workspace_plan", args=["juniper", Edition.objects.get().plan_id])
    assert (Edition.objects.count(), WordFile.objects.count()) == (1, 0)


ZIP = b"PK\x03\x04" + b"\0" * 26


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Rules</body></html>",
        b"",
        b"\xd0\xcf\x11\xe0 old Word",
        ZIP,
        word_file("Cut off").read()[:-30],
        b"{\\rtf1 Plan}",
    ],
    ids=["web page", "empty", "doc", "broken archive", "cut off", "rich text"],
)
def test_what_is_no_word_file_is_refused_beside_its_field_and_not_kept(bring, content):
    response = bring(SimpleUploadedFile("plan.docx", content))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert WordFile.objects.count() == 0


def test_a_title_that_is_taken_is_said_before_anything_is_kept(bring, plan):
    response = bring(word_file("Lockdown"), title=plan.title)
    assert list(response.context["form"].errors) == ["title"]
    assert WordFile.objects.count() == 0


def test_only_its_bringer_sees_a_kept_file_and_only_for_a_day(bring, client, cast, outsider):
    address = bring(word_file("Lockdown")).url
    for account in (cast.administrator, outsider):
        client.force_login(account)
        assert client.get(address).status_code == 404
    client.force_login(cast.teacher)
    assert client.get(reverse("word_in_import", args=["juniper"])).status_code == 403
    assert not WordFile.objects.expired(timezone.now()).exists()
    assert WordFile.objects.expired(timezone.now() + KEPT_FOR).count() == 1
