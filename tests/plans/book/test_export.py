"""The book in its formats.

In reading order, only what the reader may read, and every taking of it on record.
"""

import io
import json
import sys

import docx
import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from coalitions.access.roles import MEMBERS, PUBLIC, RESTRICTED
from plans.book.writers.book import assemble
from plans.book.writers.formats import FORMATS, as_html, as_json
from plans.book.writers.printing import print_next
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.edition import Edition
from plans.writing.actions.editing import save_section
from safety_portal.core.accounts.models import User
from safety_portal.core.exports import paper
from tests import builders

pytestmark = pytest.mark.django_db
TABLE = "<table><tbody><tr><td><p>Who</p></td><td><p>Principal</p></td></tr></tbody></table>"


@pytest.fixture
def edition(plan):
    edition = builders.make_edition(plan=plan, number=3)
    part = builders.make_section(
        edition=edition, title="Annexes", number="2", html="", sensitivity=MEMBERS
    )
    rows = [
        ("Lockdown", MEMBERS, "<p>Lock the door.</p>" + TABLE),
        ("Vault", RESTRICTED, "<p>Key in room 9.</p>"),
        ("Families", PUBLIC, "<p>We write.</p>"),
    ]
    for number, (title, level, html) in enumerate(rows, start=1):
        builders.make_section(
            edition=edition,
            title=title,
            number=f"2.{number}",
            html=html,
            sensitivity=level,
            parent=part,
            level=2,
        )
    return builders.force_status(edition, EditionStatus.IN_FORCE)


def told(book):
    return [(entry.title, entry.html is not None) for entry in book.entries]


def test_the_operator_gets_the_whole_text_and_readers_what_they_may_read(edition, cast):
    whole = [("Annexes", True), ("Lockdown", True), ("Vault", True), ("Families", True)]
    assert told(assemble(edition)) == told(assemble(edition, reader=cast.fire)) == whole
    assert told(assemble(edition, reader=cast.teacher)) == [
        ("Annexes", True),
        ("Lockdown", True),
        ("Restricted section 2.2", False),
        ("Families", True),
    ]
    assert told(assemble(edition, reader=cast.parent)) == [("Annexes", True), ("Families", True)]


def test_a_readers_copy_holds_no_word_of_what_is_restricted(edition, cast):
    page = as_html(assemble(edition, reader=cast.teacher)).decode()
    assert "Lock the door." in page
    assert "left out of this copy" in page
    assert ("Vault" in page, "room 9" in page) == (False, False)
    parents = as_html(assemble(edition, reader=cast.parent)).decode()
    assert (
        "We write." in parents,
        "Lock the door" in parents,
        "Restricted section" in parents,
    ) == (True, False, False)


def test_what_the_text_has_a_place_for_is_not_printed_twice(plan):
    edition = builders.make_edition(plan=plan)
    builders.make_section(
        edition=edition, title="Promulgation", html="<p>{{ generated.signatures }}</p>"
    )
    page = as_html(assemble(edition)).decode()
    assert (page.count("The undersigned concur"), page.count("Record of changes</h2>")) == (1, 1)
    assert page.index("Promulgation</h2>") < page.index("The undersigned concur")


def test_json_is_the_contracts(edition):
    whole = json.loads(as_json(assemble(edition)))
    assert (whole["edition"], whole["status"], whole["title"]) == (
        3,
        "in_force",
        "Emergency operations plan",
    )
    assert [(s["number"], s["title"], s["level"], s["sensitivity"]) for s in whole["sections"]] == [
        ("2", "Annexes", 1, "members"),
        ("2.1", "Lockdown", 2, "members"),
        ("2.2", "Vault", 2, "restricted"),
        ("2.3", "Families", 2, "public"),
    ]
    assert whole["sections"][1]["text"].split() == ["Lock", "the", "door.", "Who", "Principal"]
    assert set(whole["sections"][0]) == {
        "number",
        "title",
        "level",
        "kind",
        "sensitivity",
        "html",
        "text",
    }


def test_taking_a_copy_is_distribution_and_its_restricted_sections_are_logged(
    edition, cast, client
):
    client.force_login(cast.fire)
    address = reverse("book_download", args=["juniper", edition.plan_id, 3, "html"])
    assert (
        client.get(address)["Content-Disposition"]
        == 'attachment; filename="emergency-operations-plan-edition-3.html"'
    )
    client.get(address)
    assert list(Distribution.objects.values_list("account", "channel")) == [
        (cast.fire.pk, "downloaded")
    ]
    reads = RestrictedRead.objects.values_list("account", "section_title", "channel", "role")
    assert list(reads) == [(cast.fire.pk, "Vault", "downloaded", "fire")] * 2


