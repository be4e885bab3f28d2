"""A plan taken out as Word and imported again: the same sections and text.

Rights and records as for every other copy.
"""

import io
import json
import zipfile
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from coalitions.access.roles import MEMBERS, PUBLIC, RESTRICTED
from plans.book.writers.book import assemble
from plans.book.writers.formats import CONTENT_TYPES, as_html
from plans.book.writers.word.document import as_docx
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.edition import Edition
from plans.text.words import plain_text
from tests import builders
from tests.plugins.skips import SHARED, needs_shared

pytestmark = pytest.mark.django_db
PLANS = SHARED / "data/3-plans"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def edition(plan):
    edition = builders.make_edition(plan=plan, number=3)
    part = builders.make_section(
        edition=edition, title="Annexes", number="2", html="", sensitivity=MEMBERS
    )
    rows = [
        ("Lockdown", MEMBERS, "<p>Lock the door.</p><p>{{ generated.record_of_distribution }}</p>"),
        ("Vault", RESTRICTED, "<p>Key in room 9.</p>"),
        ("Families", PUBLIC, "<p>We write to {{ plan.title }}.</p>"),
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


def said(content):
    """The text of every part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def brought_in(path, coalition):
    out = StringIO()
    call_command(
        "import_plan",
        str(path),
        "--coalition",
        coalition.slug,
        "--title",
        "EOP",
        "--apply",
        "--json",
        stdout=out,
    )
    return json.loads(out.getvalue())


def sections(edition_id):
    return [
        (each.level, each.title, plain_text(each.html))
        for each in Edition.objects.get(pk=edition_id).sections.present()
    ]


@needs_shared
@pytest.mark.parametrize(
    "name",
    [
        "stoneybrook_middle_school_EOP_basic_plan",
        "lafayette_formula_electric_safety_plan",
        "onestop_disaster_recovery_plan_template",
    ],
)
def test_a_plan_brought_in_taken_out_and_brought_in_again_is_the_same(name, coalition, tmp_path):
    first = brought_in(PLANS / f"{name}.docx", coalition)
    copy = tmp_path / "copy.docx"
    call_command("export_plan", str(first["plan"]), "--format", "docx", "-o", str(copy))
    second = brought_in(copy, builders.make_coalition(slug="cedar"))
    told = sections(first["edition"])
    assert sections(second["edition"]) == told
    assert second["words"] == sum(len(f"{title} {text}".split()) for _, title, text in told)
    assert (second["unplaced"], second["pictures"]) == ([], first["pictures"])


def test_the_copy_is_the_readers_own_and_its_taking_is_on_record(edition, cast, client):
    client.force_login(cast.fire)
    address = reverse("book_download", args=["juniper", edition.plan_id, 3, "docx"])
    response = client.get(address)
    assert response["Content-Type"] == CONTENT_TYPES["docx"]
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="emergency-operations-plan-edition-3.docx"'
    )
    assert "Key in room 9." in said(response.content)
    assert list(Distribution.objects.values_list("account", "channel")) == [
        (cast.fire.pk, "downloaded")
    ]
    reads = RestrictedRead.objects.values_list("account", "section_title", "channel", "role")
    assert list(reads) == [(cast.fire.pk, "Vault", "downloaded", "fire")]
    page = client.get(reverse("book_export", args=["juniper", edition.plan_id, 3])).content.decode()
    assert f'href="{address}"' in page


def test_a_copy_holds_no_word_of_what_its_reader_may_not_read(edition, cast):
    held = {
        role: [
            words in said(as_docx(assemble(edition, reader=getattr(cast, role)))) for words in WORDS
        ]
        for role in ("fire", "teacher", "parent")
    }
    assert held == {
        "fire": [True, True, True, True, True, True, False],
        "teacher": [True, True, False, False, True, True, True],
        "parent": [True, False, False, False, False, False, False],
    }
    assert RestrictedRead.objects.count() == 0


WORDS = (
    "We write to",
    "Lock the door.",
    "Key in room 9.",
    "Vault",
    "Nobody has opened",
    "Confidential",
    "left out of this copy",
)


def test_cover_records_and_running_heads_say_what_the_paper_says(edition, administrator):
    book = assemble(edition, reader=administrator)
    word, page = said(as_docx(book)), as_html(book).decode()
    assert [record.title for record in book.records] == ["Signatures", "Record of changes"]
    told = [book.running_head, book.running_foot, book.caution, *[value for _, value in book.cover]]
    told += [
        "The undersigned concur",
        "No change of the text has been saved yet.",
        "Nobody has opened or been given",
    ]
    assert [(words in word, words in page) for words in told] == [(True, True)] * len(told)
    assert book.cover[-1] == ("Copy for", str(administrator))
