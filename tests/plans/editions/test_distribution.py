"""The record of distribution names to each reader only people whom that reader may see, and never
pages and pages of them.
"""

import io
import json

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from plans.book.writers.book import assemble
from plans.book.writers.formats import as_html, as_json, as_pdf
from plans.book.writers.word.document import as_docx
from plans.editions.actions.access_log import note_opening
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution
from plans.editions.models.edition import Edition
from plans.history import change_log
from plans.history.change_log import record_of_distribution
from safety_portal.core.accounts.models import User
from safety_portal.core.exports import paper
from tests import builders

pytestmark = pytest.mark.django_db
RECORD = "<p>{{ generated.record_of_distribution }}</p>"


class World:
    """A district with its own coalition, two schools, and one reader of each role everywhere, all
    of whom took the plan.
    """

    def __init__(self):
        self.district = builders.make_district()
        self.own = builders.make_coalition(district=self.district, slug="district")
        self.one, self.two = (
            builders.make_coalition(
                school=builders.make_school(district=self.district, name=name), slug=name
            )
            for name in ("one", "two")
        )
        self.accounts = {
            f"{coalition.slug}-{role}": builders.make_member(
                coalition=coalition,
                role=role,
                name=f"zq-{coalition.slug}-{role}",
                title=f"Title at {coalition.slug}",
            )
            for coalition in (self.own, self.one, self.two)
            for role in ("administrator", "sro", "health", "teacher", "parent")
        }

    def plan_of(self, coalition, html="<p>Lock the door.</p>"):
        edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
        builders.make_section(edition=edition, title="Lockdown", html=html)
        builders.force_status(edition, EditionStatus.IN_FORCE)
        fetched = Edition.objects.select_related(
            "plan__coalition__district", "plan__coalition__school"
        )
        edition = fetched.get(pk=edition.pk)
        for account in self.accounts.values():
            note_opening(edition=edition, by=account)
        return edition

    def reader(self, name):
        return User.objects.get(pk=self.accounts[name].pk)

    def named(self, edition, name):
        """Slugs of the coalitions out of which somebody is named to this reader, and how many are
        not.
        """
        record = record_of_distribution(edition, reader=self.reader(name))
        return {row.recipient_name.split("-")[1] for row in record.rows}, record.others


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize(
    ("reader", "named", "others"),
    [
        ("two-teacher", {"two"}, 10),
        ("two-health", {"two"}, 10),
        ("two-administrator", {"two"}, 10),
        ("one-sro", {"one"}, 10),
        ("district-teacher", {"district"}, 10),
        ("district-health", {"district"}, 10),
        ("district-sro", {"district", "one", "two"}, 0),
        ("district-administrator", {"district", "one", "two"}, 0),
    ],
)
def test_a_districts_plan_names_to_each_reader_whom_they_may_see(world, reader, named, others):
    edition = world.plan_of(world.own)
    assert world.named(edition, reader) == (named, others)


def test_a_schools_plan_names_nobody_of_a_sibling_and_its_administrator_sees_everybody(world):
    edition = world.plan_of(world.one)
    assert world.named(edition, "one-teacher") == ({"one"}, 10)
    assert world.named(edition, "one-administrator") == ({"district", "one", "two"}, 0)
    assert world.named(edition, "district-health") == ({"district"}, 10)


@pytest.mark.parametrize(
    "html", ["<p>Lock the door.</p>", RECORD], ids=["before the text", "in the text"]
)
def test_no_file_of_any_kind_names_somebody_of_another_school(world, html):
    edition = world.plan_of(world.own, html)
    book = assemble(edition, reader=world.reader("two-teacher"))
    for words in (
        as_html(book).decode(),
        words_of_docx(as_docx(book)),
        json.dumps(json.loads(as_json(book))),
        as_pdf_text(book),
    ):
        assert "zq-one-" not in words
        assert "Title at one" not in words
    assert "zq-two-health" in as_html(book).decode()
    assert "Not named in this copy: 10 other entries." in as_html(book).decode()


def test_the_pages_of_the_plan_name_nobody_of_another_school(world, client):
    edition = world.plan_of(world.own, RECORD)
    client.force_login(world.reader("two-teacher"))
    where = ["district", edition.plan_id, 1]
    section = edition.sections.get()
    for address in (
        reverse("workspace_edition", args=where),
        reverse("workspace_section", args=[*where, section.pk]),
        reverse("book_export", args=where),
        reverse("book_print", args=where),
    ):
        assert "zq-one-" not in client.get(address, follow=True).content.decode()


def test_the_operators_copy_is_whole_and_a_readers_is_bounded(
    world, monkeypatch, django_assert_num_queries
):
    edition = world.plan_of(world.own)
    monkeypatch.setattr(change_log, "DISTRIBUTION_MAX", 4)
    reader = world.reader("district-administrator")
    record = record_of_distribution(edition, reader=reader)
    assert (len(record.rows), record.others) == (4, 11)
    assert [row.delivered_at for row in record.rows] == sorted(
        row.delivered_at for row in record.rows
    )
    assert len(record_of_distribution(edition).rows) == 15
    Distribution.objects.bulk_create(
        Distribution(
            edition=edition,
            recipient_name=f"Copy {n}",
            channel="handed_over",
            delivered_at=timezone.now(),
        )
        for n in range(200)
    )
    with django_assert_num_queries(2):
        assert record_of_distribution(edition, reader=reader).others == 211


def test_somebody_on_paper_is_known_to_those_whose_plan_it_is(world):
    edition = world.plan_of(world.own)
    Distribution.objects.create(
        edition=edition,
        recipient_name="zq-paper-copy",
        channel="handed_over",
        delivered_at=timezone.now(),
    )
    assert "paper" in world.named(edition, "district-teacher")[0]
    assert "paper" not in world.named(edition, "two-teacher")[0]


def as_pdf_text(book):
    """The words of the PDF; nothing where this machine cannot draw one."""
    if not paper.is_available():
        return ""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(book))).pages)


def words_of_docx(content):
    """The words in the tables of a Word file, where records stand."""
    tables = docx.Document(io.BytesIO(content)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
