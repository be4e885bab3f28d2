"""Nobody reads a planted mark: a mark in every text of every row that is not public by what it is.

Then every page for everybody is opened, in both languages, and whatever its links lead to.
"""

import re

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models
from django.test import Client
from django.urls import reverse

from tests.everywhere.world import settle
from tests.everywhere.world_community import PUBLIC
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
APPS = ("coalitions", "plans", "training", "accounts", "notices")
# What everybody may read because it is what the page is about, or an administrator wrote it there.
PUBLIC_WORDS = {
    "Coalition": {"name", "slug"},
    "District": {"name", "street", "city", "state", "postal_code"},
    "School": {"name", "street", "city", "state", "postal_code"},
    "Seat": {"title"},
    "CommunityPage": {"phone", "introduction", "concerns", "letters"},
    "PublicTranslation": {"text", "key"},
    # Of a meeting that is held in public: what it is, where, and why it is not held.
    "Meeting": {"about", "place", "link", "cancelled_because"},
    "Plan": {"title"},
    "Course": {"title"},
}
# Rows that say themselves who reads them: those for everybody keep their words.
BY_LEVEL = "{table}.sensitivity <> 'public'"
OF_LINE = "{table}.line_id IN (SELECT id FROM coalitions_agendaline WHERE sensitivity <> 'public')"
# Whoever let the page name them, is named.
UNNAMED = """{table}.id NOT IN (
    SELECT held.person_id FROM coalitions_membership held
    JOIN coalitions_nameconsent given ON given.membership_id = held.id)"""
OF_ROW = {"Decision": OF_LINE, "Person": UNNAMED}
CHECKED = {
    "AssessmentRead.channel",
    "Brief.code",
    "Contact.day_phone",
    "Contact.night_phone",
    "Photo.sha256",
    "ProgramEntry.code",
    "PublicTranslation.of_hash",
    "Rehearsal.kind",
    "SchoolFact.question",
    "RoleHolder.role",
}
FEWEST = 8
MARK = re.compile(r"planted-\w+|zq-\w+-(?:secret|inside)")
HREF = re.compile(r'href="(/community/[^"#?]*)')


def texts_of(model):
    """The columns of a model that hold words somebody writes."""
    public = PUBLIC_WORDS.get(model.__name__, set())
    for field in model._meta.concrete_fields:
        written = isinstance(field, (models.CharField, models.TextField)) and not field.choices
        special = isinstance(
            field, (models.SlugField, models.URLField, models.EmailField, models.FileField)
        )
        if written and not special and field.name not in public and not field.unique:
            yield field


def condition_of(model):
    table = f'"{model._meta.db_table}"'
    if rule := OF_ROW.get(model.__name__):
        return rule.format(table=table)
    names = {field.name for field in model._meta.concrete_fields}
    return BY_LEVEL.format(table=table) if "sensitivity" in names else "TRUE"


def plant():
    """Put a mark into each, behind the back of triggers; the columns that would take none."""
    refused = set()
    with connection.cursor() as cursor:
        for app in APPS:
            for model in apps.get_app_config(app).get_models():
                for field in texts_of(model):
                    if not planted(cursor, model, field):
                        refused.add(f"{model.__name__}.{field.name}")
    return refused


def planted(cursor, model, field):
    """Whether the rows took it: the number of each row stands in it, where words are unique."""
    table, column, key = model._meta.db_table, field.column, model._meta.pk.column
    word = f"left('planted-' || \"{key}\" || %s, {field.max_length or 200})"
    rows = f"\"{column}\" <> '' AND {condition_of(model)}"
    cursor.execute("SAVEPOINT planting")
    try:
        cursor.execute(
            f'UPDATE "{table}" SET "{column}" = {word} WHERE {rows}',  # noqa: S608  our own names
            [f"_{model.__name__}_{field.name}"],
        )
    except DatabaseError:  # a check that knows which words there are
        cursor.execute("ROLLBACK TO SAVEPOINT planting")
        return False
    cursor.execute("RELEASE SAVEPOINT planting")
    return True


def crawled(start):
    """The text of every page for everybody that links lead to, by its address."""
    nobody, pages, waiting = Client(), {}, [start]
    while waiting:
        url = waiting.pop()
        if url in pages:
            continue
        answer = nobody.get(url)
        assert answer.status_code == 200, url
        assert not answer.cookies, url
        pages[url] = answer.content.decode()
        waiting += HREF.findall(pages[url])
    return pages


@pytest.fixture(scope="module")
def world(rows_of_world):
    """With a mark in each text, and what took none."""
    with as_owner(), pgtrigger.ignore():
        rows_of_world.refused = plant()
    settle()
    return rows_of_world


def test_nearly_every_text_took_its_mark(world):
    """But codes and hashes, of which a check of the database knows how they look."""
    assert world.refused == CHECKED


@pytest.mark.parametrize("place", PUBLIC)
def test_nobody_reads_a_planted_mark(world, place):
    slug = world.places[place].coalition.slug
    pages = crawled(reverse("community_public", args=[slug]))
    pages |= crawled(reverse("community_public_es", args=[slug]))
    assert len(pages) > FEWEST
    found = {url: sorted(set(MARK.findall(text))) for url, text in pages.items()}
    assert {url: marks for url, marks in found.items() if marks} == {}


@pytest.mark.parametrize("place", PUBLIC)
def test_who_consented_is_named_and_nobody_else(world, place):
    there = world.places[place]
    page = Client().get(reverse("community_public", args=[there.coalition.slug])).content.decode()
    named = set(re.findall(rf"{there.mark}-[a-z_]+", page)) & {
        f"{there.mark}-{role}" for role in there.cast
    }
    assert named == {f"{there.mark}-fire"}


@pytest.mark.parametrize("place", ["sibling", "foreign"])
def test_what_is_not_published_is_not_there(world, place):
    slug = world.places[place].coalition.slug
    for name in ("public", "plan", "feed", "calendar"):
        for ending in ("", "_es"):
            answer = Client().get(reverse(f"community_{name}{ending}", args=[slug]))
            assert answer.status_code == 404
            assert "zq-" not in answer.content.decode()
