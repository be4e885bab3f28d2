"""Words made searchable: the same expression in an index and in a query, and texts in pieces."""

import pytest
from django.db import connection

from coalitions.action_items.models import ActionItem
from coalitions.action_items.search import ACTION_ITEMS
from plans.editions.models.section import Section
from plans.workspace.search import PLANS
from safety_portal.core.search.finding import Piece, _pieces
from safety_portal.core.search.vectors import SEARCHED
from tests import builders

pytestmark = pytest.mark.django_db


def plan_of(rows, source, words):
    """How PostgreSQL would find the rows, if it may not read all of them."""
    found = rows.annotate(searched=source.words).filter(searched=source.asked(words))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return found.explain()


@pytest.mark.parametrize(
    ("rows", "source", "index"),
    [
        (Section.objects.all(), PLANS, "sections_searched"),
        (ActionItem.objects.all(), ACTION_ITEMS, "action_items_searched"),
    ],
)
def test_the_index_serves_the_query(rows, source, index):
    assert index in plan_of(rows, source, "gate")


def test_the_forms_of_a_word_are_one(edition):
    section = builders.make_section(edition=edition, title="Assembly places")
    rows = Section.objects.annotate(searched=PLANS.words)
    assert rows.filter(searched=PLANS.asked("assembly place")).get() == section


def test_tags_of_html_are_no_words(edition):
    builders.make_section(edition=edition, title="A", html="<table><tr><td>x</td></tr></table>")
    rows = Section.objects.annotate(searched=PLANS.words)
    assert not rows.filter(searched=PLANS.asked("table")).exists()


def test_a_text_longer_than_a_vector_can_be_saved_and_is_found_by_its_beginning(edition):
    words = " ".join(f"w{number:07x}" for number in range(300_000))
    section = builders.make_section(edition=edition, title="Long", html=f"<p>siren {words}</p>")
    assert len(section.html) > 10 * SEARCHED
    rows = Section.objects.annotate(searched=PLANS.words)
    assert rows.filter(searched=PLANS.asked("siren")).exists()


def test_a_text_is_cut_at_its_marks():
    assert _pieces("by \x02stair\x03 2 &amp; \x023\x03") == (
        Piece("by ", False),
        Piece("stair", True),
        Piece(" 2 & ", False),
        Piece("3", True),
    )