def test_strangers_get_404_and_an_unknown_format_too(edition, outsider, cast, client):
    address = reverse("book_download", args=["juniper", edition.plan_id, 3, "json"])
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    client.force_login(cast.teacher)
    assert client.get(address.replace("json", "exe")).status_code == 404
    assert b"room 9" not in client.get(address).content


def test_the_command_writes_the_whole_text_and_refuses_in_one_sentence(edition, tmp_path, capsys):
    out = tmp_path / "plan.json"
    call_command("export_plan", str(edition.plan_id), "--format", "json", "-o", str(out))
    assert [s["title"] for s in json.loads(out.read_text())["sections"]] == [
        "Annexes",
        "Lockdown",
        "Vault",
        "Families",
    ]
    for arguments in (
        ["999999", "-o", str(out)],
        [str(edition.plan_id), "-o", str(tmp_path / "no" / "x")],
    ):
        with pytest.raises(SystemExit) as ended:
            call_command("export_plan", *arguments, "--format", "json", stderr=sys.stderr)
        assert ended.value.code == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_the_book_costs_the_same_queries_for_few_and_many_sections(
    edition, administrator, django_assert_num_queries
):
    large = builders.make_edition(plan=edition.plan, number=4)
    for number in range(40):
        builders.make_section(edition=large, title=f"Section {number}")
    for one in (edition, large):
        fetched = Edition.objects.select_related(
            "plan__coalition__district", "plan__coalition__school"
        ).get(pk=one.pk)
        reader = User.objects.get(pk=administrator.pk)
        with django_assert_num_queries(10):
            assemble(fetched, reader=reader)


def test_a_public_copy_names_nobody_and_nothing_that_is_not_public(coalition, cast, administrator):
    """A parent's copy.

    No signatures, no records, and no title of what members read, in the blocks the portal makes
    too.
    """
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    builders.make_section(
        edition=edition,
        title="All parts",
        html="<p>{{ generated.table_of_contents }}</p><p>{{ generated.record_of_changes }}</p>",
        sensitivity=PUBLIC,
    )
    inside = builders.make_section(edition=edition, title="Radio call signs", sensitivity=MEMBERS)
    save_section(
        section=inside,
        title=inside.title,
        html="<p>Echo 7.</p>",
        base_version=1,
        by=administrator,
        change="material",
        reason="New radios.",
    )
    builders.force_status(edition, "in_review")
    copy, members_copy = (
        as_html(assemble(edition, reader=reader)).decode() for reader in (cast.parent, cast.teacher)
    )
    for word in (
        "Radio call signs",
        "New radios.",
        "Echo 7",
        "Record of distribution",
        "Dana",
    ):
        assert (word in copy, word in members_copy) == (False, True), word
    assert "Not in the public copy." in copy


@pytest.mark.parametrize(
    "format_", [name for name in FORMATS if name != "pdf" or paper.is_available()]
)
def test_a_copy_says_which_picture_is_gone_from_the_disk(
    edition, cast, client, settings, tmp_path, format_
):
    settings.MEDIA_ROOT = tmp_path
    gone, kept = (builders.make_picture(plan=edition.plan) for _ in range(2))
    shown = "".join(
        f'<img src="picture/{one.sha256}" alt="{alt}">'
        for one, alt in ((gone, "Gates"), (kept, "Doors"))
    )
    work = builders.make_edition(plan=edition.plan, number=4)
    builders.make_section(
        edition=work, title="Map", html=f"<p>Before.</p>{shown}<p>After.</p>", sensitivity=PUBLIC
    )
    builders.force_status(work, EditionStatus.IN_REVIEW)
    gone.file.storage.delete(gone.file.name)
    client.force_login(cast.fire)
    where = ["juniper", edition.plan_id, 4]
    if format_ == "pdf":
        client.post(reverse("book_print_ask", args=where))
        print_next()
    response = client.get(reverse("book_download", args=[*where, format_]))
    picture = client.get(
        reverse("workspace_picture", args=["juniper", edition.plan_id, gone.sha256])
    )

    assert response.status_code == 200
    text = words_of(b"".join(response) if response.streaming else response.content, format_)
    assert "[Picture: Gates. It is missing from this server.]" in text
    assert ("Before." in text, "After." in text, text.count("missing from this server")) == (
        True,
        True,
        1,
    )
    assert (picture.status_code, "is missing from this server" in picture.content.decode()) == (
        409,
        True,
    )


def words_of(content, format_):
    """What is read in a file, on one line."""
    if format_ == "docx":
        return " ".join(
            paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs
        )
    if format_ == "pdf":
        return " ".join(
            " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split()
        )
    return json.loads(content)["sections"][0]["text"] if format_ == "json" else content.decode()
